//! 采用上级新版: applies what a person chose in the three-way merge, as a draft that rests on the new standard.

use std::collections::{BTreeMap, BTreeSet};

use gk_base::{Office, Problem, Read, Tx, directory};
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::intake;
use gk_rules::catalog::item::{Item, ItemCode};
use gk_rules::catalog::merge::{Choices, Merge, merge};
use gk_rules::catalog::state::Stage;
use gk_rules::org::Act;
use serde_json::json;

use super::{Hand, affair, called, lawful, seen};
use crate::tables::drafts::{self, Beginning};
use crate::tables::editions::EditionLine;
use crate::tables::items::{self, Origin};
use crate::tables::{catalogs, editions, explanations, whole};

/// 采用上级新版
#[derive(Debug, Clone)]
pub struct TakeOver {
    /// The local edition: a draft is changed, any other begets a draft.
    pub edition: i64,
    /// At the version seen.
    pub seen: i64,
    /// The new edition above.
    pub above: i64,
    /// What was decided.
    pub choices: Choices,
}

/// The three editions side by side: the standard the local edition rests on, the new one, the local one.
pub(crate) async fn three(
    read: &mut Read,
    ours: &EditionLine,
    theirs: &EditionLine,
) -> Result<Merge, Problem> {
    if theirs.owner.domain != ours.owner.domain
        || theirs.owner.tier >= ours.owner.tier
        || !matches!(theirs.stage, Stage::InForce | Stage::Superseded)
    {
        return Err(Problem::refused(intake::not_a_standard_above(&theirs.title(), theirs.number)));
    }
    let base = match &ours.parent {
        Some(above) => bare(read, above.id).await?,
        None => Vec::new(),
    };
    let (theirs, ours) = (bare(read, theirs.id).await?, bare(read, ours.id).await?);
    Ok(merge(&base, &theirs, &ours))
}

async fn bare(read: &mut Read, edition: i64) -> Result<Vec<Item>, Problem> {
    Ok(items::all(read, edition).await?.into_iter().map(|one| one.item).collect())
}

/// Applies the choices; gives the draft's id.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Stale`], [`Problem::Refused`] for every conflict nobody decided, an edition that is
/// no standard above, and a draft that waits.
pub async fn run(office: &Office, by: impl Into<Hand>, cmd: TakeOver) -> Result<i64, Problem> {
    let by = by.into();
    let mut tx = by.begin(office).await?;
    let line = seen(&mut tx, cmd.edition, cmd.seen).await?;
    by.may(Act::EditDraftEdition, &line.subject())?;
    let theirs = editions::load(&mut tx, cmd.above).await?;
    let merged = lawful(three(&mut tx, &line, &theirs).await?.apply(&cmd.choices))?;
    let given = catalogs::codes_of(&mut tx, line.owner.catalog).await?;
    let ours: BTreeSet<ItemCode> = bare(&mut tx, line.id).await?.iter().map(|one| one.code).collect();
    let merged = never_given_twice(merged, &ours, &given)
        .map_err(|()| Problem::refused(intake::codes_used_up(&editions::domain_name(line.owner.domain))))?;
    let draft = match line.stage {
        Stage::Draft => rewritten(&mut tx, &line, &theirs, merged).await?,
        _ => begun(&mut tx, &line, &theirs, merged).await?,
    };
    let body = json!({ "from": line.id, "above": theirs.id, "items": draft.counts.items });
    tx.ledger(CatalogEvent::TakenOver, affair(line.owner.organ), called(draft.id), &body);
    tx.commit().await?;
    Ok(draft.id)
}

/// Items new to the edition get codes the catalog never gave; the merge knows only those in the edition.
fn never_given_twice(
    items: Vec<Item>,
    ours: &BTreeSet<ItemCode>,
    given: &BTreeMap<ItemCode, i64>,
) -> Result<Vec<Item>, ()> {
    let mut last = given.keys().next_back().copied();
    let mut out = Vec::with_capacity(items.len());
    let highest = items.iter().map(|one| one.code).max();
    last = last.max(highest);
    for item in items {
        let code = if ours.contains(&item.code) || !given.contains_key(&item.code) {
            item.code
        } else {
            last.and_then(ItemCode::next).ok_or(())?
        };
        last = last.max(Some(code));
        out.push(Item { code, ..item });
    }
    Ok(out)
}

async fn rewritten(
    tx: &mut Tx,
    line: &EditionLine,
    theirs: &EditionLine,
    merged: Vec<Item>,
) -> Result<EditionLine, Problem> {
    let origins = items::origins(tx, line.id, 0, 10_000).await?;
    let before = items::all(tx, line.id).await?;
    let origins: BTreeMap<ItemCode, Origin> =
        before.iter().filter_map(|one| Some((one.item.code, origins.get(&one.id)?.clone()))).collect();
    let codes: Vec<ItemCode> = merged.iter().map(|one| one.code).collect();
    let lines = catalogs::lines(tx, line.owner.catalog, &codes).await?;
    let merged: Vec<(Item, Origin)> = merged
        .into_iter()
        .map(|item| {
            let origin = origins.get(&item.code).cloned().unwrap_or_default();
            (item, origin)
        })
        .collect();
    items::forget(tx, line.id).await?;
    items::write(tx, line.id, &lines, &merged).await?;
    editions::set_parent(tx, line.id, theirs.id).await?;
    let line = editions::load(tx, line.id).await?;
    whole::recount(tx, line.clone()).await?;
    editions::load(tx, line.id).await
}

async fn begun(
    tx: &mut Tx,
    line: &EditionLine,
    theirs: &EditionLine,
    merged: Vec<Item>,
) -> Result<EditionLine, Problem> {
    let seat = directory::load(tx, line.owner.organ).await?;
    let kept = drafts::open(tx, &seat, line.owner.tier, line.owner.domain).await?;
    let beginning = Beginning {
        parent: Some(theirs.id),
        items: merged.into_iter().map(|item| (item, Origin::default())).collect(),
        source_name: line.came.name.clone(),
        source_blob: None,
        trust: line.came.trust,
    };
    let draft = drafts::begin(tx, &kept, beginning).await?;
    items::copy_origins(tx, draft.id, line.id).await?;
    explanations::copy(tx, draft.id, line.id).await?;
    whole::recount(tx, draft.clone()).await?;
    editions::load(tx, draft.id).await
}
