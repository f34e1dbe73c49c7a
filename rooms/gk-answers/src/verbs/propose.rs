//! 主动公开的建议: accepted, its clock begins and it becomes a draft in the library of information; declined, it has its reason.

use gk_base::{Office, Problem, settings};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::proactive::{ProposalStanding, disclose_by, reasons_not_to_settle};
use gk_rules::org::{Act, Actor, may};

use crate::tables::proposals;
use gk_foi::cases;

/// 研究结果
#[derive(Debug, Clone)]
pub enum Settle {
    /// 采纳, against an item of the catalog.
    Accept {
        /// The item's line.
        line: i64,
    },
    /// 不采纳
    Decline {
        /// Why.
        reason: String,
    },
}

/// Settles a proposal at the version seen.
///
/// # Errors
/// [`Problem::Refused`], [`Problem::NotAllowed`], [`Problem::Stale`], [`Problem::Missing`]; what the library has against a draft.
pub async fn run(office: &Office, actor: &Actor, (id, seen): (i64, u32), how: Settle) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let mut one = proposals::load(&mut tx, id).await?;
    let matter = cases::load(&mut tx, one.matter).await?;
    may(actor, Act::DraftRecord, &matter.subject())?;
    let declined_for = match &how {
        Settle::Decline { reason } => Some(reason.as_str()),
        Settle::Accept { .. } => None,
    };
    Problem::unless_none(reasons_not_to_settle(one.standing, declined_for))?;
    one.version = seen;
    let (event, standing) = match how {
        Settle::Accept { line } => {
            one.line = Some(line);
            let calendar = settings::calendar(&mut tx).await?;
            one.disclose_by = disclose_by(tx.today(), &calendar);
            (FoiEvent::ProposalAccepted, ProposalStanding::Accepted)
        }
        Settle::Decline { reason } => {
            one.reason = reason.trim().to_owned();
            (FoiEvent::ProposalDeclined, ProposalStanding::Declined)
        }
    };
    proposals::settle(&mut tx, &one, standing).await?;
    let body = serde_json::json!({ "case": one.matter, "line": one.line, "title": one.title, "ground": one.ground, "reason": one.reason, "disclose_by": one.disclose_by });
    tx.ledger(event, Some(one.organ), format!("foi_proposal:{id}"), &body);
    tx.commit().await
}
