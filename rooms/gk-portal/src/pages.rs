//! Pages of the portal: all of them public, complete without JavaScript, rendered live.

mod public_about;
mod public_catalog;
mod public_catalogs;
mod public_feed;
mod public_home;
mod public_info;
mod public_item;
mod public_item_organ;
mod public_organ;
mod public_organs;
mod public_search;
mod public_sitemap;

use axum::Router;
use axum::routing::get;
use gk_base::directory::Seat;
use gk_rules::org::OrganId;
use gk_webkit::Web;
use gk_webkit::parts::{Entry, Link};
use gk_webkit::shell::Shell;

use crate::queries::InfoLine;

/// All addresses of the portal.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/", get(public_home::get))
        .route("/about", get(public_about::get))
        .route("/catalogs", get(public_catalogs::get))
        .route("/catalogs/{domain}", get(public_catalog::get))
        .route("/info/{*rest}", get(public_info::get))
        .route("/items/{line}", get(public_item::get))
        .route("/items/{line}/{organ}", get(public_item_organ::get))
        .route("/organs", get(public_organs::get))
        .route("/organs/{code}", get(public_organ::get))
        .route("/organs/{code}/feed.xml", get(public_feed::of_organ))
        .route("/search", get(public_search::get))
        .route("/feed.xml", get(public_feed::of_all))
        .route("/sitemap.xml", get(public_sitemap::get))
        .route("/robots.txt", get(public_sitemap::robots))
        .route("/healthz", get(public_about::health))
}

/// What stands in a page's head for machines.
pub(crate) struct Head {
    /// The one address of this page.
    pub(crate) canonical: String,
    /// The feed of what the page lists; empty for none.
    pub(crate) feed: String,
    /// Whether search engines are asked to leave it out: a page of results, a further page of a list.
    pub(crate) no_index: bool,
}

impl Head {
    /// The head of a page with this path and query.
    pub(crate) fn of(web: &Web, path: &str) -> Self {
        Self { canonical: absolute(web, path), feed: String::new(), no_index: false }
    }
    /// The same, with a feed beside it.
    pub(crate) fn feed(mut self, path: impl Into<String>) -> Self {
        self.feed = path.into();
        self
    }
    /// The same, left out by search engines when this holds.
    pub(crate) fn left_out_if(mut self, no_index: bool) -> Self {
        self.no_index = no_index;
        self
    }
}

/// The address with the site's own before it.
pub(crate) fn absolute(web: &Web, path: &str) -> String {
    format!("{}{path}", web.site().base_url.trim_end_matches('/'))
}

/// The shell of a public page.
pub(crate) fn shell(web: &Web, active: &str) -> Shell {
    let site = web.site();
    Shell::public(site.name.clone()).active(active).demo(site.demo.is_some()).today(web.office().today())
}

/// The whole wood as one seat: from the first tree to the end of the last. Nothing where there is no tree.
pub(crate) fn wood(roots: &[Seat]) -> Option<Seat> {
    let first = roots.first()?;
    let last = roots.iter().map(|one| one.last).max()?;
    let mut organ = first.organ.clone();
    organ.id = OrganId(roots.iter().map(|one| one.organ.id.0).min()?);
    Some(Seat { organ, last })
}

/// A day as people in China read it: `2026年3月5日` needs words, so pages show the ISO form.
pub(crate) fn entries(lines: &[InfoLine], with_organ: bool) -> Vec<Entry> {
    lines
        .iter()
        .map(|one| {
            let organ = if with_organ { one.organ_name.as_str() } else { "" };
            let parts: Vec<&str> =
                [organ, one.document_number.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
            Entry {
                title: one.title.clone(),
                href: one.href(),
                line: parts.join(" · "),
                when: one.published_on.to_string(),
            }
        })
        .collect()
}

/// The way from the top down to an organ, without the organ itself.
pub(crate) fn way(above: &[Seat]) -> Vec<Link> {
    above
        .iter()
        .map(|one| Link::new(one.organ.names.full.clone(), format!("/organs/{}", one.organ.code)))
        .collect()
}
