//! Templates (文书模板): the text of a letter with places for facts; the grammar is small enough to be read by a clerk.
//!
//! ```text
//! 文书 L13 第1版
//! 〔标题〕
//! {{机关名称}}政府信息不予公开告知书
//! 〔称谓〕
//! {{收件人}}：
//! 〔正文〕
//! 本机关于{{收到日期}}收到**{{敬称}}**的申请。
//! {{逐项 需补正事项}}
//! {{序号}}．{{内容}}
//! {{完}}
//! {{表格 检索情况}}
//! 〔救济途径〕
//! {{救济途径}}
//! 〔联系〕
//! 联系方式：{{联系方式}}
//! ```
//!
//! A line is a paragraph. Number, signature, date and attachments are set by the program, always in their order.

use super::fact::Fact;
use super::form::Form;
use crate::{Coded, Reason};

/// 位置: line and column in a template, both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Spot {
    /// 行
    pub line: usize,
    /// 列
    pub column: usize,
}

/// 模板问题: what is wrong and where.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Complaint {
    /// Where.
    pub at: Spot,
    /// What; its words name the part.
    pub reason: Reason,
}

impl Complaint {
    pub(super) fn new(at: Spot, code: &'static str, words: impl std::fmt::Display) -> Self {
        let words = format!("第{}行第{}列：{words}", at.line, at.column);
        Self { at, reason: Reason::new(code, words) }
    }
    pub(super) fn cure(mut self, words: impl Into<String>) -> Self {
        self.reason = self.reason.cure(words);
        self
    }
    pub(super) fn by(mut self, basis: crate::Citation) -> Self {
        self.reason = self.reason.by(basis);
        self
    }
}

crate::codes! {
    /// 模板的节: always in this order.
    pub enum Section {
        /// 标题
        Title = "title" => "标题",
        /// 称谓
        Salutation = "salutation" => "称谓",
        /// 正文
        Body = "body" => "正文",
        /// 救济途径
        Remedy = "remedy" => "救济途径",
        /// 联系
        Contact = "contact" => "联系",
    }
}

impl Section {
    /// Whether the form has this part.
    #[must_use]
    pub fn belongs_to(self, form: Form) -> bool {
        match self {
            Self::Title | Self::Body | Self::Contact => true,
            Self::Salutation => form.is_addressed(),
            Self::Remedy => form.tells_remedy(),
        }
    }
}

/// 片段: a run of literal text, a fact, or inside a list a column or the running number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins.
    pub at: Spot,
    /// 着重
    pub strong: bool,
    /// What it is.
    pub what: What,
}

/// 片段内容.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// 文字
    Text(String),
    /// 事实
    Fact(Fact),
    /// 列表的栏目, by its place
    Column(usize),
    /// 序号
    Ordinal,
}

/// 模板的一行.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// 段落
    Words(Vec<Piece>),
    /// 段落事实 (救济途径)
    Block(Spot, Fact),
    /// 表格
    Table(Spot, Fact),
    /// 逐项: the lines repeated for every entry
    Each(Spot, Fact, Vec<Vec<Piece>>),
}

/// 文书模板: parsed; whether it is good for its form is for the checker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// 式样
    pub form: Form,
    /// 版本
    pub version: u32,
    /// 各节
    pub sections: Vec<(Section, Spot, Vec<Line>)>,
}

impl Template {
    /// The lines of a section; none when it is absent.
    #[must_use]
    pub fn lines(&self, section: Section) -> &[Line] {
        self.sections.iter().find(|(one, _, _)| *one == section).map_or(&[], |(_, _, lines)| lines)
    }
    /// Every piece, with the section it stands in.
    pub fn pieces(&self) -> impl Iterator<Item = (Section, &Piece)> {
        self.sections.iter().flat_map(|(section, _, lines)| {
            lines.iter().flat_map(Line::pieces).map(move |piece| (*section, piece))
        })
    }
    /// Every fact it names, with where and in which section.
    pub fn facts(&self) -> Vec<(Section, Spot, Fact)> {
        let mut out = Vec::new();
        for (section, _, lines) in &self.sections {
            for line in lines {
                if let Line::Block(at, fact) | Line::Table(at, fact) | Line::Each(at, fact, _) = line {
                    out.push((*section, *at, *fact));
                }
                for piece in line.pieces() {
                    if let What::Fact(fact) = piece.what {
                        out.push((*section, piece.at, fact));
                    }
                }
            }
        }
        out
    }
}

