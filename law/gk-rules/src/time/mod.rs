//! Time (期限): the official working calendar, the grammar of 公开时限, and the counting of periods.
//!
//! | file | rests on |
//! |---|---|
//! | [`calendar`] | the State Council's yearly holiday notices |
//! | [`dense`] | the same calendar as prefix sums, for a province at once |
//! | [`limit`] | what a 公开时限 cell says, as rules |
//! | [`mod@read`] | the reader of those phrases |
//! | [`counting`] | 民法典 arts 200–204: the days of a period, one by one |
//! | [`engine`] | 条例 art 26: a rule and an event give a due date and its explanation |
//! | [`sector`] | the periods of other laws that prevail over art 26 |
//! | [`wording`] | the rules of a limit said back in words |
//! | [`clock`] | periods that are suspended, restarted and extended (条例 arts 30, 32–34) |

pub mod calendar;
pub mod clock;
pub mod counting;
pub mod dense;
pub mod engine;
pub mod limit;
pub mod read;
pub mod sector;
pub mod wording;
