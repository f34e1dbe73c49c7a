//! What a file says of itself (收件识读): fields with confidence and place, the body as Markdown, what a person must look at.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::flow::{Block, Flow, FlowLine, joined};
use super::markdown;
use crate::attribute::Attribute;
use crate::document::clean::clean;
use crate::document::{self, At, Confidence, Diagnostic, Field, Line, OfficialDocument};
use crate::records::Kind;
use crate::text::squeeze;
use crate::{Coded, Day};

/// 名称长度上限, of a title that is proposed.
const TITLE: usize = 200;
/// 显示行数上限
const SHOWN: usize = 4000;

crate::codes! {
    /// 识读要素: which field was read.
    pub enum What {
        /// 发文机关
        Issuer = "issuer" => "发文机关",
        /// 发文字号
        Number = "number" => "发文字号",
        /// 标题
        Title = "title" => "标题",
        /// 体裁
        Kind = "kind" => "体裁",
        /// 主送机关
        Addressees = "addressees" => "主送机关",
        /// 成文日期
        MadeOn = "made_on" => "成文日期",
        /// 附件说明
        Attachments = "attachments" => "附件说明",
        /// 公开属性
        Attribute = "attribute" => "公开属性",
        /// 抄送机关
        Copies = "copies" => "抄送机关",
        /// 印发机关和印发日期
        Printed = "printed" => "印发机关和印发日期",
        /// 引用的依据
        Basis = "basis" => "引用的依据",
    }
}

/// 识读的要素: a field in words, with its place and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadField {
    /// 要素
    pub what: What,
    /// 值, as it is written.
    pub value: String,
    /// 原文
    pub raw: String,
    /// 页
    pub page: u32,
    /// First line, counted from one.
    pub line: u32,
    /// Last line.
    pub to_line: u32,
    /// 把握
    pub confidence: Confidence,
}

/// 识读提示: what a person must look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// 问题
    pub trouble: document::Trouble,
    /// Its line, counted from one; zero for the whole.
    pub line: u32,
    /// 原文
    pub raw: String,
}

/// 收件识读: everything that was read; derived from the original and made again at any time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// 文行, with their pages; cut where there are very many.
    pub lines: Vec<(u32, String)>,
    /// 要素
    pub fields: Vec<ReadField>,
    /// 提示
    pub notes: Vec<Note>,
    /// 读取说明: remarks of the reader of files.
    pub remarks: Vec<String>,
    /// 拟用名称
    pub title: String,
    /// 发文字号; empty where none was read.
    pub number: String,
    /// 成文日期
    pub made_on: Option<Day>,
    /// 体裁
    pub kind: Kind,
    /// 附注中的公开属性
    pub attribute: Option<Attribute>,
    /// 正文, as Markdown.
    pub body: String,
}

impl Reading {
    /// 要素, the first of this sort.
    #[must_use]
    pub fn field(&self, what: What) -> Option<&ReadField> {
        self.fields.iter().find(|field| field.what == what)
    }
}

/// 识读收件: of a file called `name`.
#[must_use]
pub fn read(name: &str, flow: &Flow, remarks: Vec<String>) -> Reading {
    let lines = flow.lines();
    let plain: Vec<Line> = lines.iter().map(|one| one.line.clone()).collect();
    let found = document::read(&plain);
    let title = match &found.title {
        Some(title) => title.value.clone(),
        None => stem(name),
    };
    let kind = kind_of(&title);
    Reading {
        fields: fields(&found, kind),
        notes: found.diagnostics.iter().map(note).collect(),
        remarks,
        title: title.chars().take(TITLE).collect(),
        number: found.number.as_ref().map(|field| field.value.to_string()).unwrap_or_default(),
        made_on: found.made_on.as_ref().map(|field| field.value),
        kind,
        attribute: found.note.as_ref().and_then(|field| field.value.attribute),
        body: body(flow, &lines, &plain, &found),
        lines: plain.into_iter().take(SHOWN).map(|line| (line.page, line.text)).collect(),
    }
}

