//! 收件: a draft begun with what a file says of itself, and the file beside it, byte for byte.

use gk_base::{Fault, Problem, Tx, blobs};
use gk_rules::Day;
use gk_rules::org::OrganId;
use gk_rules::preflight::file::Inspected;
use gk_rules::records::reasons::{Hand, reasons_not_to_save};
use gk_rules::records::{Body, BodyFormat, Kind, Media, RecordEvent};

use super::draft::{self, Draft};
use crate::tables::files::{self, FileLine};
use crate::tables::records::{self, Kept};

/// 来件: what a file says, and the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// 名称
    pub title: String,
    /// 发文字号
    pub document_number: String,
    /// 成文日期
    pub made_on: Option<Day>,
    /// 体裁
    pub kind: Kind,
    /// 正文, Markdown.
    pub body: String,
    /// Name and bytes.
    pub file: (String, Vec<u8>),
    /// What was found in it.
    pub look: Inspected,
}

/// Begins the draft, as one of several steps; gives its id. Whoever acts is the author.
///
/// # Errors
/// [`Problem::Refused`] with what is absurd.
pub async fn within(tx: &mut Tx, organ: OrganId, brought: Brought) -> Result<i64, Problem> {
    let id = draft::begin(tx, organ, Draft { line: None, duty: None }, "").await?;
    let mut kept = records::load(tx, id).await?;
    kept.record.title = brought.title;
    kept.record.identity.document_number = brought.document_number;
    kept.record.made_on = brought.made_on;
    kept.record.kind = brought.kind;
    kept.record.body = Body { format: BodyFormat::Markdown, text: brought.body };
    let hand = Hand { person: kept.record.author, today: tx.today(), seen: kept.record.version };
    Problem::unless_none(reasons_not_to_save(&kept.record, hand))?;
    let name = brought.file.0.clone();
    let hash = keep_file(tx, &mut kept, brought.file, &brought.look).await?;
    records::save(tx, &kept).await?;
    let number = &kept.record.identity.document_number;
    let body =
        serde_json::json!({ "name": name, "hash": hash, "title": kept.record.title, "number": number });
    tx.ledger(RecordEvent::TakenIn, Some(organ.0), kept.ledger_subject(), &body);
    Ok(id)
}

/// The original, byte for byte: an attachment where it may be one, and kept under its hash in any case.
async fn keep_file(
    tx: &mut Tx,
    kept: &mut Kept,
    (name, bytes): (String, Vec<u8>),
    look: &Inspected,
) -> Result<String, Fault> {
    let media = Media::of(&bytes);
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let hash = blobs::keep(tx, bytes).await?;
    let Some(media) = media else { return Ok(hash) };
    let id = tx.next_numbers("attachments", 1).await?;
    let file = FileLine { id, name, media, size, hash: hash.clone() };
    files::insert(tx, kept.id, &file).await?;
    files::keep_look(tx, &file.hash, look).await?;
    kept.record.attachments += 1;
    Ok(hash)
}
