//! Tests of reading reports (年度报告读入): round trips, and messy layouts with known answers.

use proptest::prelude::*;

use super::super::layout;
use super::super::places::{Act, Column, Course, Measure, Outcome};
use super::super::samples::{any_report, figure, from_register, place, set};
use super::*;
use crate::catalog::sheet::{Merge, Sheet};

fn read_one(pieces: &[Piece]) -> Taken {
    read(pieces, &Known::default()).unwrap()
}

fn codes(taken: &Taken) -> Vec<&'static str> {
    taken.diagnostics.iter().map(|one| one.code.code()).collect()
}

/// A report whose figures are all different, so that a cell in the wrong place is seen.
fn sample(year: i16) -> AnnualReport {
    let mut report = from_register(&[], year);
    for (n, place) in report.places().into_iter().enumerate() {
        report.tables.set(place, Some(figure(&(1000 + n).to_string())));
    }
    report
}

/// What stands on the page, as it is copied: cells of a row with tabs between them.
fn copied(report: &AnnualReport) -> Vec<Piece> {
    let lines = layout::pieces(report).into_iter().flat_map(|piece| match piece {
        Piece::Text(text) => vec![text],
        Piece::Table(sheet) => sheet.rows.iter().map(|row| row.join("\t")).collect(),
    });
    lines.map(Piece::Text).collect()
}

fn sheet_of(pieces: &mut [Piece], part: Part) -> &mut Sheet {
    pieces
        .iter_mut()
        .find_map(|piece| match piece {
            Piece::Table(sheet) if sheet.name == part.heading() => Some(sheet),
            _ => None,
        })
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_report_laid_out_is_read_back(report in any_report()) {
        let taken = read_one(&layout::pieces(&report));
        prop_assert_eq!(&taken.report, &report);
        prop_assert!(taken.diagnostics.iter().all(|one| one.code == Unread::Blank), "{:?}", taken.diagnostics);
        prop_assert_eq!(taken.diagnostics.len(), report.blanks().len());
    }

    #[test]
    fn a_report_copied_as_text_is_read_back(report in any_report()) {
        let taken = read_one(&copied(&report));
        prop_assert_eq!(&taken.report.tables, &report.tables);
    }

    #[test]
    fn no_pieces_break_the_reading(lines in proptest::collection::vec("[一二三、.0-9 \t年政府信息公开度报告自然人商业企业总计]{0,24}", 0..12), rows in proptest::collection::vec(proptest::collection::vec("[信息内容自然人商业企业行政复议诉讼0-9]{0,6}", 0..5), 0..6)) {
        let mut pieces: Vec<Piece> = lines.into_iter().map(Piece::Text).collect();
        pieces.push(Piece::Table(Sheet { rows, ..Sheet::default() }));
        let _ = read(&pieces, &Known { organ: None, year: Some(2025) });
    }
}

#[test]
fn every_cell_finds_its_place_with_merges_and_without() {
    for year in [2020, 2025] {
        let report = sample(year);
        let mut pieces = layout::pieces(&report);
        assert_eq!(read_one(&pieces).report.tables, report.tables);
        for piece in &mut pieces {
            if let Piece::Table(sheet) = piece {
                sheet.merges.clear();
            }
        }
        let taken = read_one(&pieces);
        assert_eq!(taken.report.tables, report.tables, "{:?}", taken.diagnostics);
    }
}

#[test]
fn text_with_one_cell_a_line_is_read() {
    let report = sample(2025);
    let lines = layout::pieces(&report).into_iter().flat_map(|piece| match piece {
        Piece::Text(text) => vec![text],
        Piece::Table(sheet) => sheet.rows.concat().into_iter().filter(|cell| !cell.is_empty()).collect(),
    });
    let taken = read_one(&lines.map(Piece::Text).collect::<Vec<_>>());
    assert_eq!(taken.report, report, "{:?}", taken.diagnostics);
}

#[test]
fn text_with_blanks_between_cells_is_read() {
    let report = sample(2025);
    let lines = layout::pieces(&report).into_iter().flat_map(|piece| match piece {
        Piece::Text(text) => vec![text],
        Piece::Table(sheet) => sheet
            .rows
            .iter()
            .map(|row| row.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" "))
            .collect(),
    });
    let taken = read_one(&lines.map(Piece::Text).collect::<Vec<_>>());
    assert_eq!(taken.report, report, "{:?}", taken.diagnostics);
}

