#![doc = include_str!("../README.md")]

mod pages;
mod queries;

use axum::Router;
use gk_base::Room;
use gk_webkit::Web;

/// The door plate.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "portal",
        statements: vec![],
        workers: vec![],
        indexed: vec![],
        events: vec![],
        sealed: vec![],
    }
}

/// The doors.
pub fn doors() -> Router<Web> {
    pages::routes()
}
