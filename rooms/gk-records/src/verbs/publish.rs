//! 审核并公开: gives the 索引号; from now on everybody may read it, and the duty it was written for is met.

use gk_base::{Office, Problem};
use gk_rules::org::{Act, Actor};
use gk_rules::records::reasons::reasons_not_to_publish;
use gk_rules::records::{IndexNumber, RecordEvent};

use super::{Seen, borrowed, found, hand, lacking, open, step, stepped};
use crate::tables::records;

/// Publishes; `examined` says that the reviewer confirmed the review of 条例 art 17. Gives the 索引号.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, examined: bool) -> Result<IndexNumber, Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::PublishRecord, seen).await?;
    let missing = lacking(&mut tx, &kept).await?;
    let hand = hand(&tx, actor, seen);
    let mut against = reasons_not_to_publish(&kept.record, &borrowed(&missing), examined, hand);
    against.extend(found(&mut tx, &kept).await?.reasons());
    Problem::unless_none(against)?;
    let today = tx.today();
    let number = match kept.record.identity.index.take() {
        Some(brought_along) => brought_along,
        None => records::next_number(&mut tx, &kept.owner.code, today.year()).await?,
    };
    kept.record.identity.index = Some(number.clone());
    kept.record.progress = kept.record.progress.publish(step(&tx, actor)).map_err(stepped)?;
    kept.hands.reviewer.clone_from(&actor.name);
    records::save(&mut tx, &kept).await?;
    let body = serde_json::json!({
        "number": number, "line": kept.line, "duty": kept.duty, "title": kept.record.title,
        "made_on": kept.record.made_on, "published_on": today,
    });
    tx.ledger(RecordEvent::Published, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await?;
    Ok(number)
}
