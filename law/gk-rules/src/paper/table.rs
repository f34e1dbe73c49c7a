//! Tables on paper (表格): headings, rows, merged cells, and where each cell lies.

use serde::{Deserialize, Serialize};

/// 表格: columns, headings that are repeated on every page, rows.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Table {
    /// 表题 above it; empty for none.
    pub caption: String,
    /// 表注 below it; empty for none.
    pub note: String,
    /// Widths of the columns, in proportion. Their number is the number of columns.
    pub widths: Vec<f64>,
    /// Rows of headings.
    pub header: Vec<Vec<TableCell>>,
    /// The other rows.
    pub rows: Vec<Vec<TableCell>>,
    /// Size of the letters in points; 0 for what suits the number of columns.
    pub points: f64,
    /// Set across the page, on pages of its own.
    pub landscape: bool,
}

/// 单元格: words and how far they reach.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableCell {
    /// Its words; line breaks are kept.
    pub text: String,
    /// Columns across, at least 1.
    pub columns: u16,
    /// Rows down, at least 1.
    pub rows: u16,
    /// How the words lie.
    pub align: Align,
    /// 栏目名: it names its row, like the left column of a form.
    pub names_row: bool,
    /// Height in millimetres it has at least: room to write in by hand.
    pub height_mm: f64,
}

crate::codes! {
    /// 对齐: how words lie in a cell.
    pub enum Align {
        /// 居中
        Middle = "middle" => "居中",
        /// 居左
        Start = "start" => "居左",
        /// 居右
        End = "end" => "居右",
    }
}

impl TableCell {
    /// A cell of one column and row, its words in the middle.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            columns: 1,
            rows: 1,
            align: Align::Middle,
            names_row: false,
            height_mm: 0.0,
        }
    }
    /// The same, words on the left.
    #[must_use]
    pub fn start(text: impl Into<String>) -> Self {
        Self { align: Align::Start, ..Self::new(text) }
    }
    /// 栏目名: a cell that names its row.
    #[must_use]
    pub fn name(text: impl Into<String>) -> Self {
        Self { names_row: true, ..Self::new(text) }
    }
    /// The same over several columns.
    #[must_use]
    pub fn across(mut self, columns: u16) -> Self {
        self.columns = columns.max(1);
        self
    }
    /// The same over several rows.
    #[must_use]
    pub fn down(mut self, rows: u16) -> Self {
        self.rows = rows.max(1);
        self
    }
    /// The same, at least so high.
    #[must_use]
    pub fn high(mut self, millimetres: f64) -> Self {
        self.height_mm = millimetres;
        self
    }
}

/// 格位: what lies at one place of the grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spot<'t> {
    /// A cell begins here.
    Cell(&'t TableCell),
    /// The cell on the left reaches here.
    Across,
    /// The cell above reaches here, with so many columns from here on.
    Below(&'t TableCell),
}

/// 表格不齐: a row whose cells do not fill the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Counted from one, headings included.
    pub row: usize,
    /// Columns of the table.
    pub columns: usize,
}

/// 表格网格: rows of places.
pub type Grid<'t> = Vec<Vec<Spot<'t>>>;

impl Table {
    /// Every text of it, in reading order.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let cells = self.header.iter().chain(&self.rows).flatten().map(|cell| cell.text.as_str());
        std::iter::once(self.caption.as_str()).chain(cells).chain([self.note.as_str()]).collect()
    }

    /// Size of the letters in points.
    #[must_use]
    pub fn size(&self) -> f64 {
        match self.widths.len() {
            _ if self.points > 0.0 => self.points,
            0..=4 => 14.0,
            5..=7 => 12.0,
            8..=10 => 10.5,
            _ => 9.0,
        }
    }

    /// Where every cell lies: the rows of the headings, then the others; nothing reaches from the ones into the others.
    ///
    /// # Errors
    /// The first row that has too few or too many cells.
    pub fn grid(&self) -> Result<(Grid<'_>, Grid<'_>), Misfit> {
        let header = lay(&self.header, self.widths.len(), 0)?;
        Ok((header, lay(&self.rows, self.widths.len(), self.header.len())?))
    }
}

