//! The organ's applications: what is open by its last day, what waits at which stage, and all of them.

use askama::Template;
use axum::extract::State;
use gk_base::{Coded, Read};
use gk_rules::Day;
use gk_rules::foi::Stage;
use gk_rules::foi::warning::{WarningStep, horizon};
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::page;
use gk_webkit::parts::{KeyFigure, Pager, Tab};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Query, Web, desk_shell};

use crate::tables::cases::{Matter, NAME};
use crate::tables::lists::{self, Narrow};
use crate::tables::warnings;
use crate::verbs::Counting;

/// How many cases a page shows.
const LIMIT: i64 = 50;

#[derive(Template)]
#[template(path = "desk/list.html")]
struct ListPage {
    shell: Shell,
    figures: Vec<KeyFigure>,
    tabs: Vec<Tab>,
    lines: Vec<CaseLine>,
    pager: Pager,
    word: String,
    all: bool,
    may_enter: bool,
    warned: i64,
}

/// 案件: one row of the list.
pub struct CaseLine {
    pub id: i64,
    pub number: String,
    pub title: String,
    pub applicant: String,
    pub kind: &'static str,
    pub stage: Stage,
    pub received: String,
    pub due: String,
    pub left: String,
    pub tone: &'static str,
    pub handler: String,
    pub excessive: bool,
    pub decision: &'static str,
}

impl CaseLine {
    pub fn new(read: &Read, matter: &Matter, counting: &Counting) -> Self {
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let (left, tone) = left(matter, counting, read.today());
        let standing = &matter.standing;
        Self {
            id: matter.id,
            number: matter.number().to_owned(),
            title: matter.wanted.title.clone(),
            applicant: read.masked(&NAME.at(matter.id, &matter.who.name)),
            kind: matter.who.kind.label(),
            stage: standing.stage,
            received: day(standing.received_on),
            due: day(standing.due_on),
            left,
            tone,
            handler: standing.handler_name.clone(),
            excessive: matter.coming.excessive,
            decision: standing.decision.map(Coded::label).unwrap_or_default(),
        }
    }
}

/// 剩余: working days left and how it is coloured.
fn left(matter: &Matter, counting: &Counting, today: Day) -> (String, &'static str) {
    let standing = &matter.standing;
    let Some(due) = standing.due_on.filter(|_| standing.stage.is_open()) else {
        return (String::new(), "quiet");
    };
    let level = gk_rules::foi::glance::level_of(due, today, counting.law());
    let days = gk_rules::foi::glance::days_left(due, today, counting.law());
    (days.map(|n| n.to_string()).unwrap_or_default(), level.tone())
}

/// 标签: the ways to look at the list.
const TABS: [(&str, &[Stage]); 7] = [
    ("s1", &[Stage::Unconfirmed]),
    ("s1r", &[Stage::Received]),
    ("s4", &[Stage::AwaitingCorrection]),
    ("s6", &[Stage::ConsultingThirdParty]),
    ("s9", &[Stage::Drafted]),
    ("s9a", &[Stage::Approved]),
    ("s10", &[Stage::Decided]),
];

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let actor = &desk.actor;
    let own = Subject::of(actor.organ, actor.path.clone());
    may(actor, Act::SeeCase, &own)?;
    let shell = desk_shell(&web, &desk, "foi").await?;
    let mut read = web.office().read().await?;
    let counting = Counting::load(&mut read, &actor.path).await?;
    let (organ, today) = (actor.organ.0, read.today());
    let counts = lists::counts(&mut read, organ).await?;
    let (all, mine) = (query.text("show") == "all", query.text("mine") == "1");
    let stage = Stage::from_code(query.text("stage"));
    let mut found = if all {
        let before = query.parsed("before").unwrap_or(i64::MAX);
        lists::newest(&mut read, organ, stage, query.maybe("q"), before, LIMIT + 1).await?
    } else {
        let (from, until) = between(&query, today, &counting);
        let narrow = Narrow { stage, handler: mine.then_some(actor.person), from, until };
        lists::open(&mut read, organ, &narrow, &after(&query), LIMIT + 1).await?
    };
    let full = found.len() > usize::try_from(LIMIT).unwrap_or(usize::MAX);
    found.truncate(usize::try_from(LIMIT).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| full).map(|last| further(&query, all, last)).unwrap_or_default();
    let first = query.maybe("after").or_else(|| query.maybe("before")).is_none();
    let pager = Pager {
        prev: if first { String::new() } else { "/desk/foi".to_owned() },
        next,
        shown: u64::try_from(found.len()).unwrap_or(0),
        total: None,
    };
    let (until, from) = (horizon(today, counting.law()), WarningStep::first_for(actor.role));
    let warned = warnings::count(&mut read, organ, until, from).await?;
    page(&ListPage {
        shell,
        figures: figures(&mut read, organ, today, &counts, &counting).await?,
        tabs: tabs(&query, &counts, all),
        lines: found.iter().map(|one| CaseLine::new(&read, one, &counting)).collect(),
        pager,
        word: query.text("q").to_owned(),
        all,
        may_enter: may(actor, Act::ReceiveApplication, &own).is_ok(),
        warned,
    })
}

