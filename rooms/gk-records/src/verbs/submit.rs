//! 送审: complete, its attribute proposed, and out of the clerk's hands.

use gk_base::{Office, Problem, Tx};
use gk_rules::Coded;
use gk_rules::attribute::Attribute;
use gk_rules::attribute::determination::reasons_not_to_determine;
use gk_rules::org::{Act, Actor};
use gk_rules::records::RecordEvent;
use gk_rules::records::reasons::reasons_not_to_submit;
use gk_rules::records::revision::reasons_against_note;

use super::{Seen, borrowed, found, hand, lacking, open, step, stepped};
use crate::tables::{determinations, records};

/// Sends a draft to be reviewed.
///
/// # Errors
/// [`Problem::Refused`] with everything missing, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    within(&mut tx, actor, seen).await?;
    tx.commit().await
}

/// The same as one of several steps.
///
/// # Errors
/// As [`run`].
pub async fn within(tx: &mut Tx, actor: &Actor, seen: Seen) -> Result<(), Problem> {
    let mut kept = open(tx, actor, Act::SubmitRecord, seen).await?;
    let proposed = determinations::of(tx, &kept).await?;
    let open = kept.record.attribute == Attribute::Proactive;
    // What stays inside need not hold what the standard asks of what is public, nor hide what it names.
    let missing = if open { lacking(tx, &kept).await? } else { Vec::new() };
    let hand = hand(tx, actor, seen);
    let mut against = reasons_not_to_submit(&kept.record, &borrowed(&missing), hand);
    against.extend(reasons_not_to_determine(&proposed.determination, tx.today()));
    if kept.edition.revises.is_some() {
        against.extend(reasons_against_note(kept.edition.change, &kept.edition.note));
    }
    if open {
        against.extend(found(tx, &kept).await?.reasons());
    }
    Problem::unless_none(against)?;
    kept.record.progress = kept.record.progress.submit(step(tx, actor)).map_err(stepped)?;
    kept.hands.sender.clone_from(&actor.name);
    kept.missing = i64::try_from(missing.len()).unwrap_or(i64::MAX);
    kept.round += 1;
    records::save(tx, &kept).await?;
    let body = serde_json::json!({
        "version": seen.version + 1, "round": kept.round, "attribute": kept.record.attribute.code(),
    });
    tx.ledger(RecordEvent::Submitted, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    Ok(())
}
