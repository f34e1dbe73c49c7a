//! 审核目录: a second person finds a draft in order.

use gk_base::{Office, Problem};
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::org::Act;
use serde_json::json;

use super::{Hand, affair, called, lawful, seen};
use crate::tables::editions;
use crate::tables::whole::Whole;

/// 审核
#[derive(Debug, Clone, Copy)]
pub struct ReviewEdition {
    /// The draft.
    pub edition: i64,
    /// At the version seen.
    pub seen: i64,
}

/// Finds a draft in order.
///
/// # Errors
/// [`Problem::NotAllowed`] (the drafter among them), [`Problem::Stale`], [`Problem::Refused`] with every reason of
/// [`gk_rules::catalog::reasons::reasons_not_to_review`].
pub async fn run(office: &Office, by: impl Into<Hand>, cmd: ReviewEdition) -> Result<(), Problem> {
    let by = by.into();
    let mut tx = by.begin(office).await?;
    let line = seen(&mut tx, cmd.edition, cmd.seen).await?;
    by.may(Act::ReviewEdition, &line.subject())?;
    let whole = Whole::of(&mut tx, line).await?;
    let reviewed = lawful(whole.law().review(&by.key(), &whole.findings()))?;
    editions::step(&mut tx, &whole.line, &reviewed, Some((by.person(), by.name()))).await?;
    let body = json!({ "number": whole.line.number });
    tx.ledger(CatalogEvent::EditionReviewed, affair(whole.line.owner.organ), called(whole.line.id), &body);
    tx.commit().await
}
