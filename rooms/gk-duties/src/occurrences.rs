//! Occurrences that begin one by one: those of an event, and periods as time goes on.

use std::collections::{BTreeMap, BTreeSet};

use gk_base::sql::NULL_INT;
use gk_base::{Fault, Problem, Tx, params};
use gk_rules::duty::DutyKind;
use gk_rules::duty::dense::Line;
use gk_rules::time::limit::TriggerEvent;

use crate::compile::{Fresh, insert, open};
use crate::held::{Held, RULE, event_occurrence, narrow, period_occurrence};
use crate::rules::{self, Rule};
use crate::tables::duties as sql;
use crate::terms::Terms;

/// The duties of an organ under an item, the head first.
pub(crate) async fn of_line(tx: &mut Tx, organ: i64, line: i64) -> Result<Vec<Held>, Fault> {
    tx.rows(&sql::OF_LINE, params![organ, line]).await?.iter().map(Held::from_row).collect()
}

/// What happened, as the duties need it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Happening {
    pub event: i64,
    pub kind: TriggerEvent,
    pub on: i32,
}

/// Begins the duties an event starts under the rules of its item; gives their numbers.
pub(crate) async fn begin_by_event(
    tx: &mut Tx,
    head: &Held,
    rules: &[Rule],
    happening: &Happening,
    today: i32,
) -> Result<Vec<i64>, Problem> {
    let mut terms = Terms::open(tx).await?;
    let mut fresh = Vec::new();
    for rule in rules.iter().filter(|rule| rule.event == Some(happening.kind)) {
        let (term, due) = terms.get(tx, rule.clock, happening.on).await?;
        fresh.push(Fresh {
            organ: head.organ,
            line: head.line,
            item: head.item,
            domain: head.domain,
            occurrence: event_occurrence(rule.rule_no, happening.event),
            kind: DutyKind::Event,
            term,
            event: Some(happening.event),
            facts: open(rule.clock, happening.on)?,
            due,
        });
    }
    insert(tx, fresh, today).await
}

/// Makes the periods that have begun since, for every organ that is obliged; gives how many duties began.
pub(crate) async fn make_periods(tx: &mut Tx, today: i32) -> Result<u64, Problem> {
    let mut terms = Terms::open(tx).await?;
    let mut done = BTreeSet::new();
    let mut count = 0;
    loop {
        let rows = tx.rows(&sql::RULES_BEGUN, params![today, 500]).await?;
        let rules: Vec<Rule> = rows.iter().map(Rule::from_row).collect::<Result<_, _>>()?;
        let fresh: Vec<Rule> =
            rules.into_iter().filter(|rule| done.insert((rule.line, rule.rule_no))).collect();
        if fresh.is_empty() {
            return Ok(count);
        }
        for rule in &fresh {
            count += periods_of(tx, rule, today, &mut terms).await?;
        }
    }
}

/// A period that begins while the item is stated to have no information carries the statement.
fn carrying(mut facts: Line, (stated, until): (i64, i64), first: i32) -> Result<Line, Fault> {
    if stated != NULL_INT && until != NULL_INT && i64::from(first) <= until {
        (facts.stated, facts.until) = (narrow(stated)?, narrow(until)?);
    }
    Ok(facts)
}

async fn periods_of(tx: &mut Tx, rule: &Rule, today: i32, terms: &mut Terms) -> Result<u64, Problem> {
    let clock = terms.clock(tx, rule.clock).await?;
    let (made, next) = rules::periods(&clock, rule.since, today, terms.calendar());
    let made: Vec<_> = made.into_iter().filter(|one| one.first >= rule.next).collect();
    let mut there: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    let range = params![rule.line, rule.rule_no * RULE, (rule.rule_no + 1) * RULE];
    for pair in tx.ints(&sql::OCCURRENCES, range).await?.chunks_exact(2) {
        if let &[organ, occurrence] = pair {
            there.entry(organ).or_default().insert(occurrence);
        }
    }
    let mut fresh = Vec::new();
    for pair in tx.ints(&sql::OBLIGED, params![rule.line, today]).await?.chunks_exact(4) {
        let &[organ, start, stated, until] = pair else { continue };
        for one in made.iter().filter(|one| i64::from(one.start) >= start) {
            let (term, due) = terms.get(tx, rule.clock, one.start).await?;
            for time in 0..one.times {
                let occurrence = period_occurrence(rule.rule_no, one.key, time);
                if there.get(&organ).is_some_and(|all| all.contains(&occurrence)) {
                    continue;
                }
                fresh.push(Fresh {
                    organ,
                    line: rule.line,
                    item: rule.item,
                    domain: rule.domain,
                    occurrence,
                    kind: DutyKind::Periodic,
                    term,
                    event: None,
                    facts: carrying(open(rule.clock, one.start)?, (stated, until), one.first)?,
                    due,
                });
            }
        }
    }
    let count = u64::try_from(fresh.len()).unwrap_or(u64::MAX);
    insert(tx, fresh, today).await?;
    if next > rule.next {
        tx.run(&sql::SET_NEXT, params![rule.line, rule.rule_no, next]).await?;
    }
    Ok(count)
}
