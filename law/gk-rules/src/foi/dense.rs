//! Open cases by the hundred thousand (在办案件总表): every due day and every day left, in one pass over narrow columns.
//!
//! The rule is that of [`reply_clock`](super::clock::reply_clock); a property holds the two together. Days are counted from
//! 1970-01-01 as in [`crate::time::dense`].

use super::case::Case;
use super::clock::{Level, silence_days};
use super::periods;
use super::settings::{Law, Warnings};
use super::stage::Progress;
use crate::Day;
use crate::duty::dense::NEVER;
use crate::time::dense::{Dense, day_number};

/// 征求意见（窄）: sent, received, answered, and how many working days silence may last; [`NEVER`] where unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stop {
    sent: i32,
    received: i32,
    answered: i32,
    days: u32,
}

/// 在办案件（窄）: what moves the last day of one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line {
    /// The day after which the present count begins; [`NEVER`] where none runs.
    start: i32,
    /// How many working days, the extension included.
    days: u32,
    /// A fixed date under art 35, instead of the days; [`NEVER`] where there is none.
    until: i32,
    /// The first of its stops, and how many.
    stops: (u32, u32),
    /// The other clock that is awaited (correction, payment): start and working days; [`NEVER`] where none is.
    awaited: (i32, u32),
}

/// 期限（窄）: what follows for a case on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// 届满日, [`NEVER`] where none runs or a year is not announced.
    pub due: i32,
    /// 剩余工作日 (negative when overdue, [`NEVER`] when it cannot be told how long); 0 where none runs.
    pub left: i32,
    /// 预警级别
    pub level: Level,
    /// 补正、缴费期限的届满日, [`NEVER`] where nothing is awaited.
    pub awaited: i32,
}

/// 在办案件总表: cases in columns; a case is named by its place.
#[derive(Debug, Clone, Default)]
pub struct CaseTable {
    lines: Vec<Line>,
    stops: Vec<Stop>,
}

impl CaseTable {
    /// How many cases.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Takes a case in; its place.
    pub fn push(&mut self, case: &Case, law: Law<'_>) -> usize {
        let first = u32::try_from(self.stops.len()).unwrap_or(u32::MAX);
        let day = |day: Option<Day>| day.map_or(NEVER, day_number);
        for one in &case.interim.consultations {
            self.stops.push(Stop {
                sent: day_number(one.sent_on),
                received: day(one.received_on),
                answered: day(one.answer.map(|answer| answer.on)),
                days: silence_days(one, law).unwrap_or(0),
            });
        }
        if let Some(fresh) = self.stops.get_mut(usize::try_from(first).unwrap_or(usize::MAX)..) {
            fresh.sort_by_key(|one| one.sent);
        }
        let count = u32::try_from(case.interim.consultations.len()).unwrap_or(u32::MAX);
        let (start, days, until) = counting(case, law).unwrap_or((NEVER, 0, NEVER));
        self.lines.push(Line { start, days, until, stops: (first, count), awaited: awaited(case, law) });
        self.lines.len() - 1
    }

    /// 推导: the standing of every case on a day, by place.
    #[must_use]
    pub fn derive_all(&self, today: i32, warnings: Warnings, calendar: &Dense) -> Vec<Standing> {
        self.lines.iter().map(|line| self.derive(line, today, warnings, calendar)).collect()
    }

    fn derive(&self, line: &Line, today: i32, warnings: Warnings, calendar: &Dense) -> Standing {
        let awaited = match line.awaited {
            (NEVER, _) => NEVER,
            (start, days) => calendar.add_working_days(start, days).unwrap_or(NEVER),
        };
        let none = Standing { due: NEVER, left: 0, level: Level::Standing, awaited };
        if line.start == NEVER {
            return none;
        }
        let Some((due, left)) = self.due(line, today, calendar) else { return none };
        let level = if today > due {
            Level::Overdue
        } else if left <= i32::try_from(warnings.red).unwrap_or(i32::MAX) {
            Level::Red
        } else if left <= i32::try_from(warnings.amber).unwrap_or(i32::MAX) {
            Level::Amber
        } else {
            Level::Green
        };
        Standing { due, left, level, awaited }
    }

