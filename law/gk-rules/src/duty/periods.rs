//! Periods (周期): the occurrences of a recurring obligation, from the edition's first day to the running one.

use jiff::ToSpan;
use serde::Serialize;

use super::obligations::Clock;
use crate::Day;
use crate::time::limit::{DayInPeriod, Period};

/// 周期内的一次: one occurrence of a recurring obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    /// The first day of the period as yyyymmdd: stays the same however often and from whenever it is derived. Never 0.
    pub key: i64,
    /// First day of the period.
    pub first: Day,
    /// Last day of the period.
    pub last: Day,
    /// 名义期限: the named day, else the period's last day; a holiday on it still moves it on (民法典 art 203).
    pub nominal: Day,
    /// How many publications the period asks for, at least 1.
    pub times: u32,
}

/// 各期: every period that touches the days from `from` (the edition's first day) to `today`, the running one included.
///
/// A period whose day had passed before `from` is left out; an edition not yet in force has none. `working` gives the n-th
/// working day after a day, or nothing where the calendar is not announced: the list then ends there. A clock that does not
/// recur has no periods.
pub fn occurrences(
    clock: &Clock,
    from: Day,
    today: Day,
    working: impl Fn(Day, u32) -> Option<Day>,
) -> Vec<Occurrence> {
    let mut all = Vec::new();
    let mut first = match first_of(clock, from) {
        Some(first) if from <= today => first,
        _ => return all,
    };
    while first <= today {
        let Some(one) = at(clock, first, &working) else { break };
        let next = one.last.checked_add(1.day());
        if one.nominal >= from && one.last >= from {
            all.push(one);
        }
        match (clock, next) {
            (Clock::ByDate { year: Some(_), .. }, _) | (_, Err(_)) => break,
            (_, Ok(next)) => first = next,
        }
    }
    all
}

/// The first day of the period in which `day` lies; a rolling period begins with the edition.
fn first_of(clock: &Clock, day: Day) -> Option<Day> {
    let month = |month: i8| Day::new(day.year(), month, 1).ok();
    match clock {
        Clock::ByDate { year: Some(year), .. } => Day::new(*year, 1, 1).ok(),
        Clock::ByDate { .. } => month(1),
        Clock::Periodic { period, .. } => match period {
            Period::Day | Period::WorkingDays => Some(day),
            Period::Week => day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok(),
            Period::Month => Some(day.first_of_month()),
            Period::Quarter => month((day.month() - 1) / 3 * 3 + 1),
            Period::HalfYear => month((day.month() - 1) / 6 * 6 + 1),
            Period::Year => month(1),
        },
        Clock::Within { .. } | Clock::SameDay | Clock::NeedsPerson { .. } => None,
    }
}

/// The period that begins on `first`.
fn at(clock: &Clock, first: Day, working: &impl Fn(Day, u32) -> Option<Day>) -> Option<Occurrence> {
    let months_on = |months: i64| {
        let last_month = first.checked_add((months - 1).months()).ok()?;
        Some(last_month.last_of_month())
    };
    let (last, nominal, times) = match clock {
        Clock::ByDate { month, day, .. } => {
            let last = months_on(12)?;
            (last, in_month(first.year(), *month, *day)?, 1)
        }
        Clock::Periodic { period, n, day } => {
            let last = match period {
                Period::Day => first,
                Period::WorkingDays => working(first, *n)?,
                Period::Week => first.checked_add(6.days()).ok()?,
                Period::Month => months_on(1)?,
                Period::Quarter => months_on(3)?,
                Period::HalfYear => months_on(6)?,
                Period::Year => months_on(12)?,
            };
            let times = if *period == Period::WorkingDays { 1 } else { *n };
            (last, named_day(*period, *day, first, last), times)
        }
        Clock::Within { .. } | Clock::SameDay | Clock::NeedsPerson { .. } => return None,
    };
    (last >= first).then_some(Occurrence { key: key(first), first, last, nominal, times })
}

/// The named day in a period; the last day where none is named or the words do not say in which month of a long period.
fn named_day(period: Period, named: Option<DayInPeriod>, first: Day, last: Day) -> Day {
    let Some(DayInPeriod { month, day }) = named else { return last };
    let found = match (period, month) {
        (Period::Week, _) => first.checked_add(i64::from(day - 1).days()).ok(),
        (Period::Month, _) => in_month(first.year(), first.month(), day),
        (Period::Quarter | Period::HalfYear | Period::Year, Some(month)) => first
            .checked_add((i64::from(month) - 1).months())
            .ok()
            .and_then(|month| in_month(month.year(), month.month(), day)),
        _ => None,
    };
    found.filter(|day| (first..=last).contains(day)).unwrap_or(last)
}

