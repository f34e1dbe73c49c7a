//! 导出目录: an edition as XLSX in the national table, as CSV and as JSON.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse as _;
use gk_base::book::{Book, Page};
use gk_base::{Fault, Problem, Read};
use gk_rules::Coded as _;
use gk_rules::catalog::export::{Heading, Layout, export};
use gk_rules::catalog::item::Item;
use gk_webkit::page::download;
use gk_webkit::{Answer, Path, Query, Web};

use super::published;
use crate::EditionLine;
use crate::tables::items;

/// The rows of headings of the national table.
const HEADS: usize = 2;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// An edition as one printed page; `layout=complete` gives codes and ways of adoption beside.
pub(crate) fn printed(edition: &EditionLine, items: &[Item], layout: Layout) -> Page {
    let heading = Heading { region: edition.owner.name.clone(), domain: edition.domain_name() };
    Page::of_table(&export(items, &heading, layout), HEADS)
}

async fn loaded(read: &mut Read, id: i64) -> Result<(EditionLine, Vec<Item>), Problem> {
    let edition = published(read, id).await?;
    let items = items::all(read, id).await?.into_iter().map(|one| one.item).collect();
    Ok((edition, items))
}

fn layout_of(query: &Query) -> Layout {
    Layout::from_code(query.text("layout")).unwrap_or(Layout::National)
}

fn name_of(edition: &EditionLine, kind: &str) -> String {
    format!("{}-{}.{kind}", edition.title(), edition.number)
}

/// As XLSX.
pub(crate) async fn xlsx(State(web): State<Web>, Path(id): Path<i64>, query: Query) -> Answer {
    let mut read = web.office().read().await?;
    let (edition, items) = loaded(&mut read, id).await?;
    let (sheets, layout, name) = (web.office().sheets(), layout_of(&query), name_of(&edition, "xlsx"));
    let work = move || sheets.xlsx(&Book { sheets: vec![printed(&edition, &items, layout)] });
    let bytes =
        tokio::task::spawn_blocking(work).await.map_err(|e| Fault::because("writing a workbook", e))??;
    Ok(download(&name, XLSX, bytes))
}

/// As CSV.
pub(crate) async fn csv(State(web): State<Web>, Path(id): Path<i64>, query: Query) -> Answer {
    let mut read = web.office().read().await?;
    let (edition, items) = loaded(&mut read, id).await?;
    let bytes = web.office().sheets().csv(&printed(&edition, &items, layout_of(&query)));
    Ok(download(&name_of(&edition, "csv"), "text/csv; charset=utf-8", bytes))
}

/// As JSON: whose, since when, and the items as typed values.
pub(crate) async fn json(State(web): State<Web>, Path(id): Path<i64>) -> Answer {
    let mut read = web.office().read().await?;
    let (edition, items) = loaded(&mut read, id).await?;
    let body = crate::queries::as_json(&edition, &items).to_string();
    let kind = HeaderValue::from_static("application/json; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
}
