//! The grid over a page (网格): letters across, numbers down, so that an area can be named without pointing at it.

use super::{Area, PageSize};
use crate::Reason;

/// 列数: columns A to X.
pub const COLUMNS: u8 = 24;
/// 行数
pub const ROWS: u8 = 40;

/// 格: a cell of the grid, both counted from nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// From the left.
    pub column: u8,
    /// From above.
    pub row: u8,
}

impl Cell {
    /// 识别格号: a letter and a number, C7; case, width and blanks do not matter.
    ///
    /// # Errors
    /// The reason why it names no cell.
    pub fn read(text: &str) -> Result<Self, Reason> {
        let plain = super::comparable(text);
        let malformed = || {
            let shown: String = text.chars().take(10).collect();
            Reason::new("redaction.no_cell", format!("“{shown}”不是网格上的格号。"))
                .cure(format!("写一个字母和一个数字，从A1到X{ROWS}，例如C7。"))
        };
        let letter = plain.bytes().next().filter(u8::is_ascii_lowercase).ok_or_else(malformed)?;
        let number: u8 = plain.get(1..).and_then(|rest| rest.parse().ok()).ok_or_else(malformed)?;
        let column = letter.wrapping_sub(b'a');
        if column >= COLUMNS || !(1..=ROWS).contains(&number) {
            return Err(malformed());
        }
        Ok(Self { column, row: number - 1 })
    }
}

/// 列名: the letters across, in order.
pub fn letters() -> impl Iterator<Item = char> {
    (b'A'..b'A' + COLUMNS).map(char::from)
}

/// 区域: from one cell to another, both included, on a page of a size; either corner may come first.
#[must_use]
pub fn area(page: u32, size: PageSize, from: Cell, to: Cell) -> Area {
    let (width, height) = (size.width / f64::from(COLUMNS), size.height / f64::from(ROWS));
    let (left, right) = (from.column.min(to.column), from.column.max(to.column));
    let (top, bottom) = (from.row.min(to.row), from.row.max(to.row));
    Area {
        page,
        left: width * f64::from(left),
        top: height * f64::from(top),
        width: width * f64::from(right - left + 1),
        height: height * f64::from(bottom - top + 1),
    }
}

/// 格号: the cells between which an area lies.
#[must_use]
pub fn named(area: &Area, size: PageSize) -> String {
    let place = |at: f64, of: f64, cells: u8| {
        (0..cells).rev().find(|n| at >= of / f64::from(cells) * f64::from(*n)).unwrap_or(0)
    };
    let cell = |x: f64, y: f64| {
        let column = char::from(b'A' + place(x, size.width, COLUMNS));
        format!("{column}{}", place(y, size.height, ROWS) + 1)
    };
    let (from, to) = (
        cell(area.left + 0.1, area.top + 0.1),
        cell(area.left + area.width - 0.1, area.top + area.height - 0.1),
    );
    format!("第{}页 {from}–{to}", area.page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_however_it_is_typed() {
        for text in ["C7", " c 7 ", "Ｃ７"] {
            assert_eq!(Cell::read(text), Ok(Cell { column: 2, row: 6 }), "{text}");
        }
        assert_eq!(Cell::read("X40"), Ok(Cell { column: 23, row: 39 }));
    }

    #[test]
    fn what_is_no_cell_is_refused_in_words() {
        for text in ["", "7", "C", "C0", "C41", "Y1", "甲7", "C7x", "C-1", "CC7", "C999999999999"] {
            assert_eq!(Cell::read(text).unwrap_err().code, "redaction.no_cell", "{text}");
        }
    }

    #[test]
    fn corners_may_come_in_any_order() {
        let size = PageSize { width: 240.0, height: 400.0 };
        let (a, b) = (Cell { column: 1, row: 2 }, Cell { column: 3, row: 2 });
        let area_ = area(1, size, a, b);
        assert_eq!(area_, area(1, size, b, a));
        assert_eq!(named(&area_, size), "第1页 B3–D3");
        assert_eq!((area_.left, area_.top, area_.width, area_.height), (10.0, 20.0, 30.0, 10.0));
    }

    #[test]
    fn the_whole_grid_is_the_whole_page() {
        let size = PageSize { width: 595.0, height: 842.0 };
        let all = area(1, size, Cell { column: 0, row: 0 }, Cell { column: COLUMNS - 1, row: ROWS - 1 });
        assert!((all.width - 595.0).abs() < 1e-6 && (all.height - 842.0).abs() < 1e-6);
        assert_eq!(letters().count(), usize::from(COLUMNS));
    }
}
