//! 办理: one step of a case; what the officer says becomes the event of the law, if the law has nothing against it.

use gk_base::{Office, Problem, Tx};
use gk_rules::foi::event::{CaseEvent, Decided, EventCorrected, Recorded, Registered};
use gk_rules::foi::stage::Step;
use gk_rules::foi::steps::{Hand, reasons_against};
use gk_rules::foi::{Case, FoiEvent, FileRole};
use gk_rules::org::{Actor, may};
use gk_rules::Day;

use super::add_file::{Brought, keep};
use super::{Open, Seen};
use crate::numbers;
use crate::tables::{cases, events};

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
    let hand = Hand { person, on: cmd.on, law: Some(open.counting.law()) };
    let mut against = gk_rules::foi::steps::reasons_not_to_date(&event, cmd.on, tx.today());
    against.extend(reasons_against(&open.case, &event, hand));
    Problem::unless_none(against)?;
    let recorded = Recorded { seq: open.next_seq(), day: cmd.on, at: Some(tx.now()), by: person, event };
    open.case = folded(&open, &recorded)?;
    events::insert(tx, open.matter.id, &recorded, &tx.who().name.clone()).await?;
    let role = FileRole::of(&recorded.event);
    keep(tx, (open.matter.id, recorded.seq), role, cmd.files).await?;
    let body = serde_json::json!({
        "number": open.case.registered.as_ref().map(|one| &one.number), "seq": recorded.seq, "day": recorded.day,
        "event": recorded.event, "stage": open.case.stage(),
    });
    tx.ledger(FoiEvent::of(&recorded.event), Some(open.matter.organ.id.0), open.matter.ledger_subject(), &body);
    open.save(tx).await?;
    Ok(open.matter.version + 1)
}

/// The case after the event; a correction is a history folded anew.
fn folded(open: &Open, recorded: &Recorded) -> Result<Case, Problem> {
    if matches!(recorded.event, CaseEvent::EventCorrected(EventCorrected { .. })) {
        let mut history: Vec<Recorded> = open.told.iter().map(|one| one.recorded.clone()).collect();
        history.push(recorded.clone());
        return Case::replay(&history).map_err(|fault| Problem::refused(fault.reason()));
    }
    let step = Step { by: recorded.by, on: recorded.day };
    open.case.clone().after(&recorded.event, step).map_err(Problem::Refused)
}

/// The event with its number, where the organ's series gives it.
async fn numbered(tx: &mut Tx, open: &Open, event: CaseEvent) -> Result<CaseEvent, Problem> {
    Ok(match event {
        CaseEvent::Registered(Registered { number }) if number.is_empty() => {
            CaseEvent::Registered(Registered { number: numbers::register(tx, &open.matter.organ).await? })
        }
        CaseEvent::Decided(decided) if decided.number.is_empty() => {
            CaseEvent::Decided(Decided { number: numbers::reply(tx, &open.matter.organ).await?, ..decided })
        }
        other => other,
    })
}
