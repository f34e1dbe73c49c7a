//! 公开职责: duties compiled from editions, their clocks, events and coverage.

use axum::Router;
use gk_base::Room;
use gk_webkit::Web;

/// The door plate.
#[must_use]
pub fn room() -> Room {
    Room { name: "duties", statements: vec![], workers: vec![], indexed: vec![], events: vec![] }
}

/// The doors.
pub fn doors() -> Router<Web> {
    Router::new()
}