#[test]
fn a_row_of_text_with_too_few_figures_is_told_and_left_blank() {
    let mut pieces = copied(&sample(2025));
    for piece in &mut pieces {
        if let Piece::Text(text) = piece
            && text.contains("2.重复申请")
        {
            *text = text.rsplit_once('\t').unwrap().0.to_owned();
        }
    }
    let taken = read_one(&pieces);
    assert_eq!(codes(&taken), ["GK-R012"]);
    assert_eq!(taken.report.blanks().len(), 7);
    assert!(taken.diagnostics[0].words.contains("有6个数字，应有7个"), "{}", taken.diagnostics[0].words);
}

#[test]
fn all_in_one_sheet_is_read() {
    let report = sample(2025);
    let mut all = Sheet { first_row: 1, name: "Sheet1".into(), ..Sheet::default() };
    for piece in layout::pieces(&report) {
        let down = all.rows.len();
        match piece {
            Piece::Text(text) => all.rows.push(vec![text]),
            Piece::Table(sheet) => {
                all.merges.extend(sheet.merges.iter().map(|one| Merge {
                    top: one.top + down,
                    bottom: one.bottom + down,
                    ..*one
                }));
                all.rows.extend(sheet.rows);
            }
        }
    }
    let taken = read_one(&[Piece::Table(all)]);
    assert_eq!(taken.report, report, "{:?}", taken.diagnostics);
}

#[test]
fn a_table_cut_at_the_end_of_a_page_goes_on_in_the_next() {
    let report = sample(2025);
    let mut pieces = layout::pieces(&report);
    let sheet = sheet_of(&mut pieces, Part::Applications);
    let rest = sheet.rows.split_off(13);
    sheet.merges.retain(|one| one.bottom < 13);
    let at =
        pieces.iter().position(|piece| matches!(piece, Piece::Table(one) if one.rows.len() == 13)).unwrap();
    let next = Sheet { rows: rest, first_row: 1, name: "续".into(), merges: Vec::new() };
    pieces.insert(at + 1, Piece::Text("— 3 —".into()));
    pieces.insert(at + 2, Piece::Table(next));
    let taken = read_one(&pieces);
    assert_eq!(taken.report.tables, report.tables, "{:?}", taken.diagnostics);
}

#[test]
fn a_heading_repeated_on_the_next_page_is_no_row() {
    let report = sample(2025);
    let mut pieces = layout::pieces(&report);
    let sheet = sheet_of(&mut pieces, Part::Applications);
    sheet.merges.clear();
    let heads: Vec<_> = sheet.rows[..3].to_vec();
    sheet.rows.splice(15..15, heads);
    let taken = read_one(&pieces);
    assert_eq!((taken.report.tables, codes(&read_one(&pieces))), (report.tables, vec![]));
}

#[test]
fn a_label_cut_in_two_rows_is_put_together() {
    let report = sample(2025);
    let mut pieces = layout::pieces(&report);
    let sheet = sheet_of(&mut pieces, Part::Applications);
    sheet.merges.clear();
    let at = sheet.rows.iter().position(|row| row[2].starts_with("2.其他法律")).unwrap();
    let mut second = vec![String::new(); 10];
    second[2] = "行政法规禁止公开".into();
    sheet.rows[at][2] = "2.其他法律".into();
    // Half of the figures went to the second half of the row.
    let first = &mut sheet.rows[at];
    for (here, there) in first.iter_mut().zip(&mut second).skip(6) {
        *there = std::mem::take(here);
    }
    sheet.rows.insert(at + 1, second);
    let taken = read_one(&pieces);
    assert_eq!(taken.report.tables, report.tables, "{:?}", taken.diagnostics);
}

#[test]
fn noise_in_cells_is_read_and_what_is_unclear_is_left_blank_with_its_cell() {
    let report = sample(2025);
    let mut pieces = layout::pieces(&report);
    let sheet = sheet_of(&mut pieces, Part::Applications);
    let b1 = |column: usize| (3_usize, column);
    for ((row, column), text) in [
        (b1(3), "１，０１０"),
        (b1(4), " 1011件 "),
        (b1(5), "/"),
        (b1(6), "—"),
        (b1(7), ""),
        (b1(8), "约3"),
        (b1(9), "〃"),
    ] {
        sheet.rows[row][column] = text.into();
    }
    sheet.rows[1][3] = "自 然\n人".into();
    sheet.rows[5][1] = "（一） 予以公开".into();
    let taken = read_one(&pieces);
    let b1 = |column: &str| taken.report.figure(place(&format!("b1.{column}")));
    assert_eq!((b1("person"), b1("enterprise")), (Some(figure("1010")), Some(figure("1011"))));
    assert_eq!(
        [b1("research"), b1("charity"), b1("legal_service"), b1("other_body"), b1("total")],
        [None; 5]
    );
    assert_eq!(codes(&taken), ["GK-R008", "GK-R008", "GK-R008", "GK-R009", "GK-R008"]);
    let spots: Vec<String> = taken.diagnostics.iter().map(|one| one.spot.to_string()).collect();
    assert_eq!(spots[0], "表“三、收到和处理政府信息公开申请情况”第4行F列");
    assert!(taken.diagnostics[0].words.ends_with("为“/”，不等于0"), "{}", taken.diagnostics[0].words);
    assert_eq!(taken.report.blanks().len(), 5);
}

