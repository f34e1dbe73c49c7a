//! The intake: limits of one file, what was used of them, and the remarks collected on the way.

use gk_rules::catalog::trouble::{Fault, Spot};

/// 限度: how much of anything one file may hold. The defaults take the largest honest catalog many times over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Bytes after unpacking, all parts together.
    pub unpacked_bytes: u64,
    /// Times a part may grow in unpacking (looked at above one MiB).
    pub ratio: u64,
    /// Inner files of a packed file.
    pub parts: u64,
    /// Sheets or tables.
    pub sheets: u64,
    /// The last row of a sheet.
    pub rows: u64,
    /// The last column of a sheet.
    pub columns: u64,
    /// Cells of all sheets, blanks between them included.
    pub cells: u64,
    /// Merged areas of a sheet.
    pub merges: u64,
    /// Characters of a cell.
    pub cell_chars: u64,
    /// Bytes of text, all cells together.
    pub text_bytes: u64,
    /// Levels of nesting in XML, and of tables in tables.
    pub depth: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 50 << 20,
            unpacked_bytes: 150 << 20,
            ratio: 400,
            parts: 5_000,
            sheets: 300,
            rows: 200_000,
            columns: 2_000,
            cells: 3_000_000,
            merges: 100_000,
            cell_chars: 65_536,
            text_bytes: 100 << 20,
            depth: 256,
        }
    }
}

/// Why reading stopped, before the file's name is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stop {
    pub(crate) spot: Spot,
    pub(crate) fault: Fault,
}

pub(crate) type Run<T> = Result<T, Stop>;

impl Stop {
    pub(crate) fn file(fault: Fault) -> Self {
        Self { spot: Spot::File, fault }
    }
    pub(crate) fn damaged(part: &str) -> Self {
        Self { spot: Spot::Part(part.to_owned()), fault: Fault::Damaged }
    }
}

/// The limits of one reading and what has been used of them.
#[derive(Debug)]
pub(crate) struct Intake<'a> {
    pub(crate) limits: &'a Limits,
    cells: u64,
    text: u64,
    sheets: u64,
    remarks: Vec<Stop>,
}

/// Remarks kept at most: the thousandth tells nobody anything.
const REMARKS: usize = 200;

impl<'a> Intake<'a> {
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self { limits, cells: 0, text: 0, sheets: 0, remarks: Vec::new() }
    }
    pub(crate) fn remark(&mut self, spot: Spot, fault: Fault) {
        if self.remarks.len() < REMARKS {
            self.remarks.push(Stop { spot, fault });
        }
    }
    pub(crate) fn remarks(self) -> Vec<Stop> {
        self.remarks
    }
    /// One more sheet.
    pub(crate) fn sheet(&mut self) -> Run<()> {
        self.sheets += 1;
        let limit = self.limits.sheets;
        if self.sheets > limit { Err(Stop::file(Fault::TooManySheets { limit })) } else { Ok(()) }
    }
    /// So many more cells.
    pub(crate) fn cells(&mut self, count: usize, sheet: &str) -> Run<()> {
        self.cells = self.cells.saturating_add(wide(count));
        let limit = self.limits.cells;
        if self.cells > limit {
            return Err(Stop { spot: Spot::Sheet(sheet.to_owned()), fault: Fault::TooManyCells { limit } });
        }
        Ok(())
    }
    /// So many more bytes of text.
    pub(crate) fn text(&mut self, bytes: usize) -> Run<()> {
        self.text = self.text.saturating_add(wide(bytes));
        let limit = self.limits.text_bytes;
        if self.text > limit { Err(Stop::file(Fault::TextTooLong { limit })) } else { Ok(()) }
    }
    /// A row number (0-based) within the limit.
    pub(crate) fn row(&self, row: u32, sheet: &str) -> Run<()> {
        let limit = self.limits.rows;
        if u64::from(row) >= limit {
            let spot = Spot::Row { sheet: sheet.to_owned(), row: row.saturating_add(1) };
            return Err(Stop { spot, fault: Fault::TooManyRows { limit } });
        }
        Ok(())
    }
    /// A column number (0-based) within the limit.
    pub(crate) fn column(&self, row: u32, column: u32, sheet: &str) -> Run<()> {
        let limit = self.limits.columns;
        if u64::from(column) >= limit {
            let spot = Spot::Cell { sheet: sheet.to_owned(), row: row.saturating_add(1), column };
            return Err(Stop { spot, fault: Fault::TooManyColumns { limit } });
        }
        Ok(())
    }
    /// A depth of nesting within the limit.
    pub(crate) fn depth(&self, depth: u64) -> Run<()> {
        let limit = self.limits.depth;
        if depth > limit { Err(Stop::file(Fault::TooDeep { limit })) } else { Ok(()) }
    }
}

/// A count as a wide number.
pub(crate) fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// A number as an index; out of any range when it does not fit.
pub(crate) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
