//! Disclosure by application (依申请公开): 条例 chapter 4, from the form to the archived file.
//!
//! | file | rests on |
//! |---|---|
//! | [`application`] | 条例 arts 27, 29, 31: who applies, by which channel, in which form it is wanted |
//! | [`decision`] | 条例 arts 14–16, 30, 35–39, 42: the closed list of outcomes, each with article, report row, letter, remedy |
//! | [`letter`] | the letters of a case, L1 to L25 |

pub mod application;
pub mod decision;
pub mod letter;

pub use application::{Carrier, Channel, ServiceMode};
pub use decision::{Decision, RemedyKind};
pub use letter::Letter;