/// The name of the file without its ending.
fn stem(name: &str) -> String {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim().to_owned()
}

/// 体裁: by the words a title ends with; a bracket behind them (试行) does not matter.
#[must_use]
pub fn kind_of(title: &str) -> Kind {
    let mut rest = title.trim().trim_end_matches(['》', '”', ' ']);
    while let Some(open) = rest.ends_with([')', '）']).then(|| rest.rfind(['(', '（'])).flatten() {
        rest = rest.get(..open).unwrap_or_default().trim_end_matches(['》', '”', ' ']);
    }
    // 公告 before 报告 and the like needs no order: no label ends with another but 令 and 函.
    let ends = |kind: &&Kind| match kind {
        Kind::Other => false,
        Kind::Order => rest.ends_with('令'),
        kind => rest.ends_with(kind.label()),
    };
    Kind::ALL.iter().find(ends).copied().unwrap_or(Kind::Other)
}

fn note(one: &Diagnostic) -> Note {
    Note { trouble: one.trouble, line: one.at.map_or(0, |at| at.line), raw: one.raw.clone() }
}

fn told<T>(what: What, field: Option<&Field<T>>, words: impl Fn(&T) -> String) -> Option<ReadField> {
    let field = field?;
    let At { page, line, to_line } = field.at;
    let raw = field.raw.chars().take(400).collect();
    let value = words(&field.value).chars().take(400).collect();
    Some(ReadField { what, value, raw, page, line, to_line, confidence: field.confidence })
}

fn fields(found: &OfficialDocument, kind: Kind) -> Vec<ReadField> {
    let list = |names: &Vec<String>| names.join("、");
    let day = |day: &Day| day.to_string();
    let mut out: Vec<ReadField> = [
        told(What::Issuer, found.issuers.as_ref(), list),
        told(What::Number, found.number.as_ref(), ToString::to_string),
        told(What::Title, found.title.as_ref(), String::clone),
        told(What::Kind, found.title.as_ref(), |_| kind.label().to_owned()),
        told(What::Addressees, found.addressees.as_ref(), list),
        told(What::MadeOn, found.made_on.as_ref(), day),
        told(What::Attachments, found.attachments.as_ref(), list),
        told(What::Attribute, found.note.as_ref(), |note| match note.attribute {
            Some(attribute) => format!("{}：{}", attribute.label(), note.words),
            None => note.words.clone(),
        }),
        told(What::Copies, found.copies.as_ref(), list),
        told(What::Printed, found.printed.as_ref(), |one| format!("{} {}", one.by, one.on)),
    ]
    .into_iter()
    .flatten()
    .collect();
    // The kind follows from the title; what is no kind of the list is for a person to say.
    if kind == Kind::Other {
        for field in out.iter_mut().filter(|field| field.what == What::Kind) {
            field.confidence = Confidence::Doubtful;
        }
    }
    let bases =
        found.bases.iter().take(50).filter_map(|one| told(What::Basis, Some(one), |_| one.raw.clone()));
    out.extend(bases);
    out
}

