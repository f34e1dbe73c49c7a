//! Table C as found (政府信息公开行政复议、行政诉讼情况): each column by the headings over it, one row of figures.

use super::super::places::{Course, Outcome, Place};
use super::grid::Grid;
use super::{Filling, Unread, labels};
use crate::Coded;

pub(super) fn read(grid: &Grid, filling: &mut Filling) {
    let Some(top) = (0..grid.height()).find(|row| has(grid, *row, "行政复议") && has(grid, *row, "行政诉讼"))
    else {
        return;
    };
    // The headings end with the last row, of the next three, that has an outcome in it.
    let is_heading =
        |row: &usize| (0..grid.width).any(|column| labels::outcome(grid.text(*row, column)).is_some());
    let Some(end) = (top..(top + 4).min(grid.height())).rev().find(is_heading) else {
        filling.tell(Unread::UnknownColumn, grid.spot(top, 0), None, "表三没有结果列的标题，没有读入");
        return;
    };
    let columns = columns(grid, top, end);
    for course in Course::ALL {
        for outcome in Outcome::ALL {
            let place = Place::C(*course, *outcome);
            let count = columns.iter().filter(|(_, one)| *one == place).count();
            if count != 1 {
                let words = if count == 0 { "找不到这一列" } else { "这一列出现不止一次" };
                filling.tell(
                    Unread::UnknownColumn,
                    grid.spot(end, 0),
                    Some(place),
                    format!("{place}：{words}，没有读入"),
                );
            }
        }
    }
    let filled = |row: &usize| columns.iter().any(|(column, _)| !grid.own(*row, *column).trim().is_empty());
    let Some(row) = (end + 1..grid.height()).find(filled) else { return };
    for (column, place) in &columns {
        if columns.iter().filter(|(_, one)| one == place).count() == 1 {
            filling.put_cell(*place, grid, (row, *column));
        }
    }
}

fn has(grid: &Grid, row: usize, key: &str) -> bool {
    (0..grid.width).any(|column| grid.key(row, column) == key)
}

/// Each column's place: the outcome in the column, and the block over it; where areas are not merged, the block is the
/// nearest heading to the left.
fn columns(grid: &Grid, top: usize, end: usize) -> Vec<(usize, Place)> {
    let mut out = Vec::new();
    for column in 0..grid.width {
        let outcome = (top..=end).rev().find_map(|row| labels::outcome(grid.text(row, column)));
        let (Some(outcome), Some(course)) = (outcome, course(grid, (top, end), column)) else { continue };
        out.push((column, Place::C(course, outcome)));
    }
    out
}

/// The block over a column: 行政复议, or one of the two under 行政诉讼.
fn course(grid: &Grid, (top, end): (usize, usize), column: usize) -> Option<Course> {
    let over = (0..=column).rev().find_map(|at| match grid.key(top, at) {
        "行政复议" => Some((true, at)),
        "行政诉讼" => Some((false, at)),
        _ => None,
    })?;
    if over.0 {
        return Some(Course::Review);
    }
    (over.1..=column).rev().find_map(|at| {
        (top..=end).find_map(|row| labels::course(grid.text(row, at)).filter(|one| *one != Course::Review))
    })
}
