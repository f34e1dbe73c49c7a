//! Writing what changed: duties, the items they fold to, and the tallies above, in one go.

use std::collections::BTreeSet;

use gk_base::sql::NULL_INT;
use gk_base::{Fault, Tx, Value, params};
use gk_rules::duty::DutyState;
use gk_rules::duty::dense::NEVER;
use gk_rules::duty::derive::item_state;

use crate::held::{Held, day_value, state};
use crate::steps::Steps;
use crate::tables::duties as sql;

/// From so many items on, the states are read in one sweep and not item by item.
const SWEEP: usize = 300;

/// Duties whose facts may have changed: what is new is derived and written. Gives how many changed.
pub(crate) async fn restate(tx: &mut Tx, pairs: Vec<(Held, Held)>, today: i32) -> Result<u64, Fault> {
    let (mut facts, mut states, mut items) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (before, after) in pairs {
        let now = i64::from(after.derived(today).number());
        let same_facts = (before.facts, before.item, before.term) == (after.facts, after.item, after.term);
        if same_facts && now == before.state {
            continue;
        }
        items.insert((after.organ, after.line));
        if same_facts {
            states.push(vec![after.id.into(), now.into()]);
        } else {
            facts.push(facts_row(&after, now));
        }
    }
    let count = u64::try_from(facts.len() + states.len()).unwrap_or(u64::MAX);
    if !facts.is_empty() {
        tx.run_many(&sql::SET_FACTS, facts).await?;
    }
    if !states.is_empty() {
        tx.run_many(&sql::SET_STATE, states).await?;
    }
    refresh(tx, &items, today).await?;
    Ok(count)
}

fn facts_row(held: &Held, state: i64) -> Vec<Value> {
    let line = &held.facts;
    vec![
        held.id.into(),
        held.item.into(),
        held.term.into(),
        day_value(line.met),
        day_value(line.stated),
        day_value(line.until),
        day_value(line.ended),
        state.into(),
    ]
}

/// Folds items anew and carries what changed into the tallies.
pub(crate) async fn refresh(tx: &mut Tx, items: &BTreeSet<(i64, i64)>, today: i32) -> Result<(), Fault> {
    let mut folds = Vec::new();
    if items.len() > SWEEP {
        folds = sweep(tx, items, today).await?;
    } else {
        for (organ, line) in items {
            let Some(row) = tx.row(&sql::FOLD, params![*organ, *line]).await? else { continue };
            let Some(head) = row.get::<Option<i64>>(1)? else { continue };
            let ended = row.get::<Option<i32>>(4)?.unwrap_or(NEVER);
            let now = item_state(ended != NEVER && ended <= today, [state(row.get(0)?)]);
            folds.push(Fold { head, organ: *organ, domain: row.get(3)?, before: row.get(2)?, now });
        }
    }
    let mut steps = Steps::default();
    let mut rows = Vec::new();
    for fold in folds {
        let before = fold.before.map(state);
        if before != fold.now {
            steps.step((fold.organ, fold.domain), before, fold.now)?;
            rows.push(vec![fold.head.into(), fold.now.map(|s| i64::from(s.number())).into()]);
        }
    }
    if !rows.is_empty() {
        tx.run_many(&sql::SET_ITEM_STATE, rows).await?;
    }
    steps.write(tx).await
}

/// How an item folds now, and how it did.
struct Fold {
    head: i64,
    organ: i64,
    domain: i64,
    before: Option<i64>,
    now: Option<DutyState>,
}

/// The folds of many items, read in the order of the table.
async fn sweep(tx: &mut Tx, items: &BTreeSet<(i64, i64)>, today: i32) -> Result<Vec<Fold>, Fault> {
    let (Some((first, _)), Some((last, _))) = (items.first(), items.last()) else { return Ok(Vec::new()) };
    let ints = tx.ints(&sql::FOLD_TABLE, params![*first, *last]).await?;
    let rows: Vec<&[i64]> = ints.chunks_exact(8).collect();
    let mut folds = Vec::new();
    for group in rows.chunk_by(|a, b| a.get(1..3) == b.get(1..3)) {
        let Some(&&[id, organ, line, occurrence, domain, _, before, ended]) = group.first() else { continue };
        if occurrence != 0 || !items.contains(&(organ, line)) {
            continue;
        }
        let states = group.iter().filter_map(|row| row.get(5)).map(|number| state(*number));
        let has_ended = ended != NULL_INT && ended <= i64::from(today);
        let before = (before != NULL_INT).then_some(before);
        folds.push(Fold { head: id, organ, domain, before, now: item_state(has_ended, states) });
    }
    Ok(folds)
}
