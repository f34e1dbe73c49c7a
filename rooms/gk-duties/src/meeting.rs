//! Meeting duties: which ones a publication meets, and what becomes of them when it is withdrawn.

use gk_base::{Fault, Problem, Tx, params};
use gk_rules::Day;
use gk_rules::duty::dense::NEVER;
use gk_rules::duty::settings::REGULATION_FROM;
use gk_rules::time::dense::day_number;
use gk_rules::time::limit::TriggerEvent;

use crate::events::{self, NewEvent};
use crate::held::Held;
use crate::occurrences::{self, Happening, begin_by_event};
use crate::restate::restate;
use crate::rules::{self, Rule};
use crate::tables::duties as sql;
use crate::terms::Terms;
use crate::{held, postings, roll};

/// 公开: a record that was published against an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The record's id.
    pub record: String,
    /// The organ that published it.
    pub organ: i64,
    /// The item's lineage.
    pub line: i64,
    /// The occurrence the clerk chose, where one was chosen.
    pub duty: Option<i64>,
    /// 成文日期: the day on which the information was formed.
    pub made_on: Option<Day>,
    /// The day of publication.
    pub published_on: Day,
    /// Its title: the words of the event that is recorded with it.
    pub title: String,
}

/// A publication meets the head, and the occurrence it belongs to: the one the clerk chose, else the event of its 成文日期
/// (recorded with it when the item's clock runs from forming), else the period in which it was made, else the oldest open
/// period. Gives the numbers of the duties met; none when the item obliges the organ to nothing.
///
/// # Errors
/// When the database fails.
pub async fn meet(tx: &mut Tx, published: &Published) -> Result<Vec<i64>, Problem> {
    let today = roll::to_today(tx).await?;
    let duties = occurrences::of_line(tx, published.organ, published.line).await?;
    let Some(head) = duties.iter().find(|one| one.is_head()).copied() else { return Ok(Vec::new()) };
    let mut met = vec![head.id];
    met.extend(belonging(tx, published, &head, &duties, today).await?);
    met.sort_unstable();
    met.dedup();
    met.extend(postings::begin(tx, published, &head, &met, today).await?);
    let day = day_number(published.published_on);
    for duty in &met {
        tx.run(&sql::MEET, params![*duty, &published.record, day]).await?;
    }
    again(tx, met.clone(), today).await?;
    Ok(met)
}

/// What was applied for is to be disclosed from now on (条例 art 44): where the clock of the item runs from forming, it runs
/// from the day on which that was decided; where it waits for something else, art 26's period runs from that day beside it.
/// Gives the duty that began; nothing where the item obliges the organ to nothing.
///
/// # Errors
/// When the database fails.
pub async fn decide_to_disclose(
    tx: &mut Tx,
    (organ, line): (i64, i64),
    words: &str,
) -> Result<Option<i64>, Problem> {
    let today = roll::to_today(tx).await?;
    let duties = occurrences::of_line(tx, organ, line).await?;
    let head = duties.iter().find(|one| one.is_head()).copied();
    let Some(head) = head.filter(|one| one.facts.ended == NEVER || one.facts.ended > today) else {
        return Ok(None);
    };
    let mut rules = rules::on_day(tx, line, today).await?;
    let forming = rules.iter().find(|rule| rule.starts_with_forming()).and_then(|rule| rule.event);
    let kind = forming.unwrap_or(TriggerEvent::DecidedToDisclose);
    if forming.is_none() {
        let on = tx.today();
        rules.push(Rule::of_decision(tx, &head, on).await?);
    }
    let words = words.chars().take(gk_rules::duty::events::MAX_WORDS).collect();
    let new = NewEvent { organ, line, kind, on: tx.today(), words, record: None };
    let event = events::add(tx, &new).await?;
    let happening = Happening { event, kind, on: today };
    Ok(begin_by_event(tx, &head, &rules, &happening, today).await?.into_iter().next())
}

/// The occurrences a publication belongs to.
async fn belonging(
    tx: &mut Tx,
    published: &Published,
    head: &Held,
    duties: &[Held],
    today: i32,
) -> Result<Vec<i64>, Problem> {
    if let Some(chosen) = published.duty.and_then(|id| duties.iter().find(|one| one.id == id)) {
        if let Some(event) = chosen.event {
            return Ok(duties.iter().filter(|one| one.event == Some(event)).map(|one| one.id).collect());
        }
        if !chosen.is_head() {
            return Ok(vec![chosen.id]);
        }
    }
    if let Some(made_on) = published.made_on {
        let rules = rules::on_day(tx, published.line, day_number(made_on)).await?;
        let by_event = by_event(tx, published, (head, duties), (&rules, made_on), today).await?;
        if !by_event.is_empty() {
            return Ok(by_event);
        }
    }
    let day = day_number(published.published_on);
    let made = published.made_on.map_or(day, day_number);
    Ok(period(duties, made, day).into_iter().collect())
}

