//! The doors of the room.

mod answers;
mod desk_proposals;
mod desk_service;
mod explained;

use axum::Router;
use axum::routing::{get, post};
use gk_webkit::Web;

/// What follows the answer: service, archive, proposals, the log, explained cases.
pub fn doors() -> Router<Web> {
    Router::new()
        .route("/foi/answers", get(answers::list))
        .route("/foi/answers/{id}", get(answers::one))
        .route("/foi/cases", get(explained::public))
        .route("/foi/cases/{id}", get(explained::one))
        .route("/desk/foi/proposals", get(desk_proposals::show))
        .route("/desk/foi/proposals/{id}", get(desk_proposals::one).post(desk_proposals::settle))
        .route("/desk/foi/cases", get(explained::desk).post(explained::draft))
        .route("/desk/foi/cases/{id}", post(explained::advance))
        .route("/desk/foi/kept", get(desk_service::kept))
        .route("/desk/foi/{id}/service", get(desk_service::show).post(desk_service::prove))
        .route("/desk/foi/{id}/rating", post(desk_service::rating))
        .route("/desk/foi/{id}/label.pdf", post(desk_service::label))
        .route("/desk/foi/{id}/package.zip", post(desk_service::package))
        .route("/desk/foi/{id}/answer/prepare", post(answers::prepare))
        .route("/desk/foi/{id}/answer", post(answers::show))
        .route("/desk/foi/{id}/answer/withdraw", post(answers::withdraw))
}
