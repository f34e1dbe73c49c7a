//! The doors of the room.

mod asked;
mod case;
mod desk_case;
mod desk_list;
mod desk_new;
mod desk_redact;
mod desk_redact_image;
mod desk_reply;
mod desk_step;
mod desk_worksheet;
mod form;
mod guesses;
mod holder;
mod public_apply;
mod public_case;
mod public_guide;
mod stale;

use axum::{Extension, Router};
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use gk_webkit::Web;
use gk_webkit::bounds::{FEW_WORDS, PUBLIC_UPLOAD, bounded};
use gk_webkit::fields::UPLOAD_LIMIT;

/// The doors.
pub fn doors() -> Router<Web> {
    let uploads = Router::new()
        .route("/foi/apply/{organ}", get(public_apply::show).post(public_apply::send))
        .route("/foi/case/{verb}", post(public_case::step));
    let words = Router::new()
        .route("/foi", get(public_guide::show))
        .route("/foi/apply", get(public_apply::choose))
        .route("/foi/apply/{organ}/check", post(public_apply::check))
        .route("/foi/progress", get(public_case::ask).post(public_case::look))
        .route("/foi/case", get(public_case::show))
        .route("/foi/case/files/{file}", get(public_case::file))
        .route("/foi/leave", post(public_case::leave));
    let public = bounded(uploads, PUBLIC_UPLOAD).merge(bounded(words, 4 * FEW_WORDS));
    public.layer(Extension(guesses::Guesses::default())).merge(desk())
}

fn desk() -> Router<Web> {
    let with_files = Router::new()
        .route("/desk/foi/new", get(desk_new::show).post(desk_new::enter))
        .route("/desk/foi/{id}/{verb}", post(desk_step::step))
        .route("/desk/foi/{id}/reply", get(desk_reply::show).post(desk_reply::draft))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT));
    Router::new()
        .route("/desk/foi", get(desk_list::show))
        .route("/desk/foi/{id}", get(desk_case::show))
        .route("/desk/foi/{id}/person", post(desk_case::person))
        .route("/desk/foi/{id}/files/{file}", get(desk_case::file))
        .route("/desk/foi/{id}/worksheet", get(desk_worksheet::show).post(desk_worksheet::answer))
        .route("/desk/foi/{id}/redact/{file}", get(desk_redact::show).post(desk_redact::act))
        .route("/desk/foi/{id}/redact/{file}/page/{page}", get(desk_redact_image::page))
        .route("/desk/foi/{id}/redact/{file}/preview/{page}", get(desk_redact_image::preview))
        .merge(with_files)
}
