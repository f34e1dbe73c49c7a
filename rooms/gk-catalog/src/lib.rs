//! 标准目录: standards, editions, import, adoption, conformity.
#![doc = include_str!("../README.md")]

mod pages;
mod queries;
mod tables;
pub mod verbs;

use axum::Router;
use gk_base::Room;
use gk_base::room::events_of;
use gk_rules::catalog::events::CatalogEvent;
use gk_webkit::Web;

pub use queries::*;
pub use tables::catalogs::Line;
pub use tables::editions::{Above, Came, DomainCount, EditionLine, Hands, Owner, Tallied, domain_name};
pub use tables::explanations::Said;
pub use tables::imports::{Found, ImportLine};
pub use tables::items::{ItemLine, Origin};

/// The door plate.
#[must_use]
pub fn room() -> Room {
    Room {
        name: "catalog",
        statements: tables::all(),
        workers: vec![],
        indexed: vec![],
        events: events_of::<CatalogEvent>(),
        sealed: vec![],
    }
}

/// The doors.
pub fn doors() -> Router<Web> {
    pages::routes()
}
