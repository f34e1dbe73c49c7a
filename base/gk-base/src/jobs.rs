//! The outbox and its jobs (待办作业): what happens later, durable, written with the transaction that causes it.

use gk_rules::Moment;

use crate::office::{Office, Tx};
use crate::problem::{Fault, Problem};
use crate::{params, statements};

statements! {
    "jobs";
    /// A new job; one that waits already under the same name is enough.
    ENQUEUE = "insert into jobs (id, kind, body, dedup, run_at, state, attempts) values ($1, $2, $3, $4, $5, 'waiting', 0)
        on conflict (dedup) do nothing";
    /// The next jobs that may run.
    READY = "select id, kind, body, attempts from jobs where state = 'waiting' and run_at <= $1 order by run_at, id limit $2";
    /// Takes a job; no row when another worker was first.
    CLAIM = "update jobs set state = 'running', attempts = attempts + 1, lease_until = $2 where id = $1 and state = 'waiting'";
    /// Done.
    FINISH = "delete from jobs where id = $1";
    /// Try again at a moment.
    AGAIN = "update jobs set state = 'waiting', run_at = $2, problem = $3 where id = $1";
    /// Never again; kept for a person to look at.
    BURY = "update jobs set state = 'dead', problem = $2, dedup = null where id = $1";
    /// Jobs whose worker died.
    RELEASE = "update jobs set state = 'waiting' where state = 'running' and lease_until < $1";
    /// Whether a job may run now, or its worker died.
    ANY = "select id from jobs where (state = 'waiting' and run_at <= $1) or (state = 'running' and lease_until < $1) limit 1";
    /// How many wait, run and are dead.
    COUNT = "select state, count(*) from jobs group by state";
}

/// How a job ended badly: the writer says at each `?` whether trying again can help.
#[derive(Debug)]
pub enum Trouble {
    /// Later it may go well.
    Again(Fault),
    /// It never will.
    Never(Fault),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Again(fault)
    }
}
impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Fault(fault) => Self::Again(fault),
            other => Self::Never(Fault::new(other.to_string())),
        }
    }
}

/// A claimed job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: String,
    /// `room.what`.
    pub kind: String,
    /// What it needs to know: an id, a place in the ledger, or JSON.
    pub body: String,
    /// How often it was begun, this time included.
    pub attempts: u32,
}

/// Does the jobs of one kind.
#[async_trait::async_trait]
pub trait Worker: Send + Sync {
    /// `room.what`.
    fn kind(&self) -> &'static str;
    /// Does one.
    async fn work(&self, office: &Office, job: &Job) -> Result<(), Trouble>;
}

/// How often a job is begun before it is buried.
const ATTEMPTS: u32 = 8;

pub(crate) async fn enqueue(
    tx: &mut Tx,
    kind: &'static str,
    body: &str,
    dedup: Option<String>,
    run_at: Moment,
) -> Result<(), Fault> {
    let id = tx.next_id();
    tx.run(&ENQUEUE, params![id, kind, body, dedup, run_at]).await?;
    Ok(())
}

/// Does the jobs that may run now, a batch of them; gives how many ended (well or not).
///
/// # Errors
/// When the database fails.
pub async fn run_ready(office: &Office, workers: &[std::sync::Arc<dyn Worker>]) -> Result<usize, Problem> {
    let now = office.now();
    // A unit of work that commits wakes whoever waits for work: with nothing to do there must be none.
    if office.read().await?.row(&ANY, params![now]).await?.is_none() {
        return Ok(0);
    }
    let mut tx = office.begin_as_system().await?;
    tx.inward();
    tx.run(&RELEASE, params![now]).await?;
    let ready = tx.rows(&READY, params![now, 20]).await?;
    let lease = now.checked_add(jiff::SignedDuration::from_mins(10)).unwrap_or(now);
    let mut claimed = Vec::new();
    for row in &ready {
        let id: String = row.get(0)?;
        if tx.run(&CLAIM, params![&id, lease]).await? == 1 {
            claimed.push(Job { id, kind: row.get(1)?, body: row.get(2)?, attempts: row.get::<u32>(3)? + 1 });
        }
    }
    tx.commit().await?;
    let count = claimed.len();
    for job in claimed {
        let result = match workers.iter().find(|w| w.kind() == job.kind) {
            Some(worker) => worker.work(office, &job).await,
            None => Err(Trouble::Never(Fault::new(format!("nobody does jobs of kind {}", job.kind)))),
        };
        settle(office, &job, result).await?;
    }
    Ok(count)
}

async fn settle(office: &Office, job: &Job, result: Result<(), Trouble>) -> Result<(), Problem> {
    let mut tx = office.begin_as_system().await?;
    tx.inward();
    match result {
        Ok(()) => tx.run(&FINISH, params![&job.id]).await?,
        Err(Trouble::Again(fault)) if job.attempts < ATTEMPTS => {
            tracing::warn!(job = %job.kind, attempts = job.attempts, %fault, "job will be tried again");
            let wait = jiff::SignedDuration::from_secs(2_i64.pow(job.attempts.min(10)));
            let at = office.now().checked_add(wait).unwrap_or(office.now());
            tx.run(&AGAIN, params![&job.id, at, fault.to_string()]).await?
        }
        Err(Trouble::Again(fault) | Trouble::Never(fault)) => {
            tracing::error!(job = %job.kind, %fault, "job is buried");
            tx.run(&BURY, params![&job.id, fault.to_string()]).await?
        }
    };
    tx.commit().await
}

/// How many jobs wait, run and are dead.
///
/// # Errors
/// When the database fails.
pub async fn counts(read: &mut crate::office::Read) -> Result<Vec<(String, i64)>, Fault> {
    read.rows(&COUNT, &[]).await?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}
