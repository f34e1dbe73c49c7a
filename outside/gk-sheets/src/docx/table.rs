//! Tables of a document while they are read, and their layout on a grid.

use std::collections::HashMap;

use gk_rules::catalog::sheet::Sheet;

use crate::grid::{Area, Grid};
use crate::intake::{Intake, Run, wide};

/// A row being read.
#[derive(Debug, Default)]
pub(super) struct TableRow {
    /// Columns left free at its beginning.
    pub(super) before: u32,
    cells: Vec<TableCell>,
    /// Rows of the tables inside its cells.
    pub(super) below: Vec<TableRow>,
    deleted: bool,
}

/// A cell being read.
#[derive(Debug, Default)]
pub(super) struct TableCell {
    text: String,
    paragraphs: u64,
    /// Columns; 0 counts as one.
    pub(super) span: u32,
    /// Vertical merge: `true` goes on from above, `false` begins.
    pub(super) goes_on: Option<bool>,
    /// Old horizontal merge: belongs to the cell on its left.
    pub(super) joins_left: bool,
}

impl TableCell {
    /// One more paragraph.
    pub(super) fn add(&mut self, text: &str) {
        if self.paragraphs > 0 && !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.paragraphs += 1;
    }
}

/// The tables open at one place, outermost first.
#[derive(Debug, Default)]
pub(super) struct Tables {
    open: Vec<Vec<TableRow>>,
}

impl Tables {
    /// Opens one; how many are open now.
    pub(super) fn open(&mut self) -> u64 {
        self.open.push(Vec::new());
        wide(self.open.len())
    }
    /// Closes the innermost: its rows, and whether it lay inside another's cell.
    pub(super) fn close(&mut self) -> Option<(Vec<TableRow>, bool)> {
        let rows = self.open.pop()?;
        Some((rows, self.in_cell()))
    }
    pub(super) fn in_cell(&self) -> bool {
        self.open.last().and_then(|rows| rows.last()).is_some_and(|row| !row.cells.is_empty())
    }
    pub(super) fn row(&mut self, row: TableRow) {
        if let Some(rows) = self.open.last_mut() {
            rows.push(row);
        }
    }
    pub(super) fn cell(&mut self, cell: TableCell) {
        self.with_row(|row| row.cells.push(cell));
    }
    pub(super) fn delete_row(&mut self) {
        self.with_row(|row| row.deleted = true);
    }
    pub(super) fn with_row(&mut self, change: impl FnOnce(&mut TableRow)) {
        if let Some(row) = self.open.last_mut().and_then(|rows| rows.last_mut()) {
            change(row);
        }
    }
    pub(super) fn with_cell(&mut self, change: impl FnOnce(&mut TableCell)) {
        self.with_row(|row| {
            if let Some(cell) = row.cells.last_mut() {
                change(cell);
            }
        });
    }
}

/// A cell that later rows may go on from.
struct Owner {
    area: Area,
    text: String,
}

/// Lays rows out as a sheet.
pub(super) fn lay_out(name: &str, rows: Vec<TableRow>, intake: &mut Intake<'_>) -> Run<Option<Sheet>> {
    let mut layout = Layout { grid: Grid::new(name), row: 0 };
    layout.rows(rows, intake)?;
    layout.grid.finish(intake)
}

struct Layout {
    grid: Grid,
    row: u32,
}

impl Layout {
    fn rows(&mut self, rows: Vec<TableRow>, intake: &mut Intake<'_>) -> Run<()> {
        let mut owners: HashMap<u32, Owner> = HashMap::new();
        for row in rows {
            if row.deleted {
                continue;
            }
            self.cells(row.before, row.cells, &mut owners, intake)?;
            self.row = self.row.saturating_add(1);
            if !row.below.is_empty() {
                self.rows(row.below, intake)?;
            }
        }
        for owner in owners.into_values() {
            self.grid.merge(owner.area, intake)?;
        }
        Ok(())
    }

    fn cells(
        &mut self,
        before: u32,
        cells: Vec<TableCell>,
        owners: &mut HashMap<u32, Owner>,
        intake: &mut Intake<'_>,
    ) -> Run<()> {
        let row = self.row;
        let mut column = before;
        let mut joined = cells.into_iter().peekable();
        while let Some(mut cell) = joined.next() {
            let mut span = cell.span.max(1);
            while let Some(next) = joined.next_if(|next| next.joins_left) {
                span = span.saturating_add(next.span.max(1));
            }
            let right = column.saturating_add(span - 1);
            intake.column(row, right, &self.grid.name)?;
            let above = owners.remove(&column);
            match (cell.goes_on, above) {
                (Some(true), Some(mut owner))
                    if owner.area.bottom.saturating_add(1) == row && owner.area.right == right =>
                {
                    owner.area.bottom = row;
                    owners.insert(column, owner);
                }
                (goes_on, above) => {
                    if let Some(owner) = above {
                        // What a table inside a cell cut off goes on with the same words.
                        if goes_on == Some(true) && cell.text.trim().is_empty() {
                            cell.text.clone_from(&owner.text);
                        }
                        self.grid.merge(owner.area, intake)?;
                    }
                    let area = Area { top: row, left: column, bottom: row, right };
                    let text = cell.text.trim_matches('\n').to_owned();
                    self.grid.put(row, column, text.clone(), intake)?;
                    if goes_on.is_some() {
                        owners.insert(column, Owner { area, text });
                    } else {
                        self.grid.merge(area, intake)?;
                    }
                }
            }
            column = right.saturating_add(1);
        }
        self.grid.width = self.grid.width.max(column);
        Ok(())
    }
}
