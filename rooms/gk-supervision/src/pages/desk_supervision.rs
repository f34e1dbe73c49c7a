//! 监督总览: coverage of everything below the own organ, worst first, by organ and by domain, and as a workbook.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use gk_base::book::{Book, Cell, HeaderCell, Page};
use gk_base::cabinet::AsOf;
use gk_base::directory::{self, Seat};
use gk_base::{Coded, Problem, Read};
use gk_rules::duty::Tally;
use gk_rules::duty::coverage::{words, worst_first};
use gk_rules::org::{Act, Level, Subject, may};
use gk_webkit::figures::CoverageBar;
use gk_webkit::page::{download, page};
use gk_webkit::parts::{KeyFigure, Tab};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Path, Query, Web, desk_shell};

use super::public_coverage::figures;
use super::{counts, share};
use gk_duties::{Figures, domain_name};

#[derive(Template)]
#[template(path = "desk/supervision.html")]
struct SupervisionPage {
    shell: Shell,
    name: String,
    code: String,
    figures: Vec<KeyFigure>,
    bar: CoverageBar,
    levels: Vec<Tab>,
    organs: Vec<Line>,
    domains: Vec<Line>,
    waiting: i64,
    may_export: bool,
}

/// One row: an organ or a domain.
struct Line {
    label: String,
    href: String,
    gaps: String,
    tally: Tally,
    share: String,
}

impl SupervisionPage {
    /// Whether the organs directly below are listed, and not all of a level.
    fn shows_children(&self) -> bool {
        self.levels.iter().all(|one| !one.active)
    }
}

/// How many organs a page shows; the workbook holds them all.
const SHOWN: usize = 100;
/// How many organs are read at once.
const BATCH: i64 = 2000;

pub(super) async fn own(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let mut read = web.office().read().await?;
    let seat = directory::load(&mut read, desk.actor.organ).await?;
    drop(read);
    supervision(&web, &desk, &seat, &query).await
}

pub(super) async fn below(
    State(web): State<Web>,
    desk: Desk,
    Path(code): Path<String>,
    query: Query,
) -> Answer {
    let mut read = web.office().read().await?;
    let seat = directory::load_by_code(&mut read, &code).await?;
    drop(read);
    supervision(&web, &desk, &seat, &query).await
}

fn subject(seat: &Seat) -> Subject {
    Subject::of(seat.organ.id, seat.organ.path.clone())
}

async fn supervision(web: &Web, desk: &Desk, seat: &Seat, query: &Query) -> Answer {
    may(&desk.actor, Act::SeeSupervision, &subject(seat))?;
    gk_duties::ensure_today(web.office()).await?;
    let shell = desk_shell(web, desk, "supervision").await?;
    let mut read = web.office().read().await?;
    let id = seat.organ.id.0;
    let code = seat.organ.code.clone();
    let tally = gk_duties::tally(&mut read, id, 0).await?;
    let level = query.maybe("level").and_then(Level::from_code);
    let organs = ranked(&mut read, seat, level).await?;
    let mut domains = gk_duties::tallies_by_domain(&mut read, id).await?;
    domains.retain(|(_, tally)| tally.applicable > 0);
    domains.sort_by(|a, b| worst_first((&a.1, &a.0), (&b.1, &b.0)));
    let waiting = gk_duties::count_unmatched(&mut read, seat).await?;
    let href = format!("/coverage/{code}/all?state=");
    page(&SupervisionPage {
        shell,
        name: seat.organ.names.full.clone(),
        figures: figures(&tally, &href),
        bar: CoverageBar {
            id: "bar".into(),
            title: seat.organ.names.full.clone(),
            counts: counts(&tally),
            href,
        },
        levels: levels(&code, seat.organ.level, level),
        organs: organs
            .iter()
            .take(SHOWN)
            .map(|one| Line {
                label: one.name.clone(),
                href: format!("/desk/supervision/{}", one.code),
                gaps: format!("/coverage/{}/all?state=overdue", one.code),
                share: share(&one.tally),
                tally: one.tally,
            })
            .collect(),
        domains: domains
            .iter()
            .map(|(domain, tally)| Line {
                label: domain_name(*domain),
                href: format!("/coverage/{code}/{domain:02}"),
                gaps: format!("/coverage/{code}/{domain:02}?state=overdue"),
                share: share(tally),
                tally: *tally,
            })
            .collect(),
        waiting,
        may_export: may(&desk.actor, Act::ExportSupervision, &subject(seat)).is_ok(),
        code,
    })
}

