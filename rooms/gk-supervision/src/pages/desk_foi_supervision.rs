//! 预警与督办: what comes near its last day in the own organ; how the organs below stand, worst first.

use askama::Template;
use axum::extract::State;
use gk_base::{Coded, directory};
use gk_rules::foi::warning::WarningStep;
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::page;
use gk_webkit::parts::{KeyFigure, Pager};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Query, Web, desk_shell};

use gk_foi::Counting;
use gk_foi::warnings::{self, OrganStanding};
use gk_foi::{CaseLine, after};

/// How many lines a page shows.
const LIMIT: usize = 50;

#[derive(Template)]
#[template(path = "desk/warnings.html")]
struct WarningsPage {
    shell: Shell,
    step: &'static str,
    lines: Vec<CaseLine>,
    pager: Pager,
}

pub(super) async fn warnings(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let actor = &desk.actor;
    may(actor, Act::SeeCase, &Subject::of(actor.organ, actor.path.clone()))?;
    gk_foi::ensure_today(web.office()).await?;
    let shell = desk_shell(&web, &desk, "foi").await?;
    let mut read = web.office().read().await?;
    let counting = Counting::load(&mut read, &actor.path).await?;
    let from = WarningStep::first_for(actor.role);
    let limit = i64::try_from(LIMIT).unwrap_or(50);
    let mut found = warnings::list_from(&mut read, actor.organ.0, from, &after(&query), limit + 1).await?;
    let full = found.len() > LIMIT;
    found.truncate(LIMIT);
    let next = found
        .last()
        .filter(|_| full)
        .map(|last| format!("/desk/foi/warnings?after={}.{}", last.standing.due_key(), last.id));
    let lines: Vec<CaseLine> = found.iter().map(|one| CaseLine::new(&read, one, &counting)).collect();
    let first = query.maybe("after").is_none();
    page(&WarningsPage {
        shell,
        step: from.label(),
        pager: Pager {
            prev: if first { String::new() } else { "/desk/foi/warnings".to_owned() },
            next: next.unwrap_or_default(),
            shown: u64::try_from(lines.len()).unwrap_or(0),
            total: None,
        },
        lines,
    })
}

#[derive(Template)]
#[template(path = "desk/foi_supervision.html")]
struct SupervisionPage {
    shell: Shell,
    organ: String,
    figures: Vec<KeyFigure>,
    lines: Vec<OrganStanding>,
    pager: Pager,
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let mut read = web.office().read().await?;
    let seat = match query.maybe("organ") {
        Some(code) => directory::load_by_code(&mut read, code).await?,
        None => directory::load(&mut read, desk.actor.organ).await?,
    };
    may(&desk.actor, Act::SeeSupervision, &Subject::of(seat.organ.id, seat.organ.path.clone()))?;
    let shell = desk_shell(&web, &desk, "foi").await?;
    let today = read.today();
    let counting = Counting::national(&mut read).await?;
    let soon = counting.calendar.add_working_days(today, 3).unwrap_or(today);
    let since = today.checked_sub(jiff::Span::new().days(365)).unwrap_or(today);
    let mut all = warnings::standings(&mut read, (seat.organ.id.0, seat.last), soon, since).await?;
    all.sort_by_key(|one| (-one.overdue, -one.soon, -one.open, one.organ));
    let total = |of: fn(&OrganStanding) -> i64| all.iter().map(of).sum::<i64>();
    let figures = figures(total(|one| one.open), total(|one| one.overdue), total(|one| one.soon));
    let shown_before = query.parsed::<i64>("after");
    let from = shown_before.and_then(|id| all.iter().position(|one| one.organ == id)).map_or(0, |at| at + 1);
    let rest = all.get(from..).unwrap_or_default();
    let lines = rest.get(..LIMIT.min(rest.len())).unwrap_or_default().to_vec();
    let next = lines.last().filter(|_| rest.len() > LIMIT);
    page(&SupervisionPage {
        shell,
        organ: seat.organ.names.full.clone(),
        figures,
        pager: Pager {
            prev: if from == 0 {
                String::new()
            } else {
                format!("/desk/foi/supervision?{}", query.with("after", ""))
            },
            next: next
                .map(|last| format!("/desk/foi/supervision?{}", query.with("after", &last.organ.to_string())))
                .unwrap_or_default(),
            shown: u64::try_from(lines.len()).unwrap_or(0),
            total: u64::try_from(all.len()).ok(),
        },
        lines,
    })
}

fn figures(open: i64, overdue: i64, soon: i64) -> Vec<KeyFigure> {
    use gk_rules::foi::words as w;
    let figure = |label: &str, value: i64, tone: &'static str| KeyFigure {
        label: label.to_owned(),
        value: value.to_string(),
        tone: if value > 0 { tone } else { "" },
        ..KeyFigure::default()
    };
    vec![figure(w::OPEN, open, ""), figure(w::OVERDUE, overdue, "bad"), figure(w::DUE_SOON, soon, "warn")]
}
