//! Routes, by door.

mod desk_adopt;
mod desk_edition;
mod desk_editions;
mod desk_findings;
mod desk_import;
mod desk_imports;
mod desk_item;
mod desk_items;
mod desk_merge;
mod public_conformity;
mod public_diff;
mod public_export;
mod public_standard;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use gk_base::{Problem, Read};
use gk_rules::Coded;
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::words::Heading;
use gk_rules::org::{Act, may};
use gk_webkit::fields::UPLOAD_LIMIT;
use gk_webkit::shell::Shell;
use gk_webkit::{Desk, PageError, Query, Web, desk_shell};

use crate::EditionLine;
use crate::tables::editions;
pub(crate) use public_export::printed;

/// Every address of the room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().merge(desk()).merge(public())
}

fn public() -> Router<Web> {
    Router::new()
        .route("/standards/diff", get(public_diff::show))
        .route("/standards/{id}", get(public_standard::show))
        .route("/standards/{id}/conformity", get(public_conformity::show))
        .route("/standards/{id}/catalog.xlsx", get(public_export::xlsx))
        .route("/standards/{id}/catalog.csv", get(public_export::csv))
        .route("/standards/{id}/catalog.json", get(public_export::json))
}

fn desk() -> Router<Web> {
    Router::new()
        .route(
            "/desk/imports",
            get(desk_imports::show).post(desk_imports::post).layer(DefaultBodyLimit::max(UPLOAD_LIMIT)),
        )
        .route("/desk/imports/new", get(desk_imports::form))
        .route("/desk/imports/{id}", get(desk_import::show))
        .route("/desk/imports/{id}/file", get(desk_import::file))
        .route("/desk/catalog", get(desk_editions::show))
        .route("/desk/catalog/adopt", get(desk_adopt::show).post(desk_adopt::post))
        .route("/desk/catalog/{id}", get(desk_edition::show).post(desk_edition::post))
        .route("/desk/catalog/{id}/items", get(desk_items::show))
        .route("/desk/catalog/{id}/items/new", get(desk_item::new).post(desk_item::add))
        .route("/desk/catalog/{id}/items/{code}", get(desk_item::show).post(desk_item::post))
        .route("/desk/catalog/{id}/items/{code}/drop", post(desk_item::drop_it))
        .route("/desk/catalog/{id}/findings", get(desk_findings::show).post(desk_findings::post))
        .route("/desk/catalog/{id}/merge", get(desk_merge::show).post(desk_merge::post))
}

/// The shell of a public page.
pub(crate) fn public_shell(web: &Web, title: &str) -> Shell {
    let site = web.site();
    Shell::public(site.name.clone())
        .title(title)
        .active("catalogs")
        .demo(site.demo.is_some())
        .today(web.office().today())
        .crumb(Heading::Catalogs.label(), "/catalogs")
}

/// The shell of a desk page of this room.
pub(crate) async fn shell_of(web: &Web, desk: &Desk, active: &str, title: &str) -> Result<Shell, PageError> {
    Ok(desk_shell(web, desk, active).await?.title(title).crumb(Heading::Desk.label(), "/desk"))
}

/// What was done before this page was shown, in the words of the ledger; empty for nothing.
pub(crate) fn done(query: &Query) -> &'static str {
    CatalogEvent::from_code(query.text("done")).map_or("", CatalogEvent::label)
}

/// The same address after something was done.
pub(crate) fn after(address: &str, event: CatalogEvent) -> String {
    format!("{address}?done={}", event.code())
}

/// An edition that everybody may see: one that holds, held or will hold.
pub(crate) async fn published(read: &mut Read, id: i64) -> Result<EditionLine, Problem> {
    let line = editions::load(read, id).await?;
    if line.validity.is_some() { Ok(line) } else { Err(Problem::missing("edition", id)) }
}

/// An edition the signed-in person may look at: of the own organ or below, or published.
pub(crate) async fn looked_at(read: &mut Read, desk: &Desk, id: i64) -> Result<EditionLine, Problem> {
    let line = editions::load(read, id).await?;
    if line.validity.is_some() || desk.actor.path.holds(&line.owner.path) {
        return Ok(line);
    }
    may(&desk.actor, Act::EditDraftEdition, &line.subject())?;
    Ok(line)
}
