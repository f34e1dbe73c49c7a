//! 夜间检查: every night the same check over everything that is public, as wrong words and rules of lists change.

use gk_base::jobs::{Job, Trouble, Worker};
use gk_base::{Fault, Office, Problem, blobs};

use crate::preflight::{Preflight, inspect};
use crate::tables::{checks, files, lists};

/// How many records one job looks at.
const BATCH: i64 = 100;
const KIND: &str = "records.recheck";

/// Looks at public records after an id, then leaves the next batch for later.
pub(crate) struct Recheck;

#[async_trait::async_trait]
impl Worker for Recheck {
    fn kind(&self) -> &'static str {
        KIND
    }
    async fn work(&self, office: &Office, job: &Job) -> Result<(), Trouble> {
        let after: i64 = job.body.parse().map_err(|e| Trouble::Never(Fault::because("an id", e)))?;
        self.look_into_files(office, after).await?;
        let mut tx = office.begin_as_system().await?;
        let public = lists::published_after(&mut tx, after, BATCH).await?;
        for kept in &public {
            let there = files::of_record(&mut tx, kept.id).await?;
            let found = Preflight::of(&mut tx, kept, &there).await?;
            let standing = found.standing();
            let words = standing.first().map(|one| one.words()).unwrap_or_default();
            let of = (kept.id, kept.record.organ.0);
            checks::checked(&mut tx, of, standing.len(), &words).await?;
        }
        if let Some(last) = public.last().filter(|_| i64::try_from(public.len()) == Ok(BATCH)) {
            tx.later(KIND, last.id.to_string(), None);
        }
        tx.commit().await?;
        Ok(())
    }
}

impl Recheck {
    /// Files that came before there was an inspection, or whose look was thrown away to be made again. Looking takes seconds:
    /// nobody is kept from writing meanwhile.
    async fn look_into_files(&self, office: &Office, after: i64) -> Result<(), Problem> {
        let mut read = office.read().await?;
        let mut found = Vec::new();
        for kept in lists::published_after(&mut read, after, BATCH).await? {
            if kept.record.attachments == 0 {
                continue;
            }
            let known = files::looks(&mut read, kept.id).await?;
            for file in files::of_record(&mut read, kept.id).await? {
                if known.contains_key(&file.hash) {
                    continue;
                }
                let Some(bytes) = blobs::load(&mut read, &file.hash).await? else { continue };
                found.push((file.hash, inspect(office, &file.name, bytes).await?));
            }
        }
        drop(read);
        if found.is_empty() {
            return Ok(());
        }
        let mut tx = office.begin_as_system().await?;
        for (hash, look) in &found {
            files::keep_look(&mut tx, hash, look).await?;
        }
        tx.commit().await
    }
}

/// Begins the look of this day, once.
///
/// # Errors
/// When the database fails.
pub async fn ensure_tonight(office: &Office) -> Result<(), Problem> {
    let mut read = office.read().await?;
    let today = read.today();
    if checks::night(&mut read).await?.is_some_and(|night| night >= today) {
        return Ok(());
    }
    drop(read);
    let mut tx = office.begin_as_system().await?;
    checks::begin_night(&mut tx, today).await?;
    tx.later(KIND, "0", Some(KIND.to_owned()));
    tx.commit().await
}
