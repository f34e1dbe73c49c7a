//! 开始清理: the documents of an organ that are to be looked through, as they stand today.

use gk_base::{Coded, Office, Problem};
use gk_rules::org::{Act, Actor, Subject, may};
use gk_rules::records::RecordEvent;
use gk_rules::validity::cleanup::{Extent, MOST, reasons_not_to_open};

use crate::tables::cleanups;

/// 清理, as it is begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCleanup {
    /// 名称
    pub name: String,
    /// 依据
    pub basis: String,
    /// 范围
    pub extent: Option<Extent>,
}

/// Begins it; gives its number.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`].
pub async fn run(office: &Office, actor: &Actor, cmd: OpenCleanup) -> Result<i64, Problem> {
    let mut tx = office.begin(actor).await?;
    may(actor, Act::PublishRecord, &Subject::of(actor.organ, actor.path.clone()))?;
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let found = match cmd.extent {
        Some(extent) => cleanups::candidates(&mut tx, actor.organ, extent, most + 1).await?,
        None => Vec::new(),
    };
    Problem::unless_none(reasons_not_to_open(&cmd.name, &cmd.basis, cmd.extent, found.len()))?;
    let Some(extent) = cmd.extent else { return Err(Problem::missing("extent", "")) };
    let (name, basis) = (cmd.name.trim(), cmd.basis.trim());
    let id = cleanups::open(&mut tx, actor.organ, (name, basis, extent), &found).await?;
    let body = serde_json::json!({ "name": name, "basis": basis, "extent": extent.code(), "documents": found.len() });
    tx.ledger(RecordEvent::CleanupOpened, Some(actor.organ.0), format!("cleanup:{id}"), &body);
    tx.commit().await?;
    Ok(id)
}
