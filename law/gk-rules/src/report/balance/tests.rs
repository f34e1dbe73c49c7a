//! Tests of the checks (勾稽关系核对), each with vectors worked by hand.

use jiff::civil::date;
use proptest::prelude::*;

use super::super::annual::Section;
use super::super::format::{Format, Part};
use super::super::register::{PendingRule, Relief, ReliefResult, derive, tests::any_register};
use super::super::remark::Why;
use super::super::rows::{Applicants, Row};
use super::super::samples::{balanced, figure, from_register, place, set};
use super::*;
use crate::Coded;
use crate::report::figure::Figure;
use crate::report::places::Course;

fn empty(year: i16) -> AnnualReport {
    from_register(&[], year)
}

fn remarks(report: &AnnualReport, ground: &Ground<'_>) -> Vec<String> {
    check(report, ground)
        .remarks
        .iter()
        .map(|one| format!("{}{}", one.check.code(), one.severity.code()))
        .collect()
}

fn only(report: &AnnualReport, ground: &Ground<'_>, check: Balance) -> Vec<Remark> {
    super::check(report, ground).remarks.into_iter().filter(|one| one.check == check).collect()
}

fn text(report: &mut AnnualReport, part: Part, text: &str) {
    for section in report.sections.iter_mut().filter(|one| one.part() == Some(part)) {
        *section = Section::new(part.heading(), text);
    }
}

#[test]
fn a_report_of_nothing_is_in_order() {
    for year in [2019, 2020, 2021, 2025] {
        assert!(
            remarks(&empty(year), &Ground::default()).is_empty(),
            "{year}: {:?}",
            remarks(&empty(year), &Ground::default())
        );
    }
}

#[test]
fn the_vector_of_859_and_18_agrees_with_805_and_72() {
    let mut report = empty(2019);
    for column in ["person", "total"] {
        for (line, n) in [("b1", "859"), ("b2", "18"), ("b3.1", "805"), ("b3.7", "805"), ("b4", "72")] {
            set(&mut report, &format!("{line}.{column}"), n);
        }
    }
    assert!(remarks(&report, &Ground::default()).is_empty());
    set(&mut report, "b4.total", "71");
    let found = only(&report, &Ground::default(), Balance::BothHalves);
    assert_eq!(found[0].words, "表二“总计”列：第一项加第二项之和为877，第三项加第四项之和为876，相差1");
    assert_eq!(remarks(&report, &Ground::default()), ["K1E", "K3E"]);
}

#[test]
fn the_row_of_3746_adds_up_to_3830() {
    let mut report = empty(2025);
    let row = ["3746", "63", "0", "0", "19", "2", "3830"];
    for line in ["b1", "b3.1", "b3.7"] {
        for (column, n) in super::super::places::Column::EACH.iter().zip(row) {
            set(&mut report, &format!("{line}.{}", column.code()), n);
        }
    }
    assert!(remarks(&report, &Ground::default()).is_empty());
    set(&mut report, "b1.total", "3831");
    let found = only(&report, &Ground::default(), Balance::Applicants);
    assert_eq!((found[0].sides.map(|one| one.apart()), found[0].places.len()), (Some(figure("1")), 7));
}

#[test]
fn the_block_of_119_adds_up_to_259() {
    let mut report = empty(2025);
    for (outcome, n) in
        ["upheld", "corrected", "other", "pending", "total"].iter().zip(["119", "25", "91", "24", "259"])
    {
        set(&mut report, &format!("c.review.{outcome}"), n);
    }
    assert!(remarks(&report, &Ground::default()).is_empty());
    set(&mut report, "c.review.total", "260");
    assert_eq!(remarks(&report, &Ground::default()), ["K4E"]);
}

#[test]
fn results_add_up_to_their_total() {
    let mut report = empty(2025);
    set(&mut report, "b3.6.3.research", "1");
    let words: Vec<_> = check(&report, &Ground::default()).remarks.into_iter().map(|one| one.words).collect();
    assert_eq!(
        words,
        [
            "表二“科研机构”列：（一）至（六）各项办理结果之和为1，（七）总计为0，相差1",
            "表二“（六）其他处理 3.其他”行：自然人与各类法人或其他组织之和为1，总计为0，相差1",
        ]
    );
}

#[test]
fn what_is_carried_over_is_what_last_year_left() {
    let mut last = empty(2024);
    set(&mut last, "b4.person", "2");
    let report = empty(2025);
    let mut ground = Ground { last: Some(&last), ..Ground::default() };
    let found = only(&report, &ground, Balance::CarriedOver);
    assert_eq!(found[0].words, "表二“自然人”列：本年报告的上年结转为0，2024年报告的结转下年度为2，相差2");
    assert_eq!(found[0].severity, Severity::Error);
    ground.organ_changed = true;
    assert_eq!(only(&report, &ground, Balance::CarriedOver)[0].severity, Severity::Warning);
    let older = empty(2023);
    let ground = Ground { last: Some(&older), ..Ground::default() };
    assert!(only(&report, &ground, Balance::CarriedOver).is_empty());
    assert!(check(&report, &ground).not_run.iter().any(|one| one.check == Balance::CarriedOver));
}

