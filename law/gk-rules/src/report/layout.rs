//! The national layout (统一格式的表样): each table as rows of cells with their spans, roles and headers.

use super::annual::AnnualReport;
use super::format::{CORNER_NOTE, Part};
use super::places::{Block, Column, Course, Line, Outcome, Place, blocks};
use crate::Coded;
use crate::catalog::sheet::{Merge, Piece, Sheet};
use crate::paper::words;

/// 单元格作用: what a cell is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// 表角说明
    Corner,
    /// 列标题 over one column or several.
    ColumnHead,
    /// 行标题 of one row or several.
    RowHead,
    /// 数字, in its place.
    Figure(Place),
}

/// 表样单元格: a cell with its spans. Cells covered by a span are not listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidCell {
    /// Its words, or its figure; empty for a blank figure.
    pub text: String,
    /// What it is for.
    pub role: Role,
    /// Rows down.
    pub rows: usize,
    /// Columns across.
    pub columns: usize,
    /// Its first row and column in the grid.
    pub at: (usize, usize),
}

/// 表样: one table as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laid {
    /// Which section it stands in.
    pub part: Part,
    /// Rows of cells, top to bottom.
    pub rows: Vec<Vec<LaidCell>>,
    /// Columns of the grid.
    pub width: usize,
    /// Rows of headings at the top that are repeated on every page.
    pub head_rows: usize,
    /// 分块: the rows at which a block begins; a heading holds within its block.
    pub groups: Vec<usize>,
}

impl LaidCell {
    /// 列标题或者行标题
    #[must_use]
    pub const fn is_head(&self) -> bool {
        matches!(self.role, Role::ColumnHead | Role::RowHead)
    }
    /// The place, where it holds a figure.
    #[must_use]
    pub const fn place(&self) -> Option<Place> {
        match self.role {
            Role::Figure(place) => Some(place),
            _ => None,
        }
    }
    fn id(&self, part: Part) -> String {
        format!("{}-{}-{}", part.code(), self.at.0, self.at.1)
    }
    /// HTML scope of a heading.
    #[must_use]
    pub const fn scope(&self) -> &'static str {
        match self.role {
            Role::ColumnHead if self.columns > 1 => "colgroup",
            Role::ColumnHead => "col",
            Role::RowHead if self.rows > 1 => "rowgroup",
            _ => "row",
        }
    }
}

impl Laid {
    /// 所属标题: the headings of a cell, columns' first: those over it in its block, and those of its row.
    #[must_use]
    pub fn headers(&self, cell: &LaidCell) -> Vec<&LaidCell> {
        let (row, column) = cell.at;
        let block = self.groups.iter().copied().filter(|start| *start <= row).max().unwrap_or_default();
        let covers = |from: usize, length: usize, at: usize| (from..from + length).contains(&at);
        let heads = || self.rows.iter().flatten();
        let over = heads().filter(|one| {
            one.role == Role::ColumnHead
                && one.at.0 >= block
                && one.at.0 < row
                && covers(one.at.1, one.columns, column)
        });
        let beside = heads().filter(|one| one.role == Role::RowHead && covers(one.at.0, one.rows, row));
        over.chain(beside).collect()
    }
    /// The ids of [`Laid::headers`], as HTML lists them.
    #[must_use]
    pub fn header_ids(&self, cell: &LaidCell) -> String {
        let ids: Vec<String> = self.headers(cell).into_iter().map(|one| one.id(self.part)).collect();
        ids.join(" ")
    }
    /// 标题编号: the id of a heading.
    #[must_use]
    pub fn id(&self, cell: &LaidCell) -> String {
        cell.id(self.part)
    }
    /// The headings of a cell in words, for those who hear the table.
    #[must_use]
    pub fn header_words(&self, cell: &LaidCell) -> String {
        let words: Vec<&str> = self.headers(cell).into_iter().map(|one| one.text.as_str()).collect();
        words.join("，")
    }
    /// 表格: the same as a plain table with merges.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let mut rows = vec![vec![String::new(); self.width]; self.rows.len()];
        let mut merges = Vec::new();
        for cell in self.rows.iter().flatten() {
            let (top, left) = cell.at;
            if let Some(slot) = rows.get_mut(top).and_then(|row| row.get_mut(left)) {
                slot.clone_from(&cell.text);
            }
            if cell.rows > 1 || cell.columns > 1 {
                merges.push(Merge { top, left, bottom: top + cell.rows - 1, right: left + cell.columns - 1 });
            }
        }
        Sheet { name: self.part.heading().to_owned(), rows, merges, first_row: 1 }
    }
    /// Rows by block: the rows of each group, for one `tbody` each.
    #[must_use]
    pub fn bodies(&self) -> Vec<&[Vec<LaidCell>]> {
        let starts: Vec<usize> =
            self.groups.iter().copied().filter(|start| *start >= self.head_rows).collect();
        let starts = if starts.first() == Some(&self.head_rows) {
            starts
        } else {
            [vec![self.head_rows], starts].concat()
        };
        let ends = starts.iter().skip(1).copied().chain([self.rows.len()]);
        starts.iter().zip(ends).filter_map(|(start, end)| self.rows.get(*start..end)).collect()
    }
    /// The rows of headings at the top.
    #[must_use]
    pub fn heads(&self) -> &[Vec<LaidCell>] {
        self.rows.get(..self.head_rows).unwrap_or_default()
    }
}

