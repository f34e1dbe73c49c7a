//! The doors of the room.

use axum::Router;
use gk_webkit::Web;

/// The doors.
pub fn doors() -> Router<Web> {
    Router::new()
}
