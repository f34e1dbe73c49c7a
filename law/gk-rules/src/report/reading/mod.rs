//! Reports of other organs, read (年度报告读入): pieces of a document to a report, with a diagnostic for all that is not certain.

mod grid;
mod head;
mod labels;
mod pasted;
mod table_a;
mod table_b;
mod table_c;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use self::grid::{Grid, Segment};
use super::annual::{AnnualReport, Section, paragraphs};
use super::figure::{Figure, Written};
use super::format::{Format, Part};
use super::places::{Line, Place};
use super::tables::Tables;
use crate::Coded;
use crate::catalog::sheet::{Piece, Source};
use crate::catalog::trouble::Spot;

crate::codes! {
    /// 读入问题: what was not certain in reading; the codes are stable.
    pub enum Unread {
        /// 标题
        NoTitle = "GK-R001" => "找不到报告标题",
        /// 年度
        NoYear = "GK-R002" => "看不出报告年度",
        /// 机关
        NoOrgan = "GK-R003" => "看不出机关名称",
        /// 表
        NoTable = "GK-R004" => "找不到表",
        /// 行
        UnknownRow = "GK-R005" => "行标题无法识别",
        /// 列
        UnknownColumn = "GK-R006" => "列标题无法识别",
        /// 行有出入
        NearRow = "GK-R007" => "行标题有出入",
        /// 空白
        Blank = "GK-R008" => "单元格空白",
        /// 数字不清
        Unclear = "GK-R009" => "单元格不是明确的数字",
        /// 前后不一
        Twice = "GK-R010" => "同一单元格出现两个数字",
        /// 缺行
        Missing = "GK-R011" => "缺少行",
        /// 个数不符
        Count = "GK-R012" => "数字个数不符",
        /// 格式不符
        OtherFormat = "GK-R013" => "表样与年度不符",
        /// 非本格式单元格
        Stray = "GK-R014" => "表样中没有的单元格",
        /// 数据格式
        Schema = "GK-R015" => "数据格式不符",
    }
}

impl Unread {
    /// What to do about it.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::NoTitle | Self::NoYear | Self::NoOrgan => {
                "标题写成“机关名称+年度+年政府信息公开工作年度报告”"
            }
            Self::NoTable | Self::Missing => "补上缺少的部分，或者手工填写",
            Self::UnknownRow | Self::NearRow | Self::UnknownColumn => "行、列标题使用统一格式的文字",
            Self::Blank => "向填报单位核实；确实没有的填0",
            Self::Unclear | Self::Twice | Self::Count => "核对原文，手工填写这一格",
            Self::OtherFormat | Self::Stray => "核对报告年度，使用该年度适用的格式",
            Self::Schema => "按数据格式说明更正后重新读入",
        }
    }
}

/// 读入说明: one thing that was not certain, where, and what stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which.
    pub code: Unread,
    /// Where in the file.
    pub spot: Spot,
    /// Which cell of the report it leaves blank.
    pub place: Option<Place>,
    /// One Chinese sentence.
    pub words: String,
}

impl Serialize for Diagnostic {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = s.serialize_struct("Diagnostic", 5)?;
        out.serialize_field("code", &self.code)?;
        out.serialize_field("where", &self.spot.to_string())?;
        out.serialize_field("place", &self.place)?;
        out.serialize_field("words", &self.words)?;
        out.serialize_field("hint", self.code.hint())?;
        out.end()
    }
}

/// 读入结果: a report, and what was not certain about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The report; cells that were not certain are blank.
    pub report: AnnualReport,
    /// In the order of the document.
    pub diagnostics: Vec<Diagnostic>,
}

/// 已知情况: what is known of the report beside the file; used where the file does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// 机关名称
    pub organ: Option<String>,
    /// 报告年度
    pub year: Option<i16>,
}

/// Figures found so far, by place.
#[derive(Debug, Default)]
struct Filling {
    figures: BTreeMap<Place, Figure>,
    seen: BTreeSet<Place>,
    diagnostics: Vec<Diagnostic>,
}

