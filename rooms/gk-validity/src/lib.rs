#![doc = include_str!("../README.md")]

mod citers;
pub mod consequences;
mod pages;
mod queries;
mod tables;
pub mod verbs;
mod waiting;

use std::sync::Arc;

use gk_base::Room;

use gk_webkit::today::Waits;
pub use pages::doors;
pub use queries::{HowItHolds, TieView};

/// The door plate. The events of documents stand on that of `gk-records`, whose chapter they are.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "validity",
        statements: tables::all(),
        workers: vec![Arc::new(citers::Citers)],
        indexed: vec![],
        events: vec![],
        sealed: vec![],
    }
}

/// What waits in this room for the page of today.
#[must_use]
pub fn waiting() -> Arc<dyn Waits> {
    Arc::new(waiting::Tasks)
}
