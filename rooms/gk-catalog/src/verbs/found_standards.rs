//! 收录共性目录: the province-wide common catalog of all domains, taken in as it holds; what is from memory says so.

use gk_base::{Office, Problem, Tx, directory::Seat};
use gk_rules::Day;
use gk_rules::catalog::adoption::Standing;
use gk_rules::catalog::edition::{Edition, Tier};
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::intake;
use gk_rules::catalog::item::{DomainCode, Item};
use gk_rules::catalog::settle::settle;
use gk_rules::catalog::state::{Procedure, Stage, Validity};
use gk_standards::items::TypicalItem;
use gk_standards::{domains, items as typical};
use serde_json::json;

use super::{Hand, affair, called, organ};
use crate::tables::drafts::{self, Beginning};
use crate::tables::editions;
use crate::tables::items::Origin;

/// 收录共性目录
#[derive(Debug, Clone)]
pub struct FoundStandards {
    /// The organ whose standard it becomes: the province.
    pub organ: String,
    /// National or provincial.
    pub tier: Tier,
    /// Since when it holds.
    pub from: Day,
}

/// Takes in every domain that has no edition yet; `progress` is told after each domain how many are done, of how many.
/// Gives how many editions were made; founding twice makes none.
///
/// # Errors
/// [`Problem::Refused`] for an organ nobody knows or a tier it does not keep.
pub async fn run(
    office: &Office,
    cmd: FoundStandards,
    progress: impl Fn(usize, usize) + Send,
) -> Result<usize, Problem> {
    let mut tx = Hand::System.begin(office).await?;
    let seat = organ(&mut tx, &cmd.organ).await?;
    Problem::unless_none(intake::reasons_not_to_keep(&seat.organ, cmd.tier))?;
    let (all, mut made) = (domains::all(), 0);
    for (at, domain) in all.iter().enumerate() {
        if found(&mut tx, &seat, &cmd, domain.code).await? {
            made += 1;
        }
        progress(at + 1, all.len());
    }
    tx.commit().await?;
    Ok(made)
}

async fn found(tx: &mut Tx, seat: &Seat, cmd: &FoundStandards, domain: DomainCode) -> Result<bool, Problem> {
    let kept = drafts::open(tx, seat, cmd.tier, domain).await?;
    if kept.last_number > 0 {
        return Ok(false);
    }
    let drafts: Vec<_> = typical::of(domain).map(|one| one.draft(gk_rules::time::read::read)).collect();
    let settled = settle(&drafts, &|_| Some(domain));
    let items: Vec<Item> = settled.items.into_values().flatten().collect();
    let beginning = Beginning {
        parent: editions::above(tx, seat.organ.id, cmd.tier, domain).await?.map(|one| one.id),
        items: items
            .into_iter()
            .map(|item| (Item { standing: Standing::added(), ..item }, Origin::default()))
            .collect(),
        source_name: String::new(),
        source_blob: None,
        trust: Some(TypicalItem::TRUST),
    };
    let line = drafts::begin(tx, &kept, beginning).await?;
    let received = received(&line.law(Vec::new(), Vec::new()), cmd.from);
    editions::step(tx, &line, &received, None).await?;
    let body = json!({ "number": line.number, "from": cmd.from, "items": line.counts.items });
    tx.ledger(CatalogEvent::StandardReceived, affair(seat.organ.id), called(line.id), &body);
    Ok(true)
}

/// 收录: a standard issued elsewhere holds from its own day on; nobody here has reviewed it.
fn received(draft: &Edition, from: Day) -> Edition {
    let procedure = Procedure::stored(
        Stage::InForce,
        draft.procedure().drafted_by().to_owned(),
        None,
        Some(Validity { from, to: None }),
    );
    Edition::stored(draft.clone(), procedure, Vec::new(), Vec::new())
}
