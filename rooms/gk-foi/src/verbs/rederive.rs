//! 重新计算期限: after the calendar was announced or corrected, or an organ fixed a period, the last day of every open case is derived anew.

use std::collections::BTreeMap;

use gk_base::{Office, Problem};
use gk_rules::foi::{Case, FoiEvent, Law, Recorded, reply_clock};

use super::Counting;
use crate::tables::limits::Everywhere;
use crate::tables::{cases, events};

/// How many cases are derived in one unit of work.
const BATCH: i64 = 2000;

/// Derives the last days of all open cases that were derived from another calendar; gives how many moved.
///
/// # Errors
/// When the database fails or the events of a case cannot be folded.
pub async fn run(office: &Office) -> Result<i64, Problem> {
    let (mut after, mut moved) = (0, 0);
    loop {
        let mut tx = office.begin_as_system().await?;
        let counting = Counting::national(&mut tx).await?;
        let (everywhere, mut of_organ) = (Everywhere::load(&mut tx).await?, BTreeMap::new());
        let stale = cases::stale(&mut tx, counting.stamp, after, BATCH).await?;
        let Some(last) = stale.last().map(|one| one.id) else { return Ok(moved) };
        let first = stale.first().map_or(last, |one| one.id);
        let told = events::of_range(&mut tx, first, last).await?;
        let mut changes = Vec::new();
        for one in &stale {
            let begin = told.partition_point(|(matter, _)| *matter < one.id);
            let end = told.partition_point(|(matter, _)| *matter <= one.id);
            let history: Vec<Recorded> = told
                .get(begin..end)
                .unwrap_or_default()
                .iter()
                .map(|(_, recorded)| recorded.clone())
                .collect();
            let case =
                Case::replay(&history).map_err(|e| gk_base::Fault::because("the events of a case", e))?;
            let settings = &*of_organ.entry(one.organ).or_insert_with(|| everywhere.of(one.organ));
            let due = reply_clock(&case, Law { settings, ..counting.law() }).due.date;
            if due != one.due_on {
                let body =
                    serde_json::json!({ "before": one.due_on, "after": due, "calendar": counting.stamp });
                tx.ledger(FoiEvent::Rederived, Some(one.organ), format!("foi:{}", one.id), &body);
                changes.push((one.id, due));
            }
        }
        moved += i64::try_from(changes.len()).unwrap_or(0);
        cases::rederived(&mut tx, counting.stamp, (after, last), &changes).await?;
        tx.commit().await?;
        after = last;
    }
}