impl Filling {
    fn tell(&mut self, code: Unread, spot: Spot, place: Option<Place>, words: impl Into<String>) {
        self.diagnostics.push(Diagnostic { code, spot, place, words: words.into() });
    }
    /// A cell of the report was found with this text.
    fn put(&mut self, place: Place, text: &str, spot: Spot) {
        let again = !self.seen.insert(place);
        match Figure::read(text) {
            Written::Figure(figure) => match self.figures.get(&place) {
                Some(before) if *before != figure => {
                    let words = format!("{place}前后出现两个数字：{before}和{figure}，没有读入");
                    self.figures.remove(&place);
                    self.tell(Unread::Twice, spot, Some(place), words);
                }
                // What was unclear or contradictory before stays blank.
                None if again => {}
                _ => {
                    self.figures.insert(place, figure);
                }
            },
            Written::Blank(_) | Written::Unclear(_) if again => {}
            Written::Blank(stood) => {
                let stood = if stood.is_empty() { "空白".into() } else { format!("“{stood}”") };
                self.tell(Unread::Blank, spot, Some(place), format!("{place}为{stood}，不等于0"));
            }
            Written::Unclear(stood) => {
                self.tell(
                    Unread::Unclear,
                    spot,
                    Some(place),
                    format!("{place}写的是“{stood}”，不是明确的数字"),
                );
            }
        }
    }
    /// A cell of the report was found in this square; a figure shared with other squares is nobody's.
    fn put_cell(&mut self, place: Place, grid: &Grid, (row, column): (usize, usize)) {
        let (text, own) = (grid.text(row, column), grid.own(row, column));
        if own.is_empty() && !text.trim().is_empty() {
            self.seen.insert(place);
            let words = format!("{place}与别的单元格合并为“{}”，没有读入", text.trim());
            self.tell(Unread::Unclear, grid.spot(row, column), Some(place), words);
        } else {
            self.put(place, text, grid.spot(row, column));
        }
    }
    /// 表样: the format the cells found belong to; nothing where they do not say.
    fn format(&self) -> Option<Format> {
        let only = |format: Format, other: Format| {
            let others = Place::all(other);
            Place::all(format).iter().any(|place| self.seen.contains(place) && !others.contains(place))
        };
        match (only(Format::Of2021, Format::Of2019), only(Format::Of2019, Format::Of2021)) {
            (true, false) => Some(Format::Of2021),
            (false, true) => Some(Format::Of2019),
            _ => None,
        }
    }
}

/// 数据格式问题的文字: what the reader of the schema said.
#[must_use]
pub fn schema_words(said: &str) -> String {
    format!("不符合年度报告数据格式：{said}")
}

/// 片段: a source of any kind as pieces; text without cells is cut into its lines.
#[must_use]
pub fn pieces_of(source: &Source) -> Vec<Piece> {
    match source {
        Source::Sheets(sheets) => sheets.iter().cloned().map(Piece::Table).collect(),
        Source::Text(text) => text.lines().map(|line| Piece::Text(line.to_owned())).collect(),
    }
}

/// 读入: a report from the pieces of a document. Cells are read by their labels, never by where they lie alone; what is
/// not certain stays blank and has its diagnostic.
///
/// # Errors
/// The diagnostics, when not even the year can be told, so that no format applies.
pub fn read(pieces: &[Piece], known: &Known) -> Result<Taken, Vec<Diagnostic>> {
    let mut filling = Filling::default();
    let texts = tables(pieces, &mut filling);
    let mut sections = head::sections(&texts);
    let head = head::read(&sections.before, known, &mut filling);
    let Some(year) = head.year else { return Err(filling.diagnostics) };
    if Format::of_year(year).has_tables() {
        pasted::read(&mut sections.found, &mut filling);
    }
    let found = filling.format();
    let format = found.unwrap_or(Format::of_year(year));
    if format != Format::of_year(year) {
        let words = format!("{year}年度应当使用{}，表样是{format}", Format::of_year(year));
        filling.tell(Unread::OtherFormat, Spot::File, None, words);
    }
    let tables = settle(format, &mut filling);
    let sections = sections.found.into_iter().map(|(heading, lines)| Section {
        heading,
        paragraphs: lines.iter().flat_map(|line| paragraphs(line)).collect(),
    });
    let report = AnnualReport {
        format,
        organ: head.organ,
        year,
        title: head.title,
        published_on: head.published_on,
        preface: head.preface,
        sections: sections.collect(),
        tables,
        corrections: head.corrections,
    };
    Ok(Taken { report, diagnostics: filling.diagnostics })
}

