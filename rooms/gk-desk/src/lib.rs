#![doc = include_str!("../README.md")]

mod pages;
mod tables;
pub mod verbs;

use gk_base::Room;

pub use pages::doors;

/// The door plate. What is done to records stands on the plate of `gk-records`.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "desk",
        statements: vec![tables::ALL],
        workers: vec![],
        indexed: vec![],
        events: vec![],
        sealed: vec![],
    }
}
