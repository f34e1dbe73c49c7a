//! Organs and people (机构与人员): who is obliged to publish, who stands over whom, who may do what.
//!
//! | file | rests on |
//! |---|---|
//! | [`organ`] | 条例 arts 3, 4, 10: agencies, their kinds, levels and place in the tree |
//! | [`region`] | GB/T 2260, GB/T 10114: 行政区划代码 |
//! | [`person`] | 条例 art 4: the disclosure office and its people |
//! | [`matching`] | 国办发〔2019〕54号: the 公开主体 of a catalog made concrete |
//! | [`authority`] | 条例 arts 4, 17, 46, 47: who may do what, as one table |
//! | [`naming`] | 地方组织法 arts 1, 85: the bodies that govern divisions |
//! | [`reasons`], [`events`] | reasons not to, and what the ledger calls what happens |

pub mod authority;
pub mod events;
pub mod matching;
pub mod naming;
pub mod organ;
mod organ_words;
pub mod person;
pub mod reasons;
pub mod region;
pub mod towns;

pub use authority::{Act, Denied, Relation, may};
pub use events::OrgEvent;
pub use matching::{Match, Matching, Part, Roster};
pub use organ::{Level, Names, Organ, OrganId, OrganKind, OrganPath};
pub use person::{Actor, Role, Subject};
pub use region::RegionCode;
