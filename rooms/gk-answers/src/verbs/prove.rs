//! 登记送达凭证: what shows that the reply was served, beside the event that says so.

use gk_base::{Office, Problem};
use gk_rules::foi::delivery::{Proof, not_served, proved_already, reasons_other_day, served};
use gk_rules::foi::{CaseEvent, FoiEvent};
use gk_rules::org::{Act, Actor, may};

use crate::tables::services;
use gk_foi::Open;
use gk_foi::cases;

/// Keeps a proof of the last service.
///
/// # Errors
/// [`Problem::Refused`] with every reason why it proves nothing, [`Problem::NotAllowed`], [`Problem::Missing`].
pub async fn run(office: &Office, actor: &Actor, matter: i64, proof: &Proof) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let matter = cases::load(&mut tx, matter).await?;
    may(actor, Act::ServeReply, &matter.subject())?;
    let open = Open::load(&mut tx, matter).await?;
    let last = open.told.iter().rev().find_map(|one| match &one.recorded.event {
        CaseEvent::Served(said) => Some((one.recorded.seq, one.recorded.day, said.mode)),
        _ => None,
    });
    let (seq, day, mode) = last.ok_or_else(|| Problem::refused(not_served()))?;
    let made = open.matter.standing.decided_on.unwrap_or(day);
    let found = served(mode, proof, made).map_err(Problem::Refused)?;
    Problem::unless_none(reasons_other_day(&found, day))?;
    if services::insert(&mut tx, (open.matter.id, seq), proof, &found).await? == 0 {
        return Err(Problem::refused(proved_already()));
    }
    let body = serde_json::json!({ "seq": seq, "mode": mode, "on": found.on });
    tx.ledger(FoiEvent::ServiceProved, Some(open.matter.organ.id.0), open.matter.ledger_subject(), &body);
    tx.commit().await
}