/// 正文: everything but the head (版头), the title, the imprint (版记) and what only pages have.
fn body(flow: &Flow, lines: &[FlowLine], plain: &[Line], found: &OfficialDocument) -> String {
    let left = left_out(plain, found);
    let kept = |at: u32| !left.contains(&at);
    let mut parts: Vec<String> = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    let mut tables: BTreeSet<usize> = BTreeSet::new();
    for (at, one) in (1_u32..).zip(lines) {
        match flow.blocks.get(one.block) {
            Some(Block::Table(sheet)) => {
                settle(&mut run, flow.printed, &mut parts);
                // An imprint is often set as a table; one that holds more than that stays whole.
                let mut held = (1_u32..).zip(lines).filter(|(_, other)| other.block == one.block);
                let imprint = held.all(|(at, _)| left.contains(&at));
                if tables.insert(one.block) && !imprint {
                    parts.push(markdown::table(sheet));
                }
            }
            _ if kept(at) => run.push(&one.line.text),
            _ => settle(&mut run, flow.printed, &mut parts),
        }
    }
    settle(&mut run, flow.printed, &mut parts);
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// Paragraphs of the lines gathered so far.
fn settle(run: &mut Vec<&str>, printed: bool, parts: &mut Vec<String>) {
    let taken = std::mem::take(run);
    if printed {
        parts.extend(joined(&taken).iter().map(|text| markdown::paragraph(text)));
    } else {
        parts.extend(taken.iter().map(|text| markdown::paragraph(text)));
    }
}

/// The numbers of lines that are no part of the body.
fn left_out(plain: &[Line], found: &OfficialDocument) -> BTreeSet<u32> {
    let (says, card) = clean(plain);
    let cards: BTreeSet<u32> = card.iter().map(|entry| entry.at.line).collect();
    let said: BTreeSet<u32> = says.iter().map(|line| line.at.line).collect();
    let title = found.title.as_ref().map(|field| field.at);
    let top = title.map_or(0, |at| at.line);
    let mut left = BTreeSet::new();
    let mut leave = |at: At| left.extend(at.line..=at.to_line);
    if let Some(at) = title {
        leave(at);
    }
    if let Some(field) = found.number.as_ref().filter(|field| field.at.line <= top + 3) {
        leave(field.at);
    }
    if let Some(field) = found.issuers.as_ref().filter(|field| field.at.to_line < top) {
        leave(field.at);
    }
    if let Some(field) = &found.copies {
        leave(field.at);
    }
    if let Some(field) = &found.printed {
        leave(field.at);
    }
    for (number, line) in (1_u32..).zip(plain) {
        // What the reader passes over is furniture; a card below the title is text of the document.
        let furniture = !said.contains(&number) && !line.text.trim().is_empty() && !line.text.contains('\t');
        let in_head = number < top && is_top_mark(&squeeze(&line.text));
        if in_head || (furniture && (!cards.contains(&number) || number < top)) {
            left.insert(number);
        }
    }
    left
}

/// 份号、密级、紧急程度 above the mark.
fn is_top_mark(text: &str) -> bool {
    let digits = !text.is_empty() && text.len() <= 6 && text.chars().all(|c| c.is_ascii_digit());
    digits || ["绝密", "机密", "秘密", "特急", "加急"].iter().any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::sheet::{Piece, Sheet};
    use jiff::civil::date;
    use proptest::prelude::*;

    const DOCUMENT: &[&str] = &[
        "000001",
        "特急",
        "示范县人民政府办公室文件",
        "示政办发〔2024〕3号",
        "示范县人民政府办公室关于印发临时救助办法的通知",
        "各乡镇人民政府，县直各部门：",
        "为了做好临时救助工作，依据《社会救助暂行办法》第四十七条，制定本办法，现印发给你们。",
        "一、总体要求",
        "（一）救助对象",
        "1. 遭遇火灾的家庭。",
        "附件：1.临时救助申请表",
        "示范县人民政府办公室",
        "2024年2月20日",
        "（此件公开发布）",
        "抄送：县委各部门，县人大常委会办公室。",
        "示范县人民政府办公室 2024年2月21日印发",
    ];

    fn flow(lines: &[&str]) -> Flow {
        Flow::of_pieces(lines.iter().map(|line| Piece::Text((*line).to_owned())).collect())
    }

    #[test]
    fn the_fields_of_a_document_are_read_with_their_places() {
        let read = read("通知.docx", &flow(DOCUMENT), Vec::new());
        assert_eq!(read.title, "示范县人民政府办公室关于印发临时救助办法的通知");
        assert_eq!((read.number.as_str(), read.kind), ("示政办发〔2024〕3号", Kind::Notice));
        assert_eq!((read.made_on, read.attribute), (Some(date(2024, 2, 20)), Some(Attribute::Proactive)));
        let number = read.field(What::Number).unwrap();
        assert_eq!((number.line, number.confidence), (4, Confidence::Certain));
        assert_eq!(read.field(What::Issuer).unwrap().value, "示范县人民政府办公室");
        assert!(read.field(What::Basis).is_some() && read.field(What::Copies).is_some());
        let kept: Reading = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
        assert_eq!(kept, read);
    }

    #[test]
    fn the_body_has_everything_but_head_and_imprint() {
        let body = read("通知.docx", &flow(DOCUMENT), Vec::new()).body;
        for gone in ["000001", "特急", "示政办发", "关于印发", "抄送", "印发\n"] {
            assert!(!body.contains(gone), "{gone}: {body}");
        }
        for there in [
            "各乡镇人民政府",
            "## 一、总体要求",
            "### （一）救助对象",
            "1\\. 遭遇",
            "附件：",
            "2024年2月20日",
            "此件公开发布",
        ] {
            assert!(body.contains(there), "{there}: {body}");
        }
    }

    #[test]
    fn a_table_stands_where_it_stood_and_no_row_is_lost() {
        let sheet = Sheet {
            rows: vec![vec!["项目".into(), "标准".into()], vec!["低保".into(), "700".into()]],
            ..Sheet::default()
        };
        let pieces = vec![
            Piece::Text("关于救助标准的公告".into()),
            Piece::Text("标准如下：".into()),
            Piece::Table(sheet),
            Piece::Text("特此公告。".into()),
        ];
        let read = read("公告.docx", &Flow::of_pieces(pieces), Vec::new());
        assert_eq!(read.body, "标准如下：\n\n| 项目 | 标准 |\n| --- | --- |\n| 低保 | 700 |\n\n特此公告。");
        assert_eq!(read.kind, Kind::Announcement);
    }

    #[test]
    fn an_imprint_set_as_a_table_is_no_part_of_the_body() {
        let rows = vec![
            vec!["抄送：县委办公室，县人大常委会办公室。".into()],
            vec!["示范县人民政府办公室".into(), "2024年2月21日印发".into()],
        ];
        let mut pieces: Vec<Piece> =
            DOCUMENT[..14].iter().map(|line| Piece::Text((*line).to_owned())).collect();
        pieces.push(Piece::Table(Sheet { rows, ..Sheet::default() }));
        let read = read("通知.docx", &Flow::of_pieces(pieces), Vec::new());
        assert!(read.field(What::Copies).is_some() && read.field(What::Printed).is_some());
        assert!(
            !read.body.contains("抄送")
                && !read.body.contains("印发\n")
                && read.body.ends_with("此件公开发布）"),
            "{}",
            read.body
        );
    }

    #[test]
    fn a_file_that_says_nothing_has_the_name_of_the_file() {
        let read = read("会议安排.txt", &flow(&["上午九点开会。"]), Vec::new());
        assert_eq!((read.title.as_str(), read.number.as_str(), read.kind), ("会议安排", "", Kind::Other));
        assert!(!read.notes.is_empty());
    }

    #[test]
    fn kinds_follow_from_the_end_of_the_title() {
        for (title, kind) in [
            ("关于同意设立的批复", Kind::Reply),
            ("关于商请支持的函", Kind::Letter),
            ("示范县人民政府令", Kind::Order),
            ("工作方案（试行）的通知（2024年）", Kind::Notice),
            ("临时救助办法", Kind::Other),
        ] {
            assert_eq!(kind_of(title), kind, "{title}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(lines in proptest::collection::vec("\\PC{0,60}", 0..20), printed in any::<bool>()) {
            let blocks = lines.into_iter().map(|text| Block::Text(1, text)).collect();
            let _ = read("a.txt", &Flow { blocks, printed }, Vec::new());
        }
    }
}
