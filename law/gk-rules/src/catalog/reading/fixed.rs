//! Columns by runs of spaces (等宽文本): flip-book pages and plain text whose columns stand under their labels.

use super::table::{Origin, Row, Table};
use super::text_grid::Line;
use super::words::label;

/// The rows of a text whose head has its labels set apart by runs of spaces, if it is such a text.
pub(super) fn read(lines: &[Line]) -> Option<Table> {
    let whole = mend(lines);
    let at = whole.iter().position(|line| {
        segments(&line.text, 1).iter().filter(|(_, words)| label(words).is_some()).count() >= 5
    })?;
    let han = if misfit(&whole, at, 1) <= misfit(&whole, at, 2) { 1 } else { 2 };
    let mut rows: Vec<Row> = Vec::new();
    for line in whole.iter().take(at).filter(|line| !line.text.trim().is_empty()) {
        rows.push(Row::new(line.number, vec![line.text.trim().to_owned()]));
    }
    let mut head_over = false;
    let mut starts: Vec<usize> = Vec::new();
    for line in whole.iter().skip(at).filter(|line| !line.text.trim().is_empty()) {
        let parts = segments(&line.text, han);
        let labels = parts.iter().filter(|(_, words)| label(words).is_some()).count();
        if !head_over && labels * 2 > parts.len() {
            rows.push(Row::new(line.number, parts.iter().map(|(_, words)| words.clone()).collect()));
            continue;
        }
        let begins = parts.first().is_some_and(|(start, words)| *start < 4 && super::cells::is_number(words));
        if begins || !head_over {
            head_over = true;
            starts = parts.iter().map(|(start, _)| *start).collect();
            rows.push(Row::new(line.number, parts.into_iter().map(|(_, words)| words).collect()));
        } else if let Some(row) = rows.last_mut() {
            continue_row(row, &starts, &parts);
        }
    }
    Some(Table { rows, loose: true, ..Table::default() })
}

/// How far the words of following lines stand from the words of the row they follow.
fn misfit(lines: &[Line], head: usize, han: usize) -> usize {
    let mut starts: Vec<usize> = Vec::new();
    let mut sum = 0;
    for line in lines.iter().skip(head).take(400) {
        let parts = segments(&line.text, han);
        if starts.is_empty()
            || parts.first().is_some_and(|(start, words)| *start < 4 && super::cells::is_number(words))
        {
            starts = parts.iter().map(|(start, _)| *start).collect();
            continue;
        }
        for (start, _) in &parts {
            sum += starts.iter().map(|one| one.abs_diff(*start)).min().unwrap_or(0);
        }
    }
    sum
}

/// Words of a following line go to the cell they stand under.
fn continue_row(row: &mut Row, starts: &[usize], parts: &[(usize, String)]) {
    for (start, words) in parts {
        let nearest = starts.iter().enumerate().min_by_key(|(_, one)| one.abs_diff(*start)).map(|(at, _)| at);
        let Some(at) = nearest.filter(|at| *at < row.cells.len()) else { continue };
        let mut origin = row.origin(at);
        origin.add(&Origin { text: words.clone(), ..Origin::default() });
        row.came_from(at, origin);
        if let Some(cell) = row.cells.get_mut(at) {
            cell.push_str(words);
        }
    }
}

/// Lines as they were laid out: a line end without the padding of a row before it was put in later.
fn mend(lines: &[Line]) -> Vec<Line> {
    let padded = lines.iter().filter(|line| line.text.ends_with("   ")).count();
    if padded < 2 {
        return lines.to_vec();
    }
    let mut whole: Vec<Line> = Vec::new();
    let mut open = false;
    for line in lines {
        match whole.last_mut() {
            Some(last) if open => last.text.push_str(&line.text),
            _ => whole.push(line.clone()),
        }
        open = !line.text.ends_with("  ");
    }
    whole
}

/// Words set apart by two spaces or more, with the column each begins at; a Han character takes one column or two.
fn segments(line: &str, han: usize) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut column = 0;
    let mut spaces = 2;
    for c in line.chars() {
        if c.is_whitespace() {
            spaces += if c == '\t' { 8 } else { 1 };
            column += 1;
            continue;
        }
        match found.last_mut() {
            Some((_, words)) if spaces < 2 => words.push(c),
            _ => found.push((column, c.to_string())),
        }
        spaces = 0;
        column += if u32::from(c) > 0x2e80 { han } else { 1 };
    }
    found
}
