//! 施行目录: puts a reviewed edition in force from a day and closes the period of the one before.

use gk_base::{Office, Problem};
use gk_rules::Day;
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::reasons::Enactment;
use gk_rules::org::Act;
use serde_json::json;

use super::{Hand, affair, called, lawful, seen};
use crate::tables::editions;
use crate::tables::whole::Whole;

/// 施行
#[derive(Debug, Clone, Copy)]
pub struct PutInForce {
    /// The reviewed edition.
    pub edition: i64,
    /// At the version seen.
    pub seen: i64,
    /// First day in force; today or later.
    pub from: Day,
}

/// Puts an edition in force. The event `catalog.edition_in_force` says from which day and which edition it supersedes;
/// the day may lie ahead.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Stale`], [`Problem::Refused`] with every reason of
/// [`gk_rules::catalog::reasons::reasons_not_to_put_in_force`].
pub async fn run(office: &Office, by: impl Into<Hand>, cmd: PutInForce) -> Result<(), Problem> {
    let by = by.into();
    let mut tx = by.begin(office).await?;
    let line = seen(&mut tx, cmd.edition, cmd.seen).await?;
    by.may(Act::PutEditionInForce, &line.subject())?;
    let whole = Whole::of(&mut tx, line).await?;
    let (catalog, organ) = (whole.line.owner.catalog, affair(whole.line.owner.organ));
    let current = editions::current(&mut tx, catalog).await?;
    let others = editions::periods(&mut tx, catalog).await?;
    let (key, findings) = (by.key(), whole.findings());
    let enactment =
        Enactment { from: cmd.from, today: office.today(), by: &key, others: &others, findings: &findings };
    let old = current.as_ref().map(|line| line.law(Vec::new(), Vec::new()));
    let (new, old) = lawful(whole.law().put_in_force(old, &enactment))?;
    if let (Some(line), Some(old)) = (&current, &old) {
        editions::step(&mut tx, line, old, None).await?;
        let body = json!({ "number": line.number, "to": cmd.from, "by": whole.line.id });
        tx.ledger(CatalogEvent::EditionSuperseded, organ, called(line.id), &body);
    }
    editions::step(&mut tx, &whole.line, &new, None).await?;
    let body =
        json!({ "number": whole.line.number, "from": cmd.from, "supersedes": current.map(|one| one.id) });
    tx.ledger(CatalogEvent::EditionInForce, organ, called(whole.line.id), &body);
    tx.commit().await
}
