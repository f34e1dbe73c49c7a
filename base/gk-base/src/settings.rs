//! Dated settings and the working calendar as stored: what may be corrected, with its source and its day.

use std::sync::{Arc, Mutex, PoisonError};

use gk_rules::Day;
use gk_rules::time::calendar::{Calendar, NamedDay, YearNotice};

use crate::office::{Read, Tx};
use crate::problem::Fault;
use crate::{params, statements};

statements! {
    "settings";
    /// The value in force on a day.
    IN_FORCE = "select value, valid_from, source from settings where key = $1 and valid_from <= $2 order by valid_from desc limit 1";
    /// Sets a value from a day on.
    SET = "insert into settings (key, valid_from, value, source, set_by, set_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (key, valid_from) do update set value = excluded.value, source = excluded.source,
        set_by = excluded.set_by, set_at = excluded.set_at";
    /// Every value ever set of a key.
    HISTORY = "select value, valid_from, source from settings where key = $1 order by valid_from desc limit 100";
    /// The values in force on a day of all keys of a pattern, the newest of a key first.
    LIKE = "select key, value, valid_from, source from settings where key like $1 escape '!' and valid_from <= $2
        order by key, valid_from desc limit 1000";
    /// The years announced.
    YEARS = "select year, source from calendar_years order by year";
    /// The days arranged.
    DAYS = "select year, day, kind, name from calendar_days order by day";
    /// Forgets a year's days before they are written anew.
    DROP_DAYS = "delete from calendar_days where year = $1";
    /// A year and where its facts come from.
    PUT_YEAR = "insert into calendar_years (year, source, set_at) values ($1, $2, $3)
        on conflict (year) do update set source = excluded.source, set_at = excluded.set_at";
    /// How often the calendar, or what may be seen, has changed.
    STAMP = "select stamp from stamps where name = $1";
    /// Takes numbers.
    TAKE = "insert into counters (name, last) values ($1, $2) on conflict (name) do update set last = counters.last + excluded.last";
    /// The last number taken.
    LAST = "select last from counters where name = $1";
    /// It changed.
    ADVANCE = "update stamps set stamp = stamp + 1 where name = $1";
}

/// A setting in force: its value, since when, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// As text.
    pub value: String,
    /// From this day on.
    pub since: Day,
    /// The document, or who decided.
    pub source: String,
}

/// The setting in force on a day, or nothing: there is no fallback to another day's.
///
/// # Errors
/// When the database fails.
pub async fn in_force(read: &mut Read, key: &str, day: Day) -> Result<Option<Setting>, Fault> {
    let Some(row) = read.row(&IN_FORCE, params![key, day]).await? else { return Ok(None) };
    Ok(Some(Setting { value: row.get(0)?, since: row.get(1)?, source: row.get(2)? }))
}

/// The settings in force on a day whose keys end alike (`….{organ code}`), by key.
///
/// # Errors
/// When the database fails.
pub async fn ending(read: &mut Read, ending: &str, day: Day) -> Result<Vec<(String, Setting)>, Fault> {
    let all = like(read, &format!("%{}", escaped(ending)), day).await?;
    Ok(all.into_iter().filter(|(key, _)| key.ends_with(ending)).collect())
}

/// The settings in force on a day whose keys begin alike, by key.
///
/// # Errors
/// When the database fails.
pub async fn among(read: &mut Read, beginning: &str, day: Day) -> Result<Vec<(String, Setting)>, Fault> {
    let all = like(read, &format!("{}%", escaped(beginning)), day).await?;
    Ok(all.into_iter().filter(|(key, _)| key.starts_with(beginning)).collect())
}

fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c])).collect()
}

async fn like(read: &mut Read, pattern: &str, day: Day) -> Result<Vec<(String, Setting)>, Fault> {
    let mut out: Vec<(String, Setting)> = Vec::new();
    for row in read.rows(&LIKE, params![pattern, day]).await? {
        let key: String = row.get(0)?;
        if out.last().is_none_or(|(last, _)| *last != key) {
            out.push((key, Setting { value: row.get(1)?, since: row.get(2)?, source: row.get(3)? }));
        }
    }
    Ok(out)
}

/// Sets a value from a day on.
///
/// # Errors
/// When the database fails.
pub async fn set(tx: &mut Tx, key: &str, since: Day, value: &str, source: &str) -> Result<(), Fault> {
    let (by, at) = (tx.who().person, tx.now());
    tx.run(&SET, params![key, since, value, source, by, at]).await?;
    Ok(())
}

/// Every value of a key, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn history(read: &mut Read, key: &str) -> Result<Vec<Setting>, Fault> {
    let rows = read.rows(&HISTORY, params![key]).await?;
    rows.iter()
        .map(|row| Ok(Setting { value: row.get(0)?, since: row.get(1)?, source: row.get(2)? }))
        .collect()
}

