//! 外发: messages sent to systems outside over HTTP, within what the operator allows.
//!
//! A name is resolved once, and the connection goes to an address that was looked at: a second answer of the name server cannot
//! lead it elsewhere. No redirect is followed, no proxy asked; the body of an answer is read only where something was asked, and bounded.

mod allowed;
mod courier;

pub use allowed::{Allowed, BadEntry};
pub use courier::{BadRoots, Courier, Enquiry};
