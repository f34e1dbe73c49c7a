//! 接手: a draft goes on in the hands of whoever takes it; its author stays its author, so that nobody comes to judge his own.

use gk_base::{Problem, Tx};
use gk_rules::org::{Act, Actor};
use gk_rules::records::RecordEvent;
use gk_rules::records::bulk::reasons_not_to_take_over;

use super::{Seen, hand, open};
use crate::tables::records;

/// Takes it over, as one of several steps.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn within(tx: &mut Tx, actor: &Actor, seen: Seen) -> Result<(), Problem> {
    let mut kept = open(tx, actor, Act::DraftRecord, seen).await?;
    let holder = kept.holder.unwrap_or(kept.record.author);
    Problem::unless_none(reasons_not_to_take_over(&kept.record, holder, hand(tx, actor, seen)))?;
    let body = serde_json::json!({ "from": kept.in_whose_hands() });
    kept.holder = Some(actor.person);
    kept.hands.holder.clone_from(&actor.name);
    records::save(tx, &kept).await?;
    tx.ledger(RecordEvent::TakenOver, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    Ok(())
}
