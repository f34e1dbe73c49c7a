//! Duties by the million (责任总表): the states of a whole province in narrow columns, derived in one pass.
//!
//! Days are counted from 1970-01-01; [`NEVER`] stands for a day that is not there. The rule is that of
//! [`derive`](super::derive::derive); a property test holds the two together.

use super::derive::{DutyState, Facts};
use crate::Day;
use crate::time::dense::day_number;

/// 无此日: no day: not met, not stated, not ended, or no due date that can be known.
pub const NEVER: i32 = i32::MIN;
/// 责任事实（窄）: the facts of one duty, without the due date, which the clock and the start give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Which clock, by its place in the caller's list.
    pub clock: u16,
    /// The day from which the clock runs.
    pub start: i32,
    /// 公开日
    pub met: i32,
    /// 声明日
    pub stated: i32,
    /// The last day of the statement; [`i32::MAX`] when it holds on.
    pub until: i32,
    /// 终止日
    pub ended: i32,
}

impl Line {
    /// A duty of which nothing is known but its clock and start.
    #[must_use]
    pub fn open(clock: u16, start: i32) -> Self {
        Self { clock, start, met: NEVER, stated: NEVER, until: i32::MAX, ended: NEVER }
    }
}

/// 责任总表: duties in columns; a duty is named by its place.
#[derive(Debug, Clone, Default)]
pub struct DutyTable {
    clock: Vec<u16>,
    start: Vec<i32>,
    met: Vec<i32>,
    stated: Vec<i32>,
    until: Vec<i32>,
    ended: Vec<i32>,
    due: Vec<i32>,
    state: Vec<u8>,
}

/// 状态变化: a duty whose state or due date is not what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Its place in the table.
    pub place: usize,
    /// The state before.
    pub before: u8,
    /// The state now.
    pub now: u8,
    /// The due day now, [`NEVER`] when it cannot be known.
    pub due: i32,
}

impl DutyTable {
    /// An empty table with room.
    #[must_use]
    pub fn with_capacity(n: usize) -> Self {
        Self {
            clock: Vec::with_capacity(n),
            start: Vec::with_capacity(n),
            met: Vec::with_capacity(n),
            stated: Vec::with_capacity(n),
            until: Vec::with_capacity(n),
            ended: Vec::with_capacity(n),
            due: Vec::with_capacity(n),
            state: Vec::with_capacity(n),
        }
    }
    /// How many duties.
    #[must_use]
    pub fn len(&self) -> usize {
        self.clock.len()
    }
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.clock.is_empty()
    }
    /// Adds a duty with the state and due day it is known to have (what the database caches); its place.
    pub fn push(&mut self, line: Line, due: i32, state: DutyState) -> usize {
        self.clock.push(line.clock);
        self.start.push(line.start);
        self.met.push(line.met);
        self.stated.push(line.stated);
        self.until.push(line.until);
        self.ended.push(line.ended);
        self.due.push(due);
        self.state.push(state.number());
        self.len() - 1
    }
    /// The facts of the duty at a place.
    #[must_use]
    pub fn line(&self, place: usize) -> Option<Line> {
        Some(Line {
            clock: *self.clock.get(place)?,
            start: *self.start.get(place)?,
            met: *self.met.get(place)?,
            stated: *self.stated.get(place)?,
            until: *self.until.get(place)?,
            ended: *self.ended.get(place)?,
        })
    }
    /// The due day and state at a place.
    #[must_use]
    pub fn standing(&self, place: usize) -> Option<(i32, DutyState)> {
        Some((*self.due.get(place)?, DutyState::from_number(*self.state.get(place)?)?))
    }
    /// All states, by place.
    #[must_use]
    pub fn states(&self) -> &[u8] {
        &self.state
    }
    /// Replaces the facts at a place and derives it anew; what changed, if anything did.
    pub fn set(
        &mut self,
        place: usize,
        line: Line,
        today: i32,
        due: impl Fn(u16, i32) -> i32,
    ) -> Option<Change> {
        *self.clock.get_mut(place)? = line.clock;
        *self.start.get_mut(place)? = line.start;
        *self.met.get_mut(place)? = line.met;
        *self.stated.get_mut(place)? = line.stated;
        *self.until.get_mut(place)? = line.until;
        *self.ended.get_mut(place)? = line.ended;
        let due = due(line.clock, line.start);
        let now = derive_narrow(&line, due, today).number();
        let (due_before, before) = (self.due.get_mut(place)?, self.state.get_mut(place)?);
        let changed =
            (*before != now || *due_before != due).then_some(Change { place, before: *before, now, due });
        (*due_before, *before) = (due, now);
        changed
    }
    /// Derives every due day and state for `today` and tells what changed, by place. `due` gives the last day of a clock that
    /// starts on a day, [`NEVER`] where it cannot be known.
    pub fn derive_all(&mut self, today: i32, due: impl Fn(u16, i32) -> i32) -> Vec<Change> {
        let mut changes = Vec::new();
        let facts = self
            .clock
            .iter()
            .zip(&self.start)
            .zip(&self.met)
            .zip(&self.stated)
            .zip(&self.until)
            .zip(&self.ended);
        let kept = self.due.iter_mut().zip(&mut self.state);
        for (place, (facts, (kept_due, kept_state))) in facts.zip(kept).enumerate() {
            let (((((clock, start), met), stated), until), ended) = facts;
            let line = Line {
                clock: *clock,
                start: *start,
                met: *met,
                stated: *stated,
                until: *until,
                ended: *ended,
            };
            let due = due(line.clock, line.start);
            let now = derive_narrow(&line, due, today).number();
            if now != *kept_state || due != *kept_due {
                changes.push(Change { place, before: *kept_state, now, due });
                (*kept_due, *kept_state) = (due, now);
            }
        }
        changes
    }
}