/// 三张表: the tables of a report as they are printed; none for a report of the older years.
#[must_use]
pub fn tables(report: &AnnualReport) -> Vec<Laid> {
    if !report.format.has_tables() {
        return Vec::new();
    }
    let tables = [Part::Proactive, Part::Applications, Part::Relief];
    tables.into_iter().filter_map(|part| table(report, part)).collect()
}

/// 某一部分的表: nothing where the section has none.
#[must_use]
pub fn table(report: &AnnualReport, part: Part) -> Option<Laid> {
    if !report.format.has_tables() {
        return None;
    }
    match part {
        Part::Proactive => Some(table_a(report)),
        Part::Applications => Some(table_b(report)),
        Part::Relief => Some(table_c(report)),
        Part::Overview | Part::Problems | Part::OtherMatters => None,
    }
}

/// A grid being filled from left to right; cells know where they lie.
struct Draw<'r> {
    report: &'r AnnualReport,
    rows: Vec<Vec<LaidCell>>,
    column: usize,
}

impl Draw<'_> {
    fn row(&mut self, from: usize) {
        self.rows.push(Vec::new());
        self.column = from;
    }
    fn cell(&mut self, text: &str, role: Role, (rows, columns): (usize, usize)) {
        let at = (self.rows.len().saturating_sub(1), self.column);
        self.column += columns;
        if let Some(row) = self.rows.last_mut() {
            row.push(LaidCell { text: text.to_owned(), role, rows, columns, at });
        }
    }
    fn head(&mut self, text: &str, span: (usize, usize)) {
        self.cell(text, Role::ColumnHead, span);
    }
    fn figure(&mut self, place: Place, columns: usize) {
        let text = self.report.figure(place).map(|figure| figure.to_string()).unwrap_or_default();
        self.cell(&text, Role::Figure(place), (1, columns));
    }
}

/// 表一: blocks stacked over four columns; a block of fewer columns widens its last.
fn table_a(report: &AnnualReport) -> Laid {
    const WIDTH: usize = 4;
    let mut draw = Draw { report, rows: Vec::new(), column: 0 };
    let mut groups = Vec::new();
    for block in blocks(report.format) {
        groups.push(draw.rows.len());
        draw.row(0);
        draw.head(block.header, (1, WIDTH));
        block_rows(&mut draw, block, WIDTH);
    }
    Laid { part: Part::Proactive, rows: draw.rows, width: WIDTH, head_rows: 0, groups }
}

fn block_rows(draw: &mut Draw<'_>, block: &Block, width: usize) {
    let wide = |at: usize| if at + 1 == block.columns.len() { width - block.columns.len() } else { 1 };
    draw.row(0);
    draw.head("信息内容", (1, 1));
    for (at, measure) in block.columns.iter().enumerate() {
        draw.head(measure.label(), (1, wide(at)));
    }
    for act in block.rows {
        draw.row(0);
        draw.cell(act.label_in(draw.report.format), Role::RowHead, (1, 1));
        for (at, measure) in block.columns.iter().enumerate() {
            draw.figure(Place::A(*act, *measure), wide(at));
        }
    }
}

