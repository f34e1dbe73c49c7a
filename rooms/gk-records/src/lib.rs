#![doc = include_str!("../README.md")]

pub mod consequences;
mod indexed;
mod links;
mod night;
mod pages;
mod preflight;
mod queries;
mod release;
mod reviewing;
mod tables;
pub mod verbs;
mod versions;

use std::sync::Arc;

use gk_base::Room;
use gk_base::room::events_of;
use gk_rules::records::RecordEvent;

pub use night::ensure_tonight;
pub use pages::{RecordLine, doors, may_look, may_see};
pub use queries::*;
pub use tables::checks::count_standing;
pub use tables::files::FileLine;
pub use tables::lists::{
    AT_ONCE, Before, Counts, Drafts, FIRST, Narrow, count_published, count_waiting, find_public_by_document,
    list_drafts, list_newest, list_newest_under, list_of_range, list_public_after, list_public_by_numbers,
    list_public_of_line, list_public_of_organ, list_public_under_document, list_queue, list_to_release,
    published_after,
};
pub use tables::records::{Hands, Kept, Owner};
pub use tables::reviews::count_alone;
pub use versions::{Version, version_on, versions};

/// The door plate.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "records",
        statements: tables::all(),
        workers: vec![Arc::new(night::Recheck), Arc::new(release::Release)],
        indexed: vec![Arc::new(indexed::Records)],
        events: events_of::<RecordEvent>(),
        sealed: vec![],
    }
}
