//! 沿用上级标准: a draft made from the standard above, every item that concerns this tier 沿用.

use gk_base::directory::Seat;
use gk_base::{Office, Problem, Tx};
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::intake;
use gk_rules::catalog::item::{DomainCode, Item};
use gk_rules::org::Act;
use serde_json::json;

use super::{Hand, affair, called, organ, subject};
use crate::tables::drafts::{self, Beginning};
use crate::tables::editions;
use crate::tables::items::{self, Origin};

/// 沿用
#[derive(Debug, Clone)]
pub struct AdoptFromParent {
    /// The organ's code.
    pub organ: String,
    /// Whose standard it becomes.
    pub tier: Tier,
    /// 领域
    pub domain: DomainCode,
}

/// Drafts a catalog from the nearest standard in force above; gives the draft's id.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Refused`] for an organ nobody knows, a tier it does not keep, a draft that waits, or
/// when nothing above is in force.
pub async fn run(office: &Office, by: impl Into<Hand>, cmd: AdoptFromParent) -> Result<i64, Problem> {
    let by = by.into();
    let mut tx = by.begin(office).await?;
    let seat = organ(&mut tx, &cmd.organ).await?;
    by.may(Act::EditDraftEdition, &subject(&seat))?;
    Problem::unless_none(intake::reasons_not_to_keep(&seat.organ, cmd.tier))?;
    let edition = draft(&mut tx, &seat, cmd.tier, cmd.domain).await?;
    tx.commit().await?;
    Ok(edition)
}

/// Drafts one catalog; gives the draft's id.
async fn draft(tx: &mut Tx, seat: &Seat, tier: Tier, domain: DomainCode) -> Result<i64, Problem> {
    let name = editions::domain_name(domain);
    let above = editions::above(tx, seat.organ.id, tier, domain)
        .await?
        .ok_or_else(|| Problem::refused(intake::no_standard_above(&name)))?;
    let kept = drafts::open(tx, seat, tier, domain).await?;
    let items: Vec<Item> = items::all(tx, above.id)
        .await?
        .into_iter()
        .map(|one| one.item)
        .filter(|one| one.applies() && one.reach.levels.include(tier))
        .map(|one| one.adopted_as(one.code))
        .collect();
    let items = drafts::placed(tx, &kept, items, Some(&above)).await?;
    let beginning = Beginning {
        parent: Some(above.id),
        items: items.into_iter().map(|item| (item, Origin::default())).collect(),
        source_name: String::new(),
        source_blob: None,
        trust: above.came.trust,
    };
    let edition = drafts::begin(tx, &kept, beginning).await?;
    let body = json!({ "from": above.id, "number": edition.number, "items": edition.counts.items });
    tx.ledger(CatalogEvent::EditionDrafted, affair(seat.organ.id), called(edition.id), &body);
    Ok(edition.id)
}
