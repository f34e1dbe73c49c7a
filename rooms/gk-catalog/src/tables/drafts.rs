//! New drafts: an edition with its number, its items and their codes, in one go.

use gk_base::directory::Seat;
use gk_base::{Fault, Problem, Tx, Value, params, statements};
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::intake;
use gk_rules::catalog::item::{DomainCode, Item, ItemCode};
use gk_rules::catalog::settle::{adopt, recode};
use gk_standards::trust::Trust;

use super::catalogs::{self, Kept};
use super::editions::{self, EditionLine};
use super::items::{self, Origin};
use super::whole;

statements! {
    "catalog";
    /// A new draft.
    INSERT_EDITION = "insert into editions (id, catalog, number, stage, parent, valid_from, valid_to, drafted_by, drafted_name, reviewed_by,
        reviewed_name, items, applicable, blocking, warnings, notes, source_name, source_blob, trust, made_at, version)
        values ($1, $2, $3, 'draft', $4, null, null, $5, $6, null, '', 0, 0, 0, 0, 0, $7, $8, $9, $10, 1)";
}

/// 新草案: what a new draft begins with.
#[derive(Debug, Clone)]
pub(crate) struct Beginning {
    /// The edition above.
    pub(crate) parent: Option<i64>,
    /// Its items, with where they came from.
    pub(crate) items: Vec<(Item, Origin)>,
    /// The file, or how it was made.
    pub(crate) source_name: String,
    /// The file's bytes.
    pub(crate) source_blob: Option<String>,
    /// How its content is known, where it was not read in a file of the organ.
    pub(crate) trust: Option<Trust>,
}

/// The catalog to draft in.
///
/// # Errors
/// [`Problem::Refused`] where a draft of it waits already.
pub(crate) async fn open(tx: &mut Tx, seat: &Seat, tier: Tier, domain: DomainCode) -> Result<Kept, Problem> {
    let kept = catalogs::keep(tx, seat, tier, domain).await?;
    if let Some(draft) = editions::waiting(tx, kept.id).await? {
        let mut reason = intake::draft_waits(draft.number);
        reason.words = format!("{}：{}", draft.domain_name(), reason.words);
        return Err(Problem::refused(reason));
    }
    Ok(kept)
}

/// Writes a draft, counts it and gives it back.
pub(crate) async fn begin(tx: &mut Tx, kept: &Kept, beginning: Beginning) -> Result<EditionLine, Problem> {
    let number = catalogs::take_number(tx, kept).await?;
    let id = tx.next_numbers("editions", 1).await?;
    let who = tx.who().clone();
    let name = who.person.map(|_| who.name).unwrap_or_default();
    let at = tx.now();
    tx.run(
        &INSERT_EDITION,
        params![
            id,
            kept.id,
            number,
            beginning.parent,
            who.person,
            name,
            beginning.source_name,
            beginning.source_blob,
            Value::code_or_null(beginning.trust),
            at
        ],
    )
    .await?;
    let codes: Vec<ItemCode> = beginning.items.iter().map(|(item, _)| item.code).collect();
    let lines = catalogs::lines(tx, kept.id, &codes).await?;
    items::write(tx, id, &lines, &beginning.items).await?;
    let line = editions::load(tx, id).await?;
    whole::recount(tx, line).await?;
    editions::load(tx, id).await
}

/// 定码: items newly read get the codes they had in the newest edition of their catalog, new ones codes never given, and
/// are pointed at the items of the standard above.
pub(crate) async fn placed(
    tx: &mut Tx,
    kept: &Kept,
    items: Vec<Item>,
    above: Option<&EditionLine>,
) -> Result<Vec<Item>, Problem> {
    let earlier = match editions::newest(tx, kept.id).await? {
        Some(newest) => items::all(tx, newest.id).await?.into_iter().map(|one| one.item).collect(),
        None => Vec::new(),
    };
    let parent: Vec<Item> = match above {
        Some(above) => items::all(tx, above.id).await?.into_iter().map(|one| one.item).collect(),
        None => Vec::new(),
    };
    let highest = kept.highest();
    if items.iter().any(|one| one.code.domain() != kept.domain) {
        return Err(Fault::new("items of another domain in one catalog").into());
    }
    let placed = tokio::task::spawn_blocking(move || {
        let coded =
            if earlier.is_empty() && highest.is_none() { items } else { recode(items, &earlier, highest) };
        adopt(coded, &parent)
    })
    .await
    .map_err(|e| Fault::because("placing items", e))?;
    unlike(kept, placed)
}

/// Codes that are given twice because the domain's are used up.
fn unlike(kept: &Kept, items: Vec<Item>) -> Result<Vec<Item>, Problem> {
    let mut codes: Vec<ItemCode> = items.iter().map(|one| one.code).collect();
    codes.sort_unstable();
    codes.dedup();
    if codes.len() < items.len() {
        return Err(Problem::refused(intake::codes_used_up(&editions::domain_name(kept.domain))));
    }
    Ok(items)
}
