//! The doors of the room.

mod intake;
mod reading;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use gk_webkit::Web;
use gk_webkit::fields::UPLOAD_LIMIT;

/// The doors.
pub fn doors() -> Router<Web> {
    let intake = Router::new()
        .route("/desk/records/intake", get(intake::show).post(intake::take))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT));
    Router::new()
        .merge(intake)
        .route("/desk/records/{id}/reading", get(reading::show).post(reading::take_over))
        .route("/desk/records/{id}/original", get(reading::original))
}
