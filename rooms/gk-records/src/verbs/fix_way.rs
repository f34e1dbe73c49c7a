//! 规定审查程序: how many review in an organ and those below it, from a day on, by what document.

use gk_base::{Office, Problem};
use gk_rules::attribute::way::{Fixed, Way, reasons_not_to_fix};
use gk_rules::org::{Act, Actor, Subject, may};
use gk_rules::records::RecordEvent;
use gk_rules::{Coded, Day};

use crate::tables::reviews;

/// Fixes it for the organ of the post.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`].
pub async fn run(
    office: &Office,
    actor: &Actor,
    (way, from, source): (Way, Option<Day>, String),
) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    may(actor, Act::FixReviewWay, &Subject::of(actor.organ, actor.path.clone()))?;
    let today = tx.today();
    Problem::unless_none(reasons_not_to_fix(from, &source, today))?;
    let fixed =
        Fixed { organ: actor.organ, from: from.unwrap_or(today), way, source: source.trim().to_owned() };
    reviews::fix(&mut tx, &fixed).await?;
    let body = serde_json::json!({ "way": way.code(), "from": fixed.from, "source": fixed.source });
    tx.ledger(RecordEvent::WayFixed, Some(actor.organ.0), format!("organ:{}", actor.organ.0), &body);
    tx.commit().await
}
