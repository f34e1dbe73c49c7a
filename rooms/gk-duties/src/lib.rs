//! 公开职责: duties compiled from editions, their clocks, events and coverage.

mod check;
mod compile;
pub mod consequences;
mod events;
mod held;
mod jobs;
mod limits;
mod lists;
mod meeting;
mod none;
mod occurrences;
mod pages;
mod postings;
mod rederive;
mod restate;
mod roll;
mod rules;
mod settled;
mod shown;
mod steps;
mod tables;
mod terms;
pub mod verbs;
mod wanted;
mod words;

use std::sync::Arc;

use axum::Router;
use gk_base::Room;
use gk_base::room::events_of;
use gk_rules::duty::acts::DutyEvent;
use gk_webkit::Web;

pub use check::check;
pub use compile::{Compiled, compile_all, compile_county};
pub use events::{EventLine, Former, Outcome};
pub use events::{
    former as former_events, list_of_line as list_events_of_line, list_of_organ as list_events,
    load as load_event,
};
pub use limits::{
    Limits, NamedLimit, OpenLimit, count_open_limits, domain_name, limits_of, limits_of_loaded,
    list_named_limits, list_open_limits, namings_of,
};
pub use lists::{
    CalendarDue, Counts, DutyLine, ExplainedDuty, Figures, Filter, count_unmatched, counts, due_days,
    explain, explain_all, lines_of_organ, list_asking, list_gaps, list_open, load, met_by, of_item,
    of_item_newest, organs_of_line, own_tallies, tallies_by_domain, tallies_of_children, tallies_of_level,
    tally,
};
pub use meeting::{Published, decide_to_disclose, meet, unmeet};
pub use none::{StatementLine, last_statement, list_statements, load_statement};
pub use postings::{Hanging, list_hanging};
pub use rederive::{Rederived, rederive};
pub use roll::{ensure_today, roll_to};
pub use rules::{Rule, triggers};
pub use words::{Decided, Waiting, count_waiting, list_decided, list_waiting};

/// The door plate.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "duties",
        statements: tables::all(),
        workers: vec![Arc::new(jobs::Compile)],
        indexed: vec![],
        events: events_of::<DutyEvent>(),
        sealed: vec![],
    }
}

/// The doors.
pub fn doors() -> Router<Web> {
    pages::doors()
}

/// The rules of an item in force.
///
/// # Errors
/// When the database fails.
pub async fn rules_of_line(read: &mut gk_base::Read, line: i64) -> Result<Vec<Rule>, gk_base::Fault> {
    rules::of_line(read, line).await
}
