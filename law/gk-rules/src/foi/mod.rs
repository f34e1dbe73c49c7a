//! Disclosure by application (依申请公开): 条例 chapter 4, from the form to the archived file.
//!
//! | file | rests on |
//! |---|---|
//! | [`application`] | 条例 arts 27, 29, 31: who applies, by which channel, in which form it is wanted |
//! | [`decision`] | 条例 arts 14–16, 30, 35–39, 42: the closed list of outcomes, each with article, report row, letter, remedy |
//! | [`letter`] | the letters of a case, L1 to L25 |
//! | [`letters`] | what each letter needs, the organs' templates and their checker, the text |
//! | [`remedy`], [`review_organ`] | 行政复议法 arts 20–34, 行政诉讼法 arts 45, 46: what may be contested, where, until when |
//! | [`fee`] | 条例 art 42, 国办函〔2020〕109号: the fee and its two tariffs |
//! | [`delivery`] | 国办公开办函〔2016〕235号: how a letter is served, and the day that counts |
//! | [`depersonalise`], [`personal`] | 条例 art 15: what of a case may be shown |
//! | [`file`] | 条例 art 45: the case file, its index, how long it is kept |

pub mod application;
pub mod decision;
pub mod delivery;
pub mod depersonalise;
pub mod fee;
pub mod file;
pub mod letter;
pub mod letters;
pub mod personal;
pub mod remedy;
pub mod review_organ;
#[cfg(test)]
mod samples;

pub use application::{Carrier, Channel, ServiceMode};
pub use decision::{Decision, RemedyKind};
pub use letter::Letter;
