//! What other rooms may ask: which letters the applicant has at once, and what came of redactions.

use gk_base::{Problem, Read};

pub use crate::tables::letters::shown_at_once;
use crate::tables::redactions;
pub use crate::tables::redactions::Outcome;

/// The redacted files of a case with their black areas and grounds, as the letter of a disclosure in part tells them.
///
/// # Errors
/// When the database fails.
pub async fn list_redacted(read: &mut Read, matter: i64) -> Result<Vec<Outcome>, Problem> {
    Ok(redactions::made(read, matter).await?)
}
