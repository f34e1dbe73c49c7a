//! Reports for the tests of this chapter: any at all, and small ones whose sums agree.

use jiff::civil::date;
use proptest::prelude::*;

use super::annual::{AnnualReport, Correction, Section};
use super::figure::{Figure, Written};
use super::format::{Format, Part};
use super::places::Place;
use super::register::{CaseFacts, PendingRule, derive, tests::any_register};
use crate::Coded;

/// A figure from its digits.
pub(crate) fn figure(text: &str) -> Figure {
    match Figure::read(text) {
        Written::Figure(figure) => figure,
        other => panic!("{text}: {other:?}"),
    }
}

/// A place by its code.
pub(crate) fn place(code: &str) -> Place {
    Place::from_code(code).unwrap()
}

/// Puts a figure down.
pub(crate) fn set(report: &mut AnnualReport, code: &str, text: &str) {
    report.tables.set(place(code), Some(figure(text)));
}

/// A report from a register, complete and with sums that agree.
pub(crate) fn from_register(cases: &[CaseFacts], year: i16) -> AnnualReport {
    let mut report = AnnualReport::new("示范县民政局", year);
    report.tables = derive(cases, year, PendingRule::YearOfStartAndYearOfEnd).tables;
    for place in Place::table_a(report.format) {
        report.tables.set(place, Some(Figure::ZERO));
    }
    report.published_on = Some(date(year + 1, 1, 20));
    for section in &mut report.sections {
        section.paragraphs = match section.part() {
            Some(Part::Overview) => vec!["本机关依法开展政府信息公开工作。".into()],
            Some(Part::Problems) => vec!["无。".into()],
            Some(Part::OtherMatters) => vec!["本年度未收取信息处理费。".into()],
            _ => Vec::new(),
        };
    }
    report
}

/// A report from any register.
pub(crate) fn balanced() -> impl Strategy<Value = AnnualReport> {
    (any_register(40), 2022_i16..=2026).prop_map(|(cases, year)| from_register(&cases, year))
}

fn any_figure() -> impl Strategy<Value = Option<Figure>> {
    proptest::option::weighted(0.9, (0_i64..5000).prop_map(|n| figure(&n.to_string())))
}

fn any_lines() -> impl Strategy<Value = Vec<String>> {
    let line = proptest::sample::select(vec![
        "本机关依法开展政府信息公开工作。",
        "（一）主动公开。全年公开信息120条。",
        "收到申请十二件，答复11件。",
        "联系电话：0000-1234567 地址：示范县",
        "无",
        "1. 存在的问题 < 5 & \"引号\"",
    ]);
    proptest::collection::vec(line.prop_map(str::to_owned), 0..3)
}

/// Any report of any year, with blanks, corrections, and sections as they come.
pub(crate) fn any_report() -> impl Strategy<Value = AnnualReport> {
    let head = (
        proptest::sample::select(vec!["示范县民政局", "示范市人民政府", "示范县甲镇人民政府"]),
        2016_i16..=2027,
        proptest::option::of((1_i8..=12, 1_i8..=28)),
    );
    let texts = (any_lines(), proptest::collection::vec(any_lines(), 6), 0_u32..3);
    (head, texts, proptest::collection::vec((any_figure(), 0_i64..1_000_000), 200)).prop_map(
        |((organ, year, day), (preface, sections, corrections), figures)| {
            let mut report = AnnualReport::new(organ, year);
            report.published_on = day.map(|(month, day)| date(year + 1, month, day));
            report.preface = preface;
            let parts = Part::ALL.iter().zip(sections);
            report.sections = parts
                .map(|(part, lines)| Section { heading: part.heading().into(), paragraphs: lines })
                .collect();
            for (place, (count, part)) in Place::all(report.format).into_iter().zip(figures) {
                let amount = || figure(&format!("{}.{part:06}", part % 97));
                report.tables.set(place, if place.is_amount() { Some(amount()) } else { count });
            }
            report.corrections = (0..corrections)
                .map(|n| Correction {
                    version: n + 2,
                    on: date(year + 1, 3, 1),
                    reason: "更正表二（总计）".into(),
                })
                .collect();
            if report.format == Format::Older {
                report.sections.truncate(5);
            }
            report
        },
    )
}
