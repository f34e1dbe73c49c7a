//! DOCX: tables with their merges and the headings over them; text where there is no table.

mod table;

use gk_rules::catalog::sheet::{Piece, Source};
use gk_rules::catalog::trouble::{Fault, Spot};
use quick_xml::events::BytesStart;

use self::table::{TableCell, TableRow, Tables};
use crate::intake::{Intake, Run};
use crate::parts::Parts;
use crate::symbols;
use crate::walk::{Step, Walk, attr, number};

/// A heading is no longer than this, in characters.
const HEADING: usize = 80;

/// The tables of a document, or its text where there is none.
pub(crate) fn read(parts: &mut Parts<'_>, intake: &mut Intake<'_>) -> Run<Source> {
    let flow = pieces(parts, intake)?;
    if flow.iter().any(|piece| matches!(piece, Piece::Table(_))) {
        let table = |piece| match piece {
            Piece::Table(sheet) => Some(sheet),
            Piece::Text(_) => None,
        };
        return Ok(Source::Sheets(flow.into_iter().filter_map(table).collect()));
    }
    let text = |piece| match piece {
        Piece::Text(text) => Some(text),
        Piece::Table(_) => None,
    };
    Ok(Source::Text(flow.into_iter().filter_map(text).collect::<Vec<_>>().join("\n")))
}

/// Paragraphs and tables of a document in their order.
pub(crate) fn pieces(parts: &mut Parts<'_>, intake: &mut Intake<'_>) -> Run<Vec<Piece>> {
    let roots = parts.relations("", intake)?;
    let part = roots
        .values()
        .find(|one| one.kind == "officeDocument")
        .map_or_else(|| "word/document.xml".to_owned(), |one| one.target.clone());
    let xml = parts.must(&part, intake)?;
    let mut reading = Reading::default();
    let mut walk = Walk::new(&xml, &part, intake);
    while let Some(step) = walk.next()? {
        match step {
            Step::Open(tag) => reading.open(&tag, intake)?,
            Step::Close(name) => reading.close(&name, intake)?,
            Step::Text(text) => reading.text(&text),
        }
    }
    reading.remark(intake);
    for piece in &reading.flow {
        if let Piece::Text(text) = piece {
            intake.text(text.len())?;
        }
    }
    Ok(reading.flow)
}

/// Where the reading stands.
#[derive(Default)]
struct Reading {
    tables: Tables,
    /// Paragraphs outside tables, and tables, in the order of the document.
    flow: Vec<Piece>,
    /// Styled and plain headings since the last table.
    styled: Option<String>,
    plain: Option<String>,
    paragraph: String,
    is_styled: bool,
    font: String,
    in_run: bool,
    in_text: bool,
    skipped: u32,
    in_row_properties: bool,
    numbered: u64,
    deleted: u64,
    nested: u64,
}

/// What Word keeps beside the text: the second form of a text box, deletions, the reading aid over a word.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "Fallback"
            | "del"
            | "moveFrom"
            | "rt"
            | "pPrChange"
            | "rPrChange"
            | "tblPrChange"
            | "trPrChange"
            | "tcPrChange"
            | "sectPrChange"
            | "tblPrExChange"
            | "numberingChange"
    )
}

impl Reading {
    fn open(&mut self, tag: &BytesStart<'_>, intake: &Intake<'_>) -> Run<()> {
        let name = tag.local_name();
        let name = name.as_ref();
        if is_skipped(name) {
            if matches!(name, "del" | "moveFrom") {
                self.deleted += 1;
                if self.in_row_properties {
                    self.tables.delete_row();
                }
            }
            self.skipped += 1;
        }
        if self.skipped > 0 {
            return Ok(());
        }
        match name {
            "tbl" => intake.depth(self.tables.open())?,
            "tr" => self.tables.row(TableRow::default()),
            "tc" => self.tables.cell(TableCell::default()),
            "trPr" => self.in_row_properties = true,
            "p" => {
                // A text box stands inside a paragraph: what came before it is a paragraph of its own.
                if !self.paragraph.trim().is_empty() {
                    self.end_paragraph();
                }
                self.paragraph.clear();
                self.is_styled = false;
            }
            "r" => {
                self.in_run = true;
                self.font.clear();
            }
            "t" => self.in_text = true,
            _ => self.property(name, tag),
        }
        Ok(())
    }

