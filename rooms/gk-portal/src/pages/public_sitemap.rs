//! 站点地图: an index and pages of at most ten thousand addresses, each found by the key before it; and robots.txt.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use gk_base::directory::{self, Seat};
use gk_base::{Problem, Read};
use gk_rules::org::OrganId;
use gk_webkit::door::encode;
use gk_webkit::{Answer, Query, Web};

use super::{absolute, wood};
use crate::queries;
use gk_webkit::page::page_as;

/// Addresses on a page of the map (the protocol allows 50 000).
const SIZE: i64 = 10_000;
const KIND: &str = "application/xml; charset=utf-8";

#[derive(Template)]
#[template(path = "public/sitemap_index.xml")]
struct Index {
    pages: Vec<String>,
}

#[derive(Template)]
#[template(path = "public/sitemap.xml")]
struct Map {
    places: Vec<Place>,
}

/// 地址: one address of the map.
struct Place {
    href: String,
    /// The day it last changed; empty where it changes with the day.
    changed: String,
}

impl Place {
    fn new(href: impl Into<String>) -> Self {
        Self { href: href.into(), changed: String::new() }
    }
}

/// 部分: a part of the map, listed by a key of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Home, catalogs, coverage, about.
    Pages,
    /// Every organ, by its number.
    Organs,
    /// Every item in force, by its line.
    Items,
    /// Published information, by what the records room goes on from.
    Info,
}

impl Part {
    const ALL: [Self; 4] = [Self::Pages, Self::Organs, Self::Items, Self::Info];

    fn name(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Organs => "organs",
            Self::Items => "items",
            Self::Info => "info",
        }
    }

    /// The addresses after a key, at most [`SIZE`], each with its own key.
    async fn list(self, read: &mut Read, after: &str) -> Result<Vec<(String, Place)>, Problem> {
        let number = || after.parse::<i64>().unwrap_or(0);
        match self {
            Self::Pages => Ok(if after.is_empty() { pages() } else { Vec::new() }),
            Self::Organs => organs(read, number()).await,
            Self::Items => {
                let lines = gk_catalog::list_lines_in_force(read, number(), SIZE).await?;
                let place = |line: i64| (line.to_string(), Place::new(format!("/items/{line}")));
                Ok(lines.into_iter().map(place).collect())
            }
            Self::Info => Ok(queries::numbers_after(read, after, SIZE)
                .await?
                .into_iter()
                .map(|(number, day)| {
                    let href = gk_records::address(&number);
                    (number, Place { href, changed: day.to_string() })
                })
                .collect()),
        }
    }
}

/// GET /sitemap.xml, /sitemap.xml?part=organs&after=KEY
pub(super) async fn get(State(web): State<Web>, query: Query) -> Answer {
    let mut read = web.office().read().await?;
    let Some(name) = query.maybe("part") else {
        let pages = index(&web, &mut read).await?;
        return page_as(KIND, &Index { pages });
    };
    let part = Part::ALL.into_iter().find(|one| one.name() == name);
    let part = part.ok_or_else(|| Problem::missing("page", name))?;
    let found = part.list(&mut read, query.text("after")).await?;
    if found.is_empty() {
        return Err(Problem::missing("page", query.text("after")).into());
    }
    let whole = |(_, place): (String, Place)| Place { href: absolute(&web, &place.href), ..place };
    page_as(KIND, &Map { places: found.into_iter().map(whole).collect() })
}

/// Every page of the map: the key a page ends with begins the next.
async fn index(web: &Web, read: &mut Read) -> Result<Vec<String>, Problem> {
    let mut pages = Vec::new();
    for part in Part::ALL {
        let mut after = String::new();
        loop {
            let found = part.list(read, &after).await?;
            let Some((last, _)) = found.last() else { break };
            let from = if after.is_empty() { String::new() } else { format!("&after={}", encode(&after)) };
            pages.push(absolute(web, &format!("/sitemap.xml?part={}{from}", part.name())));
            if i64::try_from(found.len()).is_ok_and(|n| n < SIZE) {
                break;
            }
            after.clone_from(last);
        }
    }
    Ok(pages)
}

fn pages() -> Vec<(String, Place)> {
    let fixed = ["/", "/catalogs", "/coverage", "/organs", "/about"].into_iter().map(str::to_owned);
    let domains = gk_standards::domains::all().iter().map(|one| format!("/catalogs/{}", one.code));
    fixed.chain(domains).map(|href| (href.clone(), Place::new(href))).collect()
}

async fn organs(read: &mut Read, after: i64) -> Result<Vec<(String, Place)>, Problem> {
    let roots = directory::list_roots(read).await?;
    let Some(whole) = wood(&roots) else { return Ok(Vec::new()) };
    // A subtree is listed without its top; the whole wood is below nought.
    let mut ground = whole.organ.clone();
    ground.id = OrganId(0);
    let seats = directory::list_subtree(read, &Seat { organ: ground, last: whole.last }, after, SIZE).await?;
    let place = |seat: Seat| {
        (seat.organ.id.0.to_string(), Place::new(format!("/organs/{}", encode_code(&seat.organ.code))))
    };
    Ok(seats.into_iter().map(place).collect())
}

/// A code as part of an address; codes are ASCII letters, digits and hyphens and stay as they are.
fn encode_code(code: &str) -> String {
    if code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') { code.to_owned() } else { encode(code) }
}

/// GET /robots.txt
pub(super) async fn robots(State(web): State<Web>) -> Answer {
    let map = absolute(&web, "/sitemap.xml");
    let text = format!("User-agent: *\nDisallow: /desk\nDisallow: /search\n\nSitemap: {map}\n");
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    Ok(([kind], text).into_response())
}