/// The day of a month, the month's last day where it is shorter (31 means 月底).
fn in_month(year: i16, month: i8, day: i8) -> Option<Day> {
    let last = Day::new(year, month, 1).ok()?.last_of_month();
    Day::new(year, month, day.min(last.day())).ok()
}

fn key(day: Day) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn plain(from: Day, n: u32) -> Option<Day> {
        from.checked_add(i64::from(n).days()).ok()
    }
    fn of(clock: &Clock, from: Day, today: Day) -> Vec<(i64, Day)> {
        occurrences(clock, from, today, plain).iter().map(|o| (o.key, o.nominal)).collect()
    }
    fn periodic(period: Period, n: u32, day: Option<(Option<i8>, i8)>) -> Clock {
        Clock::Periodic { period, n, day: day.map(|(month, day)| DayInPeriod { month, day }) }
    }

    #[test]
    fn a_quarter_runs_to_its_end_and_the_running_one_is_there() {
        let all = of(&periodic(Period::Quarter, 1, None), date(2024, 2, 10), date(2024, 7, 1));
        assert_eq!(
            all,
            [
                (20_240_101, date(2024, 3, 31)),
                (20_240_401, date(2024, 6, 30)),
                (20_240_701, date(2024, 9, 30))
            ]
        );
    }

    #[test]
    fn the_named_day_lies_in_the_named_month_of_the_quarter() {
        let clock = periodic(Period::Quarter, 1, Some((Some(1), 20)));
        let all = of(&clock, date(2024, 2, 10), date(2024, 4, 1));
        assert_eq!(all, [(20_240_401, date(2024, 4, 20))], "20 January had passed before the edition");
    }

    #[test]
    fn the_thirty_first_is_the_last_day_of_a_short_month() {
        let all = of(&periodic(Period::Month, 1, Some((None, 31))), date(2024, 2, 1), date(2024, 4, 30));
        assert_eq!(
            all.iter().map(|o| o.1).collect::<Vec<_>>(),
            [date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]
        );
    }

    #[test]
    fn by_date_comes_each_year_or_once() {
        let each = Clock::ByDate { year: None, month: 1, day: 31 };
        assert_eq!(
            of(&each, date(2023, 6, 1), date(2025, 1, 2)),
            [(20_240_101, date(2024, 1, 31)), (20_250_101, date(2025, 1, 31))]
        );
        let once = Clock::ByDate { year: Some(2020), month: 12, day: 31 };
        assert_eq!(of(&once, date(2020, 9, 1), date(2026, 1, 1)), [(20_200_101, date(2020, 12, 31))]);
        assert_eq!(of(&once, date(2021, 9, 1), date(2026, 1, 1)), []);
    }

    #[test]
    fn a_week_begins_on_monday() {
        let all = of(&periodic(Period::Week, 1, Some((None, 5))), date(2026, 11, 24), date(2026, 11, 30));
        assert_eq!(all, [(20_261_123, date(2026, 11, 27)), (20_261_130, date(2026, 12, 4))]);
    }

    #[test]
    fn a_rolling_period_of_working_days_stops_where_the_calendar_stops() {
        let clock = periodic(Period::WorkingDays, 20, None);
        let known = |from: Day, n: u32| plain(from, n).filter(|day| *day <= date(2024, 2, 15));
        let all = occurrences(&clock, date(2024, 1, 1), date(2024, 12, 31), known);
        assert_eq!(all.iter().map(|o| o.nominal).collect::<Vec<_>>(), [date(2024, 1, 21), date(2024, 2, 11)]);
    }

    #[test]
    fn what_does_not_recur_or_is_not_in_force_has_no_periods() {
        assert_eq!(of(&Clock::SameDay, date(2024, 1, 1), date(2024, 6, 1)), []);
        assert_eq!(of(&periodic(Period::Day, 1, None), date(2024, 6, 2), date(2024, 6, 1)), []);
    }

    proptest! {
        #[test]
        fn periods_follow_each_other_without_gap_and_hold_the_first_day_and_today(
            which in 0_usize..6, start in 0_i64..4000, run in 0_i64..800,
        ) {
            let period = [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::HalfYear, Period::Year][which];
            let from = date(2015, 1, 1).checked_add(start.days()).unwrap();
            let today = from.checked_add(run.days()).unwrap();
            let all = occurrences(&periodic(period, 1, None), from, today, plain);
            prop_assert!(all[0].first <= from && from <= all[0].last);
            let last = all[all.len() - 1];
            prop_assert!(last.first <= today && today <= last.last);
            for pair in all.windows(2) {
                prop_assert_eq!(pair[0].last.tomorrow().unwrap(), pair[1].first);
                prop_assert!(pair[0].key < pair[1].key);
            }
            let longer = occurrences(&periodic(period, 1, None), from, today.tomorrow().unwrap(), plain);
            prop_assert_eq!(&longer[..all.len()], &all[..], "a day more only adds");
        }
    }
}
