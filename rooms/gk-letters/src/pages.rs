//! The doors of the room.

mod desk_letter;
mod desk_letters;
mod desk_redact;
mod desk_redact_image;
mod desk_settings;
mod desk_templates;

use axum::Router;
use axum::routing::{get, post};
use gk_webkit::Web;

/// The doors.
pub fn doors() -> Router<Web> {
    Router::new()
        .route("/desk/foi/settings", get(desk_settings::show).post(desk_settings::save))
        .route("/desk/foi/templates", get(desk_templates::list))
        .route("/desk/foi/templates/{form}", get(desk_templates::show).post(desk_templates::save))
        .route("/desk/foi/{id}/letters", get(desk_letters::show))
        .route("/desk/foi/{id}/letters/{form}", get(desk_letter::show).post(desk_letter::prepare))
        .route("/desk/foi/{id}/letters/{form}/release", post(desk_letter::release))
        .route("/desk/foi/{id}/letters/{form}/{ending}", get(desk_letter::draft))
        .route("/desk/foi/{id}/redact/{file}", get(desk_redact::show).post(desk_redact::act))
        .route("/desk/foi/{id}/redact/{file}/page/{page}", get(desk_redact_image::page))
        .route("/desk/foi/{id}/redact/{file}/preview/{page}", get(desk_redact_image::preview))
}
