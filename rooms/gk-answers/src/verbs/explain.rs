//! 案例: drafted, reviewed by another person, shown to everybody or not any more.

use gk_base::{Fault, Office, Problem, Tx, directory};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::explained::{
    Explained, ExplainedStanding, reasons_not_to_keep, reasons_not_to_open, reasons_not_to_review,
};
use gk_rules::org::organ::BadOrganPath;
use gk_rules::org::{Act, Actor, OrganId, Subject, may};

use crate::tables::explained::{self, ExplainedLine};

/// Drafts a case; gives its number.
///
/// # Errors
/// [`Problem::Refused`] with every reason, [`Problem::NotAllowed`].
pub async fn draft(office: &Office, actor: &Actor, case: &Explained) -> Result<i64, Problem> {
    let mut tx = office.begin(actor).await?;
    let organ = directory::load(&mut tx, actor.organ).await?.organ;
    may(actor, Act::HandleCase, &Subject::of(organ.id, organ.path))?;
    Problem::unless_none(reasons_not_to_keep(case))?;
    let id = explained::insert(&mut tx, actor.organ.0, case).await?;
    record(&mut tx, FoiEvent::ExplainedDrafted, (id, actor.organ.0));
    tx.commit().await?;
    Ok(id)
}

/// 下一步
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// 审核
    Review,
    /// 公开
    Open,
    /// 不再公开
    Close,
}

/// Moves a case on, at the version seen.
///
/// # Errors
/// [`Problem::Refused`], [`Problem::NotAllowed`], [`Problem::Stale`], [`Problem::Missing`].
pub async fn advance(
    office: &Office,
    actor: &Actor,
    (id, seen): (i64, u32),
    to: Move,
) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let mut one = explained::load(&mut tx, id).await?;
    may(actor, Act::ApproveReply, &subject(&one)?)?;
    one.version = seen;
    let (standing, event, against) = match to {
        Move::Review => {
            let against = reasons_not_to_review(one.standing, one.drafted_by, actor.person);
            (ExplainedStanding::Reviewed, FoiEvent::ExplainedReviewed, against)
        }
        Move::Open => {
            (ExplainedStanding::Public, FoiEvent::ExplainedOpened, reasons_not_to_open(one.standing))
        }
        Move::Close => {
            (ExplainedStanding::Reviewed, FoiEvent::ExplainedClosed, reasons_not_to_open(one.standing))
        }
    };
    Problem::unless_none(against)?;
    let by = (to == Move::Review).then_some(actor.person);
    let reviewer = if by.is_some() { &actor.name } else { &one.reviewed_name };
    explained::advance(&mut tx, &one, standing, (by, reviewer)).await?;
    record(&mut tx, event, (id, one.organ));
    tx.commit().await
}

fn subject(one: &ExplainedLine) -> Result<Subject, Fault> {
    let path = one.organ_path.parse().map_err(|e: BadOrganPath| Fault::because("a path", e))?;
    Ok(Subject::of(OrganId(one.organ), path))
}

fn record(tx: &mut Tx, event: FoiEvent, (id, organ): (i64, i64)) {
    tx.ledger(event, Some(organ), format!("foi_explained:{id}"), &serde_json::json!({}));
}
