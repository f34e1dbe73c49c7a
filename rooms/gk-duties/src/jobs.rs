//! What the room does later: editions that begin to hold on a later day.

use gk_base::jobs::{Job, Trouble, Worker};
use gk_base::{Fault, Office};

use crate::compile::compile_all;
use crate::consequences::{compile_edition_scope, edition_of};

/// Its kind.
pub(crate) const COMPILE: &str = "duties.compile";
/// The body that asks for every county.
pub(crate) const EVERYTHING: &str = "all";

/// `duties.compile`: an edition begins to hold, the body is its number; or the laws have changed, for every edition.
pub(crate) struct Compile;

#[async_trait::async_trait]
impl Worker for Compile {
    fn kind(&self) -> &'static str {
        COMPILE
    }
    async fn work(&self, office: &Office, job: &Job) -> Result<(), Trouble> {
        if job.body == EVERYTHING {
            compile_all(office, |_| {}).await?;
            return Ok(());
        }
        let edition: i64 =
            job.body.parse().map_err(|e| Trouble::Never(Fault::because("an edition's number", e)))?;
        let mut tx = office.begin_as_system().await?;
        if let Some(of) = edition_of(&mut tx, edition).await? {
            compile_edition_scope(&mut tx, &of).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}
