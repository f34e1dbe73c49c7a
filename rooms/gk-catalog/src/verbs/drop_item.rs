//! 不适用: an item that does not bind this organ, with the reason on file; its content stays to be seen.

use gk_base::{Office, Problem};
use gk_rules::catalog::adoption::{Adoption, Standing};
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::intake;
use gk_rules::catalog::item::{Item, ItemCode};
use gk_rules::org::Act;
use serde_json::json;

use super::correct_item::save;
use super::{Hand, affair, called, seen};
use crate::tables::whole::Whole;

/// 标为不适用
#[derive(Debug, Clone)]
pub struct DropItem {
    /// The draft.
    pub edition: i64,
    /// At the version seen.
    pub seen: i64,
    /// The item's code.
    pub code: ItemCode,
    /// Why.
    pub reason: String,
}

/// Marks an item as not applicable.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Stale`], [`Problem::Missing`], [`Problem::Refused`] without a reason or when it is
/// no draft.
pub async fn run(office: &Office, by: impl Into<Hand>, cmd: DropItem) -> Result<(), Problem> {
    let by = by.into();
    let mut tx = by.begin(office).await?;
    let line = seen(&mut tx, cmd.edition, cmd.seen).await?;
    by.may(Act::EditDraftEdition, &line.subject())?;
    let reason = cmd.reason.trim().to_owned();
    if reason.is_empty() {
        return Err(Problem::refused(intake::no_reason_given()));
    }
    let whole = Whole::of(&mut tx, line).await?;
    let found = whole.item(cmd.code).ok_or_else(|| Problem::missing("item", cmd.code))?;
    let (id, before) = (found.id, found.item.clone());
    let standing = Standing { adoption: Adoption::NotApplicable, reason, parent: before.standing.parent };
    let item = Item { standing, ..before };
    let line = save(&mut tx, whole, id, &item).await?;
    let body = json!({ "code": cmd.code, "reason": item.standing.reason });
    tx.ledger(CatalogEvent::ItemDropped, affair(line.owner.organ), called(line.id), &body);
    tx.commit().await
}
