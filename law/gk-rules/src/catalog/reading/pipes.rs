//! Pipe tables (竖线表格): a row a line, or a cell a line, with words broken over lines.

use super::cells::{Features, features, is_number};
use super::diagnostics::Report;
use super::head;
use super::table::{MOST_CELLS, Row, Table};
use super::text_grid::{Line, head_length};
use super::words::{Column, Label, label};

/// The rows of a text whose cells end with a pipe.
pub(super) fn read(lines: &[Line]) -> Table {
    let piped: Vec<&Line> = lines.iter().filter(|line| line.text.contains('|')).collect();
    let single = piped
        .iter()
        .filter(|line| line.text.trim_end().ends_with('|') && line.text.matches('|').count() == 1)
        .count();
    if single * 10 >= piped.len() * 7 {
        return cell_a_line(lines);
    }
    let closed = piped.iter().filter(|line| line.text.trim_end().ends_with('|')).count();
    let opened = piped.iter().filter(|line| line.text.trim_start().starts_with('|')).count();
    let wide = piped.iter().filter(|line| line.text.matches('|').count() >= 3).count();
    let open = closed * 10 < piped.len() * 3 && wide * 10 >= piped.len() * 6;
    let mut rows = if open { open_rows(lines) } else { closed_rows(lines) };
    if opened * 10 >= piped.len() * 8 {
        for row in rows.iter_mut().filter(|row| row.cells.len() > 1 && row.cell(0).trim().is_empty()) {
            row.cells.remove(0);
        }
    }
    rows.retain(|row| !is_rule(row));
    Table { rows, ..Table::default() }
}

/// `---|---`: the line under the head of a Markdown table.
fn is_rule(row: &Row) -> bool {
    row.cells.len() > 1
        && row.cells.iter().any(|cell| cell.contains('-'))
        && row.cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' ' | '=' | '—')))
}

/// Every line is a row.
fn open_rows(lines: &[Line]) -> Vec<Row> {
    lines
        .iter()
        .filter(|line| !line.text.trim().is_empty())
        .map(|line| {
            Row::new(
                line.number,
                line.text.split('|').take(MOST_CELLS + 1).map(|cell| cell.trim().to_owned()).collect(),
            )
        })
        .collect()
}

/// A row ends with a pipe at the end of a line; other line ends stand inside cells.
fn closed_rows(lines: &[Line]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut pending: Option<(u32, String)> = None;
    for line in lines {
        let text = line.text.trim_end();
        if text.trim().is_empty() {
            if let Some((number, words)) = pending.take_if(|(_, words)| !words.contains('|')) {
                rows.push(Row::new(number, vec![words.trim().to_owned()]));
            }
            continue;
        }
        if pending
            .as_ref()
            .is_some_and(|(_, words)| !words.contains('|') && (is_title(words) || is_head_line(text)))
        {
            push_heading(&mut rows, pending.take());
        }
        let (_, words) = pending.get_or_insert_with(|| (line.number, String::new()));
        if !words.is_empty() {
            words.push('\n');
        }
        words.push_str(text);
        if let Some((number, words)) = pending.take_if(|_| text.ends_with('|')) {
            rows.push(cut(number, &words));
        }
    }
    match pending {
        Some((number, words)) if words.contains('|') => rows.push(cut(number, &words)),
        rest => push_heading(&mut rows, rest),
    }
    rows
}

/// Whether a line begins the head: its first cell is a whole label (序号 | 公开事项 |).
fn is_head_line(text: &str) -> bool {
    text.contains('|') && text.split('|').next().is_some_and(|cell| label(cell).is_some())
}

fn push_heading(rows: &mut Vec<Row>, heading: Option<(u32, String)>) {
    if let Some((number, words)) = heading {
        rows.push(Row::new(number, vec![words]));
    }
}

/// A row's text as cells; lines before the first cell that are a heading's stay in the first cell.
fn cut(number: u32, words: &str) -> Row {
    let body = words.strip_suffix('|').unwrap_or(words);
    Row::new(number, body.split('|').take(MOST_CELLS + 1).map(|cell| cell.trim().to_owned()).collect())
}

/// A stream of cells, one a line or broken over several, each closed by a pipe.
fn cell_a_line(lines: &[Line]) -> Table {
    let mut cells: Vec<(u32, String)> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut pending = String::new();
    let mut begun = 0;
    for line in lines {
        let text = line.text.trim_end();
        if text.trim().is_empty() && is_title(&pending) {
            flush(&mut cells, &mut rows);
            rows.push(Row::new(begun, vec![std::mem::take(&mut pending).trim().to_owned()]));
            continue;
        }
        if pending.is_empty() {
            begun = line.number;
        } else {
            pending.push('\n');
        }
        for (at, part) in text.split('|').enumerate() {
            if at > 0 {
                let cell = std::mem::take(&mut pending);
                if let Some(heading) = heading_before_label(&cell) {
                    flush(&mut cells, &mut rows);
                    rows.push(Row::new(begun, vec![heading.trim().to_owned()]));
                    cells
                        .push((line.number, cell.get(heading.len()..).unwrap_or_default().trim().to_owned()));
                } else {
                    cells.push((begun, cell.trim().to_owned()));
                }
                begun = line.number;
            }
            pending.push_str(part);
        }
        if pending.trim().is_empty() {
            pending.clear();
        }
    }
    if !pending.trim().is_empty() {
        cells.push((begun, pending.trim().to_owned()));
    }
    flush(&mut cells, &mut rows);
    Table { rows, ..Table::default() }
}

fn is_title(text: &str) -> bool {
    !text.trim().is_empty() && super::domains::in_title(text).is_some()
}

