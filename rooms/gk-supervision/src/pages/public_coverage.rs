//! 公开情况: coverage of an organ with all below it, by domain and by organ, with the items behind every figure.

use askama::Template;
use axum::extract::State;
use gk_base::directory::{self, Seat};
use gk_base::{Coded, Problem, Read};
use gk_rules::duty::coverage::{words, worst_first};
use gk_rules::duty::{DutyState, Tally};
use gk_webkit::figures::{CoverageBar, MultipleLine, SmallMultiples};
use gk_webkit::parts::{KeyFigure, Pager};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Path, Query, Web, page};

use super::{PAGE, asked_state, counts, key, of_state, on, share};
use gk_duties::{DutyLine, Figures, domain_name};

#[derive(Template)]
#[template(path = "public/coverage.html")]
struct CoveragePage {
    shell: Shell,
    name: String,
    fictional: bool,
    figures: Vec<KeyFigure>,
    bar: CoverageBar,
    domains: Option<SmallMultiples>,
    organs: Vec<OrganLine>,
    next: String,
}

/// One organ of the list.
struct OrganLine {
    code: String,
    name: String,
    applicable: i64,
    on_time: i64,
    overdue: i64,
    share: String,
}

#[derive(Template)]
#[template(path = "public/gaps.html")]
struct GapsPage {
    shell: Shell,
    name: String,
    domain: String,
    state: &'static str,
    figures: Vec<KeyFigure>,
    bar: CoverageBar,
    lines: Vec<GapLine>,
    pager: Pager,
}

/// One item of the list.
struct GapLine {
    item: String,
    href: String,
    organ: String,
    organ_code: String,
    due: String,
    met: String,
    /// It stands so because of one of its later duties, not of the first.
    of_later: bool,
    code: &'static str,
}

/// How many organs below one are shown at most: no division has more.
const BELOW: i64 = 400;

pub(super) async fn top(State(web): State<Web>, query: Query) -> Answer {
    let mut read = web.office().read().await?;
    let roots = directory::list_roots(&mut read).await?;
    drop(read);
    let root = roots.first().ok_or_else(|| Problem::missing("organ", "coverage"))?;
    organ_page(&web, root, &query).await
}

pub(super) async fn organ(State(web): State<Web>, Path(code): Path<String>, query: Query) -> Answer {
    let mut read = web.office().read().await?;
    let seat = directory::load_by_code(&mut read, &code).await?;
    drop(read);
    organ_page(&web, &seat, &query).await
}

async fn organ_page(web: &Web, seat: &Seat, query: &Query) -> Answer {
    gk_duties::ensure_today(web.office()).await?;
    let mut read = web.office().read().await?;
    let id = seat.organ.id.0;
    let tally = gk_duties::tally(&mut read, id, 0).await?;
    let by_domain = gk_duties::tallies_by_domain(&mut read, id).await?;
    let after = query.parsed("after").unwrap_or(0);
    let mut below = gk_duties::tallies_of_children(&mut read, seat, 0, after, BELOW).await?;
    let more = below.last().filter(|_| i64::try_from(below.len()) == Ok(BELOW)).map(|one| one.organ);
    below.sort_by(|a, b| worst_first((&a.tally, &a.organ), (&b.tally, &b.organ)));
    let code = &seat.organ.code;
    let name = seat.organ.names.full.clone();
    let shell = web.public_shell(&name).active("coverage");
    let shell = crumbs(&mut read, shell, seat).await?;
    page(&CoveragePage {
        shell,
        fictional: seat.organ.fictional,
        figures: figures(&tally, &format!("/coverage/{code}/all?state=")),
        bar: CoverageBar {
            id: "bar".into(),
            title: name.clone(),
            counts: counts(&tally),
            href: format!("/coverage/{code}/all?state="),
        },
        domains: multiples(code, &by_domain),
        organs: below.iter().map(organ_line).collect(),
        next: more.map(|after| format!("/coverage/{code}?after={after}")).unwrap_or_default(),
        name,
    })
}

/// The organs above, as the way here.
async fn crumbs(read: &mut Read, shell: Shell, seat: &Seat) -> Result<Shell, Problem> {
    let mut shell = shell;
    for above in seat.organ.path.organs().filter(|id| *id != seat.organ.id) {
        let above = directory::load(read, above).await?.organ;
        shell = shell.crumb(above.names.full, format!("/coverage/{}", above.code));
    }
    Ok(shell)
}

