//! The house: rooms, the office they share, and the doors people come in by.

use std::sync::Arc;

use axum::Router;
use gk_base::jobs::Worker;
use gk_base::office::Ports;
use gk_base::sealed::SealedColumn;
use gk_base::search::{Follower, Indexed, SearchIndex};
use gk_base::sql::Sql;
use gk_base::{Fault, Office, Room};
use gk_webkit::Web;

use crate::{consequences, migrations};

/// Every room, in the order of the house.
#[must_use]
pub fn rooms() -> Vec<Room> {
    vec![
        gk_org::room(),
        gk_catalog::room(),
        gk_duties::room(),
        gk_records::room(),
        gk_desk::room(),
        gk_intake::room(),
        gk_foi::room(),
        gk_letters::room(),
        gk_validity::room(),
        gk_answers::room(),
        gk_supervision::room(),
        gk_counter::room(),
        gk_portal::room(),
    ]
}

/// The statements of the base, beside those of the rooms.
#[must_use]
pub fn statements() -> Vec<Sql> {
    let base: [&[Sql]; 9] = [
        crate::check::STATEMENTS,
        crate::province::ALL,
        gk_base::blobs::ALL,
        gk_base::directory::ALL,
        gk_base::jobs::ALL,
        gk_base::ledger::ALL,
        gk_base::migrate::ALL,
        gk_base::session::ALL,
        gk_base::settings::ALL,
    ];
    let base = base.into_iter().chain(gk_base::sealed::STATEMENTS);
    let sealed = sealed_columns().into_iter().map(|column| column.statements);
    base.chain(rooms().into_iter().flat_map(|room| room.statements))
        .chain(sealed)
        .flatten()
        .copied()
        .collect()
}

/// Every column of sealed values: of the base, and of every room.
#[must_use]
pub fn sealed_columns() -> Vec<SealedColumn> {
    let of_rooms = rooms().into_iter().flat_map(|room| room.sealed);
    gk_base::sealed::COLUMNS.iter().copied().chain(of_rooms).collect()
}

/// Every worker of every room.
#[must_use]
pub fn workers() -> Vec<Arc<dyn Worker>> {
    rooms().into_iter().flat_map(|room| room.workers).collect()
}

/// Brings the database to the newest version and opens the office on it.
///
/// # Errors
/// When a migration fails.
pub async fn open(ports: Ports) -> Result<Office, Fault> {
    gk_base::migrate::migrate(ports.engine.as_ref(), migrations::ALL).await?;
    Ok(Office::new(ports, consequences::consequences()))
}

/// Words of the office that mean the same to a searcher: the first is also looked for as the second.
fn synonyms() -> gk_index::Synonyms {
    gk_index::Synonyms::new(gk_standards::synonyms::pairs())
}

/// The index in a folder.
///
/// # Errors
/// When the folder cannot be used.
pub fn index_in(folder: &std::path::Path) -> Result<gk_index::Port, Fault> {
    gk_index::Port::open(folder, synonyms())
}

/// An index that is gone with the process: for tests.
///
/// # Errors
/// When memory cannot be had.
pub fn index_in_memory() -> Result<gk_index::Port, Fault> {
    gk_index::Port::in_memory(synonyms())
}

/// An index with everything the rooms let the public find.
#[must_use]
pub fn follower(index: Arc<dyn SearchIndex>) -> Follower {
    let indexed: Vec<Arc<dyn Indexed>> = rooms().into_iter().flat_map(|room| room.indexed).collect();
    Follower::new(index, indexed)
}

/// Where answers belong to one reader: the desk, the interface, an application and the forms that lead to it.
const PRIVATE: &[&str] = &["/desk", "/api", "/foi/case", "/foi/progress", "/foi/apply", "/account"];

/// Where answers are the same for everybody and come from the database and the index alone; below, where it ends in `/`.
const KEPT: &[&str] = &[
    "/",
    "/about",
    "/catalogs",
    "/catalogs/",
    "/coverage",
    "/coverage/",
    "/feed.xml",
    "/info/",
    "/items/",
    "/organs",
    "/organs/",
    "/search",
    "/sitemap.xml",
    "/standards/",
];

/// All doors, guarded.
pub fn doors(web: Web) -> Router {
    let router = Router::new()
        .merge(gk_portal::doors())
        .merge(gk_org::doors())
        .merge(gk_catalog::doors())
        .merge(gk_duties::doors())
        .merge(gk_records::doors())
        .merge(gk_desk::doors())
        .merge(gk_intake::doors())
        .merge(gk_foi::doors())
        .merge(gk_letters::doors())
        .merge(gk_validity::doors())
        .merge(gk_answers::doors())
        .merge(gk_supervision::doors())
        .merge(gk_counter::doors());
    let router = router.merge(gk_webkit::assets::routes());
    let router = router.fallback(nothing_here);
    let router = gk_webkit::kept::keep(router, &web, KEPT);
    let router = router.layer(axum::middleware::from_fn_with_state(web.clone(), gk_webkit::error::dress));
    // Forms bound themselves, part by part; this is the bound of the request as a whole.
    let router =
        router.layer(axum::extract::DefaultBodyLimit::max(gk_webkit::fields::UPLOAD_LIMIT + (1 << 20)));
    let elsewhere = gk_webkit::today::Elsewhere(vec![gk_foi::waiting(), gk_validity::waiting()]);
    let router = router.layer(axum::Extension(elsewhere));
    let router = gk_webkit::headers::never_kept(router, PRIVATE);
    gk_webkit::headers::guard(router, web.site()).with_state(web)
}

/// No room has this address.
async fn nothing_here(uri: axum::http::Uri) -> gk_webkit::PageError {
    gk_base::Problem::missing("page", uri.path()).into()
}