#[test]
fn a_difference_in_what_is_carried_over_leads_to_the_cases_that_moved() {
    let case = |key: &str, ended: Option<i8>| CaseFacts {
        key: key.into(),
        received_on: date(2024, 12, 2),
        applicant: Applicants::Person,
        result: ended.map(|month| (Row::Disclosed, date(2024, month, 20))),
        relief: Vec::new(),
    };
    // When last year's report was made, both were open; later the register learnt that one had been answered.
    let then = derive(&[case("a", None), case("b", None)], 2024, PendingRule::YearOfStartAndYearOfEnd);
    let now = [case("a", None), case("b", Some(12))];
    let derived = derive(&now, 2025, PendingRule::YearOfStartAndYearOfEnd);
    let mut last = empty(2024);
    last.tables = then.tables.clone();
    let report = from_register(&now, 2025);
    let register = |last| Register { derived: &derived, last, cases: &now, is_complete: true, paid: None };
    let ground = Ground { last: Some(&last), register: Some(register(Some(&then))), ..Ground::default() };
    let found = only(&report, &ground, Balance::CarriedOver);
    assert!(!found.is_empty() && found.iter().all(|one| one.cases == ["b"]), "{found:?}");
    // Where the register says the same of both years, the figure of the report is wrong: it is held against those carried in.
    let same = derive(&now, 2024, PendingRule::YearOfStartAndYearOfEnd);
    let ground = Ground { last: Some(&last), register: Some(register(Some(&same))), ..Ground::default() };
    assert!(only(&report, &ground, Balance::CarriedOver).iter().all(|one| one.cases == ["a"]));
}

#[test]
fn documents_in_force_follow_from_last_years() {
    let mut last = empty(2024);
    set(&mut last, "a.normative.in_force", "10");
    let mut report = empty(2025);
    for (measure, n) in [("made", "3"), ("repealed", "2"), ("in_force", "11")] {
        set(&mut report, &format!("a.normative.{measure}"), n);
    }
    let ground = Ground { last: Some(&last), ..Ground::default() };
    assert!(only(&report, &ground, Balance::InForce).is_empty());
    set(&mut report, "a.normative.in_force", "10");
    let found = only(&report, &ground, Balance::InForce);
    assert_eq!((found.len(), found[0].severity), (1, Severity::Warning));
    let first = empty(2021);
    let before = empty(2020);
    let ground = Ground { last: Some(&before), ..Ground::default() };
    assert!(check(&first, &ground).not_run.iter().any(|one| one.check == Balance::InForce));
}

#[test]
fn counts_are_whole_and_never_negative() {
    let mut report = empty(2025);
    set(&mut report, "a.licence.decisions", "1.5");
    set(&mut report, "a.penalty.decisions", "-2");
    set(&mut report, "a.charge.charged", "12.5");
    assert_eq!(remarks(&report, &Ground::default()), ["K7E", "K7E"]);
    let mut old = empty(2020);
    set(&mut old, "a.licence.change", "-2");
    assert!(remarks(&old, &Ground::default()).is_empty());
}

#[test]
fn figures_in_the_text_are_those_of_the_tables() {
    let mut report = empty(2025);
    text(
        &mut report,
        Part::Overview,
        "本年新收政府信息公开申请十二件，上年结转0件。\n未发生行政复议、行政诉讼。",
    );
    let found = only(&report, &Ground::default(), Balance::Prose);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].words, "总体情况写“本年新收政府信息公开申请十二件”，本年新收申请在表格中为0，相差12");
}

#[test]
fn a_government_is_the_sum_of_those_below_it() {
    let mut own = empty(2025);
    set(&mut own, "a.charge.charged", "1.25");
    let town = empty(2025);
    let mut report = empty(2025);
    set(&mut report, "a.charge.charged", "1.25");
    let reports = vec![&own, &town];
    let below = |missing: &[&str]| {
        Some(Below {
            reports: reports.clone(),
            missing: missing.iter().map(|one| (*one).to_owned()).collect(),
        })
    };
    assert!(remarks(&report, &Ground { below: below(&[]), ..Ground::default() }).is_empty());
    let late =
        only(&report, &Ground { below: below(&["示范县教育局"]), ..Ground::default() }, Balance::Hierarchy);
    assert!(late[0].words.contains("示范县教育局"));
    set(&mut report, "a.charge.charged", "1.2");
    let found = only(&report, &Ground { below: below(&[]), ..Ground::default() }, Balance::Hierarchy);
    assert!(found[0].words.ends_with("相差0.05"), "{}", found[0].words);
}

