//! Spreadsheets, documents and pages read into plain tables, and XLSX and CSV out.
//!
//! The only crate that knows a file format. What comes in may be anything: every reader here works within
//! [`Limits`], answers with a [`Trouble`] and never panics. What goes out is typed, so a text is never a formula.

mod csv;
mod docx;
mod grid;
mod html;
mod intake;
mod ods;
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

use gk_rules::catalog::sheet::Source;
use gk_rules::catalog::trouble::{FileKind, Trouble};

pub use csv::write as write_csv;
pub use gk_base::book::{Book, Cell, HeaderCell, Page};
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
    let mut intake = intake::Intake::new(limits);
    let name_trouble =
        |stop: intake::Stop| Trouble { file: name.to_owned(), spot: stop.spot, fault: stop.fault };
    let (kind, source) = sniff::open(name, bytes, &mut intake).map_err(name_trouble)?;
    let remarks = intake.remarks().into_iter().map(name_trouble).collect();
    Ok(Taken { source, kind, remarks })
}

#[cfg(test)]
mod tests;
