//! The doors of the room: signing in, posts, the account, people, the log.

mod desk_account;
mod desk_log;
mod desk_people;
mod desk_posts;
mod desk_sign_in;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::{get, post};
use gk_base::Secret;
use gk_webkit::bounds::{FEW_WORDS, bounded};
use gk_webkit::{Web, door};

/// The doors.
pub fn doors() -> Router<Web> {
    // Whoever has not signed in sends a name and a password, nothing longer.
    let strangers = Router::new().route("/desk/sign-in", get(desk_sign_in::show).post(desk_sign_in::sign_in));
    Router::new()
        .merge(bounded(strangers, FEW_WORDS))
        .route("/desk/sign-out", post(desk_sign_in::sign_out))
        .route("/desk/posts", get(desk_posts::show).post(desk_posts::switch))
        .route("/desk/account", get(desk_account::show).post(desk_account::change))
        .route("/desk/people", get(desk_people::show).post(desk_people::appoint))
        .route("/desk/people/{post}/end", post(desk_people::end))
        .route("/desk/log", get(desk_log::show))
}

/// The answer with the session's cookie; an empty secret ends it.
fn with_session(web: &Web, mut response: Response, secret: &Secret) -> Response {
    let cookie = door::session_cookie(secret.reveal(), web.site().secure_cookies);
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}
