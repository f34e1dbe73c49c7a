//! 留存的页面: public pages are the same for everybody, so they are kept as answered until something is committed or the day
//! turns; and whoever has a page already is told so (304).

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use gk_base::cabinet::AsOf;
use gk_base::ledger::sha256;

use crate::web::Web;

/// The longest address that is kept, and the largest page, in bytes.
const ADDRESS: usize = 300;
const PAGE: usize = 512 << 10;

/// A page as it is given to everybody.
struct Kept {
    headers: HeaderMap,
    body: Bytes,
}

/// Keeps what stands at these addresses, and below those that end in `/`. No answer there may depend on who asks.
pub fn keep(router: Router<Web>, web: &Web, places: &'static [&'static str]) -> Router<Web> {
    let asked = move |State(web): State<Web>, request: Request, next: Next| async move {
        let path = request.uri().path();
        let at = |place: &&str| {
            path == *place || (place.ends_with('/') && place.len() > 1 && path.starts_with(*place))
        };
        if request.method() == Method::GET && places.iter().any(at) {
            answer(&web, request, next).await
        } else {
            next.run(request).await
        }
    };
    router.layer(middleware::from_fn_with_state(web.clone(), asked))
}

async fn answer(web: &Web, mut request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map(|one| one.as_str().to_owned()).unwrap_or_default();
    let as_of = match address.len() <= ADDRESS {
        true => as_of(web).await,
        false => None,
    };
    // A page that cannot be kept is answered all the same; so is the trouble of a database that does not.
    let Some(as_of) = as_of else { return next.run(request).await };
    let known = known(request.headers());
    // What is found depends on how far the index has come.
    let name = format!("page:{}:{address}", web.search().position());
    let cabinet = web.office().cabinet();
    if let Some(page) = cabinet.find::<Kept>(as_of, &name) {
        return give(&page, &known);
    }
    // Many who come at once wait for the first.
    let turn = cabinet.turn(as_of, &name);
    let _turn = turn.lock().await;
    if let Some(page) = cabinet.find::<Kept>(as_of, &name) {
        return give(&page, &known);
    }
    // What the asker has is compared here, with the whole page.
    request.headers_mut().remove(header::IF_NONE_MATCH);
    let response = next.run(request).await;
    let small = response
        .body()
        .size_hint()
        .exact()
        .is_some_and(|bytes| usize::try_from(bytes).is_ok_and(|bytes| bytes <= PAGE));
    if response.status() != StatusCode::OK || !small || response.headers().contains_key(header::SET_COOKIE) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, PAGE).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if let Ok(tag) = HeaderValue::from_str(&tag(&body)) {
        parts.headers.insert(header::ETAG, tag);
    }
    parts.headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    let page = Arc::new(Kept { headers: parts.headers, body });
    cabinet.put(as_of, name, page.body.len(), &page);
    give(&page, &known)
}

async fn as_of(web: &Web) -> Option<AsOf> {
    let mut read = web.office().read().await.ok()?;
    AsOf::of(&mut read).await.ok()
}

/// The hash of a page's content, as a tag.
fn tag(body: &[u8]) -> String {
    let hash: String = sha256(body).chars().take(32).collect();
    format!("\"{hash}\"")
}

/// The tags of the pages the asker has.
fn known(headers: &HeaderMap) -> Vec<String> {
    let all = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).map(|one| one.trim().trim_start_matches("W/").to_owned()).collect()
}

fn give(page: &Kept, known: &[String]) -> Response {
    let tag = page.headers.get(header::ETAG);
    let has = known.iter().any(|one| one == "*" || tag.is_some_and(|tag| tag.as_bytes() == one.as_bytes()));
    let (status, body) = match has {
        true => (StatusCode::NOT_MODIFIED, Body::empty()),
        false => (StatusCode::OK, Body::from(page.body.clone())),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().extend(page.headers.clone());
    if has {
        response.headers_mut().remove(header::CONTENT_TYPE);
        response.headers_mut().remove(header::CONTENT_LENGTH);
    }
    response
}