/// 表二: three columns of labels, seven of figures.
fn table_b(report: &AnnualReport) -> Laid {
    const LABELS: usize = 3;
    let mut draw = Draw { report, rows: Vec::new(), column: 0 };
    draw.row(0);
    draw.cell(CORNER_NOTE, Role::Corner, (LABELS, LABELS));
    draw.head("申请人情况", (1, Column::EACH.len()));
    draw.row(LABELS);
    draw.head(Column::EACH[0].label(), (2, 1));
    draw.head("法人或其他组织", (1, 5));
    draw.head(Column::All.label(), (2, 1));
    draw.row(LABELS + 1);
    for column in
        Column::EACH.into_iter().filter(|column| matches!(column, Column::Of(kind) if kind.is_body()))
    {
        draw.head(column.label(), (1, 1));
    }
    let lines = Line::all(report.format);
    let results = lines.iter().filter(|line| line.is_leaf() || **line == Line::Total).count();
    let mut last = None;
    for line in &lines {
        let inside = line.is_leaf() || *line == Line::Total;
        draw.row(0);
        if !inside {
            draw.cell(line.label(), Role::RowHead, (1, LABELS));
        } else {
            if *line == Line::Result(super::rows::Row::Disclosed) {
                draw.cell("三、本年度办理结果", Role::RowHead, (results, 1));
            }
            draw.column = 1;
            label(&mut draw, *line, &lines, last);
        }
        last = Some(*line);
        for column in Column::EACH {
            draw.figure(Place::B(*line, column), 1);
        }
    }
    Laid { part: Part::Applications, rows: draw.rows, width: LABELS + 7, head_rows: 3, groups: vec![0] }
}

/// The labels of a result: over two columns, or its group once and its own.
fn label(draw: &mut Draw<'_>, line: Line, lines: &[Line], last: Option<Line>) {
    let Some(group) = line.group() else {
        draw.cell(line.label(), Role::RowHead, (1, 2));
        return;
    };
    if last.and_then(Line::group) != Some(group) {
        let rows = lines.iter().filter(|one| one.group() == Some(group)).count();
        draw.cell(group, Role::RowHead, (rows, 1));
    }
    draw.column = 2;
    draw.cell(line.label(), Role::RowHead, (1, 1));
}

/// 表三: three rows of headings and one of fifteen figures.
fn table_c(report: &AnnualReport) -> Laid {
    let each = Outcome::ALL.len();
    let mut draw = Draw { report, rows: Vec::new(), column: 0 };
    draw.row(0);
    draw.head("行政复议", (1, each));
    draw.head("行政诉讼", (1, 2 * each));
    draw.row(0);
    for outcome in Outcome::ALL {
        draw.head(outcome.label(), (2, 1));
    }
    for course in [Course::Direct, Course::AfterReview] {
        draw.head(course.label(), (1, each));
    }
    draw.row(each);
    for outcome in Outcome::ALL.iter().chain(Outcome::ALL) {
        draw.head(outcome.label(), (1, 1));
    }
    draw.row(0);
    for place in Course::ALL.iter().flat_map(|course| Outcome::ALL.iter().map(|one| Place::C(*course, *one)))
    {
        draw.figure(place, 1);
    }
    Laid { part: Part::Relief, rows: draw.rows, width: 3 * each, head_rows: 3, groups: vec![0] }
}

/// 文字部分: the name of the sheet that holds all but the tables, where a report is a workbook.
pub const TEXT_SHEET: &str = "文字部分";

/// 报告首部的文字: the day of publication, the corrections, the preface.
#[must_use]
pub fn head_lines(report: &AnnualReport) -> Vec<String> {
    let mut out: Vec<String> =
        report.published_on.map(|day| format!("发布日期：{}", words::day(day))).into_iter().collect();
    out.extend(
        report
            .corrections
            .iter()
            .map(|one| format!("更正（第{}版，{}）：{}", one.version, words::day(one.on), one.reason)),
    );
    out.extend(report.preface.iter().cloned());
    out
}

