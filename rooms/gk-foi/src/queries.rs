//! What other rooms and tests may ask: cases by row, and what their events say.

use gk_base::{Problem, Read};
use gk_rules::foi::{Case, ReplyClock, reply_clock};

use crate::tables::{cases, redactions};
pub use crate::tables::cases::{Addressee, Coming, Matter, Standing, Wanted, Who};
pub use crate::tables::events::Told;
pub use crate::tables::files::FileLine;
pub use crate::tables::redactions::Outcome;
use crate::verbs::Open;

/// A case with what its events say and its clock.
pub struct Known {
    /// As it is kept.
    pub matter: Matter,
    /// Its events.
    pub told: Vec<Told>,
    /// What they say.
    pub case: Case,
    /// The reply clock.
    pub clock: ReplyClock,
}

/// One case.
///
/// # Errors
/// [`Problem::Missing`] when there is none.
pub async fn load(read: &mut Read, id: i64) -> Result<Known, Problem> {
    let matter = cases::load(read, id).await?;
    let open = Open::load(read, matter).await?;
    let clock = reply_clock(&open.case, open.counting.law());
    Ok(Known { matter: open.matter, told: open.told, case: open.case, clock })
}

/// The redacted files of a case with their black areas and grounds, as the letter of a disclosure in part tells them.
///
/// # Errors
/// When the database fails.
pub async fn list_redacted(read: &mut Read, matter: i64) -> Result<Vec<Outcome>, Problem> {
    Ok(redactions::made(read, matter).await?)
}