/// Reads every table that is known; the rest is text, row by row.
fn tables(pieces: &[Piece], filling: &mut Filling) -> Vec<String> {
    let mut texts = Vec::new();
    let mut grids: Vec<Grid> = Vec::new();
    // A table may go on behind a page number, but not behind a heading.
    let mut goes_on = false;
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                goes_on &= head::part_of(text).is_none();
                texts.extend(text.lines().map(str::to_owned));
            }
            Piece::Table(sheet) => {
                let grid = Grid::of(sheet);
                match grids.last_mut() {
                    Some(last) if goes_on && last.goes_on_in(&grid) => last.append(grid),
                    _ if grid.is_known() => {
                        for segment in grid.segments() {
                            goes_on = matches!(segment, Segment::Table(_));
                            match segment {
                                Segment::Text(line) => texts.push(line),
                                Segment::Table(grid) => grids.push(grid),
                            }
                        }
                    }
                    _ => {
                        texts.extend(grid.lines());
                        goes_on = false;
                    }
                }
            }
        }
    }
    for grid in &grids {
        table_a::read(grid, filling);
        table_b::read(grid, filling);
        table_c::read(grid, filling);
    }
    texts
}

/// Whether a place is of a part.
/// Whether a place belongs to a table.
type IsOf = fn(&Place) -> bool;

/// The tables in a format, with a diagnostic for every row that was not found and every cell the format has not.
fn settle(format: Format, filling: &mut Filling) -> Tables {
    let all = Place::all(format);
    let mut tables = Tables::default();
    let figures = std::mem::take(&mut filling.figures);
    for (place, figure) in figures {
        if all.contains(&place) {
            tables.set(place, Some(figure));
        } else {
            filling.tell(
                Unread::Stray,
                Spot::File,
                Some(place),
                format!("{format}没有{place}，{figure}没有读入"),
            );
        }
    }
    let missing: Vec<Place> = all.iter().copied().filter(|place| !filling.seen.contains(place)).collect();
    let kinds: [(Part, IsOf); 3] = [
        (Part::Proactive, |place| matches!(place, Place::A(..))),
        (Part::Applications, |place| matches!(place, Place::B(..))),
        (Part::Relief, |place| matches!(place, Place::C(..))),
    ];
    for (part, is_of) in kinds {
        let lost: Vec<Place> = missing.iter().copied().filter(is_of).collect();
        if lost.len() == all.iter().filter(|place| is_of(place)).count() && !lost.is_empty() {
            filling.tell(Unread::NoTable, Spot::File, None, format!("找不到“{}”的表", part.label()));
            continue;
        }
        // A column that was found nowhere has been told where the headings were read.
        let columns = |place: &Place| matches!(place, Place::B(_, column) if lost.iter().filter(|one| matches!(one, Place::B(_, other) if other == column)).count() == Line::all(format).len());
        let mut told = BTreeSet::new();
        for place in lost.iter().copied().filter(|place| !columns(place)) {
            if told.insert(Row::of(place)) {
                filling.tell(Unread::Missing, Spot::File, Some(place), format!("缺少{place}等单元格"));
            }
        }
    }
    tables
}

/// A row of one of the tables, for saying once what is missing in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Row {
    A(super::places::Act),
    B(Line),
    C(super::places::Course),
}

impl Row {
    const fn of(place: Place) -> Self {
        match place {
            Place::A(act, _) => Self::A(act),
            Place::B(line, _) => Self::B(line),
            Place::C(course, _) => Self::C(course),
        }
    }
}

#[cfg(test)]
mod tests;
