//! Tables as pasted text (粘贴文本): labels and figures in reading order, a row a line or a cell a line.

use super::super::figure::{Figure, Written};
use super::super::format::{Format, Part};
use super::super::places::{Act, Column, Course, Measure, Outcome, Place, blocks};
use super::labels::{self, Match};
use super::{Filling, Unread, head};
use crate::Coded;
use crate::catalog::trouble::Spot;
use crate::text::{fold, skeleton};

/// Reads the tables that stand as text in their sections, and takes their lines out of them.
pub(super) fn read(sections: &mut [(String, Vec<String>)], filling: &mut Filling) {
    for (heading, lines) in sections {
        match head::part_of(heading) {
            Some(Part::Proactive) if !seen(filling, |place| matches!(place, Place::A(..))) => {
                table_a(lines, filling);
            }
            Some(Part::Applications) if !seen(filling, |place| matches!(place, Place::B(..))) => {
                table_b(lines, filling);
            }
            Some(Part::Relief) if !seen(filling, |place| matches!(place, Place::C(..))) => {
                table_c(lines, filling);
            }
            _ => {}
        }
    }
}

fn seen(filling: &Filling, is_of: fn(&Place) -> bool) -> bool {
    filling.seen.iter().any(is_of)
}

/// A word of the text with its line (1-based): a cell, or the label or a figure of a line without tabs.
#[derive(Debug, Clone)]
struct Word {
    text: String,
    line: usize,
}

/// The cells of a line: cut at tabs; without tabs, the figures at its end are cells of their own.
fn cells(line: &str) -> Vec<String> {
    if line.contains('\t') {
        return line.split('\t').map(|cell| cell.trim().to_owned()).collect();
    }
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let mut figures = Vec::new();
    while let Some(last) = words.last().filter(|last| words.len() > 1 && is_figure(last)) {
        figures.push((*last).to_owned());
        words.pop();
    }
    let mut out = vec![words.join(" ")];
    out.extend(figures.into_iter().rev());
    out
}

/// A figure, or a stroke in the place of one.
fn is_figure(text: &str) -> bool {
    let folded = fold(text);
    let digits = folded.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    match Figure::read(text) {
        Written::Figure(_) => digits,
        Written::Blank(stood) => !stood.is_empty(),
        Written::Unclear(_) => false,
    }
}

fn words(lines: &[String]) -> Vec<Word> {
    let mut out = Vec::new();
    for (line, text) in (1..).zip(lines) {
        out.extend(cells(text).into_iter().map(|text| Word { text, line }));
    }
    out
}

/// The figures that follow a word: in its own line where it goes on; else in the next line where that holds several
/// cells; else from line to line up to the next word that is no figure.
fn figures_from(words: &[Word], at: usize) -> &[Word] {
    let line_of = |at: usize| words.get(at).map(|word| word.line);
    let rest = words.get(at + 1..).unwrap_or_default();
    let until = |stop: &dyn Fn(&Word) -> bool| {
        let end =
            rest.iter().position(|word| stop(word) || (!word.text.is_empty() && !is_figure(&word.text)));
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    };
    let (own, next) = (line_of(at), line_of(at + 1));
    if own == next || (next.is_some() && next == line_of(at + 2)) {
        until(&|word| Some(word.line) != next)
    } else {
        until(&|_| false)
    }
}

/// Puts a row down when it has as many cells as the format; otherwise says so.
fn put(filling: &mut Filling, name: &str, places: &[Place], figures: &[Word], line: usize) {
    if figures.iter().all(|word| word.text.is_empty()) {
        return;
    }
    // A label or a figure merged over several cells leaves blanks before or behind the figures.
    let mut trimmed = figures;
    while trimmed.len() > places.len() {
        trimmed = match trimmed {
            [first, rest @ ..] if first.text.is_empty() => rest,
            [rest @ .., last] if last.text.is_empty() => rest,
            _ => break,
        };
    }
    let spot = |line: usize| Spot::Row { sheet: String::new(), row: u32::try_from(line).unwrap_or(u32::MAX) };
    if trimmed.len() != places.len() {
        for place in places {
            filling.seen.insert(*place);
        }
        let words = format!("“{name}”后面有{}个数字，应有{}个，没有读入", trimmed.len(), places.len());
        filling.tell(Unread::Count, spot(line), places.first().copied(), words);
        return;
    }
    for (place, word) in places.iter().zip(trimmed) {
        filling.put(*place, &word.text, spot(word.line));
    }
}

fn table_b(lines: &mut Vec<String>, filling: &mut Filling) {
    let all = words(lines);
    for (at, word) in all.iter().enumerate() {
        let Some(line) = line_at(&all, at) else { continue };
        let places = Column::EACH.map(|column| Place::B(line, column));
        put(filling, word.text.trim(), &places, figures_from(&all, at), word.line);
    }
    if seen(filling, |place| matches!(place, Place::B(..))) {
        lines.retain(|line| !is_table_line(line, is_words_of_b));
    }
}

