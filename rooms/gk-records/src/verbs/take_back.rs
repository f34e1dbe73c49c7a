//! 收回送审: by whoever sent it, before anybody has judged it.

use gk_base::{Office, Problem};
use gk_rules::org::{Act, Actor};
use gk_rules::records::RecordEvent;
use gk_rules::records::reasons::reasons_not_to_take_back;

use super::{Seen, hand, open, stepped};
use crate::tables::records;

/// Takes it back; a draft again.
///
/// # Errors
/// [`Problem::Refused`], [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::SubmitRecord, seen).await?;
    Problem::unless_none(reasons_not_to_take_back(&kept.record, hand(&tx, actor, seen)))?;
    kept.record.progress = kept.record.progress.take_back().map_err(stepped)?;
    kept.hands.sender.clear();
    records::save(&mut tx, &kept).await?;
    let body = serde_json::json!({ "version": seen.version + 1 });
    tx.ledger(RecordEvent::TakenBack, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await
}
