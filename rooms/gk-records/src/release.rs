//! 到时公开: at the moment somebody set, everything is looked at again; what no longer passes goes back with the reasons.

use gk_base::jobs::{Job, Trouble, Worker};
use gk_base::{Fault, Office, Problem, Tx};
use gk_rules::records::reasons::{Hand, reasons_not_to_publish};
use gk_rules::records::state::{Progress, Step};
use gk_rules::records::{RecordEvent, revision};

use crate::tables::records::{self, Kept};
use crate::verbs::{borrowed, found, lacking, publish, stepped};

/// The job that releases a record.
pub(crate) const KIND: &str = "records.release";

/// Releases what is due.
pub(crate) struct Release;

#[async_trait::async_trait]
impl Worker for Release {
    fn kind(&self) -> &'static str {
        KIND
    }
    async fn work(&self, office: &Office, job: &Job) -> Result<(), Trouble> {
        let id: i64 = job.body.parse().map_err(|e| Trouble::Never(Fault::because("an id", e)))?;
        release(office, id).await?;
        Ok(())
    }
}

/// Releases one record, if it is still scheduled and its moment has come.
async fn release(office: &Office, id: i64) -> Result<(), Problem> {
    let mut tx = office.begin_as_system().await?;
    let kept = records::load(&mut tx, id).await?;
    let Progress::Scheduled { approved, at, .. } = &kept.record.progress else { return Ok(()) };
    let (approved, at) = (*approved, *at);
    // Another moment was set meanwhile: that one has its own job.
    if at > tx.now() {
        return Ok(());
    }
    let step = Step { by: approved.by, on: tx.today() };
    let against = reasons(&mut tx, &kept, step).await?;
    if against.is_empty() {
        let name = kept.hands.approver.clone();
        publish::make_public(&mut tx, kept, step, &name).await?;
    } else {
        hold(&mut tx, kept, step, &against).await?;
    }
    tx.commit().await
}

/// Everything against it at this moment.
async fn reasons(tx: &mut Tx, kept: &Kept, step: Step) -> Result<Vec<gk_rules::Reason>, Problem> {
    let missing = lacking(tx, kept).await?;
    let hand = Hand { person: step.by, today: step.on, seen: kept.record.version };
    let mut against = reasons_not_to_publish(&kept.record, &borrowed(&missing), hand);
    against.extend(found(tx, kept).await?.reasons());
    if let Some(of) = kept.edition.revises {
        against.extend(revision::reasons_not_to_supersede(&records::load(tx, of).await?.record));
    }
    Ok(against)
}

/// Back to the drafter, with why.
async fn hold(tx: &mut Tx, mut kept: Kept, step: Step, against: &[gk_rules::Reason]) -> Result<(), Problem> {
    let why = revision::held_words(against);
    let body = serde_json::json!({ "why": why });
    kept.record.progress = kept.record.progress.return_it(step, why).map_err(stepped)?;
    records::save(tx, &kept).await?;
    tx.ledger(RecordEvent::ReleaseHeld, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    Ok(())
}