#[test]
fn charging_is_stated_and_agrees_with_the_register() {
    let mut report = empty(2025);
    text(&mut report, Part::OtherMatters, "无");
    assert_eq!(remarks(&report, &Ground::default()), ["K10W"]);
    text(&mut report, Part::OtherMatters, "收取信息处理费120元。");
    let derived = derive(&[], 2025, PendingRule::YearOfStartAndYearOfEnd);
    let register = |paid: &[&str]| Register {
        derived: &derived,
        last: None,
        cases: &[],
        is_complete: true,
        paid: Some(paid.iter().map(|one| (*one).to_owned()).collect()),
    };
    let with = |paid: &[&str]| Ground { register: Some(register(paid)), ..Ground::default() };
    assert_eq!(remarks(&report, &with(&[])), ["K10W"]);
    assert!(remarks(&report, &with(&["a"])).is_empty());
    text(&mut report, Part::OtherMatters, "未收取信息处理费。");
    assert_eq!(only(&report, &with(&["a"]), Balance::Fees)[0].cases, ["a"]);
}

#[test]
fn the_register_names_the_cases_behind_a_difference() {
    let cases = [CaseFacts {
        key: "a".into(),
        received_on: date(2025, 2, 1),
        applicant: Applicants::Person,
        result: Some((Row::Disclosed, date(2025, 2, 9))),
        relief: Vec::new(),
    }];
    let derived = derive(&cases, 2025, PendingRule::YearOfStartAndYearOfEnd);
    let register =
        |is_complete| Register { derived: &derived, last: None, cases: &cases, is_complete, paid: None };
    let mut report = from_register(&cases, 2025);
    let ground = Ground { register: Some(register(true)), ..Ground::default() };
    assert!(remarks(&report, &ground).is_empty());
    set(&mut report, "b3.1.person", "0");
    assert_eq!(remarks(&report, &ground), ["K2E", "K3E", "K11E"]);
    assert!(check(&report, &ground).remarks.iter().all(|one| one.cases == ["a"]));
    let ground = Ground { register: Some(register(false)), ..Ground::default() };
    assert_eq!(only(&report, &ground, Balance::Register)[0].severity, Severity::Warning);
}

#[test]
fn suits_after_reconsideration_are_not_more_than_reconsiderations() {
    let mut last = empty(2024);
    set(&mut last, "c.review.upheld", "1");
    set(&mut last, "c.review.total", "1");
    let mut report = empty(2025);
    set(&mut report, "c.after_review.pending", "2");
    set(&mut report, "c.after_review.total", "2");
    let ground = Ground { last: Some(&last), ..Ground::default() };
    assert_eq!(remarks(&report, &ground), ["K12W"]);
    set(&mut last, "c.review.other", "1");
    set(&mut last, "c.review.total", "2");
    let ground = Ground { last: Some(&last), ..Ground::default() };
    assert!(remarks(&report, &ground).is_empty());
}

#[test]
fn a_refusal_is_not_sued_over_directly_since_2024() {
    let suit = |row| {
        [CaseFacts {
            key: "a".into(),
            received_on: date(2025, 2, 1),
            applicant: Applicants::Person,
            result: Some((row, date(2025, 2, 9))),
            relief: vec![Relief {
                course: Course::Direct,
                started_on: date(2025, 5, 1),
                ended: Some((ReliefResult::Upheld, date(2025, 9, 1))),
            }],
        }]
    };
    for (row, found) in
        [(Row::InProcess, vec!["K13W"]), (Row::NotHeld, vec![]), (Row::SpecialInquiry, vec![])]
    {
        let cases = suit(row);
        let derived = derive(&cases, 2025, PendingRule::YearOfStartAndYearOfEnd);
        let register =
            Register { derived: &derived, last: None, cases: &cases, is_complete: true, paid: None };
        let ground = Ground { register: Some(register), ..Ground::default() };
        assert_eq!(remarks(&from_register(&cases, 2025), &ground), found, "{row:?}");
        assert_eq!(remarks(&from_register(&cases, 2025), &Ground::default()), ["K13W"]);
    }
    let mut old = empty(2023);
    set(&mut old, "c.direct.upheld", "1");
    set(&mut old, "c.direct.total", "1");
    assert!(remarks(&old, &Ground::default()).is_empty());
}

