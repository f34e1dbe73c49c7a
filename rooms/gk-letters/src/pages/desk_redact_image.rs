//! Pictures of the pages of a file, as it is and as it would be after its redaction; nobody keeps a copy of them.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::IntoResponse;
use gk_base::{Fault, Problem};
use gk_webkit::{Answer, Desk, Path, Web};

use crate::verbs::redact;

/// Pixels to the inch: enough to read small print on a telephone turned round.
const DPI: u16 = 110;

/// A page as it is.
pub(super) async fn page(
    State(web): State<Web>,
    desk: Desk,
    Path((id, file, page)): Path<(i64, i64, u32)>,
) -> Answer {
    let begun = redact::begin(web.office(), &desk.actor, (id, file)).await?;
    picture(&web, begun.bytes, page).await
}

/// A page as it would be.
pub(super) async fn preview(
    State(web): State<Web>,
    desk: Desk,
    Path((id, file, page)): Path<(i64, i64, u32)>,
) -> Answer {
    let begun = redact::begin(web.office(), &desk.actor, (id, file)).await?;
    let (_, done) = redact::compute(web.office(), begun).await?;
    picture(&web, done.bytes, page).await
}

async fn picture(web: &Web, bytes: Vec<u8>, page: u32) -> Answer {
    let redactor = web.office().redactor();
    let work = move || redactor.page_image(&bytes, page, DPI);
    let png = tokio::task::spawn_blocking(work)
        .await
        .map_err(|e| Problem::from(Fault::because("showing a page", e)))??;
    let headers =
        [(CONTENT_TYPE, "image/png"), (CACHE_CONTROL, "no-store"), (X_CONTENT_TYPE_OPTIONS, "nosniff")];
    Ok((headers, png).into_response())
}
