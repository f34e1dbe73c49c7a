//! 单人办理: where nobody else is there, a step is taken for a reason, and the organ above looks at it the next day.

use gk_base::{Office, Problem};
use gk_rules::Coded;
use gk_rules::attribute::forced::{Forced, Hands, looked_at, reasons_not_to_force};
use gk_rules::attribute::steps::{Opinion, Review, out_of_order};
use gk_rules::org::{Act, Actor, OrganId};
use gk_rules::records::RecordEvent;
use gk_rules::records::reasons::reasons_not_to_judge;

use super::{Seen, hand, open};
use crate::reviewing::Reviewing;
use crate::tables::records::{self, Kept};
use crate::tables::reviews;

/// The organ above the one whose record it is; nothing at the top.
pub(crate) fn above(kept: &Kept) -> Option<OrganId> {
    kept.owner.path.organs().rev().nth(1)
}

/// Takes the step alone.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(
    office: &Office,
    actor: &Actor,
    seen: Seen,
    (review, why): (Review, String),
) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::ForceReview, seen).await?;
    let mut reviewing = Reviewing::of(&mut tx, &kept).await?;
    let forced = Forced { review, by: actor.person, on: tx.today(), why: why.trim().to_owned() };
    let others = reviewing.others(&mut tx, actor, &kept, review).await?;
    let hands = Hands { others, above: above(&kept) };
    let mut against = reasons_not_to_judge(&kept.record, hand(&tx, actor, seen));
    against.extend(out_of_order(reviewing.matter(&kept), review));
    against.extend(reasons_not_to_force(&forced, hands));
    Problem::unless_none(against)?;
    let listed = looked_at(&forced, hands).ok_or_else(|| gk_base::Fault::new("nobody above"))?;
    reviews::force(&mut tx, kept.id, &forced, listed).await?;
    let body = serde_json::json!({ "review": review.code(), "why": forced.why, "above": listed.organ.0 });
    tx.ledger(RecordEvent::Forced, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    let opinion = Opinion {
        review,
        by: actor.person,
        role: actor.role,
        on: forced.on,
        agreed: true,
        words: forced.why,
        forced: true,
    };
    reviewing.give(&mut tx, actor, &mut kept, opinion).await?;
    records::save(&mut tx, &kept).await?;
    tx.commit().await
}
