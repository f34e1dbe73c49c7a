//! What follows in the room from a step: a proposal to disclose to everybody, the time a closed file is kept.

use gk_base::{Problem, Tx};
use gk_rules::foi::file::retention_on;
use gk_rules::foi::proactive::{Ground, SAME_REQUEST, alike, is_disclosable};
use gk_rules::foi::{CaseEvent, FoiEvent, Recorded};

use super::Open;
use crate::tables::kept::{self, Keeping};
use crate::tables::proposals::{self, New};

/// How many applications of others are looked through.
const OTHERS: i64 = 200;
/// How many of them a proposal names.
const NAMED: usize = 20;

/// In the unit of work of the step.
pub(super) async fn follow(tx: &mut Tx, open: &Open, recorded: &Recorded) -> Result<(), Problem> {
    match recorded.event {
        CaseEvent::Registered(_) => asked_by_many(tx, open).await,
        CaseEvent::Decided(_) if is_disclosable(&open.case) => {
            propose(tx, open, Ground::Disclosable, &[]).await
        }
        CaseEvent::FiledAway => keep(tx, open, recorded).await,
        _ => Ok(()),
    }
}

/// 条例 art 44: another applicant asked the same organ for the same.
async fn asked_by_many(tx: &mut Tx, open: &Open) -> Result<(), Problem> {
    let matter = &open.matter;
    let others = proposals::others(tx, matter.organ.id.0, matter.id, OTHERS).await?;
    let same =
        |(id, wanted): &(i64, String)| (alike(wanted, &matter.wanted.text) >= SAME_REQUEST).then_some(*id);
    let same: Vec<i64> = others.iter().filter_map(same).take(NAMED).collect();
    if same.is_empty() {
        return Ok(());
    }
    propose(tx, open, Ground::AskedByMany, &same).await
}

/// Opens a proposal, unless this case or one that asked for the same has opened one.
async fn propose(tx: &mut Tx, open: &Open, ground: Ground, same: &[i64]) -> Result<(), Problem> {
    let matter = &open.matter;
    for other in std::iter::once(&matter.id).chain(same) {
        if proposals::is_open_for(tx, matter.id, *other).await? {
            return Ok(());
        }
    }
    let organ = matter.organ.id.0;
    let new = New { organ, matter: matter.id, alike: same, ground, title: &matter.wanted.title };
    let id = proposals::insert(tx, &new).await?;
    let body = serde_json::json!({ "case": matter.id, "alike": same, "ground": ground });
    tx.ledger(FoiEvent::ProposalOpened, Some(organ), format!("foi_proposal:{id}"), &body);
    Ok(())
}

/// How long the closed file is kept.
async fn keep(tx: &mut Tx, open: &Open, recorded: &Recorded) -> Result<(), Problem> {
    if let Some((retention, _)) = retention_on(&open.case, recorded.day) {
        kept::put(tx, &open.matter, Keeping { filed_on: recorded.day, retention }).await?;
    }
    Ok(())
}
