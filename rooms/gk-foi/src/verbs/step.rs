//! 办理: one step of a case; what the officer says becomes the event of the law, if the law has nothing against it.

use gk_base::{Office, Problem, Tx};
use gk_rules::Day;
use gk_rules::Reason;
use gk_rules::foi::duplicate::reasons_not_to_merge_into;
use gk_rules::foi::event::{CaseEvent, Decided, Lapsed, MergedInto, Recorded, Registered};
use gk_rules::foi::replay::reasons_not_to_record;
use gk_rules::foi::words::nothing_open;
use gk_rules::foi::{Case, Decision, FileRole};
use gk_rules::org::{Actor, may};

use super::add_file::{Brought, keep};
use super::{Open, Seen};
use crate::numbers;
use crate::tables::{cases, events, files, lists};

/// 办理步骤: what happened, on which day, with which files.
#[derive(Debug, Clone)]
pub struct TakeStep {
    /// 发生日
    pub on: Day,
    /// What happened; the number of a registration or a reply is given by the organ's series when it is empty.
    pub event: CaseEvent,
    /// Files that came with it.
    pub files: Vec<Brought>,
}

/// Takes a step; gives the case's new version.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Stale`], [`Problem::Missing`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, cmd: TakeStep) -> Result<u32, Problem> {
    let mut tx = office.begin(actor).await?;
    let matter = cases::load(&mut tx, seen.matter).await?;
    may(actor, cmd.event.act(), &matter.subject())?;
    let open = Open::load(&mut tx, matter.at(seen.version)?).await?;
    let version = advance(&mut tx, open, actor.person, cmd).await?;
    tx.commit().await?;
    Ok(version)
}

/// Takes a step in the name of the applicant who holds the query code.
///
/// # Errors
/// As [`run`].
pub async fn run_for_applicant(office: &Office, seen: Seen, cmd: TakeStep) -> Result<u32, Problem> {
    let mut tx = office.begin_as_system().await?;
    let matter = cases::load(&mut tx, seen.matter).await?.at(seen.version)?;
    let open = Open::load(&mut tx, matter).await?;
    let version = advance(&mut tx, open, 0, cmd).await?;
    tx.commit().await?;
    Ok(version)
}

/// The same within a unit of work: reasons, event, row, ledger.
pub(crate) async fn advance(tx: &mut Tx, mut open: Open, person: i64, cmd: TakeStep) -> Result<u32, Problem> {
    let event = numbered(tx, &open, cmd.event).await?;
    let recorded = Recorded { seq: open.next_seq(), day: cmd.on, at: Some(tx.now()), by: person, event };
    let mut history: Vec<Recorded> = open.told.iter().map(|one| one.recorded.clone()).collect();
    Problem::unless_none(reasons_not_to_record(&history, &recorded, open.counting.law()))?;
    Problem::unless_none(nothing_to_give(tx, open.matter.id, &recorded.event).await?)?;
    Problem::unless_none(not_to_be_merged(tx, open.matter.id, &recorded.event).await?)?;
    history.push(recorded.clone());
    open.case = Case::replay(&history).map_err(|fault| Problem::Refused(fault.reasons))?;
    let name = tx.who().name.clone();
    events::insert(tx, open.matter.id, &recorded, &name).await?;
    let role = FileRole::of(&recorded.event);
    keep(tx, (open.matter.id, recorded.seq), role, cmd.files).await?;
    let body = serde_json::json!({
        "number": open.case.registered.as_ref().map(|one| &one.number), "seq": recorded.seq, "day": recorded.day,
        "event": recorded.event, "stage": open.case.stage(),
    });
    tx.ledger(recorded.event.ledger(), Some(open.matter.organ.id.0), open.matter.ledger_subject(), &body);
    open.save(tx).await?;
    super::follow::follow(tx, &open, &recorded).await?;
    Ok(open.matter.version + 1)
}

/// 部分公开 is not decided without something to give: a redacted file, or what is open on its own (条例 art 37).
async fn nothing_to_give(tx: &mut Tx, matter: i64, event: &CaseEvent) -> Result<Vec<Reason>, Problem> {
    if !matches!(event, CaseEvent::Decided(one) if one.decision == Decision::InPart) {
        return Ok(Vec::new());
    }
    let given =
        |one: &files::FileLine| one.shared && matches!(one.role, FileRole::Redacted | FileRole::Reply);
    let any = files::of_matter(tx, matter).await?.iter().any(given);
    Ok(if any { Vec::new() } else { vec![nothing_open()] })
}

/// 并案 names an open application of the organ, of the same applicant as far as it can be told (条例 art 36).
async fn not_to_be_merged(tx: &mut Tx, matter: i64, event: &CaseEvent) -> Result<Vec<Reason>, Problem> {
    let CaseEvent::MergedInto(MergedInto { number }) = event else { return Ok(Vec::new()) };
    let target = lists::numbered(tx, matter, number.trim()).await?;
    Ok(reasons_not_to_merge_into(number, target.as_ref().map(|one| one.compared(matter))))
}

/// The event with its number, where the organ's series gives it.
async fn numbered(tx: &mut Tx, open: &Open, event: CaseEvent) -> Result<CaseEvent, Problem> {
    let organ = &open.matter.organ;
    Ok(match event {
        CaseEvent::Registered(one) if one.number.is_empty() => {
            CaseEvent::Registered(Registered { number: numbers::register(tx, organ).await? })
        }
        CaseEvent::Decided(one) if one.number.is_empty() => {
            CaseEvent::Decided(Decided { number: numbers::reply(tx, organ).await?, ..one })
        }
        CaseEvent::Lapsed(one) if one.number.is_empty() => {
            CaseEvent::Lapsed(Lapsed { number: numbers::reply(tx, organ).await? })
        }
        other => other,
    })
}