/// The lines of a cell that stand before a label on its last line: a title over the head.
fn heading_before_label(cell: &str) -> Option<&str> {
    let body = cell.trim_end();
    let (before, last) = body.rsplit_once('\n')?;
    let at_number = matches!(label(last), Some(Label::Column(Column::Number)));
    (at_number && is_title(before)).then_some(before)
}

/// The cells gathered so far as rows: every run of labels is a head, what follows is cut to its width.
fn flush(cells: &mut Vec<(u32, String)>, rows: &mut Vec<Row>) {
    let all = std::mem::take(cells);
    let heads = heads(&all);
    if heads.is_empty() {
        if !all.is_empty() {
            by_numbers(&all, rows);
        }
        return;
    }
    let mut at = 0;
    for (index, (start, length)) in heads.iter().enumerate() {
        if index == 0 && *start > 0 {
            for (number, cell) in all.iter().take(*start).filter(|(_, cell)| !cell.is_empty()) {
                rows.push(Row::new(*number, vec![cell.clone()]));
            }
        }
        let head: Vec<String> =
            slice(&all, *start, start + length).iter().map(|(_, cell)| cell.clone()).collect();
        let head_rows = split_head(slice(&all, *start, start + length));
        let columns =
            head::read(&head_rows, &mut Report::default()).map(|one| one.columns).unwrap_or_default();
        rows.extend(head_rows);
        at = start + length;
        let end = heads.get(index + 1).map_or(all.len(), |(next, _)| *next);
        chunk(slice(&all, at, end), columns.len().max(head.len().min(4)), &columns, rows);
    }
    debug_assert!(at <= all.len());
}

fn slice<T>(all: &[T], from: usize, to: usize) -> &[T] {
    all.get(from..to.max(from).min(all.len())).unwrap_or_default()
}

/// Where heads stand in a stream of cells, and how many cells each has.
fn heads(all: &[(u32, String)]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let is_label = all.get(at).is_some_and(|(_, cell)| cell.len() < 120 && label(cell).is_some());
        let length = if is_label {
            head_length(slice(all, at, at + 60).iter().map(|(_, cell)| cell.as_str()))
        } else {
            0
        };
        if length > 0 {
            found.push((at, length));
            at += length;
        } else {
            at += 1;
        }
    }
    found
}

/// The labels of a head as its first and second row.
fn split_head(cells: &[(u32, String)]) -> Vec<Row> {
    let sub = cells
        .iter()
        .position(|(_, cell)| matches!(label(cell), Some(Label::Column(column)) if column.group().is_some()));
    let number = cells.first().map_or(1, |(number, _)| *number);
    let texts = |part: &[(u32, String)]| part.iter().map(|(_, cell)| cell.clone()).collect::<Vec<_>>();
    match sub.filter(|at| *at >= 3) {
        Some(at) => {
            let below = cells.get(at).map_or(number, |(number, _)| *number);
            vec![
                Row::new(number, texts(slice(cells, 0, at))),
                Row::new(below, texts(slice(cells, at, cells.len()))),
            ]
        }
        None => vec![Row::new(number, texts(cells))],
    }
}

/// Cells cut into rows of the width that fits them best.
fn chunk(cells: &[(u32, String)], width: usize, columns: &[Column], rows: &mut Vec<Row>) {
    if cells.is_empty() {
        return;
    }
    let seen: Vec<Features> = cells.iter().take(4000).map(|(_, cell)| features(cell)).collect();
    let mut best: Option<(i64, usize)> = None;
    for stride in (4.min(width)..=width.min(MOST_CELLS)).rev() {
        let score = score(&seen, stride, columns);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, stride));
        }
    }
    let stride = best.map_or(width, |(_, stride)| stride).max(1);
    let mut at = 0;
    while at < cells.len() {
        let mut end = (at + stride).min(cells.len());
        let early = (at + 4..end).find(|one| starts_row(cells, *one, at));
        if let Some(one) = early {
            end = one;
        }
        let part = slice(cells, at, end);
        let number =
            part.iter().find(|(_, cell)| !cell.is_empty()).or(part.first()).map_or(1, |(number, _)| *number);
        rows.push(Row::new(number, part.iter().map(|(_, cell)| cell.clone()).collect()));
        at = end;
    }
}

/// Whether the cell is the number next to that of the row begun at `from` (a cell was lost in between).
fn starts_row(cells: &[(u32, String)], at: usize, from: usize) -> bool {
    let value = |at: usize| {
        cells
            .get(at)
            .filter(|(_, cell)| is_number(cell))
            .and_then(|(_, cell)| cell.trim().parse::<u32>().ok())
    };
    matches!((value(from), value(at)), (Some(a), Some(b)) if b == a + 1)
}

/// How well rows of this width fit their columns, per cell.
fn score(seen: &[Features], stride: usize, columns: &[Column]) -> i64 {
    let mut sum: i64 = 0;
    let mut count: i64 = 0;
    for row in seen.chunks(stride) {
        let (fit, strange) = super::align::by_place(row, columns);
        sum += i64::from(fit) - if strange > 0 { 12 } else { 0 };
        count += 1;
    }
    let whole = i64::from(seen.len().is_multiple_of(stride)) * 2;
    (sum * 16) / count.max(1) + whole
}

/// Without a head: rows begin at the numbers.
fn by_numbers(cells: &[(u32, String)], rows: &mut Vec<Row>) {
    let mut row: Option<Row> = None;
    for (number, cell) in cells {
        if is_number(cell) || row.is_none() {
            rows.extend(row.take());
            row = Some(Row::new(*number, Vec::new()));
        }
        if let Some(row) = row.as_mut().filter(|row| row.cells.len() <= MOST_CELLS) {
            row.cells.push(cell.clone());
        }
    }
    rows.extend(row);
}
