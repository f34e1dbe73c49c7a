//! 重新推送: a message that was given up is tried again from the beginning.

use gk_base::{Office, Problem};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::hook::not_dead;
use gk_rules::org::{Act, Actor, Subject, may};

use crate::tables::{deliveries, hooks};

/// Sends a dead delivery of a subscription again.
///
/// # Errors
/// [`Problem::Refused`], [`Problem::NotAllowed`], [`Problem::Missing`].
pub async fn run(office: &Office, actor: &Actor, (hook, id): (i64, i64)) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    may(actor, Act::SetFoi, &Subject::of(actor.organ, actor.path.clone()))?;
    let of = hooks::load(&mut tx, hook).await?;
    let found = deliveries::find(&mut tx, hook, id).await?.filter(|_| of.organ == actor.organ.0);
    let found = found.ok_or_else(|| Problem::missing("delivery", id))?;
    if !found.is_dead() {
        return Err(Problem::refused(not_dead()));
    }
    deliveries::renew(&mut tx, id).await?;
    let body = serde_json::json!({ "delivery": id, "seq": found.seq });
    tx.ledger(FoiEvent::DeliveryRenewed, Some(of.organ), format!("foi_hook:{hook}"), &body);
    tx.commit().await
}
