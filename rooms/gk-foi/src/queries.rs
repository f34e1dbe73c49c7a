//! What other rooms and tests may ask: cases by row, and what their events say.

use gk_base::ledger::Entry;
use gk_base::{Problem, Read};
use gk_rules::foi::{Case, Recorded, ReplyClock, reply_clock};

pub use crate::tables::cases::{Addressee, Coming, Matter, Standing, Wanted, Who};
pub use crate::tables::events::Told;
pub use crate::tables::files::FileLine;
pub use crate::verbs::{Counting, Open, Seen};

/// 案件: by row, by query code, by the form they came in.
pub mod cases {
    pub use crate::tables::cases::{Matter, code_of, find_by_form, find_by_query, load, of_form, replied_on};
}

/// 案件材料: what is in the file of a case, and the one thing the rooms around it may do: put a paper in, for another.
pub mod files {
    pub use crate::tables::files::{FileLine, New, find, insert, of_matter, unshare};
}

/// 归档案卷: how long closed files are kept.
pub mod kept {
    pub use crate::tables::kept::{Keeping, ending, find};
}

/// Lists of cases, by key.
pub mod lists {
    pub use crate::tables::lists::{AT_ONCE, After, Narrow, by_ids, escaped, open, others};
}

/// 被征求意见人.
pub mod parties {
    pub use crate::tables::parties::{PartyContact, PartyLine, of_matter};
}

/// What the annual report counts.
pub mod counted {
    pub use crate::tables::counted::facts;
}

/// Figures of a year.
pub mod figures {
    pub use crate::tables::figures::{EndedLine, ended, received};
}

/// Who was warned of what, and how organs stand.
pub mod warnings {
    pub use crate::tables::warnings::{OrganStanding, list_from, standings};
}
pub use crate::numbers::letter as next_letter_number;

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

/// The step an entry of the ledger tells: the case as it is now, with that step of it; nothing when the entry tells none.
///
/// # Errors
/// When the database fails.
pub async fn load_step(read: &mut Read, entry: &Entry) -> Result<Option<(Open, Recorded)>, Problem> {
    let Some(id) = entry.subject_of("foi").and_then(|id| id.parse::<i64>().ok()) else { return Ok(None) };
    let seq = entry.json()?.get("seq").and_then(serde_json::Value::as_u64);
    let matter = cases::load(read, id).await?;
    let open = Open::load(read, matter).await?;
    let told = open.told.iter().find(|one| Some(u64::from(one.recorded.seq)) == seq);
    let recorded = told.map(|one| one.recorded.clone());
    Ok(recorded.map(|recorded| (open, recorded)))
}
