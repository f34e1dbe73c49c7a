//! The report on paper (年度报告成文): its text and its three tables in the national layout, as a paper that can be set.

use super::annual::AnnualReport;
use super::layout::{self, Laid, LaidCell, Role};
use crate::Day;
use crate::paper::{About, Block, Head, Paper, Table, TableCell};

/// 成文: the report as a plain paper; the day is that of the file.
#[must_use]
pub fn paper(report: &AnnualReport, day: Day) -> Paper {
    let mut body: Vec<Block> = report.preface.iter().map(Block::paragraph).collect();
    for section in &report.sections {
        body.push(Block::heading(1, &section.heading));
        body.extend(section.paragraphs.iter().map(Block::paragraph));
        if let Some(laid) = section.part().and_then(|part| layout::table(report, part)) {
            body.push(Block::Table(table(&laid)));
        }
    }
    let ident = format!("annual-report-{}-{}", report.organ, report.year);
    let about = About { ident, author: report.organ.clone(), keywords: Vec::new(), day };
    Paper::new(Head::plain(""), &report.title, body, about)
}

/// 表样 as a table on paper: the same cells with the same spans.
fn table(laid: &Laid) -> Table {
    let row = |row: &Vec<LaidCell>| row.iter().map(cell).collect::<Vec<_>>();
    let mut rows: Vec<Vec<TableCell>> = laid.rows.iter().map(row).collect();
    let header = rows.drain(..laid.head_rows.min(rows.len())).collect();
    Table { widths: widths(laid), header, rows, ..Table::default() }
}

fn cell(cell: &LaidCell) -> TableCell {
    let across = u16::try_from(cell.columns).unwrap_or(1);
    let down = u16::try_from(cell.rows).unwrap_or(1);
    let made = match cell.role {
        Role::RowHead => TableCell::name(&cell.text),
        _ => TableCell::new(&cell.text),
    };
    made.across(across).down(down)
}

/// Columns of labels are broader than those of figures.
fn widths(laid: &Laid) -> Vec<f64> {
    let figures = |column: usize| {
        laid.rows.iter().flatten().any(|cell| matches!(cell.role, Role::Figure(_)) && cell.at.1 == column)
    };
    (0..laid.width).map(|column| if figures(column) { 1.0 } else { 1.6 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_on_paper_has_its_sections_and_three_tables() {
        let paper = paper(&AnnualReport::new("示范县民政局", 2025), jiff::civil::date(2026, 1, 20));
        let tables: Vec<&Table> = paper.blocks().filter_map(|one| match one {
            Block::Table(table) => Some(table),
            _ => None,
        }).collect();
        assert_eq!(tables.len(), 3);
        assert!(tables.iter().all(|table| !table.header.is_empty() && !table.rows.is_empty()));
        let headings = paper.blocks().filter(|one| matches!(one, Block::Heading { .. })).count();
        assert_eq!(headings, 6);
        assert_eq!(crate::paper::reasons::reasons_not_to_set(&paper), Vec::new());
    }
}
