//! The doors of the room.

mod asked;
mod case;
mod desk_calendar;
mod desk_case;
mod desk_limits;
mod desk_list;
mod desk_reply;
mod desk_step;
mod desk_worksheet;
mod duplicates;
mod precedents;
mod stale;
mod waiting;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use gk_webkit::Web;
use gk_webkit::bounds::{PUBLIC_UPLOAD, bounded};
use gk_webkit::fields::UPLOAD_LIMIT;
use gk_webkit::today::Waits;

/// What the page of today says of the room.
#[must_use]
pub fn waiting() -> Arc<dyn Waits> {
    Arc::new(waiting::Applications)
}

pub use case::CaseView;
pub use desk_list::{CaseLine, after};

/// What was typed for a step, whoever brings it: the desk's form, an applicant's, an office system's.
pub mod typed {
    pub use super::desk_step::{brought, run};
    pub use super::desk_worksheet::typed as worksheet;
}

/// The doors.
pub fn doors() -> Router<Web> {
    let uploads = Router::new()
        .route("/desk/foi/{id}/{verb}", post(desk_step::step))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT));
    bounded(uploads, PUBLIC_UPLOAD).merge(desk())
}

fn desk() -> Router<Web> {
    let with_files = Router::new()
        .route("/desk/foi/{id}/reply", get(desk_reply::show).post(desk_reply::draft))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT));
    Router::new()
        .route("/desk/foi", get(desk_list::show))
        .route("/desk/foi/limits", get(desk_limits::show).post(desk_limits::save))
        .route("/desk/foi/calendar", get(desk_calendar::show))
        .route("/desk/foi/calendar/address", post(desk_calendar::address))
        .route("/desk/foi/clock/{token}/clock.ics", get(desk_calendar::subscribed))
        .route("/desk/foi/{id}", get(desk_case::show))
        .route("/desk/foi/{id}/person", post(desk_case::person))
        .route("/desk/foi/{id}/files/{file}", get(desk_case::file))
        .route("/desk/foi/{id}/worksheet", get(desk_worksheet::show).post(desk_worksheet::answer))
        .merge(with_files)
}
