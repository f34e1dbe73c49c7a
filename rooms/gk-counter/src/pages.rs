//! The doors of the room.

mod account;
mod api;
mod api_hooks;
mod api_new;
mod caller;
mod desk_hook;
mod desk_hooks;
mod desk_keys;
mod desk_new;
mod form;
mod guesses;
mod holder;
mod public_apply;
mod public_case;
mod public_guide;
mod signed_on;

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
        .route("/foi/leave", post(public_case::leave))
        .route("/account", get(account::show))
        .route("/account/sign-in", get(account::sign_in))
        .route("/account/callback", get(account::back))
        .route("/account/sign-out", post(account::sign_out))
        .route("/account/link", post(account::link))
        .route("/account/keep", post(account::keep))
        .route("/account/cases/{id}", get(account::open))
        .route("/account/close", post(account::close));
    let public = bounded(uploads, PUBLIC_UPLOAD).merge(bounded(words, 4 * FEW_WORDS));
    public
        .layer(Extension(guesses::Guesses::default()))
        .route("/foi/case/rate", post(public_case::rate))
        .route("/desk/foi/keys", get(desk_keys::show).post(desk_keys::make))
        .route("/desk/foi/keys/{id}/end", post(desk_keys::end))
        .route("/desk/foi/hooks", get(desk_hooks::show).post(desk_hooks::subscribe))
        .route("/desk/foi/hooks/{id}", get(desk_hook::show).post(desk_hook::change))
        .route("/desk/foi/hooks/{id}/pause", post(desk_hook::pause))
        .route("/desk/foi/hooks/{id}/resume", post(desk_hook::resume))
        .route("/desk/foi/hooks/{id}/secret", post(desk_hook::rotate))
        .route("/desk/foi/hooks/{id}/deliveries/{delivery}/again", post(desk_hook::again))
        .merge(api::doors())
}
