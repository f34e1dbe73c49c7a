//! Numbers (编号): document numbers, case numbers, query codes; region codes stand with the organs
//! ([`crate::org::region`]).

pub mod case;
pub mod docnum;
pub mod query;

pub use crate::org::region::RegionCode;
pub use case::{CaseNumber, CasePattern};
pub use docnum::DocumentNumber;
pub use query::QueryCode;
