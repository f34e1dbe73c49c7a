//! 退回: a draft again, with the reason; never by whoever wrote or sent it (条例 art 17).

use gk_base::{Office, Problem};
use gk_rules::org::{Act, Actor};
use gk_rules::records::RecordEvent;
use gk_rules::records::reasons::reasons_not_to_return;

use super::{Seen, hand, open, step, stepped};
use crate::tables::records;

/// Sends it back.
///
/// # Errors
/// [`Problem::Refused`], [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, why: String) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::ReturnRecord, seen).await?;
    Problem::unless_none(reasons_not_to_return(&kept.record, &why, hand(&tx, actor, seen)))?;
    let why = why.trim().to_owned();
    let body = serde_json::json!({ "why": why });
    kept.record.progress = kept.record.progress.return_it(step(&tx, actor), why).map_err(stepped)?;
    records::save(&mut tx, &kept).await?;
    tx.ledger(RecordEvent::Returned, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await
}
