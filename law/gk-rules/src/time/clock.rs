//! Clocks that stop, start anew and are lengthened (期限的中止、重新计算、延长): 条例 arts 30, 32–34.

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::counting::{CountingRule, Due, Explanation, Halt, count};
use super::limit::{Span, Unit};
use crate::Day;

/// 计时: a period with what happened to it, in the order of the days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    started: Day,
    span: Span,
    events: Vec<ClockEvent>,
}

/// 计时事件: what happened on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockEvent {
    /// When.
    pub day: Day,
    /// What.
    pub change: Change,
}

/// 计时变化: what can happen to a running period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// 中止: from the next day on the days are not counted (征求第三方意见, art 32).
    Suspended {
        /// Why, for people.
        words: String,
    },
    /// 恢复: from the next day on they are counted again.
    Resumed,
    /// 重新计算: the count begins anew on the next day (收到补正, art 30).
    Restarted,
    /// 延长: so many more units (art 33).
    Extended {
        /// How many, at least 1.
        n: u32,
    },
}

/// 计时有误: why an event cannot happen to a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClockFault {
    /// Before the start or before the event before it.
    #[error("{0}早于前一计时事件，计时事件须按日期先后记录")]
    OutOfOrder(Day),
    /// Suspended twice.
    #[error("{0}时期限已经中止，不能再次中止")]
    AlreadySuspended(Day),
    /// Resumed without a suspension.
    #[error("{0}时期限没有中止，不能恢复计算")]
    NotSuspended(Day),
    /// A period in months or hours cannot stand still by days.
    #[error("按月或者按小时计算的期限不能按日中止")]
    NotInDays,
}

impl Clock {
    /// 起算: a period that begins on the day after `started`.
    #[must_use]
    pub const fn start(started: Day, span: Span) -> Self {
        Self { started, span, events: Vec::new() }
    }

    /// 起算日: the day after which the first count began.
    #[must_use]
    pub const fn started(&self) -> Day {
        self.started
    }

    /// What happened, in order.
    #[must_use]
    pub fn events(&self) -> &[ClockEvent] {
        &self.events
    }

    /// Whether it stands still after the last event.
    #[must_use]
    pub fn is_suspended(&self) -> bool {
        let last = self.events.iter().rev().find(|one| !matches!(one.change, Change::Extended { .. }));
        last.is_some_and(|one| matches!(one.change, Change::Suspended { .. }))
    }

    /// 记录计时事件: the clock after an event.
    ///
    /// # Errors
    /// [`ClockFault`]; the clock is then lost, keep a copy to go on.
    pub fn after(mut self, day: Day, change: Change) -> Result<Self, ClockFault> {
        let last = self.events.last().map_or(self.started, |one| one.day);
        if day < last {
            return Err(ClockFault::OutOfOrder(day));
        }
        match change {
            Change::Suspended { .. } if !matches!(self.span.unit, Unit::Day | Unit::WorkingDay) => {
                return Err(ClockFault::NotInDays);
            }
            Change::Suspended { .. } if self.is_suspended() => return Err(ClockFault::AlreadySuspended(day)),
            Change::Resumed if !self.is_suspended() => return Err(ClockFault::NotSuspended(day)),
            _ => {}
        }
        self.events.push(ClockEvent { day, change });
        Ok(self)
    }

    /// 届满: the last day after all that happened, with the explanation of every day since the count last began.
    #[must_use]
    pub fn due(&self, calendar: &Calendar) -> (Due, Explanation) {
        let (mut started, mut span) = (self.started, self.span);
        let mut halts: Vec<Halt> = Vec::new();
        let (mut restarted, mut extended) = (false, false);
        for event in &self.events {
            match &event.change {
                Change::Suspended { words } => {
                    halts.push(Halt { after: event.day, until: None, words: words.clone() });
                }
                Change::Resumed => close(&mut halts, event.day),
                Change::Restarted => {
                    started = event.day;
                    halts.clear();
                    restarted = true;
                }
                Change::Extended { n } => {
                    span.n = span.n.saturating_add(*n);
                    extended = true;
                }
            }
        }
        let (due, mut explanation) = count(started, span, &halts, calendar);
        if restarted {
            explanation.apply(CountingRule::Restart);
        }
        if extended {
            explanation.apply(CountingRule::Extension);
        }
        (due, explanation)
    }
}

fn close(halts: &mut [Halt], day: Day) {
    if let Some(open) = halts.last_mut().filter(|halt| halt.until.is_none()) {
        open.until = Some(day);
    }
}
