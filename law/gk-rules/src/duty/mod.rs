//! Duties (公开责任): what an edition in force obliges an organ to publish, by when, and how it stands.
//!
//! A duty is item × organ × occurrence. Occurrence 0 is the *head*: the item must hold published information or a signed
//! statement 暂无此类信息. Rules of the item's 公开时限 add occurrences: one per recorded event, one per period.
//!
//! | file | rests on |
//! |---|---|
//! | [`holding`] | 条例 art 26: which limit holds, the catalog's, another law's or a named one |
//! | [`naming`] | naming a limit the text leaves open |
//! | [`posting`] | 公示期: how long what was posted must hang |
//! | [`obligations`] | 条例 arts 19, 20, 26: what the rules of a limit oblige to |
//! | [`periods`] | the periods of 每季度, 每月20日前, 每年1月31日前 |
//! | [`derive`] | how a duty stands on a day; how an item stands by its duties |
//! | [`clocks`] | the due day of a clock; clocks by number |
//! | [`dense`] | the same for a million duties at once |
//! | [`targets`] | 国办发〔2019〕54号: which organs an item obliges |
//! | [`coverage`] | tallies, the share on time, worst first |
//! | [`none`] | the statement 暂无此类信息 |
//! | [`events`] | recording and correcting the events that start periods |
//! | [`acts`] | what the ledger keeps about duties |
//! | [`settings`] | what no article fixes: dated settings, each with its source |

pub mod acts;
pub mod clocks;
pub mod coverage;
pub mod dense;
pub mod derive;
pub mod events;
pub mod holding;
pub mod naming;
pub mod none;
pub mod obligations;
pub mod periods;
pub mod posting;
pub mod settings;
pub mod targets;

pub use coverage::{Share, Tally};
pub use derive::{DutyState, Facts, derive, fold};
pub use holding::{Ground, Holding, Holdings, clocks_of_item, holdings};
pub use naming::Naming;
pub use obligations::{Clock, DutyKind, Obligation, obligations};
pub use posting::{PostingState, posting_state};
