//! Spreadsheets, documents and pages read into plain tables, and XLSX and CSV out.
//!
//! The only crate that knows a file format. What comes in may be anything: every reader here works within
//! [`Limits`], answers with a [`Trouble`] and never panics. What goes out is typed, so a text is never a formula.

mod csv;
mod doc;
mod document;
mod docx;
mod grid;
mod html;
mod inspect;
mod intake;
mod ods;
mod ofd;
mod pack;
mod parts;
mod port;
mod sheet_xml;
mod sniff;
mod symbols;
mod text;
mod values;
mod walk;
mod xls;
mod xlsx;

use gk_rules::catalog::sheet::{Piece, Sheet, Source};
use gk_rules::catalog::trouble::{FileKind, Trouble};

use sniff::{Opened, Want};

pub use csv::write as write_csv;
pub use document::{document, members};
pub use gk_base::book::{Book, Cell, HeaderCell, Page};
pub use inspect::inspect;
pub use intake::Limits;
pub use pack::{Packer, Unpacker};
pub use port::{Files, package};
pub use xlsx::write::{WriteError, write as write_xlsx};

/// 读入结果: what a file held, and what a person should know about how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Tables, or text where there is no table.
    pub source: Source,
    /// What the file turned out to be.
    pub kind: FileKind,
    /// Remarks (`GK-F1xx`), in the order of the file.
    pub remarks: Vec<Trouble>,
}

/// 读入: the tables of a file, by its content and whatever its name says.
///
/// # Errors
/// A [`Trouble`] `GK-F0xx` naming file and place, when nothing can be read or a limit is passed.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Source, Trouble> {
    take(name, bytes, limits).map(|taken| taken.source)
}

/// 读入并附说明: like [`read`], with the remarks on what was hidden, guessed or left out.
///
/// # Errors
/// As [`read`].
pub fn take(name: &str, bytes: &[u8], limits: &Limits) -> Result<Taken, Trouble> {
    let (kind, opened, remarks) = open(name, bytes, limits, Want::Tables)?;
    let source = match opened {
        Opened::Source(source) => source,
        // Asked for tables, no reader answers with a flow; were it to, its tables are what was asked for.
        Opened::Flow(pieces) => Source::Sheets(pieces.into_iter().filter_map(table).collect()),
    };
    Ok(Taken { source, kind, remarks })
}

/// 顺序读入: paragraphs and tables in the order of the document, with the remarks. Of a spreadsheet every sheet is a table;
/// of a text every line is a paragraph.
///
/// # Errors
/// As [`read`].
pub fn pieces(name: &str, bytes: &[u8], limits: &Limits) -> Result<(Vec<Piece>, Vec<Trouble>), Trouble> {
    let (_, opened, remarks) = open(name, bytes, limits, Want::Flow)?;
    let pieces = match opened {
        Opened::Source(source) => gk_rules::report::reading::pieces_of(&source),
        Opened::Flow(pieces) => pieces,
    };
    Ok((pieces, remarks))
}

fn open(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    want: Want,
) -> Result<(FileKind, Opened, Vec<Trouble>), Trouble> {
    let mut intake = intake::Intake::new(limits);
    let name_trouble =
        |stop: intake::Stop| Trouble { file: name.to_owned(), spot: stop.spot, fault: stop.fault };
    let (kind, opened) = sniff::open(name, bytes, want, &mut intake).map_err(name_trouble)?;
    let remarks = intake.remarks().into_iter().map(name_trouble).collect();
    Ok((kind, opened, remarks))
}

fn table(piece: Piece) -> Option<Sheet> {
    match piece {
        Piece::Table(sheet) => Some(sheet),
        Piece::Text(_) => None,
    }
}

#[cfg(test)]
mod tests;
