//! Periods counted on the real calendar: the rules T1 to T8 with worked examples, a table of dates, and their properties.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may stop where its own data is wrong"
)]

use gk_rules::Day;
use gk_rules::time::calendar::{Calendar, DayKind};
use gk_rules::time::clock::{Change, Clock, ClockFault};
use gk_rules::time::counting::{CountingRule, Due, Explanation, Fate, Undetermined, count};
use gk_rules::time::dense::{Dense, day_number, from_day_number};
use gk_rules::time::engine::{self, Settings, due};
use gk_rules::time::limit::{Span, Unit};
use gk_rules::time::read::read;
use gk_standards::calendar::calendar;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().expect("a date of this file")
}
const fn wd(n: u32) -> Span {
    Span { n, unit: Unit::WorkingDay }
}
const fn days(n: u32) -> Span {
    Span { n, unit: Unit::Day }
}
fn counted(from: &str, span: Span) -> (Due, Explanation) {
    count(day(from), span, &[], &calendar())
}
fn applied(explanation: &Explanation) -> Vec<CountingRule> {
    explanation.applied.iter().map(|one| one.rule).collect()
}
fn first_due(phrase: &str, from: &str) -> Due {
    due(&read(phrase).rules[0], day(from).into(), &calendar(), &Settings::default()).due
}

#[test]
fn the_table_of_dated_examples_holds() {
    let lines: Vec<_> = include_str!("due.golden").lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.len() >= 40);
    for line in lines {
        let [phrase, from, expected] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let found = first_due(phrase, from);
        let found = match (found.date, found.not_announced) {
            (Some(date), None) => date.to_string(),
            (None, Some(year)) => format!("not-announced {year}"),
            other => format!("{other:?}"),
        };
        assert_eq!(found, expected, "{phrase} {from}");
    }
}

#[test]
fn t1_the_starting_day_is_not_counted() {
    let (due, explanation) = counted("2025-03-03", days(1));
    assert_eq!(due, Due::on(day("2025-03-04")));
    assert_eq!(explanation.steps[0].fate, Fate::Start);
    assert_eq!(explanation.steps[0].count, 0);
    let basis = explanation.applied[0].basis.expect("T1 has an article");
    assert_eq!(basis.to_string(), "《民法典》第二百零一条第一款");
}

#[test]
fn t1_hours_run_from_the_moment() {
    let rule = &read("24小时内").rules[0];
    let event = engine::Event { day: day("2025-01-27"), time: Some(jiff::civil::time(15, 30, 0, 0)) };
    let derived = due(rule, event, &calendar(), &Settings::default());
    assert_eq!(derived.due.date, Some(day("2025-01-28")), "the Spring Festival does not move hours");
    assert_eq!(derived.due.time, Some(jiff::civil::time(15, 30, 0, 0)));
    assert_eq!(first_due("24小时内", "2025-01-27").date, Some(day("2025-01-28")));
}

#[test]
fn t2_a_month_ends_on_the_same_numbered_day_or_the_last() {
    let month = |n| Span { n, unit: Unit::Month };
    assert_eq!(counted("2024-01-31", month(1)).0, Due::on(day("2024-02-29")));
    assert_eq!(counted("2025-03-12", month(1)).0, Due::on(day("2025-04-14")), "12 April is a Saturday");
    assert_eq!(counted("2025-03-11", month(1)).0, Due::on(day("2025-04-11")));
    assert!(applied(&counted("2024-01-31", month(1)).1).contains(&CountingRule::MonthEnd));
}

#[test]
fn t3_a_period_that_ends_in_national_day_ends_after_it() {
    let (due, explanation) = counted("2025-09-11", days(20));
    assert_eq!(due, Due::on(day("2025-10-09")), "1 to 8 October 2025 are off");
    assert!(applied(&explanation).contains(&CountingRule::RollForward));
    assert_eq!(explanation.counted(), 20, "days past the last are not counted");
    assert_eq!(explanation.steps.iter().filter(|step| step.fate == Fate::Holiday).count(), 7);
    assert_eq!(explanation.steps.last().map(|step| step.fate), Some(Fate::Moved));
}

#[test]
fn t3_a_make_up_workday_does_not_move_the_last_day() {
    let (due, explanation) = counted("2025-01-06", days(20));
    assert_eq!(due, Due::on(day("2025-01-26")), "a Sunday that is worked");
    assert!(!applied(&explanation).contains(&CountingRule::RollForward));
}

#[test]
fn t4_working_days_over_the_spring_festival_count_the_make_up_days() {
    let (due, explanation) = counted("2026-02-13", wd(7));
    assert_eq!(due, Due::on(day("2026-03-02")));
    let fates = |fate| explanation.steps.iter().filter(|step| step.fate == fate).count();
    assert_eq!((fates(Fate::Holiday), fates(Fate::MakeUp), fates(Fate::Counted)), (9, 2, 5));
    assert_eq!(explanation.steps[1].words, "春节调休上班，计入", "14 February 2026, a Saturday");
}

