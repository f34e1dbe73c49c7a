//! Files as the office asks for them: the port of `gk-base`, within the usual limits.

use gk_base::Fault;
use gk_base::book::{Book, Page};
use gk_base::ports::Sheets;
use gk_rules::catalog::sheet::Source;
use gk_rules::catalog::trouble::Trouble;

use crate::Limits;

/// Reads and writes files of offices.
#[derive(Debug, Clone, Copy, Default)]
pub struct Files;

impl Sheets for Files {
    fn take(&self, name: &str, bytes: &[u8]) -> Result<(Source, Vec<Trouble>), Trouble> {
        crate::take(name, bytes, &Limits::default()).map(|taken| (taken.source, taken.remarks))
    }
    fn xlsx(&self, book: &Book) -> Result<Vec<u8>, Fault> {
        crate::write_xlsx(book).map_err(|e| Fault::because("writing a workbook", e))
    }
    fn csv(&self, page: &Page) -> Vec<u8> {
        crate::write_csv(page)
    }
}
