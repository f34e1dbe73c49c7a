//! The engine (推算): a rule, an event and the calendar give a due date and the explanation of every day.

use jiff::ToSpan;
use jiff::civil::Time;
use serde::Serialize;

use super::calendar::{Calendar, NotAnnounced};
use super::counting::{CountingRule, Due, Explanation, Fate, Undetermined, count, count_hours};
use super::limit::{Kind, Period, Rule, Span, Unit};
use crate::Day;
use crate::duty::obligations::Clock;
use crate::duty::periods;

/// 事件: the day from which a period runs, with the time of the day where it is known (periods in hours).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Event {
    /// The day.
    pub day: Day,
    /// The time of the day.
    pub time: Option<Time>,
}

impl From<Day> for Event {
    fn from(day: Day) -> Self {
        Self { day, time: None }
    }
}

/// 参数: what no article fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// 及时公开的提醒: working days after the event on which to remind of what is promised at once.
    pub alert_after: u32,
    /// 及时公开的外限: art 26's bound, in working days.
    pub outer_bound: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { alert_after: 5, outer_bound: 20 }
    }
}

/// 推算结果: when it is due, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Derived {
    /// The last day, or why there is none.
    pub due: Due,
    /// Every day on the way.
    pub explanation: Explanation,
}

impl From<(Due, Explanation)> for Derived {
    fn from((due, explanation): (Due, Explanation)) -> Self {
        Self { due, explanation }
    }
}

/// 推算届满日: what a rule asks after an event. A periodic rule answers with the first window due on or after the event.
#[must_use]
pub fn due(rule: &Rule, event: Event, calendar: &Calendar, settings: &Settings) -> Derived {
    let undetermined = |why| Derived { due: Due::undetermined(why), explanation: Explanation::default() };
    match &rule.kind {
        Kind::Within { n, unit: Unit::Hour } => match event.time {
            Some(time) => count_hours(event.day.to_datetime(time), *n).into(),
            None => count(event.day, Span { n: *n, unit: Unit::Hour }, &[], calendar).into(),
        },
        Kind::Within { n, unit } => count(event.day, Span { n: *n, unit: *unit }, &[], calendar).into(),
        Kind::Immediate => immediate(event.day, calendar, settings),
        Kind::WithEvent => with_event(event.day),
        Kind::Continuous => {
            let due = Due { open_ended: true, ..Due::default() };
            Derived { due, explanation: Explanation::default() }
        }
        Kind::Periodic { .. } | Kind::ByDate { .. } => first_window(rule, event.day, calendar),
        Kind::PerLaw => undetermined(Undetermined::PerLaw),
        Kind::SameAsAbove => undetermined(Undetermined::SameAsAbove),
        Kind::Unclear => undetermined(Undetermined::Unclear),
    }
}

/// 公示期满: the last day on which what was posted on `posted` must still hang; nothing when the rule names no posting.
#[must_use]
pub fn posted_until(rule: &Rule, posted: Day, calendar: &Calendar) -> Option<Derived> {
    rule.min_posting.map(|span| count(posted, span, &[], calendar).into())
}

fn immediate(event: Day, calendar: &Calendar, settings: &Settings) -> Derived {
    let span = Span { n: settings.outer_bound, unit: Unit::WorkingDay };
    let (mut due, mut explanation) = count(event, span, &[], calendar);
    explanation.apply(CountingRule::OuterBound);
    due.alert_on = calendar.add_working_days(event, settings.alert_after.min(settings.outer_bound)).ok();
    Derived { due, explanation }
}

fn with_event(event: Day) -> Derived {
    let mut explanation = Explanation::default();
    explanation.step(event, Fate::Last, "与事件同日公开");
    Derived { due: Due::on(event), explanation }
}

/// 一期: one window of a periodic rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Window {
    /// 1 for the first window of the list.
    pub number: u32,
    /// First day of the window.
    pub first: Day,
    /// Last day of the window.
    pub last: Day,
    /// The named day in it, else its last day, before rest days move it (民法典 art 203).
    pub nominal: Day,
    /// The day it is due; nothing where that year is not announced.
    pub due: Option<Day>,
    /// How often in the window, at least 1.
    pub times: u32,
}

