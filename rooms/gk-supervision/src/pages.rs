//! The doors of the room.

mod desk_figures;
mod desk_foi_supervision;
mod desk_report;
mod desk_supervision;
mod public_coverage;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use gk_rules::duty::{DutyState, Tally};
use gk_rules::{Coded, Day};
use gk_webkit::Web;
use gk_webkit::bounds::{PUBLIC_UPLOAD, bounded};
use gk_webkit::fields::UPLOAD_LIMIT;
use gk_webkit::figures::Counts;

/// The doors.
pub fn doors() -> Router<Web> {
    let uploads = Router::new()
        .route("/desk/foi/report/last", post(desk_report::bring))
        .layer(DefaultBodyLimit::max(UPLOAD_LIMIT));
    Router::new()
        .route("/desk/foi/report", get(desk_report::show))
        .route("/desk/foi/report/cell", get(desk_report::cell))
        .route("/desk/foi/report/file/{form}", get(desk_report::file))
        .route("/desk/foi/report/keep", post(desk_report::keep))
        .route("/desk/foi/figures", get(desk_figures::show))
        .route("/desk/foi/warnings", get(desk_foi_supervision::warnings))
        .route("/desk/foi/supervision", get(desk_foi_supervision::show))
        .route("/coverage", get(public_coverage::top))
        .route("/coverage/{organ}", get(public_coverage::organ))
        .route("/coverage/{organ}/{domain}", get(public_coverage::domain))
        .route("/desk/supervision", get(desk_supervision::own))
        .route("/desk/supervision.xlsx", get(desk_supervision::export))
        .route("/desk/supervision/{organ}", get(desk_supervision::below))
        .merge(bounded(uploads, PUBLIC_UPLOAD))
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
