//! Standard catalogs (标准目录): items, how they are read from tables, editions and their conformity.
//!
//! | file | rests on |
//! |---|---|
//! | [`draft`], [`sheet`] | what a file says, before anybody has settled it |
//! | [`trouble`] | what can be wrong with the file itself |
//! | [`reading`] | from tables and pasted text to a draft, with diagnostics |
//! | [`item`], [`channel`], [`field`] | 辽政办发〔2020〕13号: the eight elements and the level column |
//! | [`adoption`] | 国办发〔2019〕54号: 沿用、细化、新增、不适用 |
//! | [`edition`], [`state`], [`reasons`], [`events`] | versions and their procedure |
//! | [`intake`], [`typed`], [`words`] | whose standards an organ keeps, what a person types, what pages are called |
//! | [`settle`] | from a draft to items with codes |
//! | [`lint`], [`conformity`], [`finding`] | checks of an edition, alone and against the one above |
//! | [`strictness`] | 条例 art 26, 民法典 art 203: which of two limits is the stricter |
//! | [`against_law`] | 条例 art 26: limits against the periods of other laws |
//! | [`diff`], [`merge`] | two editions, and three |
//! | [`codes_page`] | every diagnostic on one page |
//! | [`export`] | the national table with its two header rows |

pub mod adoption;
pub mod against_law;
pub mod channel;
pub mod codes_page;
mod combine;
pub mod conformity;
pub mod diff;
pub mod draft;
pub mod edition;
pub mod events;
pub mod export;
pub mod field;
pub mod finding;
pub mod intake;
pub mod item;
pub(crate) mod likeness;
pub mod lint;
pub mod merge;
#[cfg(test)]
mod merge_tests;
pub mod reading;
pub mod reasons;
#[cfg(test)]
mod samples;
pub mod settle;
pub mod sheet;
pub mod state;
pub mod strictness;
pub mod trouble;
pub mod typed;
pub mod words;

pub use reading::{Hint, read};
