//! 工作日历: the months of a year as they are worked, and the notice that arranges them.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Problem, settings};
use gk_rules::Day;
use gk_rules::duty::acts::{bad_notice_line, bad_year};
use gk_rules::org::Act;
use gk_rules::time::calendar::{Calendar, DayKind, NamedDay, YearNotice};
use gk_webkit::figures::{CalendarDay, DayKind as Shown, MonthCalendar};
use gk_webkit::page::{page, page_with, see_other};
use gk_webkit::parts::{ReasonLine, Tab};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, PageError, Query, Web, desk_shell};

use super::desk_events::own;
use crate::verbs::announce_calendar_year;

#[derive(Template)]
#[template(path = "desk/calendar.html")]
struct CalendarPage {
    shell: Shell,
    year: i16,
    announced: bool,
    source: String,
    years: Vec<Tab>,
    months: Vec<MonthCalendar>,
    off: String,
    make_up: String,
    may_edit: bool,
    reasons: Vec<ReasonLine>,
    done: bool,
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let year = query.parsed("year").unwrap_or_else(|| web.office().today().year());
    if let Some(reason) = bad_year(year) {
        return Err(Problem::refused(reason).into());
    }
    let done = query.text("done") == "1";
    page(&calendar_page(&web, &desk, year, None, (Vec::new(), done)).await?)
}

async fn calendar_page(
    web: &Web,
    desk: &Desk,
    year: i16,
    typed: Option<&Fields>,
    (reasons, done): (Vec<ReasonLine>, bool),
) -> Result<CalendarPage, PageError> {
    let shell = desk_shell(web, desk, "calendar").await?;
    let mut read = web.office().read().await?;
    let calendar = settings::calendar(&mut read).await?;
    let notice = calendar.notices().find(|one| one.year == year);
    let today = web.office().today();
    let text = |days: &[NamedDay]| {
        days.iter().map(|one| format!("{} {}", one.day, one.name)).collect::<Vec<_>>().join("\n")
    };
    let field = |name: &str, stored: String| typed.map_or(stored, |fields| fields.raw(name).to_owned());
    let years: Vec<i16> = calendar.notices().map(|one| one.year).collect();
    let next = years.last().copied().unwrap_or(today.year()).max(today.year()) + 1;
    Ok(CalendarPage {
        shell,
        year,
        announced: notice.is_some(),
        source: field("source", notice.map(|n| n.source.clone()).unwrap_or_default()),
        years: years
            .iter()
            .copied()
            .chain([next])
            .map(|one| Tab {
                label: one.to_string(),
                href: format!("/desk/calendar?year={one}"),
                active: one == year,
                count: String::new(),
            })
            .collect(),
        months: (1..=12).filter_map(|month| month_of(&calendar, year, month, today)).collect(),
        off: field("off", notice.map(|n| text(&n.off)).unwrap_or_default()),
        make_up: field("make_up", notice.map(|n| text(&n.make_up)).unwrap_or_default()),
        may_edit: own(desk, Act::EditCalendar).is_ok(),
        reasons,
        done,
    })
}

/// One month as it is worked.
fn month_of(calendar: &Calendar, year: i16, month: i8, today: Day) -> Option<MonthCalendar> {
    let first = Day::new(year, month, 1).ok()?;
    let one = |number: i8| {
        let day = Day::new(year, month, number).ok()?;
        let (kind, name) = match calendar.kind(day) {
            Ok(DayKind::Workday) => (Shown::Working, ""),
            Ok(DayKind::Weekend) => (Shown::Weekend, ""),
            Ok(DayKind::Holiday(name)) => (Shown::Holiday, name),
            Ok(DayKind::MakeUp(name)) => (Shown::MakeUp, name),
            Err(_) => (Shown::Unknown, ""),
        };
        Some(CalendarDay { day, kind, name: name.to_owned(), due: 0, overdue: 0, href: String::new() })
    };
    let days = (1..=first.days_in_month()).filter_map(one).collect();
    Some(MonthCalendar { id: format!("month-{month}"), days, today: Some(today) })
}

pub(super) async fn announce(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let year = fields.parsed("year").unwrap_or(0);
    let done = async {
        let (mut against, mut notice) = (
            Vec::new(),
            YearNotice {
                year,
                source: fields.text("source").to_owned(),
                off: Vec::new(),
                make_up: Vec::new(),
            },
        );
        for (field, into) in [("off", &mut notice.off), ("make_up", &mut notice.make_up)] {
            for (at, line) in (1_usize..).zip(fields.raw(field).lines()) {
                match named(line) {
                    Ok(Some(day)) => into.push(day),
                    Ok(None) => {}
                    Err(()) => against.push(bad_notice_line(at, line)),
                }
            }
        }
        Problem::unless_none(against)?;
        announce_calendar_year(web.office(), &desk.actor, &notice).await
    };
    match done.await {
        Ok(()) => Ok(see_other(&format!("/desk/calendar?year={year}&done=1"))),
        Err(Problem::Refused(reasons)) => {
            let reasons = reasons.iter().map(ReasonLine::from).collect();
            let body = calendar_page(&web, &desk, year, Some(&fields), (reasons, false)).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &body)
        }
        Err(other) => Err(other.into()),
    }
}

/// A line as `2027-01-01 元旦`; nothing for an empty one.
fn named(line: &str) -> Result<Option<NamedDay>, ()> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(None);
    }
    let (day, name) = line.split_once([' ', '\u{3000}', '\t', ',', '，']).ok_or(())?;
    let day = day.parse().map_err(|_| ())?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 20 {
        Err(())
    } else {
        Ok(Some(NamedDay { day, name: name.to_owned() }))
    }
}
