//! The doors of the room.

mod api;
mod caller;
mod desk_keys;
mod desk_new;
mod form;
mod guesses;
mod holder;
mod public_apply;
mod public_case;
mod public_guide;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Extension, Router};
use gk_webkit::Web;
use gk_webkit::bounds::{FEW_WORDS, PUBLIC_UPLOAD, bounded};
use gk_webkit::fields::UPLOAD_LIMIT;

/// The doors.
pub fn doors() -> Router<Web> {
    let uploads = Router::new()
        .route("/foi/apply/{organ}", get(public_apply::show).post(public_apply::send))
        .route("/foi/case/{verb}", post(public_case::step))
        .route("/desk/foi/new", get(desk_new::show).post(desk_new::enter))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT));
    let words = Router::new()
        .route("/foi", get(public_guide::show))
        .route("/foi/apply", get(public_apply::choose))
        .route("/foi/apply/{organ}/check", post(public_apply::check))
        .route("/foi/progress", get(public_case::ask).post(public_case::look))
        .route("/foi/case", get(public_case::show))
        .route("/foi/case/files/{file}", get(public_case::file))
        .route("/foi/leave", post(public_case::leave));
    let public = bounded(uploads, PUBLIC_UPLOAD).merge(bounded(words, 4 * FEW_WORDS));
    public
        .layer(Extension(guesses::Guesses::default()))
        .route("/foi/case/rate", post(public_case::rate))
        .route("/desk/foi/keys", get(desk_keys::show).post(desk_keys::make))
        .route("/desk/foi/keys/{id}/end", post(desk_keys::end))
        .merge(api::doors())
}
