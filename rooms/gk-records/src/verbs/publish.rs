//! 公开: gives the 索引号; from now on everybody may read it, and the duty it was written for is met. Where one reviewer examines
//! all, he approves and publishes in one act.

use gk_base::{Fault, Office, Problem, Tx};
use gk_rules::Coded;
use gk_rules::attribute::steps::{Opinion, open as open_steps, reasons_not_to_take_at_once};
use gk_rules::org::{Act, Actor, may};
use gk_rules::records::reasons::{reasons_not_to_examine, reasons_not_to_publish};
use gk_rules::records::state::Step;
use gk_rules::records::{IndexNumber, RecordEvent};

use super::{Seen, borrowed, found, hand, lacking, step, stepped, supersede};
use crate::reviewing::Reviewing;
use crate::tables::records::{self, Kept};

/// Publishes what is approved; what one reviewer may judge alone he approves by this. `examined` says that he confirmed the
/// review of 条例 art 17. Gives the 索引号.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, examined: bool) -> Result<IndexNumber, Problem> {
    let mut tx = office.begin(actor).await?;
    let number = within(&mut tx, actor, seen, examined).await?;
    tx.commit().await?;
    Ok(number)
}

/// The same as one of several steps.
///
/// # Errors
/// As [`run`].
pub async fn within(tx: &mut Tx, actor: &Actor, seen: Seen, examined: bool) -> Result<IndexNumber, Problem> {
    let mut kept = opened(tx, actor, seen).await?;
    if kept.stage().is_under_review() {
        approve_at_once(tx, actor, &mut kept, (seen, examined)).await?;
    } else {
        whole(tx, actor, &kept, seen).await?;
    }
    let step = step(tx, actor);
    make_public(tx, kept, step, &actor.name).await
}

/// The record as it was seen, for whoever may judge it or, once it is approved, release it.
pub(super) async fn opened(tx: &mut Tx, actor: &Actor, seen: Seen) -> Result<Kept, Problem> {
    let kept = records::load(tx, seen.record).await?;
    let approved = kept.record.progress.approved().is_some();
    may(actor, if approved { Act::ReleaseRecord } else { Act::PublishRecord }, &kept.subject())?;
    kept.at(seen.version)
}

/// Why it may not become public at this moment: everything is looked at again.
async fn whole(tx: &mut Tx, actor: &Actor, kept: &Kept, seen: Seen) -> Result<(), Problem> {
    let missing = lacking(tx, kept).await?;
    let mut against = reasons_not_to_publish(&kept.record, &borrowed(&missing), hand(tx, actor, seen));
    against.extend(found(tx, kept).await?.reasons());
    Problem::unless_none(against)
}

/// One reviewer takes all the steps that are open.
pub(super) async fn approve_at_once(
    tx: &mut Tx,
    actor: &Actor,
    kept: &mut Kept,
    (seen, examined): (Seen, bool),
) -> Result<(), Problem> {
    let mut reviewing = Reviewing::of(tx, kept).await?;
    let missing = lacking(tx, kept).await?;
    let hand = hand(tx, actor, seen);
    let mut against = reasons_not_to_take_at_once(reviewing.matter(kept));
    against.extend(reasons_not_to_examine(&kept.record, &borrowed(&missing), examined, hand));
    against.extend(found(tx, kept).await?.reasons());
    Problem::unless_none(against)?;
    for review in open_steps(reviewing.matter(kept)) {
        let opinion = Opinion {
            review,
            by: actor.person,
            role: actor.role,
            on: tx.today(),
            agreed: true,
            words: gk_rules::attribute::steps::examined_words().to_owned(),
            forced: false,
        };
        reviewing.give(tx, actor, kept, opinion).await?;
    }
    Ok(())
}

/// Makes an approved record public, in its own place or in that of the one it revises.
pub(crate) async fn make_public(
    tx: &mut Tx,
    mut kept: Kept,
    step: Step,
    name: &str,
) -> Result<IndexNumber, Problem> {
    if kept.edition.revises.is_some() {
        return supersede::run(tx, kept, step, name).await;
    }
    let number = match kept.record.identity.index.take() {
        Some(brought_along) => brought_along,
        None => records::next_number(tx, &kept.owner.code, step.on.year()).await?,
    };
    let line = kept.line.ok_or_else(|| Fault::new("published against no item"))?;
    kept.record.identity.index = Some(number.clone());
    kept.record.progress = kept.record.progress.publish(step).map_err(stepped)?;
    kept.hands.reviewer = name.to_owned();
    records::save(tx, &kept).await?;
    let body = serde_json::json!({
        "number": number, "line": line, "duty": kept.duty, "title": kept.record.title,
        "made_on": kept.record.made_on, "published_on": step.on, "attribute": kept.record.attribute.code(),
    });
    tx.ledger(RecordEvent::Published, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    Ok(number)
}
