//! 删除筛选: one's own.

use gk_base::{Office, Problem};
use gk_rules::org::Actor;

use crate::tables;

/// Forgets it; where there is none, nothing happens.
///
/// # Errors
/// When the database fails.
pub async fn run(office: &Office, actor: &Actor, name: &str) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    tables::drop_one(&mut tx, actor.person, name).await?;
    tx.commit().await
}
