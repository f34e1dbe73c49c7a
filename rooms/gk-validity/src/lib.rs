#![doc = include_str!("../README.md")]

mod pages;
mod queries;
mod tables;
pub mod verbs;

use gk_base::Room;

pub use pages::doors;
pub use queries::{HowItHolds, TieView};

/// The door plate. The events of documents stand on that of `gk-records`, whose chapter they are.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "validity",
        statements: vec![tables::ALL],
        workers: vec![],
        indexed: vec![],
        events: vec![],
        sealed: vec![],
    }
}
