//! Files as the office asks for them: the port of `gk-base`, within the usual limits.

use std::io::{Cursor, Write as _};

use gk_base::Fault;
use gk_base::book::{Book, Page};
use gk_base::ports::Sheets;
use gk_rules::catalog::sheet::{Piece, Source};
use gk_rules::catalog::trouble::Trouble;
use gk_rules::intake::{Flow, Member};
use gk_rules::preflight::file::Inspected;

use crate::Limits;

/// Packs texts into an Office package (a zip), in the order given.
///
/// # Errors
/// When a part cannot be written.
pub fn package(parts: &[(&str, &str)]) -> Result<Vec<u8>, Fault> {
    let pack = || -> zip::result::ZipResult<Vec<u8>> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default())?;
            zip.write_all(text.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    };
    pack().map_err(|e| Fault::because("packing a document", e))
}

/// Reads and writes files of offices.
#[derive(Debug, Clone, Copy, Default)]
pub struct Files;

impl Sheets for Files {
    fn take(&self, name: &str, bytes: &[u8]) -> Result<(Source, Vec<Trouble>), Trouble> {
        crate::take(name, bytes, &Limits::default()).map(|taken| (taken.source, taken.remarks))
    }
    fn pieces(&self, name: &str, bytes: &[u8]) -> Result<(Vec<Piece>, Vec<Trouble>), Trouble> {
        crate::pieces(name, bytes, &Limits::default())
    }
    fn document(&self, name: &str, bytes: &[u8]) -> Result<(Flow, Vec<Trouble>), Trouble> {
        crate::document(name, bytes, &Limits::default())
    }
    fn members(&self, name: &str, bytes: &[u8]) -> Result<Vec<Member>, Trouble> {
        crate::members(name, bytes)
    }
    fn inspect(&self, name: &str, bytes: &[u8]) -> Inspected {
        crate::inspect(name, bytes, &Limits::default())
    }
    fn xlsx(&self, book: &Book) -> Result<Vec<u8>, Fault> {
        crate::write_xlsx(book).map_err(|e| Fault::because("writing a workbook", e))
    }
    fn csv(&self, page: &Page) -> Vec<u8> {
        crate::write_csv(page)
    }
    fn pack(&self, files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Fault> {
        let pack = || -> std::io::Result<Vec<u8>> {
            let mut packer = crate::Packer::new(Cursor::new(Vec::new()));
            for (name, bytes) in files {
                packer.begin(name)?;
                packer.write_all(bytes)?;
            }
            Ok(packer.finish()?.into_inner())
        };
        pack().map_err(|e| Fault::because("packing files", e))
    }
}
