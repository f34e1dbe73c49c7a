//! The annual report as a part of a page: its sections, and its tables with captions, headings and merged cells.

use std::collections::BTreeMap;

use askama::Template;
use gk_rules::Coded;
use gk_rules::report::layout::{self, Laid, LaidCell, Role};
use gk_rules::report::{AnnualReport, Place};

/// 年度报告: the whole of it, an `article`; headings begin at the level given.
#[derive(Debug, Template)]
#[template(path = "ui/annual_report.html")]
pub struct ReportArticle<'r> {
    report: &'r AnnualReport,
    level: u8,
    lines: Vec<String>,
    sections: Vec<Shown<'r>>,
    links: &'r BTreeMap<Place, String>,
}

/// 年度报告附表: one table by itself.
#[derive(Debug, Template)]
#[template(path = "ui/annual_table.html")]
pub struct ReportTable<'r> {
    table: &'r Laid,
    links: &'r BTreeMap<Place, String>,
}

/// A section with the table that stands in it.
#[derive(Debug)]
struct Shown<'r> {
    heading: &'r str,
    paragraphs: &'r [String],
    table: Option<Laid>,
}

impl<'r> ReportArticle<'r> {
    /// A report; figures whose place is in `links` lead there (to the cases behind them).
    #[must_use]
    pub fn new(report: &'r AnnualReport, links: &'r BTreeMap<Place, String>, level: u8) -> Self {
        let sections = report.sections.iter().map(|section| Shown {
            heading: &section.heading,
            paragraphs: &section.paragraphs,
            table: section.part().and_then(|part| layout::table(report, part)),
        });
        let lines = layout::head_lines(report);
        Self { report, level, lines, sections: sections.collect(), links }
    }
    fn table<'t>(&'t self, table: &'t Laid) -> ReportTable<'t> {
        ReportTable { table, links: self.links }
    }
}

impl<'r> ReportTable<'r> {
    /// A table; figures whose place is in `links` lead there.
    #[must_use]
    pub fn new(table: &'r Laid, links: &'r BTreeMap<Place, String>) -> Self {
        Self { table, links }
    }
    fn link(&self, cell: &LaidCell) -> Option<&String> {
        cell.place().and_then(|place| self.links.get(&place))
    }
    fn is_corner(cell: &LaidCell) -> bool {
        cell.role == Role::Corner
    }
}
