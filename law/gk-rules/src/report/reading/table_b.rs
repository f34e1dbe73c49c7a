//! Table B as found (收到和处理政府信息公开申请情况): columns by their headings, rows by their labels.

use std::collections::BTreeMap;

use super::super::places::{Column, Line, Place};
use super::grid::Grid;
use super::labels::{self, Match};
use super::{Filling, Unread};
use crate::text::skeleton;

type Columns = BTreeMap<Column, usize>;

pub(super) fn read(grid: &Grid, filling: &mut Filling) {
    let mut columns: Option<Columns> = None;
    let mut row = 0;
    while row < grid.height() {
        if is_heading(grid, row) {
            columns = Some(headings(grid, row, columns.is_none().then_some(&mut *filling)));
            row += 1;
            continue;
        }
        row += match &columns {
            Some(columns) => data_row(grid, row, columns, filling),
            None => 1,
        };
    }
}

/// The last row of headings is the one with the kinds of bodies.
fn is_heading(grid: &Grid, row: usize) -> bool {
    let bodies = ["商业企业", "科研机构", "社会公益组织", "法律服务机构"];
    let found =
        bodies.iter().filter(|body| (0..grid.width).any(|column| grid.key(row, column) == **body)).count();
    found >= 2
}

/// Each column by its heading, in this row or the two above; the first time, those not found are told.
fn headings(grid: &Grid, row: usize, filling: Option<&mut Filling>) -> Columns {
    let mut out = Columns::new();
    for at in (row.saturating_sub(2)..=row).rev() {
        for column in 0..grid.width {
            let Some(found) = labels::column(grid.key(at, column)) else { continue };
            out.entry(found).or_insert(column);
        }
    }
    if let Some(filling) = filling {
        for missing in Column::EACH.into_iter().filter(|one| !out.contains_key(one)) {
            let words = format!("表二找不到“{}”列，该列没有读入", missing.label());
            filling.tell(Unread::UnknownColumn, grid.spot(row, 0), None, words);
        }
    }
    out
}

/// Reads a row; how many rows it took.
fn data_row(grid: &Grid, row: usize, columns: &Columns, filling: &mut Filling) -> usize {
    let first = columns.values().copied().min().unwrap_or_default();
    let label = label(grid, row, first);
    let blank = |row: usize| columns.values().all(|column| grid.text(row, *column).trim().is_empty());
    if label.is_empty() {
        if !blank(row) && !is_noise(grid, row, columns) {
            let words = "表二有一行数字没有行标题，没有读入";
            filling.tell(Unread::UnknownRow, grid.spot(row, first), None, words);
        }
        return 1;
    }
    // A group whose own row lost its label (cut by the end of a page) is no row.
    if skeleton(grid.text(row, first.saturating_sub(1))).is_empty() && blank(row) {
        return 1;
    }
    match labels::line(&label) {
        Match::Exact(line) => take(grid, &[row], line, columns, filling),
        found => {
            if let Some(line) = over_two_rows(grid, row, first, &label) {
                take(grid, &[row, row + 1], line, columns, filling);
                return 2;
            }
            if let Match::Near(line) = found {
                let words = format!("表二的行标题“{label}”有出入，按“{}”读入", line.label());
                filling.tell(Unread::NearRow, grid.spot(row, first.saturating_sub(1)), None, words);
                take(grid, &[row], line, columns, filling);
            } else if !blank(row) && !is_noise(grid, row, columns) {
                let words = format!("表二的行标题“{label}”无法识别，该行没有读入");
                filling.tell(Unread::UnknownRow, grid.spot(row, first.saturating_sub(1)), None, words);
            }
        }
    }
    1
}

/// The rightmost label before the figures.
fn label(grid: &Grid, row: usize, first: usize) -> String {
    let texts = (0..first).rev().map(|column| grid.text(row, column).trim());
    texts.filter(|text| !is_same_as_above(text)).find(|text| !text.is_empty()).unwrap_or_default().to_owned()
}

/// 〃: the group of the row above.
fn is_same_as_above(text: &str) -> bool {
    matches!(text, "〃" | "″" | "\"" | "同上")
}

/// A label cut by the end of a page: its two halves stand in two rows, the figures in one of them.
fn over_two_rows(grid: &Grid, row: usize, first: usize, label: &str) -> Option<Line> {
    let rest = self::label(grid, row + 1, first);
    if rest.is_empty() || matches!(labels::line(&rest), Match::Exact(_)) {
        return None;
    }
    match labels::line(&format!("{label}{rest}")) {
        Match::Exact(line) => Some(line),
        _ => None,
    }
}

/// The figures of a row, which may lie in two rows of the grid.
fn take(grid: &Grid, rows: &[usize], line: Line, columns: &Columns, filling: &mut Filling) {
    for (column, at) in columns {
        let place = Place::B(line, *column);
        let filled: Vec<usize> =
            rows.iter().copied().filter(|row| !grid.own(*row, *at).trim().is_empty()).collect();
        match filled.as_slice() {
            [one, other, ..] => {
                filling.seen.insert(place);
                let texts = [grid.text(*one, *at).trim(), grid.text(*other, *at).trim()].join("、");
                let words = format!("{place}的数字被分在两行（{texts}），没有读入");
                filling.tell(Unread::Unclear, grid.spot(*one, *at), Some(place), words);
            }
            found => {
                let row = found.first().or(rows.first()).copied().unwrap_or_default();
                filling.put_cell(place, grid, (row, *at));
            }
        }
    }
}

/// Headings of this or another table in the same sheet.
fn is_noise(grid: &Grid, row: usize, columns: &Columns) -> bool {
    let keys = || (0..grid.width).map(|column| grid.key(row, column));
    columns.iter().any(|(column, at)| labels::column(grid.key(row, *at)) == Some(*column))
        || keys().any(|key| matches!(key, "申请人情况" | "信息内容" | "行政复议" | "行政诉讼" | "结果维持"))
        || keys().any(|key| labels::act(key).is_some() || labels::measure(key).is_some())
        || keys().all(|key| key.chars().all(|c| c.is_ascii_digit()))
}
