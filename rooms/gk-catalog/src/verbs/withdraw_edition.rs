//! 废止目录: ends an edition in force without a successor.

use gk_base::{Office, Problem};
use gk_rules::Day;
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::org::Act;
use serde_json::json;

use super::{Hand, affair, called, lawful, seen};
use crate::tables::editions;

/// 废止
#[derive(Debug, Clone)]
pub struct WithdrawEdition {
    /// The edition in force.
    pub edition: i64,
    /// At the version seen.
    pub seen: i64,
    /// First day no longer in force.
    pub to: Day,
    /// Why; goes into the ledger.
    pub note: String,
}

/// Ends an edition in force.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Stale`], [`Problem::Refused`] when it is not in force or the day is not after its first.
pub async fn run(office: &Office, by: impl Into<Hand>, cmd: WithdrawEdition) -> Result<(), Problem> {
    let by = by.into();
    let mut tx = by.begin(office).await?;
    let line = seen(&mut tx, cmd.edition, cmd.seen).await?;
    by.may(Act::PutEditionInForce, &line.subject())?;
    let ended = lawful(line.law(Vec::new(), Vec::new()).withdraw(cmd.to))?;
    editions::step(&mut tx, &line, &ended, None).await?;
    let body = json!({ "number": line.number, "to": cmd.to, "note": cmd.note.trim() });
    tx.ledger(CatalogEvent::EditionWithdrawn, affair(line.owner.organ), called(line.id), &body);
    tx.commit().await
}