impl Line {
    fn pieces(&self) -> impl Iterator<Item = &Piece> {
        let (words, each): (&[Piece], &[Vec<Piece>]) = match self {
            Self::Words(words) => (words, &[]),
            Self::Each(_, _, lines) => (&[], lines),
            Self::Block(..) | Self::Table(..) => (&[], &[]),
        };
        words.iter().chain(each.iter().flatten())
    }
}

/// 模板大小上限 (characters): a letter is a few pages; more is a file given by mistake.
pub const MAX_TEMPLATE: usize = 20_000;

/// 读取模板.
///
/// # Errors
/// Every fault of the grammar, with its place.
pub fn parse(text: &str) -> Result<Template, Vec<Complaint>> {
    if text.chars().count() > MAX_TEMPLATE {
        let words = format!("模板超过{MAX_TEMPLATE}字。");
        return Err(vec![Complaint::new(Spot { line: 1, column: 1 }, "foi.template_too_long", words)]);
    }
    let mut reader = Reader::default();
    let mut lines = (1_usize..).zip(text.trim_start_matches('\u{feff}').lines());
    let head = lines.by_ref().find(|(_, line)| !line.trim().is_empty());
    let named = head.and_then(|(_, line)| heading(line));
    if named.is_none() {
        let at = Spot { line: head.map_or(1, |(line, _)| line), column: 1 };
        reader.complain(at, "foi.template_heading", "首行应写明文书和版本，如：文书 L13 第1版。");
    }
    for (line, words) in lines {
        reader.line(line, words.trim_end());
    }
    reader.finish(named)
}

/// 文书 L13 第1版
fn heading(line: &str) -> Option<(Form, u32)> {
    let [word, form, version] = line.split_whitespace().collect::<Vec<_>>()[..] else { return None };
    let version = version.strip_prefix('第')?.strip_suffix('版')?.parse().ok().filter(|n| *n > 0)?;
    (word == "文书").then_some(())?;
    Some((Form::from_code(form)?, version))
}

/// Reads line by line; an open 逐项 collects lines until 完.
#[derive(Default)]
struct Reader {
    sections: Vec<(Section, Spot, Vec<Line>)>,
    open: Option<(Spot, Fact, Vec<Vec<Piece>>)>,
    against: Vec<Complaint>,
}

impl Reader {
    fn complain(&mut self, at: Spot, code: &'static str, words: impl std::fmt::Display) {
        self.against.push(Complaint::new(at, code, words));
    }

    fn line(&mut self, line: usize, words: &str) {
        let at = Spot { line, column: 1 };
        let plain = words.trim();
        if plain.is_empty() {
            return;
        }
        if let Some(name) = plain.strip_prefix('〔').and_then(|rest| rest.strip_suffix('〕')) {
            self.section(at, name.trim());
            return;
        }
        if self.sections.is_empty() {
            self.complain(at, "foi.template_outside", "文字不在任何一节之内，节以〔标题〕这样的一行开始。");
            return;
        }
        match sole(plain).map(command) {
            Some(Command::Each(name)) => self.begin_list(at, name),
            Some(Command::End) => self.end_list(at),
            Some(Command::Table(name)) => self.table(at, name),
            Some(Command::Fact(name)) if Self::block(name).is_some() && self.open.is_none() => {
                if let Some(fact) = Self::block(name) {
                    self.push(Line::Block(at, fact));
                }
            }
            _ => self.words(line, words),
        }
    }

    fn block(name: &str) -> Option<Fact> {
        fact(name).filter(|fact| fact.is_block())
    }

    fn section(&mut self, at: Spot, name: &str) {
        self.close_list(at);
        let Some(section) = Section::ALL.iter().copied().find(|one| one.label() == name) else {
            self.complain(at, "foi.template_section_unknown", format!("没有名为“{name}”的节。"));
            return;
        };
        let last = self.sections.last().map(|(last, _, _)| *last);
        if last.is_some_and(|last| last >= section) {
            let words = format!("“{name}”一节重复或者次序有误，次序为标题、称谓、正文、救济途径、联系。");
            self.complain(at, "foi.template_section_order", words);
        }
        self.sections.push((section, at, Vec::new()));
    }

    fn push(&mut self, line: Line) {
        if let Some((_, _, lines)) = self.sections.last_mut() {
            lines.push(line);
        }
    }

    fn list_fact(&mut self, at: Spot, name: &str) -> Option<Fact> {
        let Some(found) = fact(name) else {
            self.complain(at, "foi.template_fact_unknown", format!("没有名为“{name}”的事实。"));
            return None;
        };
        if !found.is_list() {
            self.complain(
                at,
                "foi.template_not_a_list",
                format!("“{name}”不是列表，不能逐项列出或者列表格。"),
            );
            return None;
        }
        Some(found)
    }

