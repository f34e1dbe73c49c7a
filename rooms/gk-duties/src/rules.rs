//! The rules of an item as stored, and the periods they make.

use std::collections::HashMap;

use gk_base::{Fault, Problem, Read, Row, Tx, Value, params};
use gk_rules::duty::dense::NEVER;
use gk_rules::duty::obligations::{Clock, decided_to_disclose};
use gk_rules::duty::periods::{Occurrence, occurrences};
use gk_rules::duty::{DutyKind, Obligation};
use gk_rules::time::calendar::Calendar;
use gk_rules::time::dense::day_number;
use gk_rules::time::limit::TriggerEvent;
use gk_rules::{Coded, Day};
use jiff::ToSpan;

use crate::held::{Held, day, day_value};
use crate::limits::Limits;
use crate::tables::duties as sql;
use crate::terms::Terms;

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
    /// Whether another law's word or a person's has a part in it: another day may have another clock.
    pub dated: bool,
    /// The clock of its 公示期; 0 for none.
    pub posting: i64,
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
    "dated",
    "posting",
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
            dated: row.get(11)?,
            posting: row.get::<Option<i64>>(12)?.unwrap_or(0),
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
            self.dated.into(),
            Some(self.posting).filter(|clock| *clock != 0).into(),
        ]
    }
    /// 决定主动公开: stands beside the rules of the limit, with the place of none of them (条例 arts 26, 44).
    pub(crate) async fn of_decision(tx: &mut Tx, head: &Held, on: Day) -> Result<Self, Problem> {
        let clock = decided_to_disclose(on).map_err(|e| Fault::because("the limit of art 26", e))?;
        Ok(Self {
            line: head.line,
            rule_no: 0,
            kind: DutyKind::Event,
            clock: Terms::open(tx).await?.clock_id(tx, &clock).await?,
            event: Some(TriggerEvent::DecidedToDisclose),
            scope: String::new(),
            inferred: false,
            item: head.item,
            domain: head.domain,
            since: day_number(on),
            next: NEVER,
            dated: false,
            posting: 0,
        })
    }
    /// Whether publishing what was formed on a day starts it (条例 art 26: 形成或者变更; 制作或者获取).
    #[must_use]
    pub fn starts_with_forming(&self) -> bool {
        let forming = [TriggerEvent::FormedOrChanged, TriggerEvent::Formed, TriggerEvent::MadeOrObtained];
        self.kind == DutyKind::Event && self.event.is_some_and(|event| forming.contains(&event))
    }
}

/// 一条规则的义务: what one rule obliges to, and how long what is published under it must hang.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Duty {
    pub main: Obligation,
    pub posting: Option<Clock>,
}

/// Obligations by rule: the clock of the head, then one for each rule that makes duties. Where a rule asks for nothing but
/// its 公示期, that is the main one.
pub(crate) fn by_rule(all: Vec<Obligation>) -> (Option<Clock>, Vec<Duty>) {
    let (mut head, mut rules): (Option<Clock>, Vec<Duty>) = (None, Vec::new());
    for one in all {
        match (one.rule_no, rules.last_mut().filter(|last| last.main.rule_no == one.rule_no)) {
            (0, _) => head = Some(one.clock),
            (_, Some(last)) => last.main = one,
            (_, None) => {
                let posting = (one.kind == DutyKind::Posting).then(|| one.clock.clone());
                rules.push(Duty { main: one, posting });
            }
        }
    }
    (head, rules)
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

/// The rules of all items of an edition, by line.
pub(crate) async fn of_edition(read: &mut Read, edition: i64) -> Result<HashMap<i64, Vec<Rule>>, Fault> {
    let mut all: HashMap<i64, Vec<Rule>> = HashMap::new();
    for row in read.rows(&sql::RULES_OF_EDITION, params![edition]).await? {
        let rule = Rule::from_row(&row)?;
        all.entry(rule.line).or_default().push(rule);
    }
    Ok(all)
}

/// The rules of an item as they hold for what happens on a day: another law's period, or a named one, holds from its day.
pub(crate) async fn on_day(tx: &mut Tx, line: i64, on: i32) -> Result<Vec<Rule>, Problem> {
    let stored = of_line(tx, line).await?;
    let Some(first) = stored.iter().find(|rule| rule.dated) else { return Ok(stored) };
    let (Some(on), Some(limits)) = (day(on), Limits::of_item(tx, first.item).await?) else {
        return Ok(stored);
    };
    let mut terms = Terms::open(tx).await?;
    let duties = by_rule(limits.obligations(on)?).1;
    let mut rules = Vec::new();
    for mut rule in stored {
        if let Some(duty) = duties.iter().find(|duty| i64::from(duty.main.rule_no) == rule.rule_no) {
            rule.clock = terms.clock_id(tx, &duty.main.clock).await?;
            (rule.kind, rule.event) = (duty.main.kind, duty.main.trigger);
            rule.posting = match &duty.posting {
                Some(clock) => terms.clock_id(tx, clock).await?,
                None => 0,
            };
        }
        rules.push(rule);
    }
    Ok(rules)
}

/// What may be recorded as an event under an item, each kind once.
#[must_use]
pub fn triggers(rules: &[Rule]) -> Vec<TriggerEvent> {
    let mut all: Vec<TriggerEvent> = rules.iter().filter_map(|rule| rule.event).collect();
    all.sort_by_key(|event| TriggerEvent::ALL.iter().position(|one| one == event));
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use gk_rules::duty::obligations;
    use gk_rules::time::read::read;

    fn of(phrase: &str) -> Vec<(u16, DutyKind, bool)> {
        let from = jiff::civil::date(2024, 1, 1);
        let (head, rules) = by_rule(obligations(&read(phrase), from).unwrap());
        assert!(head.is_some());
        rules.iter().map(|one| (one.main.rule_no, one.main.kind, one.posting.is_some())).collect()
    }

    #[test]
    fn a_posting_belongs_to_its_rule_and_stands_alone_where_the_rule_asks_for_nothing_else() {
        assert_eq!(of("20个工作日内"), [(1, DutyKind::Event, false)]);
        assert_eq!(of("长期公开"), []);
        assert_eq!(
            of("自收到评标报告之日起3日内公示,公示期不得少于3日"),
            [(1, DutyKind::Event, false), (2, DutyKind::Posting, true)],
            "a posting of its own sentence is a rule of its own, as in time-limit-phrases.csv"
        );
        assert_eq!(of("公告时间不少于30日"), [(1, DutyKind::Posting, true)]);
    }
}