    /// The last day, and how many countable days are left after today.
    fn due(&self, line: &Line, today: i32, calendar: &Dense) -> Option<(i32, i32)> {
        let (first, count) = line.stops;
        let (first, count) = (usize::try_from(first).ok()?, usize::try_from(count).ok()?);
        let stops = self.stops.get(first..first.checked_add(count)?)?;
        let mut walk = Walk { at: line.start, needed: line.days, left_after: 0, today, calendar };
        if line.until != NEVER {
            match calendar.working_days_between(line.start, line.until) {
                Some(days) => walk.needed = u32::try_from(days).ok()?,
                None => return Some((line.until, 0)),
            }
        }
        let mut done = None;
        for stop in stops {
            let end = ends(stop, calendar)?;
            if end != NEVER && end <= walk.at {
                continue;
            }
            done = walk.until(stop.sent.max(walk.at))?;
            if done.is_some() || end == NEVER {
                break;
            }
            walk.at = end;
        }
        let due = match done {
            Some(due) => due,
            None if stops.iter().any(|stop| stands(stop, walk.at)) => return None,
            None => walk.last()?,
        };
        let left = if today > due {
            // How long it is overdue cannot be told where today's year is not announced; that it is, can.
            calendar.working_days_between(due, today).map_or(i64::from(NEVER), |days| -days.max(1))
        } else {
            i64::from(walk.left_after)
        };
        Some((due, i32::try_from(left).ok()?))
    }
}

/// Counts working days in stretches and keeps how many of them lie after today.
struct Walk<'a> {
    at: i32,
    needed: u32,
    left_after: u32,
    today: i32,
    calendar: &'a Dense,
}

impl Walk<'_> {
    /// Counts on to a day; the last day when it comes no later. Nothing when a year is not announced.
    fn until(&mut self, day: i32) -> Option<Option<i32>> {
        if day > self.at {
            let here = u32::try_from(self.calendar.working_days_between(self.at, day)?).ok()?;
            if here >= self.needed {
                return Some(Some(self.last()?));
            }
            self.needed -= here;
            self.keep(self.at, day)?;
            self.at = day;
        }
        Some(None)
    }
    /// The last day when nothing stops the count any more.
    fn last(&mut self) -> Option<i32> {
        let due = self.calendar.add_working_days(self.at, self.needed)?;
        self.keep(self.at, due)?;
        Some(due)
    }
    fn keep(&mut self, after: i32, until: i32) -> Option<()> {
        if until > self.today {
            let days = self.calendar.working_days_between(after.max(self.today), until)?;
            self.left_after += u32::try_from(days).ok()?;
        }
        Some(())
    }
}

/// The end of a stop, [`NEVER`] where it is not known; nothing when a year is not announced.
fn ends(stop: &Stop, calendar: &Dense) -> Option<i32> {
    let silence = (stop.received != NEVER && stop.days > 0)
        .then(|| calendar.add_working_days(stop.received, stop.days));
    match (stop.answered, silence) {
        (NEVER, None) => Some(NEVER),
        (NEVER, Some(last)) => last,
        (answered, Some(Some(last))) => Some(answered.min(last)),
        (answered, _) => Some(answered),
    }
}

fn stands(stop: &Stop, at: i32) -> bool {
    stop.answered == NEVER && (stop.received == NEVER || stop.days == 0) && stop.sent <= at
}

/// Start, days and fixed date of the present count; nothing where none runs.
fn counting(case: &Case, law: Law<'_>) -> Option<(i32, u32, i32)> {
    let received = case.received_on?;
    let open = !matches!(case.progress, Progress::AwaitingCorrection { .. } | Progress::AwaitingFee { .. });
    let (start, mut days) = match case.interim.anew.filter(|_| open) {
        Some(anew) => {
            (anew.from, anew.days.or_else(|| Some(law.of_day(&law.settings.anew, anew.from)?.value))?)
        }
        None if open => (received, law.reply_days(received).ok()?.value),
        None => return None,
    };
    let corrected = case.interim.correction.as_ref().and_then(|one| one.taken_on);
    let paid = case.interim.fee.and_then(|fee| fee.paid_on);
    let restart = corrected.into_iter().chain(paid).filter(|day| *day >= start).max();
    if let Some(finding) = case.interim.excess.and_then(|one| one.finding)
        && let Some(until) = finding.until
        && restart.is_none_or(|restart| restart <= finding.on)
    {
        return Some((day_number(finding.on), 0, day_number(until)));
    }
    days += case.interim.extension.map_or(0, |one| one.days);
    Some((day_number(restart.unwrap_or(start)), days, NEVER))
}

/// The clock of what is awaited of the applicant.
fn awaited(case: &Case, law: Law<'_>) -> (i32, u32) {
    let found = match case.progress {
        Progress::AwaitingCorrection { .. } => case.interim.correction.as_ref().and_then(|one| {
            let days =
                one.days.or_else(|| Some(law.of_day(&law.settings.correction, one.asked_on)?.value))?;
            Some((day_number(one.asked_on), days))
        }),
        Progress::AwaitingFee { .. } => periods::fee(case, law).and_then(|period| {
            let notified = case.interim.fee?.notified_on;
            Some((day_number(period.from), law.of_day(&law.settings.fee, notified)?.value))
        }),
        _ => None,
    };
    found.unwrap_or((NEVER, 0))
}
