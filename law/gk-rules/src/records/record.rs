//! The record (政府信息): one piece of published information, in the groups in which a clerk fills it in.

use serde::{Deserialize, Serialize};

use super::index_number::IndexNumber;
use super::kind::Kind;
use super::state::Progress;
use crate::Day;
use crate::attribute::Attribute;
use crate::catalog::item::ItemCode;
use crate::org::OrganId;

/// 政府信息: one record of the library (条例 art 12: 索引、名称、内容概述、生成日期).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// 索引号、发文字号
    pub identity: Identity,
    /// 名称
    pub title: String,
    /// 内容概述; may be empty.
    pub summary: String,
    /// 体裁
    pub kind: Kind,
    /// 成文日期 (生成日期); nothing while the draft does not say.
    pub made_on: Option<Day>,
    /// 正文
    pub body: Body,
    /// 附件数: how many files go with it.
    pub attachments: u32,
    /// 公开事项: the item against which it is published.
    pub item: Option<ItemCode>,
    /// 公开属性: as proposed in the draft, from the approval on as decided.
    pub attribute: Attribute,
    /// 公开主体
    pub organ: OrganId,
    /// 起草人: the person who drafted it.
    pub author: i64,
    /// 程序: where it stands and what is known from then on.
    pub progress: Progress,
    /// 版次: grows by one with every saving.
    pub version: u32,
}

/// 编号: the two numbers of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Identity {
    /// 索引号; given when it is published, or brought along.
    pub index: Option<IndexNumber>,
    /// 发文字号, as typed until it is well formed; empty where the document has none.
    pub document_number: String,
}

/// 正文: the text as written; shown only through the sanitiser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// 格式
    pub format: BodyFormat,
    /// The text.
    pub text: String,
}

crate::codes! {
    /// 正文格式: how the text is written.
    pub enum BodyFormat {
        /// Markdown
        Markdown = "markdown" => "Markdown 文本",
        /// HTML
        Html = "html" => "网页文本",
    }
}

crate::codes! {
    /// 信息的组成部分: what a clerk fills in; what two versions are compared by.
    pub enum Part {
        /// 名称
        Title = "title" => "名称",
        /// 体裁
        Kind = "kind" => "体裁",
        /// 发文字号
        DocumentNumber = "docnum" => "发文字号",
        /// 成文日期
        MadeOn = "made_on" => "成文日期",
        /// 内容概述
        Summary = "summary" => "内容概述",
        /// 正文格式
        Format = "format" => "正文格式",
        /// 正文
        Body = "body" => "正文",
    }
}

impl Body {
    /// Whether there is nothing to read: only spaces, or tags without words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        if self.format == BodyFormat::Markdown {
            return self.text.trim().is_empty();
        }
        let mut inside_tag = false;
        !self.text.replace("&nbsp;", " ").replace("&#160;", " ").chars().any(|c| match c {
            '<' => {
                inside_tag = true;
                false
            }
            '>' if inside_tag => {
                inside_tag = false;
                false
            }
            c => !inside_tag && !c.is_whitespace(),
        })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use jiff::civil::date;

    /// A complete draft.
    pub(crate) fn sample() -> Record {
        Record {
            identity: Identity { index: None, document_number: "示政办发〔2024〕3号".into() },
            title: "关于印发临时救助办法的通知".into(),
            summary: String::new(),
            kind: Kind::Notice,
            made_on: Some(date(2024, 2, 20)),
            body: Body { format: BodyFormat::Markdown, text: "各乡镇人民政府：".into() },
            attachments: 0,
            item: Some("20-0007".parse().unwrap()),
            attribute: Attribute::Proactive,
            organ: OrganId(5),
            author: 7,
            progress: Progress::default(),
            version: 3,
        }
    }

    #[test]
    fn tags_without_words_are_no_body() {
        let html = |text: &str| Body { format: BodyFormat::Html, text: text.into() }.is_empty();
        assert!(html("") && html(" \n　") && html("<p><br></p>") && html("<p>&nbsp;&nbsp;</p>"));
        assert!(!html("<p>有</p>") && !html("有") && !html("<p>&nbsp;有</p>") && !html("3 > 2"));
        let plain = |text: &str| Body { format: BodyFormat::Markdown, text: text.into() }.is_empty();
        assert!(plain(" \n　") && !plain("<br>") && !plain("字"));
    }
}
