//! Table A as found (主动公开政府信息情况): blocks under a row that begins with 信息内容.

use super::super::places::{Measure, Place};
use super::grid::Grid;
use super::{Filling, Unread, labels};

pub(super) fn read(grid: &Grid, filling: &mut Filling) {
    let mut columns: Vec<(usize, Measure)> = Vec::new();
    let mut label_column = None;
    for row in 0..grid.height() {
        if let Some(at) = (0..grid.width).find(|column| grid.key(row, *column) == "信息内容") {
            label_column = Some(at);
            columns = headings(grid, row, at, filling);
            continue;
        }
        let Some(at) = label_column else { continue };
        let label = grid.text(row, at);
        let figures = || columns.iter().any(|(column, _)| !grid.own(row, *column).trim().is_empty());
        match labels::act(label) {
            Some(act) => {
                for (column, measure) in &columns {
                    filling.put_cell(Place::A(act, *measure), grid, (row, *column));
                }
            }
            // The header of the next block reaches over all columns and has no figures beside it.
            None if label.trim().is_empty() || !figures() || grid.text(row, at + 1) == label => {}
            None if is_other_table(grid, row) => label_column = None,
            None => {
                let words = format!("表一的行标题“{}”无法识别，该行没有读入", label.trim());
                filling.tell(Unread::UnknownRow, grid.spot(row, at), None, words);
            }
        }
    }
}

/// The figure columns of a block by their headings.
fn headings(grid: &Grid, row: usize, at: usize, filling: &mut Filling) -> Vec<(usize, Measure)> {
    let mut out = Vec::new();
    for column in at + 1..grid.width {
        let text = grid.own(row, column);
        if text.trim().is_empty() || grid.key(row, column) == "信息内容" {
            continue;
        }
        match labels::measure(text) {
            Some(measure) => out.push((column, measure)),
            None => {
                let words = format!("表一的列标题“{}”无法识别，该列没有读入", text.trim());
                filling.tell(Unread::UnknownColumn, grid.spot(row, column), None, words);
            }
        }
    }
    out
}

/// Whether a row belongs to one of the other tables that stand in the same sheet.
fn is_other_table(grid: &Grid, row: usize) -> bool {
    let keys = || (0..grid.width).map(|column| grid.key(row, column));
    keys().any(|key| labels::column(key).is_some() || labels::outcome(key).is_some())
        || keys().any(|key| matches!(key, "申请人情况" | "行政复议" | "行政诉讼"))
        || keys().any(|key| matches!(labels::line(key), labels::Match::Exact(_)))
}
