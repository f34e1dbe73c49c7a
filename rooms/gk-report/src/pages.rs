//! The doors of the room.

mod desk_figures;
mod desk_report;
mod desk_supervision;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use gk_webkit::Web;
use gk_webkit::bounds::{PUBLIC_UPLOAD, bounded};
use gk_webkit::fields::UPLOAD_LIMIT;

/// The doors.
pub fn doors() -> Router<Web> {
    let uploads = Router::new()
        .route("/desk/foi/report/last", post(desk_report::bring))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT));
    Router::new()
        .route("/desk/foi/report", get(desk_report::show))
        .route("/desk/foi/report/cell", get(desk_report::cell))
        .route("/desk/foi/report/file/{form}", get(desk_report::file))
        .route("/desk/foi/report/keep", post(desk_report::keep))
        .route("/desk/foi/figures", get(desk_figures::show))
        .route("/desk/foi/warnings", get(desk_supervision::warnings))
        .route("/desk/foi/supervision", get(desk_supervision::show))
        .merge(bounded(uploads, PUBLIC_UPLOAD))
}
