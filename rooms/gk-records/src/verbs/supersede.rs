//! 由新版本取代: the row of the public record takes the text of the draft and keeps its number and its address; the row of the draft
//! keeps what stood before. What was said of each text goes with it.

use gk_base::{Fault, Problem, Tx};
use gk_rules::Coded;
use gk_rules::records::revision::{Change, reasons_not_to_supersede};
use gk_rules::records::state::{Progress, Step};
use gk_rules::records::{IndexNumber, RecordEvent};

use super::stepped;
use crate::tables::records::{self, Kept};
use crate::tables::{checks, determinations, files, reviews};

/// Puts an approved draft in the place of what it revises; gives the 索引号, which stays.
pub(super) async fn run(tx: &mut Tx, draft: Kept, step: Step, name: &str) -> Result<IndexNumber, Problem> {
    let of = draft.edition.revises.ok_or_else(|| Fault::new("a revision of nothing"))?;
    let live = records::load(tx, of).await?;
    Problem::unless_none(reasons_not_to_supersede(&live.record))?;
    let number = live.record.identity.index.clone().ok_or_else(|| Fault::new("public without a number"))?;
    let (draft_id, live_id) = (draft.id, live.id);
    let (mut new, mut old) = exchanged(draft, live);
    let since = old.record.progress.published_on();
    old.record.progress = old.record.progress.supersede(step).map_err(stepped)?;
    new.record.progress = new.record.progress.publish(step).map_err(stepped)?;
    // A slip that is mended makes nothing new: the day of publication stays.
    if let (Some(Change::Minor), Some(on), Progress::Published { published, .. }) =
        (new.edition.change, since, &mut new.record.progress)
    {
        published.on = on;
    }
    name.clone_into(&mut new.hands.reviewer);
    let body = serde_json::json!({
        "number": number, "line": new.line, "title": new.record.title, "edition": new.edition.number,
        "change": new.edition.change.map(Coded::code), "note": new.edition.note, "revision": draft_id,
    });
    exchange_around(tx, draft_id, live_id).await?;
    records::save(tx, &old).await?;
    records::save(tx, &new).await?;
    tx.ledger(RecordEvent::Revised, Some(new.record.organ.0), new.ledger_subject(), &body);
    let body = serde_json::json!({ "number": number, "edition": old.edition.number });
    tx.ledger(RecordEvent::Superseded, Some(old.record.organ.0), old.ledger_subject(), &body);
    Ok(number)
}

/// The two rows with each other's text: first the public one, then the one that keeps what stood before.
fn exchanged(draft: Kept, live: Kept) -> (Kept, Kept) {
    let (mut new, mut old) = (draft, live);
    std::mem::swap(&mut new.id, &mut old.id);
    std::mem::swap(&mut new.record.version, &mut old.record.version);
    new.record.identity.index = old.record.identity.index.take();
    new.duty = old.duty.take();
    new.edition.revises = None;
    old.edition.revises = Some(new.id);
    (new, old)
}

/// What stands beside the text: files, elements, what is proposed and said, what was set aside.
async fn exchange_around(tx: &mut Tx, draft: i64, live: i64) -> Result<(), Fault> {
    let (new, old) = (records::ticks(tx, draft).await?, records::ticks(tx, live).await?);
    records::set_ticks(tx, live, &new).await?;
    records::set_ticks(tx, draft, &old).await?;
    files::swap(tx, draft, live).await?;
    reviews::swap(tx, draft, live).await?;
    determinations::swap(tx, draft, live).await?;
    checks::also_dismissed(tx, draft, live).await?;
    checks::forget(tx, live).await
}
