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

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::StatusCode;
    use axum::routing::post;
    use tower::ServiceExt as _;

    #[tokio::test]
    async fn a_body_that_says_it_is_too_long_is_refused_unread() {
        let router: Router = bounded(Router::new().route("/", post(|| async { "taken" })), 10);
        let send = |text: &'static str| {
            let request = Request::post("/").body(Body::from(text)).unwrap();
            router.clone().oneshot(request)
        };
        assert_eq!(send("short").await.unwrap().status(), StatusCode::OK);
        assert_eq!(send("far too long for it").await.unwrap().status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
}
