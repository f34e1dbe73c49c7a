//! The doors of the room.

mod cleanups;
mod desk;
mod document;

use axum::Router;
use axum::routing::{get, post};
use gk_webkit::Web;

/// The doors.
pub fn doors() -> Router<Web> {
    Router::new()
        .route("/desk/records/{id}/validity", get(document::show))
        .route("/desk/records/{id}/life", post(document::set))
        .route("/desk/records/{id}/relate", post(document::relate))
        .route("/desk/validity", get(desk::show))
        .route("/desk/validity/{task}", post(desk::settle))
        .route("/desk/cleanups", get(cleanups::list).post(cleanups::open))
        .route("/desk/cleanups/{id}", get(cleanups::show).post(cleanups::conclude))
        .route("/desk/cleanups/{id}/decide", post(cleanups::decide))
}
