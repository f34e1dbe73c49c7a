//! The pages of the room, by door.

mod desk_calendar;
mod desk_events;
mod desk_limits;
mod desk_none;
mod desk_responsibles;
mod desk_supervision;
mod public_coverage;

use axum::Router;
use axum::routing::{get, post};
use gk_rules::duty::{DutyState, Tally};
use gk_rules::{Coded, Day};
use gk_webkit::Web;
use gk_webkit::figures::Counts;

use crate::limits::domain_name;

/// Every address.
pub(crate) fn doors() -> Router<Web> {
    Router::new()
        .route("/coverage", get(public_coverage::top))
        .route("/coverage/{organ}", get(public_coverage::organ))
        .route("/coverage/{organ}/{domain}", get(public_coverage::domain))
        .route("/desk/events", get(desk_events::list).post(desk_events::record))
        .route("/desk/events/new", get(desk_events::new))
        .route("/desk/events/{event}", get(desk_events::show).post(desk_events::correct))
        .route("/desk/limits", get(desk_limits::list))
        .route("/desk/limits/{line}/{rule}", get(desk_limits::show).post(desk_limits::name))
        .route("/desk/none", get(desk_none::list).post(desk_none::sign))
        .route("/desk/none/new", get(desk_none::new))
        .route("/desk/none/{statement}/end", post(desk_none::end))
        .route("/desk/calendar", get(desk_calendar::show).post(desk_calendar::announce))
        .route("/desk/responsibles", get(desk_responsibles::list).post(desk_responsibles::decide))
        .route("/desk/supervision", get(desk_supervision::own))
        .route("/desk/supervision.xlsx", get(desk_supervision::export))
        .route("/desk/supervision/{organ}", get(desk_supervision::below))
}

/// How many lines a page shows.
const PAGE: i64 = 50;

/// A day as people write it; empty where there is none.
fn on(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A share as shown; a dash where nothing applies.
fn share(tally: &Tally) -> String {
    tally.share_on_time().map_or_else(|| "—".to_owned(), |share| share.to_string())
}

/// The counts of a figure from a tally.
fn counts(tally: &Tally) -> Counts {
    let n = |n: i64| u64::try_from(n).unwrap_or(0);
    Counts {
        on_time: n(tally.on_time),
        late: n(tally.late),
        stated_none: n(tally.stated_none),
        not_due: n(tally.not_due),
        overdue: n(tally.overdue),
        unclear: n(tally.unclear),
    }
}

/// How many items of a tally stand in a state.
fn of_state(tally: &Tally, state: DutyState) -> i64 {
    match state {
        DutyState::Overdue => tally.overdue,
        DutyState::OnTime => tally.on_time,
        DutyState::Late => tally.late,
        DutyState::StatedNone => tally.stated_none,
        DutyState::NotDue => tally.not_due,
        DutyState::Unclear => tally.unclear,
        DutyState::Ended => 0,
    }
}

/// The state a query names; overdue where it names none.
fn asked_state(code: Option<&str>) -> DutyState {
    code.and_then(DutyState::from_code).unwrap_or(DutyState::Overdue)
}

/// A place in a list as `12-345`.
fn key(text: Option<&str>) -> Option<(i64, i64)> {
    let (a, b) = text?.split_once('-')?;
    Some((a.parse().ok()?, b.parse().ok()?))
}
