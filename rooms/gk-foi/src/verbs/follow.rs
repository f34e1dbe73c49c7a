//! What follows in the room from a step: the time a closed file is kept.

use gk_base::{Problem, Tx};
use gk_rules::foi::file::retention_on;
use gk_rules::foi::{CaseEvent, Recorded};

use super::Open;
use crate::tables::kept::{self, Keeping};

/// In the unit of work of the step.
pub(super) async fn follow(tx: &mut Tx, open: &Open, recorded: &Recorded) -> Result<(), Problem> {
    match recorded.event {
        CaseEvent::FiledAway => keep(tx, open, recorded).await,
        _ => Ok(()),
    }
}

/// How long the closed file is kept.
async fn keep(tx: &mut Tx, open: &Open, recorded: &Recorded) -> Result<(), Problem> {
    if let Some((retention, _)) = retention_on(&open.case, recorded.day) {
        kept::put(tx, &open.matter, Keeping { filed_on: recorded.day, retention }).await?;
    }
    Ok(())
}
