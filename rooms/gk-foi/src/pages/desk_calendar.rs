//! 期限日历: the month with its last days, a list for the telephone, and an address to subscribe to.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use gk_base::{Coded, Problem, Read, directory};
use gk_rules::Day;
use gk_rules::foi::ical::{DueEntry, calendar};
use gk_rules::foi::warning::horizon;
use gk_rules::org::{Act, Actor, Subject, may};
use gk_rules::time::calendar::DayKind;
use gk_webkit::page::page;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Path, Query, Web, desk_shell};

use super::desk_list::CaseLine;
use crate::tables::{addresses, lists};
use crate::verbs::{Counting, make_address};

/// How many last days a month shows, and how many a day does.
const LIMIT: i64 = 500;
const A_DAY: usize = 4;
/// How many last days a subscribed calendar has.
const SUBSCRIBED: i64 = 1000;

#[derive(Template)]
#[template(path = "desk/foi_calendar.html")]
struct CalendarPage {
    shell: Shell,
    year: i16,
    month: i8,
    before: String,
    next: String,
    weeks: Vec<Vec<DayView>>,
    full: bool,
    announced: bool,
    address: String,
}

/// A day of the month's table.
struct DayView {
    day: Day,
    inside: bool,
    today: bool,
    off: bool,
    make_up: bool,
    name: String,
    cases: Vec<CaseLine>,
    more: usize,
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    render(&web, &desk, &query, String::new()).await
}

/// POST: a new address, shown this once.
pub(super) async fn address(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let token = make_address::run(web.office(), &desk.actor).await?;
    render(&web, &desk, &query, format!("/desk/foi/clock/{}/clock.ics", token.reveal())).await
}

async fn render(web: &Web, desk: &Desk, query: &Query, address: String) -> Answer {
    let actor = &desk.actor;
    may(actor, Act::SeeCase, &Subject::of(actor.organ, actor.path.clone()))?;
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let today = read.today();
    let typed = format!("{}-01", query.text("month")).parse::<Day>().ok();
    let first = typed.filter(|day| (2008..=2100).contains(&day.year())).unwrap_or(today).first_of_month();
    let counting = Counting::load(&mut read, &actor.path).await?;
    let last = first.last_of_month();
    let found = lists::between(&mut read, actor.organ.0, first, last, LIMIT + 1).await?;
    let full = found.len() > usize::try_from(LIMIT).unwrap_or(usize::MAX);
    let lines: Vec<(Option<Day>, CaseLine)> =
        found.iter().map(|one| (one.standing.due_on, CaseLine::new(&read, one, &counting))).collect();
    let month =
        |day: Result<Day, jiff::Error>| day.map(|day| day.strftime("%Y-%m").to_string()).unwrap_or_default();
    page(&CalendarPage {
        shell,
        year: first.year(),
        month: first.month(),
        before: month(first.yesterday()),
        next: month(last.tomorrow()),
        weeks: weeks((first, last), today, &counting, lines),
        full,
        announced: counting.calendar.is_announced(first.year()),
        address,
    })
}

/// The weeks of a month from Monday to Sunday, the days around it included.
fn weeks(
    (first, last): (Day, Day),
    today: Day,
    counting: &Counting,
    lines: Vec<(Option<Day>, CaseLine)>,
) -> Vec<Vec<DayView>> {
    let back = i64::from(first.weekday().to_monday_zero_offset());
    let mut day = first.checked_sub(jiff::Span::new().days(back)).unwrap_or(first);
    let mut lines = lines.into_iter().peekable();
    let mut weeks = Vec::new();
    while day <= last {
        let mut week = Vec::with_capacity(7);
        for _ in 0..7 {
            let mut view = day_view(day, (first..=last).contains(&day), today, counting);
            while let Some((_, line)) = lines.next_if(|(due, _)| *due == Some(day)) {
                if view.cases.len() < A_DAY {
                    view.cases.push(line);
                } else {
                    view.more += 1;
                }
            }
            week.push(view);
            day = day.tomorrow().unwrap_or(day);
        }
        weeks.push(week);
    }
    weeks
}

fn day_view(day: Day, inside: bool, today: Day, counting: &Counting) -> DayView {
    let kind = counting.calendar.kind(day);
    let (off, make_up, name) = match kind {
        Ok(DayKind::Holiday(name)) => (true, false, name.to_owned()),
        Ok(DayKind::MakeUp(name)) => (false, true, name.to_owned()),
        Ok(DayKind::Weekend) => (true, false, String::new()),
        _ => (false, false, String::new()),
    };
    DayView { day, inside, today: day == today, off, make_up, name, cases: Vec::new(), more: 0 }
}

/// The calendar of whoever holds the address, as long as the post may see cases.
pub(super) async fn subscribed(State(web): State<Web>, Path(token): Path<String>) -> Answer {
    let mut read = web.office().read().await?;
    let missing = || Problem::missing("page", "clock.ics");
    let (person, post) = addresses::find(&mut read, &token).await?.ok_or_else(missing)?;
    let actor = directory::find_actor(&mut read, person, post).await?.ok_or_else(missing)?;
    may(&actor, Act::SeeCase, &Subject::of(actor.organ, actor.path.clone())).map_err(|_| missing())?;
    let text = text(&mut read, &actor).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, text).into_response())
}

async fn text(read: &mut Read, actor: &Actor) -> Result<String, Problem> {
    let counting = Counting::load(read, &actor.path).await?;
    let today = read.today();
    let warnings = counting.law().of_day(&counting.settings.warnings, today).map(|row| row.value);
    let from = today.checked_sub(jiff::Span::new().days(60)).unwrap_or(today);
    let until = horizon(today, counting.law()).checked_add(jiff::Span::new().days(400)).unwrap_or(today);
    let found = lists::between(read, actor.organ.0, from, until, SUBSCRIBED).await?;
    let entry = |one: &crate::tables::cases::Matter| {
        Some(DueEntry {
            uid: format!("foi-{}", one.id),
            day: one.standing.due_on?,
            number: one.number().to_owned(),
            stage: one.standing.stage.label(),
            alarms: warnings.map(|one| vec![one.amber, one.red, 0]).unwrap_or_default(),
        })
    };
    let entries: Vec<DueEntry> = found.iter().filter_map(entry).collect();
    let organ = directory::load(read, actor.organ).await?.organ.names.full;
    let name = format!("{organ} {}", gk_rules::foi::words::ROOM);
    Ok(calendar(&name, read.office().now(), &entries))
}
