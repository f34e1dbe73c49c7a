//! 由我承办: whoever takes a case has it in hand; the clock and the events are not touched.

use gk_base::{Office, Problem};
use gk_rules::foi::FoiEvent;
use gk_rules::org::{Act, Actor, may};

use super::Seen;
use crate::tables::cases;

/// Takes a case in hand.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Stale`], [`Problem::Missing`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let mut matter = cases::load(&mut tx, seen.matter).await?;
    may(actor, Act::HandleCase, &matter.subject())?;
    matter = matter.at(seen.version)?;
    matter.standing.handler = Some(actor.person);
    matter.standing.handler_name.clone_from(&actor.name);
    cases::save(&mut tx, &matter).await?;
    let body = serde_json::json!({ "handler": actor.person });
    tx.ledger(FoiEvent::Taken, Some(matter.organ.id.0), matter.ledger_subject(), &body);
    tx.commit().await
}
