#![doc = include_str!("../README.md")]

pub mod consequences;
mod indexed;
mod pages;
mod queries;
mod tables;
pub mod verbs;

use std::sync::Arc;

use gk_base::Room;

pub use pages::doors;
pub use queries::*;

/// The door plate. The events of applications stand on that of `gk-foi`, whose chapter they are.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "answers",
        statements: tables::all(),
        workers: vec![],
        indexed: vec![Arc::new(indexed::Answers), Arc::new(indexed::Explanations)],
        events: vec![],
        sealed: tables::sealed(),
    }
}
