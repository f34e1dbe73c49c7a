//! 夜间检查: every night the same check over everything that is public, as wrong words and rules of lists change.

use std::time::{Duration, Instant};

use gk_base::jobs::{Job, Trouble, Worker};
use gk_base::{Fault, Office, Problem, blobs};

use jiff::SignedDuration;

use crate::preflight::{Preflight, inspect};
use crate::tables::{checks, files, lists};

/// How many records one job looks at.
const BATCH: i64 = 100;
/// Hours in which people work.
const DAYTIME: std::ops::Range<i8> = 7..22;
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
        let begun = Instant::now();
        self.look_into_files(office, after).await?;
        let found = look(office, after).await?;
        let mut tx = office.begin_as_system().await?;
        tx.inward();
        // Whoever changed one meanwhile has had it checked with that.
        let public = lists::published_after(&mut tx, after, BATCH).await?;
        let unchanged = |of: &&Looked| {
            public.iter().any(|kept| kept.id == of.record && kept.record.version == of.version)
        };
        for one in found.iter().filter(unchanged) {
            checks::checked(&mut tx, (one.record, one.organ), one.standing, &one.words).await?;
        }
        if let Some(last) = public.last().filter(|_| i64::try_from(public.len()) == Ok(BATCH)) {
            // By day the work of people goes first: it rests three times as long as it has worked.
            let by_day = DAYTIME.contains(&gk_base::ports::hour_of(office.now()));
            let rest = if by_day { begun.elapsed() * 3 } else { Duration::ZERO };
            let rest = SignedDuration::try_from(rest).unwrap_or(SignedDuration::ZERO);
            let at = office.now().checked_add(rest).unwrap_or_else(|_| tx.now());
            tx.later_at(KIND, last.id.to_string(), at);
        }
        tx.commit().await?;
        Ok(())
    }
}

/// How one record stood when it was looked at.
struct Looked {
    record: i64,
    version: u32,
    organ: i64,
    standing: usize,
    words: String,
}

/// Looks at a batch; nobody is kept from writing meanwhile.
async fn look(office: &Office, after: i64) -> Result<Vec<Looked>, Problem> {
    let mut read = office.read().await?;
    let mut all = Vec::new();
    for kept in lists::published_after(&mut read, after, BATCH).await? {
        let there = files::of_record(&mut read, kept.id).await?;
        let found = Preflight::of(&mut read, &kept, &there).await?;
        let standing = found.standing();
        let words = standing.first().map(|one| one.words()).unwrap_or_default();
        all.push(Looked {
            record: kept.id,
            version: kept.record.version,
            organ: kept.record.organ.0,
            standing: standing.len(),
            words,
        });
        // One record at a time, and others between.
        tokio::task::yield_now().await;
    }
    Ok(all)
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
        tx.inward();
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
    tx.inward();
    checks::begin_night(&mut tx, today).await?;
    tx.later(KIND, "0", Some(KIND.to_owned()));
    tx.commit().await
}
