//! The regulation as functions and types: no IO, no clock, no randomness.
//!
//! | chapter | legal text |
//! |---|---|
//! | [`time`] | 民法典 arts 200–204; 条例 art 26; the State Council's yearly holiday notices |
//! | [`numbers`] | 党政机关公文处理工作条例 (发文字号); GB/T 2260 (行政区划代码) |
//! | [`org`] | 条例 arts 3, 4, 10: agencies, levels, posts, who may do what |
//! | [`catalog`] | 国办发〔2019〕54号, 辽政办发〔2020〕13号: items, editions, conformity |
//! | [`attribute`] | 条例 arts 13–18, 37, 44; 保守国家秘密法: 公开属性认定 of each record |
//! | [`document`] | 党政机关公文处理工作条例, GB/T 9704-2012: what an official document says of itself |
//! | [`duty`] | 条例 arts 19, 20, 26: what an edition in force obliges an organ to publish, and by when |
//! | [`foi`] | 条例 arts 27–45: applications, their clocks, decisions, letters |
//! | [`intake`] | 条例 art 17; 党政机关公文处理工作条例 art 24: what a file that comes in says of itself |
//! | [`money`] | amounts in fen, in figures and in capital numerals |
//! | [`report`] | 条例 arts 49, 50; 国办公开办函〔2021〕30号: the annual report |
//! | [`preflight`] | 条例 arts 6, 15, 17; 个人信息保护法: what is looked at before anything becomes public |
//! | [`privacy`] | 个人信息保护法 arts 6, 28, 51; GB 11643, GB 32100: sealed values, their masks, doubtful numbers |
//! | [`paper`] | GB/T 9704-2012: papers as typed parts, to be set by `outside/gk-press` |
//! | [`redaction`] | 条例 art 37: what is taken out of a copy, on which ground |
//! | [`records`] | 条例 arts 13–18, 23, 26: records, review, visibility |
//! | [`validity`] | 条例 art 26; 国办发〔2018〕37号, 115号: 立改废 and the state of a document on a day |

pub mod attribute;
pub mod catalog;
pub mod citation;
pub mod coded;
pub mod document;
pub mod duty;
pub mod foi;
pub mod intake;
pub mod money;
pub mod numbers;
pub mod org;
pub mod paper;
pub mod preflight;
pub mod privacy;
pub mod reason;
pub mod records;
pub mod redaction;
pub mod report;
pub mod text;
pub mod time;
pub mod validity;

pub use citation::Citation;
pub use coded::Coded;
pub use reason::{Cure, Reason};

/// 日: a calendar day in China Standard Time (UTC+8).
pub type Day = jiff::civil::Date;
/// 时刻: a moment; stored as RFC 3339 UTC, shown in China Standard Time.
pub type Moment = jiff::Timestamp;

/// 事件名: what people read for an event's code; empty for a code of no chapter. Every chapter's list has a line here.
#[must_use]
pub fn event_label(code: &str) -> &'static str {
    let of_org = || org::OrgEvent::from_code(code).map(Coded::label);
    let of_catalog = || catalog::events::CatalogEvent::from_code(code).map(Coded::label);
    let of_duty = || duty::acts::DutyEvent::from_code(code).map(Coded::label);
    let of_records = || records::RecordEvent::from_code(code).map(Coded::label);
    let of_foi = || foi::FoiEvent::from_code(code).map(Coded::label);
    let of_privacy = || privacy::PrivacyEvent::from_code(code).map(Coded::label);
    let of_office = || of_org().or_else(of_catalog).or_else(of_duty).or_else(of_records);
    of_office().or_else(of_foi).or_else(of_privacy).unwrap_or_default()
}
