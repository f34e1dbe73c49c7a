//! What the room does later: editions that begin to hold on a later day.

use gk_base::jobs::{Job, Trouble, Worker};
use gk_base::{Fault, Office};

use crate::consequences::{compile_edition_scope, edition_of};

/// `duties.compile`: an edition begins to hold; the body is its number.
pub(crate) struct Compile;

#[async_trait::async_trait]
impl Worker for Compile {
    fn kind(&self) -> &'static str {
        "duties.compile"
    }
    async fn work(&self, office: &Office, job: &Job) -> Result<(), Trouble> {
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
