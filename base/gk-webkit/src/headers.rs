//! Headers of every answer: a strict content policy, no sniffing, no framing, no referrer to strangers, nothing private kept.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::web::Site;

/// Only what this site itself serves; no inline script or style.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

/// For a year a browser that came by TLS comes by nothing else.
const BY_TLS: &str = "max-age=31536000";

/// Lays the headers and the cross-site check over all doors.
pub fn guard<S: Clone + Send + Sync + 'static>(router: Router<S>, site: &Site) -> Router<S> {
    let set = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    let router = router
        .layer(CsrfLayer::new())
        .layer(set(header::CONTENT_SECURITY_POLICY, POLICY))
        .layer(set(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(set(header::REFERRER_POLICY, "same-origin"))
        .layer(set(header::X_FRAME_OPTIONS, "DENY"))
        .layer(set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"))
        .layer(set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"));
    if site.secure_cookies { router.layer(set(header::STRICT_TRANSPORT_SECURITY, BY_TLS)) } else { router }
}

/// What stands at these places and below them is kept nowhere on its way, nor in the browser; nor is any answer to a form, or with a
/// cookie.
pub fn never_kept<S: Clone + Send + Sync + 'static>(
    router: Router<S>,
    places: &'static [&'static str],
) -> Router<S> {
    router.layer(middleware::from_fn(move |request: Request, next: Next| unkept(places, request, next)))
}

async fn unkept(places: &'static [&'static str], request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let below =
        |place: &&str| path.strip_prefix(*place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let private = places.iter().any(below) || !matches!(*request.method(), Method::GET | Method::HEAD);
    let mut response = next.run(request).await;
    if private || response.headers().contains_key(header::SET_COOKIE) {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
