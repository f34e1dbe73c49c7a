//! The doors of the room.

mod list;
mod many;
mod today;

use axum::Router;
use axum::routing::{get, post};
use gk_webkit::Web;

/// The doors.
pub fn doors() -> Router<Web> {
    Router::new()
        .route("/desk", get(today::show))
        .route("/desk/records", get(list::show))
        .route("/desk/records/many", post(many::look))
        .route("/desk/records/many/do", post(many::act))
        .route("/desk/views", post(list::keep))
        .route("/desk/views/drop", post(list::drop_it))
}
