//! `gongkai report` as scripts use it: checks and conversions, compared with golden files, and every form read back.

#![expect(clippy::expect_used, reason = "a test may stop on a broken test")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use askama::Template as _;
use gk_base::annual;
use gk_rules::report::reading::{self, Known};
use gk_rules::report::{AnnualReport, Figure, Place};
use gk_webkit::annual::ReportArticle;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn file(name: &str) -> String {
    folder().join("files").join(name).display().to_string()
}

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(args).stdin(Stdio::null()).output().expect("the binary runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("it writes UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("it writes UTF-8")
}

#[track_caller]
fn golden(args: &[&str], name: &str, code: i32) {
    let output = run(args);
    let expected = std::fs::read_to_string(folder().join("golden").join(name)).expect("the golden file");
    assert_eq!(out(&output), expected, "{args:?}: {}", err(&output));
    assert_eq!(output.status.code(), Some(code), "{args:?}");
}

fn report(name: &str) -> AnnualReport {
    let bytes = std::fs::read(folder().join("files").join(name)).expect("the file");
    serde_json::from_slice(&bytes).expect("a report")
}

#[test]
fn a_report_in_order_has_no_remark_and_follows_from_last_years() {
    let (this, last) = (file("report_2025.json"), file("report_2024.json"));
    golden(&["report", "check", &this, "--last", &last], "report_check.txt", 0);
    golden(&["report", "check", &this, "--last", &last, "--json"], "report_check.json", 0);
}

#[test]
fn a_page_with_blanks_strokes_and_wrong_sums_is_told_cell_by_cell() {
    golden(&["report", "check", &file("report_messy.html")], "report_messy.txt", 1);
    golden(&["report", "check", &file("report_messy.html"), "--json"], "report_messy.json", 1);
}

#[test]
fn a_report_is_written_as_a_page_and_as_data() {
    golden(&["report", "convert", &file("report_2025.json"), "--to", "html"], "report_convert.html", 0);
    let output = run(&["report", "convert", &file("report_messy.html"), "--to", "json"]);
    let read: AnnualReport = serde_json::from_slice(&output.stdout).expect("a report");
    assert_eq!((read.blanks().len(), output.status.code()), (2, Some(1)));
    assert!(err(&output).contains("GK-R008"), "{}", err(&output));
}

#[test]
fn a_workbook_is_read_back_as_it_was_written() {
    let dir = tempfile::tempdir().expect("a folder");
    let at = dir.path().join("report.xlsx").display().to_string();
    let output = run(&["report", "convert", &file("report_2025.json"), "--to", "xlsx", "-o", &at]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let back = run(&["report", "convert", &at, "--to", "json"]);
    let read: AnnualReport = serde_json::from_slice(&back.stdout).expect("a report");
    assert_eq!((read, back.status.code()), (report("report_2025.json"), Some(0)));
}

#[test]
fn what_is_no_report_is_refused_with_what_it_lacks() {
    let dir = tempfile::tempdir().expect("a folder");
    let at = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::write(&path, text).expect("written");
        path.display().to_string()
    };
    let no_year = run(&["report", "check", &at("a.txt", "今年的工作\n")]);
    assert!(err(&no_year).contains("GK-R002"), "{}", err(&no_year));
    assert_eq!((out(&no_year).as_str(), no_year.status.code()), ("", Some(1)));
    let schema = run(&["report", "check", &at("b.json", "{\"schema\": 1}")]);
    assert!(err(&schema).contains("GK-R015") && err(&schema).contains("第1行"), "{}", err(&schema));
    let missing = run(&["report", "check", &dir.path().join("none.xlsx").display().to_string()]);
    assert_eq!(missing.status.code(), Some(2));
}

/// Takes the fragment of a page through the reader of pages.
fn through_a_page(report: &AnnualReport) -> AnnualReport {
    let links: BTreeMap<Place, String> =
        report.places().into_iter().map(|place| (place, format!("/cases?cell={}", place.code()))).collect();
    let html = ReportArticle::new(report, &links, 1).render().expect("a page");
    let (pieces, _) =
        gk_sheets::pieces("report.html", html.as_bytes(), &gk_sheets::Limits::default()).expect("pieces");
    reading::read(&pieces, &Known::default()).expect("a report").report
}

#[test]
fn the_fragment_of_a_page_is_read_back_with_links_and_blanks() {
    let mut one = report("report_2025.json");
    assert_eq!(through_a_page(&one), one);
    for (n, place) in one.places().into_iter().enumerate() {
        one.tables.set(place, Some(Figure::count(n)).filter(|_| n % 7 > 0));
    }
    assert_eq!(through_a_page(&one), one);
    let mut old = AnnualReport::new("示范县民政局", 2020);
    for (n, place) in old.places().into_iter().enumerate() {
        old.tables.set(place, Some(Figure::count(n)));
    }
    assert_eq!(through_a_page(&old), old);
}

#[test]
fn every_figure_of_the_fragment_names_headings_that_exist() {
    let one = report("report_2025.json");
    let links = BTreeMap::new();
    let html = ReportArticle::new(&one, &links, 1).render().expect("a page");
    let values = |name: &str| -> Vec<String> {
        html.split(&format!(" {name}=\""))
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned)
            .collect()
    };
    let ids = values("id");
    let named = values("headers");
    assert_eq!(named.len(), 200);
    for id in named.iter().flat_map(|list| list.split(' ')) {
        assert_eq!(ids.iter().filter(|one| *one == id).count(), 1, "{id}");
    }
    assert_eq!(html.matches("<caption>").count(), 3);
    let workbook = annual::book(&one);
    assert_eq!(workbook.sheets.len(), 4);
}
