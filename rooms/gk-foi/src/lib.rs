#![doc = include_str!("../README.md")]

mod jobs;
mod numbers;
mod pages;
pub mod person;
mod queries;
pub mod scale;
pub mod settled;
mod tables;
pub mod verbs;
mod warn;

use std::sync::Arc;

use gk_base::Room;
use gk_base::room::events_of;
use gk_rules::foi::FoiEvent;

pub use pages::{CaseLine, CaseView, after, doors, typed, waiting};
pub use queries::*;
pub use warn::ensure_today;

/// The door plate.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "foi",
        statements: tables::all(),
        workers: vec![Arc::new(jobs::Rederive), Arc::new(jobs::Warn)],
        indexed: vec![],
        events: events_of::<FoiEvent>(),
        sealed: tables::sealed(),
    }
}
