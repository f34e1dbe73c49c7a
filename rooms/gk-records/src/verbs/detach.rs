//! 删除附件: from a draft; the bytes stay on file.

use gk_base::{Office, Problem};
use gk_rules::org::{Act, Actor};
use gk_rules::records::RecordEvent;
use gk_rules::records::reasons::reasons_not_to_save;

use super::{Seen, hand, lacking, open};
use crate::tables::{files, records};

/// Takes one file away; gives the version now stored.
///
/// # Errors
/// [`Problem::Stale`], [`Problem::NotAllowed`], [`Problem::Refused`], [`Problem::Missing`] file.
pub async fn run(office: &Office, actor: &Actor, seen: Seen, file: i64) -> Result<u32, Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::DraftRecord, seen).await?;
    Problem::unless_none(reasons_not_to_save(&kept.record, hand(&tx, actor, seen)))?;
    let gone = files::find(&mut tx, kept.id, file).await?.ok_or_else(|| Problem::missing("file", file))?;
    files::remove(&mut tx, kept.id, file).await?;
    kept.record.attachments = kept.record.attachments.saturating_sub(1);
    kept.missing = i64::try_from(lacking(&mut tx, &kept).await?.len()).unwrap_or(i64::MAX);
    records::save(&mut tx, &kept).await?;
    let body = serde_json::json!({ "file": file, "name": gone.name, "hash": gone.hash });
    tx.ledger(RecordEvent::Detached, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    tx.commit().await?;
    Ok(seen.version + 1)
}
