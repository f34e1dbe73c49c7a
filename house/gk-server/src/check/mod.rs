//! The check (核对): the ledger's chain, duties and tallies, the index, the originals, rows that belong to nothing.

mod orphans;
mod sealed;

use gk_base::problem::Fault;
use gk_base::search::{Fingerprint, Follower};
use gk_base::{Office, Problem, blobs, ledger};
use gk_rules::duty::acts::Difference;

use crate::keys::KeyFault;

pub use orphans::{ALL as STATEMENTS, Orphans};

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The chain of the ledger breaks at this place.
    Ledger {
        /// The first place that is not what it should be.
        seq: i64,
    },
    /// A cached due day, state or tally is not what follows from the facts.
    Duty(Box<Difference>),
    /// The index holds something else than the database.
    Index {
        /// What the index holds.
        holds: Fingerprint,
        /// What it should hold.
        expected: Fingerprint,
    },
    /// An original is not what its name says.
    Blob {
        /// The name: the SHA-256 it was kept under.
        hash: String,
    },
    /// The keys are not those of this database: so many values and files cannot be read.
    Keys {
        /// What is wrong with them.
        fault: KeyFault,
        /// How many values.
        values: i64,
    },
    /// A sealed value that does not open.
    Sealed(gk_base::sealed::Broken),
    /// A sealed file that is not whole.
    SealedFile {
        /// Its address.
        address: String,
    },
    /// Rows that refer to something that is not there.
    Orphans(Orphans),
    /// Jobs that were given up and wait for a person.
    DeadJobs {
        /// How many.
        count: i64,
    },
}

/// The parts of the check, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The ledger's chain.
    Ledger,
    /// Duties and tallies.
    Duties,
    /// The index.
    Index,
    /// Originals.
    Blobs,
    /// Sealed values and files.
    Sealed,
    /// Rows that belong to nothing, jobs given up.
    Orphans,
}

/// How many originals are looked at together.
const TOGETHER: i64 = 500;

/// Checks everything; `progress` is told which part is under way and how many things of it are done. Nothing found is
/// the proof.
///
/// # Errors
/// When the database or the index fails.
pub async fn check(
    office: &Office,
    follower: &Follower,
    mut progress: impl FnMut(Part, u64) + Send,
) -> Result<Vec<Found>, Problem> {
    let mut found = Vec::new();
    progress(Part::Ledger, 0);
    let mut read = office.read().await?;
    found.extend(ledger::broken_at(&mut read).await?.map(|seq| Found::Ledger { seq }));
    let differences = gk_duties::check(&mut read, |done| progress(Part::Duties, done)).await?;
    found.extend(differences.into_iter().map(|one| Found::Duty(Box::new(one))));
    drop(read);
    progress(Part::Index, 0);
    let (holds, expected) = (follower.index().fingerprint().await?, follower.expected(office).await?);
    if holds != expected {
        found.push(Found::Index { holds, expected });
    }
    found.extend(originals(office, |done| progress(Part::Blobs, done)).await?);
    found.extend(sealed::find(office, |done| progress(Part::Sealed, done)).await?);
    progress(Part::Orphans, 0);
    found.extend(orphans::find(office).await?.into_iter().map(Found::Orphans));
    let mut read = office.read().await?;
    let dead = gk_base::jobs::counts(&mut read).await?.into_iter().find(|(state, _)| state == "dead");
    found.extend(dead.map(|(_, count)| Found::DeadJobs { count }));
    Ok(found)
}

async fn originals(office: &Office, mut progress: impl FnMut(u64)) -> Result<Vec<Found>, Fault> {
    let mut found = Vec::new();
    let fault = |problem: Problem| Fault::because("reading originals", problem);
    let mut read = office.read().await.map_err(fault)?;
    let (mut after, mut done) = (String::new(), 0);
    loop {
        let list = blobs::list(&mut read, &after, TOGETHER).await?;
        let Some((last, _)) = list.last() else { return Ok(found) };
        after.clone_from(last);
        for (hash, size) in list {
            let bytes = blobs::load(&mut read, &hash).await?.unwrap_or_default();
            if ledger::sha256(&bytes) != hash || i64::try_from(bytes.len()).ok() != Some(size) {
                found.push(Found::Blob { hash });
            }
            done += 1;
            progress(done);
        }
    }
}
