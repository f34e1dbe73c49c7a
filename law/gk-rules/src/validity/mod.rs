//! Validity (效力、立改废): what one document does to another, and the state of a document on a day.
//!
//! 条例 art 26 (a change is published like what it changes); 国办发〔2018〕37号 and 115号 (normative documents: periods, clean-up, filing).
//!
//! | file | says |
//! |---|---|
//! | [`relation`] | amends, repeals, replaces, extends, interprets: whole or by article, from a day |
//! | [`state`] | 有效, 已修改, 部分失效, 废止, 失效, 尚未施行 |
//! | [`consequences`] | what must be looked at because of it |
//! | [`citing`] | who cites a document; how a task is settled |
//! | [`expiry`] | periods of validity and the reminder before their end |
//! | [`register`] | what is typed: dates, articles, the document meant |
//! | [`cleanup`] | the periodic clean-up of normative documents (清理) |

pub mod citing;
pub mod cleanup;
pub mod consequences;
pub mod expiry;
pub mod register;
pub mod relation;
pub mod state;

pub use relation::{Effect, Relation, Scope};
pub use state::{Life, Standing, Validity};