#[test]
fn t7_consultation_suspends_correction_restarts_and_extension_adds() {
    let calendar = calendar();
    let clock = Clock::start(day("2025-03-03"), wd(20));
    assert_eq!(clock.due(&calendar).0, Due::on(day("2025-03-31")));
    let asked = clock.after(day("2025-03-10"), Change::Suspended { words: "征求第三方意见".into() });
    let asked = asked.expect("a running clock can be stopped");
    let (due, _) = asked.due(&calendar);
    assert!(due.stopped && due.date.is_none());
    let answered =
        asked.clone().after(day("2025-03-17"), Change::Resumed).expect("a stopped clock can go on");
    let (due, explanation) = answered.due(&calendar);
    assert_eq!(due, Due::on(day("2025-04-08")), "five working days more, past 清明节");
    let suspended: Vec<_> = explanation.steps.iter().filter(|step| step.fate == Fate::Suspended).collect();
    assert_eq!((suspended.len(), suspended[0].day), (7, day("2025-03-11")));
    assert!(suspended[0].words.contains("征求第三方意见"));
    let longer =
        answered.after(day("2025-04-01"), Change::Extended { n: 20 }).expect("a clock can be extended");
    assert_eq!(longer.due(&calendar).1.counted(), 40);
    let anew =
        Clock::start(day("2025-03-03"), wd(20)).after(day("2025-03-12"), Change::Restarted).expect("restart");
    assert_eq!(anew.due(&calendar).0, counted("2025-03-12", wd(20)).0);
    let twice = asked.after(day("2025-03-11"), Change::Suspended { words: String::new() });
    assert_eq!(twice, Err(ClockFault::AlreadySuspended(day("2025-03-11"))));
}

#[test]
fn t8_nothing_is_counted_into_a_year_without_a_notice() {
    let (due, explanation) = counted("2026-12-28", wd(20));
    assert_eq!((due.date, due.not_announced), (None, Some(2027)));
    assert!(due.is_provisional() && due.not_before >= Some(day("2027-01-17")));
    assert!(applied(&explanation).contains(&CountingRule::NotAnnounced));
    let (due, _) = counted("2026-12-28", days(20));
    assert_eq!((due.date, due.not_announced, due.not_before), (None, Some(2027), Some(day("2027-01-17"))));
    assert_eq!(first_due("每20个工作日更新", "2027-01-04").not_announced, Some(2027));
}

#[test]
fn rules_without_a_day_say_why() {
    assert!(first_due("长期公开", "2025-01-02").open_ended);
    assert_eq!(first_due("与年报同步公开", "2025-01-02").date, Some(day("2025-01-02")));
    assert_eq!(first_due("按规定公开", "2025-01-02").undetermined, Some(Undetermined::PerLaw));
    assert_eq!(first_due("同上", "2025-01-02").undetermined, Some(Undetermined::SameAsAbove));
    assert_eq!(first_due("*个工作日内", "2025-01-02").undetermined, Some(Undetermined::Unclear));
    let at_once = first_due("及时公开", "2025-01-02");
    assert_eq!(at_once.alert_on, Some(day("2025-01-09")));
    let posting = &read("公示不少于7个工作日").rules[0];
    let until = engine::posted_until(posting, day("2025-04-30"), &calendar()).expect("it names a posting");
    assert_eq!(until.due.date, Some(day("2025-05-14")));
}

#[test]
fn the_windows_of_a_periodic_rule_are_numbered_and_end() {
    let rule = &read("每季度的首个月20日").rules[0];
    let all = engine::windows(rule, day("2025-02-01"), day("2026-01-05"), &calendar());
    let dues: Vec<_> = all.iter().map(|one| (one.number, one.first, one.due)).collect();
    assert_eq!(
        dues,
        [
            (1, day("2025-04-01"), Some(day("2025-04-21"))),
            (2, day("2025-07-01"), Some(day("2025-07-21"))),
            (3, day("2025-10-01"), Some(day("2025-10-20"))),
            (4, day("2026-01-01"), Some(day("2026-01-20"))),
        ]
    );
    let two = &read("每2个月更新").rules[0];
    let all = engine::windows(two, day("2025-01-31"), day("2025-06-30"), &calendar());
    assert_eq!(
        all.iter().map(|one| one.last).collect::<Vec<_>>(),
        [day("2025-03-30"), day("2025-05-30"), day("2025-07-30")]
    );
    assert_eq!(
        engine::windows(&read("及时公开").rules[0], day("2025-01-31"), day("2025-06-30"), &calendar()),
        []
    );
}

