//! The working calendar as prefix sums (密集日历): a million due dates in milliseconds, the same answers as day by day.

use super::calendar::{Calendar, Stamp};
use crate::Day;

/// 日序号: days since 1970-01-01, which is 0.
#[must_use]
pub fn day_number(day: Day) -> i32 {
    let (month, of_month) = (i32::from(day.month()), i32::from(day.day()));
    let year = i32::from(day.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + of_month - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The day with this number; nothing outside the years -9999 to 9999.
#[must_use]
pub fn from_day_number(number: i32) -> Option<Day> {
    let shifted = number.checked_add(719_468)?;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// 密集日历: the announced years of a [`Calendar`] as prefix sums; every question is answered in constant time.
#[derive(Debug, Clone)]
pub struct Dense {
    runs: Vec<Run>,
    stamp: Stamp,
}

/// A stretch of announced years without a gap.
#[derive(Debug, Clone)]
struct Run {
    /// The first day covered.
    first: i32,
    /// `before[i]`: how many working days there are in the first `i` days; one entry more than days.
    before: Vec<u32>,
    /// The working days, in order.
    working: Vec<i32>,
}

impl Dense {
    /// The prefix sums of a calendar.
    #[must_use]
    pub fn of(calendar: &Calendar) -> Self {
        let mut runs: Vec<Run> = Vec::new();
        for notice in calendar.notices() {
            let (Ok(first), Ok(last)) = (Day::new(notice.year, 1, 1), Day::new(notice.year, 12, 31)) else {
                continue;
            };
            let (first, last) = (day_number(first), day_number(last));
            let joins = runs.last().is_some_and(|run| run.end() == first);
            if !joins {
                runs.push(Run { first, before: vec![0], working: Vec::new() });
            }
            let Some(run) = runs.last_mut() else { continue };
            for number in first..=last {
                let works =
                    from_day_number(number).and_then(|day| calendar.is_working(day).ok()).unwrap_or_default();
                if works {
                    run.working.push(number);
                }
                run.before.push(u32::try_from(run.working.len()).unwrap_or(u32::MAX));
            }
        }
        Self { runs, stamp: calendar.stamp() }
    }

    /// The stamp of the calendar this was made from.
    #[must_use]
    pub const fn stamp(&self) -> Stamp {
        self.stamp
    }

    fn run(&self, day: i32) -> Option<&Run> {
        self.runs.iter().rev().find(|run| run.first <= day && day < run.end())
    }

    /// Whether offices work on this day; nothing when its year is not announced.
    #[must_use]
    pub fn is_working(&self, day: i32) -> Option<bool> {
        let run = self.run(day)?;
        Some(run.until(day)? > run.until(day.checked_sub(1)?)?)
    }

    /// The `n`th working day after `from`; nothing when a year not announced comes first. As
    /// [`Calendar::add_working_days`].
    #[must_use]
    pub fn add_working_days(&self, from: i32, n: u32) -> Option<i32> {
        if n == 0 {
            return Some(from);
        }
        let run = self.run(from.checked_add(1)?)?;
        let index = run.until(from)?.checked_add(n)?.checked_sub(1)?;
        run.working.get(usize::try_from(index).ok()?).copied()
    }

    /// Working days after `from` up to and including `to`, negative backwards; nothing when a year among them is not
    /// announced. As [`Calendar::working_days_between`].
    #[must_use]
    pub fn working_days_between(&self, from: i32, to: i32) -> Option<i64> {
        if from == to {
            return Some(0);
        }
        if to < from {
            return Some(-self.working_days_between(to, from)?);
        }
        let run = self.run(to)?;
        Some(i64::from(run.until(to)?) - i64::from(run.until(from)?))
    }

    /// `day` itself when worked, else the first working day after it (民法典 art 203).
    #[must_use]
    pub fn roll_forward(&self, day: i32) -> Option<i32> {
        if self.is_working(day)? { Some(day) } else { self.add_working_days(day, 1) }
    }
}

impl Run {
    /// The day after the last one covered.
    fn end(&self) -> i32 {
        self.first.saturating_add(i32::try_from(self.before.len()).unwrap_or(i32::MAX)).saturating_sub(1)
    }

    /// Working days from the first day covered up to and including `day`; `day` may be the day before the first.
    fn until(&self, day: i32) -> Option<u32> {
        let index = i64::from(day) - i64::from(self.first) + 1;
        self.before.get(usize::try_from(index).ok()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn day_numbers_count_from_1970_and_come_back() {
        assert_eq!(day_number(date(1970, 1, 1)), 0);
        assert_eq!(day_number(date(1969, 12, 31)), -1);
        assert_eq!(day_number(date(2000, 3, 1)), 11_017);
        let mut day = date(1999, 12, 1);
        for number in day_number(day).. {
            assert_eq!(day_number(day), number);
            assert_eq!(from_day_number(number), Some(day));
            if day == date(2101, 1, 1) {
                break;
            }
            day = day.tomorrow().unwrap();
        }
        assert_eq!(from_day_number(i32::MAX), None);
        assert_eq!(from_day_number(i32::MIN), None);
        assert_eq!(from_day_number(day_number(Day::MAX)), Some(Day::MAX));
        assert_eq!(from_day_number(day_number(Day::MIN)), Some(Day::MIN));
    }

    #[test]
    fn a_gap_between_announced_years_is_not_bridged() {
        let year = |year| super::super::calendar::YearNotice {
            year,
            source: String::new(),
            off: vec![],
            make_up: vec![],
        };
        let dense = Dense::of(&Calendar::of([year(2020), year(2022), year(2023)]).unwrap());
        let n = |y, m, d| day_number(date(y, m, d));
        assert_eq!(dense.add_working_days(n(2020, 12, 30), 1), Some(n(2020, 12, 31)));
        assert_eq!(dense.add_working_days(n(2020, 12, 31), 1), None);
        assert_eq!(dense.add_working_days(n(2021, 12, 31), 1), Some(n(2022, 1, 3)));
        assert_eq!(dense.add_working_days(n(2022, 12, 30), 1), Some(n(2023, 1, 2)));
        assert_eq!(dense.working_days_between(n(2020, 12, 1), n(2022, 1, 3)), None);
        assert_eq!(dense.is_working(n(2021, 6, 1)), None);
        assert_eq!(dense.is_working(n(2022, 1, 1)), Some(false));
        assert_eq!(Dense::of(&Calendar::default()).add_working_days(0, 1), None);
    }
}
