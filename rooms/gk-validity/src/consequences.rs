//! What follows in this room from events of others, in the same transaction.

use std::future::Future;
use std::pin::Pin;

use gk_base::ledger::Entry;
use gk_base::{Problem, Tx};
use gk_rules::records::RecordEvent;
use gk_rules::validity::cleanup::{CleanupStage, relations as decided};
use gk_rules::validity::relation::DocumentId;

use crate::citers;
use crate::tables::{cleanups, relations};
use crate::verbs::decide::entries_of;

type Following<'a> = Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>>;

/// `records.published`: where it is the result of a clean-up, what it repeals or declares lapsed ends from today on.
pub fn record_published<'a>(tx: &'a mut Tx, entry: &'a Entry) -> Following<'a> {
    Box::pin(async move {
        let Some(record) = entry.subject.strip_prefix("record:").and_then(|id| id.parse().ok()) else {
            return Ok(());
        };
        let Some(kept) = cleanups::of_record(tx, record).await? else { return Ok(()) };
        if kept.stage != CleanupStage::Decided {
            return Ok(());
        }
        let lines = cleanups::entries(tx, kept.id).await?;
        let entries = entries_of(tx, &lines).await?;
        let today = tx.today();
        let made = decided(&entries, DocumentId(record), today);
        for one in &made {
            let id = relations::insert(tx, one).await?;
            citers::leave(tx, id);
        }
        cleanups::published(tx, kept.id).await?;
        let body = serde_json::json!({ "record": record, "ended": made.len() });
        tx.ledger(RecordEvent::CleanupPublished, Some(kept.organ.0), format!("cleanup:{}", kept.id), &body);
        Ok(())
    })
}