/// The seven figures, each leading to its items.
pub(super) fn figures(tally: &Tally, href: &str) -> Vec<KeyFigure> {
    let tone = |state: DutyState| match state {
        DutyState::Overdue => "bad",
        DutyState::OnTime => "good",
        DutyState::Late => "late",
        _ => "",
    };
    let mut all = vec![KeyFigure {
        label: "".into(),
        value: tally.applicable.to_string(),
        note: format!("{} {}", words::SHARE, share(tally)),
        ..KeyFigure::default()
    }];
    if let Some(first) = all.first_mut() {
        first.label = tally.figures().first().map(|f| f.0.to_owned()).unwrap_or_default();
    }
    for state in DutyState::ALL.iter().filter(|state| **state != DutyState::Ended) {
        all.push(KeyFigure {
            label: state.label().into(),
            value: of_state(tally, *state).to_string(),
            href: format!("{href}{}", state.code()),
            tone: tone(*state),
            ..KeyFigure::default()
        });
    }
    all
}

fn multiples(code: &str, by_domain: &[(i64, Tally)]) -> Option<SmallMultiples> {
    let mut sorted: Vec<&(i64, Tally)> = by_domain.iter().filter(|(_, t)| t.applicable > 0).collect();
    sorted.sort_by(|a, b| worst_first((&a.1, &a.0), (&b.1, &b.0)));
    let lines: Vec<MultipleLine> = sorted
        .into_iter()
        .map(|(domain, tally)| MultipleLine {
            label: domain_name(*domain),
            href: format!("/coverage/{code}/{domain:02}"),
            counts: counts(tally),
            measure: share(tally),
        })
        .collect();
    (!lines.is_empty()).then(|| SmallMultiples {
        id: "domains".into(),
        title: words::BY_DOMAIN.to_owned(),
        of: words::DOMAIN.to_owned(),
        measure: words::SHARE.to_owned(),
        lines,
    })
}

fn organ_line(one: &Figures) -> OrganLine {
    OrganLine {
        code: one.code.clone(),
        name: one.name.clone(),
        applicable: one.tally.applicable,
        on_time: one.tally.on_time,
        overdue: one.tally.overdue,
        share: share(&one.tally),
    }
}

pub(super) async fn domain(
    State(web): State<Web>,
    Path((code, domain)): Path<(String, String)>,
    query: Query,
) -> Answer {
    let only = match domain.as_str() {
        "all" => None,
        text => Some(domain_number(text).ok_or_else(|| Problem::missing("page", text))?),
    };
    gk_duties::ensure_today(web.office()).await?;
    let mut read = web.office().read().await?;
    let seat = directory::load_by_code(&mut read, &code).await?;
    let tally = gk_duties::tally(&mut read, seat.organ.id.0, only.unwrap_or(0)).await?;
    let state = asked_state(query.maybe("state"));
    let after = key(query.maybe("after")).unwrap_or((0, 0));
    let mut lines = gk_duties::list_gaps(&mut read, &seat, only, state, after, PAGE + 1).await?;
    let more = i64::try_from(lines.len()).unwrap_or(0) > PAGE;
    lines.truncate(usize::try_from(PAGE).unwrap_or(0));
    let at = format!("/coverage/{code}/{domain}");
    let next = lines
        .last()
        .filter(|_| more)
        .map(|one| format!("{at}?{}", query.with("after", &format!("{}-{}", one.organ, one.line))));
    let href = format!("{at}?state=");
    let title = format!("{}：{}", seat.organ.names.full, state.label());
    let shell = web.public_shell(&title).active("coverage");
    let shell = crumbs(&mut read, shell, &seat).await?;
    page(&GapsPage {
        shell: shell.crumb(seat.organ.names.full.clone(), format!("/coverage/{code}")),
        name: seat.organ.names.full.clone(),
        domain: only.map(domain_name).unwrap_or_default(),
        state: state.label(),
        figures: figures(&tally, &href),
        bar: CoverageBar {
            id: "bar".into(),
            title: seat.organ.names.full.clone(),
            counts: counts(&tally),
            href,
        },
        pager: Pager {
            prev: query.maybe("after").map(|_| format!("{at}?state={}", state.code())).unwrap_or_default(),
            next: next.unwrap_or_default(),
            shown: u64::try_from(lines.len()).unwrap_or(0),
            total: u64::try_from(of_state(&tally, state)).ok(),
        },
        lines: lines.iter().map(gap_line).collect(),
    })
}

fn domain_number(text: &str) -> Option<i64> {
    let code: gk_rules::catalog::item::DomainCode = text.parse().ok()?;
    Some(i64::from(code.number()))
}

fn gap_line(one: &DutyLine) -> GapLine {
    GapLine {
        item: one.item_name.clone(),
        href: format!("/items/{}/{}", one.line, one.organ_code),
        organ: one.organ_name.clone(),
        organ_code: one.organ_code.clone(),
        due: on(one.facts.due),
        met: on(one.facts.met_on),
        of_later: one.item_state.is_some_and(|state| state != one.state),
        code: one.item_state.unwrap_or(one.state).code(),
    }
}
