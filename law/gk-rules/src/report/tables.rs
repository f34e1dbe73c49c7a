//! The three tables (年度报告附表): figures by their places; a place without a figure is blank, and blank is not 0.

use std::collections::BTreeMap;

use super::figure::Figure;
use super::format::Format;
use super::places::{Act, Column, Course, Line, Measure, Outcome, Place};

/// 附表: the figures of one table by row and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<R: Ord + Copy, C: Ord + Copy>(BTreeMap<(R, C), Figure>);

/// 表一: 主动公开政府信息情况.
pub type TableA = Table<Act, Measure>;
/// 表二: 收到和处理政府信息公开申请情况.
pub type TableB = Table<Line, Column>;
/// 表三: 政府信息公开行政复议、行政诉讼情况.
pub type TableC = Table<Course, Outcome>;

impl<R: Ord + Copy, C: Ord + Copy> Default for Table<R, C> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<R: Ord + Copy, C: Ord + Copy> Table<R, C> {
    /// The figure; nothing where the cell is blank.
    #[must_use]
    pub fn get(&self, row: R, column: C) -> Option<Figure> {
        self.0.get(&(row, column)).copied()
    }
    /// Puts a figure down, or blanks the cell.
    pub fn set(&mut self, row: R, column: C, figure: Option<Figure>) {
        match figure {
            Some(figure) => self.0.insert((row, column), figure),
            None => self.0.remove(&(row, column)),
        };
    }
    /// One more in the cell; a blank one begins at 0.
    pub fn add(&mut self, row: R, column: C, figure: Figure) {
        let slot = self.0.entry((row, column)).or_default();
        *slot = slot.plus(figure);
    }
    /// Whether no cell has a figure.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// 三张附表: the tables of one report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tables {
    /// 表一
    pub a: TableA,
    /// 表二
    pub b: TableB,
    /// 表三
    pub c: TableC,
}

impl Tables {
    /// 零表: 0 in every cell of a format.
    #[must_use]
    pub fn zero(format: Format) -> Self {
        let mut out = Self::default();
        for place in Place::all(format) {
            out.set(place, Some(Figure::ZERO));
        }
        out
    }
    /// The figure in a place; nothing where it is blank.
    #[must_use]
    pub fn get(&self, place: Place) -> Option<Figure> {
        match place {
            Place::A(row, column) => self.a.get(row, column),
            Place::B(row, column) => self.b.get(row, column),
            Place::C(row, column) => self.c.get(row, column),
        }
    }
    /// Puts a figure down, or blanks the cell.
    pub fn set(&mut self, place: Place, figure: Option<Figure>) {
        match place {
            Place::A(row, column) => self.a.set(row, column, figure),
            Place::B(row, column) => self.b.set(row, column, figure),
            Place::C(row, column) => self.c.set(row, column, figure),
        }
    }
    /// The sum of the places; nothing when one of them is blank.
    #[must_use]
    pub fn sum(&self, places: &[Place]) -> Option<Figure> {
        places.iter().try_fold(Figure::ZERO, |sum, place| Some(sum.plus(self.get(*place)?)))
    }
    /// 按旧格式汇总: the tables in the format of 2019, 其他处理 added up downwards; an old figure is never split (G10).
    #[must_use]
    pub fn downwards(&self) -> Self {
        let mut out = Self { a: TableA::default(), b: TableB::default(), c: self.c.clone() };
        for line in Line::all(Format::Of2019) {
            for column in Column::EACH {
                let from: Vec<Place> = Line::all(Format::Of2021)
                    .into_iter()
                    .filter(|one| one.in_format(Format::Of2019) == line)
                    .map(|one| Place::B(one, column))
                    .collect();
                let own = self.b.get(line, column);
                out.b.set(line, column, own.or_else(|| self.sum(&from)));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::rows::{Applicants, Row};

    #[test]
    fn a_sum_with_a_blank_is_no_sum() {
        let mut tables = Tables::zero(Format::Of2021);
        let places =
            [Place::C(Course::Review, Outcome::Upheld), Place::C(Course::Review, Outcome::Corrected)];
        assert_eq!(tables.sum(&places), Some(Figure::ZERO));
        tables.set(places[0], None);
        assert_eq!((tables.sum(&places), tables.get(places[0])), (None, None));
    }

    #[test]
    fn other_handling_is_added_up_downwards_and_never_split() {
        let person = Column::Of(Applicants::Person);
        let mut tables = Tables::zero(Format::Of2021);
        for (row, n) in [(Row::NotCorrected, 1), (Row::NotPaid, 2), (Row::Other, 4)] {
            tables.b.set(Line::Result(row), person, Figure::of(n));
        }
        let old = tables.downwards();
        assert_eq!(old.b.get(Line::OtherHandling, person), Figure::of(7));
        assert_eq!(old.b.get(Line::Result(Row::Other), person), None);
        assert_eq!(old.downwards(), old);
    }
}
