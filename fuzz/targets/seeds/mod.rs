//! Writes the seeds that are no text: small good files, built by the same code as the tests' files.

use std::{fs, io, path::Path};

use crate::build;
use gk_sheets::{Book, Cell, HeaderCell, Page, write_csv, write_xlsx};

/// Writes them beside what the fuzzer grows.
pub(crate) fn write() -> io::Result<()> {
    let folder = Path::new("corpus-grown/sheet_bytes");
    fs::create_dir_all(folder)?;
    let page = Page {
        name: "目录".into(),
        title: "标准目录".into(),
        header: vec![
            vec![HeaderCell::tall("序号", 2), HeaderCell::broad("公开事项", 2)],
            vec![HeaderCell::new("一级"), HeaderCell::new("二级")],
        ],
        rows: vec![vec![Cell::Int(1), Cell::Text("征地".into()), Cell::Percent(0.5)]],
        ..Page::default()
    };
    let mut stream = build::biff8();
    fs::write(folder.join("stream.xls"), &stream)?;
    stream.resize(4096, 0);
    fs::write(folder.join("compound.xls"), build::compound(&[("Workbook", &stream)]))?;
    fs::write(folder.join("document.doc"), build::compound(&[("WordDocument", &[0; 512])]))?;
    fs::write(folder.join("table.csv"), write_csv(&page))?;
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        build::tc("<w:vMerge w:val=\"restart\"/>", "甲"),
        build::p("乙")
    );
    fs::write(folder.join("table.docx"), build::docx(&table))?;
    let book = write_xlsx(&Book { sheets: vec![page] }).map_err(io::Error::other)?;
    fs::write(folder.join("book.xlsx"), book)
}
