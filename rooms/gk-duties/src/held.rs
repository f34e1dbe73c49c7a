//! A duty as the database holds it: numbers only, so that a million are read as quickly as one.

use gk_base::sql::NULL_INT;
use gk_base::{Fault, Row, Value};
use gk_rules::Day;
use gk_rules::duty::DutyState;
use gk_rules::duty::dense::{Line, NEVER, derive_narrow};
use gk_rules::time::dense::from_day_number;

/// Columns of a held duty.
pub(crate) const COLUMNS: usize = 18;

/// One duty with its term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held {
    pub id: i64,
    pub organ: i64,
    pub line: i64,
    pub item: i64,
    pub domain: i64,
    pub occurrence: i64,
    pub kind: i64,
    pub term: i64,
    pub due: i32,
    pub event: Option<i64>,
    pub facts: Line,
    pub state: i64,
    pub item_state: Option<i64>,
}

impl Held {
    /// Reads the columns of `held!`.
    pub(crate) fn from_ints(values: &[i64]) -> Result<Self, Fault> {
        let &[
            id,
            organ,
            line,
            item,
            domain,
            occurrence,
            kind,
            term,
            clock,
            start,
            due,
            event,
            met,
            stated,
            until,
            ended,
            state,
            item_state,
        ] = values
        else {
            return Err(Fault::new(format!("a duty has {COLUMNS} columns, not {}", values.len())));
        };
        let until = if until == NULL_INT { i32::MAX } else { narrow(until)? };
        let facts = Line {
            clock: u16::try_from(clock - 1).map_err(|e| Fault::because("a clock's number", e))?,
            start: narrow(start)?,
            met: narrow(met)?,
            stated: narrow(stated)?,
            until,
            ended: narrow(ended)?,
        };
        let some = |v: i64| (v != NULL_INT).then_some(v);
        let (event, item_state) = (some(event), some(item_state));
        let due = narrow(due)?;
        Ok(Self {
            id,
            organ,
            line,
            item,
            domain,
            occurrence,
            kind,
            term,
            due,
            event,
            facts,
            state,
            item_state,
        })
    }
    pub(crate) fn from_row(row: &Row) -> Result<Self, Fault> {
        let ints: Vec<i64> = row.0.iter().take(COLUMNS).map(int).collect::<Result<_, _>>()?;
        Self::from_ints(&ints)
    }
    pub(crate) fn is_head(&self) -> bool {
        self.occurrence == 0
    }
    /// How it stands on a day by its facts.
    pub(crate) fn derived(&self, today: i32) -> DutyState {
        derive_narrow(&self.facts, self.due, today)
    }
    /// Whether it is a 公示期.
    pub(crate) fn is_posting(&self) -> bool {
        self.kind == crate::rules::kind_number(gk_rules::duty::DutyKind::Posting)
    }
    /// Whether it waits for what an event asks for.
    pub(crate) fn is_of_event(&self) -> bool {
        self.event.is_some() && !self.is_posting()
    }
    /// Which rule of its item it comes from; 0 for the head.
    pub(crate) fn rule_no(&self) -> i64 {
        self.occurrence / RULE
    }
    /// The first day of its period, for periodic ones.
    pub(crate) fn period(&self) -> Option<i64> {
        let rest = self.occurrence % RULE;
        (self.occurrence != 0 && rest < EVENT).then_some(rest / 100)
    }
}

/// What the place of a rule is worth in the number of an occurrence.
pub(crate) const RULE: i64 = 1_000_000_000_000;
/// What marks the occurrence of an event.
pub(crate) const EVENT: i64 = 100_000_000_000;

/// What marks a 公示期 of an event, and one of something published without an event.
const POSTING: i64 = 200_000_000_000;
const POSTING_OF_RECORD: i64 = 300_000_000_000;

/// The 公示期 of what was published for an event.
pub(crate) fn posting_of_event(rule_no: i64, event: i64) -> i64 {
    rule_no * RULE + POSTING + event
}

/// The 公示期 of something published without an event; `number` counts them.
pub(crate) fn posting_of_record(rule_no: i64, number: i64) -> i64 {
    rule_no * RULE + POSTING_OF_RECORD + number
}

/// The occurrence of an event under a rule.
pub(crate) fn event_occurrence(rule_no: i64, event: i64) -> i64 {
    rule_no * RULE + EVENT + event
}

/// The occurrence of a period under a rule; `time` counts the publications it asks for, from 0.
pub(crate) fn period_occurrence(rule_no: i64, key: i64, time: i64) -> i64 {
    rule_no * RULE + key * 100 + time
}

fn int(value: &Value) -> Result<i64, Fault> {
    match value {
        Value::Int(v) => Ok(*v),
        Value::Null => Ok(NULL_INT),
        _ => Err(Fault::new("a duty is made of numbers")),
    }
}

/// A day number of the database; null is [`NEVER`].
pub(crate) fn narrow(v: i64) -> Result<i32, Fault> {
    if v == NULL_INT { Ok(NEVER) } else { i32::try_from(v).map_err(|e| Fault::because("a day's number", e)) }
}

/// A day number as the database keeps it.
pub(crate) fn day_value(day: i32) -> Value {
    if day == NEVER || day == i32::MAX { Value::Null } else { day.into() }
}

/// The day with this number.
pub(crate) fn day(number: i32) -> Option<Day> {
    from_day_number(number).filter(|_| number != NEVER)
}

/// The state with this number; unclear for what no state has, which the table's check excludes.
pub(crate) fn state(number: i64) -> DutyState {
    u8::try_from(number).ok().and_then(DutyState::from_number).unwrap_or(DutyState::Unclear)
}
