//! 暂停、恢复推送: while it is paused events wait; what waits is sent when it goes on.

use gk_base::{Office, Problem};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::hook::{HookState, not_active, not_stopped};
use gk_rules::org::Actor;

use super::change_hook::own;
use crate::tables::{deliveries, hooks};

/// Lets a subscription stand still, at the version seen.
///
/// # Errors
/// [`Problem::Refused`], [`Problem::NotAllowed`], [`Problem::Missing`], [`Problem::Stale`].
pub async fn pause(office: &Office, actor: &Actor, at: (i64, i64)) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let hook = own(&mut tx, actor, at).await?;
    if hook.state != HookState::Active {
        return Err(Problem::refused(not_active()));
    }
    hooks::set_state(&mut tx, &hook, HookState::Paused).await?;
    let subject = format!("foi_hook:{}", hook.id);
    tx.ledger(FoiEvent::HookPaused, Some(hook.organ), subject, &serde_json::json!({}));
    tx.commit().await
}

/// Lets it go on, paused or stopped; what waits is due at once.
///
/// # Errors
/// As [`pause`].
pub async fn resume(office: &Office, actor: &Actor, at: (i64, i64)) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let hook = own(&mut tx, actor, at).await?;
    if hook.state == HookState::Active {
        return Err(Problem::refused(not_stopped()));
    }
    hooks::set_state(&mut tx, &hook, HookState::Active).await?;
    deliveries::hurry(&mut tx, hook.id).await?;
    let subject = format!("foi_hook:{}", hook.id);
    tx.ledger(FoiEvent::HookResumed, Some(hook.organ), subject, &serde_json::json!({}));
    tx.commit().await
}
