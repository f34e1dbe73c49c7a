//! The pages of the room, by door.

use axum::Router;
use gk_webkit::Web;

/// Every address.
pub(crate) fn doors() -> Router<Web> {
    Router::new()
}
