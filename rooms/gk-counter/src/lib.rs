#![doc = include_str!("../README.md")]

pub mod consequences;
mod pages;
mod signature;
mod tables;
pub mod verbs;

use gk_base::Room;

pub use pages::doors;

/// The door plate. The events of applications stand on that of `gk-foi`, whose chapter they are.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "counter",
        statements: tables::all(),
        workers: vec![],
        indexed: vec![],
        events: vec![],
        sealed: tables::sealed(),
    }
}
