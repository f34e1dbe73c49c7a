//! 清理意见: what is to become of each document, as often as wanted until it is decided.

use gk_base::{Office, Problem, directory};
use gk_rules::org::{Act, Actor, Subject, may};
use gk_rules::records::RecordEvent;
use gk_rules::validity::cleanup::{Conclusion, reasons_not_to_conclude};

use crate::tables::cleanups;

/// Concludes, of several documents at once.
///
/// # Errors
/// [`Problem::Refused`] once it is decided, [`Problem::NotAllowed`], [`Problem::Missing`].
pub async fn run(
    office: &Office,
    actor: &Actor,
    cleanup: i64,
    all: Vec<(i64, Conclusion, String)>,
) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let kept = cleanups::load(&mut tx, cleanup).await?;
    let organ = directory::load(&mut tx, kept.organ).await?.organ;
    may(actor, Act::DraftRecord, &Subject::of(organ.id, organ.path))?;
    Problem::unless_none(reasons_not_to_conclude(kept.stage))?;
    let short = |words: String| words.trim().chars().take(300).collect::<String>();
    let all: Vec<(i64, Conclusion, String)> =
        all.into_iter().map(|(record, conclusion, words)| (record, conclusion, short(words))).collect();
    // What stands already is left to whoever said it.
    let before = cleanups::entries(&mut tx, cleanup).await?;
    let said = |one: &(i64, Conclusion, String)| {
        before
            .iter()
            .any(|line| line.record == one.0 && line.conclusion == Some(one.1) && line.words == one.2)
    };
    let new: Vec<(i64, Conclusion, String)> = all.into_iter().filter(|one| !said(one)).collect();
    cleanups::conclude(&mut tx, cleanup, &new).await?;
    let body = serde_json::json!({ "conclusions": new });
    tx.ledger(RecordEvent::CleanupConcluded, Some(kept.organ.0), format!("cleanup:{cleanup}"), &body);
    tx.commit().await
}
