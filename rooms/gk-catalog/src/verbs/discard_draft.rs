//! 删除草案: throws a draft away that nobody has reviewed; the ledger keeps that it was there.

use gk_base::{Office, Problem};
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::intake;
use gk_rules::catalog::state::Stage;
use gk_rules::org::Act;
use serde_json::json;

use super::{Hand, affair, called, seen};
use crate::tables::{editions, explanations, imports, items};

/// 删除草案
#[derive(Debug, Clone, Copy)]
pub struct DiscardDraft {
    /// The draft.
    pub edition: i64,
    /// At the version seen.
    pub seen: i64,
}

/// Throws a draft away. When it was the last draft of an import, the file may be imported again.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Stale`], [`Problem::Refused`] when it is no draft.
pub async fn run(office: &Office, by: impl Into<Hand>, cmd: DiscardDraft) -> Result<(), Problem> {
    let by = by.into();
    let mut tx = by.begin(office).await?;
    let line = seen(&mut tx, cmd.edition, cmd.seen).await?;
    by.may(Act::EditDraftEdition, &line.subject())?;
    if line.stage != Stage::Draft {
        return Err(Problem::refused(intake::only_a_draft(line.number)));
    }
    let origins = items::origins(&mut tx, line.id, 0, 1).await?;
    let import = origins.into_values().map(|one| one.import).find(|id| !id.is_empty());
    items::forget(&mut tx, line.id).await?;
    explanations::forget(&mut tx, line.id).await?;
    editions::discard(&mut tx, &line).await?;
    if let (Some(import), Some(_)) = (import, &line.came.blob) {
        imports::lose(&mut tx, &import, line.id).await?;
    }
    let body = json!({ "number": line.number, "items": line.counts.items, "file": line.came.name });
    tx.ledger(CatalogEvent::DraftDiscarded, affair(line.owner.organ), called(line.id), &body);
    tx.commit().await
}
