//! What is written out: a book of pages with typed cells; the caller says how the headings lie.

use gk_rules::catalog::sheet::Sheet;

/// 工作簿: the pages of one file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Book {
    /// At least one.
    pub sheets: Vec<Page>,
}

/// 工作表: one page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The tab's name. Made fit for Excel: 31 characters, none of `[]:*?/\`, unlike the others.
    pub name: String,
    /// Over the whole width; empty for none.
    pub title: String,
    /// Rows of headings, in the national form two: 公开事项 over 一级｜二级.
    pub header: Vec<Vec<HeaderCell>>,
    /// The rows under them.
    pub rows: Vec<Vec<Cell>>,
    /// Cells of `rows` that are one: (top, left, bottom, right), 0-based within `rows`, inclusive.
    pub merges: Vec<(u32, u16, u32, u16)>,
    /// Column widths in characters; what is missing is 12.
    pub widths: Vec<f64>,
    /// Columns kept in sight; the headings always are.
    pub freeze_columns: u16,
}

/// 表头单元格: a heading and how far it reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderCell {
    /// Its words.
    pub text: String,
    /// Rows down, at least 1.
    pub rows: u16,
    /// Columns across, at least 1.
    pub columns: u16,
}

impl HeaderCell {
    /// A heading of one cell.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), rows: 1, columns: 1 }
    }
    /// A heading over several rows.
    #[must_use]
    pub fn tall(text: impl Into<String>, rows: u16) -> Self {
        Self { text: text.into(), rows, columns: 1 }
    }
    /// A heading over several columns.
    #[must_use]
    pub fn broad(text: impl Into<String>, columns: u16) -> Self {
        Self { text: text.into(), rows: 1, columns }
    }
}

/// 单元格: a typed value. A text is written as a text whatever it begins with.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// Words; never a formula.
    Text(String),
    /// Words of a heading among the rows.
    Head(String),
    /// A whole number.
    Int(i64),
    /// A decimal by its digits; a number in the workbook where fifteen digits hold it, otherwise a text.
    Decimal(String),
    /// A share: 0.5 is shown as 50%.
    Percent(f64),
    /// A day.
    Date {
        /// 1900–9999.
        year: u16,
        /// 1–12.
        month: u8,
        /// 1–31.
        day: u8,
    },
    /// Words that lead to an address (`http`, `https`, or inside the workbook).
    Link {
        /// What is shown.
        text: String,
        /// Where it leads.
        url: String,
    },
}

impl Cell {
    /// A text as a cell: a small whole number as a number, everything else as it is.
    #[must_use]
    pub fn of(text: &str) -> Self {
        match text.parse::<i32>() {
            _ if text.is_empty() => Self::Blank,
            Ok(number) if number.to_string() == text => Self::Int(number.into()),
            _ => Self::Text(text.to_owned()),
        }
    }
}

/// One row of headings of a table; what reaches down from above is left out.
fn heading_row(sheet: &Sheet, row: usize, width: usize, end: usize) -> Vec<HeaderCell> {
    let mut cells = Vec::new();
    let mut column = 0;
    while column < width {
        let over = sheet
            .merges
            .iter()
            .find(|m| (m.top..=m.bottom).contains(&row) && (m.left..=m.right).contains(&column));
        let text = sheet.rows.get(row).and_then(|cells| cells.get(column)).cloned().unwrap_or_default();
        let count = |from: usize, to: usize| u16::try_from(to.saturating_sub(from) + 1).unwrap_or(u16::MAX);
        match over {
            Some(m) if m.top == row => {
                let rows = count(m.top, m.bottom.min(end.saturating_sub(1)));
                cells.push(HeaderCell { text, rows, columns: count(m.left, m.right) });
                column = m.right + 1;
            }
            Some(m) => column = m.right + 1,
            None => {
                cells.push(HeaderCell::new(text));
                column += 1;
            }
        }
    }
    cells
}

/// A heading put where it lies: row, column and the heading.
pub type Placed<'p> = (u32, u16, &'p HeaderCell);

impl Page {
    /// 国家版式: a table of the law as a page. Leading rows of one cell over the whole width are title and legends;
    /// the `heads` rows after them are the headings; whole numbers without leading zeros become numbers.
    #[must_use]
    pub fn of_table(sheet: &Sheet, heads: usize) -> Self {
        let width = sheet.rows.iter().map(Vec::len).max().unwrap_or_default();
        let spans = |row: usize| {
            sheet.merges.iter().any(|m| (m.top, m.bottom, m.left, m.right + 1) == (row, row, 0, width))
        };
        let banners = (0..sheet.rows.len()).take_while(|row| spans(*row)).count();
        let first_head = usize::from(banners > 0);
        let first_row = (banners + heads).min(sheet.rows.len());
        let title = sheet
            .rows
            .first()
            .and_then(|row| row.first())
            .filter(|_| banners > 0)
            .cloned()
            .unwrap_or_default();
        let head = |row: usize| heading_row(sheet, row, width, first_row);
        let merges = sheet.merges.iter().filter(|m| m.top >= first_row).map(|m| {
            let down = |row: usize| u32::try_from(row - first_row).unwrap_or(u32::MAX);
            let across = |column: usize| u16::try_from(column).unwrap_or(u16::MAX);
            (down(m.top), across(m.left), down(m.bottom), across(m.right))
        });
        Self {
            name: sheet.name.clone(),
            title,
            header: (first_head..first_row).map(head).collect(),
            rows: sheet
                .rows
                .get(first_row..)
                .unwrap_or_default()
                .iter()
                .map(|row| row.iter().map(|text| Cell::of(text)).collect())
                .collect(),
            merges: merges.collect(),
            widths: Vec::new(),
            freeze_columns: 0,
        }
    }

    /// The headings with their places: each row fills the columns left free by what reaches down from above.
    #[must_use]
    pub fn placed_header(&self) -> Vec<Placed<'_>> {
        let mut taken = std::collections::HashSet::new();
        let mut placed = Vec::new();
        for (row, cells) in (0_u32..).zip(&self.header) {
            let mut column = 0_u16;
            for cell in cells {
                while taken.contains(&(row, column)) && column < u16::MAX {
                    column += 1;
                }
                for down in 0..u32::from(cell.rows.max(1)) {
                    for across in 0..cell.columns.max(1) {
                        taken.insert((row + down, column.saturating_add(across)));
                    }
                }
                placed.push((row, column, cell));
                column = column.saturating_add(cell.columns.max(1));
            }
        }
        placed
    }

    /// Columns of the page: the most that headings and rows reach.
    #[must_use]
    pub fn width(&self) -> u16 {
        let of_header = self
            .placed_header()
            .iter()
            .map(|(_, column, cell)| column.saturating_add(cell.columns.max(1)))
            .max();
        let of_rows = self.rows.iter().map(|row| u16::try_from(row.len()).unwrap_or(u16::MAX)).max();
        of_header.unwrap_or_default().max(of_rows.unwrap_or_default())
    }

    /// The headings as plain lines, merged ones in their first cell.
    #[must_use]
    pub fn header_lines(&self) -> Vec<Vec<String>> {
        let width = usize::from(self.width());
        let mut lines = vec![vec![String::new(); width]; self.header.len()];
        for (row, column, cell) in self.placed_header() {
            let slot = usize::try_from(row).ok().and_then(|row| lines.get_mut(row));
            if let Some(slot) = slot.and_then(|line| line.get_mut(usize::from(column))) {
                slot.clone_from(&cell.text);
            }
        }
        lines
    }
}
