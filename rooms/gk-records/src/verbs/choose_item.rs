//! 选择公开事项: against which item of the catalog a draft will be published.

use gk_base::{Office, Problem};
use gk_rules::org::{Act, Actor};
use gk_rules::records::RecordEvent;
use gk_rules::records::reasons::{reasons_not_to_draft, reasons_not_to_save};

use super::{Seen, hand, lacking, open};
use crate::tables::records;

/// Chooses; gives the version now stored.
///
/// # Errors
/// [`Problem::Missing`] item, [`Problem::Refused`] for an item of another place, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, line: i64) -> Result<u32, Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::DraftRecord, seen).await?;
    let today = tx.today();
    let (found, edition) = gk_catalog::find_item_by_line(&mut tx, line, today)
        .await?
        .ok_or_else(|| Problem::missing("item", line))?;
    let mut against = reasons_not_to_save(&kept.record, hand(&tx, actor, seen));
    against.extend(reasons_not_to_draft(edition.owner.path.holds(&kept.owner.path)));
    Problem::unless_none(against)?;
    kept.line = Some(line);
    kept.domain = edition.owner.domain.to_string();
    kept.record.item = Some(found.item.code);
    kept.missing = i64::try_from(lacking(&mut tx, &kept).await?.len()).unwrap_or(i64::MAX);
    records::save(&mut tx, &kept).await?;
    let body = serde_json::json!({ "line": line, "item": found.item.code.to_string() });
    tx.ledger(RecordEvent::ItemChosen, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await?;
    Ok(seen.version + 1)
}
