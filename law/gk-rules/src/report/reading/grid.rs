//! A table with its merges filled out, every square knowing the text it belongs to and where it stood.

use super::head;
use crate::catalog::sheet::Sheet;
use crate::catalog::trouble::Spot;
use crate::text::skeleton;

/// A square of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Square {
    /// The text of the cell that covers it.
    pub(super) text: String,
    /// The same without marks and blanks, for comparing.
    key: String,
    /// Whether the cell begins here.
    pub(super) own: bool,
}

#[derive(Debug, Clone)]
struct Band {
    squares: Vec<Square>,
    sheet: String,
    number: u32,
}

/// A table, squares filled out.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    bands: Vec<Band>,
    pub(super) width: usize,
}

impl Grid {
    pub(super) fn of(sheet: &Sheet) -> Self {
        let right = sheet.merges.iter().map(|one| one.right + 1).max().unwrap_or_default();
        let width = sheet.rows.iter().map(Vec::len).max().unwrap_or_default().max(right);
        let mut bands = Vec::new();
        for (number, row) in (sheet.first_row..).zip(&sheet.rows) {
            let square = |column: usize| {
                let text = row.get(column).cloned().unwrap_or_default();
                Square { key: skeleton(&text), text, own: true }
            };
            bands.push(Band { squares: (0..width).map(square).collect(), sheet: sheet.name.clone(), number });
        }
        for merge in &sheet.merges {
            let text =
                sheet.rows.get(merge.top).and_then(|row| row.get(merge.left)).cloned().unwrap_or_default();
            let key = skeleton(&text);
            for row in merge.top..=merge.bottom {
                for column in merge.left..=merge.right {
                    let square = bands.get_mut(row).and_then(|band| band.squares.get_mut(column));
                    if let Some(square) = square {
                        square.text.clone_from(&text);
                        square.key.clone_from(&key);
                        square.own = (row, column) == (merge.top, merge.left);
                    }
                }
            }
        }
        Self { bands, width }
    }

    pub(super) fn height(&self) -> usize {
        self.bands.len()
    }
    pub(super) fn text(&self, row: usize, column: usize) -> &str {
        self.square(row, column).map_or("", |square| square.text.as_str())
    }
    /// The text of the cell that begins here; nothing where one from above or the left reaches in.
    pub(super) fn own(&self, row: usize, column: usize) -> &str {
        self.square(row, column).filter(|square| square.own).map_or("", |square| square.text.as_str())
    }
    fn square(&self, row: usize, column: usize) -> Option<&Square> {
        self.bands.get(row).and_then(|band| band.squares.get(column))
    }
    /// The text without marks and blanks, for comparing.
    pub(super) fn key(&self, row: usize, column: usize) -> &str {
        self.square(row, column).map_or("", |square| square.key.as_str())
    }
    pub(super) fn spot(&self, row: usize, column: usize) -> Spot {
        let column = u32::try_from(column).unwrap_or(u32::MAX);
        match self.bands.get(row) {
            Some(band) => Spot::Cell { sheet: band.sheet.clone(), row: band.number, column },
            None => Spot::File,
        }
    }

    /// Whether it has the headings of one of the three tables.
    pub(super) fn is_known(&self) -> bool {
        (0..self.height()).any(|row| self.begins_table(row))
    }
    /// Whether a row is one of headings: a block of table A, the kinds of applicants, the kinds of relief.
    fn begins_table(&self, row: usize) -> bool {
        let has = |wanted: &str| (0..self.width).any(|column| self.key(row, column) == wanted);
        has("信息内容")
            || has("申请人情况")
            || has("商业企业")
            || has("自然人")
            || (has("行政复议") && has("行政诉讼"))
            || (0..self.width).any(|column| self.key(row, column).starts_with("第二十条第") && self.width > 1)
    }
    /// Text and tables of a sheet that holds both: a table begins with its headings and ends before the heading of a section.
    pub(super) fn segments(self) -> Vec<Segment> {
        let mut out: Vec<Segment> = Vec::new();
        let mut in_table = false;
        for row in 0..self.height() {
            let line = self.line(row);
            if in_table && head::part_of(&line).is_some() {
                in_table = false;
            } else if !in_table && self.begins_table(row) {
                in_table = true;
                out.push(Segment::Table(Self { bands: Vec::new(), width: self.width }));
            }
            match (out.last_mut(), self.bands.get(row)) {
                (Some(Segment::Table(grid)), Some(band)) if in_table => grid.bands.push(band.clone()),
                _ => out.extend(line.lines().map(|line| Segment::Text(line.to_owned()))),
            }
        }
        out
    }
    /// Whether another table is the rest of this one: as wide, and without headings of its own.
    pub(super) fn goes_on_in(&self, other: &Self) -> bool {
        other.width == self.width && !other.is_known()
    }
    pub(super) fn append(&mut self, other: Self) {
        self.bands.extend(other.bands);
    }
    /// The rows as lines of text.
    pub(super) fn lines(&self) -> Vec<String> {
        let lines = (0..self.height()).map(|row| self.line(row));
        lines.flat_map(|line| line.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
    }
    /// The cells that begin in a row, one blank between them.
    fn line(&self, row: usize) -> String {
        let cells =
            (0..self.width).map(|column| self.own(row, column)).filter(|text| !text.trim().is_empty());
        cells.collect::<Vec<_>>().join(" ")
    }
}

/// A part of a sheet.
#[derive(Debug, Clone)]
pub(super) enum Segment {
    /// A row that belongs to no table.
    Text(String),
    /// A table.
    Table(Grid),
}
