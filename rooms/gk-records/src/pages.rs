//! The doors of the room.

mod above;
mod acts;
mod attribute;
mod case;
mod desk_findings;
mod desk_new;
mod desk_record;
mod desk_review;
mod desk_steps;
mod history;
mod line;
mod reassess;
mod review_way;

pub use above::may_look;
pub use case::may_see;
pub use line::RecordLine;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use gk_webkit::Web;
use gk_webkit::fields::UPLOAD_LIMIT;

/// The doors.
pub fn doors() -> Router<Web> {
    let record = Router::new()
        .route("/desk/records/{id}", get(desk_record::show).post(desk_record::save))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT));
    Router::new()
        .route("/desk/records", post(desk_new::draft))
        .route("/desk/records/new", get(desk_new::show))
        .merge(record)
        .route("/desk/records/{id}/files/{file}", get(desk_steps::file))
        .route("/desk/records/{id}/files/{file}/remove", post(desk_steps::detach))
        .route("/desk/records/{id}/dismiss", post(desk_findings::dismiss))
        .route("/desk/records/{id}/mask", post(desk_findings::mask))
        .route("/desk/records/{id}/attribute", get(attribute::show).post(attribute::determine))
        .route("/desk/records/{id}/item", post(desk_steps::item))
        .route("/desk/records/{id}/review", post(desk_steps::review))
        .route("/desk/records/{id}/force", post(desk_steps::force))
        .route("/desk/records/{id}/schedule", post(desk_steps::schedule))
        .route("/desk/records/{id}/unschedule", post(desk_steps::unschedule))
        .route("/desk/records/{id}/reassess", post(desk_steps::reassess))
        .route("/desk/records/{id}/revise", post(desk_steps::revise))
        .route("/desk/records/{id}/submit", post(desk_steps::submit))
        .route("/desk/records/{id}/take-back", post(desk_steps::take_back))
        .route("/desk/records/{id}/return", post(desk_steps::return_it))
        .route("/desk/records/{id}/publish", post(desk_steps::publish))
        .route("/desk/records/{id}/withdraw", post(desk_steps::withdraw))
        .route("/desk/findings", get(desk_findings::show))
        .route("/desk/review", get(desk_review::show))
        .route("/desk/review/way", get(review_way::show).post(review_way::fix))
        .route("/desk/above", get(above::show))
        .route("/desk/above/{id}", post(above::look))
        .route("/desk/reassess", get(reassess::show))
}
