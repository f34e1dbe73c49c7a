//! Annual reports out and in again: workbook, document and page give back the report that was written.

use gk_base::annual;
use gk_rules::catalog::sheet::{Merge, Piece, Sheet};
use gk_rules::report::reading::{self, Known, Taken};
use gk_rules::report::{AnnualReport, Correction, Figure, Place, Written, layout};
use proptest::prelude::*;

use super::build::{docx, p, tc};
use crate::{Limits, pieces, write_xlsx};

/// Any report: figures, decimals and blanks from a seed.
fn report(year: i16, seed: u64) -> AnnualReport {
    let mut report = AnnualReport::new("示范县民政局", year);
    let mut state = seed | 1;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for place in report.places() {
        let figure = if place.is_amount() {
            match Figure::read(&format!("{}.{:06}", next(100_000), next(1_000_000))) {
                Written::Figure(figure) => Some(figure),
                other => panic!("{other:?}"),
            }
        } else {
            Figure::of(next(100_000))
        };
        report.tables.set(place, figure.filter(|_| next(10) > 0));
    }
    report.preface = vec!["联系电话：0000-1234567 地址：示范县".into()];
    for section in &mut report.sections {
        section.paragraphs = vec!["（一）主动公开。公开 <信息> 120条 & 解读12件。".into(), "=1+1".into()];
    }
    report.published_on = Some(day(year + 1, 1, 30));
    if next(2) == 0 {
        let on = day(year + 1, 3, 1);
        report.corrections.push(Correction { version: 2, on, reason: "更正表二（总计）".into() });
    }
    report
}

fn day(year: i16, month: i8, day: i8) -> gk_rules::Day {
    gk_rules::Day::new(year, month, day).unwrap()
}

fn read(name: &str, bytes: &[u8]) -> Taken {
    let (pieces, _) = pieces(name, bytes, &Limits::default()).unwrap();
    reading::read(&pieces, &Known::default()).unwrap()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn merge_at(sheet: &Sheet, row: usize, column: usize) -> Option<&Merge> {
    sheet.merges.iter().find(|m| (m.top..=m.bottom).contains(&row) && (m.left..=m.right).contains(&column))
}

/// A table as an office program writes it.
fn word_table(sheet: &Sheet) -> String {
    let mut out = String::from("<w:tbl>");
    for (number, row) in sheet.rows.iter().enumerate() {
        out += "<w:tr>";
        let mut column = 0;
        while column < row.len() {
            let merge = merge_at(sheet, number, column).copied();
            let merge = merge.unwrap_or(Merge { top: number, left: column, bottom: number, right: column });
            let mut properties = format!("<w:gridSpan w:val=\"{}\"/>", merge.right - merge.left + 1);
            if merge.bottom > merge.top {
                properties +=
                    if merge.top == number { "<w:vMerge w:val=\"restart\"/>" } else { "<w:vMerge/>" };
            }
            out += &tc(&properties, &escaped(&row[column]));
            column = merge.right + 1;
        }
        out += "</w:tr>";
    }
    out + "</w:tbl>"
}

/// A table as a page has it.
fn page_table(sheet: &Sheet) -> String {
    let mut out = String::from("<table>");
    for (number, row) in sheet.rows.iter().enumerate() {
        out += "<tr>";
        for (column, text) in row.iter().enumerate() {
            let span = match merge_at(sheet, number, column) {
                Some(m) if (m.top, m.left) == (number, column) => {
                    (m.bottom - m.top + 1, m.right - m.left + 1)
                }
                Some(_) => continue,
                None => (1, 1),
            };
            out +=
                &format!("<td rowspan=\"{}\" colspan=\"{}\"><p>{}</p></td>", span.0, span.1, escaped(text));
        }
        out += "</tr>";
    }
    out + "</table>"
}

fn word(report: &AnnualReport) -> Vec<u8> {
    let pieces = layout::pieces(report);
    let body = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => p(&escaped(text)),
        Piece::Table(sheet) => word_table(sheet),
    });
    docx(&body.collect::<String>())
}

fn page(report: &AnnualReport) -> String {
    let body = layout::pieces(report).into_iter().map(|piece| match piece {
        Piece::Text(text) => format!("<p>{}</p>", escaped(&text)),
        Piece::Table(sheet) => page_table(&sheet),
    });
    format!(
        "<!DOCTYPE html><html><head><title>年报 - 示范县</title></head><body>{}</body></html>",
        body.collect::<String>()
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn a_report_comes_back_from_every_kind_of_file(year in 2017_i16..=2026, seed in any::<u64>()) {
        let report = report(year, seed);
        let workbook = write_xlsx(&annual::book(&report)).unwrap();
        prop_assert_eq!(&read("年报.xlsx", &workbook).report, &report);
        prop_assert_eq!(&read("年报.docx", &word(&report)).report, &report);
        prop_assert_eq!(&read("年报.html", page(&report).as_bytes()).report, &report);
        let json = annual::json(&report).unwrap();
        let (taken, _) = annual::take(&crate::Files, ("年报.json", &json), &Known::default()).unwrap();
        prop_assert_eq!(&taken.report, &report);
    }
}

#[test]
fn text_around_tables_keeps_its_order() {
    let report = report(2025, 7);
    let (pieces, _) = pieces("年报.docx", &word(&report), &Limits::default()).unwrap();
    let tables: Vec<usize> = (0..pieces.len()).filter(|at| matches!(pieces[*at], Piece::Table(_))).collect();
    assert_eq!(tables.len(), 3);
    for (at, heading) in tables.iter().zip(["二、", "三、", "四、"]) {
        let before = pieces[..*at].iter().rev().find_map(|piece| match piece {
            Piece::Text(text) if text.contains('、') && text.chars().nth(1) == Some('、') => {
                Some(text.clone())
            }
            _ => None,
        });
        assert!(before.unwrap().starts_with(heading));
    }
}

#[test]
fn a_table_cut_into_two_by_a_page_is_one() {
    let report = report(2025, 9);
    let mut html = String::new();
    for piece in layout::pieces(&report) {
        match piece {
            Piece::Text(text) => html += &format!("<p>{}</p>", escaped(&text)),
            Piece::Table(mut sheet) if sheet.rows.len() > 20 => {
                sheet.merges.retain(|one| one.bottom < 10 && one.top < 10);
                let rest = Sheet { rows: sheet.rows.split_off(10), ..Sheet::default() };
                html += &format!("{}<p>- 2 -</p>{}", page_table(&sheet), page_table(&rest));
            }
            Piece::Table(sheet) => html += &page_table(&sheet),
        }
    }
    assert_eq!(
        read("年报.html", format!("<html><body>{html}</body></html>").as_bytes()).report.tables,
        report.tables
    );
}

#[test]
fn the_first_figure_that_does_not_fit_the_schema_is_told_with_its_line() {
    let json = String::from_utf8(annual::json(&report(2025, 3)).unwrap()).unwrap();
    let broken = json.replacen("\"direct\": {", "\"direct\": {\n\"won\": 1,", 1);
    let error = annual::take(&crate::Files, ("年报.json", broken.as_bytes()), &Known::default()).unwrap_err();
    match error {
        annual::NotTaken::Report(found) => {
            assert!(found[0].words.contains("c.direct.won"), "{}", found[0].words);
        }
        annual::NotTaken::File(trouble) => panic!("{trouble}"),
    }
    assert_eq!(Place::from_code("c.direct.won"), None);
}
