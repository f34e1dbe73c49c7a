//! The pages of the room, by door.

mod desk_calendar;
mod desk_events;
mod desk_limits;
mod desk_none;
mod desk_responsibles;

use axum::Router;
use axum::routing::{get, post};
use gk_rules::Day;
use gk_webkit::Web;

use crate::limits::domain_name;

/// Every address.
pub(crate) fn doors() -> Router<Web> {
    Router::new()
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
}

/// How many lines a page shows.
const PAGE: i64 = 50;

/// A day as people write it; empty where there is none.
fn on(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