/// The last days that are shown: those gone by, those near, or all.
fn between(query: &Query, today: Day, counting: &Counting) -> (Option<Day>, Option<Day>) {
    match query.text("show") {
        "overdue" => (None, today.yesterday().ok()),
        "soon" => (Some(today), Some(soon(today, counting))),
        _ => (None, None),
    }
}

/// 三个工作日内
fn soon(today: Day, counting: &Counting) -> Day {
    counting.calendar.add_working_days(today, 3).unwrap_or(today)
}

pub fn after(query: &Query) -> lists::After {
    let (key, id) = query.text("after").split_once('.').unwrap_or(("", ""));
    (key.to_owned(), id.parse().unwrap_or(0))
}

fn further(query: &Query, all: bool, last: &Matter) -> String {
    let (name, value) = if all {
        ("before", last.id.to_string())
    } else {
        ("after", format!("{}.{}", last.standing.due_key(), last.id))
    };
    format!("/desk/foi?{}", query.with(name, &value))
}

fn tabs(query: &Query, counts: &[(Stage, i64)], all: bool) -> Vec<Tab> {
    let chosen = query.text("stage");
    let of =
        |stages: &[Stage]| counts.iter().filter(|(s, _)| stages.contains(s)).map(|(_, n)| n).sum::<i64>();
    let total: i64 = counts.iter().map(|(_, n)| n).sum();
    let tab = |label: &str, href: String, count: i64, active: bool| Tab {
        label: label.to_owned(),
        href,
        count: if count == 0 { String::new() } else { count.to_string() },
        active,
    };
    let words = gk_rules::foi::words::OPEN;
    let open = tab(words, "/desk/foi".into(), total, chosen.is_empty() && !all && query.text("mine") != "1");
    let mine =
        tab(gk_rules::foi::words::MINE, "/desk/foi?mine=1".into(), 0, query.text("mine") == "1" && !all);
    let stages = TABS.iter().map(|(code, stages)| {
        let label = stages.first().map_or("", |stage| stage.label());
        tab(label, format!("/desk/foi?stage={code}"), of(stages), chosen == *code && !all)
    });
    let every = tab(gk_rules::foi::words::EVERY, "/desk/foi?show=all".into(), 0, all);
    [open, mine].into_iter().chain(stages).chain(std::iter::once(every)).collect()
}

async fn figures(
    read: &mut Read,
    organ: i64,
    today: Day,
    counts: &[(Stage, i64)],
    counting: &Counting,
) -> Result<Vec<KeyFigure>, gk_base::Problem> {
    let yesterday = today.yesterday().unwrap_or(today);
    let overdue = lists::due(read, organ, None, yesterday).await?;
    let near = lists::due(read, organ, Some(today), soon(today, counting)).await?;
    let at = |stage: Stage| counts.iter().find(|(s, _)| *s == stage).map_or(0, |(_, n)| *n);
    let figure = |label: &str, value: i64, href: &str, tone: &'static str| KeyFigure {
        label: label.to_owned(),
        value: value.to_string(),
        href: href.to_owned(),
        tone: if value > 0 { tone } else { "" },
        ..KeyFigure::default()
    };
    use gk_rules::foi::words as w;
    Ok(vec![
        figure(w::OVERDUE, overdue, "/desk/foi?show=overdue", "bad"),
        figure(w::DUE_SOON, near, "/desk/foi?show=soon", "warn"),
        figure(w::TO_CONFIRM, at(Stage::Unconfirmed), "/desk/foi?stage=s1", "warn"),
        figure(w::TO_SERVE, at(Stage::Decided), "/desk/foi?stage=s10", "warn"),
    ])
}