    fn begin_list(&mut self, at: Spot, name: &str) {
        if self.open.is_some() {
            self.complain(at, "foi.template_list_nested", "“逐项”之内不能再有“逐项”。");
            return;
        }
        self.open = self.list_fact(at, name).map(|fact| (at, fact, Vec::new()));
    }

    fn end_list(&mut self, at: Spot) {
        match self.open.take() {
            Some((begun, _, lines)) if lines.is_empty() => {
                self.complain(begun, "foi.template_list_empty", "“逐项”与“完”之间没有内容。");
            }
            Some((begun, fact, lines)) => self.push(Line::Each(begun, fact, lines)),
            None => self.complain(at, "foi.template_list_unopened", "“完”之前没有“逐项”。"),
        }
    }

    fn close_list(&mut self, _at: Spot) {
        if let Some((begun, _, _)) = self.open.take() {
            self.complain(begun, "foi.template_list_unclosed", "“逐项”没有以单独一行的{{完}}结束。");
        }
    }

    fn table(&mut self, at: Spot, name: &str) {
        if self.open.is_some() {
            self.complain(at, "foi.template_list_nested", "“逐项”之内不能有“表格”。");
        } else if let Some(fact) = self.list_fact(at, name) {
            self.push(Line::Table(at, fact));
        }
    }

    fn words(&mut self, line: usize, words: &str) {
        let columns = self.open.as_ref().map(|(_, fact, _)| fact.columns());
        let mut inline = Inline { line, columns, against: &mut self.against };
        let pieces = inline.pieces(words);
        if pieces.is_empty() {
            return;
        }
        match &mut self.open {
            Some((_, _, lines)) => lines.push(pieces),
            None => self.push(Line::Words(pieces)),
        }
    }

    fn finish(mut self, named: Option<(Form, u32)>) -> Result<Template, Vec<Complaint>> {
        self.close_list(Spot { line: 1, column: 1 });
        match named {
            Some((form, version)) if self.against.is_empty() => {
                Ok(Template { form, version, sections: self.sections })
            }
            _ => {
                self.against.sort_by_key(|one| one.at);
                Err(self.against)
            }
        }
    }
}

/// What stands between double braces.
enum Command<'a> {
    Each(&'a str),
    Table(&'a str),
    End,
    Fact(&'a str),
}

/// The inside of a line that is one pair of braces and nothing else.
fn sole(line: &str) -> Option<&str> {
    let inner = line.strip_prefix("{{")?.strip_suffix("}}")?;
    (!inner.contains("{{") && !inner.contains("}}")).then_some(inner.trim())
}

fn command(inner: &str) -> Command<'_> {
    match inner.split_once(char::is_whitespace) {
        Some(("逐项", name)) => Command::Each(name.trim()),
        Some(("表格", name)) => Command::Table(name.trim()),
        None if inner == "完" => Command::End,
        _ => Command::Fact(inner),
    }
}

fn fact(name: &str) -> Option<Fact> {
    Fact::ALL.iter().copied().find(|fact| fact.label() == name)
}

/// Reads one line of words into pieces.
struct Inline<'a> {
    line: usize,
    columns: Option<&'static [&'static str]>,
    against: &'a mut Vec<Complaint>,
}

