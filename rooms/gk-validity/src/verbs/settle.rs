//! 复核办结: whoever keeps what cites the changed document says what came of looking at it.

use gk_base::{Coded, Office, Problem};
use gk_rules::org::{Act, Actor, may};
use gk_rules::records::RecordEvent;
use gk_rules::validity::citing::{Outcome, reasons_not_to_settle};
use gk_rules::validity::consequences::CiterKind;

use crate::tables::tasks;

/// The power that settling asks for: that of whoever mends what cites.
#[must_use]
pub fn act_of(citer: CiterKind) -> Act {
    if citer == CiterKind::CatalogItem { Act::EditDraftEdition } else { Act::ReviseRecord }
}

/// Settles a task.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Missing`].
pub async fn run(
    office: &Office,
    actor: &Actor,
    task: i64,
    (outcome, note): (Option<Outcome>, &str),
) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let kept = tasks::load(&mut tx, task).await?;
    may(actor, act_of(kept.citer), &kept.subject())?;
    Problem::unless_none(reasons_not_to_settle(outcome, note, kept.settled_on.is_some()))?;
    let Some(outcome) = outcome else { return Ok(()) };
    let note: String = note.trim().chars().take(500).collect();
    tasks::settle(&mut tx, task, outcome, &note).await?;
    let body = serde_json::json!({ "outcome": outcome.code(), "note": note, "title": kept.title });
    tx.ledger(RecordEvent::CiterSettled, Some(kept.organ.0), format!("validity_task:{task}"), &body);
    tx.commit().await
}
