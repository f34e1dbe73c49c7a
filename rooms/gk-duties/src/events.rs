//! Events as stored: recorded, read, corrected with the former kept.

use gk_base::ports::local_text;
use gk_base::{Fault, Problem, Read, Row, Tx, Value, params};
use gk_rules::Day;
use gk_rules::duty::acts::DutyEvent;
use gk_rules::duty::events::Event;
use gk_rules::time::dense::day_number;
use gk_rules::time::limit::TriggerEvent;

use crate::held;
use crate::tables::events as sql;

/// 拟登记的事件: an event to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewEvent {
    /// The organ.
    pub organ: i64,
    /// The item's lineage.
    pub line: i64,
    /// What happened.
    pub kind: TriggerEvent,
    /// When.
    pub on: Day,
    /// In words.
    pub words: String,
    /// The record with which it was recorded, if it was.
    pub record: Option<String>,
}

/// 已登记的事件: one line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLine {
    /// Its number.
    pub id: i64,
    /// The organ.
    pub organ: i64,
    /// The item's lineage.
    pub line: i64,
    /// What happened, when and in words; who recorded it; its version.
    pub event: Event,
    /// Who recorded it.
    pub by: String,
    /// When it was recorded, as shown.
    pub at: String,
    /// The record with which it was recorded; empty for one recorded by hand.
    pub record: String,
    /// The item's name, in lists.
    pub item: String,
}

impl EventLine {
    pub(crate) fn from_row(row: &Row) -> Result<Self, Fault> {
        let day: i32 = row.get(4)?;
        let event = Event {
            on: held::day(day).ok_or_else(|| Fault::new("an event without a day"))?,
            kind: row.code(3)?,
            words: row.get(5)?,
            by: row.get::<Option<i64>>(6)?.unwrap_or(0),
            version: row.get(9)?,
        };
        let at: gk_rules::Moment = row.get(8)?;
        Ok(Self {
            id: row.get(0)?,
            organ: row.get(1)?,
            line: row.get(2)?,
            event,
            by: row.get(7)?,
            at: local_text(at),
            record: row.get::<Option<String>>(10)?.unwrap_or_default(),
            item: row.get::<String>(11).unwrap_or_default(),
        })
    }
}

/// 更正前的事件: what an event was, why it was corrected, and what had followed from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// Which version.
    pub version: u32,
    /// What.
    pub kind: TriggerEvent,
    /// When.
    pub on: Day,
    /// In words.
    pub words: String,
    /// Who had recorded it.
    pub by: String,
    /// Why it was corrected.
    pub why: String,
    /// Who corrected it.
    pub corrected_by: String,
    /// When, as shown.
    pub corrected_at: String,
    /// 原推算结果: the duties that had followed.
    pub outcome: Vec<Outcome>,
}

/// 原推算结果: one duty as it stood before a correction.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Outcome {
    /// The duty.
    pub duty: i64,
    /// Its last day; nothing while it could not be known.
    pub due: Option<Day>,
    /// How it stood.
    pub state: gk_rules::duty::DutyState,
}

/// Writes a new event and its ledger entry; gives its number.
pub(crate) async fn add(tx: &mut Tx, new: &NewEvent) -> Result<i64, Problem> {
    let id = tx.next_numbers("duty_events", 1).await?;
    let (person, name, at) = (tx.who().person, tx.who().name.clone(), tx.now());
    let on = day_number(new.on);
    let values = params![
        id,
        new.organ,
        new.line,
        Value::code(new.kind),
        on,
        new.words.trim(),
        person,
        name,
        at,
        new.record.clone()
    ];
    tx.run(&sql::ADD_EVENT, values).await?;
    let body = serde_json::json!({ "line": new.line, "kind": new.kind, "on": new.on, "words": new.words, "record": new.record });
    tx.ledger(DutyEvent::EventRecorded, Some(new.organ), format!("event:{id}"), &body);
    Ok(id)
}

/// One event.
///
/// # Errors
/// [`Problem::Missing`] when there is none.
pub async fn load(read: &mut Read, id: i64) -> Result<EventLine, Problem> {
    let row = read.row(&sql::EVENT, params![id]).await?.ok_or_else(|| Problem::missing("event", id))?;
    Ok(EventLine::from_row(&row)?)
}

/// The events of an organ, newest first, before one; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_of_organ(
    read: &mut Read,
    organ: i64,
    before: i64,
    limit: i64,
) -> Result<Vec<EventLine>, Fault> {
    read.rows(&sql::EVENTS_OF_ORGAN, params![organ, before, limit])
        .await?
        .iter()
        .map(EventLine::from_row)
        .collect()
}

/// The events under an item of an organ, newest first; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_of_line(
    read: &mut Read,
    organ: i64,
    line: i64,
    limit: i64,
) -> Result<Vec<EventLine>, Fault> {
    read.rows(&sql::EVENTS_OF_LINE, params![organ, line, limit])
        .await?
        .iter()
        .map(EventLine::from_row)
        .collect()
}

/// What an event was before its corrections, newest first.
///
/// # Errors
/// When the database fails.
pub async fn former(read: &mut Read, id: i64) -> Result<Vec<Former>, Fault> {
    let rows = read.rows(&sql::FORMER, params![id]).await?;
    rows.iter()
        .map(|row| {
            let on: i32 = row.get(2)?;
            let at: gk_rules::Moment = row.get(8)?;
            Ok(Former {
                version: row.get(0)?,
                kind: row.code(1)?,
                on: held::day(on).ok_or_else(|| Fault::new("a former event without a day"))?,
                words: row.get(3)?,
                by: row.get(4)?,
                why: row.get(6)?,
                corrected_by: row.get(7)?,
                corrected_at: local_text(at),
                outcome: row.json(9)?,
            })
        })
        .collect()
}
