//! 退回目录: a reviewed edition becomes a draft again.

use gk_base::{Office, Problem};
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::org::Act;
use serde_json::json;

use super::{Hand, affair, called, lawful, seen};
use crate::tables::editions;

/// 退回
#[derive(Debug, Clone)]
pub struct ReturnEdition {
    /// The reviewed edition.
    pub edition: i64,
    /// At the version seen.
    pub seen: i64,
    /// What is to be changed; goes into the ledger.
    pub note: String,
}

/// Makes a reviewed edition a draft again; its review is forgotten.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Stale`], [`Problem::Refused`] when it is not reviewed.
pub async fn run(office: &Office, by: impl Into<Hand>, cmd: ReturnEdition) -> Result<(), Problem> {
    let by = by.into();
    let mut tx = by.begin(office).await?;
    let line = seen(&mut tx, cmd.edition, cmd.seen).await?;
    by.may(Act::ReviewEdition, &line.subject())?;
    let returned = lawful(line.law(Vec::new(), Vec::new()).return_it())?;
    editions::step(&mut tx, &line, &returned, None).await?;
    let body = json!({ "number": line.number, "note": cmd.note.trim() });
    tx.ledger(CatalogEvent::EditionReturned, affair(line.owner.organ), called(line.id), &body);
    tx.commit().await
}
