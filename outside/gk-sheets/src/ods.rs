//! ODS: the sheets of an OpenDocument spreadsheet.

use std::collections::HashSet;

use gk_rules::catalog::sheet::Sheet;
use gk_rules::catalog::trouble::{Fault, FileKind, Spot};
use quick_xml::events::BytesStart;

use crate::grid::{Area, Grid};
use crate::intake::{Intake, Run, Stop};
use crate::parts::Parts;
use crate::values::{self, Shape};
use crate::walk::{Step, Walk, attr, number};

const PART: &str = "content.xml";

/// The sheets of a spreadsheet, hidden ones too, in order.
pub(crate) fn read(parts: &mut Parts<'_>, intake: &mut Intake<'_>) -> Run<Vec<Sheet>> {
    let manifest = parts.text("META-INF/manifest.xml", intake)?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Stop::file(Fault::Encrypted));
    }
    let xml = parts.must(PART, intake)?;
    let mut reading = Reading::default();
    let mut walk = Walk::new(&xml, PART, intake);
    while let Some(step) = walk.next()? {
        match step {
            Step::Open(tag) => reading.open(&tag),
            Step::Text(text) => reading.text(&text),
            Step::Close(name) => reading.close(&name, intake)?,
        }
    }
    if !reading.is_spreadsheet {
        return Err(Stop::file(Fault::Unsupported(FileKind::OtherOffice)));
    }
    Ok(reading.sheets)
}

#[derive(Default)]
struct Reading {
    is_spreadsheet: bool,
    sheets: Vec<Sheet>,
    grid: Option<Grid>,
    sheet_hidden: bool,
    style: String,
    hidden_styles: HashSet<String>,
    row: u32,
    row_repeats: u32,
    row_hidden: bool,
    cells: Vec<OdsCell>,
    cell: Option<OdsCell>,
    column: u32,
    paragraphs: u32,
    in_paragraph: u32,
    /// Inside what is no cell of the sheet: notes, readings, tracked changes, tables in cells.
    skipped: u32,
}

#[derive(Debug, Default, Clone)]
struct OdsCell {
    column: u32,
    repeats: u32,
    rows: u32,
    columns: u32,
    kind: String,
    value: String,
    text: String,
}

fn is_skipped(name: &str) -> bool {
    matches!(name, "annotation" | "ruby-text" | "tracked-changes" | "shapes" | "forms")
}

impl Reading {
    fn open(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        let name = name.as_ref();
        if is_skipped(name) || (name == "table" && self.grid.is_some()) {
            self.skipped += 1;
        }
        if self.skipped > 0 {
            return;
        }
        match name {
            "spreadsheet" => self.is_spreadsheet = true,
            "style" => self.style = attr(tag, "name").unwrap_or_default(),
            "table-properties" if attr(tag, "display").as_deref() == Some("false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            "table" => {
                self.grid = Some(Grid::new(&attr(tag, "name").unwrap_or_default()));
                self.sheet_hidden =
                    attr(tag, "style-name").is_some_and(|style| self.hidden_styles.contains(&style));
                (self.row, self.column) = (0, 0);
            }
            "table-column" if self.grid.is_some() => {
                let repeats = number(tag, "number-columns-repeated").unwrap_or(1).max(1);
                if attr(tag, "visibility").is_some_and(|v| v != "visible")
                    && let Some(grid) = &mut self.grid
                {
                    grid.hide_columns(self.column, self.column.saturating_add(repeats - 1));
                }
                self.column = self.column.saturating_add(repeats);
            }
            "table-row" => {
                self.column = 0;
                self.row_repeats = number(tag, "number-rows-repeated").unwrap_or(1).max(1);
                self.row_hidden = attr(tag, "visibility").is_some_and(|v| v != "visible");
            }
            "table-cell" | "covered-table-cell" => self.cell = Some(self.begin_cell(tag)),
            "p" => {
                self.in_paragraph += 1;
                if self.paragraphs > 0 {
                    self.text("\n");
                }
                self.paragraphs += 1;
            }
            "s" => self.text(
                &" ".repeat(usize::from(u8::try_from(number(tag, "c").unwrap_or(1)).unwrap_or(u8::MAX))),
            ),
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            _ => {}
        }
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>) -> OdsCell {
        self.paragraphs = 0;
        let value = ["date-value", "time-value", "boolean-value", "value"]
            .into_iter()
            .find_map(|name| attr(tag, name));
        OdsCell {
            column: self.column,
            repeats: number(tag, "number-columns-repeated").unwrap_or(1).max(1),
            rows: number(tag, "number-rows-spanned").unwrap_or(1).max(1),
            columns: number(tag, "number-columns-spanned").unwrap_or(1).max(1),
            kind: attr(tag, "value-type").unwrap_or_default(),
            value: value.unwrap_or_default(),
            text: String::new(),
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped == 0
            && self.in_paragraph > 0
            && let Some(cell) = &mut self.cell
        {
            cell.text.push_str(text);
        }
    }

    fn close(&mut self, name: &str, intake: &mut Intake<'_>) -> Run<()> {
        if self.skipped > 0 {
            if is_skipped(name) || name == "table" {
                self.skipped -= 1;
            }
            return Ok(());
        }
        match name {
            "p" => self.in_paragraph = self.in_paragraph.saturating_sub(1),
            "table-cell" | "covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    self.column = self.column.saturating_add(cell.repeats);
                    self.cells.push(cell);
                }
            }
            "table-row" => self.end_row(intake)?,
            "table" => {
                if let Some(grid) = self.grid.take()
                    && let Some(sheet) = grid.finish(intake)?
                {
                    if self.sheet_hidden {
                        intake.remark(Spot::Sheet(sheet.name.clone()), Fault::HiddenSheet);
                    }
                    self.sheets.push(sheet);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self, intake: &mut Intake<'_>) -> Run<()> {
        let cells = std::mem::take(&mut self.cells);
        let first = self.row;
        self.row = self.row.saturating_add(self.row_repeats);
        let Some(grid) = &mut self.grid else { return Ok(()) };
        for cell in cells {
            let text = cell.shown();
            let blank = text.trim().is_empty();
            if blank && cell.rows == 1 && cell.columns == 1 {
                continue;
            }
            for row in first..self.row {
                for column in cell.column..cell.column.saturating_add(cell.repeats) {
                    intake.row(row, &grid.name)?;
                    intake.column(row, column, &grid.name)?;
                    grid.put(row, column, text.clone(), intake)?;
                    let (bottom, right) =
                        (row.saturating_add(cell.rows - 1), column.saturating_add(cell.columns - 1));
                    grid.merge(Area { top: row, left: column, bottom, right }, intake)?;
                    if self.row_hidden && !blank {
                        grid.hide_row(row);
                    }
                }
            }
        }
        Ok(())
    }
}

impl OdsCell {
    fn shown(&self) -> String {
        let plain = self.value.trim().parse::<f64>().ok();
        match (self.kind.as_str(), plain) {
            ("percentage", Some(value)) => values::show(value, Shape::Percent, false),
            // A number shown with leading zeros is a code.
            ("float", Some(value))
                if !(self.text.starts_with('0') && self.text.bytes().all(|b| b.is_ascii_digit())) =>
            {
                values::number(value)
            }
            ("date", _) if !self.value.is_empty() => {
                self.value.trim_end_matches("T00:00:00").replace('T', " ")
            }
            ("boolean", _) => self.value.to_ascii_uppercase(),
            _ => self.text.clone(),
        }
    }
}
