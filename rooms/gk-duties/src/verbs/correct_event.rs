//! 更正公开事件: the former one is kept with what had followed from it; periods run anew.

use gk_base::{Office, Problem, Tx, Value, directory, params};
use gk_rules::Day;
use gk_rules::duty::acts::{DutyEvent, no_such_trigger};
use gk_rules::duty::dense::NEVER;
use gk_rules::duty::events::{Event, correct};
use gk_rules::org::{Act, Actor, OrganId, Subject, may};
use gk_rules::time::dense::day_number;
use gk_rules::time::limit::TriggerEvent;

use super::record_event::head_of;
use crate::events::{EventLine, Outcome, load};
use crate::held::{Held, day, event_occurrence, state};
use crate::lists::of_event;
use crate::occurrences::{Happening, begin_by_event};
use crate::restate::restate;
use crate::rules::{self, Rule};
use crate::tables::{duties as duties_sql, events as sql};
use crate::terms::Terms;
use crate::{compile, roll};

/// 更正: what the form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correcting {
    /// Which event.
    pub event: i64,
    /// The version that was seen.
    pub version: u32,
    /// What happened.
    pub kind: TriggerEvent,
    /// When.
    pub on: Day,
    /// In words.
    pub words: String,
    /// 更正理由
    pub why: String,
}

/// Corrects an event.
///
/// # Errors
/// All the reasons against; who may; somebody corrected it first.
pub async fn correct_event(office: &Office, actor: &Actor, correcting: &Correcting) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let today = roll::to_today(&mut tx).await?;
    let line = load(&mut tx, correcting.event).await?;
    let seat = directory::load(&mut tx, OrganId(line.organ)).await?;
    let subject = Subject::of(seat.organ.id, seat.organ.path).made_by(line.event.by);
    may(actor, Act::CorrectEvent, &subject)?;
    let mut rules = rules::on_day(&mut tx, line.line, day_number(correcting.on)).await?;
    if line.event.kind == TriggerEvent::DecidedToDisclose {
        let head = head_of(&mut tx, line.organ, line.line).await?;
        rules.push(Rule::of_decision(&mut tx, &head, correcting.on).await?);
    }
    let wanted = Event {
        on: correcting.on,
        kind: correcting.kind,
        words: correcting.words.clone(),
        by: actor.person,
        version: correcting.version,
    };
    if !rules.iter().any(|rule| rule.event == Some(correcting.kind)) {
        return Err(Problem::refused(no_such_trigger(correcting.kind)));
    }
    let (now, kept) = correct(line.event.clone(), &wanted, &correcting.why, actor.person, tx.today())
        .map_err(Problem::Refused)?;
    let mut duties = of_event(&mut tx, line.id).await?;
    // What was posted for the event hangs by the day of its posting, whatever the day of the event.
    duties.retain(Held::is_of_event);
    keep(&mut tx, &line, &kept.why, &duties).await?;
    save(&mut tx, line.id, line.event.version, &now).await?;
    run_anew(&mut tx, &line, (&rules, &now), &duties, today).await?;
    let body = serde_json::json!({ "line": line.line, "former": kept.former, "now": now, "why": kept.why });
    tx.ledger(DutyEvent::EventCorrected, Some(line.organ), format!("event:{}", line.id), &body);
    tx.commit().await
}

/// The former event with its outcome.
async fn keep(tx: &mut Tx, line: &EventLine, why: &str, duties: &[Held]) -> Result<(), Problem> {
    let outcome: Vec<Outcome> = duties
        .iter()
        .map(|one| Outcome { duty: one.id, due: day(one.due), state: state(one.state) })
        .collect();
    let (name, at) = (tx.who().name.clone(), tx.now());
    let values = params![
        line.id,
        line.event.version,
        Value::code(line.event.kind),
        day_number(line.event.on),
        &line.event.words,
        line.event.by,
        &line.by,
        &line.at,
        why,
        name,
        at,
        serde_json::json!(outcome).to_string()
    ];
    tx.run(&sql::KEEP_FORMER, values).await?;
    Ok(())
}

async fn save(tx: &mut Tx, id: i64, seen: u32, now: &Event) -> Result<(), Problem> {
    let (name, at) = (tx.who().name.clone(), tx.now());
    let on = day_number(now.on);
    let values = params![id, seen, Value::code(now.kind), on, &now.words, now.by, name, at];
    tx.run_at_version(&sql::SET_EVENT, values).await
}

/// Duties whose rule waits for the corrected event run from its day; those of other rules end; missing ones begin.
async fn run_anew(
    tx: &mut Tx,
    line: &EventLine,
    (rules, now): (&[Rule], &Event),
    duties: &[Held],
    today: i32,
) -> Result<(), Problem> {
    let mut terms = Terms::open(tx).await?;
    let on = day_number(now.on);
    let mut pairs = Vec::new();
    let mut there = Vec::new();
    for before in duties {
        let mut after = *before;
        match rules.iter().find(|rule| rule.rule_no == before.rule_no() && rule.event == Some(now.kind)) {
            Some(rule) => {
                (after.term, after.due) = terms.get(tx, rule.clock, on).await?;
                let open = compile::open(rule.clock, on)?;
                (after.facts.clock, after.facts.start, after.facts.ended) = (open.clock, on, NEVER);
                there.push(before.occurrence);
            }
            None => after.facts.ended = before.facts.start,
        }
        pairs.push((*before, after));
    }
    restate(tx, pairs, today).await?;
    let missing: Vec<Rule> = rules
        .iter()
        .filter(|rule| rule.event == Some(now.kind))
        .filter(|rule| !there.contains(&event_occurrence(rule.rule_no, line.id)))
        .cloned()
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let head = head_of(tx, line.organ, line.line).await?;
    let happening = Happening { event: line.id, kind: now.kind, on };
    let begun = begin_by_event(tx, &head, &missing, &happening, today).await?;
    carry_meetings(tx, duties, &begun, today).await
}

/// What was published for the event meets the duties that began with its correction as well.
async fn carry_meetings(tx: &mut Tx, from: &[Held], to: &[i64], today: i32) -> Result<(), Problem> {
    let mut pairs = Vec::new();
    for id in to {
        for one in from {
            tx.run(&duties_sql::COPY_MEETINGS, params![*id, one.id]).await?;
        }
        let Some(row) = tx.row(&duties_sql::BY_ID, params![*id]).await? else { continue };
        let before = Held::from_row(&row)?;
        let mut after = before;
        if let Some(row) = tx.row(&duties_sql::FIRST_MET, params![*id]).await? {
            after.facts.met = row.get::<Option<i32>>(0)?.unwrap_or(NEVER);
        }
        pairs.push((before, after));
    }
    restate(tx, pairs, today).await?;
    Ok(())
}
