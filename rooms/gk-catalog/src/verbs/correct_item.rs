//! 更正事项: what a draft says of one item.

use gk_base::{Office, Problem, Tx};
use gk_rules::catalog::adoption::{Adoption, Standing};
use gk_rules::catalog::edition::Edition;
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::intake;
use gk_rules::catalog::item::{Item, ItemCode};
use gk_rules::catalog::typed::Typed;
use gk_rules::org::Act;
use serde_json::json;

use super::{Hand, affair, called, lawful, seen};
use crate::tables::editions::EditionLine;
use crate::tables::items;
use crate::tables::whole::{self, Whole};

/// 更正
#[derive(Debug, Clone)]
pub struct CorrectItem {
    /// The draft.
    pub edition: i64,
    /// At the version seen.
    pub seen: i64,
    /// The item's code.
    pub code: ItemCode,
    /// What it now says.
    pub typed: Typed,
    /// The item above that it answers.
    pub parent: Option<ItemCode>,
}

/// Corrects an item; one that was 不适用 applies again.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Stale`], [`Problem::Missing`], [`Problem::Refused`] when it is no draft or no name
/// is given.
pub async fn run(office: &Office, by: impl Into<Hand>, cmd: CorrectItem) -> Result<(), Problem> {
    let by = by.into();
    let mut tx = by.begin(office).await?;
    let line = seen(&mut tx, cmd.edition, cmd.seen).await?;
    by.may(Act::EditDraftEdition, &line.subject())?;
    let whole = Whole::of(&mut tx, line).await?;
    let found = whole.item(cmd.code).ok_or_else(|| Problem::missing("item", cmd.code))?;
    let (id, before) = (found.id, found.item.clone());
    let item = stand(cmd.typed.item(cmd.code, Standing::added()), cmd.parent, whole.parent.as_ref());
    save(&mut tx, whole, id, &item).await.map(|line| {
        let body = json!({ "code": cmd.code, "before": before, "after": item });
        tx.ledger(CatalogEvent::ItemCorrected, affair(line.owner.organ), called(line.id), &body);
    })?;
    tx.commit().await
}

/// How an item stands to the standard above: as it really is where it answers one of its items, else 新增.
pub(crate) fn stand(item: Item, parent: Option<ItemCode>, above: Option<&Edition>) -> Item {
    let standing = match parent {
        None => Standing::added(),
        Some(code) => {
            let adoption =
                above.and_then(|one| one.item(code)).map_or(Adoption::Refined, |one| item.adoption_of(one));
            Standing { adoption, reason: String::new(), parent: Some(code) }
        }
    };
    Item { standing, ..item }
}

/// Asks the law whether the draft may say so, saves the item and counts the draft anew.
pub(crate) async fn save(tx: &mut Tx, whole: Whole, id: i64, item: &Item) -> Result<EditionLine, Problem> {
    if item.path.level1.is_empty() {
        return Err(Problem::refused(intake::nothing_named()));
    }
    let items = whole.bare_items();
    let items = items.into_iter().map(|one| if one.code == item.code { item.clone() } else { one }).collect();
    lawful(whole.law().with_items(items))?;
    items::rewrite(tx, id, item).await?;
    whole::recount(tx, whole.line.clone()).await?;
    Ok(whole.line)
}