/// 文字部分的各行: title, head, headings and paragraphs, without the tables.
#[must_use]
pub fn text_lines(report: &AnnualReport) -> Vec<String> {
    let text = |piece| match piece {
        Piece::Text(text) => Some(text),
        Piece::Table(_) => None,
    };
    pieces(report).into_iter().filter_map(text).collect()
}

/// 全文: the report as paragraphs and tables in the order of the national layout.
#[must_use]
pub fn pieces(report: &AnnualReport) -> Vec<Piece> {
    let mut out = vec![Piece::Text(report.title.clone())];
    out.extend(head_lines(report).into_iter().map(Piece::Text));
    let mut left = tables(report);
    for section in &report.sections {
        out.push(Piece::Text(section.heading.clone()));
        out.extend(section.paragraphs.iter().cloned().map(Piece::Text));
        if let Some(at) = left.iter().position(|one| section.part() == Some(one.part)) {
            out.push(Piece::Table(left.remove(at).sheet()));
        }
    }
    out.extend(left.into_iter().map(|one| Piece::Table(one.sheet())));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(year: i16) -> Vec<Laid> {
        tables(&AnnualReport::new("示范县民政局", year))
    }

    #[test]
    fn every_square_of_every_table_belongs_to_one_cell() {
        for table in [laid(2019), laid(2025)].concat() {
            let mut covered = std::collections::BTreeSet::new();
            for cell in table.rows.iter().flatten() {
                for row in cell.at.0..cell.at.0 + cell.rows {
                    for column in cell.at.1..cell.at.1 + cell.columns {
                        assert!(covered.insert((row, column)), "{:?} {row} {column}", table.part);
                    }
                }
            }
            assert_eq!(covered.len(), table.rows.len() * table.width, "{:?}", table.part);
        }
    }

    #[test]
    fn every_place_of_the_format_is_printed_once() {
        for year in [2019, 2025] {
            let report = AnnualReport::new("示范县民政局", year);
            let tables = tables(&report);
            let mut printed: Vec<Place> =
                tables.iter().flat_map(|one| one.rows.iter().flatten()).filter_map(LaidCell::place).collect();
            printed.sort();
            let mut all = report.places();
            all.sort();
            assert_eq!(printed, all);
        }
        assert!(laid(2018).is_empty());
    }

    #[test]
    fn a_figure_knows_all_its_headings() {
        let tables = laid(2025);
        let find = |place: Place| {
            let table =
                tables.iter().find(|one| one.rows.iter().flatten().any(|cell| cell.place() == Some(place)));
            let table = table.unwrap();
            let cell = table.rows.iter().flatten().find(|cell| cell.place() == Some(place)).unwrap();
            table.header_words(cell)
        };
        let place = |code: &str| Place::from_code(code).unwrap();
        assert_eq!(
            find(place("b3.3.1.enterprise")),
            "申请人情况，法人或其他组织，商业企业，三、本年度办理结果，（三）不予公开，1.属于国家秘密"
        );
        assert_eq!(find(place("b3.7.total")), "申请人情况，总计，三、本年度办理结果，（七）总计");
        assert_eq!(find(place("a.penalty.decisions")), "第二十条第（六）项，本年处理决定数量，行政处罚");
        assert_eq!(find(place("c.after_review.pending")), "行政诉讼，复议后起诉，尚未审结");
    }

    #[test]
    fn the_tables_have_the_size_of_the_form() {
        let size = |year| laid(year).iter().map(|one| (one.rows.len(), one.width)).collect::<Vec<_>>();
        assert_eq!(size(2025), [(14, 4), (28, 10), (4, 15)]);
        assert_eq!(size(2019), [(18, 4), (26, 10), (4, 15)]);
        let table = &laid(2025)[0];
        assert_eq!(table.bodies().iter().map(|body| body.len()).collect::<Vec<_>>(), [4, 3, 4, 3]);
        assert_eq!(laid(2025)[1].bodies().len(), 1);
    }
}