/// The levels below an organ, to rank all organs of one of them.
fn levels(code: &str, own: Level, chosen: Option<Level>) -> Vec<Tab> {
    Level::ALL
        .iter()
        .filter(|level| **level > own)
        .map(|level| Tab {
            label: level.label().to_owned(),
            href: format!("/desk/supervision/{code}?level={}", level.code()),
            active: chosen == Some(*level),
            count: String::new(),
        })
        .collect()
}

/// The organs directly below, or all of a level, the worst first; ranked once for everybody until something changes.
async fn ranked(read: &mut Read, seat: &Seat, level: Option<Level>) -> Result<Arc<Vec<Figures>>, Problem> {
    let as_of = AsOf::of(read).await?;
    let name = format!("ranked:{}:{}", seat.organ.id.0, level.map_or("", |level| level.code()));
    let office = read.office().clone();
    if let Some(all) = office.cabinet().find(as_of, &name) {
        return Ok(all);
    }
    let all = Arc::new(rank(read, seat, level).await?);
    let bytes = all.iter().map(|one| size_of::<Figures>() + one.code.len() + one.name.len()).sum();
    office.cabinet().put(as_of, name, bytes, &all);
    Ok(all)
}

async fn rank(read: &mut Read, seat: &Seat, level: Option<Level>) -> Result<Vec<Figures>, Problem> {
    let mut all: Vec<Figures> = Vec::new();
    loop {
        let after = all.last().map_or(0, |one| one.organ);
        let page = match level {
            Some(level) => gk_duties::tallies_of_level(read, seat, (level, 0), after, BATCH).await?,
            None => gk_duties::tallies_of_children(read, seat, 0, after, BATCH).await?,
        };
        let full = i64::try_from(page.len()) == Ok(BATCH);
        all.extend(page);
        if !full {
            break;
        }
    }
    all.sort_by(|a, b| worst_first((&a.tally, &a.organ), (&b.tally, &b.organ)));
    Ok(all)
}

pub(super) async fn export(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let mut read = web.office().read().await?;
    let seat = match query.maybe("organ") {
        Some(code) => directory::load_by_code(&mut read, code).await?,
        None => directory::load(&mut read, desk.actor.organ).await?,
    };
    may(&desk.actor, Act::ExportSupervision, &subject(&seat))?;
    let level = query.maybe("level").and_then(Level::from_code);
    let organs = ranked(&mut read, &seat, level).await?;
    let domains = gk_duties::tallies_by_domain(&mut read, seat.organ.id.0).await?;
    drop(read);
    let title = format!("{} {}", seat.organ.names.full, web.office().today());
    let organs = organs.iter().map(|one| row(&one.name, one.level.label(), &one.tally)).collect();
    let domains = domains.iter().map(|(n, tally)| row(&domain_name(*n), "", tally)).collect();
    let book =
        Book { sheets: vec![sheet(words::ORGAN, &title, organs), sheet(words::DOMAIN, &title, domains)] };
    let sheets = web.office().sheets();
    let bytes = tokio::task::spawn_blocking(move || sheets.xlsx(&book))
        .await
        .map_err(|e| gk_base::Fault::because("writing a workbook", e))??;
    const MEDIA: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(download(&format!("{title}.xlsx"), MEDIA, bytes))
}

fn row(name: &str, level: &str, tally: &Tally) -> Vec<Cell> {
    let percent = |share: Option<gk_rules::duty::Share>| match share {
        Some(share) => Cell::Percent(f64::from(share.per_ten_thousand()) / 10_000.0),
        None => Cell::Blank,
    };
    let mut cells = vec![Cell::Text(name.to_owned()), Cell::Text(level.to_owned())];
    cells.extend(tally.figures().map(|(_, n)| Cell::Int(n)));
    cells.extend([percent(tally.share_on_time()), percent(tally.share_of_decided())]);
    cells
}

fn sheet(what: &str, title: &str, rows: Vec<Vec<Cell>>) -> Page {
    let mut header = vec![HeaderCell::new(what), HeaderCell::new(words::LEVEL)];
    header.extend(Tally::ZERO.figures().map(|(label, _)| HeaderCell::new(label)));
    header.extend([HeaderCell::new(words::SHARE), HeaderCell::new(words::DECIDED)]);
    Page {
        name: what.to_owned(),
        title: title.to_owned(),
        header: vec![header],
        rows,
        widths: vec![30.0],
        freeze_columns: 1,
        ..Page::default()
    }
}
