//! One cell a line (每行一格): cells set apart by blank lines or not at all, empty cells lost.

use super::cells::is_number;
use super::table::{MOST_CELLS, Row, Table};
use super::text_grid::{Line, head_length};
use super::words::label;

/// A cell with what came before it.
struct Cell {
    number: u32,
    text: String,
    /// Whether only a line end, no blank line, stands before it.
    tight: bool,
}

/// The rows of a text with one cell a line.
pub(super) fn read(lines: &[Line]) -> Table {
    let mut cells: Vec<Cell> = Vec::new();
    let mut blank = true;
    for line in lines {
        let text = line.text.trim();
        if text.is_empty() {
            blank = true;
            continue;
        }
        cells.push(Cell { number: line.number, text: text.to_owned(), tight: !blank });
        blank = false;
    }
    let spaced = cells.iter().filter(|cell| !cell.tight).count();
    let spaced = spaced * 2 > cells.len() && cells.len() > 6;
    if spaced {
        join_broken(&mut cells);
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        let length = head_length(rest(&cells, at).iter().take(60).map(|cell| cell.text.as_str()));
        let is_head = length > 0 && cells.get(at).is_some_and(|cell| label(&cell.text).is_some());
        if is_head {
            push_head(&cells, at, length, &mut rows);
            at += length;
            at = body(&cells, at, spaced, &mut rows);
        } else {
            if let Some(cell) = cells.get(at) {
                rows.push(Row::new(cell.number, vec![cell.text.clone()]));
            }
            at += 1;
        }
    }
    Table { rows, loose: true, ..Table::default() }
}

fn rest(cells: &[Cell], at: usize) -> &[Cell] {
    cells.get(at..).unwrap_or_default()
}

/// In a text whose cells are set apart by blank lines, a line end inside a word is no border.
fn join_broken(cells: &mut Vec<Cell>) {
    let broken = cells.windows(2).take(60).any(|pair| {
        matches!(pair, [a, b] if b.tight && label(&a.text).is_none() && label(&b.text).is_none() && label(&format!("{}{}", a.text, b.text)).is_some())
    });
    if !broken {
        return;
    }
    let mut joined: Vec<Cell> = Vec::with_capacity(cells.len());
    for cell in cells.drain(..) {
        let own_row = is_number(&cell.text) || label(&cell.text).is_some();
        match joined.last_mut() {
            Some(last) if cell.tight && !own_row && !is_number(&last.text) => last.text.push_str(&cell.text),
            _ => joined.push(cell),
        }
    }
    *cells = joined;
}

/// The head as one or two rows: the second begins with the first label that stands under a group.
fn push_head(cells: &[Cell], at: usize, length: usize, rows: &mut Vec<Row>) {
    let head = cells.get(at..at + length).unwrap_or_default();
    let sub = head.iter().position(|cell| matches!(label(&cell.text), Some(super::words::Label::Column(column)) if column.group().is_some()));
    let cut = sub.filter(|one| *one >= 3).unwrap_or(length);
    for part in [head.get(..cut), head.get(cut..)].into_iter().flatten().filter(|part| !part.is_empty()) {
        let number = part.first().map_or(1, |cell| cell.number);
        rows.push(Row::new(number, part.iter().map(|cell| cell.text.clone()).collect()));
    }
}

/// The rows behind a head, up to the next head; gives where it stopped.
fn body(cells: &[Cell], from: usize, spaced: bool, rows: &mut Vec<Row>) -> usize {
    let mut at = from;
    let mut row: Option<Row> = None;
    let mut last_number: Option<u32> = None;
    while let Some(cell) = cells.get(at) {
        let text = cell.text.as_str();
        if at > from
            && label(text).is_some()
            && head_length(rest(cells, at).iter().take(60).map(|one| one.text.as_str())) > 0
        {
            break;
        }
        if super::domains::in_title(text).is_some()
            && super::domains::speaks_of_catalog(&crate::text::squeeze(text))
            && text.chars().count() < 60
            && !text.contains('《')
        {
            break;
        }
        let value = if is_number(text) {
            text.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok()
        } else {
            None
        };
        let numbered = value
            .is_some_and(|one| last_number.is_none_or(|last| one > last && one <= last + 20 || one == 1));
        let starts = row.is_none() || numbered || spaced && cell.tight;
        if starts {
            rows.extend(row.take());
            row = Some(Row::new(cell.number, Vec::new()));
        }
        if numbered {
            last_number = value;
        }
        if let Some(row) = row.as_mut().filter(|row| row.cells.len() <= MOST_CELLS) {
            row.cells.push(text.to_owned());
        }
        at += 1;
    }
    rows.extend(row);
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_set_apart_by_blank_lines_become_rows() {
        let text = "序号\n\n公开事项\n\n公开内容(要素)\n\n公开依据\n\n公开时限\n一级事项\n\n二级事项\n1\n\n政策文件\n\n法律法规\n\n与救灾有关的法律\n2\n\n规章\n\n与救灾有关的规章";
        let lines: Vec<Line> = text
            .lines()
            .enumerate()
            .map(|(at, one)| Line { number: super::super::table::number(at), text: one.to_owned() })
            .collect();
        let table = read(&lines);
        assert_eq!(table.rows.len(), 4);
        assert_eq!(table.rows.get(2).map(|row| row.cells.len()), Some(4));
        assert!(table.loose);
    }
}
