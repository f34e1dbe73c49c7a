//! What follows in this room from a step of a case, in the same transaction: the letters that go with it.

use std::future::Future;
use std::pin::Pin;

use gk_base::ledger::Entry;
use gk_base::{Problem, Tx};
use gk_foi::load_step;

use crate::verbs::release_letter;

type Following<'a> = Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>>;

/// `foi.decided`: the reply goes out with its decision, which is not made without it. `foi.registered`: the receipt.
pub fn step_taken<'a>(tx: &'a mut Tx, entry: &'a Entry) -> Following<'a> {
    Box::pin(async move {
        let Some((open, recorded)) = load_step(tx, entry).await? else { return Ok(()) };
        release_letter::follow(tx, &open, &recorded).await
    })
}
