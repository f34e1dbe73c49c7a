//! Parts of a text (正文组成): paragraphs, headings, lists, quotations, tables, pictures.

use serde::{Deserialize, Serialize};

use super::table::Table;

/// 正文段: one part of a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// 自然段, two characters in.
    Paragraph(String),
    /// 顶格段, not indented.
    Flush(String),
    /// 层次标题 with its number as it is printed: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋.
    Heading {
        /// 1 to 4.
        level: u8,
        /// Its words.
        text: String,
    },
    /// 列项: numbered here, one paragraph each.
    List {
        /// How they are numbered.
        numbering: Numbering,
        /// Their words.
        items: Vec<String>,
    },
    /// 着重段: a paragraph of which some words are emphasised.
    Runs(Vec<Run>),
    /// 引文: what somebody else wrote, such as the words of an application.
    Quote(String),
    /// 表格
    Table(Table),
    /// 图片
    Picture(Picture),
}

/// 文字段: words of a paragraph, emphasised or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// 着重
    pub strong: bool,
}

crate::codes! {
    /// 编号样式: how items are numbered.
    pub enum Numbering {
        /// 一、二、
        Chinese = "chinese" => "一、",
        /// （一）（二）
        ChineseBrackets = "chinese_brackets" => "（一）",
        /// 1. 2.
        Arabic = "arabic" => "1.",
        /// （1）（2）
        ArabicBrackets = "arabic_brackets" => "（1）",
    }
}

/// 图片: a small picture such as a code to be scanned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The bytes of a PNG, JPEG or SVG.
    pub bytes: Vec<u8>,
    /// Its width on paper in millimetres.
    pub width_mm: f64,
    /// 替代文字: what it shows, for those who cannot see it.
    pub alt: String,
    /// 图题 below it; empty for none.
    pub caption: String,
}

impl Numbering {
    /// The number of an item, counted from one, as it is printed.
    #[must_use]
    pub fn number(self, n: usize) -> String {
        match self {
            Self::Chinese => format!("{}、", super::words::numeral(n)),
            Self::ChineseBrackets => format!("（{}）", super::words::numeral(n)),
            Self::Arabic => format!("{n}. "),
            Self::ArabicBrackets => format!("（{n}）"),
        }
    }
}

impl Block {
    /// A paragraph.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(text.into())
    }
    /// A heading.
    #[must_use]
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading { level, text: text.into() }
    }
    /// Every text of it, in reading order.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Paragraph(text) | Self::Flush(text) | Self::Heading { text, .. } | Self::Quote(text) => {
                vec![text]
            }
            Self::List { items, .. } => items.iter().map(String::as_str).collect(),
            Self::Runs(runs) => runs.iter().map(|one| one.text.as_str()).collect(),
            Self::Table(table) => table.texts(),
            Self::Picture(picture) => vec![&picture.caption],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_numbered_as_offices_number_them() {
        assert_eq!(Numbering::Chinese.number(12), "十二、");
        assert_eq!(Numbering::ChineseBrackets.number(3), "（三）");
        assert_eq!(Numbering::Arabic.number(1), "1. ");
        assert_eq!(Numbering::ArabicBrackets.number(20), "（20）");
    }
}
