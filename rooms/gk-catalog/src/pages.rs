//! Routes, by door.

use axum::Router;
use gk_webkit::Web;

/// Every address of the room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
}
