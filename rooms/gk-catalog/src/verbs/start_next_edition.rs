//! 起草新版: the newest edition copied as a draft, with its explanations.

use gk_base::directory;
use gk_base::{Office, Problem};
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::org::Act;
use serde_json::json;

use super::{Hand, affair, called};
use crate::tables::drafts::{self, Beginning};
use crate::tables::items::{self, Origin};
use crate::tables::{editions, explanations, whole};

/// 起草新版
#[derive(Debug, Clone, Copy)]
pub struct StartNextEdition {
    /// The edition to begin with.
    pub edition: i64,
}

/// Copies an edition as a draft; gives the draft's id.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Missing`], [`Problem::Refused`] when a draft of the catalog waits.
pub async fn run(office: &Office, by: impl Into<Hand>, cmd: StartNextEdition) -> Result<i64, Problem> {
    let by = by.into();
    let mut tx = by.begin(office).await?;
    let line = editions::load(&mut tx, cmd.edition).await?;
    let mut subject = line.subject();
    subject.author = None;
    by.may(Act::EditDraftEdition, &subject)?;
    let seat = directory::load(&mut tx, line.owner.organ).await?;
    let kept = drafts::open(&mut tx, &seat, line.owner.tier, line.owner.domain).await?;
    let items = items::all(&mut tx, line.id).await?;
    let beginning = Beginning {
        parent: line.parent.as_ref().map(|one| one.id),
        items: items.into_iter().map(|one| (one.item, Origin::default())).collect(),
        source_name: line.came.name.clone(),
        source_blob: None,
        trust: line.came.trust,
    };
    let draft = drafts::begin(&mut tx, &kept, beginning).await?;
    items::copy_origins(&mut tx, draft.id, line.id).await?;
    explanations::copy(&mut tx, draft.id, line.id).await?;
    whole::recount(&mut tx, draft.clone()).await?;
    let body = json!({ "from": line.id, "number": draft.number, "items": draft.counts.items });
    tx.ledger(CatalogEvent::EditionDrafted, affair(line.owner.organ), called(draft.id), &body);
    tx.commit().await?;
    Ok(draft.id)
}