#[test]
fn the_dense_calendar_answers_as_the_explained_one_on_every_day() {
    let calendar = calendar();
    let dense = Dense::of(&calendar);
    assert_eq!(dense.stamp(), calendar.stamp());
    for number in day_number(day("2018-12-25"))..=day_number(day("2027-01-05")) {
        let date = from_day_number(number).expect("a day of these years");
        assert_eq!(dense.is_working(number), calendar.is_working(date).ok(), "{date}");
        let rolled = calendar.roll_forward(date).ok().map(day_number);
        assert_eq!(dense.roll_forward(number), rolled, "{date}");
        for n in [1, 2, 3, 5, 7, 10, 20, 40] {
            let (due, _) = count(date, wd(n), &[], &calendar);
            assert_eq!(dense.add_working_days(number, n), due.date.map(day_number), "{date} + {n}");
            let to = number + 9;
            let between = from_day_number(to).and_then(|to| calendar.working_days_between(date, to).ok());
            assert_eq!(dense.working_days_between(number, to), between, "{date}");
        }
    }
}

fn any_day() -> impl Strategy<Value = Day> {
    (day_number(day("2019-01-01"))..=day_number(day("2026-06-30"))).prop_filter_map("a day", from_day_number)
}

fn any_unit() -> impl Strategy<Value = Unit> {
    prop_oneof![Just(Unit::WorkingDay), Just(Unit::Day)]
}

fn rests(calendar: &Calendar, day: Day) -> bool {
    !calendar.is_working(day).unwrap_or(true)
}

proptest! {
    #[test]
    fn a_later_event_is_never_due_earlier(from in any_day(), later in 0_i32..60, n in 1_u32..60, unit in any_unit()) {
        let calendar = calendar();
        let next = from_day_number(day_number(from) + later).expect("a day");
        let span = Span { n, unit };
        let (one, two) = (count(from, span, &[], &calendar).0.date, count(next, span, &[], &calendar).0.date);
        prop_assert!(one <= two);
        prop_assert!(one > Some(from));
        prop_assert!(one.is_some_and(|day| !rests(&calendar, day)));
    }

    #[test]
    fn working_days_add_up(from in any_day(), a in 1_u32..40, b in 1_u32..40) {
        let calendar = calendar();
        let middle = count(from, wd(a), &[], &calendar).0.date.expect("announced");
        let end = count(middle, wd(b), &[], &calendar).0.date;
        prop_assert_eq!(end, count(from, wd(a + b), &[], &calendar).0.date);
        prop_assert_eq!(calendar.working_days_between(from, end.expect("announced")), Ok(i64::from(a + b)));
    }

    #[test]
    fn the_explanation_sums_to_the_result(from in any_day(), n in 1_u32..80, unit in any_unit()) {
        let calendar = calendar();
        let (due, explanation) = count(from, Span { n, unit }, &[], &calendar);
        let counting = |fate| matches!(fate, Fate::Counted | Fate::MakeUp);
        let total = explanation.steps.iter().filter(|step| counting(step.fate)).count();
        prop_assert_eq!(u32::try_from(total).ok(), Some(n));
        prop_assert_eq!(explanation.steps.last().map(|step| step.day), due.date);
        let mut expected = from;
        for step in &explanation.steps {
            prop_assert_eq!(step.day, expected, "every day once");
            expected = expected.tomorrow().expect("a day");
            if unit == Unit::WorkingDay {
                let kind = calendar.kind(step.day).expect("announced");
                let fits = match step.fate {
                    Fate::Counted => kind == DayKind::Workday,
                    Fate::MakeUp => matches!(kind, DayKind::MakeUp(_)),
                    Fate::Weekend => kind == DayKind::Weekend,
                    Fate::Holiday => matches!(kind, DayKind::Holiday(_)),
                    _ => step.day == from,
                };
                prop_assert!(fits, "{} {:?}", step.day, step.fate);
            }
        }
    }

    #[test]
    fn suspended_days_are_never_counted(from in any_day(), n in 1_u32..40, stop in 0_i32..30, length in 0_i32..30, unit in any_unit()) {
        let calendar = calendar();
        let at = |offset| from_day_number(day_number(from) + offset).expect("a day");
        let (stopped, resumed) = (at(stop), at(stop + length));
        let plain = Clock::start(from, Span { n, unit });
        let clock = plain.clone().after(stopped, Change::Suspended { words: "征求意见".into() });
        let clock = clock.and_then(|clock| clock.after(resumed, Change::Resumed)).expect("in order");
        let (due, explanation) = clock.due(&calendar);
        prop_assert_eq!(explanation.counted(), n);
        for step in &explanation.steps {
            let inside = stopped < step.day && step.day <= resumed;
            prop_assert!(!(inside && matches!(step.fate, Fate::Counted | Fate::MakeUp)));
        }
        prop_assert!(due.date >= plain.due(&calendar).0.date);
    }
}
