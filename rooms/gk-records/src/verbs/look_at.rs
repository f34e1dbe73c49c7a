//! 复核单人办理: the organ above looks at what was done alone; what it objects to goes back where it is not public yet.

use gk_base::{Office, Problem};
use gk_rules::attribute::forced::reasons_not_to_look_at;
use gk_rules::org::{Act, Actor, may};
use gk_rules::records::RecordEvent;

use super::{step, stepped};
use crate::tables::{records, reviews};

/// 复核: of one step taken alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAt {
    /// 待复核的一项
    pub forced: i64,
    /// 认可
    pub agreed: bool,
    /// 意见
    pub words: String,
}

/// Looks at it.
///
/// # Errors
/// [`Problem::Missing`], [`Problem::NotAllowed`], [`Problem::Refused`] where it was looked at already or no words are given.
pub async fn run(office: &Office, actor: &Actor, cmd: LookAt) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let found = reviews::find_forced(&mut tx, cmd.forced).await?;
    let (record, above, looked) = found.ok_or_else(|| Problem::missing("forced", cmd.forced))?;
    let mut kept = records::load(&mut tx, record).await?;
    may(actor, Act::LookAtForced, &kept.subject())?;
    if above != actor.organ {
        return Err(Problem::missing("forced", cmd.forced));
    }
    Problem::unless_none(reasons_not_to_look_at(looked.is_some(), cmd.agreed, &cmd.words))?;
    reviews::looked(&mut tx, cmd.forced, actor.person, cmd.agreed, &cmd.words).await?;
    let words = cmd.words.trim().to_owned();
    let body = serde_json::json!({ "agreed": cmd.agreed, "note": words });
    tx.ledger(RecordEvent::LookedAt, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    let goes_back = kept.stage().is_under_review() || kept.record.progress.approved().is_some();
    if !cmd.agreed && goes_back {
        let body = serde_json::json!({ "why": words });
        kept.record.progress = kept.record.progress.return_it(step(&tx, actor), words).map_err(stepped)?;
        records::save(&mut tx, &kept).await?;
        tx.ledger(RecordEvent::Returned, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    }
    tx.commit().await
}
