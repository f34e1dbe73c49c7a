//! Values with a delimiter: read with the delimiter found by content, written with a guard against formulas.

use gk_rules::catalog::sheet::Sheet;

use crate::grid::Grid;
use crate::intake::{Intake, Run, wide};
use gk_base::book::{Cell, Page};

/// How sure the name makes us that a text is a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// The name says values with a delimiter, or a spreadsheet.
    Table,
    /// The name says nothing.
    Nothing,
}

/// The delimiter of a text, where it is a table.
pub(crate) fn delimiter(text: &str, told: Told) -> Option<char> {
    let sample: String = text.chars().take(100_000).collect();
    let scored = ['\t', ',', ';'].into_iter().filter_map(|mark| Some((evenness(&sample, mark)?, mark)));
    let ((same, width, records), mark) = scored.max_by_key(|((same, width, _), _)| (*same, *width))?;
    let sure = match told {
        Told::Table => width >= 2,
        Told::Nothing if mark == '\t' => records >= 2 && width >= 3 && same >= 70,
        Told::Nothing => records >= 3 && width >= 4 && same >= 90,
    };
    sure.then_some(mark)
}

/// Of a sample cut with a mark: per cent of records with the commonest width, that width, and how many records.
fn evenness(sample: &str, mark: char) -> Option<(usize, usize, usize)> {
    if !sample.contains(mark) {
        return None;
    }
    let mut widths = std::collections::BTreeMap::<usize, usize>::new();
    let mut records = 0;
    let mut cutter = Cutter::new(sample, mark);
    while let Some(record) = cutter.next() {
        if record.iter().any(|field| !field.trim().is_empty()) {
            *widths.entry(record.len()).or_default() += 1;
            records += 1;
        }
    }
    let (width, count) = widths.into_iter().max_by_key(|(width, count)| (*count, *width))?;
    (width >= 2).then_some((count * 100 / records.max(1), width, records))
}

/// The table of a text cut with a mark.
pub(crate) fn read(text: &str, mark: char, intake: &mut Intake<'_>) -> Run<Option<Sheet>> {
    let mut grid = Grid::default();
    let mut cutter = Cutter::new(text, mark);
    let mut row = 0_u32;
    while let Some(record) = cutter.next() {
        for (column, field) in record.into_iter().enumerate() {
            let column = u32::try_from(wide(column)).unwrap_or(u32::MAX);
            grid.put(row, column, unguarded(field), intake)?;
        }
        row = row.saturating_add(1);
    }
    grid.finish(intake)
}

/// `="001"` is how programs keep Excel from eating zeros; the value is what is inside.
fn unguarded(field: String) -> String {
    match field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if !inner.contains('"') => inner.to_owned(),
        _ => field,
    }
}

/// Cuts a text into records and fields (RFC 4180, with blank lines kept and stray quotes taken as they are).
struct Cutter<'t> {
    rest: &'t str,
    mark: char,
}

impl<'t> Cutter<'t> {
    fn new(text: &'t str, mark: char) -> Self {
        Self { rest: text.strip_prefix('\u{feff}').unwrap_or(text), mark }
    }

    fn next(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut record = Vec::new();
        loop {
            let (field, end) = self.field();
            record.push(field);
            if end {
                return Some(record);
            }
        }
    }

    /// A field, and whether the record ends with it.
    fn field(&mut self) -> (String, bool) {
        if let Some(quoted) = self.rest.strip_prefix('"')
            && let Some((mut field, rest)) = inside_quotes(quoted)
        {
            self.rest = rest;
            let (tail, end) = self.plain();
            field.push_str(&tail);
            return (field, end);
        }
        self.plain()
    }

    fn plain(&mut self) -> (String, bool) {
        let mark = self.mark;
        let Some(at) = self.rest.find([mark, '\n', '\r']) else {
            return (std::mem::take(&mut self.rest).to_owned(), true);
        };
        let (field, rest) = self.rest.split_at(at);
        let ended = !rest.starts_with(mark);
        let skip = if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) };
        self.rest = rest.get(skip..).unwrap_or_default();
        (field.to_owned(), ended)
    }
}

/// The text up to the closing quote and what follows; `None` when the quote never closes.
fn inside_quotes(text: &str) -> Option<(String, &str)> {
    let mut field = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('"')?;
        field.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                field.push('"');
                rest = more;
            }
            None => return Some((field.replace("\r\n", "\n"), after)),
        }
    }
}

/// 导出 CSV: a page as UTF-8 with a byte order mark, so that Excel reads Chinese.
///
/// Texts that a spreadsheet would take for a formula get a leading apostrophe. Merged headings are written in
/// their first cell; the title is not written.
#[must_use]
pub fn write(page: &Page) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    for line in page.header_lines() {
        push_line(&mut out, line.iter().map(|text| guarded(text)));
    }
    for row in &page.rows {
        push_line(&mut out, row.iter().map(shown));
    }
    out.into_bytes()
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) | Cell::Head(text) | Cell::Link { text, .. } => guarded(text),
        Cell::Decimal(digits) => digits.clone(),
        Cell::Int(number) => number.to_string(),
        Cell::Percent(part) => crate::values::show(*part, crate::values::Shape::Percent, false),
        Cell::Date { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
    }
}

/// A text that no spreadsheet takes for a formula.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn push_line(out: &mut String, fields: impl Iterator<Item = String>) {
    for (number, field) in fields.enumerate() {
        if number > 0 {
            out.push(',');
        }
        if field.contains([',', '"', '\n', '\r']) || field.trim() != field {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&field);
        }
    }
    out.push_str("\r\n");
}
