//! 机关: one organ with its catalogs, coverage, newest information and the organs below it.

use askama::Template;
use axum::extract::State;
use gk_base::directory::{self, Seat};
use gk_base::{Problem, Read};
use gk_catalog::EditionLine;
use gk_rules::Coded;
use gk_rules::catalog::item::DomainCode;
use gk_rules::duty::Tally;
use gk_rules::duty::coverage::worst_first;
use gk_webkit::figures::{Counts, CoverageBar};
use gk_webkit::parts::{Entry, Link};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Path, Web, page};

use super::public_home::share;
use super::public_organs::{Group, groups};
use super::{Head, entries, shell, way};
use crate::queries;

/// How much of the newest information the page shows.
const NEWS: i64 = 20;
/// How many catalogs the page shows: more than there can be domains.
const CATALOGS: i64 = 100;
/// How many organs below it the page shows; the rest is one link away.
const BELOW: i64 = 60;

#[derive(Template)]
#[template(path = "public/organ.html")]
struct OrganPage {
    shell: Shell,
    head: Head,
    above: Vec<Link>,
    organ: Seat,
    place: String,
    tally: Tally,
    share: String,
    bar: Option<CoverageBar>,
    domains: Vec<DomainLine>,
    catalogs: Vec<EditionLine>,
    news: Vec<Entry>,
    below: Vec<Group>,
    more_below: bool,
}

/// 领域公开情况: one domain's line.
struct DomainLine {
    name: String,
    href: String,
    share: String,
    counts: Counts,
}

/// GET /organs/{code}
pub(super) async fn get(State(web): State<Web>, Path(code): Path<String>) -> Answer {
    gk_duties::ensure_today(web.office()).await?;
    let mut read = web.office().read().await?;
    let organ = directory::load_by_code(&mut read, &code).await?;
    let above = directory::list_above(&mut read, organ.organ.id).await?;
    let tally = queries::tally(&mut read, organ.organ.id.0).await?;
    let own = Seat { organ: organ.organ.clone(), last: organ.organ.id.0 };
    let mut below = directory::list_children(&mut read, organ.organ.id, 0, BELOW + 1).await?;
    let size = usize::try_from(BELOW).unwrap_or(usize::MAX);
    let more_below = below.len() > size;
    below.truncate(size);
    let whole = OrganPage {
        shell: shell(&web, "organs").title(organ.organ.names.full.clone()),
        head: Head::of(&web, &format!("/organs/{}", organ.organ.code))
            .feed(format!("/organs/{}/feed.xml", organ.organ.code)),
        above: way(&above),
        place: gk_standards::divisions::full_name(organ.organ.region.as_str()).unwrap_or_default(),
        share: share(&tally),
        bar: (tally.applicable > 0).then(|| bar(&organ, &tally)),
        domains: by_domain(&mut read, &organ).await?,
        catalogs: gk_catalog::list_catalogs_under(&mut read, &own, None, 0, CATALOGS).await?,
        news: entries(&queries::newest_of(&mut read, organ.organ.id.0, NEWS).await?, false),
        below: groups(&below),
        more_below,
        tally,
        organ,
    };
    page(&whole)
}

fn bar(organ: &Seat, tally: &Tally) -> CoverageBar {
    CoverageBar {
        id: "all".into(),
        title: organ.organ.names.full.clone(),
        counts: Counts::from(tally),
        href: format!("/coverage/{}/all?state=", organ.organ.code),
    }
}

/// The coverage by domain, worst first.
async fn by_domain(read: &mut Read, organ: &Seat) -> Result<Vec<DomainLine>, Problem> {
    let mut tallies = queries::tallies_by_domain(read, organ.organ.id.0).await?;
    tallies.retain(|(_, tally)| tally.applicable > 0);
    tallies.sort_by(|a, b| worst_first((&a.1, &a.0), (&b.1, &b.0)));
    let line = |(domain, tally): (DomainCode, Tally)| DomainLine {
        name: gk_catalog::domain_name(domain),
        href: format!("/coverage/{}/{domain}", organ.organ.code),
        share: share(&tally),
        counts: Counts::from(&tally),
    };
    Ok(tallies.into_iter().map(line).collect())
}

impl OrganPage {
    /// What kind of body it is.
    fn kind(&self) -> &'static str {
        self.organ.organ.kind.label()
    }
    /// On which level it stands.
    fn level(&self) -> &'static str {
        self.organ.organ.level.label()
    }
}
