//! Excel 2003 XML (SpreadsheetML): often what a government file named `.xls` really is.

use std::collections::HashMap;

use gk_rules::catalog::sheet::Sheet;
use gk_rules::catalog::trouble::{Fault, Spot};
use quick_xml::events::BytesStart;

use crate::grid::{Area, Grid};
use crate::intake::{Intake, Run};
use crate::values::{self, Shape};
use crate::walk::{Step, Walk, attr, number, yes};

/// The sheets of a workbook in one XML text.
pub(crate) fn read(xml: &str, intake: &mut Intake<'_>) -> Run<Vec<Sheet>> {
    let mut reading = Reading::default();
    let mut walk = Walk::new(xml.trim_start(), "Workbook", intake);
    while let Some(step) = walk.next()? {
        match step {
            Step::Open(tag) => reading.open(&tag, intake)?,
            Step::Text(text) if reading.in_data => reading.text.push_str(&text),
            Step::Text(text) if reading.in_visible => reading.hidden |= text.contains("Hidden"),
            Step::Text(_) => {}
            Step::Close(name) => reading.close(&name, intake)?,
        }
    }
    Ok(reading.sheets)
}

#[derive(Default)]
struct Reading {
    sheets: Vec<Sheet>,
    grid: Option<Grid>,
    hidden: bool,
    in_visible: bool,
    style: String,
    shapes: HashMap<String, Shape>,
    row: u32,
    column: u32,
    next_row: u32,
    next_column: u32,
    shape: Shape,
    kind: String,
    text: String,
    in_data: bool,
}

impl Reading {
    fn open(&mut self, tag: &BytesStart<'_>, intake: &Intake<'_>) -> Run<()> {
        let counted = |next: u32| number(tag, "Index").map_or(next, |index| index.saturating_sub(1));
        match tag.local_name().as_ref() {
            "Style" => self.style = attr(tag, "ID").unwrap_or_default(),
            "NumberFormat" => {
                let shape = match attr(tag, "Format").unwrap_or_default().as_str() {
                    "Percent" => Shape::Percent,
                    code => values::shape(code),
                };
                self.shapes.insert(self.style.clone(), shape);
            }
            "Worksheet" => {
                self.grid = Some(Grid::new(&attr(tag, "Name").unwrap_or_default()));
                (self.next_row, self.hidden) = (0, false);
            }
            "Visible" => self.in_visible = true,
            "Row" => {
                self.row = counted(self.next_row);
                self.next_row =
                    self.row.saturating_add(number(tag, "Span").unwrap_or_default()).saturating_add(1);
                self.next_column = 0;
                if let (true, Some(grid)) = (yes(tag, "Hidden"), &mut self.grid) {
                    grid.hide_row(self.row);
                }
            }
            "Cell" => {
                self.column = counted(self.next_column);
                let across = number(tag, "MergeAcross").unwrap_or_default();
                let down = number(tag, "MergeDown").unwrap_or_default();
                let area = Area {
                    top: self.row,
                    left: self.column,
                    bottom: self.row.saturating_add(down),
                    right: self.column.saturating_add(across),
                };
                self.next_column = area.right.saturating_add(1);
                self.shape =
                    attr(tag, "StyleID").and_then(|id| self.shapes.get(&id).copied()).unwrap_or_default();
                if let Some(grid) = &mut self.grid {
                    grid.merge(area, intake)?;
                }
            }
            "Data" => {
                self.in_data = true;
                self.kind = attr(tag, "Type").unwrap_or_default();
            }
            "Comment" => self.kind = "Comment".to_owned(),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str, intake: &mut Intake<'_>) -> Run<()> {
        match name {
            "Visible" => self.in_visible = false,
            "Data" => {
                self.in_data = false;
                let text = self.shown();
                if let Some(grid) = &mut self.grid {
                    grid.put(self.row, self.column, text, intake)?;
                }
            }
            "Worksheet" => {
                if let Some(grid) = self.grid.take()
                    && let Some(sheet) = grid.finish(intake)?
                {
                    if self.hidden {
                        intake.remark(Spot::Sheet(sheet.name.clone()), Fault::HiddenSheet);
                    }
                    self.sheets.push(sheet);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn shown(&mut self) -> String {
        let text = std::mem::take(&mut self.text);
        match (self.kind.as_str(), text.trim().parse::<f64>()) {
            ("Number", Ok(value)) => values::show(value, self.shape, false),
            ("DateTime", _) => {
                let text = text.split('.').next().unwrap_or_default();
                text.trim_end_matches("T00:00:00").replace('T', " ")
            }
            ("Boolean", _) => if text.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            _ => text.replace("\r\n", "\n"),
        }
    }
}
