//! 外发: messages sent to systems outside over HTTP, within what the operator allows.
//!
//! A name is resolved once, and the connection goes to an address that was looked at: a second answer of the name server cannot
//! lead it elsewhere. No redirect is followed, no proxy asked, no body of an answer read.

mod allowed;
mod courier;

pub use allowed::{Allowed, BadEntry};
pub use courier::{BadRoots, Courier};
