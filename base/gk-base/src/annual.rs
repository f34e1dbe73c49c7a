//! The annual report as files: taken from whatever is given, written as a workbook or as its stable schema.

use gk_rules::catalog::trouble::{Spot, Trouble};
use gk_rules::report::layout::{self, Laid, LaidCell, Role};
use gk_rules::report::reading::{self, Diagnostic, Known, Taken, Unread};
use gk_rules::report::{AnnualReport, Figure};

use crate::book::{Book, Cell, HeaderCell, Page};
use crate::ports::Sheets;
use crate::problem::Fault;

/// Why a file gives no report.
#[derive(Debug)]
pub enum NotTaken {
    /// The file cannot be read.
    File(Trouble),
    /// The file is read, and says too little.
    Report(Vec<Diagnostic>),
}

/// A report from a file of any kind: the stable schema, a workbook, a document, a page, or text. With remarks on the file.
///
/// # Errors
/// When the file cannot be read, or does not even say of which year it is.
pub fn take(
    sheets: &dyn Sheets,
    (name, bytes): (&str, &[u8]),
    known: &Known,
) -> Result<(Taken, Vec<Trouble>), NotTaken> {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xEF\xBB\xBF".contains(byte));
    if first == Some(&b'{') {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF".as_slice()).unwrap_or(bytes);
        let report = serde_json::from_slice(bytes).map_err(|e| NotTaken::Report(vec![schema(&e)]))?;
        return Ok((Taken { report, diagnostics: Vec::new() }, Vec::new()));
    }
    let (pieces, remarks) = sheets.pieces(name, bytes).map_err(NotTaken::File)?;
    let taken = reading::read(&pieces, known).map_err(NotTaken::Report)?;
    Ok((taken, remarks))
}

/// What the schema does not allow, with its line.
fn schema(error: &serde_json::Error) -> Diagnostic {
    let row = u32::try_from(error.line()).unwrap_or(u32::MAX);
    let spot = Spot::Row { sheet: String::new(), row };
    Diagnostic { code: Unread::Schema, spot, place: None, words: reading::schema_words(&error.to_string()) }
}

/// A report as its stable schema.
///
/// # Errors
/// When it cannot be written.
pub fn json(report: &AnnualReport) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec_pretty(report).map_err(|e| Fault::because("writing an annual report", e))
}

/// A report as a workbook: its text on one sheet, each table on its own, merged as in the national layout.
#[must_use]
pub fn book(report: &AnnualReport) -> Book {
    let lines = layout::text_lines(report).into_iter().map(|line| vec![Cell::Text(line)]);
    let text = Page {
        name: layout::TEXT_SHEET.to_owned(),
        rows: lines.collect(),
        widths: vec![100.0],
        ..Page::default()
    };
    let tables = layout::tables(report);
    Book { sheets: std::iter::once(text).chain(tables.iter().map(|table| page(table, report))).collect() }
}

/// One table as a page.
fn page(table: &Laid, report: &AnnualReport) -> Page {
    let header = |row: &Vec<LaidCell>| -> Vec<HeaderCell> {
        row.iter()
            .map(|cell| HeaderCell {
                text: cell.text.clone(),
                rows: small(cell.rows),
                columns: small(cell.columns),
            })
            .collect()
    };
    let body = table.rows.get(table.head_rows..).unwrap_or_default();
    let mut rows = vec![vec![Cell::Blank; table.width]; body.len()];
    let mut merges = Vec::new();
    for cell in body.iter().flatten() {
        let (top, left) = (cell.at.0 - table.head_rows, cell.at.1);
        if let Some(slot) = rows.get_mut(top).and_then(|row| row.get_mut(left)) {
            *slot = content(cell, report);
        }
        if cell.rows > 1 || cell.columns > 1 {
            let down = |row: usize| u32::try_from(row).unwrap_or(u32::MAX);
            merges.push((down(top), small(left), down(top + cell.rows - 1), small(left + cell.columns - 1)));
        }
    }
    Page {
        name: table.part.heading().to_owned(),
        title: String::new(),
        header: table.heads().iter().map(header).collect(),
        rows,
        merges,
        widths: widths(table),
        freeze_columns: 0,
    }
}

fn content(cell: &LaidCell, report: &AnnualReport) -> Cell {
    match cell.role {
        Role::Corner | Role::ColumnHead | Role::RowHead => Cell::Head(cell.text.clone()),
        Role::Figure(place) => match report.figure(place) {
            Some(figure) => number(figure),
            None => Cell::Blank,
        },
    }
}

fn number(figure: Figure) -> Cell {
    figure.whole().map_or_else(|| Cell::Decimal(figure.to_string()), Cell::Int)
}

/// Columns of labels are broad, those of figures as broad as their headings need.
fn widths(table: &Laid) -> Vec<f64> {
    let labels = |column: usize| {
        let cells = table.rows.iter().flatten().filter(|cell| cell.at.1 == column && cell.columns == 1);
        cells.filter(|cell| cell.role == Role::RowHead).map(|cell| cell.text.chars().count()).max()
    };
    let width = |column: usize| match labels(column) {
        Some(16..) => 44.0,
        Some(_) => 22.0,
        None => 12.0,
    };
    (0..table.width).map(width).collect()
}

fn small(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}
