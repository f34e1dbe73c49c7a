//! 保存筛选: under a name, for whoever keeps it alone; nothing of the office changes, so nothing stands in the ledger.

use gk_base::{Office, Problem};
use gk_rules::org::Actor;
use gk_rules::records::bulk::reasons_not_to_keep_view;

use crate::tables::{self, View};

/// Keeps it; one of the same name is replaced.
///
/// # Errors
/// [`Problem::Refused`] with every reason against.
pub async fn run(office: &Office, actor: &Actor, name: &str, filter: &str) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let name = name.trim();
    let kept = tables::views(&mut tx, actor.person).await?;
    let others = kept.iter().filter(|one| one.name != name).count();
    Problem::unless_none(reasons_not_to_keep_view(name, filter, others))?;
    let view = View { name: name.to_owned(), filter: filter.chars().take(1000).collect() };
    tables::keep(&mut tx, actor.person, &view).await?;
    tx.commit().await
}
