//! What follows in this room from a step of a case, in the same transaction: a proposal to disclose to everybody.

use std::future::Future;
use std::pin::Pin;

use gk_base::ledger::Entry;
use gk_base::{Problem, Tx};
use gk_foi::{Open, lists, load_step};
use gk_rules::foi::proactive::{Ground, SAME_REQUEST, alike, is_disclosable};
use gk_rules::foi::{CaseEvent, FoiEvent};

use crate::tables::proposals::{self, New};

type Following<'a> = Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>>;

/// How many applications of others are looked through.
const OTHERS: i64 = 200;
/// How many of them a proposal names.
const NAMED: usize = 20;

/// `foi.registered`: others may have asked for the same. `foi.decided`: what everybody may have is proposed to be disclosed.
pub fn step_taken<'a>(tx: &'a mut Tx, entry: &'a Entry) -> Following<'a> {
    Box::pin(async move {
        let Some((open, recorded)) = load_step(tx, entry).await? else { return Ok(()) };
        match recorded.event {
            CaseEvent::Registered(_) => asked_by_many(tx, &open).await,
            CaseEvent::Decided(_) if is_disclosable(&open.case) => {
                propose(tx, &open, Ground::Disclosable, &[]).await
            }
            _ => Ok(()),
        }
    })
}

/// 条例 art 44: another applicant asked the same organ for the same.
async fn asked_by_many(tx: &mut Tx, open: &Open) -> Result<(), Problem> {
    let matter = &open.matter;
    let others = lists::others(tx, matter.organ.id.0, matter.id, OTHERS).await?;
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
