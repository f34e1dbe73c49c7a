#![doc = include_str!("../README.md")]

mod pages;
mod password;
mod tables;
pub mod verbs;

pub use pages::doors;

use gk_base::Room;
use gk_base::room::events_of;
use gk_rules::org::OrgEvent;

/// The door plate.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "org",
        statements: vec![tables::ALL, tables::tries::ALL],
        workers: vec![],
        indexed: vec![],
        events: events_of::<OrgEvent>(),
        sealed: vec![],
    }
}
