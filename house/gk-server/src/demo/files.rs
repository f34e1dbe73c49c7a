//! Files of the kinds offices send: documents, web pages and pasted text, made from a plain table.

use std::fmt::Write as _;

use gk_base::problem::Fault;
use gk_rules::catalog::sheet::{Merge, Sheet};

/// What a cell is in a table with merged areas.
enum Part<'s> {
    /// The first cell of an area: (rows, columns).
    Cell(&'s str, usize, usize),
    /// Below the first cell of an area so many columns wide.
    Below(usize),
    /// Covered from the left.
    Covered,
}

fn part(sheet: &Sheet, row: usize, column: usize) -> Part<'_> {
    let text = sheet.rows.get(row).and_then(|cells| cells.get(column)).map_or("", String::as_str);
    let holds = |m: &&Merge| (m.top..=m.bottom).contains(&row) && (m.left..=m.right).contains(&column);
    match sheet.merges.iter().find(holds) {
        None => Part::Cell(text, 1, 1),
        Some(m) if m.left != column => Part::Covered,
        Some(m) if m.top == row => Part::Cell(text, m.bottom - m.top + 1, m.right - m.left + 1),
        Some(m) => Part::Below(m.right - m.left + 1),
    }
}

fn parts(sheet: &Sheet) -> impl Iterator<Item = Vec<Part<'_>>> {
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or_default();
    (0..sheet.rows.len()).map(move |row| (0..width).map(|column| part(sheet, row, column)).collect())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A web page with the table, merged cells as rowspan and colspan.
pub(super) fn html(sheet: &Sheet) -> Vec<u8> {
    let mut out = String::from(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><table border=\"1\">\n",
    );
    for row in parts(sheet) {
        out.push_str("<tr>");
        for part in row {
            if let Part::Cell(text, rows, columns) = part {
                let text = escaped(text).replace('\n', "<br>");
                // Writing into a text never fails.
                let _ = write!(out, "<td rowspan=\"{rows}\" colspan=\"{columns}\">{text}</td>");
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table></body></html>");
    out.into_bytes()
}

/// Text as it is pasted from a page: a row a line, cells between bars.
pub(super) fn pasted(sheet: &Sheet) -> String {
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('\n', " ")).collect();
        format!("{} |", cells.join(" | "))
    };
    let banner = |row: &&Vec<String>| row.iter().skip(1).all(String::is_empty);
    let title = sheet.rows.iter().take_while(banner).filter_map(|row| row.first().cloned());
    let banners = sheet.rows.iter().take_while(banner).count();
    title.chain(sheet.rows.iter().skip(banners).map(line)).collect::<Vec<_>>().join("\n")
}

/// A document with the table, merged cells as gridSpan and vMerge.
pub(super) fn docx(sheet: &Sheet) -> Result<Vec<u8>, Fault> {
    const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:tbl>";
    let mut body = String::from(OPEN);
    for row in parts(sheet) {
        body.push_str("<w:tr>");
        for part in row {
            let (text, columns, merge) = match part {
                Part::Cell(text, 1, columns) => (text, columns, ""),
                Part::Cell(text, _, columns) => (text, columns, "<w:vMerge w:val=\"restart\"/>"),
                Part::Below(columns) => ("", columns, "<w:vMerge/>"),
                Part::Covered => continue,
            };
            let _ = write!(body, "<w:tc><w:tcPr><w:gridSpan w:val=\"{columns}\"/>{merge}</w:tcPr>");
            for line in text.split('\n') {
                let line = escaped(line);
                let _ = write!(body, "<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>");
            }
            body.push_str("</w:tc>");
        }
        body.push_str("</w:tr>");
    }
    body.push_str("</w:tbl><w:p/><w:sectPr/></w:body></w:document>");
    gk_sheets::package(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", &body),
    ])
}

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