impl Inline<'_> {
    fn pieces(&mut self, words: &str) -> Vec<Piece> {
        let (mut out, mut strong, mut column) = (Vec::new(), None::<Spot>, 1_usize);
        let mut rest = words;
        while !rest.is_empty() {
            let at = Spot { line: self.line, column };
            let taken = if let Some(inner) = rest.strip_prefix("{{") {
                let end = inner.find("}}").filter(|end| !inner.get(..*end).is_some_and(|i| i.contains("{{")));
                let Some(inner) = end.and_then(|end| inner.get(..end)) else {
                    self.complain(at, "foi.template_brace", "“{{”没有与之相配的“}}”。");
                    return out;
                };
                out.extend(self.named(at, inner.trim()).map(|what| Piece {
                    at,
                    strong: strong.is_some(),
                    what,
                }));
                inner.len() + 4
            } else if rest.starts_with("}}") {
                self.complain(at, "foi.template_brace", "“}}”之前没有“{{”。");
                2
            } else if rest.starts_with("**") {
                strong = if strong.is_some() { None } else { Some(at) };
                2
            } else {
                let end =
                    ["{{", "}}", "**"].iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
                let text = rest.get(..end).unwrap_or_default().to_owned();
                out.push(Piece { at, strong: strong.is_some(), what: What::Text(text) });
                end
            };
            column += rest.get(..taken).unwrap_or(rest).chars().count();
            rest = rest.get(taken..).unwrap_or_default();
        }
        if let Some(at) = strong {
            self.complain(at, "foi.template_emphasis", "着重符号“**”没有成对。");
        }
        out
    }

    fn named(&mut self, at: Spot, name: &str) -> Option<What> {
        if let Some(columns) = self.columns {
            if name == "序号" {
                return Some(What::Ordinal);
            }
            if let Some(column) = columns.iter().position(|one| *one == name) {
                return Some(What::Column(column));
            }
        }
        let Command::Fact(name) = command(name) else {
            self.complain(at, "foi.template_not_alone", format!("“{name}”应当单独成行。"));
            return None;
        };
        let Some(found) = fact(name) else {
            self.complain(at, "foi.template_fact_unknown", format!("没有名为“{name}”的事实。"));
            return None;
        };
        if found.is_list() || found.is_block() {
            let words = format!("“{name}”不能写在行内：列表用“逐项”或者“表格”，救济途径单独成行。");
            self.complain(at, "foi.template_not_inline", words);
            return None;
        }
        Some(What::Fact(found))
    }

    fn complain(&mut self, at: Spot, code: &'static str, words: impl std::fmt::Display) {
        self.against.push(Complaint::new(at, code, words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<(usize, usize, &'static str)> {
        let found = parse(text).unwrap_err();
        found.iter().map(|one| (one.at.line, one.at.column, one.reason.code)).collect()
    }

    #[test]
    fn a_template_is_read_into_sections_and_pieces() {
        let text = "文书 L2 第3版\n〔标题〕\n{{机关名称}}告知书\n\n〔正文〕\n于{{ 收到日期 }}收到**{{敬称}}**的申请\n\
                    {{逐项 需补正事项}}\n{{序号}}．{{内容}}\n{{完}}\n{{表格 需补正事项}}\n";
        let template = parse(text).unwrap();
        assert_eq!((template.form, template.version), (Form::Correction, 3));
        let body = template.lines(Section::Body);
        let Line::Words(first) = &body[0] else { panic!("{body:?}") };
        assert_eq!(first[1].what, What::Fact(Fact::ReceivedOn));
        assert_eq!((first[3].strong, first[3].at), (true, Spot { line: 6, column: 16 }));
        assert!(matches!(&body[1], Line::Each(_, Fact::Missing, lines) if lines[0].len() == 3));
        assert!(matches!(body[2], Line::Table(_, Fact::Missing)));
        assert_eq!(template.facts().len(), 5);
    }

    #[test]
    fn every_fault_is_told_with_its_place() {
        let text = "文书 L2 第1版\n外面\n〔标题〕\n{{机关名}}和{{标题\n〔正文〕\n**着重\n}}\n{{完}}\n{{逐项 收到日期}}\n\
                    见{{需补正事项}}\n{{逐项 需补正事项}}\n{{表格 需补正事项}}\n〔称谓〕\n〔附录〕\n";
        assert_eq!(
            codes(text),
            [
                (2, 1, "foi.template_outside"),
                (4, 1, "foi.template_fact_unknown"),
                (4, 9, "foi.template_brace"),
                (6, 1, "foi.template_emphasis"),
                (7, 1, "foi.template_brace"),
                (8, 1, "foi.template_list_unopened"),
                (9, 1, "foi.template_not_a_list"),
                (10, 2, "foi.template_not_inline"),
                (11, 1, "foi.template_list_unclosed"),
                (12, 1, "foi.template_list_nested"),
                (13, 1, "foi.template_section_order"),
                (14, 1, "foi.template_section_unknown"),
            ]
        );
    }

    #[test]
    fn the_heading_names_form_and_version() {
        for bad in ["", "文书 L99 第1版", "文书 L1", "文书 L1 第0版", "L1 第1版", "文书 L1 第1版 x"]
        {
            assert_eq!(codes(bad)[0].2, "foi.template_heading", "{bad}");
        }
        assert_eq!(codes(&"长".repeat(MAX_TEMPLATE + 1))[0].2, "foi.template_too_long");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused_with_places_inside_it(body in "(\\PC|\n|\\{\\{|\\}\\}|\\*\\*|〔正文〕\n|\\{\\{完\\}\\}\n){0,40}") {
            let text = format!("文书 L1 第1版\n{body}");
            if let Err(found) = parse(&text) {
                let lines: Vec<_> = text.lines().collect();
                for one in found {
                    let line = lines.get(one.at.line - 1).copied().unwrap_or_default();
                    proptest::prop_assert!(one.at.column >= 1 && one.at.column <= line.chars().count().max(1));
                }
            }
        }
    }
}
