//! The annual report (政府信息公开工作年度报告): rows, columns, cross-checks (勾稽), how figures follow from the register.
//!
//! | file | rests on |
//! |---|---|
//! | [`rows`] | 国办公开办函〔2021〕30号: rows and columns of the table of applications |

pub mod rows;

pub use rows::{Applicants, Row};
