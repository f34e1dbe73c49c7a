//! 增加事项: one more item in a draft.

use gk_base::{Office, Problem};
use gk_rules::catalog::adoption::Standing;
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::intake;
use gk_rules::catalog::item::ItemCode;
use gk_rules::catalog::typed::Typed;
use gk_rules::org::Act;
use serde_json::json;

use super::correct_item::stand;
use super::{Hand, affair, called, lawful, seen};
use crate::tables::whole::{self, Whole};
use crate::tables::{catalogs, editions, items};

/// 增加
#[derive(Debug, Clone)]
pub struct AddItem {
    /// The draft.
    pub edition: i64,
    /// At the version seen.
    pub seen: i64,
    /// What it says.
    pub typed: Typed,
    /// The item above that it answers; `None` for 新增.
    pub parent: Option<ItemCode>,
}

/// Adds an item under a code the catalog never gave; gives its code.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Stale`], [`Problem::Refused`] when it is no draft, no name is given or no code is left.
pub async fn run(office: &Office, by: impl Into<Hand>, cmd: AddItem) -> Result<ItemCode, Problem> {
    let by = by.into();
    let mut tx = by.begin(office).await?;
    let line = seen(&mut tx, cmd.edition, cmd.seen).await?;
    by.may(Act::EditDraftEdition, &line.subject())?;
    let whole = Whole::of(&mut tx, line).await?;
    let owner = whole.line.owner.clone();
    let given = catalogs::codes_of(&mut tx, owner.catalog).await?;
    let code = match given.keys().next_back() {
        Some(last) => last.next(),
        None => ItemCode::new(owner.domain, 1).ok(),
    };
    let code =
        code.ok_or_else(|| Problem::refused(intake::codes_used_up(&editions::domain_name(owner.domain))))?;
    let item = stand(cmd.typed.item(code, Standing::added()), cmd.parent, whole.parent.as_ref());
    if item.path.level1.is_empty() {
        return Err(Problem::refused(intake::nothing_named()));
    }
    let mut all = whole.bare_items();
    all.push(item.clone());
    lawful(whole.law().with_items(all))?;
    let lines = catalogs::lines(&mut tx, owner.catalog, &[code]).await?;
    let line = lines.get(&code).copied().unwrap_or_default();
    items::add(&mut tx, whole.line.id, line, &item).await?;
    whole::recount(&mut tx, whole.line.clone()).await?;
    let body = json!({ "code": code, "after": item });
    tx.ledger(CatalogEvent::ItemAdded, affair(owner.organ), called(whole.line.id), &body);
    tx.commit().await?;
    Ok(code)
}
