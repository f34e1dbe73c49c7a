//! 机构与人员: regions, organs, posts, staff, sign-in.

use axum::Router;
use gk_base::Room;
use gk_webkit::Web;

/// The door plate.
#[must_use]
pub fn room() -> Room {
    Room { name: "org", statements: vec![], workers: vec![], indexed: vec![], events: vec![] }
}

/// The doors.
pub fn doors() -> Router<Web> {
    Router::new()
}