/// The duties of the event of that day; the event is recorded when the item's clock runs from forming and nobody has.
async fn by_event(
    tx: &mut Tx,
    published: &Published,
    (head, duties): (&Held, &[Held]),
    (rules, made_on): (&[Rule], Day),
    today: i32,
) -> Result<Vec<i64>, Problem> {
    let on = day_number(made_on);
    let there: Vec<i64> =
        duties.iter().filter(|one| one.is_of_event() && one.facts.start == on).map(|one| one.id).collect();
    let Some(rule) = rules.iter().find(|rule| rule.starts_with_forming()) else { return Ok(there) };
    let ended = head.facts.ended != NEVER && head.facts.ended <= on;
    if !there.is_empty() || on < rule.since || made_on < REGULATION_FROM || ended {
        return Ok(there);
    }
    let Some(kind) = rule.event else { return Ok(there) };
    let new = NewEvent {
        organ: published.organ,
        line: published.line,
        kind,
        on: made_on,
        words: published.title.chars().take(gk_rules::duty::events::MAX_WORDS).collect(),
        record: Some(published.record.clone()),
    };
    let event = events::add(tx, &new).await?;
    begin_by_event(tx, head, rules, &Happening { event, kind, on }, today).await
}

/// The period in which the information was made when it is open, else the oldest open one that had begun.
fn period(duties: &[Held], made: i32, published: i32) -> Option<i64> {
    let first = |one: &Held| {
        let key = one.period()?;
        let (year, month, day) = (key / 10_000, key / 100 % 100, key % 100);
        let day = Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        day.ok().map(day_number)
    };
    let begun = |one: &&Held, by: i32| first(one).is_some_and(|first| first <= by);
    let open = |one: &&Held| one.facts.met == NEVER && one.facts.ended == NEVER;
    let latest = duties.iter().filter(|one| begun(one, made)).map(|one| one.period()).max().flatten();
    let of_it = duties.iter().filter(open).find(|one| latest.is_some() && one.period() == latest);
    let oldest = duties.iter().filter(open).filter(|one| begun(one, published)).min_by_key(|one| first(one));
    of_it.or(oldest).map(|one| one.id)
}

/// A publication is withdrawn: the duties it met are met by the next record that did, or not at all. A 公示期 that was over
/// stays met.
///
/// # Errors
/// When the database fails.
pub async fn unmeet(tx: &mut Tx, record: &str) -> Result<Vec<i64>, Problem> {
    let today = roll::to_today(tx).await?;
    let rows = tx.rows(&sql::OF_RECORD, params![record]).await?;
    let duties: Vec<i64> =
        rows.iter().map(|row| Held::from_row(row).map(|one| one.id)).collect::<Result<_, _>>()?;
    tx.run(&sql::UNMEET, params![record, today]).await?;
    again(tx, duties.clone(), today).await?;
    Ok(duties)
}

/// Reads again when duties were first met, and states them anew; a 公示期 runs from the day on which what hangs was put up.
async fn again(tx: &mut Tx, duties: Vec<i64>, today: i32) -> Result<(), Problem> {
    let mut pairs = Vec::new();
    let mut terms = Terms::open(tx).await?;
    for id in duties {
        let row = tx.row(&sql::BY_ID, params![id]).await?;
        let before = Held::from_row(&row.ok_or_else(|| Fault::new(format!("no duty {id}")))?)?;
        let first: Option<i32> = match tx.row(&sql::FIRST_MET, params![id]).await? {
            Some(row) => row.get(0)?,
            None => None,
        };
        let mut after = before;
        after.facts.met = first.unwrap_or(NEVER);
        if let Some(posted) = first.filter(|posted| before.is_posting() && *posted != before.facts.start) {
            (after.term, after.due) = terms.get(tx, i64::from(before.facts.clock) + 1, posted).await?;
            after.facts.start = posted;
        }
        pairs.push((before, after));
    }
    restate(tx, pairs, today).await?;
    Ok(())
}

/// A day as people write it; empty where there is none.
pub(crate) fn day_text(number: i32) -> String {
    held::day(number).map(|day| day.to_string()).unwrap_or_default()
}
