//! 送审: complete, and out of the clerk's hands.

use gk_base::{Office, Problem};
use gk_rules::org::{Act, Actor};
use gk_rules::records::RecordEvent;
use gk_rules::records::reasons::reasons_not_to_submit;

use super::{Seen, borrowed, found, hand, lacking, open, step, stepped};
use crate::tables::records;

/// Sends a draft to be reviewed.
///
/// # Errors
/// [`Problem::Refused`] with everything missing, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::SubmitRecord, seen).await?;
    let missing = lacking(&mut tx, &kept).await?;
    let hand = hand(&tx, actor, seen);
    let mut against = reasons_not_to_submit(&kept.record, &borrowed(&missing), hand);
    against.extend(found(&mut tx, &kept).await?.reasons());
    Problem::unless_none(against)?;
    kept.record.progress = kept.record.progress.submit(step(&tx, actor)).map_err(stepped)?;
    kept.hands.sender.clone_from(&actor.name);
    kept.missing = i64::try_from(missing.len()).unwrap_or(i64::MAX);
    records::save(&mut tx, &kept).await?;
    let body = serde_json::json!({ "version": seen.version + 1 });
    tx.ledger(RecordEvent::Submitted, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await
}