#[test]
fn a_table_of_2019_in_a_report_of_2021_is_told_and_never_split() {
    let mut pieces = layout::pieces(&sample(2020));
    pieces[0] = Piece::Text("示范县民政局2021年政府信息公开工作年度报告".into());
    let taken = read_one(&pieces);
    assert_eq!((taken.report.format, codes(&taken)), (Format::Of2019, vec!["GK-R013"]));
    assert_eq!(taken.report.tables, sample(2020).tables);
}

#[test]
fn unknown_rows_and_columns_are_told_and_not_guessed() {
    let mut pieces = layout::pieces(&sample(2025));
    let sheet = sheet_of(&mut pieces, Part::Applications);
    sheet.rows[6][1] = "（二）部分予以公开或者区分处理".into();
    sheet.rows[2][5] = "科研单位".into();
    let sheet = sheet_of(&mut pieces, Part::Proactive);
    sheet.rows[12][1] = "本年收费金额（单位：元）".into();
    let taken = read_one(&pieces);
    assert_eq!(
        codes(&taken),
        ["GK-R006", "GK-R006", "GK-R005", "GK-R011", "GK-R011"],
        "{:?}",
        taken.diagnostics
    );
}

#[test]
fn the_same_cell_twice_with_two_figures_is_blank() {
    let mut pieces = layout::pieces(&sample(2025));
    let sheet = sheet_of(&mut pieces, Part::Applications);
    let mut again = sheet.rows[4].clone();
    again[9] = "1".into();
    sheet.rows.push(again);
    let taken = read_one(&pieces);
    assert_eq!(codes(&taken), ["GK-R010"]);
    assert_eq!(taken.report.blanks(), [place("b2.total")]);
}

#[test]
fn a_near_label_is_read_and_told() {
    let mut pieces = layout::pieces(&sample(2025));
    let sheet = sheet_of(&mut pieces, Part::Applications);
    let row = sheet.rows.iter_mut().find(|row| row[2].starts_with("5.要求行政机关确认")).unwrap();
    row[2] = "5.要求行政机关确认或重新出具已获取的信息".into();
    let taken = read_one(&pieces);
    assert_eq!((codes(&taken), taken.report.tables), (vec!["GK-R007"], sample(2025).tables));
}

#[test]
fn without_a_year_there_is_no_report() {
    let pieces = [Piece::Text("年度报告".into())];
    let found = read(&pieces, &Known::default()).unwrap_err();
    let codes: Vec<_> = found.iter().map(|one| one.code.code()).collect();
    assert_eq!(codes, ["GK-R001", "GK-R003", "GK-R002"]);
    let taken = read(&pieces, &Known { organ: Some("示范县".into()), year: Some(2025) }).unwrap();
    assert_eq!(taken.report.title, "");
    assert!(taken.diagnostics.iter().filter(|one| one.code == Unread::NoTable).count() == 3);
}

#[test]
fn organ_and_title_may_stand_on_two_lines() {
    let mut pieces = layout::pieces(&sample(2025));
    pieces[0] = Piece::Text("示范县民政局\n2025年政府信息公开工作年度报告".into());
    let report = read_one(&pieces).report;
    assert_eq!(
        (report.organ.as_str(), report.title.as_str()),
        ("示范县民政局", "示范县民政局2025年政府信息公开工作年度报告")
    );
}

#[test]
fn figures_of_each_table_stand_where_they_stood() {
    let mut report = from_register(&[], 2025);
    set(&mut report, "a.rules.repealed", "3");
    set(&mut report, "c.after_review.other", "5");
    let read = read_one(&layout::pieces(&report)).report.tables;
    assert_eq!(read.a.get(Act::Rules, Measure::Repealed), Some(figure("3")));
    assert_eq!(read.c.get(Course::AfterReview, Outcome::OtherResult), Some(figure("5")));
    assert_eq!(read.b.get(Line::Total, Column::All), Some(Figure::ZERO));
}
