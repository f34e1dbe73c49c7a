//! The letter as a document (文书正文): what it says in order, without any layout; the press makes PDF and DOCX of it.

use std::fmt;

use serde::Serialize;

use super::form::Form;
use crate::Day;
use crate::paper::words;

/// 文字段: a run of text, plain or emphasised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The text.
    pub text: String,
    /// 着重
    pub strong: bool,
}

/// 版块: a paragraph, an entry of a list, or a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// 段落
    Paragraph {
        /// Its runs.
        spans: Vec<Span>,
    },
    /// 列表项
    Entry {
        /// Its runs.
        spans: Vec<Span>,
    },
    /// 表格
    Table {
        /// 栏目
        head: Vec<String>,
        /// 各行
        rows: Vec<Vec<String>>,
    },
}

impl Block {
    /// A paragraph of plain text.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Paragraph { spans: vec![Span { text: text.into(), strong: false }] }
    }
    /// The text of its runs or cells.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Paragraph { spans } | Self::Entry { spans } => {
                spans.iter().map(|span| span.text.as_str()).collect()
            }
            Self::Table { head, rows } => {
                let mut lines = vec![head.join(" | ")];
                lines.extend(rows.iter().map(|row| row.join(" | ")));
                lines.join("\n")
            }
        }
    }
}

/// 文书: a complete letter, in the order of its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterText {
    /// 式样
    pub form: Form,
    /// 模板版本
    pub template: u32,
    /// 标题
    pub title: String,
    /// 文号; none for a receipt or a return.
    pub number: Option<String>,
    /// 称谓, with its colon; none for a return.
    pub addressee: Option<String>,
    /// 正文
    pub body: Vec<Block>,
    /// 附件
    pub attachments: Vec<String>,
    /// 救济途径
    pub remedy: Vec<Block>,
    /// 署名
    pub organ: String,
    /// 成文日期
    pub signed_on: Day,
    /// 联系方式
    pub contact: Vec<Block>,
    /// 邮寄地址: where the letter goes by post; empty where it does not.
    pub postal: String,
}

impl fmt::Display for LetterText {
    /// Plain text, one part after the other: for golden files, for search, for reading aloud.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        if let Some(number) = &self.number {
            writeln!(f, "{number}")?;
        }
        writeln!(f)?;
        if let Some(addressee) = &self.addressee {
            writeln!(f, "{addressee}")?;
        }
        for block in &self.body {
            writeln!(f, "{}", block.text())?;
        }
        match &self.attachments[..] {
            [] => {}
            [only] => writeln!(f, "附件：{only}")?,
            many => {
                for (no, one) in (1_usize..).zip(many) {
                    let mark = if no == 1 { "附件：" } else { "" };
                    writeln!(f, "{mark}{no}．{one}")?;
                }
            }
        }
        for block in &self.remedy {
            writeln!(f, "{}", block.text())?;
        }
        writeln!(f, "\n{}\n{}\n", self.organ, words::day(self.signed_on))?;
        for block in &self.contact {
            writeln!(f, "{}", block.text())?;
        }
        Ok(())
    }
}
