//! 政府信息资源库: records, review, publication, withdrawal.

use axum::Router;
use gk_base::Room;
use gk_webkit::Web;

/// The door plate.
#[must_use]
pub fn room() -> Room {
    Room { name: "records", statements: vec![], workers: vec![], indexed: vec![], events: vec![] }
}

/// The doors.
pub fn doors() -> Router<Web> {
    Router::new()
}
