//! 上传文件: a file of a case, sealed.

use gk_base::sealed::keep_file;
use gk_base::{Office, Problem, Tx};
use gk_rules::foi::{FileRole, FoiEvent};
use gk_rules::org::{Act, Actor, may};
use gk_rules::records::Media;
use gk_rules::records::media::{MAX_BYTES, reasons_not_to_attach};

use crate::tables::{cases, files};

/// 上传的文件
#[derive(Debug, Clone)]
pub struct Brought {
    /// What it is for; the event's own role when absent.
    pub role: Option<FileRole>,
    /// Its name, never a path.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Adds a file to a case outside any step; gives its number.
///
/// # Errors
/// [`Problem::Refused`] for a file that is not taken, [`Problem::NotAllowed`], [`Problem::Missing`].
pub async fn run(
    office: &Office,
    actor: &Actor,
    matter: i64,
    role: FileRole,
    file: Brought,
) -> Result<i64, Problem> {
    let mut tx = office.begin(actor).await?;
    let matter = cases::load(&mut tx, matter).await?;
    may(actor, Act::HandleCase, &matter.subject())?;
    let file = Brought { role: Some(role), ..file };
    let ids = keep(&mut tx, (matter.id, 0), role, vec![file]).await?;
    let body = serde_json::json!({ "role": role, "file": ids.first() });
    tx.ledger(FoiEvent::FileAdded, Some(matter.organ.id.0), matter.ledger_subject(), &body);
    tx.commit().await?;
    ids.first().copied().ok_or_else(|| gk_base::Fault::new("a file was kept without a number").into())
}

/// Seals files that came with an event; all of them or none.
pub(crate) async fn keep(
    tx: &mut Tx,
    (matter, seq): (i64, u32),
    role: FileRole,
    brought: Vec<Brought>,
) -> Result<Vec<i64>, Problem> {
    let there = u32::try_from(files::of_matter(tx, matter).await?.len()).unwrap_or(u32::MAX);
    let mut against = Vec::new();
    for (at, file) in (there..).zip(&brought) {
        against.extend(reasons_not_to_attach(&file.name, &file.bytes, at));
    }
    Problem::unless_none(against)?;
    let mut ids = Vec::new();
    for file in &brought {
        let Some(media) = Media::of(&file.bytes) else { continue };
        let content = keep_file(tx, &file.bytes, u64::try_from(MAX_BYTES).unwrap_or(u64::MAX)).await?;
        let role = file.role.unwrap_or(role);
        let new = files::New {
            matter,
            seq,
            role,
            name: file.name.trim(),
            media,
            content,
            shared: role.may_be_shared(),
        };
        ids.push(files::insert(tx, &new).await?);
    }
    Ok(ids)
}
