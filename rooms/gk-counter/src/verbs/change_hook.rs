//! 修改订阅: another address, other events.

use gk_base::{Office, Problem, Tx};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::hook::{Topic, reasons_not_to_subscribe};
use gk_rules::org::{Act, Actor, Subject, may};

use super::subscribe::host;
use crate::tables::deliveries;
use crate::tables::hooks::{self, Hook};

/// A subscription of the actor's organ at the version seen.
pub(super) async fn own(tx: &mut Tx, actor: &Actor, (id, seen): (i64, i64)) -> Result<Hook, Problem> {
    may(actor, Act::SetFoi, &Subject::of(actor.organ, actor.path.clone()))?;
    let hook = hooks::load(tx, id).await?;
    if hook.organ != actor.organ.0 {
        return Err(Problem::missing("hook", id));
    }
    if hook.version != seen {
        return Err(Problem::stale(String::new(), None));
    }
    Ok(hook)
}

/// Changes a subscription at the version seen.
///
/// # Errors
/// [`Problem::Refused`], [`Problem::NotAllowed`], [`Problem::Missing`], [`Problem::Stale`].
pub async fn run(
    office: &Office,
    actor: &Actor,
    at: (i64, i64),
    (url, topics): (&str, Vec<Topic>),
) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let hook = own(&mut tx, actor, at).await?;
    let url = url.trim();
    Problem::unless_none(reasons_not_to_subscribe(url, &topics))?;
    hooks::change(&mut tx, &hook, url, &topics).await?;
    deliveries::hurry(&mut tx, hook.id).await?;
    let body = serde_json::json!({ "host": host(url), "topics": topics });
    tx.ledger(FoiEvent::HookChanged, Some(hook.organ), format!("foi_hook:{}", hook.id), &body);
    tx.commit().await
}
