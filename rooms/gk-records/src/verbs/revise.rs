//! 修订: another version of what is public, begun with what it says now; the public one stands until the new one takes its place.

use gk_base::{Office, Problem};
use gk_rules::org::{Act, Actor, may};
use gk_rules::records::RecordEvent;
use gk_rules::records::reasons::reasons_not_to_save;
use gk_rules::records::revision::{Change, reasons_not_to_revise};

use super::{Seen, hand, open};
use crate::tables::{checks, files, records};

/// Begins a revision; gives the draft's id.
///
/// # Errors
/// [`Problem::Refused`] where there is one already or it is not public, [`Problem::NotAllowed`], [`Problem::Missing`].
pub async fn run(office: &Office, actor: &Actor, record: i64) -> Result<i64, Problem> {
    let mut tx = office.begin(actor).await?;
    let live = records::load(&mut tx, record).await?;
    may(actor, Act::ReviseRecord, &live.subject())?;
    let draft = records::revision_of(&mut tx, live.id).await?.is_some();
    Problem::unless_none(reasons_not_to_revise(&live.record, draft))?;
    let id = records::insert_revision(&mut tx, live.id).await?;
    let ticks = records::ticks(&mut tx, live.id).await?;
    records::set_ticks(&mut tx, id, &ticks).await?;
    files::copy(&mut tx, live.id, id).await?;
    checks::also_dismissed(&mut tx, live.id, id).await?;
    let body = serde_json::json!({ "revision": id, "edition": live.edition.number + 1 });
    tx.ledger(RecordEvent::RevisionBegun, Some(live.record.organ.0), live.ledger_subject(), &body);
    let body = serde_json::json!({ "line": live.line, "revises": live.id });
    tx.ledger(RecordEvent::Drafted, Some(live.record.organ.0), format!("record:{id}"), &body);
    tx.commit().await?;
    Ok(id)
}

/// 修订说明: why, as the public will read it; may be incomplete until the draft is sent.
///
/// # Errors
/// [`Problem::Refused`] where it is no draft, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn explain(
    office: &Office,
    actor: &Actor,
    seen: Seen,
    (change, note): (Option<Change>, String),
) -> Result<u32, Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::DraftRecord, seen).await?;
    Problem::unless_none(reasons_not_to_save(&kept.record, hand(&tx, actor, seen)))?;
    kept.edition.change = change;
    kept.edition.note = note.trim().chars().take(200).collect();
    records::save(&mut tx, &kept).await?;
    let body = serde_json::json!({ "version": seen.version + 1, "note": kept.edition.note });
    tx.ledger(RecordEvent::Saved, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await?;
    Ok(seen.version + 1)
}
