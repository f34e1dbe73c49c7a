//! The working calendar (工作日历): which days are worked, from the State Council's yearly notices.

use std::collections::BTreeMap;

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

use crate::Day;

/// 放假安排: one year's notice of the State Council, as data that may be corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearNotice {
    /// The calendar year arranged.
    pub year: i16,
    /// Where the facts come from (the notice's number, or who agrees on them).
    pub source: String,
    /// 放假: days off, weekends inside a holiday included, with the holiday's name.
    pub off: Vec<NamedDay>,
    /// 调休上班: Saturdays and Sundays that are worked, with the holiday they make up for.
    pub make_up: Vec<NamedDay>,
}

/// 节假日: a day and the holiday it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NamedDay {
    /// The day.
    pub day: Day,
    /// 春节, 国庆节, …
    pub name: String,
}

/// 日的种类: what a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// 工作日: Monday to Friday, no holiday.
    Workday,
    /// 周末: Saturday or Sunday, not worked.
    Weekend,
    /// 节假日: off by the notice, with the holiday's name.
    Holiday(&'a str),
    /// 调休上班日: a worked Saturday or Sunday, with the holiday it makes up for.
    MakeUp(&'a str),
}

impl DayKind<'_> {
    /// Whether offices work on such a day.
    #[must_use]
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Workday | Self::MakeUp(_))
    }
}

/// 尚未公布: the State Council has not arranged this year (or its notice is not loaded): nothing is guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{year}年放假安排尚未公布或者尚未录入，无法确定该年的工作日")]
pub struct NotAnnounced {
    /// The year without a notice.
    pub year: i16,
}

/// 放假安排有误: why a year's notice was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoticeFault {
    /// A day of another year.
    #[error("{year}年放假安排中有其他年份的日期：{day}")]
    OtherYear {
        /// The notice's year.
        year: i16,
        /// The day.
        day: Day,
    },
    /// The same day twice, or both off and worked.
    #[error("{0}在放假安排中出现两次")]
    Twice(Day),
    /// A make-up workday that is worked anyway.
    #[error("{0}不是周六、周日，不能作为调休上班日")]
    NotWeekend(Day),
}

/// 日历版本: changes when, and only when, a fact of the calendar changes; results are stamped with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stamp(pub u64);

impl std::fmt::Display for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Exception {
    Off(String),
    MakeUp(String),
}

/// 工作日历: the years announced; empty at first, corrected year by year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    years: BTreeMap<i16, YearNotice>,
    exceptions: BTreeMap<Day, Exception>,
}

impl Calendar {
    /// A calendar of these notices; a later notice of the same year replaces the earlier.
    ///
    /// # Errors
    /// [`NoticeFault`] for the first notice that contradicts itself.
    pub fn of(notices: impl IntoIterator<Item = YearNotice>) -> Result<Self, NoticeFault> {
        let mut calendar = Self::default();
        for notice in notices {
            calendar.announce(notice)?;
        }
        Ok(calendar)
    }

    /// 录入放假安排: takes a year's notice, replacing what was known of that year.
    ///
    /// # Errors
    /// [`NoticeFault`]; the calendar is then unchanged.
    pub fn announce(&mut self, mut notice: YearNotice) -> Result<(), NoticeFault> {
        notice.off.sort();
        notice.make_up.sort();
        let mut fresh = BTreeMap::new();
        let year = notice.year;
        let off = notice.off.iter().map(|named| (named.day, Exception::Off(named.name.clone())));
        let made = notice.make_up.iter().map(|named| (named.day, Exception::MakeUp(named.name.clone())));
        for (day, exception) in off.chain(made) {
            if day.year() != year {
                return Err(NoticeFault::OtherYear { year, day });
            }
            if matches!(exception, Exception::MakeUp(_)) && !is_weekend(day) {
                return Err(NoticeFault::NotWeekend(day));
            }
            if fresh.insert(day, exception).is_some() {
                return Err(NoticeFault::Twice(day));
            }
        }
        self.exceptions.retain(|day, _| day.year() != year);
        self.exceptions.extend(fresh);
        self.years.insert(year, notice);
        Ok(())
    }

