//! What other rooms may ask: editions, items and the lines of items through editions. All of them read, none writes.

use gk_base::directory::Seat;
use gk_base::{Fault, Problem, Read};
use gk_rules::Day;
use gk_rules::catalog::diff::{Diff, diff};
use gk_rules::catalog::edition::{Edition, Tier};
use gk_rules::catalog::item::{DomainCode, ItemCode};

use crate::tables::editions::Narrow;
use crate::tables::whole::{self, Whole};
use crate::tables::{catalogs, editions, items};
use crate::{DomainCount, EditionLine, ItemLine, Line};

/// The edition with this id.
///
/// # Errors
/// [`Problem::Missing`] when there is none.
pub async fn load_edition(read: &mut Read, id: i64) -> Result<EditionLine, Problem> {
    editions::load(read, id).await
}

/// The edition of a catalog that holds on a day.
///
/// # Errors
/// When the database fails.
pub async fn find_in_force(
    read: &mut Read,
    organ: i64,
    tier: Tier,
    domain: DomainCode,
    day: Day,
) -> Result<Option<EditionLine>, Fault> {
    editions::holding(read, organ, tier, domain, day).await
}

/// The editions of an organ before an id (`i64::MAX` for the first page), the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_editions(
    read: &mut Read,
    organ: i64,
    before: i64,
    limit: i64,
) -> Result<Vec<EditionLine>, Fault> {
    editions::of_organ(read, organ, before, limit).await
}

/// Every edition of a catalog, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_editions_of_catalog(read: &mut Read, catalog: i64) -> Result<Vec<EditionLine>, Fault> {
    editions::of_catalog(read, catalog).await
}

/// The editions in force of a subtree, of a domain or of all, after a catalog (0 for the first page), by catalog.
///
/// # Errors
/// When the database fails.
pub async fn list_catalogs_under(
    read: &mut Read,
    seat: &Seat,
    domain: Option<DomainCode>,
    after: i64,
    limit: i64,
) -> Result<Vec<EditionLine>, Fault> {
    editions::in_force_under(read, (seat.organ.id.0, seat.last), domain, after, limit).await
}

/// The editions a county's organs stand under on a day: the county's own and its townships'; after an edition's id.
///
/// # Errors
/// When the database fails.
pub async fn governing_editions(
    read: &mut Read,
    county: &Seat,
    day: Day,
    after: i64,
    limit: i64,
) -> Result<Vec<EditionLine>, Fault> {
    editions::governing(read, (county.organ.id.0, county.last), day, after, limit).await
}

/// Editions in force and their items by domain, in a subtree.
///
/// # Errors
/// When the database fails.
pub async fn count_by_domain(read: &mut Read, seat: &Seat) -> Result<Vec<DomainCount>, Fault> {
    editions::by_domain(read, (seat.organ.id.0, seat.last)).await
}

/// The items of an edition after a place (0 for the first page), in order, 不适用 ones included.
///
/// # Errors
/// When the database fails.
pub async fn list_items(
    read: &mut Read,
    edition: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<ItemLine>, Fault> {
    items::after(read, edition, after, "", limit).await
}

/// Every item of an edition, in order, 不适用 ones included; at most 9999.
///
/// # Errors
/// When the database fails.
pub async fn all_items(read: &mut Read, edition: i64) -> Result<Vec<ItemLine>, Fault> {
    items::all(read, edition).await
}

/// One item of an edition, with its edition.
///
/// # Errors
/// [`Problem::Missing`] when there is none.
pub async fn load_item(read: &mut Read, id: i64) -> Result<(ItemLine, EditionLine), Problem> {
    let item = items::load(read, id).await?;
    let edition = editions::load(read, item.edition).await?;
    Ok((item, edition))
}

/// The item of a line as it holds on a day, with its edition; nothing when no edition with it holds then.
///
/// # Errors
/// When the database fails.
pub async fn find_item_by_line(
    read: &mut Read,
    line: i64,
    day: Day,
) -> Result<Option<(ItemLine, EditionLine)>, Fault> {
    let found = items::on(read, line, day).await?;
    with_edition(read, found).await
}

/// The item of a line as it was last in force, whether it still is or not, with its edition.
///
/// # Errors
/// When the database fails.
pub async fn find_last_of_line(read: &mut Read, line: i64) -> Result<Option<(ItemLine, EditionLine)>, Fault> {
    let found = items::last(read, line).await?;
    with_edition(read, found).await
}

async fn with_edition(
    read: &mut Read,
    item: Option<ItemLine>,
) -> Result<Option<(ItemLine, EditionLine)>, Fault> {
    let Some(item) = item else { return Ok(None) };
    Ok(editions::find(read, item.edition).await?.map(|edition| (item, edition)))
}

/// Items in force of every catalog, by line, after one; `limit` at most.
///
/// # Errors
/// When the database fails.
pub async fn list_items_in_force(read: &mut Read, after: i64, limit: i64) -> Result<Vec<ItemLine>, Fault> {
    items::in_force_after(read, after, limit).await
}

/// The items of a line in every edition, drafts included, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_items_of_line(read: &mut Read, line: i64) -> Result<Vec<ItemLine>, Fault> {
    items::of_line(read, line).await
}

