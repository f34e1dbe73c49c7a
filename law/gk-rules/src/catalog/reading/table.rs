//! Tables while they are read (表格): rows of cells from a sheet or a text, before the columns are known.

use std::collections::BTreeMap;

use super::diagnostics::{Report, Trouble};
use crate::catalog::sheet::Sheet;

/// The most rows read of one source; what is beyond is said and not read.
pub(super) const MOST_ROWS: usize = 200_000;
/// The most cells of one row; a catalog has about twenty.
pub(super) const MOST_CELLS: usize = 200;
/// The most characters of one cell.
pub(super) const MOST_CHARACTERS: usize = 40_000;

/// 表: one table with the lines that stood over it.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The sheet's name or a heading.
    pub(super) name: String,
    /// Rows, header rows among them.
    pub(super) rows: Vec<Row>,
    /// Whether empty cells may be missing, so that a cell's place in its row says little.
    pub(super) loose: bool,
    /// Whether rows had no cell borders and were cut by their words.
    pub(super) run_together: bool,
}

/// 行: one row.
#[derive(Debug, Default, Clone)]
pub(super) struct Row {
    /// 1-based row of the sheet or line of the text.
    pub(super) number: u32,
    /// Cells as written.
    pub(super) cells: Vec<String>,
    /// Columns whose text was carried down from a merged cell above.
    pub(super) covered: Vec<usize>,
    /// Where a cell's text came from, for the cells that are not simply as they stood at this row and place.
    origins: BTreeMap<usize, Origin>,
}

/// 来处: a text exactly as it stood in the source, and where.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    /// 1-based row or line.
    pub(super) row: u32,
    /// 1-based column.
    pub(super) column: u32,
    /// The text before anything was done to it.
    pub(super) text: String,
}

impl Origin {
    /// Adds what stood somewhere below; an empty one takes the other's place as well.
    pub(super) fn add(&mut self, other: &Self) {
        if self.text.is_empty() {
            self.clone_from(other);
        } else if !other.text.is_empty() {
            self.text.push('\n');
            self.text.push_str(&other.text);
        }
    }
}

impl Row {
    pub(super) fn new(number: u32, cells: Vec<String>) -> Self {
        Self { number, cells, covered: Vec::new(), origins: BTreeMap::new() }
    }
    /// Where a cell came from and how it read there.
    pub(super) fn origin(&self, at: usize) -> Origin {
        self.origins.get(&at).cloned().unwrap_or_else(|| Origin {
            row: self.number,
            column: number(at),
            text: self.cell(at).to_owned(),
        })
    }
    /// Keeps a cell as it is now, before it is changed; what was kept earlier stays.
    pub(super) fn keep(&mut self, at: usize) {
        let now = self.origin(at);
        self.origins.entry(at).or_insert(now);
    }
    /// Puts another text in the place of a cell; how it stood is kept.
    pub(super) fn rewrite(&mut self, at: usize, text: String) {
        self.keep(at);
        if let Some(cell) = self.cells.get_mut(at) {
            *cell = text;
        }
    }
    /// Says where a cell came from.
    pub(super) fn came_from(&mut self, at: usize, origin: Origin) {
        self.origins.insert(at, origin);
    }
    /// Whether it was said where a cell came from.
    pub(super) fn is_traced(&self, at: usize) -> bool {
        self.origins.contains_key(&at)
    }
    pub(super) fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
    /// The only cell with text, where there is only one.
    pub(super) fn lone(&self) -> Option<&str> {
        let mut filled = self.cells.iter().filter(|cell| !cell.trim().is_empty());
        let first = filled.next()?;
        let rest: Vec<&String> = filled.collect();
        rest.iter().all(|cell| *cell == first).then_some(first.as_str())
    }
}

/// A 1-based number from a 0-based place.
pub(super) fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1)
}

/// The sheet with its merged areas written into every row they cover (down), and across for headings.
pub(super) fn of_sheet(sheet: &Sheet, report: &mut Report) -> Table {
    if sheet.rows.len() > MOST_ROWS {
        report.say(Trouble::TooLong, 0, 0, &sheet.rows.len().to_string());
    }
    let first = sheet.first_row.max(1);
    let mut rows: Vec<Row> = sheet
        .rows
        .iter()
        .take(MOST_ROWS)
        .enumerate()
        .map(|(at, cells)| {
            let mut row = Row::new(first.saturating_add(number(at) - 1), cells.clone());
            shorten(&mut row, report);
            row
        })
        .collect();
    for merge in sheet.merges.iter().take(MOST_ROWS) {
        spread(&mut rows, merge);
    }
    Table { name: sheet.name.clone(), rows, ..Table::default() }
}

/// What is beyond the most cells of a row and the most characters of a cell is left out and said.
pub(super) fn shorten(row: &mut Row, report: &mut Report) {
    if let Some(end) =
        row.cells.iter().rposition(|cell| !cell.trim().is_empty()).filter(|at| *at >= MOST_CELLS)
    {
        let what = row.cell(end).to_owned();
        report.say(Trouble::RowTooWide, row.number, number(MOST_CELLS), &what);
    }
    row.cells.truncate(MOST_CELLS);
    for at in 0..row.cells.len() {
        if row.cell(at).len() > MOST_CHARACTERS && row.cell(at).chars().nth(MOST_CHARACTERS).is_some() {
            let short: String = row.cell(at).chars().take(MOST_CHARACTERS).collect();
            report.say(Trouble::CellTooLong, row.number, number(at), &short);
            row.rewrite(at, short);
        }
    }
}

fn spread(rows: &mut [Row], merge: &crate::catalog::sheet::Merge) {
    let Some(text) = rows.get(merge.top).and_then(|row| row.cells.get(merge.left)).cloned() else { return };
    if text.trim().is_empty() || merge.right.saturating_sub(merge.left) > MOST_CELLS {
        return;
    }
    let from = rows.get(merge.top).map(|row| row.origin(merge.left)).unwrap_or_default();
    let bottom = merge.bottom.min(rows.len().saturating_sub(1));
    for (at, row) in rows.iter_mut().enumerate().skip(merge.top).take((bottom + 1).saturating_sub(merge.top))
    {
        if row.cells.len() <= merge.left {
            row.cells.resize(merge.left + 1, String::new());
        }
        let width = row.cells.len();
        for column in merge.left..=merge.right.min(width - 1) {
            if (at, column) == (merge.top, merge.left) {
                continue;
            }
            if let Some(cell) = row.cells.get_mut(column).filter(|cell| cell.trim().is_empty()) {
                cell.clone_from(&text);
                row.origins.insert(column, from.clone());
                if at > merge.top {
                    row.covered.push(column);
                }
            }
        }
    }
}
