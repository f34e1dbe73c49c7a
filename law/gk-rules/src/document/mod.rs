//! Official documents (公文的识读): what a document in the layout of GB/T 9704-2012 says of itself, read from lines of text.
//!
//! Nothing is guessed: every field has its place, its words as they stand, and how sure the reading is; what is not certain
//! becomes a diagnostic for the clerk, who corrects beside the text. Traditional characters, full width and spaces are folded
//! for reading alone; the original is never changed (党政机关公文处理工作条例 art 9).
//!
//! | file | reads |
//! |---|---|
//! | [`field`] | what a field is: value, words, place, confidence; the diagnostics |
//! | [`clean`] | lines as they are read: folded, without page numbers and the furniture of web pages |
//! | [`number`] | 发文字号 and the numbers of orders and announcements |
//! | [`organ`] | 发文机关标志, 署名: names of organs |
//! | [`title`] | 标题, 主送机关 |
//! | [`date`] | 成文日期 |
//! | [`foot`] | 附件说明, 附注, 抄送机关, 印发机关和印发日期 |
//! | [`basis`] | cited legal bases |
//! | [`mod@read`] | the whole |

pub mod basis;
pub mod clean;
pub mod date;
pub mod field;
pub mod foot;
pub mod number;
pub mod organ;
pub mod read;
#[cfg(test)]
mod tests;
pub mod title;

pub use basis::CitedBasis;
pub use field::{At, Confidence, Diagnostic, Field, Trouble};
pub use foot::{DisclosureNote, Printed};
pub use number::WrittenNumber;
pub use read::{OfficialDocument, read};

/// 行: one line as an extractor gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// 页码, counted from one.
    pub page: u32,
    /// The line, as it is.
    pub text: String,
}

/// 分行: a text of one page as lines.
#[must_use]
pub fn lines_of(text: &str) -> Vec<Line> {
    text.lines().map(|line| Line { page: 1, text: line.to_owned() }).collect()
}
