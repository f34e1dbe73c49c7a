//! Time (期限): the official working calendar, the grammar of 公开时限, and the counting of periods.
//!
//! | file | rests on |
//! |---|---|
//! | [`calendar`] | the State Council's yearly holiday notices |
//! | [`dense`] | the same calendar as prefix sums, for a province at once |
//! | [`limit`] | what a 公开时限 cell says, as rules |
//! | [`mod@read`] | the reader of those phrases |

pub mod calendar;
pub mod dense;
pub mod limit;
pub mod read;
