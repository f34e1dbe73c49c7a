//! The annual report (政府信息公开工作年度报告): rows, columns, cross-checks (勾稽), how figures follow from the register.
//!
//! | file | rests on |
//! |---|---|
//! | [`format`] | 条例 art 50; 国办公开办函〔2021〕30号, 〔2019〕60号: which format for which year, headings, notes |
//! | [`rows`], [`places`], [`tables`] | the same: rows and columns of the three tables, word for word |
//! | [`annual`] | 条例 arts 49, 50: the report, who reports by when |
//! | [`register`] | 条例 art 31 and the format: tables B and C from the cases, with the cases behind each cell |
//! | [`remark`], [`balance`] | the format's 勾稽关系, 行政复议法 art 23, 国办函〔2020〕109号: checks K1 to K17 |
//! | [`layout`], [`wire`] | the national layout as tables, and the stable schema |
//! | [`reading`] | reports of other organs, read and never guessed |
//! | [`paper`] | the report as a paper |
//! | [`figure`], [`numerals`], [`prose`] | figures in cells and in Chinese text |

pub mod annual;
pub mod balance;
pub mod figure;
pub mod format;
pub mod layout;
pub mod numerals;
pub mod paper;
pub mod places;
pub mod prose;
pub mod reading;
pub mod register;
pub mod remark;
pub mod rows;
#[cfg(test)]
mod samples;
pub mod tables;
pub mod wire;

pub use annual::{AnnualReport, Correction, Reporter, Section};
pub use balance::{Checked, Ground, check};
pub use figure::{Figure, Written};
pub use format::{Format, Part};
pub use places::{Act, Column, Course, Line, Measure, Outcome, Place};
pub use register::{CaseFacts, Derived, PendingRule, Relief, ReliefResult, derive};
pub use remark::{Balance, Explanation, Remark, Severity, Sides, Why};
pub use rows::{Applicants, Row};
pub use tables::{TableA, TableB, TableC, Tables};
