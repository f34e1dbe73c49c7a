#![doc = include_str!("../README.md")]

mod pages;
mod tables;
pub mod verbs;

use gk_base::Room;

pub use pages::doors;

/// The door plate. The events of records stand on that of `gk-records`, whose chapter they are.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "intake",
        statements: vec![tables::ALL],
        workers: vec![],
        indexed: vec![],
        events: vec![],
        sealed: vec![],
    }
}