    /// 撤销放假安排: forgets a year; its days are then not announced.
    pub fn forget(&mut self, year: i16) {
        self.years.remove(&year);
        self.exceptions.retain(|day, _| day.year() != year);
    }

    /// The notices held, by year.
    pub fn notices(&self) -> impl Iterator<Item = &YearNotice> {
        self.years.values()
    }

    /// Whether this year's notice is held.
    #[must_use]
    pub fn is_announced(&self, year: i16) -> bool {
        self.years.contains_key(&year)
    }

    /// The stamp of the facts held (years, days, whether worked); names and sources do not change it.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        let mut hash = Fnv::new();
        for year in self.years.keys() {
            hash.eat(&year.to_le_bytes());
        }
        for (day, exception) in &self.exceptions {
            hash.eat(&super::dense::day_number(*day).to_le_bytes());
            hash.eat(&[u8::from(matches!(exception, Exception::MakeUp(_)))]);
        }
        Stamp(hash.0)
    }

    /// What a day is.
    ///
    /// # Errors
    /// [`NotAnnounced`] when the day's year has no notice.
    pub fn kind(&self, day: Day) -> Result<DayKind<'_>, NotAnnounced> {
        if !self.is_announced(day.year()) {
            return Err(NotAnnounced { year: day.year() });
        }
        Ok(match self.exceptions.get(&day) {
            Some(Exception::Off(name)) => DayKind::Holiday(name),
            Some(Exception::MakeUp(name)) => DayKind::MakeUp(name),
            None if is_weekend(day) => DayKind::Weekend,
            None => DayKind::Workday,
        })
    }

    /// Whether offices work on this day.
    ///
    /// # Errors
    /// [`NotAnnounced`] when the day's year has no notice.
    pub fn is_working(&self, day: Day) -> Result<bool, NotAnnounced> {
        Ok(self.kind(day)?.is_working())
    }

    /// The first working day after `day`.
    ///
    /// # Errors
    /// [`NotAnnounced`] when a year without a notice is reached first.
    pub fn next_working_day(&self, day: Day) -> Result<Day, NotAnnounced> {
        self.add_working_days(day, 1)
    }

    /// `day` itself when worked, else the first working day after it (民法典 art 203).
    ///
    /// # Errors
    /// [`NotAnnounced`] when a year without a notice is reached first.
    pub fn roll_forward(&self, day: Day) -> Result<Day, NotAnnounced> {
        if self.is_working(day)? { Ok(day) } else { self.next_working_day(day) }
    }

    /// The `n`th working day after `from`, `from` itself not counted (民法典 art 201); `from` itself for 0.
    ///
    /// # Errors
    /// [`NotAnnounced`] when a year without a notice is reached before the `n`th.
    pub fn add_working_days(&self, from: Day, n: u32) -> Result<Day, NotAnnounced> {
        let mut day = from;
        let mut left = n;
        while left > 0 {
            day = day.tomorrow().map_err(|_| NotAnnounced { year: day.year() })?;
            if self.is_working(day)? {
                left -= 1;
            }
        }
        Ok(day)
    }

    /// Working days after `from` up to and including `to`: `from` itself is not counted, as in
    /// [`Calendar::add_working_days`], whose inverse this is. Negative when `to` is before `from`.
    ///
    /// # Errors
    /// [`NotAnnounced`] for a year without a notice among the days counted.
    pub fn working_days_between(&self, from: Day, to: Day) -> Result<i64, NotAnnounced> {
        if to < from {
            return Ok(-self.working_days_between(to, from)?);
        }
        let mut count = 0;
        let mut day = from;
        while day < to {
            day = day.tomorrow().map_err(|_| NotAnnounced { year: day.year() })?;
            count += i64::from(self.is_working(day)?);
        }
        Ok(count)
    }
}

fn is_weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// FNV-1a, 64 bits: the same on every machine and in every version.
struct Fnv(u64);

