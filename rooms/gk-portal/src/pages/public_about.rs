//! 关于本站: what this site is, how data are marked, accessibility; and the sign of life for monitors.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use gk_base::settings;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Web, page};

use super::{Head, shell};

#[derive(Template)]
#[template(path = "public/about.html")]
struct AboutPage {
    shell: Shell,
    head: Head,
    /// The years whose working calendar is announced, with the notice.
    years: Vec<(i16, String)>,
}

/// GET /about
pub(super) async fn get(State(web): State<Web>) -> Answer {
    let mut read = web.office().read().await?;
    let years = settings::notices(&mut read).await?.into_iter().map(|one| (one.year, one.source)).collect();
    page(&AboutPage { shell: shell(&web, "about"), head: Head::of(&web, "/about"), years })
}

/// GET /healthz: the database answers.
pub(super) async fn health(State(web): State<Web>) -> Answer {
    let mut read = web.office().read().await?;
    gk_base::ledger::head(&mut read).await?;
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    let fresh = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(([kind, fresh], "ok\n").into_response())
}
