//! The report on paper (年度报告公文稿): head, sections and the three tables; the wide ones are set across the page.

use super::annual::AnnualReport;
use super::layout::{self, Laid, LaidCell, Role};
use crate::Day;
use crate::paper::{About, Align, Block, Head, PageNumbers, Paper, Table, TableCell};

/// 年度报告公文稿: a paper without a red head, dated by the day of publication or, before it, by the day given.
#[must_use]
pub fn to_paper(report: &AnnualReport, today: Day) -> Paper {
    let mut body: Vec<Block> = layout::head_lines(report).into_iter().map(Block::Flush).collect();
    for section in &report.sections {
        body.push(Block::heading(1, &section.heading));
        body.extend(section.paragraphs.iter().map(Block::paragraph));
        let laid = section.part().and_then(|part| layout::table(report, part));
        body.extend(laid.as_ref().map(table).map(Block::Table));
    }
    Paper {
        head: Head::plain(""),
        title: report.title.clone(),
        addressee: String::new(),
        body,
        attachments: Vec::new(),
        signature: None,
        notes: Vec::new(),
        enclosed: Vec::new(),
        imprint: None,
        numbers: PageNumbers::Middle,
        about: About {
            ident: format!("{}-{}", report.year, report.version()),
            author: report.organ.clone(),
            keywords: vec!["政府信息公开".into(), "年度报告".into()],
            day: report.published_on.unwrap_or(today),
        },
    }
}

/// A table; the one of fifteen columns lies across the page.
fn table(laid: &Laid) -> Table {
    let width = |column: usize| {
        let labels = laid.rows.iter().flatten().any(|cell| {
            cell.role == Role::RowHead && cell.at.1 == column && cell.columns == 1 && cell.rows == 1
        });
        if labels { 3.0 } else { 1.0 }
    };
    let lines = |rows: &[Vec<LaidCell>]| rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    Table {
        widths: (0..laid.width).map(width).collect(),
        header: lines(laid.heads()),
        rows: lines(laid.rows.get(laid.head_rows..).unwrap_or_default()),
        landscape: laid.width > 10,
        ..Table::default()
    }
}

fn cell(laid: &LaidCell) -> TableCell {
    let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let cell = match laid.role {
        Role::RowHead => TableCell { align: Align::Start, ..TableCell::name(&laid.text) },
        Role::Corner => TableCell::start(&laid.text),
        Role::ColumnHead | Role::Figure(_) => TableCell::new(&laid.text),
    };
    cell.across(small(laid.columns)).down(small(laid.rows))
}