/// A line: whose item, under which code.
///
/// # Errors
/// [`Problem::Missing`] when there is none.
pub async fn load_line(read: &mut Read, line: i64) -> Result<Line, Problem> {
    catalogs::find_line(read, line).await?.ok_or_else(|| Problem::missing("item", line))
}

/// An edition as the law knows it: with items and explanations. For export, diff and lint on the command line.
///
/// # Errors
/// [`Problem::Missing`] when there is none.
pub async fn load_whole(read: &mut Read, id: i64) -> Result<Edition, Problem> {
    Ok(Whole::load(read, id).await?.law())
}

/// Everything the checks find in an edition, alone and against the standard above.
///
/// # Errors
/// [`Problem::Missing`] when there is none.
pub async fn findings(read: &mut Read, id: i64) -> Result<Vec<gk_rules::catalog::finding::Finding>, Problem> {
    Ok(Whole::load(read, id).await?.findings())
}

/// What changed from one stored edition to another.
///
/// # Errors
/// [`Problem::Missing`] when one is not there.
pub async fn diff_editions(
    read: &mut Read,
    from: i64,
    to: i64,
) -> Result<(EditionLine, EditionLine, Diff), Problem> {
    let (before, after) = (editions::load(read, from).await?, editions::load(read, to).await?);
    let (old, new) = (whole::bare(read, &before).await?, whole::bare(read, &after).await?);
    let changes = diff(old.items(), new.items());
    Ok((before, after, changes))
}

/// The editions of a subtree in a stage (or any), before an id, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_editions_under(
    read: &mut Read,
    seat: &Seat,
    stage: Option<gk_rules::catalog::state::Stage>,
    before: i64,
    limit: i64,
) -> Result<Vec<EditionLine>, Fault> {
    let narrow = Narrow { stage, domain: None };
    editions::of_subtree(read, (seat.organ.id.0, seat.last), narrow, before, limit).await
}

/// The edition in force an organ stands under in a domain: its own, or the nearest one above it.
///
/// # Errors
/// When the database fails.
pub async fn find_governing(
    read: &mut Read,
    seat: &Seat,
    domain: DomainCode,
) -> Result<Option<EditionLine>, Fault> {
    editions::nearest(read, seat.organ.id, domain).await
}

/// The item with this code in an edition.
///
/// # Errors
/// When the database fails.
pub async fn find_item_by_code(
    read: &mut Read,
    edition: i64,
    code: ItemCode,
) -> Result<Option<ItemLine>, Fault> {
    items::by_code(read, edition, code).await
}

/// The lines of items that stand in an edition in force, after a line, in order: for the sitemap.
///
/// # Errors
/// When the database fails.
pub async fn list_lines_in_force(read: &mut Read, after: i64, limit: i64) -> Result<Vec<i64>, Fault> {
    items::lines_in_force(read, after, limit).await
}

/// The words of the 公开时限 of some items (rows of editions, not lines); those that are not there are left out.
///
/// # Errors
/// When the database fails.
pub async fn limits_of(
    read: &mut Read,
    items: &[i64],
) -> Result<std::collections::BTreeMap<i64, String>, Fault> {
    crate::tables::limits::words(read, items).await
}

/// An edition and its items as one JSON object: what the public site and the command line give out.
#[must_use]
pub fn as_json(edition: &EditionLine, items: &[gk_rules::catalog::item::Item]) -> serde_json::Value {
    serde_json::json!({
        "organ": { "code": edition.owner.code, "name": edition.owner.name },
        "tier": edition.owner.tier,
        "domain": { "code": edition.owner.domain, "name": edition.domain_name() },
        "number": edition.number,
        "stage": edition.stage,
        "valid_from": edition.validity.map(|one| one.from),
        "valid_to": edition.validity.and_then(|one| one.to),
        "parent": edition.parent.as_ref().map(|one| one.reference.clone()),
        "trust": edition.came.trust,
        "items": items,
    })
}

/// An edition in the national table (or with codes and ways of adoption beside), as a page of a workbook.
#[must_use]
pub fn as_page(
    edition: &EditionLine,
    items: &[gk_rules::catalog::item::Item],
    layout: gk_rules::catalog::export::Layout,
) -> gk_base::book::Page {
    crate::pages::printed(edition, items, layout)
}
