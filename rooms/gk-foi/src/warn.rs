//! 预警: once a day, what comes near its last day is told to the handler, then ever higher; each step once.

use std::collections::BTreeMap;

use gk_base::{Office, Problem};
use gk_rules::Coded;
use gk_rules::foi::warning::{self, WarningStep};
use gk_rules::foi::{FoiEvent, FoiSettings, Law};

use crate::tables::limits::Everywhere;
use crate::tables::warnings::{self, Near};
use crate::verbs::Counting;

/// How many cases are looked at in one unit of work.
const BATCH: i64 = 2000;

/// Gives the warnings of today if they were not given yet; one look when they were.
///
/// # Errors
/// When the database fails.
pub async fn ensure_today(office: &Office) -> Result<(), Problem> {
    let mut read = office.read().await?;
    let today = read.today();
    if warnings::rolled(&mut read).await?.is_some_and(|day| day >= today) {
        return Ok(());
    }
    drop(read);
    run(office).await.map(|_| ())
}

/// Gives the warnings that are due now; gives how many. Doing it twice gives none.
///
/// # Errors
/// When the database fails.
pub(crate) async fn run(office: &Office) -> Result<usize, Problem> {
    let (mut after, mut given) = ((String::new(), 0), 0);
    loop {
        let mut tx = office.begin_as_system().await?;
        let today = tx.today();
        let counting = Counting::national(&mut tx).await?;
        let everywhere = Everywhere::load(&mut tx).await?;
        let of = |organ| everywhere.of(organ);
        let mut of_organ: BTreeMap<i64, FoiSettings> =
            everywhere.organs().map(|organ| (organ, of(organ))).collect();
        // Whoever warns earliest says how far ahead is looked.
        let own = of_organ
            .values()
            .map(|one| warning::horizon(today, Law { settings: one, ..counting.law() }))
            .max();
        let until = warning::horizon(today, counting.law()).max(own.unwrap_or(today));
        let near = warnings::near(&mut tx, until, &after, BATCH).await?;
        let Some(last) = near.last().map(|one| (one.due.to_string(), one.id)) else {
            warnings::roll(&mut tx, today).await?;
            tx.commit().await?;
            return Ok(given);
        };
        let mut fresh = |one: Near| {
            let settings = &*of_organ.entry(one.organ).or_insert_with(|| of(one.organ));
            let step = warning::step(one.due, today, Law { settings, ..counting.law() })?;
            (step.rank() > one.told).then_some((one, step))
        };
        let fresh: Vec<(Near, WarningStep)> = near.into_iter().filter_map(&mut fresh).collect();
        warnings::insert(&mut tx, &fresh).await?;
        for (one, step) in &fresh {
            let event = if step.is_escalation() { FoiEvent::Escalated } else { FoiEvent::Warned };
            let body = serde_json::json!({
                "number": one.number, "due": one.due, "step": step.code(), "for": step.role().code(), "handler": one.handler,
            });
            tx.ledger(event, Some(one.organ), format!("foi:{}", one.id), &body);
        }
        given += fresh.len();
        tx.commit().await?;
        after = last;
    }
}
