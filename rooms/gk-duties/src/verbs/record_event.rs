//! 登记公开事件: something happened from which periods run.

use gk_base::{Office, Problem, Tx, directory};
use gk_rules::Day;
use gk_rules::duty::acts::{no_such_trigger, not_obliged};
use gk_rules::duty::events::{Event, reasons_not_to_record};
use gk_rules::org::{Act, Actor, OrganId, Subject, may};
use gk_rules::time::dense::day_number;
use gk_rules::time::limit::TriggerEvent;

use crate::events::{NewEvent, add};
use crate::held::{Held, day};
use crate::occurrences::{Happening, begin_by_event, of_line};
use crate::rules::{self, Rule};
use crate::{none, roll, verbs};

/// 登记: what the form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    /// The organ whose event it is.
    pub organ: i64,
    /// The item's lineage.
    pub line: i64,
    /// What happened.
    pub kind: TriggerEvent,
    /// When.
    pub on: Day,
    /// In words.
    pub words: String,
}

/// Records an event and begins the duties it starts; gives its number.
///
/// # Errors
/// All the reasons against; who may; no such organ.
pub async fn record_event(office: &Office, actor: &Actor, recording: &Recording) -> Result<i64, Problem> {
    let mut tx = office.begin(actor).await?;
    let id = record(&mut tx, actor, recording).await?;
    tx.commit().await?;
    Ok(id)
}

async fn record(tx: &mut Tx, actor: &Actor, recording: &Recording) -> Result<i64, Problem> {
    let seat = directory::load(tx, OrganId(recording.organ)).await?;
    may(actor, Act::RecordEvent, &Subject::of(seat.organ.id, seat.organ.path))?;
    let today = roll::to_today(tx).await?;
    let head = head_of(tx, recording.organ, recording.line).await?;
    let rules = rules::on_day(tx, recording.line, day_number(recording.on)).await?;
    let waiting: Vec<&Rule> = rules.iter().filter(|rule| rule.event == Some(recording.kind)).collect();
    let since = waiting.iter().map(|rule| rule.since).min().and_then(day);
    let event = Event {
        on: recording.on,
        kind: recording.kind,
        words: recording.words.clone(),
        by: actor.person,
        version: 0,
    };
    let from = since.unwrap_or(gk_rules::duty::settings::REGULATION_FROM);
    let mut against = reasons_not_to_record(&event, from, day(head.facts.ended), tx.today());
    if waiting.is_empty() {
        against.push(no_such_trigger(recording.kind));
    }
    Problem::unless_none(against)?;
    let new = NewEvent {
        organ: recording.organ,
        line: recording.line,
        kind: recording.kind,
        on: recording.on,
        words: recording.words.clone(),
        record: None,
    };
    let id = add(tx, &new).await?;
    let happening = Happening { event: id, kind: recording.kind, on: day_number(recording.on) };
    begin_by_event(tx, &head, &rules, &happening, today).await?;
    // What happened shows that there is information: a statement that there is none does not hold any more.
    let today = tx.today();
    if let Some(last) = none::last_statement(tx, recording.organ, recording.line).await?
        && last.holds_on(today)
    {
        verbs::end_none::end(tx, &last, recording.words.trim()).await?;
    }
    Ok(id)
}

/// The head duty of an organ under an item that obliges it.
pub(crate) async fn head_of(tx: &mut Tx, organ: i64, line: i64) -> Result<Held, Problem> {
    let duties = of_line(tx, organ, line).await?;
    duties.into_iter().find(Held::is_head).ok_or_else(|| Problem::refused(not_obliged()))
}
