//! 移交承办: a case goes from one person of the organ to another; the clock and the events are not touched.

use gk_base::directory::{self, Holder};
use gk_base::{Office, Problem, Read};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::words::no_such_colleague;
use gk_rules::org::{Act, Actor, OrganId, Role, may};

use super::Seen;
use crate::tables::cases;

/// How many colleagues are offered.
const COLLEAGUES: i64 = 100;

/// Who of an organ may handle its cases.
pub(crate) async fn colleagues(read: &mut Read, organ: OrganId) -> Result<Vec<Holder>, Problem> {
    let mut all = directory::list_holders(read, organ, COLLEAGUES).await?;
    all.retain(|one| matches!(one.role, Role::Clerk | Role::Reviewer | Role::DisclosureOffice));
    all.dedup_by_key(|one| one.person);
    Ok(all)
}

/// Hands a case over.
///
/// # Errors
/// [`Problem::Refused`] when the one named is nobody who may handle it, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, to: i64) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let mut matter = cases::load(&mut tx, seen.matter).await?;
    may(actor, Act::HandleCase, &matter.subject())?;
    matter = matter.at(seen.version)?;
    let all = colleagues(&mut tx, matter.organ.id).await?;
    let taker =
        all.into_iter().find(|one| one.person == to).ok_or_else(|| Problem::refused(no_such_colleague()))?;
    let before = matter.standing.handler;
    matter.standing.handler = Some(taker.person);
    matter.standing.handler_name = taker.name;
    cases::save(&mut tx, &matter).await?;
    let body = serde_json::json!({ "before": before, "handler": taker.person });
    tx.ledger(FoiEvent::Taken, Some(matter.organ.id.0), matter.ledger_subject(), &body);
    tx.commit().await
}
