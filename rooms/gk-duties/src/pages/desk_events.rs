//! 登记事件: which items ask for events, recording one, correcting one, and what had followed before.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::Coded;
use gk_base::Problem;
use gk_rules::Day;
use gk_rules::org::{Act, Subject, may};
use gk_rules::time::limit::TriggerEvent;
use gk_webkit::page::{page, page_with, see_other};
use gk_webkit::parts::{Choice, Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use super::PAGE;
use crate::events::{self, EventLine, Former};
use crate::lists::{self, DutyLine};
use crate::verbs::{Correcting, Recording, correct_event, record_event};

#[derive(Template)]
#[template(path = "desk/events.html")]
struct EventsPage {
    shell: Shell,
    asking: Vec<DutyLine>,
    more: String,
    events: Vec<EventLine>,
    pager: Pager,
}

pub(super) async fn list(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let shell = desk_shell(&web, &desk, "events").await?;
    own(&desk, Act::RecordEvent)?;
    let organ = desk.actor.organ.0;
    let mut read = web.office().read().await?;
    let mut asking =
        lists::list_asking(&mut read, organ, query.parsed("item").unwrap_or(0), PAGE + 1).await?;
    let more = cut(&mut asking);
    let more =
        asking.last().filter(|_| more).map(|one| format!("?{}", query.with("item", &one.line.to_string())));
    let before = query.parsed("before").unwrap_or(i64::MAX);
    let mut events = events::list_of_organ(&mut read, organ, before, PAGE + 1).await?;
    let further = cut(&mut events);
    let next = events
        .last()
        .filter(|_| further)
        .map(|one| format!("?{}", query.with("before", &one.id.to_string())));
    page(&EventsPage {
        shell,
        asking,
        more: more.unwrap_or_default(),
        pager: Pager {
            next: next.unwrap_or_default(),
            shown: u64::try_from(events.len()).unwrap_or(0),
            ..Pager::default()
        },
        events,
    })
}

/// Cuts a list to a page; says whether there was more.
pub(super) fn cut<T>(list: &mut Vec<T>) -> bool {
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = list.len() > page;
    list.truncate(page);
    more
}

/// Whether the actor may do this for the own organ.
pub(super) fn own(desk: &Desk, act: Act) -> Result<(), Problem> {
    may(&desk.actor, act, &Subject::of(desk.actor.organ, desk.actor.path.clone()))?;
    Ok(())
}

#[derive(Template)]
#[template(path = "desk/event.html")]
struct EventPage {
    shell: Shell,
    /// 0 for an event not yet recorded.
    id: i64,
    item: String,
    line: i64,
    version: u32,
    kinds: Vec<Choice>,
    on: String,
    words: String,
    why: String,
    by: String,
    at: String,
    duties: Vec<DutyLine>,
    former: Vec<Former>,
    reasons: Vec<ReasonLine>,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    kind: String,
    on: String,
    words: String,
    why: String,
}

impl Typed {
    fn of(fields: &Fields) -> Self {
        let text = |name| fields.text(name).to_owned();
        Self { kind: text("kind"), on: text("on"), words: text("words"), why: text("why") }
    }
    fn day(&self) -> Result<Day, Problem> {
        self.on.parse().map_err(|_| Problem::refused(gk_rules::duty::acts::unreadable_day(&self.on)))
    }
    fn kind(&self) -> Result<TriggerEvent, Problem> {
        TriggerEvent::from_code(&self.kind).ok_or_else(|| Problem::refused(gk_rules::duty::acts::no_kind()))
    }
}

pub(super) async fn new(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let line = query.parsed("line").ok_or_else(|| Problem::missing("item", query.text("line")))?;
    own(&desk, Act::RecordEvent)?;
    let typed = Typed { on: web.office().today().to_string(), ..Typed::default() };
    page(&new_page(&web, &desk, line, typed, Vec::new()).await?)
}

async fn new_page(
    web: &Web,
    desk: &Desk,
    line: i64,
    typed: Typed,
    reasons: Vec<ReasonLine>,
) -> Result<EventPage, gk_webkit::PageError> {
    let shell = desk_shell(web, desk, "events").await?;
    let mut read = web.office().read().await?;
    let duties = lists::of_item(&mut read, desk.actor.organ.0, line, -1, 1).await?;
    let head = duties.into_iter().next().ok_or_else(|| Problem::missing("item", line))?;
    let rules = crate::rules_of_line(&mut read, line).await?;
    Ok(EventPage {
        shell,
        id: 0,
        item: head.item_name,
        line,
        version: 0,
        kinds: kinds(&crate::triggers(&rules), &typed.kind),
        on: typed.on,
        words: typed.words,
        why: String::new(),
        by: String::new(),
        at: String::new(),
        duties: Vec::new(),
        former: Vec::new(),
        reasons,
    })
}

fn kinds(all: &[TriggerEvent], chosen: &str) -> Vec<Choice> {
    let chosen = if chosen.is_empty() { all.first().map_or("", |one| one.code()) } else { chosen };
    Choice::list(all.iter().map(|one| (one.code(), one.label())), &[chosen])
}

pub(super) async fn record(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let line = fields.parsed("line").ok_or_else(|| Problem::missing("item", fields.text("line")))?;
    let typed = Typed::of(&fields);
    let done = async {
        let recording = Recording {
            organ: desk.actor.organ.0,
            line,
            kind: typed.kind()?,
            on: typed.day()?,
            words: typed.words.clone(),
        };
        record_event(web.office(), &desk.actor, &recording).await
    };
    match done.await {
        Ok(id) => Ok(see_other(&format!("/desk/events/{id}"))),
        Err(Problem::Refused(reasons)) => {
            let reasons = reasons.iter().map(ReasonLine::from).collect();
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &new_page(&web, &desk, line, typed, reasons).await?)
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, Path(event): Path<i64>) -> Answer {
    page(&event_page(&web, &desk, event, None, Vec::new()).await?)
}

async fn event_page(
    web: &Web,
    desk: &Desk,
    event: i64,
    typed: Option<Typed>,
    reasons: Vec<ReasonLine>,
) -> Result<EventPage, gk_webkit::PageError> {
    let shell = desk_shell(web, desk, "events").await?;
    let mut read = web.office().read().await?;
    let line = events::load(&mut read, event).await?;
    let seat = gk_base::directory::load(&mut read, gk_rules::org::OrganId(line.organ)).await?;
    may(&desk.actor, Act::RecordEvent, &Subject::of(seat.organ.id, seat.organ.path))?;
    let rules = crate::rules_of_line(&mut read, line.line).await?;
    let all = lists::of_item(&mut read, line.organ, line.line, -1, 500).await?;
    let item = all.first().map(|one| one.item_name.clone()).unwrap_or_default();
    let former = events::former(&mut read, event).await?;
    let mut triggers = crate::triggers(&rules);
    if !triggers.contains(&line.event.kind) {
        triggers.push(line.event.kind);
    }
    let typed = typed.unwrap_or_else(|| Typed {
        kind: line.event.kind.code().to_owned(),
        on: line.event.on.to_string(),
        words: line.event.words.clone(),
        why: String::new(),
    });
    Ok(EventPage {
        shell,
        id: event,
        item,
        line: line.line,
        version: line.event.version,
        kinds: kinds(&triggers, &typed.kind),
        on: typed.on,
        words: typed.words,
        why: typed.why,
        by: line.by,
        at: line.at,
        duties: all.into_iter().filter(|one| one.event == Some(event)).collect(),
        former,
        reasons,
    })
}

pub(super) async fn correct(
    State(web): State<Web>,
    desk: Desk,
    Path(event): Path<i64>,
    fields: Fields,
) -> Answer {
    let typed = Typed::of(&fields);
    let done = async {
        let correcting = Correcting {
            event,
            version: fields.parsed("seen").unwrap_or(0),
            kind: typed.kind()?,
            on: typed.day()?,
            words: typed.words.clone(),
            why: typed.why.clone(),
        };
        correct_event(web.office(), &desk.actor, &correcting).await
    };
    match done.await {
        Ok(()) => Ok(see_other(&format!("/desk/events/{event}"))),
        Err(Problem::Refused(reasons)) => {
            let reasons = reasons.iter().map(ReasonLine::from).collect();
            let body = event_page(&web, &desk, event, Some(typed), reasons).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &body)
        }
        Err(other) => Err(other.into()),
    }
}