/// Lays rows of cells on a grid.
fn lay(rows: &[Vec<TableCell>], columns: usize, before: usize) -> Result<Grid<'_>, Misfit> {
    let mut above: Vec<Option<(&TableCell, u16)>> = vec![None; columns];
    let mut grid = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let misfit = || Misfit { row: before + at + 1, columns };
        let mut cells = row.iter();
        let mut line: Vec<Spot<'_>> = Vec::with_capacity(columns);
        while line.len() < columns {
            let reaching = above.get(line.len()).copied().flatten().filter(|(_, left)| *left > 0);
            let (cell, left, first) = match reaching {
                Some((cell, left)) => (cell, left - 1, Spot::Below(cell)),
                None => {
                    let cell = cells.next().ok_or_else(misfit)?;
                    (cell, cell.rows.max(1) - 1, Spot::Cell(cell))
                }
            };
            for across in 0..cell.columns.max(1) {
                let slot = above.get_mut(line.len()).ok_or_else(misfit)?;
                let is_free = reaching.is_some() || slot.is_none_or(|(_, left)| left == 0);
                if !is_free {
                    return Err(misfit());
                }
                *slot = Some((cell, left));
                line.push(if across == 0 { first } else { Spot::Across });
            }
        }
        if cells.next().is_some() {
            return Err(misfit());
        }
        grid.push(line);
    }
    match above.iter().any(|slot| slot.is_some_and(|(_, left)| left > 0)) {
        true => Err(Misfit { row: before + rows.len(), columns }),
        false => Ok(grid),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table(widths: usize, rows: Vec<Vec<TableCell>>) -> Table {
        Table { widths: vec![1.0; widths], rows, ..Table::default() }
    }

    #[test]
    fn merged_cells_leave_their_places_to_the_cell_they_belong_to() {
        let tall = TableCell::new("依据").down(2);
        let rows = vec![
            vec![TableCell::new("公开事项").across(2), tall.clone()],
            vec![TableCell::new("一级"), TableCell::new("二级")],
        ];
        let table = table(3, rows);
        let (_, grid) = table.grid().unwrap();
        assert_eq!(grid[0][1], Spot::Across);
        assert_eq!(grid[1][2], Spot::Below(&tall));
    }

    #[test]
    fn a_row_that_does_not_fill_its_columns_is_named() {
        let cell = || TableCell::new("");
        let short = table(2, vec![vec![cell(), cell()], vec![cell()]]);
        assert_eq!(short.grid().unwrap_err(), Misfit { row: 2, columns: 2 });
        let long = table(1, vec![vec![cell(), cell()]]);
        assert_eq!(long.grid().unwrap_err().row, 1);
        let broad = table(2, vec![vec![cell(), cell().across(2)]]);
        assert!(broad.grid().is_err());
        let hanging = table(1, vec![vec![cell().down(2)]]);
        assert!(hanging.grid().is_err());
        let crossing = table(2, vec![vec![cell(), cell().down(2)], vec![cell().across(2)]]);
        assert!(crossing.grid().is_err());
    }

    proptest! {
        #[test]
        fn a_grid_has_as_many_places_as_rows_times_columns(
            widths in 0_usize..5,
            shape in proptest::collection::vec(proptest::collection::vec((1_u16..4, 1_u16..4), 0..5), 0..5),
        ) {
            let rows: Vec<Vec<TableCell>> = shape
                .iter()
                .map(|row| row.iter().map(|(c, r)| TableCell::new("格").across(*c).down(*r)).collect())
                .collect();
            let table = table(widths, rows);
            if let Ok((_, grid)) = table.grid() {
                prop_assert!(grid.iter().all(|line| line.len() == widths));
                let begun = grid.iter().flatten().filter(|spot| matches!(spot, Spot::Cell(_))).count();
                prop_assert_eq!(begun, shape.iter().map(Vec::len).sum::<usize>());
            }
        }
    }
}
