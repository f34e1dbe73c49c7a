//! Clocks by number (时限编号): the few hundred distinct clocks of a province, so that a duty carries two bytes of them.

use super::dense::NEVER;
use super::obligations::Clock;
use crate::Day;
use crate::time::calendar::Calendar;
use crate::time::counting::{LONGEST, count};
use crate::time::dense::{Dense, day_number, from_day_number};
use crate::time::limit::{Span, Unit};

/// 时限表: every distinct clock once; its number is its place.
#[derive(Debug, Clone, Default)]
pub struct Clocks {
    all: Vec<Clock>,
}

/// 时限过多: more than 65 536 distinct clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("不同的公开时限超过65536种")]
pub struct TooManyClocks;

impl Clocks {
    /// The number of a clock, taken in when it is new.
    ///
    /// # Errors
    /// [`TooManyClocks`].
    pub fn number(&mut self, clock: &Clock) -> Result<u16, TooManyClocks> {
        if let Some(place) = self.all.iter().position(|one| one == clock) {
            return u16::try_from(place).map_err(|_| TooManyClocks);
        }
        let number = u16::try_from(self.all.len()).map_err(|_| TooManyClocks)?;
        self.all.push(clock.clone());
        Ok(number)
    }
    /// The clock with a number.
    #[must_use]
    pub fn get(&self, number: u16) -> Option<&Clock> {
        self.all.get(usize::from(number))
    }
    /// 最后期限（窄）: for [`DutyTable::derive_all`](super::dense::DutyTable::derive_all). [`NEVER`] where it cannot be known.
    #[must_use]
    pub fn due(&self, calendar: &Dense, number: u16, start: i32) -> i32 {
        self.get(number).and_then(|clock| narrow_due(clock, start, calendar)).unwrap_or(NEVER)
    }
}

/// 最后期限: the last day of a clock that starts on `start`; nothing where a person must name the limit or the calendar of a
/// year is not announced. `start` is the edition's first day for the head, the event's day for an event, and the
/// [`nominal`](super::periods::Occurrence::nominal) day for a period, which a rest day only moves on (民法典 art 203).
#[must_use]
pub fn due(clock: &Clock, start: Day, calendar: &Calendar) -> Option<Day> {
    match clock {
        Clock::Within { span } => count(start, *span, &[], calendar).0.date,
        Clock::SameDay => Some(start),
        Clock::Periodic { .. } | Clock::ByDate { .. } => calendar.roll_forward(start).ok(),
        Clock::NeedsPerson { .. } => None,
    }
}

fn narrow_due(clock: &Clock, start: i32, calendar: &Dense) -> Option<i32> {
    match clock {
        Clock::Within { span: Span { n, unit } } => {
            if *n == 0 || *n > LONGEST {
                return None;
            }
            match unit {
                Unit::WorkingDay => calendar.add_working_days(start, *n),
                Unit::Day => calendar.roll_forward(start.checked_add(i32::try_from(*n).ok()?)?),
                Unit::Month => {
                    let span = jiff::Span::new().try_months(*n).ok()?;
                    calendar.roll_forward(day_number(from_day_number(start)?.checked_add(span).ok()?))
                }
                Unit::Hour => start.checked_add(i32::try_from(n.div_ceil(24)).ok()?),
            }
        }
        Clock::SameDay => Some(start),
        Clock::Periodic { .. } | Clock::ByDate { .. } => calendar.roll_forward(start),
        Clock::NeedsPerson { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duty::dense::{DutyTable, Line};
    use crate::duty::derive::DutyState;
    use crate::duty::obligations::Open;
    use crate::time::calendar::{NamedDay, YearNotice};
    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;

    fn calendar() -> Calendar {
        let named =
            |days: &[Day]| days.iter().map(|day| NamedDay { day: *day, name: "国庆节".into() }).collect();
        let notice = |year, off: &[Day], make_up: &[Day]| YearNotice {
            year,
            source: "test".into(),
            off: named(off),
            make_up: named(make_up),
        };
        let october: Vec<Day> = (1..=7).map(|day| date(2024, 10, day)).collect();
        Calendar::of([
            notice(2024, &october, &[date(2024, 9, 29), date(2024, 10, 12)]),
            notice(2025, &[date(2025, 1, 1)], &[]),
        ])
        .unwrap()
    }

    #[test]
    fn the_same_clock_has_the_same_number() {
        let mut clocks = Clocks::default();
        let by_date = Clock::ByDate { year: None, month: 1, day: 31 };
        assert_eq!((clocks.number(&Clock::SameDay), clocks.number(&by_date)), (Ok(0), Ok(1)));
        assert_eq!((clocks.number(&Clock::SameDay), clocks.get(1)), (Ok(0), Some(&by_date)));
        assert_eq!(clocks.get(2), None);
    }

    #[test]
    fn a_table_takes_its_due_days_from_the_clocks() {
        let (mut clocks, dense) = (Clocks::default(), Dense::of(&calendar()));
        let three = Clock::Within { span: Span { n: 3, unit: Unit::WorkingDay } };
        let open = Clock::NeedsPerson { why: Open::PerLaw };
        let (three, open) = (clocks.number(&three).unwrap(), clocks.number(&open).unwrap());
        let start = day_number(date(2024, 9, 30));
        let mut table = DutyTable::default();
        for clock in [three, open] {
            table.push(Line::open(clock, start), NEVER, DutyState::Unclear);
        }
        let today = day_number(date(2024, 10, 11));
        let changes = table.derive_all(today, |clock, start| clocks.due(&dense, clock, start));
        assert_eq!(changes.len(), 1, "what waits for a person stays unclear");
        let expected = (day_number(date(2024, 10, 10)), DutyState::Overdue);
        assert_eq!(table.standing(0), Some(expected), "8, 9, 10 October: the holidays are not counted");
    }

    proptest! {
        #[test]
        fn narrow_and_plain_due_days_are_the_same(which in 0_usize..7, n in 1_u32..60, after in 0_i64..720) {
            let span = |unit| Clock::Within { span: Span { n, unit } };
            let clock = [
                span(Unit::WorkingDay), span(Unit::Day), span(Unit::Month), span(Unit::Hour), Clock::SameDay,
                Clock::ByDate { year: None, month: 1, day: 31 }, Clock::NeedsPerson { why: Open::Unclear },
            ][which].clone();
            let calendar = calendar();
            let start = date(2024, 1, 2).checked_add(after.days()).unwrap();
            let mut clocks = Clocks::default();
            let number = clocks.number(&clock).unwrap();
            let narrow = clocks.due(&Dense::of(&calendar), number, day_number(start));
            prop_assert_eq!((narrow != NEVER).then(|| from_day_number(narrow).unwrap()), due(&clock, start, &calendar));
        }
    }
}
