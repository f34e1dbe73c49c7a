//! 录入放假安排: one year's notice of the State Council, new or corrected; last days are derived anew with it.

use gk_base::{Office, Problem, directory, settings};
use gk_rules::duty::acts::{DutyEvent, bad_notice, bad_year};
use gk_rules::org::{Act, Actor, Subject, may};
use gk_rules::time::calendar::{Calendar, YearNotice};

/// Takes a year's notice in place of what was known of that year.
///
/// # Errors
/// When the notice contradicts itself or the actor may not.
pub async fn announce_calendar_year(
    office: &Office,
    actor: &Actor,
    notice: &YearNotice,
) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let seat = directory::load(&mut tx, actor.organ).await?;
    may(actor, Act::EditCalendar, &Subject::of(seat.organ.id, seat.organ.path))?;
    let mut against: Vec<_> = bad_year(notice.year).into_iter().collect();
    if let Err(fault) = Calendar::of([notice.clone()]) {
        against.push(bad_notice(fault.to_string()));
    }
    Problem::unless_none(against)?;
    let former = settings::notices(&mut tx).await?.into_iter().find(|one| one.year == notice.year);
    settings::announce(&mut tx, notice).await?;
    let body = serde_json::json!({ "former": former, "now": notice });
    tx.ledger(DutyEvent::CalendarAnnounced, Some(actor.organ.0), format!("calendar:{}", notice.year), &body);
    tx.commit().await
}
