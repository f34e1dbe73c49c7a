//! 更换推送密钥: messages are signed with the new and the former secret for a day, so that the receiver can take the new one over.

use gk_base::{Office, Problem, Secret};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::hook::FORMER_HOURS;
use gk_rules::org::Actor;

use super::change_hook::own;
use crate::signature;
use crate::tables::hooks::{self, FORMER, SECRET};

/// Makes a new secret, at the version seen; gives it.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Missing`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, at: (i64, i64)) -> Result<Secret, Problem> {
    let mut tx = office.begin(actor).await?;
    let hook = own(&mut tx, actor, at).await?;
    let former = tx.system_key(&SECRET.at(hook.id, &hook.secret))?;
    let former = tx.seal(&FORMER, hook.id, former.bytes()).await?;
    let secret = signature::secret(&office.secret());
    let sealed = tx.seal(&SECRET, hook.id, secret.reveal()).await?;
    let until = tx.now().checked_add(jiff::SignedDuration::from_hours(FORMER_HOURS)).unwrap_or(tx.now());
    hooks::rotate(&mut tx, &hook, &sealed, (&former, until)).await?;
    let subject = format!("foi_hook:{}", hook.id);
    tx.ledger(FoiEvent::HookSecretChanged, Some(hook.organ), subject, &serde_json::json!({}));
    tx.commit().await?;
    Ok(secret)
}
