//! What follows in this room from events of others, in the same transaction.

use std::future::Future;
use std::pin::Pin;

use gk_base::ledger::Entry;
use gk_base::{Fault, Problem, Tx};
use gk_rules::org::OrganId;

use crate::verbs::draft;

type Following<'a> = Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>>;

/// `foi.proposal_accepted`: the clock of the item named begins to run, and a draft is begun against what it asks for, for the
/// organ of the proposal (条例 arts 26, 44). The body holds `line` and `title`; whoever accepted is its author.
pub fn proposal_accepted<'a>(tx: &'a mut Tx, entry: &'a Entry) -> Following<'a> {
    Box::pin(async move {
        let body = entry.json()?;
        let line = body.get("line").and_then(serde_json::Value::as_i64);
        let (Some(line), Some(organ)) = (line, entry.organ) else {
            return Err(Fault::new("a proposal was accepted against no item").into());
        };
        let title = body.get("title").and_then(serde_json::Value::as_str).unwrap_or_default();
        let today = tx.today();
        if gk_catalog::find_item_by_line(tx, line, today).await?.is_none() {
            return Err(Problem::missing("item", line));
        }
        let duty = gk_duties::decide_to_disclose(tx, (organ, line), title).await?;
        draft::begin(tx, OrganId(organ), draft::Draft { line: Some(line), duty }, title).await?;
        Ok(())
    })
}