/// 各期: the windows that touch the days from `from` to `until` and fall due not before `from`.
///
/// A rule that does not recur has none. Rounds the calendar does not name (每2个月, 每20个工作日) begin at `from`; those in
/// working days end with the last year announced.
#[must_use]
pub fn windows(rule: &Rule, from: Day, until: Day, calendar: &Calendar) -> Vec<Window> {
    let until = until.min(from.checked_add(100.years()).unwrap_or(Day::MAX));
    let window = |(number, first, last, nominal, times): (u32, Day, Day, Day, u32)| {
        let due = calendar.roll_forward(nominal).ok();
        Window { number, first, last, nominal, due, times }
    };
    let clock = match &rule.kind {
        Kind::Periodic { n: 0, .. } | Kind::Periodic { times: 0, .. } => return Vec::new(),
        Kind::Periodic { period: Period::WorkingDays, n, .. } => {
            Clock::Periodic { period: Period::WorkingDays, n: *n, day: None }
        }
        Kind::Periodic { period, n, times, day } => match period.times(*n) {
            Some(period) => Clock::Periodic { period, n: *times, day: *day },
            None => {
                return rolling(*period, *n, (from, until))
                    .map(|(number, first, last)| window((number, first, last, last, *times)))
                    .collect();
            }
        },
        Kind::ByDate { year, month, day } => Clock::ByDate { year: *year, month: *month, day: *day },
        _ => return Vec::new(),
    };
    let working = |day, n| calendar.add_working_days(day, n).ok();
    let all = periods::occurrences(&clock, from, until, working);
    (1..)
        .zip(all)
        .map(|(number, one)| window((number, one.first, one.last, one.nominal, one.times)))
        .collect()
}

/// Rounds the calendar has no name for: each begins on the day after the one before.
fn rolling(period: Period, n: u32, (from, until): (Day, Day)) -> impl Iterator<Item = (u32, Day, Day)> {
    let step = move |k: u32| {
        let n = i64::from(n).checked_mul(i64::from(k))?;
        let span = match period {
            Period::Day | Period::WorkingDays => n.checked_mul(1).map(|n| jiff::Span::new().try_days(n)),
            Period::Week => Some(jiff::Span::new().try_weeks(n)),
            Period::Month => Some(jiff::Span::new().try_months(n)),
            Period::Quarter => n.checked_mul(3).map(|n| jiff::Span::new().try_months(n)),
            Period::HalfYear => n.checked_mul(6).map(|n| jiff::Span::new().try_months(n)),
            Period::Year => Some(jiff::Span::new().try_years(n)),
        };
        from.checked_add(span?.ok()?).ok()
    };
    (1..).map_while(move |number| {
        let first = step(number - 1)?;
        let last = step(number)?.yesterday().ok()?;
        (first <= until).then_some((number, first, last))
    })
}

/// The first window due on or after the event.
fn first_window(rule: &Rule, event: Day, calendar: &Calendar) -> Derived {
    let mut explanation = Explanation::default();
    let far = match &rule.kind {
        Kind::Periodic { period: Period::Year, n, .. } => i64::from(*n).min(99) + 1,
        Kind::ByDate { year: Some(year), .. } => {
            (i64::from(*year) - i64::from(event.year())).clamp(0, 99) + 1
        }
        _ => 2,
    };
    let until = event.checked_add(far.years()).unwrap_or(Day::MAX);
    let Some(window) = windows(rule, event, until, calendar).into_iter().next() else {
        let rounds = matches!(&rule.kind, Kind::Periodic { period: Period::WorkingDays, n, .. } if *n > 0);
        let due = match calendar.add_working_days(event, 250) {
            Err(NotAnnounced { year }) if rounds => {
                explanation.apply(CountingRule::NotAnnounced);
                Due { not_before: Some(event), not_announced: Some(year), ..Due::default() }
            }
            _ => Due::undetermined(Undetermined::OutOfRange),
        };
        return Derived { due, explanation };
    };
    explanation.step(window.first, Fate::Start, format!("本期自{}至{}", window.first, window.last));
    explanation.step(window.nominal, Fate::Last, "本期应当公开的最后一日");
    let due = super::counting::roll(window.nominal, calendar, &mut explanation);
    Derived { due, explanation }
}
