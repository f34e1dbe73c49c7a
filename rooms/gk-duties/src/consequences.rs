//! What follows in this room from events of others, in the same transaction.

use std::future::Future;
use std::pin::Pin;

use gk_base::directory::{self, Seat};
use gk_base::ledger::Entry;
use gk_base::{Fault, Problem, Tx, params};
use gk_rules::Coded;
use gk_rules::Day;
use gk_rules::catalog::edition::Tier;
use gk_rules::org::{OrganId, OrganKind};
use gk_rules::records::WithdrawGround;

use crate::compile::compile_county;
use crate::meeting::{Published, meet, unmeet};
use crate::tables::catalogs;

type Following<'a> = Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>>;

/// `records.published`: the record discharges what it was published for. The body holds `line`, `published_on`, and
/// optionally `duty`, `made_on` and `title`; the subject is `record:ID`.
pub fn record_published<'a>(tx: &'a mut Tx, entry: &'a Entry) -> Following<'a> {
    Box::pin(async move {
        let Some(published) = published(entry)? else { return Ok(()) };
        meet(tx, &published).await?;
        Ok(())
    })
}

/// `records.withdrawn`: what it had met is open again, unless another record meets it or what was met stays met on the
/// ground of the withdrawal (公示期满). The body holds `ground`.
pub fn record_withdrawn<'a>(tx: &'a mut Tx, entry: &'a Entry) -> Following<'a> {
    Box::pin(async move {
        let body = entry.json()?;
        let ground =
            body.get("ground").and_then(serde_json::Value::as_str).and_then(WithdrawGround::from_code);
        if ground.is_some_and(WithdrawGround::keeps_duty_met) {
            return Ok(());
        }
        if let Some(record) = entry.subject_of("record") {
            unmeet(tx, record).await?;
        }
        Ok(())
    })
}

/// `catalog.edition_in_force`, `…_superseded`, `…_withdrawn`: the county is compiled anew in that domain, at once when the
/// edition holds today, else on its first day. The subject is `edition:ID`.
pub fn edition_changed<'a>(tx: &'a mut Tx, entry: &'a Entry) -> Following<'a> {
    Box::pin(async move {
        let Some(edition) = entry.subject_of("edition").and_then(|id| id.parse::<i64>().ok()) else {
            return Ok(());
        };
        let Some(of) = edition_of(tx, edition).await? else { return Ok(()) };
        let today = tx.today();
        if of.from.is_some_and(|from| from > today) {
            let midnight = of.from.and_then(first_moment).unwrap_or_else(|| tx.now());
            tx.later_at(crate::jobs::COMPILE, edition.to_string(), midnight);
            return Ok(());
        }
        compile_edition_scope(tx, &of).await
    })
}

/// `settings.calendar_announced`: last days are derived anew.
pub fn calendar_announced<'a>(tx: &'a mut Tx, _: &'a Entry) -> Following<'a> {
    Box::pin(async move {
        crate::rederive::rederive(tx).await?;
        Ok(())
    })
}

/// Whose edition it is.
pub(crate) struct EditionOf {
    organ: i64,
    tier: Tier,
    domain: i64,
    from: Option<Day>,
}

/// Reads it; nothing when there is no such edition.
pub(crate) async fn edition_of(tx: &mut Tx, edition: i64) -> Result<Option<EditionOf>, Fault> {
    let Some(row) = tx.row(&catalogs::EDITION, params![edition]).await? else { return Ok(None) };
    let domain: String = row.get(2)?;
    let domain = domain.parse().map_err(|e| Fault::because("a domain's code", e))?;
    Ok(Some(EditionOf { organ: row.get(0)?, tier: row.code(1)?, domain, from: row.get(3)? }))
}

/// Compiles the county an edition belongs to, in the edition's domain; editions above the county oblige nobody.
pub(crate) async fn compile_edition_scope(tx: &mut Tx, of: &EditionOf) -> Result<(), Problem> {
    if !matches!(of.tier, Tier::County | Tier::Township | Tier::Village) {
        return Ok(());
    }
    let seat = county_of(tx, OrganId(of.organ)).await?;
    compile_county(tx, &seat, Some(of.domain)).await?;
    Ok(())
}

/// The county an organ belongs to; the organ itself where it stands under none.
pub(crate) async fn county_of(tx: &mut Tx, organ: OrganId) -> Result<Seat, Problem> {
    let own = directory::load(tx, organ).await?;
    for above in own.organ.path.clone().organs().rev() {
        let seat = directory::load(tx, above).await?;
        if seat.organ.kind == OrganKind::CountyGovernment {
            return Ok(seat);
        }
    }
    Ok(own)
}

/// The first moment of a day in China Standard Time.
pub(crate) fn first_moment(day: Day) -> Option<gk_rules::Moment> {
    jiff::tz::Offset::constant(8).to_timestamp(day.at(0, 0, 0, 0)).ok()
}

fn published(entry: &Entry) -> Result<Option<Published>, Fault> {
    let body = entry.json()?;
    let (Some(record), Some(organ), Some(line)) =
        (entry.subject_of("record"), entry.organ, body.get("line").and_then(serde_json::Value::as_i64))
    else {
        return Ok(None);
    };
    let text = |key: &str| body.get(key).and_then(serde_json::Value::as_str);
    let day = |key: &str| text(key).and_then(|text| text.parse::<Day>().ok());
    let on = gk_base::ports::day_of(entry.at);
    Ok(Some(Published {
        record: record.to_owned(),
        organ,
        line,
        duty: body.get("duty").and_then(serde_json::Value::as_i64),
        made_on: day("made_on"),
        published_on: day("published_on").unwrap_or(on),
        title: text("title").unwrap_or_default().to_owned(),
    }))
}
