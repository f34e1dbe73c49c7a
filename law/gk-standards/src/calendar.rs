//! The State Council's holiday arrangements 2019–2026 (放假安排) as dated data.
//!
//! Every day is as two independent packages give it. The notices' own numbers are not kept: they could not be compared
//! with the notices' text, and a number from memory is no source. Each November the next year is added to
//! `data/calendar/holidays-cn.csv`, or announced to a running calendar.

use std::collections::BTreeMap;

use gk_rules::Day;
use gk_rules::time::calendar::{Calendar, NamedDay, YearNotice};

const HOLIDAYS: &str = include_str!("../data/calendar/holidays-cn.csv");

/// Where the days come from, in words for people.
pub const SOURCE: &str = "两个公开的节假日数据包一致；尚未与国务院办公厅通知原文核对";

/// 放假安排: one notice a year, in order.
#[must_use]
pub fn notices() -> Vec<YearNotice> {
    let mut years = BTreeMap::new();
    for (day, kind, name) in HOLIDAYS.lines().filter_map(line) {
        let notice = years.entry(day.year()).or_insert_with(|| YearNotice {
            year: day.year(),
            source: SOURCE.to_owned(),
            off: Vec::new(),
            make_up: Vec::new(),
        });
        let named = NamedDay { day, name: name.to_owned() };
        if kind == "holiday" { notice.off.push(named) } else { notice.make_up.push(named) }
    }
    years.into_values().collect()
}

/// 工作日历: the calendar of the years announced.
#[must_use]
#[expect(clippy::expect_used, reason = "the embedded table is checked by a test of this file")]
pub fn calendar() -> Calendar {
    Calendar::of(notices()).expect("the embedded holidays agree with themselves: tested")
}

fn line(line: &str) -> Option<(Day, &str, &str)> {
    let mut cells = line.split(',');
    let day = cells.next()?.parse().ok()?;
    Some((day, cells.next()?, cells.next()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gk_rules::time::calendar::DayKind;

    #[test]
    fn every_line_of_the_table_is_in_the_calendar() {
        let calendar = calendar();
        let lines: Vec<_> = HOLIDAYS.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        assert_eq!(lines.len(), 290);
        for text in lines {
            let (day, kind, name) = line(text).unwrap();
            let expected = match kind {
                "holiday" => DayKind::Holiday(name),
                "makeup_workday" => DayKind::MakeUp(name),
                other => panic!("{other}"),
            };
            assert_eq!(calendar.kind(day), Ok(expected));
        }
        assert_eq!(
            notices().iter().map(|notice| notice.year).collect::<Vec<_>>(),
            (2019..=2026).collect::<Vec<_>>()
        );
    }

    #[test]
    fn the_working_days_of_each_year_are_as_counted_from_another_source() {
        let calendar = calendar();
        let counted =
            [(2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)];
        for (year, n) in counted {
            let day = |y, m, d| Day::new(y, m, d).unwrap();
            let mut total = i64::from(calendar.is_working(day(year, 1, 1)).unwrap());
            total += calendar.working_days_between(day(year, 1, 1), day(year, 12, 31)).unwrap();
            assert_eq!(total, n, "{year}");
        }
    }
}
