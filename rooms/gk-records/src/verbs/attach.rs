//! 上传附件: bytes are kept by their hash; what a file is follows from its bytes.

use gk_base::{Office, Problem, blobs};
use gk_rules::org::{Act, Actor};
use gk_rules::preflight::file::Inspected;
use gk_rules::records::media::MAX_BYTES;
use gk_rules::records::media::reasons_not_to_attach;
use gk_rules::records::reasons::reasons_not_to_save;
use gk_rules::records::{Media, RecordEvent};

use super::{Seen, hand, lacking, open};
use crate::preflight::inspect;
use crate::tables::files::{self, FileLine};
use crate::tables::records;

/// Attaches files, all or none; gives the version now stored.
///
/// # Errors
/// [`Problem::Stale`], [`Problem::NotAllowed`], [`Problem::Refused`] with everything wrong with any of them.
pub async fn run(
    office: &Office,
    actor: &Actor,
    seen: Seen,
    new: Vec<(String, Vec<u8>)>,
) -> Result<u32, Problem> {
    let looks = looks(office, &new).await?;
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::DraftRecord, seen).await?;
    let mut against = reasons_not_to_save(&kept.record, hand(&tx, actor, seen));
    for ((name, bytes), there) in new.iter().zip(kept.record.attachments..) {
        against.extend(reasons_not_to_attach(name, bytes, there));
    }
    Problem::unless_none(against)?;
    for ((name, bytes), look) in new.into_iter().zip(looks) {
        let Some(media) = Media::of(&bytes) else { continue };
        let id = tx.next_numbers("attachments", 1).await?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let hash = blobs::keep(&mut tx, bytes).await?;
        let file = FileLine { id, name: name.trim().to_owned(), media, size, hash };
        files::insert(&mut tx, kept.id, &file).await?;
        files::keep_look(&mut tx, &file.hash, &look).await?;
        kept.record.attachments += 1;
        let body = serde_json::json!({ "file": id, "name": file.name, "size": size, "hash": file.hash });
        tx.ledger(RecordEvent::Attached, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    }
    kept.missing = i64::try_from(lacking(&mut tx, &kept).await?.len()).unwrap_or(i64::MAX);
    records::save(&mut tx, &kept).await?;
    tx.commit().await?;
    Ok(seen.version + 1)
}

/// What is found in each, before the unit of work begins; what will be refused is not looked into.
async fn looks(office: &Office, new: &[(String, Vec<u8>)]) -> Result<Vec<Inspected>, Problem> {
    let mut looks = Vec::new();
    for (name, bytes) in new {
        let taken = bytes.len() <= MAX_BYTES && Media::of(bytes).is_some();
        looks.push(if taken { inspect(office, name, bytes.clone()).await? } else { Inspected::default() });
    }
    Ok(looks)
}
