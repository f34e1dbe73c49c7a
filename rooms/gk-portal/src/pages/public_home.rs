//! 首页: search, this week, coverage, domains, organs, how the standard works, the plan.

use askama::Template;
use axum::extract::State;
use gk_base::directory::{self, Seat};
use gk_base::{Problem, Read};
use gk_rules::Day;
use gk_rules::catalog::item::DomainCode;
use gk_rules::duty::Tally;
use gk_webkit::figures::{Counts, CoverageBar};
use gk_webkit::parts::Entry;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Web, page};
use jiff::ToSpan;

use super::{Head, entries, shell, wood};
use crate::queries::{self, InfoLine};

/// How much of the newest information the page shows.
const NEWS: i64 = 12;
/// How many organs the page shows; the rest is one link away.
const ORGANS: i64 = 24;

#[derive(Template)]
#[template(path = "public/home.html")]
struct HomePage {
    shell: Shell,
    head: Head,
    share: String,
    root: String,
    tally: Tally,
    bar: Option<CoverageBar>,
    domains: Vec<DomainDoor>,
    organs: Vec<OrganDoor>,
    week: Week,
    news: Vec<Entry>,
    plan: Option<Entry>,
}

/// 本周: the days of the week and what was published in them.
struct Week {
    from: Day,
    to: Day,
    entries: Vec<Entry>,
    /// How much it was in all; the page shows the newest.
    total: i64,
}

/// 领域入口: a domain with its coverage.
struct DomainDoor {
    href: String,
    name: String,
    items: u64,
    share: String,
    counts: Counts,
}

/// 机关入口: an organ with its coverage.
struct OrganDoor {
    href: String,
    name: String,
    share: String,
    counts: Counts,
}

/// GET /
pub(super) async fn get(State(web): State<Web>) -> Answer {
    gk_duties::ensure_today(web.office()).await?;
    let mut read = web.office().read().await?;
    let roots = directory::list_roots(&mut read).await?;
    let mut tally = Tally::ZERO;
    for root in &roots {
        tally = tally.plus(queries::tally(&mut read, root.organ.id.0).await?).unwrap_or(tally);
    }
    let news = queries::newest(&mut read, NEWS).await?;
    let week = week(&mut read, &news).await?;
    let earlier: Vec<InfoLine> = news.iter().filter(|one| one.published_on < week.from).cloned().collect();
    let whole = HomePage {
        shell: shell(&web, "home"),
        head: Head::of(&web, "/").feed("/feed.xml"),
        share: share(&tally),
        root: roots.first().map(|one| one.organ.code.clone()).unwrap_or_default(),
        tally,
        bar: roots.first().filter(|_| tally.applicable > 0).map(|root| bar(&web, root, &tally)),
        domains: domains(&mut read, &roots).await?,
        organs: organs(&mut read, &roots).await?,
        week,
        news: entries(&earlier, true),
        plan: plan(&mut read).await?,
    };
    page(&whole)
}

impl HomePage {
    /// Whether the week has more than the page shows.
    fn week_has_more(&self) -> bool {
        i64::try_from(self.week.entries.len()).is_ok_and(|shown| shown < self.week.total)
    }
}

/// The share on time, as shown; empty where nothing applies.
pub(super) fn share(tally: &Tally) -> String {
    tally.share_on_time().map(|share| share.to_string()).unwrap_or_default()
}

fn bar(web: &Web, root: &Seat, tally: &Tally) -> CoverageBar {
    CoverageBar {
        id: "all".into(),
        title: web.site().name.clone(),
        counts: Counts::from(tally),
        href: format!("/coverage/{}/all?state=", root.organ.code),
    }
}

/// Every domain: the 26 and whatever else has a catalog in force.
async fn domains(read: &mut Read, roots: &[Seat]) -> Result<Vec<DomainDoor>, Problem> {
    let counts = match wood(roots) {
        Some(wood) => gk_catalog::count_by_domain(read, &wood).await?,
        None => Vec::new(),
    };
    let mut tallies: Vec<(DomainCode, Tally)> = Vec::new();
    for root in roots {
        tallies.extend(queries::tallies_by_domain(read, root.organ.id.0).await?);
    }
    let known = gk_standards::domains::all().iter().map(|one| one.code);
    let mut codes: Vec<DomainCode> = known.chain(counts.iter().map(|one| one.domain)).collect();
    codes.sort_unstable();
    codes.dedup();
    let door = |code: DomainCode| {
        let of = tallies.iter().filter(|(domain, _)| *domain == code).map(|(_, tally)| *tally);
        let tally = Tally::sum(of).unwrap_or(Tally::ZERO);
        DomainDoor {
            href: format!("/catalogs/{code}"),
            name: gk_catalog::domain_name(code),
            items: counts.iter().filter(|one| one.domain == code).map(|one| one.items).sum(),
            share: share(&tally),
            counts: Counts::from(&tally),
        }
    };
    Ok(codes.into_iter().map(door).collect())
}

/// The organs directly below the top.
async fn organs(read: &mut Read, roots: &[Seat]) -> Result<Vec<OrganDoor>, Problem> {
    let Some(root) = roots.first() else { return Ok(Vec::new()) };
    let below = queries::children(read, root, ORGANS).await?;
    let doors = below.into_iter().map(|(seat, tally)| OrganDoor {
        href: format!("/organs/{}", seat.organ.code),
        name: seat.organ.names.full,
        share: share(&tally),
        counts: Counts::from(&tally),
    });
    Ok(doors.collect())
}

/// What was published since Monday.
async fn week(read: &mut Read, news: &[InfoLine]) -> Result<Week, Problem> {
    let today = read.today();
    let back = i64::from(today.weekday().to_monday_zero_offset());
    let from = today.checked_sub(back.days()).unwrap_or(today);
    let to = from.checked_add(6.days()).unwrap_or(today);
    let of_week: Vec<InfoLine> = news.iter().take_while(|one| one.published_on >= from).cloned().collect();
    let total = queries::published_between(read, from, today).await?;
    Ok(Week { from, to, total, entries: entries(&of_week, true) })
}

/// The plan this site carries out as published information, where this site holds it.
async fn plan(read: &mut Read) -> Result<Option<Entry>, Problem> {
    let number = gk_rules::citation::liaoning_13(0, 0, 0).instrument();
    let plan: Vec<InfoLine> = queries::under_document(read, number).await?.into_iter().collect();
    Ok(entries(&plan, true).into_iter().next())
}
