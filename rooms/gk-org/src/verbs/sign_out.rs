//! 退出登录.

use gk_base::{Office, Problem, Secret, session};
use gk_rules::org::{Actor, OrgEvent};

/// Ends the session of this secret.
///
/// # Errors
/// When the database fails.
pub async fn run(office: &Office, actor: &Actor, secret: &Secret) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    session::end(&mut tx, secret).await?;
    let subject = format!("person:{}", actor.person);
    tx.ledger(OrgEvent::SignedOut, Some(actor.organ.0), subject, &serde_json::json!({}));
    tx.commit().await
}
