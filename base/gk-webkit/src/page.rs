//! Answers: a template as a page, a redirect after a post, a file to download.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gk_base::Fault;

use crate::Answer;

/// A template as a page.
///
/// # Errors
/// When the template cannot be rendered.
pub fn page<T: Template>(template: &T) -> Answer {
    page_with(StatusCode::OK, template)
}

/// A template as a page with a status.
///
/// # Errors
/// When the template cannot be rendered.
pub fn page_with<T: Template>(status: StatusCode, template: &T) -> Answer {
    Ok((status, page_as("text/html; charset=utf-8", template)?).into_response())
}

/// A template as another kind of document.
///
/// # Errors
/// When the template cannot be rendered.
pub fn page_as<T: Template>(kind: &'static str, template: &T) -> Answer {
    let text =
        template.render().map_err(|e| gk_base::Problem::Fault(Fault::because("rendering a page", e)))?;
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

/// After a post, on to a page (303).
#[must_use]
pub fn see_other(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// A file to download; the name may be Chinese.
#[must_use]
pub fn download(name: &str, media: &'static str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename*=UTF-8''{}", crate::door::encode(name));
    let disposition = HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (headers, bytes).into_response()
}