    /// Properties, and marks that stand for characters.
    fn property(&mut self, name: &str, tag: &BytesStart<'_>) {
        let val = || attr(tag, "val");
        match name {
            "pStyle" => {
                let style = val().unwrap_or_default().to_ascii_lowercase();
                // Chinese Word numbers its heading styles; 「标题」 keeps its name in other programs.
                self.is_styled |= style.starts_with("heading")
                    || style.starts_with("title")
                    || style.starts_with("标题")
                    || matches!(style.as_str(), "1" | "2" | "3" | "4");
            }
            "outlineLvl" => self.is_styled |= number(tag, "val").is_some_and(|level| level < 9),
            "numPr" => self.numbered += 1,
            "rFonts" if self.in_run => self.font = attr(tag, "ascii").unwrap_or_default(),
            "sym" => {
                let font = attr(tag, "font").unwrap_or_default();
                let code = attr(tag, "char").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
                if let Some(letter) = code.and_then(char::from_u32) {
                    self.paragraph.push(symbols::shown(&font, letter).unwrap_or(letter));
                }
            }
            "tab" if self.in_run => self.paragraph.push('\t'),
            "br" | "cr" if self.in_run => self.paragraph.push('\n'),
            "noBreakHyphen" => self.paragraph.push('-'),
            "gridSpan" => self.tables.with_cell(|cell| cell.span = number(tag, "val").unwrap_or(1).max(1)),
            "vMerge" => {
                let begins = val().as_deref() == Some("restart");
                self.tables.with_cell(|cell| cell.goes_on = Some(!begins));
            }
            "hMerge" => {
                let begins = val().as_deref() == Some("restart");
                self.tables.with_cell(|cell| cell.joins_left = !begins);
            }
            "gridBefore" => self.tables.with_row(|row| row.before = number(tag, "val").unwrap_or_default()),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.in_text || self.skipped > 0 {
            return;
        }
        if symbols::is_pictures(&self.font) {
            self.paragraph.push_str(&symbols::translate(&self.font, text));
        } else {
            self.paragraph.push_str(text);
        }
    }

    fn close(&mut self, name: &str, intake: &mut Intake<'_>) -> Run<()> {
        if is_skipped(name) {
            self.skipped = self.skipped.saturating_sub(1);
            return Ok(());
        }
        if self.skipped > 0 {
            return Ok(());
        }
        match name {
            "t" => self.in_text = false,
            "r" => self.in_run = false,
            "trPr" => self.in_row_properties = false,
            "p" => self.end_paragraph(),
            "tbl" => self.end_table(intake)?,
            _ => {}
        }
        Ok(())
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        if self.tables.in_cell() {
            self.tables.with_cell(|cell| cell.add(&text));
            return;
        }
        let heading = text.trim();
        if !heading.is_empty() && heading.chars().count() <= HEADING {
            let slot = if self.is_styled { &mut self.styled } else { &mut self.plain };
            *slot = Some(heading.to_owned());
        }
        if !heading.is_empty() {
            self.flow.push(Piece::Text(text));
        }
    }

    fn end_table(&mut self, intake: &mut Intake<'_>) -> Run<()> {
        let Some((rows, nested)) = self.tables.close() else { return Ok(()) };
        if nested {
            self.nested += 1;
            self.tables.with_row(|row| row.below.extend(rows));
            return Ok(());
        }
        let plain = self.plain.take();
        let name = self.styled.take().or(plain).unwrap_or_default();
        if let Some(sheet) = table::lay_out(&name, rows, intake)? {
            self.flow.push(Piece::Table(sheet));
        }
        Ok(())
    }

    fn remark(&self, intake: &mut Intake<'_>) {
        for (count, fault) in [
            (self.numbered, Fault::AutoNumbering { count: self.numbered }),
            (self.deleted, Fault::TrackedChanges { count: self.deleted }),
            (self.nested, Fault::NestedTable { count: self.nested }),
        ] {
            if count > 0 {
                intake.remark(Spot::File, fault);
            }
        }
    }
}