/// 责任状态的推导（窄）: [`derive`](super::derive::derive) on day numbers.
#[inline]
#[must_use]
pub fn derive_narrow(line: &Line, due: i32, today: i32) -> DutyState {
    let has_ended = line.ended != NEVER && line.ended <= today;
    let has_met = line.met != NEVER && line.met <= today && !(has_ended && line.met >= line.ended);
    let has_stated = line.stated != NEVER && line.stated <= today;
    let carried = if due != NEVER && has_stated && line.stated <= due { due.max(line.until) } else { due };
    if has_met && due != NEVER {
        if line.met <= carried { DutyState::OnTime } else { DutyState::Late }
    } else if has_ended {
        DutyState::Ended
    } else if !has_met && has_stated && today <= line.until {
        DutyState::StatedNone
    } else if due == NEVER {
        DutyState::Unclear
    } else if today > carried {
        DutyState::Overdue
    } else {
        DutyState::NotDue
    }
}

/// The narrow facts of plain ones; the clock and start stand for the due date.
#[must_use]
pub fn narrow(facts: &Facts, clock: u16, start: i32) -> Line {
    let day = |day: Option<Day>| day.map_or(NEVER, day_number);
    Line {
        clock,
        start,
        met: day(facts.met_on),
        stated: day(facts.stated_on),
        until: facts.stated_until.map_or(i32::MAX, day_number),
        ended: day(facts.ended_on),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duty::derive::{derive, tests::facts};
    use crate::time::dense::from_day_number;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn only_what_changed_is_told() {
        let mut table = DutyTable::with_capacity(3);
        for start in [0, 10, 20] {
            table.push(Line::open(0, start), start + 5, DutyState::NotDue);
        }
        let due = |_, start| start + 5;
        assert_eq!(table.derive_all(5, due), []);
        let overdue = DutyState::Overdue.number();
        let change = Change { place: 0, before: DutyState::NotDue.number(), now: overdue, due: 5 };
        assert_eq!(table.derive_all(6, due), [change]);
        assert_eq!(table.derive_all(6, due), [], "deriving twice changes nothing");
        let corrected = table.derive_all(6, |_, start| start + 6);
        assert_eq!(corrected.len(), 3, "a corrected holiday moves all three due days");
        assert_eq!(corrected[0].now, DutyState::NotDue.number());
        let met = Line { met: 9, ..table.line(1).unwrap() };
        let change = table.set(1, met, 9, |_, start| start + 6).unwrap();
        assert_eq!(change.now, DutyState::OnTime.number());
        assert_eq!(table.standing(1), Some((16, DutyState::OnTime)));
        assert_eq!(table.set(1, met, 9, |_, start| start + 6), None);
        assert_eq!(table.set(99, met, 9, |_, start| start + 6), None);
        assert_eq!((table.len(), table.is_empty(), table.states().len()), (3, false, 3));
    }

    proptest! {
        #[test]
        fn the_table_and_the_plain_function_say_the_same(all in proptest::collection::vec(facts(), 1..40), after in 0_i32..120) {
            let today = day_number(date(2024, 1, 1)) + after;
            let mut table = DutyTable::default();
            for (clock, facts) in (0_u16..).zip(&all) {
                table.push(narrow(facts, clock, 0), NEVER, DutyState::Unclear);
            }
            table.derive_all(today, |clock, _| all[usize::from(clock)].due.map_or(NEVER, day_number));
            for (place, facts) in all.iter().enumerate() {
                let plain = derive(facts, from_day_number(today).unwrap());
                prop_assert_eq!(table.standing(place).unwrap().1, plain, "{:?}", facts);
            }
        }
    }
}
