//! 区分处理: makes the copy without what is marked; it goes to the applicant, what it was made from does not.

use std::sync::Arc;

use gk_base::sealed::keep_file;
use gk_base::{Fault, Office, Problem};
use gk_rules::foi::words::{look_first, redacted_name};
use gk_rules::foi::{FileRole, FoiEvent};
use gk_rules::org::Actor;
use gk_rules::records::media::MAX_BYTES;
use gk_rules::redaction::{Mark, Redacted};

use super::mark_redaction::{SeenMarks, opening, source};
use crate::tables::redactions::{self, Redaction};
use gk_foi::files::{self, FileLine};

/// What a redaction starts from: the file, its bytes, the marks.
pub(crate) struct Begun {
    pub(crate) file: FileLine,
    pub(crate) redaction: Option<Redaction>,
    pub(crate) marks: Vec<redactions::Marked>,
    pub(crate) bytes: Vec<u8>,
}

/// Opens a file and its marks.
pub(crate) async fn begin(office: &Office, actor: &Actor, at: (i64, i64)) -> Result<Begun, Problem> {
    let mut tx = office.begin(actor).await?;
    let (matter, file, redaction) = source(&mut tx, actor, at).await?;
    let opening = opening(&matter);
    let marks = match &redaction {
        Some(one) => one.marks(&mut tx, &opening)?,
        None => Vec::new(),
    };
    let opened = tx.open_file(&file.content, &opening).await?;
    let bytes = opened.all(&mut tx).await?.bytes().to_vec();
    tx.commit().await?;
    Ok(Begun { file, redaction, marks, bytes })
}

/// The copy, computed where blocking is allowed; nothing is written.
pub(crate) async fn compute(office: &Office, begun: Begun) -> Result<(Begun, Redacted), Problem> {
    let marks: Vec<Mark> = begun.marks.iter().map(redactions::Marked::mark).collect();
    let redactor = Arc::clone(&office.redactor());
    let work = move || redactor.redact(&begun.bytes, &marks).map(|done| (begun, done));
    tokio::task::spawn_blocking(work).await.map_err(|e| Fault::because("redacting a file", e))?
}

/// Makes the redacted copy; gives its number. `looked`: a person says the pages no machine can read were looked through.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, pages not looked through among them; [`Problem::NotAllowed`],
/// [`Problem::Stale`], [`Problem::Missing`] file.
pub async fn run(office: &Office, actor: &Actor, seen: SeenMarks, looked: bool) -> Result<i64, Problem> {
    let begun = begin(office, actor, (seen.matter, seen.file)).await?;
    let (begun, done) = compute(office, begun).await?;
    if !done.unread.is_empty() && !looked {
        return Err(Problem::refused(look_first(&done.unread)));
    }
    let mut tx = office.begin(actor).await?;
    let (matter, file, stored) = source(&mut tx, actor, (seen.matter, seen.file)).await?;
    let stored = stored.ok_or_else(|| Problem::missing("file", file.id))?.at(seen.version)?;
    let content = keep_file(&mut tx, &done.bytes, u64::try_from(MAX_BYTES).unwrap_or(u64::MAX)).await?;
    let name = redacted_name(&file.name);
    let role = FileRole::Redacted;
    let new = files::New {
        matter: matter.id,
        seq: 0,
        role,
        name: &name,
        media: begun.file.media,
        content,
        shared: true,
    };
    let result = files::insert(&mut tx, &new).await?;
    files::unshare(&mut tx, matter.id, [Some(file.id), stored.result]).await?;
    redactions::save_result(&mut tx, &stored, result, (&done.table, &done.unread)).await?;
    let body = serde_json::json!({
        "file": file.id, "result": result, "areas": done.table.len(), "looked": done.unread,
    });
    tx.ledger(FoiEvent::Redacted, Some(matter.organ.id.0), matter.ledger_subject(), &body);
    tx.commit().await?;
    Ok(result)
}
