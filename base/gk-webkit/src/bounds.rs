//! Bounds of what is sent: a body that says it is too long is refused before it is read.

use axum::Router;
use axum::body::HttpBody as _;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};

use crate::fields::too_large;

/// Bytes of a form that holds a few words.
pub const FEW_WORDS: usize = 64 << 10;
/// Bytes of a form with files that anybody may send.
pub const PUBLIC_UPLOAD: usize = 64 << 20;

/// Lays a bound over all doors of a router. What does not say how long it is, is read up to the bound.
pub fn bounded<S: Clone + Send + Sync + 'static>(router: Router<S>, limit: usize) -> Router<S> {
    let check = move |request: Request, next: Next| refuse(limit, request, next);
    router.layer(DefaultBodyLimit::max(limit)).layer(middleware::from_fn(check))
}

async fn refuse(limit: usize, request: Request, next: Next) -> Response {
    let said = request.body().size_hint();
    let least = said.upper().unwrap_or_else(|| said.lower());
    if usize::try_from(least).unwrap_or(usize::MAX) > limit {
        return too_large().into_response();
    }
    next.run(request).await
}
