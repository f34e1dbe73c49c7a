//! Events under a limit that a law or a person has settled since: their duties run by the limit of their day.

use gk_base::{Problem, Tx, params};
use gk_rules::duty::DutyKind;
use gk_rules::duty::dense::NEVER;
use gk_rules::time::limit::TriggerEvent;

use crate::compile::open;
use crate::held::{Held, day};
use crate::rules::{self, kind_number};
use crate::tables::limits as sql;
use crate::terms::Terms;
use crate::wanted;

/// Gives the event-driven duties of an item the clock that holds for the day of their event. What is not met and whose
/// event starts nothing any more ends with its own day, and begins again should that change back.
pub(crate) async fn run_anew(
    tx: &mut Tx,
    item: &wanted::Item,
    changed: &mut [(Held, Held)],
    terms: &mut Terms,
) -> Result<(), Problem> {
    let Some(limits) = &item.limits else { return Ok(()) };
    let of_event = kind_number(DutyKind::Event);
    for (_, after) in changed.iter_mut().filter(|(_, one)| one.kind == of_event) {
        let goes_on =
            item.rules.iter().any(|rule| rule.rule_no == after.rule_no() && rule.since <= after.facts.start);
        let stands = after.facts.ended == NEVER || after.facts.ended == after.facts.start;
        let (Some(event), Some(on), true) = (after.event, day(after.facts.start), goes_on && stands) else {
            continue;
        };
        let kind: Option<TriggerEvent> = match tx.row(&sql::EVENT_KIND, params![event]).await? {
            Some(row) => row.maybe_code(0)?,
            None => None,
        };
        let duties = rules::by_rule(limits.obligations(on)?).1;
        let starts = |one: &&rules::Duty| {
            i64::from(one.main.rule_no) == after.rule_no()
                && one.main.kind == DutyKind::Event
                && one.main.trigger == kind
        };
        match duties.iter().find(starts) {
            Some(duty) => {
                let clock = terms.clock_id(tx, &duty.main.clock).await?;
                (after.term, after.due) = terms.get(tx, clock, after.facts.start).await?;
                after.facts.clock = open(clock, after.facts.start)?.clock;
                after.facts.ended = NEVER;
            }
            None if after.facts.met == NEVER => after.facts.ended = after.facts.start,
            None => {}
        }
    }
    Ok(())
}
