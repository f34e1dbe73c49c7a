//! A table of a page while it is read: cells, spans, and whether it holds data or only a layout.

use std::collections::HashMap;

use gk_rules::catalog::sheet::Sheet;

use super::Shown;
use crate::grid::{Area, Grid};
use crate::intake::{Intake, Run};

/// A cell being read.
#[derive(Debug, Default)]
pub(super) struct HtmlCell {
    shown: Shown,
    rows: u32,
    columns: u32,
}

impl HtmlCell {
    /// A cell with its spans; a rowspan of 0 reaches to the end of its group.
    pub(super) fn new(rows: u32, columns: u32) -> Self {
        Self { shown: Shown::default(), rows, columns: columns.max(1) }
    }
}

#[derive(Debug, Default)]
struct HtmlRow {
    cells: Vec<HtmlCell>,
    hidden: bool,
    /// The group (thead, tbody) it belongs to; spans do not leave it.
    group: u32,
}

/// A table being read.
#[derive(Debug, Default)]
pub(super) struct Frame {
    name: String,
    caption: Shown,
    pub(super) in_caption: bool,
    rows: Vec<HtmlRow>,
    open_row: bool,
    open_cell: bool,
    group: u32,
    inner: Vec<Sheet>,
}

impl Frame {
    pub(super) fn new(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    /// Where text goes now.
    pub(super) fn target(&mut self) -> Option<&mut Shown> {
        if self.in_caption {
            return Some(&mut self.caption);
        }
        if !self.open_cell {
            return None;
        }
        self.rows.last_mut().and_then(|row| row.cells.last_mut()).map(|cell| &mut cell.shown)
    }

    pub(super) fn row(&mut self, hidden: bool) {
        self.in_caption = false;
        self.open_cell = false;
        self.open_row = true;
        self.rows.push(HtmlRow { hidden, group: self.group, ..HtmlRow::default() });
    }

    pub(super) fn cell(&mut self, cell: HtmlCell) {
        if !self.open_row {
            self.row(false);
        }
        self.open_cell = true;
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(cell);
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.open_cell = false;
    }

    pub(super) fn end_row(&mut self) {
        self.open_cell = false;
        self.open_row = false;
    }

    pub(super) fn end_group(&mut self) {
        self.end_row();
        self.group += 1;
    }

    /// The sheets of a table inside one of the cells.
    pub(super) fn inner(&mut self, sheets: Vec<Sheet>) {
        self.inner.extend(sheets);
    }

    /// The text of a table inside the open cell.
    pub(super) fn absorb(&mut self, text: &str) {
        if let Some(target) = self.target() {
            target.line();
            for line in text.split('\n') {
                target.push(line);
                target.line();
            }
        }
    }

    /// Hidden rows with something in them: how many, and the first (1-based).
    pub(super) fn hidden(&self) -> (u64, u32) {
        let hidden = (1_u32..)
            .zip(&self.rows)
            .filter(|(_, row)| row.hidden && row.cells.iter().any(|cell| !cell.shown.text.trim().is_empty()));
        let mut count = 0;
        let mut first = 0;
        for (number, _) in hidden {
            first = if count == 0 { number } else { first };
            count += 1;
        }
        (count, first)
    }

    /// Whether the table itself holds data: two rows of two cells, or, around other tables, more than they do.
    pub(super) fn is_data(&self) -> bool {
        let filled =
            |row: &HtmlRow| row.cells.iter().filter(|cell| !cell.shown.text.trim().is_empty()).count();
        if self.inner.is_empty() {
            let width =
                |row: &HtmlRow| row.cells.iter().fold(0_u32, |sum, cell| sum.saturating_add(cell.columns));
            let broad = self.rows.iter().filter(|row| width(row) >= 2 && filled(row) >= 1).count();
            return broad >= 2 && self.rows.iter().any(|row| row.cells.len() >= 2);
        }
        let rows = self.rows.iter().filter(|row| filled(row) >= 3).count();
        let inside = self.inner.iter().map(|sheet| sheet.rows.len()).max().unwrap_or_default();
        rows >= 3 && rows >= inside
    }

    /// Of a layout table: its text, and the data tables inside it, named by the text before them.
    pub(super) fn dissolve(self) -> (String, Vec<Sheet>) {
        let mut lines = Vec::new();
        let cells = self.rows.into_iter().flat_map(|row| row.cells);
        lines.extend(cells.map(|cell| cell.shown.finish()).filter(|text| !text.is_empty()));
        let mut sheets = self.inner;
        if let [only] = sheets.as_mut_slice()
            && only.name.is_empty()
        {
            only.name = if self.name.is_empty() { self.caption.finish() } else { self.name };
        }
        (lines.join("\n"), sheets)
    }

    /// Lays the cells out on a grid; tables inside cells become lines of the cell's text.
    pub(super) fn lay_out(self, intake: &mut Intake<'_>) -> Run<Option<Sheet>> {
        let caption = self.caption.finish();
        let mut grid = Grid::new(if caption.is_empty() { &self.name } else { &caption });
        // Columns still covered from above: column → rows left.
        let mut covered: HashMap<u32, u32> = HashMap::new();
        let mut ends: HashMap<u32, u32> = HashMap::new();
        for (number, row) in (0_u32..).zip(&self.rows) {
            ends.insert(row.group, number);
        }
        let mut group = 0;
        for (number, row) in (0_u32..).zip(self.rows) {
            intake.row(number, &grid.name)?;
            if row.group != group {
                group = row.group;
                covered.clear();
            }
            let end = ends.get(&row.group).copied().unwrap_or(number);
            let mut column = 0_u32;
            let mut began: Vec<(u32, u32)> = Vec::new();
            for cell in row.cells {
                while covered.contains_key(&column) {
                    column = column.saturating_add(1);
                }
                let right = column.saturating_add(cell.columns - 1);
                let text = cell.shown.finish();
                // A blank cell may claim a thousand columns: only what is written must fit.
                let right = if text.is_empty() { right.min(column.saturating_add(255)) } else { right };
                intake.column(number, right, &grid.name)?;
                let bottom = if cell.rows == 0 { end } else { number.saturating_add(cell.rows - 1).min(end) };
                grid.put(number, column, text, intake)?;
                grid.merge(Area { top: number, left: column, bottom, right }, intake)?;
                if bottom > number {
                    began.extend((column..=right).map(|c| (c, bottom)));
                }
                column = right.saturating_add(1);
            }
            grid.width = grid.width.max(column);
            covered.retain(|_, bottom| *bottom > number);
            covered.extend(began);
        }
        grid.finish(intake)
    }
}
