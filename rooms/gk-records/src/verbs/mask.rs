//! 隐去个人信息: with one click, in a draft; what was masked is looked for again before it is saved.

use gk_base::{Coded, Office, Problem};
use gk_rules::org::{Act, Actor};
use gk_rules::preflight::record::{gone, masked, not_masked};
use gk_rules::preflight::{Problem as Found, Spot};
use gk_rules::records::RecordEvent;
use gk_rules::records::reasons::reasons_not_to_save;

use super::{Seen, found, hand, open};
use crate::tables::records;

/// Masks the place of a finding; gives the version now stored.
///
/// # Errors
/// [`Problem::Refused`] where it cannot be masked, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(
    office: &Office,
    actor: &Actor,
    seen: Seen,
    (problem, spot): (Found, Option<Spot>),
) -> Result<u32, Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::DraftRecord, seen).await?;
    Problem::unless_none(reasons_not_to_save(&kept.record, hand(&tx, actor, seen)))?;
    let found = found(&mut tx, &kept).await?;
    let finding = found.findings.iter().find(|one| one.problem == problem && one.spot == spot);
    let finding = finding.ok_or_else(|| Problem::refused(gone()))?;
    kept.record = masked(&kept.record, finding).map_err(Problem::refused)?;
    let again = super::found(&mut tx, &kept).await?;
    let still = |one: &gk_rules::preflight::Finding| {
        one.problem == problem && one.spot.map(|at| (at.line, at.from)) == spot.map(|at| (at.line, at.from))
    };
    if again.findings.iter().any(still) {
        return Err(Problem::refused(not_masked(problem)));
    }
    records::save(&mut tx, &kept).await?;
    let body = serde_json::json!({ "problem": problem.code(), "version": seen.version + 1 });
    tx.ledger(RecordEvent::Masked, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await?;
    Ok(seen.version + 1)
}
