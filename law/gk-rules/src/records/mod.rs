//! Records (政府信息): what is published against an item, its procedure, what the public sees of it.
//!
//! | file | rests on |
//! |---|---|
//! | [`record`], [`kind`] | 条例 arts 12, 19; 党政机关公文处理工作条例 (kinds of documents) |
//! | [`state`] | draft → submitted → reviewed → cleared → approved → published → withdrawn; 条例 art 17 |
//! | [`revision`] | versions: why a new one, and what held on a day; 条例 arts 6, 26 |
//! | [`ground`] | 条例 arts 6, 14–16; 行政处罚法 art 48: on what ground something is taken down |
//! | [`reasons`] | one function for each verb, all the reasons not to |
//! | [`elements`] | which 公开内容（要素） a record holds |
//! | [`visibility`] | what the public sees: one function, asked by everybody |
//! | [`index_number`] | 条例 art 12: 索引号 |
//! | [`media`] | attached files: kinds taken, reasons not to |
//! | [`events`] | what the ledger calls each step |

pub mod bulk;
pub mod classes;
pub mod elements;
pub mod events;
pub mod ground;
pub mod index_number;
pub mod kind;
pub mod media;
pub mod reasons;
pub mod record;
pub mod revision;
pub mod state;
pub mod visibility;

pub use events::RecordEvent;
pub use ground::WithdrawGround;
pub use index_number::IndexNumber;
pub use kind::Kind;
pub use media::Media;
pub use record::{Body, BodyFormat, Identity, Part, Record};
pub use state::{Progress, Stage};
pub use visibility::{Visibility, visibility};
