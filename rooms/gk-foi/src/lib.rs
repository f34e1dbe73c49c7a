#![doc = include_str!("../README.md")]

mod indexed;
mod jobs;
mod letters;
mod numbers;
mod pages;
mod person;
mod queries;
mod register;
pub mod scale;
mod tables;
pub mod verbs;
mod warn;

use std::sync::Arc;

use gk_base::Room;
use gk_base::room::events_of;
use gk_rules::foi::FoiEvent;

pub use pages::doors;
pub use pages::waiting;
pub use queries::*;
pub use warn::ensure_today;

/// The door plate.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "foi",
        statements: tables::all(),
        workers: vec![Arc::new(jobs::Rederive), Arc::new(jobs::Warn)],
        indexed: vec![Arc::new(indexed::Answers)],
        events: events_of::<FoiEvent>(),
        sealed: tables::sealed(),
    }
}
