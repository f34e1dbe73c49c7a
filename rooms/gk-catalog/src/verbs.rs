//! The verbs, in the order the office does them.
//!
//! 收录、导入、沿用 → 更正、增加、不适用、说明 → 审核、退回 → 施行、废止 → 起草新版、采用上级新版.

pub mod add_item;
pub mod adopt_from_parent;
pub mod correct_item;
pub mod discard_draft;
pub mod drop_item;
pub mod explain_finding;
pub mod found_standards;
pub mod import_file;
pub mod put_in_force;
pub mod return_edition;
pub mod review_edition;
pub mod start_next_edition;
pub mod take_over;
pub mod withdraw_edition;

use gk_base::directory::{self, Seat};
use gk_base::{Office, Problem, Read, Tx};
use gk_rules::catalog::intake;
use gk_rules::org::{Act, Actor, OrganId, Subject, may};

use crate::tables::editions::{self, EditionLine};

/// 经手: who does it: a person in a post, or the system itself (the command line, the founding of a demonstration).
#[derive(Debug, Clone)]
pub enum Hand {
    /// A person, asked for what the post empowers to.
    Person(Actor),
    /// The operator of the machine.
    System,
}

impl From<&Actor> for Hand {
    fn from(actor: &Actor) -> Self {
        Self::Person(actor.clone())
    }
}

impl Hand {
    pub(crate) async fn begin(&self, office: &Office) -> Result<Tx, Problem> {
        match self {
            Self::Person(actor) => office.begin(actor).await,
            Self::System => office.begin_as_system().await,
        }
    }
    pub(crate) fn may(&self, act: Act, subject: &Subject) -> Result<(), Problem> {
        match self {
            Self::Person(actor) => Ok(may(actor, act, subject)?),
            Self::System => Ok(()),
        }
    }
    /// The person; nobody for the system.
    pub(crate) fn person(&self) -> Option<i64> {
        match self {
            Self::Person(actor) => Some(actor.person),
            Self::System => None,
        }
    }
    /// As shown; empty for the system.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Person(actor) => &actor.name,
            Self::System => "",
        }
    }
    /// How the law is told of it.
    pub(crate) fn key(&self) -> String {
        editions::key_of(self.person())
    }
}

/// The organ with this code.
///
/// # Errors
/// [`Problem::Refused`] naming the code where nobody has it.
pub(crate) async fn organ(read: &mut Read, code: &str) -> Result<Seat, Problem> {
    let found = directory::find(read, code.trim()).await?;
    found.ok_or_else(|| Problem::refused(intake::unknown_organ(code)))
}

/// What belongs to an organ and nobody has made yet.
pub(crate) fn subject(seat: &Seat) -> Subject {
    Subject::of(seat.organ.id, seat.organ.path.clone())
}

/// The edition at the version somebody saw.
///
/// # Errors
/// [`Problem::Stale`] when it has changed since.
pub(crate) async fn seen(tx: &mut Tx, edition: i64, version: i64) -> Result<EditionLine, Problem> {
    let line = editions::load(tx, edition).await?;
    if line.version == version { Ok(line) } else { Err(Problem::stale(String::new(), None)) }
}

/// Goes on with what the law gives.
pub(crate) fn lawful<T>(result: Result<T, Vec<gk_rules::Reason>>) -> Result<T, Problem> {
    result.map_err(Problem::Refused)
}

/// The subject of an edition in the ledger.
pub(crate) fn called(edition: i64) -> String {
    format!("edition:{edition}")
}

/// Whose affair an edition is.
pub(crate) fn affair(organ: OrganId) -> Option<i64> {
    Some(organ.0)
}
