//! 重新评估: what was not made public is looked at again (条例 art 18); what may be public now goes through the reviews anew.

use gk_base::{Fault, Office, Problem};
use gk_rules::Coded;
use gk_rules::attribute::reassess::{Outcome, next_look, period_months, reasons_not_to_conclude};
use gk_rules::attribute::{Attribute, Determination};
use gk_rules::org::{Act, Actor};
use gk_rules::records::RecordEvent;
use gk_rules::records::reasons::reasons_not_to_reassess;

use super::{Seen, hand, open, step, stepped};
use crate::tables::determinations::{self, Proposed};
use crate::tables::records;

/// Concludes.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(
    office: &Office,
    actor: &Actor,
    seen: Seen,
    (outcome, why): (Outcome, String),
) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let mut kept = open(&mut tx, actor, Act::Reassess, seen).await?;
    let Proposed { determination: decided, normative } = determinations::of(&mut tx, &kept).await?;
    let today = tx.today();
    let mut against = reasons_not_to_reassess(&kept.record, hand(&tx, actor, seen));
    against.extend(reasons_not_to_conclude(&decided, outcome, &why, today));
    Problem::unless_none(against)?;
    let why = why.trim().to_owned();
    let body = serde_json::json!({ "outcome": outcome.code(), "why": why, "occasion": kept.look.map(|look| look.occasion.code()) });
    tx.ledger(RecordEvent::Reassessed, Some(kept.record.organ.0), kept.ledger_subject(), &body);
    let turned = match outcome {
        Outcome::Keep => None,
        Outcome::Open => Some(Attribute::Proactive),
        Outcome::OnRequest => Some(Attribute::OnRequest),
    };
    match turned {
        None => {
            kept.look = next_look(&decided, today, &period_months())
                .map_err(|e| Fault::because("when it is looked at again", e))?;
        }
        Some(attribute) => {
            let determination = Determination { attribute, ..Determination::open(why.clone()) };
            determinations::set(&mut tx, kept.id, &Proposed { determination, normative }).await?;
            kept.record.attribute = attribute;
            kept.look = None;
            let returned = kept.record.progress.return_it(step(&tx, actor), why);
            kept.record.progress = returned.map_err(stepped)?;
        }
    }
    records::save(&mut tx, &kept).await?;
    tx.commit().await
}