#[test]
fn six_headings_stand_in_order_and_none_is_empty() {
    let mut report = empty(2025);
    report.sections.swap(0, 1);
    text(&mut report, Part::Problems, "");
    report.sections[5].heading = "六、其他事项".into();
    let words: Vec<_> =
        only(&report, &Ground::default(), Balance::Headings).into_iter().map(|one| one.words).collect();
    assert_eq!(
        words,
        [
            "标题“六、其他事项”不是统一格式的标题",
            "缺少“六、其他需要报告的事项”部分",
            "各部分的顺序与统一格式不一致",
            "“五、存在的主要问题及改进情况”部分没有内容",
        ]
    );
}

#[test]
fn a_blank_is_asked_for_and_spoils_no_sum() {
    let mut report = empty(2025);
    report.tables.set(place("b1.total"), None);
    assert_eq!(remarks(&report, &Ground::default()), ["K15E"]);
    report.tables.c = Default::default();
    let found = only(&report, &Ground::default(), Balance::Blanks);
    assert!(found[1].words.starts_with("表三有15个单元格没有数字"), "{}", found[1].words);
}

#[test]
fn every_problem_of_last_year_is_answered() {
    let mut last = empty(2024);
    text(&mut last, Part::Problems, "一是政策解读形式单一；二是答复文书不规范。");
    let mut report = empty(2025);
    text(&mut report, Part::Problems, "针对政策解读形式单一的问题，丰富了形式。");
    let ground = Ground { last: Some(&last), ..Ground::default() };
    let found = only(&report, &ground, Balance::LastProblems);
    assert_eq!(found.len(), 1);
    assert!(found[0].words.contains("答复文书不规范"));
}

#[test]
fn the_day_of_publication_is_in_time() {
    let mut report = empty(2025);
    report.published_on = Some(date(2026, 2, 1));
    assert_eq!(remarks(&report, &Ground::default()), ["K17W"]);
    assert!(
        remarks(&report, &Ground { reporter: Some(Reporter::Government), ..Ground::default() }).is_empty()
    );
    report.published_on = Some(date(2025, 12, 20));
    assert_eq!(remarks(&report, &Ground::default()), ["K17W"]);
    report.published_on = None;
    report.title = "年报".into();
    assert_eq!(remarks(&report, &Ground::default()), ["K17W", "K17W"]);
}

#[test]
fn a_report_is_published_when_every_warning_is_explained() {
    let mut report = empty(2025);
    report.published_on = Some(date(2026, 2, 1));
    let checked = check(&report, &Ground::default());
    let codes = |explanations: &[Explanation]| -> Vec<_> {
        reasons_not_to_publish(&checked, explanations).iter().map(|one| one.code).collect()
    };
    assert_eq!(codes(&[]), ["report.warning_unexplained"]);
    let answer =
        Explanation { stamp: checked.remarks[0].stamp(), why: Why::Other, words: "系统故障".into() };
    assert!(codes(&[answer]).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn tables_built_from_any_register_agree(report in balanced()) {
        let checked = check(&report, &Ground::default());
        prop_assert_eq!(checked.errors(), 0, "{:?}", checked.remarks);
    }

    #[test]
    fn tables_of_the_older_format_agree_too(cases in any_register(30)) {
        let mut moved = cases;
        for case in &mut moved {
            case.received_on = date(2019, case.received_on.month(), case.received_on.day());
            case.result = case.result.map(|(row, on)| (row, date(2020, on.month(), on.day())));
        }
        for year in [2019, 2020] {
            let report = from_register(&moved, year);
            prop_assert_eq!(report.format, Format::Of2019);
            prop_assert_eq!(check(&report, &Ground::default()).errors(), 0);
        }
    }

    #[test]
    fn a_single_changed_cell_of_tables_b_and_c_is_found(report in balanced(), at in 0_usize..190, by in 1_u64..50) {
        let place = report.places().into_iter().filter(|one| !matches!(one, Place::A(..))).nth(at).unwrap();
        let mut changed = report.clone();
        changed.tables.set(place, report.tables.get(place).map(|one| one.plus(Figure::of(by).unwrap())));
        let found = check(&changed, &Ground::default());
        prop_assert!(found.remarks.iter().any(|one| one.severity == Severity::Error && one.places.contains(&place)));
    }

    #[test]
    fn a_single_changed_cell_of_any_table_is_found_against_those_below(report in balanced(), at in 0_usize..200, by in 1_u64..50) {
        let place = report.places()[at];
        let mut changed = report.clone();
        changed.tables.set(place, report.tables.get(place).map(|one| one.plus(Figure::of(by).unwrap())));
        let ground = Ground { below: Some(Below { reports: vec![&report], missing: Vec::new() }), ..Ground::default() };
        prop_assert!(only(&changed, &ground, Balance::Hierarchy).iter().any(|one| one.places == [place]));
        prop_assert!(only(&report, &ground, Balance::Hierarchy).is_empty());
    }
}
