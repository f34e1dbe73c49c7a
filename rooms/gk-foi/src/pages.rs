//! The doors of the room.

mod answers;
mod api;
mod asked;
mod caller;
mod case;
mod desk_calendar;
mod desk_case;
mod desk_figures;
mod desk_keys;
mod desk_letter;
mod desk_letters;
mod desk_list;
mod desk_new;
mod desk_proposals;
mod desk_redact;
mod desk_redact_image;
mod desk_reply;
mod desk_report;
mod desk_service;
mod desk_settings;
mod desk_step;
mod desk_supervision;
mod desk_templates;
mod desk_worksheet;
mod explained;
mod form;
mod guesses;
mod holder;
mod precedents;
mod public_apply;
mod public_case;
mod public_guide;
mod stale;

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
        .route("/desk/foi/report/last", post(desk_report::bring))
        .route("/desk/foi/new", get(desk_new::show).post(desk_new::enter))
        .route("/desk/foi/{id}/{verb}", post(desk_step::step))
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
    public.layer(Extension(guesses::Guesses::default())).merge(desk())
}

fn desk() -> Router<Web> {
    let with_files = Router::new()
        .route("/desk/foi/{id}/reply", get(desk_reply::show).post(desk_reply::draft))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT));
    Router::new()
        .route("/desk/foi", get(desk_list::show))
        .route("/desk/foi/settings", get(desk_settings::show).post(desk_settings::save))
        .route("/desk/foi/templates", get(desk_templates::list))
        .route("/desk/foi/templates/{form}", get(desk_templates::show).post(desk_templates::save))
        .route("/desk/foi/{id}/letters", get(desk_letters::show))
        .route("/desk/foi/{id}/letters/{form}", get(desk_letter::show).post(desk_letter::prepare))
        .route("/desk/foi/{id}/letters/{form}/release", post(desk_letter::release))
        .route("/desk/foi/{id}/letters/{form}/{ending}", get(desk_letter::draft))
        .route("/desk/foi/report", get(desk_report::show))
        .route("/desk/foi/report/cell", get(desk_report::cell))
        .route("/desk/foi/report/file/{form}", get(desk_report::file))
        .route("/desk/foi/report/keep", post(desk_report::keep))
        .route("/desk/foi/calendar", get(desk_calendar::show))
        .route("/desk/foi/calendar/address", post(desk_calendar::address))
        .route("/desk/foi/clock/{token}/clock.ics", get(desk_calendar::subscribed))
        .route("/desk/foi/warnings", get(desk_supervision::warnings))
        .route("/desk/foi/supervision", get(desk_supervision::show))
        .route("/desk/foi/{id}", get(desk_case::show))
        .route("/desk/foi/{id}/person", post(desk_case::person))
        .route("/desk/foi/{id}/files/{file}", get(desk_case::file))
        .route("/desk/foi/{id}/worksheet", get(desk_worksheet::show).post(desk_worksheet::answer))
        .route("/desk/foi/keys", get(desk_keys::show).post(desk_keys::make))
        .route("/desk/foi/keys/{id}/end", post(desk_keys::end))
        .merge(api::doors())
        .route("/desk/foi/{id}/redact/{file}", get(desk_redact::show).post(desk_redact::act))
        .route("/desk/foi/{id}/redact/{file}/page/{page}", get(desk_redact_image::page))
        .route("/desk/foi/{id}/redact/{file}/preview/{page}", get(desk_redact_image::preview))
        .merge(with_files)
        .merge(disclosure())
}

/// What follows the answer: service, archive, proposals, the log, explained cases, figures.
fn disclosure() -> Router<Web> {
    Router::new()
        .route("/foi/answers", get(answers::list))
        .route("/foi/answers/{id}", get(answers::one))
        .route("/foi/cases", get(explained::public))
        .route("/foi/case/rate", post(public_case::rate))
        .route("/desk/foi/proposals", get(desk_proposals::show))
        .route("/desk/foi/proposals/{id}", get(desk_proposals::one).post(desk_proposals::settle))
        .route("/desk/foi/cases", get(explained::desk).post(explained::draft))
        .route("/desk/foi/cases/{id}", post(explained::advance))
        .route("/desk/foi/figures", get(desk_figures::show))
        .route("/desk/foi/kept", get(desk_service::kept))
        .route("/desk/foi/{id}/service", get(desk_service::show).post(desk_service::prove))
        .route("/desk/foi/{id}/rating", post(desk_service::rating))
        .route("/desk/foi/{id}/label.pdf", post(desk_service::label))
        .route("/desk/foi/{id}/package.zip", post(desk_service::package))
        .route("/desk/foi/{id}/answer/prepare", post(answers::prepare))
        .route("/desk/foi/{id}/answer", post(answers::show))
        .route("/desk/foi/{id}/answer/withdraw", post(answers::withdraw))
}