/// A calendar with the count of changes it was read at.
type Stamped = (i64, Arc<Calendar>);

/// The calendar last read.
#[derive(Default)]
pub(crate) struct CalendarShelf(Mutex<Option<Stamped>>);

impl CalendarShelf {
    pub(crate) fn put(&self, stamp: i64, calendar: &Arc<Calendar>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((stamp, Arc::clone(calendar)));
    }
    fn get(&self, stamp: i64) -> Option<Arc<Calendar>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|(at, _)| *at == stamp).map(|(_, calendar)| Arc::clone(calendar))
    }
}

/// The calendar a unit of work has read itself: a writing one keeps it apart until it is committed, because what it read
/// may be its own change, and that may be undone.
pub(crate) enum OwnCalendar {
    /// A snapshot of what is true: it goes on the shelf at once.
    Reading,
    /// Not true for anybody else yet.
    Writing(Option<Stamped>),
}

/// The working calendar as it is now: one look at its stamp, read anew only when it changed.
///
/// # Errors
/// When the database fails or holds a notice that contradicts itself.
pub async fn calendar(read: &mut Read) -> Result<Arc<Calendar>, Fault> {
    stamped_calendar(read).await.map(|(_, calendar)| calendar)
}

/// The same with the count of changes it was read at.
///
/// # Errors
/// As [`calendar`].
pub async fn stamped_calendar(read: &mut Read) -> Result<(i64, Arc<Calendar>), Fault> {
    let stamp = stamp(read, "calendar").await?;
    if let OwnCalendar::Writing(Some((at, calendar))) = &read.own_calendar
        && *at == stamp
    {
        return Ok((stamp, Arc::clone(calendar)));
    }
    if let Some(calendar) = read.office().calendar_shelf().get(stamp) {
        return Ok((stamp, calendar));
    }
    let calendar =
        Arc::new(Calendar::of(notices(read).await?).map_err(|e| Fault::because("the stored calendar", e))?);
    match &mut read.own_calendar {
        OwnCalendar::Writing(own) => *own = Some((stamp, Arc::clone(&calendar))),
        OwnCalendar::Reading => read.office().calendar_shelf().put(stamp, &calendar),
    }
    Ok((stamp, calendar))
}

/// The yearly notices as stored.
///
/// # Errors
/// When the database fails.
pub async fn notices(read: &mut Read) -> Result<Vec<YearNotice>, Fault> {
    let mut notices = Vec::new();
    for row in read.rows(&YEARS, &[]).await? {
        notices.push(YearNotice {
            year: row.get(0)?,
            source: row.get(1)?,
            off: Vec::new(),
            make_up: Vec::new(),
        });
    }
    for row in read.rows(&DAYS, &[]).await? {
        let year: i16 = row.get(0)?;
        let kind: String = row.get(2)?;
        let named = NamedDay { day: row.get(1)?, name: row.get(3)? };
        if let Some(notice) = notices.iter_mut().find(|n| n.year == year) {
            if kind == "holiday" { notice.off.push(named) } else { notice.make_up.push(named) }
        }
    }
    Ok(notices)
}

/// Writes a year's notice in place of the former one; every derived due date is stale from now on.
///
/// # Errors
/// When the database fails.
pub async fn announce(tx: &mut Tx, notice: &YearNotice) -> Result<(), Fault> {
    let at = tx.now();
    tx.run(&PUT_YEAR, params![i64::from(notice.year), &notice.source, at]).await?;
    tx.run(&DROP_DAYS, params![i64::from(notice.year)]).await?;
    let off = notice.off.iter().map(|named| (named, "holiday"));
    let made = notice.make_up.iter().map(|named| (named, "makeup_workday"));
    let rows = off
        .chain(made)
        .map(|(named, kind)| {
            vec![named.day.into(), i64::from(notice.year).into(), kind.into(), (&named.name).into()]
        })
        .collect();
    tx.bulk("calendar_days", &["day", "year", "kind", "name"], rows).await?;
    advance(tx, "calendar").await
}

/// How often something has changed: `calendar`, `visibility`, or anything at all: `changes`.
///
/// # Errors
/// When the database fails.
pub async fn stamp(read: &mut Read, name: &str) -> Result<i64, Fault> {
    read.number(&STAMP, params![name]).await
}

/// Notes that something has changed, in the same transaction as the change.
///
/// # Errors
/// When the database fails.
pub async fn advance(tx: &mut Tx, name: &str) -> Result<(), Fault> {
    tx.run(&ADVANCE, params![name]).await?;
    Ok(())
}

/// Takes `count` numbers of a counter; gives the first. Numbers of work that is not committed are given again.
pub(crate) async fn next_numbers(tx: &mut Tx, counter: &'static str, count: i64) -> Result<i64, Fault> {
    tx.run(&TAKE, params![counter, count]).await?;
    Ok(tx.number(&LAST, params![counter]).await? - count + 1)
}
