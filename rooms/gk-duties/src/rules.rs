//! The rules of an item as stored, and the periods they make.

use gk_base::{Fault, Read, Row, Value, params};
use gk_rules::duty::dense::NEVER;
use gk_rules::duty::obligations::Clock;
use gk_rules::duty::periods::{Occurrence, occurrences};
use gk_rules::duty::{DutyKind, Obligation};
use gk_rules::time::calendar::Calendar;
use gk_rules::time::dense::day_number;
use gk_rules::time::limit::TriggerEvent;
use gk_rules::{Coded, Day};
use jiff::ToSpan;

use crate::held::{day, day_value};
use crate::tables::duties as sql;

/// One rule of an item in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The item's lineage.
    pub line: i64,
    /// Its place in the limit, from 1.
    pub rule_no: i64,
    /// Event-driven or periodic.
    pub kind: DutyKind,
    /// The clock's number.
    pub clock: i64,
    /// What starts it, for event-driven ones.
    pub event: Option<TriggerEvent>,
    /// To which part of the item it is confined; empty for all of it.
    pub scope: String,
    /// 推定: the text does not say it; art 26 is applied.
    pub inferred: bool,
    /// The item of the edition in force.
    pub item: i64,
    /// 领域
    pub domain: i64,
    /// The first day on which it holds for this lineage.
    pub since: i32,
    /// The first day of the first period not yet made.
    pub next: i32,
}

/// The stored number of a kind.
pub(crate) fn kind_number(kind: DutyKind) -> i64 {
    match kind {
        DutyKind::Standing => 0,
        DutyKind::Event => 1,
        DutyKind::Periodic => 2,
        DutyKind::Posting => 3,
    }
}

/// The kind with a number.
pub(crate) fn kind_of(number: i64) -> DutyKind {
    match number {
        0 => DutyKind::Standing,
        1 => DutyKind::Event,
        2 => DutyKind::Periodic,
        _ => DutyKind::Posting,
    }
}

/// Columns of `duty_rules`.
pub(crate) const COLUMNS: &[&str] = &[
    "line",
    "rule_no",
    "kind",
    "clock",
    "event_kind",
    "scope",
    "inferred",
    "item",
    "domain",
    "since_day",
    "next_day",
];

impl Rule {
    pub(crate) fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            line: row.get(0)?,
            rule_no: row.get(1)?,
            kind: kind_of(row.get(2)?),
            clock: row.get(3)?,
            event: row.maybe_code(4)?,
            scope: row.get::<Option<String>>(5)?.unwrap_or_default(),
            inferred: row.get(6)?,
            item: row.get(7)?,
            domain: row.get(8)?,
            since: row.get(9)?,
            next: row.get::<Option<i32>>(10)?.unwrap_or(NEVER),
        })
    }
    pub(crate) fn row(&self) -> Vec<Value> {
        vec![
            self.line.into(),
            self.rule_no.into(),
            kind_number(self.kind).into(),
            self.clock.into(),
            Value::code_or_null(self.event),
            Some(self.scope.as_str()).filter(|s| !s.is_empty()).into(),
            self.inferred.into(),
            self.item.into(),
            self.domain.into(),
            self.since.into(),
            day_value(self.next),
        ]
    }
    /// Whether publishing what was formed on a day starts it (条例 art 26: 形成或者变更; 制作或者获取).
    #[must_use]
    pub fn starts_with_forming(&self) -> bool {
        let forming = [TriggerEvent::FormedOrChanged, TriggerEvent::Formed, TriggerEvent::MadeOrObtained];
        self.kind == DutyKind::Event && self.event.is_some_and(|event| forming.contains(&event))
    }
}

/// Whether an obligation makes duties of its own: events and periods do; the head is made anyway, and a 公示期 begins only
/// when something was posted.
pub(crate) fn makes_duties(obligation: &Obligation) -> bool {
    matches!(obligation.kind, DutyKind::Event | DutyKind::Periodic)
}

/// How often a period may ask for publications at most: more is no use to anybody.
const TIMES: u32 = 99;

/// A period as it is made: its key, its named day, and how many publications it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Made {
    pub key: i64,
    pub first: i32,
    pub start: i32,
    pub times: i64,
}

/// The periods of a clock that have begun by `today`, and the first day of the next one ([`NEVER`] when there is none).
pub(crate) fn periods(clock: &Clock, since: i32, today: i32, calendar: &Calendar) -> (Vec<Made>, i32) {
    let (Some(from), Some(now)) = (day(since), day(today)) else { return (Vec::new(), NEVER) };
    let working = |day: Day, n: u32| calendar.add_working_days(day, n).ok();
    let far = now.checked_add(400.days()).unwrap_or(now);
    let all = occurrences(clock, from, far, working);
    let begun: Vec<Made> = all.iter().filter(|one| one.first <= now).map(made).collect();
    let next = all.iter().find(|one| one.first > now).map(|one| one.first).or_else(|| {
        let last = all.last()?;
        is_rolling(clock).then(|| last.last.tomorrow().ok()).flatten()
    });
    (begun, next.map_or(NEVER, day_number))
}

fn is_rolling(clock: &Clock) -> bool {
    use gk_rules::time::limit::Period;
    matches!(clock, Clock::Periodic { period: Period::WorkingDays, .. })
}

fn made(one: &Occurrence) -> Made {
    Made {
        key: one.key,
        first: day_number(one.first),
        start: day_number(one.nominal),
        times: i64::from(one.times.clamp(1, TIMES)),
    }
}

/// The rules of an item in force.
pub(crate) async fn of_line(read: &mut Read, line: i64) -> Result<Vec<Rule>, Fault> {
    read.rows(&sql::RULES_OF_LINE, params![line]).await?.iter().map(Rule::from_row).collect()
}

/// What may be recorded as an event under an item, each kind once.
#[must_use]
pub fn triggers(rules: &[Rule]) -> Vec<TriggerEvent> {
    let mut all: Vec<TriggerEvent> = rules.iter().filter_map(|rule| rule.event).collect();
    all.sort_by_key(|event| TriggerEvent::ALL.iter().position(|one| one == event));
    all.dedup();
    all
}
