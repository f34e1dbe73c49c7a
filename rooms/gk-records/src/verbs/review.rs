//! 审查: an opinion in the step whose turn it is; whoever does not agree sends the record back with his words.

use gk_base::{Office, Problem, Tx};
use gk_rules::Coded;
use gk_rules::attribute::Attribute;
use gk_rules::attribute::steps::{Opinion, Review, reasons_not_to_review};
use gk_rules::org::{Act, Actor};
use gk_rules::records::RecordEvent;
use gk_rules::records::reasons::{reasons_not_to_examine, reasons_not_to_judge};

use super::{Seen, borrowed, found, hand, lacking, open, step, stepped};
use crate::reviewing::Reviewing;
use crate::tables::records::{self, Kept};

/// 审查意见, as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Say {
    /// 环节
    pub review: Review,
    /// 同意
    pub agreed: bool,
    /// 意见
    pub words: String,
}

/// The power a step asks for.
#[must_use]
pub fn act_of(review: Review) -> Act {
    if review == Review::Final { Act::PublishRecord } else { Act::ReviewRecord }
}

/// Gives the opinion.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, say: Say) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, act_of(say.review), seen).await?;
    let mut reviewing = Reviewing::of(&mut tx, &kept).await?;
    let opinion = Opinion {
        review: say.review,
        by: actor.person,
        role: actor.role,
        on: tx.today(),
        agreed: say.agreed,
        words: say.words.trim().to_owned(),
        forced: false,
    };
    let mut against = reasons_not_to_judge(&kept.record, hand(&tx, actor, seen));
    if against.is_empty() {
        against.extend(reasons_not_to_review(reviewing.matter(&kept), &opinion));
        against.extend(incomplete(&mut tx, actor, &kept, (seen, &say)).await?);
    }
    Problem::unless_none(against)?;
    let body =
        serde_json::json!({ "review": say.review.code(), "agreed": say.agreed, "words": opinion.words });
    tx.ledger(RecordEvent::Reviewed, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    if say.agreed {
        reviewing.give(&mut tx, actor, &mut kept, opinion).await?;
    } else {
        let why = format!("{}：{}", say.review.label(), opinion.words);
        crate::tables::reviews::give(&mut tx, (kept.id, kept.round), &opinion).await?;
        let body = serde_json::json!({ "why": why });
        kept.record.progress = kept.record.progress.return_it(step(&tx, actor), why).map_err(stepped)?;
        tx.ledger(RecordEvent::Returned, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    }
    records::save(&mut tx, &kept).await?;
    tx.commit().await
}

/// Who signs what becomes public signs that it is whole: the elements and the check, as at publication.
async fn incomplete(
    tx: &mut Tx,
    actor: &Actor,
    kept: &Kept,
    (seen, say): (Seen, &Say),
) -> Result<Vec<gk_rules::Reason>, Problem> {
    if say.review != Review::Final || !say.agreed || kept.record.attribute != Attribute::Proactive {
        return Ok(Vec::new());
    }
    let missing = lacking(tx, kept).await?;
    let mut against = reasons_not_to_examine(&kept.record, &borrowed(&missing), true, hand(tx, actor, seen));
    against.extend(found(tx, kept).await?.reasons());
    Ok(against)
}
