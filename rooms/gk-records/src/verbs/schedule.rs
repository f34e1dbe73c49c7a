//! 定时公开: the moment of release, to the second; everything is looked at again when it comes.

use gk_base::{Moment, Office, Problem};
use gk_rules::org::{Act, Actor};
use gk_rules::records::RecordEvent;
use gk_rules::records::revision::reasons_not_to_schedule;

use super::publish::{approve_at_once, opened};
use super::{Seen, hand, open, stepped};
use crate::reviewing::leave_release;
use crate::tables::records;

/// Sets the moment; what one reviewer may judge alone he approves by this.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(
    office: &Office,
    actor: &Actor,
    seen: Seen,
    (examined, at): (bool, Option<Moment>),
) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = opened(&mut tx, actor, seen).await?;
    if kept.stage().is_under_review() {
        approve_at_once(&mut tx, actor, &mut kept, (seen, examined)).await?;
    }
    let hand = hand(&tx, actor, seen);
    Problem::unless_none(reasons_not_to_schedule(&kept.record, at, tx.now(), hand))?;
    let Some(at) = at else { return Ok(()) };
    kept.record.progress = kept.record.progress.schedule(at).map_err(stepped)?;
    records::save(&mut tx, &kept).await?;
    leave_release(&mut tx, kept.id, at);
    let body = serde_json::json!({ "at": at });
    tx.ledger(RecordEvent::Scheduled, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await
}

/// 取消定时: approved, as before.
///
/// # Errors
/// [`Problem::Refused`] where it is not scheduled, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn cancel(office: &Office, actor: &Actor, seen: Seen) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::ReleaseRecord, seen).await?;
    Problem::unless_none(gk_rules::records::revision::reasons_not_to_unschedule(&kept.record))?;
    kept.record.progress = kept.record.progress.unschedule().map_err(stepped)?;
    records::save(&mut tx, &kept).await?;
    let body = serde_json::json!({ "version": seen.version + 1 });
    tx.ledger(RecordEvent::Unscheduled, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await
}
