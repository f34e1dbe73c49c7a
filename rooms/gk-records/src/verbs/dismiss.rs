//! 忽略检查发现: a warning set aside for a reason, bound to the content it was given for.

use gk_base::{Coded, Office, Problem};
use gk_rules::org::Actor;
use gk_rules::preflight::dismissal::{DismissReason, Dismissal, reasons_not_to_dismiss};
use gk_rules::preflight::record::{gone, who_mends};
use gk_rules::preflight::{Problem as Found, Spot};
use gk_rules::records::RecordEvent;

use super::{Seen, found, open};
use crate::tables::{checks, records};

/// Which finding, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dismiss {
    /// 项目
    pub problem: Found,
    /// 位置
    pub spot: Option<Spot>,
    /// 理由
    pub reason: DismissReason,
    /// 说明
    pub words: String,
}

/// Sets it aside.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, cmd: Dismiss) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let act = who_mends(records::load(&mut tx, seen.record).await?.stage());
    let kept = open(&mut tx, actor, act, seen).await?;
    let found = found(&mut tx, &kept).await?;
    let finding = found.findings.iter().find(|one| one.problem == cmd.problem && one.spot == cmd.spot);
    let finding = finding.ok_or_else(|| Problem::refused(gone()))?;
    Problem::unless_none(reasons_not_to_dismiss(finding, cmd.reason, &cmd.words))?;
    let dismissal = Dismissal {
        problem: cmd.problem,
        spot: cmd.spot,
        content: found.content.clone(),
        reason: cmd.reason,
        words: cmd.words.trim().to_owned(),
        by: actor.person,
        on: tx.today(),
    };
    checks::dismiss(&mut tx, kept.id, &dismissal, &actor.name).await?;
    let body = serde_json::json!({
        "problem": cmd.problem.code(), "reason": cmd.reason.code(), "note": dismissal.words, "content": found.content.as_str(),
    });
    tx.ledger(RecordEvent::Dismissed, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await
}
