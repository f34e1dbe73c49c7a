//! Time (期限): the official working calendar, the grammar of 公开时限, and the counting of periods.
//!
//! | file | rests on |
//! |---|---|
//! | [`calendar`] | the State Council's yearly holiday notices |
//! | [`limit`] | what a 公开时限 cell says, as rules |
//! | `read` | the reader of those phrases |
//! | `counting` | 民法典 arts 200–204; 条例 art 26: a due date and the explanation of every day |
//! | `sector` | the clocks of other laws that prevail over art 26 |

pub mod calendar;
pub mod limit;
