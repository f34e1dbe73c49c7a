//! The verbs of the room, in the order the office does them.

pub mod appoint;
pub mod change_password;
pub mod end_post;
pub mod found_divisions;
pub mod found_organ;
pub mod rename;
pub mod sign_in;
pub mod sign_out;
pub mod switch_post;

use gk_base::{Office, Problem, Tx};
use gk_rules::org::{Act, Actor, Subject, may};

/// A unit of work in the name of a person, or of the system where nobody is named.
async fn begin(office: &Office, by: Option<&Actor>) -> Result<Tx, Problem> {
    match by {
        Some(actor) => office.begin(actor).await,
        None => office.begin_as_system().await,
    }
}

/// Whether whoever acts may; the system may.
fn allow(by: Option<&Actor>, act: Act, subject: &Subject) -> Result<(), Problem> {
    by.map_or(Ok(()), |actor| may(actor, act, subject).map_err(Problem::from))
}