impl Fnv {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
    fn eat(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn named(days: &[(i8, i8)], name: &str) -> Vec<NamedDay> {
        days.iter().map(|(m, d)| NamedDay { day: date(2026, *m, *d), name: name.into() }).collect()
    }

    fn notice() -> YearNotice {
        YearNotice {
            year: 2026,
            source: "test".into(),
            off: named(&[(1, 1), (1, 2), (1, 3)], "元旦"),
            make_up: named(&[(1, 4)], "元旦"),
        }
    }

    #[test]
    fn a_year_without_a_notice_is_said_to_be_so() {
        let calendar = Calendar::of([notice()]).unwrap();
        assert_eq!(calendar.kind(date(2027, 1, 1)), Err(NotAnnounced { year: 2027 }));
        assert_eq!(calendar.kind(date(2025, 12, 31)), Err(NotAnnounced { year: 2025 }));
        assert_eq!(calendar.add_working_days(date(2026, 12, 30), 2), Err(NotAnnounced { year: 2027 }));
        assert_eq!(calendar.add_working_days(date(2026, 12, 30), 1), Ok(date(2026, 12, 31)));
        assert_eq!(
            calendar.working_days_between(date(2026, 12, 30), date(2027, 1, 1)).unwrap_err().year,
            2027
        );
        assert!(NotAnnounced { year: 2027 }.to_string().contains("2027年"));
    }

    #[test]
    fn every_day_has_its_kind() {
        let calendar = Calendar::of([notice()]).unwrap();
        assert_eq!(calendar.kind(date(2026, 1, 1)), Ok(DayKind::Holiday("元旦")));
        assert_eq!(calendar.kind(date(2026, 1, 4)), Ok(DayKind::MakeUp("元旦")));
        assert_eq!(calendar.kind(date(2026, 1, 10)), Ok(DayKind::Weekend));
        assert_eq!(calendar.kind(date(2026, 1, 5)), Ok(DayKind::Workday));
        assert_eq!(calendar.next_working_day(date(2026, 1, 1)), Ok(date(2026, 1, 4)));
        assert_eq!(calendar.roll_forward(date(2026, 1, 5)), Ok(date(2026, 1, 5)));
        assert_eq!(calendar.working_days_between(date(2026, 1, 1), date(2026, 1, 9)), Ok(6));
        assert_eq!(calendar.working_days_between(date(2026, 1, 9), date(2026, 1, 1)), Ok(-6));
    }

    #[test]
    fn a_notice_that_contradicts_itself_is_refused_and_changes_nothing() {
        let mut calendar = Calendar::of([notice()]).unwrap();
        let before = calendar.clone();
        let mut twice = notice();
        twice.off.extend(named(&[(1, 4)], "元旦"));
        assert_eq!(calendar.announce(twice), Err(NoticeFault::Twice(date(2026, 1, 4))));
        let mut weekday = notice();
        weekday.make_up = named(&[(1, 5)], "元旦");
        assert_eq!(calendar.announce(weekday), Err(NoticeFault::NotWeekend(date(2026, 1, 5))));
        let mut other = notice();
        other.year = 2025;
        assert!(matches!(calendar.announce(other), Err(NoticeFault::OtherYear { year: 2025, .. })));
        assert_eq!(calendar, before);
    }

    #[test]
    fn the_stamp_changes_with_the_facts_only() {
        let calendar = Calendar::of([notice()]).unwrap();
        let mut renamed = notice();
        renamed.source = "国务院办公厅".into();
        renamed.off.reverse();
        assert_eq!(Calendar::of([renamed]).unwrap().stamp(), calendar.stamp());
        let mut corrected = notice();
        corrected.off.pop();
        assert_ne!(Calendar::of([corrected]).unwrap().stamp(), calendar.stamp());
        let mut emptied = calendar.clone();
        emptied.forget(2026);
        assert_eq!(emptied, Calendar::default());
        assert_ne!(emptied.stamp(), calendar.stamp());
    }
}
