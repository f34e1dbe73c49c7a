//! A corrected calendar: terms get their new last days, and only the duties that this turns are written.

use gk_base::{Fault, Problem, Tx, Value, params, settings};
use gk_rules::duty::DutyState;
use gk_rules::duty::acts::DutyEvent;
use gk_rules::duty::dense::NEVER;
use gk_rules::time::dense::Dense;

use crate::held::{COLUMNS, Held, day_value};
use crate::restate::restate;
use crate::roll;
use crate::tables::duties as sql;
use crate::terms::{Term, all_clocks, all_terms};

/// 重新推算的结果: what a corrected calendar led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Rederived {
    /// Terms whose last day is another now.
    pub terms: u64,
    /// Duties that stand otherwise now.
    pub duties: u64,
}

/// Derives every last day anew from the calendar as it is now, and turns what that turns.
///
/// # Errors
/// When the database fails.
pub async fn rederive(tx: &mut Tx) -> Result<Rederived, Problem> {
    let today = roll::to_today(tx).await?;
    let calendar = settings::calendar(tx).await?;
    let dense = Dense::of(&calendar);
    let clocks = all_clocks(tx).await?;
    let mut changed = Vec::new();
    for term in all_terms(tx).await? {
        let due = clocks.due(&dense, term.clock, term.start);
        if due != term.due {
            changed.push((term, due));
        }
    }
    let rows = changed.iter().map(|(term, due)| vec![Value::Int(term.id), day_value(*due)]).collect();
    tx.run_many(&sql::SET_DUE, rows).await?;
    let mut pairs = Vec::new();
    for (term, due) in &changed {
        turned(tx, term, *due, today, &mut pairs).await?;
    }
    pairs.sort_by_key(|held: &Held| held.id);
    pairs.dedup_by_key(|held| held.id);
    let duties = restate(tx, pairs.into_iter().map(|held| (held, held)).collect(), today).await?;
    let stamp = settings::stamp(tx, "calendar").await?;
    tx.run(&sql::SET_ROLLED, params![today, stamp]).await?;
    let result = Rederived { terms: u64::try_from(changed.len()).unwrap_or(u64::MAX), duties };
    if result != Rederived::default() {
        tx.ledger(
            DutyEvent::Rederived,
            None,
            format!("calendar:{}", calendar.stamp()),
            &serde_json::json!(result),
        );
    }
    Ok(result)
}

/// The duties of a term that another last day may turn: open ones when today lies between the two, met ones when the day
/// they were met does, and all that carry a statement.
async fn turned(tx: &mut Tx, term: &Term, due: i32, today: i32, into: &mut Vec<Held>) -> Result<(), Fault> {
    let known = term.due != NEVER && due != NEVER;
    let (low, high) = (term.due.min(due), term.due.max(due));
    let mut take = Vec::new();
    if !known || (low < today && today <= high) {
        for state in [DutyState::Overdue, DutyState::NotDue, DutyState::Unclear] {
            let params = params![term.id, i64::from(state.number())].to_vec();
            take.push((&sql::OF_TERM, params));
        }
    }
    if known {
        take.push((&sql::MET_BETWEEN, params![term.id, low, high].to_vec()));
    } else {
        for state in [DutyState::OnTime, DutyState::Late] {
            take.push((&sql::OF_TERM, params![term.id, i64::from(state.number())].to_vec()));
        }
    }
    take.push((&sql::STATED_OF_TERM, params![term.id].to_vec()));
    for (sql, params) in take {
        for chunk in tx.ints(sql, &params).await?.chunks_exact(COLUMNS) {
            into.push(Held::from_ints(chunk)?);
        }
    }
    Ok(())
}
