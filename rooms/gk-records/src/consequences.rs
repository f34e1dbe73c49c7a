//! What follows in this room from events of others, in the same transaction.

use std::future::Future;
use std::pin::Pin;

use gk_base::ledger::Entry;
use gk_base::{Fault, Problem, Tx};
use gk_rules::org::OrganId;

use crate::verbs::draft;

type Following<'a> = Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>>;

/// `foi.proposal_accepted`: a draft against the item named, for the organ of the proposal (条例 art 44). The body holds
/// `line` and `title`; whoever accepted is its author.
pub fn proposal_accepted<'a>(tx: &'a mut Tx, entry: &'a Entry) -> Following<'a> {
    Box::pin(async move {
        let body = entry.json()?;
        let line = body.get("line").and_then(serde_json::Value::as_i64);
        let (Some(line), Some(organ)) = (line, entry.organ) else {
            return Err(Fault::new("a proposal was accepted against no item").into());
        };
        let title = body.get("title").and_then(serde_json::Value::as_str).unwrap_or_default();
        draft::begin(tx, OrganId(organ), draft::Draft { line, duty: None }, title).await?;
        Ok(())
    })
}
