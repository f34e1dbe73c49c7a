//! 说明问题: why a finding is accepted; kept with the edition for good.

use gk_base::{Office, Problem};
use gk_rules::Coded;
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::finding::{Check, Explanation};
use gk_rules::catalog::intake;
use gk_rules::catalog::item::ItemCode;
use gk_rules::org::Act;
use serde_json::json;

use super::{Hand, affair, called, lawful, seen};
use crate::tables::explanations;
use crate::tables::whole::{self, Whole};

/// 说明
#[derive(Debug, Clone)]
pub struct ExplainFinding {
    /// The draft.
    pub edition: i64,
    /// At the version seen.
    pub seen: i64,
    /// Which check.
    pub check: Check,
    /// About which item; `None`: the edition as a whole.
    pub item: Option<ItemCode>,
    /// Why it may be so.
    pub words: String,
}

/// Explains a finding of a draft.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Stale`], [`Problem::Refused`] when it is no draft, nothing is said, or the finding
/// must be cured.
pub async fn run(office: &Office, by: impl Into<Hand>, cmd: ExplainFinding) -> Result<(), Problem> {
    let by = by.into();
    let mut tx = by.begin(office).await?;
    let line = seen(&mut tx, cmd.edition, cmd.seen).await?;
    by.may(Act::EditDraftEdition, &line.subject())?;
    let mut reasons = Vec::new();
    if cmd.words.trim().is_empty() {
        reasons.push(intake::nothing_explained());
    }
    if !cmd.check.may_be_explained() {
        reasons.push(intake::must_be_cured(cmd.check.code()));
    }
    Problem::unless_none(reasons)?;
    let explanation = Explanation { code: cmd.check, item: cmd.item, words: cmd.words.trim().to_owned() };
    let whole = Whole::of(&mut tx, line).await?;
    lawful(whole.law().explain(explanation.clone()))?;
    explanations::keep(&mut tx, whole.line.id, &explanation).await?;
    whole::recount(&mut tx, whole.line.clone()).await?;
    let body = json!({ "check": explanation.code, "item": explanation.item, "words": explanation.words });
    tx.ledger(CatalogEvent::FindingExplained, affair(whole.line.owner.organ), called(whole.line.id), &body);
    tx.commit().await
}
