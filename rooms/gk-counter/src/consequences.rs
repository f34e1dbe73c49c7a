//! What follows in this room from an event of a case, in the same transaction: it waits for the systems that want it.

use std::future::Future;
use std::pin::Pin;

use gk_base::ledger::Entry;
use gk_base::{Coded, Problem, Tx};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::hook::topic;

use crate::tables::{deliveries, hooks};

/// Any event of applications: whoever has subscribed to its kind is sent it.
pub fn told<'a>(
    tx: &'a mut Tx,
    entry: &'a Entry,
) -> Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>> {
    Box::pin(async move {
        let topic = FoiEvent::from_code(&entry.event).and_then(topic);
        let (Some(topic), Some(organ)) = (topic, entry.organ) else { return Ok(()) };
        let wanting = hooks::wanting(tx, organ, topic).await?;
        if !wanting.is_empty() {
            deliveries::queue(tx, &wanting, (entry.seq, &entry.event)).await?;
        }
        Ok(())
    })
}
