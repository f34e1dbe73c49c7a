//! Numbers (编号): document numbers; region codes stand with the organs ([`crate::org::region`]).

pub mod docnum;

pub use crate::org::region::RegionCode;
pub use docnum::DocumentNumber;