/// The row a word is the label of: by itself, or by the last part of it (（三）不予公开 1.属于国家秘密).
fn line_at(words: &[Word], at: usize) -> Option<super::super::places::Line> {
    let text = &words.get(at)?.text;
    if text.is_empty() || is_figure(text) {
        return None;
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    (0..parts.len()).find_map(|from| match labels::line(&parts.get(from..)?.concat()) {
        Match::Exact(line) => Some(line),
        _ => None,
    })
}

fn is_words_of_b(cell: &str) -> bool {
    let key = skeleton(cell);
    let known =
        ["本年度办理结果", "申请人情况", "法人或其他组织", "不予公开", "无法提供", "不予处理", "勾稽关系"];
    let parts: Vec<&str> = cell.split_whitespace().collect();
    let by_part = (0..parts.len()).any(|from| {
        parts.get(from..).is_some_and(|rest| !matches!(labels::line(&rest.concat()), Match::Not))
    });
    by_part
        || parts.iter().all(|part| labels::column(&skeleton(part)).is_some())
        || known.iter().any(|word| key.contains(word))
}

fn table_a(lines: &mut Vec<String>, filling: &mut Filling) {
    let all = words(lines);
    let has = |measure: Measure| {
        all.iter().any(|word| word.text.split_whitespace().any(|one| labels::measure(one) == Some(measure)))
    };
    let format = match (has(Measure::Made), has(Measure::NewlyMade)) {
        (true, false) => Format::Of2021,
        (false, true) => Format::Of2019,
        _ => {
            if all.iter().any(|word| labels::act(&word.text).is_some()) {
                filling.tell(Unread::UnknownColumn, Spot::File, None, "表一没有可以识别的列标题，没有读入");
            }
            return;
        }
    };
    for (at, word) in all.iter().enumerate() {
        let Some(act) = labels::act(&word.text) else { continue };
        let Some(block) = blocks(format).iter().find(|block| block.rows.contains(&act)) else { continue };
        let places: Vec<Place> = block.columns.iter().map(|measure| Place::A(act, *measure)).collect();
        let figures = trailing_off(figures_from(&all, at), places.len());
        put(filling, Act::label(act), &places, figures, word.line);
    }
    if seen(filling, |place| matches!(place, Place::A(..))) {
        lines.retain(|line| !is_table_line(line, is_words_of_a));
    }
}

/// A figure merged over several cells leaves blanks behind it.
fn trailing_off(mut figures: &[Word], wanted: usize) -> &[Word] {
    while let [rest @ .., last] = figures
        && figures.len() > wanted
        && last.text.is_empty()
    {
        figures = rest;
    }
    figures
}

fn is_words_of_a(cell: &str) -> bool {
    let known = |word: &str| {
        let key = skeleton(word);
        key == "信息内容"
            || key.starts_with("第二十条第")
            || labels::measure(word).is_some()
            || labels::act(word).is_some()
    };
    cell.split_whitespace().all(known)
}

fn table_c(lines: &mut Vec<String>, filling: &mut Filling) {
    let all = words(lines);
    let outcomes =
        all.iter().flat_map(|word| word.text.split_whitespace()).filter(|one| labels::outcome(one).is_some());
    if outcomes.count() != Course::ALL.len() * Outcome::ALL.len() {
        return;
    }
    let is_last = |at: &usize| {
        all.get(*at).is_some_and(|word| {
            word.text.split_whitespace().last().is_some_and(|one| labels::outcome(one).is_some())
        })
    };
    let last = (0..all.len()).rev().find(is_last);
    let first = last.and_then(|last| {
        (last + 1..all.len())
            .find(|at| all.get(*at).is_some_and(|word| is_figure(&word.text) || word.text.is_empty()))
    });
    let Some(first) = first else { return };
    let order = course_order(&all);
    if order != Course::ALL {
        filling.tell(Unread::UnknownColumn, Spot::File, None, "表三的分组标题不全或者顺序不同，没有读入");
        return;
    }
    let places: Vec<Place> = Course::ALL
        .iter()
        .flat_map(|course| Outcome::ALL.iter().map(|one| Place::C(*course, *one)))
        .collect();
    let figures = figures_from(&all, first.saturating_sub(1));
    put(filling, "表三", &places, figures, all.get(first).map_or(1, |word| word.line));
    if seen(filling, |place| matches!(place, Place::C(..))) {
        lines.retain(|line| !is_table_line(line, is_words_of_c));
    }
}

/// The blocks of table C in the order in which their headings stand.
fn course_order(words: &[Word]) -> Vec<Course> {
    words.iter().flat_map(|word| word.text.split_whitespace()).filter_map(labels::course).collect()
}

fn is_words_of_c(cell: &str) -> bool {
    let known = |word: &str| {
        labels::outcome(word).is_some() || labels::course(word).is_some() || skeleton(word) == "行政诉讼"
    };
    cell.split_whitespace().all(known)
}

/// Whether every cell of a line belongs to the table: its labels, its figures, blanks.
fn is_table_line(line: &str, is_label: impl Fn(&str) -> bool) -> bool {
    cells(line).iter().all(|cell| cell.is_empty() || is_figure(cell) || is_label(cell))
}
