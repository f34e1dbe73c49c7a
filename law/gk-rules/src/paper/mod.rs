//! Papers (公文): what an organ sets on paper, as typed parts; how they lie on the page is GB/T 9704-2012.
//!
//! | file | rests on |
//! |---|---|
//! | [`block`] | GB/T 9704-2012 7.3.3: paragraphs, headings, quotations, pictures |
//! | [`table`] | GB/T 9704-2012 7.5: tables with merged cells |
//! | [`label`] | GB/T 1416: what stands on an envelope |
//! | [`reasons`] | why a paper cannot be set |
//! | [`words`] | fixed words of the layout: 附件, 抄送, dates |
//!
//! Everything here is data: a text is shown as it is, whatever signs it holds.

pub mod block;
pub mod label;
pub mod reasons;
pub mod samples;
pub mod table;
pub mod words;

use serde::{Deserialize, Serialize};

use crate::Day;
pub use block::{Block, Numbering, Picture, Run};
pub use label::{Label, Party};
pub use table::{Align, Table, TableCell};

crate::codes! {
    /// 公文格式: how the head of a paper looks.
    pub enum HeadForm {
        /// 文件格式: the red head of a document, GB/T 9704-2012 7.2.
        Document = "document" => "文件格式",
        /// 信函格式: the red head of a letter, GB/T 9704-2012 10.1.
        Letter = "letter" => "信函格式",
        /// 无版头: forms, receipts, reports.
        Plain = "plain" => "无版头",
    }
}
crate::codes! {
    /// 页码样式: where the page numbers stand, `— 1 —`.
    pub enum PageNumbers {
        /// Odd pages on the right, even pages on the left, one character in: GB/T 9704-2012 7.5.
        Outside = "outside" => "单右双左",
        /// In the middle: for papers printed on one side.
        Middle = "middle" => "居中",
        /// None.
        Without = "without" => "不编页码",
    }
}
crate::codes! {
    /// 用印方式: what stands where the seal goes.
    pub enum Seal {
        /// A place for the seal of rubber or of an office system.
        Placeholder = "placeholder" => "留印章位置",
        /// An electronic seal or signature is put on the file itself.
        Electronic = "electronic" => "电子印章",
        /// The paper goes out without a seal.
        Without = "without" => "不加盖印章",
    }
}

/// 公文: one paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// 版头
    pub head: Head,
    /// 标题; broken where it holds a line break. Never empty.
    pub title: String,
    /// 主送机关, without the colon; empty for none.
    pub addressee: String,
    /// 正文
    pub body: Vec<Block>,
    /// 附件说明: names of the attachments, in order, without numbers.
    pub attachments: Vec<String>,
    /// 署名、印章、成文日期
    pub signature: Option<Signature>,
    /// 附注: lines below the date, such as the contact; brackets are added.
    pub notes: Vec<String>,
    /// 附件: what is bound behind, each on a new page.
    pub enclosed: Vec<Enclosure>,
    /// 版记
    pub imprint: Option<Imprint>,
    /// 页码
    pub numbers: PageNumbers,
    /// What the file says of itself.
    pub about: About,
}

/// 版头: what stands above the title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Which form.
    pub form: HeadForm,
    /// 发文机关标志: the red words, with 文件 where the organ writes it. Of a plain paper, not shown.
    pub mark: String,
    /// 发文字号; empty for none.
    pub number: String,
    /// 签发人; empty for none.
    pub signer: String,
    /// 份号、密级、紧急程度: lines at the top on the left.
    pub corner: Vec<String>,
}

/// 署名: who speaks, when, under which seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// 发文机关署名: one line each.
    pub organs: Vec<String>,
    /// 成文日期
    pub day: Day,
    /// 印章
    pub seal: Seal,
}

/// 附件: a paper behind the paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Enclosure {
    /// 附件标题
    pub title: String,
    /// Its content.
    pub body: Vec<Block>,
    /// Set across the page, for wide tables.
    pub landscape: bool,
}

/// 版记: what stands at the foot of the last page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Imprint {
    /// 抄送机关, as one text; empty for none.
    pub copies: String,
    /// 印发机关; empty for none.
    pub printer: String,
    /// 印发日期
    pub printed_on: Option<Day>,
}

/// 文件属性: what a file says of itself, unseen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Stays the same for the same paper: the number of the case and letter.
    pub ident: String,
    /// 发文机关
    pub author: String,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The day the file is dated; never the clock of the machine.
    pub day: Day,
}

impl Head {
    /// 信函格式: a letter of an organ with its number.
    #[must_use]
    pub fn letter(organ: impl Into<String>, number: impl Into<String>) -> Self {
        Self { form: HeadForm::Letter, mark: organ.into(), ..Self::plain(number) }
    }
    /// 文件格式: a document; the mark as it is printed.
    #[must_use]
    pub fn document(mark: impl Into<String>, number: impl Into<String>) -> Self {
        Self { form: HeadForm::Document, mark: mark.into(), ..Self::plain(number) }
    }
    /// 无版头: no red head; the number, if there is one, stands below the title.
    #[must_use]
    pub fn plain(number: impl Into<String>) -> Self {
        Self {
            form: HeadForm::Plain,
            mark: String::new(),
            number: number.into(),
            signer: String::new(),
            corner: Vec::new(),
        }
    }
}

impl Paper {
    /// 起草: a paper with head, title and body; the rest is set field by field.
    #[must_use]
    pub fn new(head: Head, title: impl Into<String>, body: Vec<Block>, about: About) -> Self {
        Self {
            head,
            title: title.into(),
            addressee: String::new(),
            body,
            attachments: Vec::new(),
            signature: None,
            notes: Vec::new(),
            enclosed: Vec::new(),
            imprint: None,
            numbers: PageNumbers::Outside,
            about,
        }
    }

    /// 全文: every text of the paper in the order it is read, as it was given.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let mut out: Vec<&str> = self.head.corner.iter().map(String::as_str).collect();
        out.extend([self.head.mark.as_str(), &self.head.number, &self.head.signer, &self.title]);
        out.push(&self.addressee);
        out.extend(self.body.iter().flat_map(Block::texts));
        out.extend(self.attachments.iter().map(String::as_str));
        out.extend(self.signature.iter().flat_map(|one| &one.organs).map(String::as_str));
        out.extend(self.notes.iter().map(String::as_str));
        for one in &self.enclosed {
            out.push(&one.title);
            out.extend(one.body.iter().flat_map(Block::texts));
        }
        out.extend(self.imprint.iter().flat_map(|one| [one.copies.as_str(), &one.printer]));
        out.retain(|text| !text.is_empty());
        out
    }

    /// All blocks, those of the enclosures included.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.body.iter().chain(self.enclosed.iter().flat_map(|one| &one.body))
    }
}
