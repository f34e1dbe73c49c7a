//! 目录版本: where an edition stands, what may be done with it, and every reason why something may not.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gk_base::ports::local_text;
use gk_base::{Problem, Read, ledger};
use gk_rules::catalog::events::CatalogEvent;
use gk_rules::catalog::intake;
use gk_rules::catalog::reasons::{Enactment, reasons_not_to_put_in_force, reasons_not_to_review};
use gk_rules::catalog::state::Stage;
use gk_rules::catalog::words::{Heading, Step};
use gk_rules::org::{Act, may};
use gk_rules::{Coded, Day, Reason};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Progress, ReasonLine, ReviewStep, TimelineEvent};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, PageError, Path, Query, Web, page};

use super::{after, done, looked_at, shell_of};
use crate::EditionLine;
use crate::tables::editions;
use crate::tables::whole::{Whole, tallied};
use crate::verbs::{
    discard_draft, put_in_force, return_edition, review_edition, start_next_edition, withdraw_edition,
};

/// Events shown.
const EVENTS: i64 = 60;

#[derive(Template)]
#[template(path = "desk/edition.html")]
struct EditionPage {
    shell: Shell,
    edition: EditionLine,
    tab: &'static str,
    steps: Vec<ReviewStep>,
    refused: Vec<ReasonLine>,
    against_review: Vec<ReasonLine>,
    against_force: Vec<ReasonLine>,
    may_edit: bool,
    from: String,
    newer: Option<EditionLine>,
    events: Vec<TimelineEvent>,
    done: &'static str,
}

fn lines(reasons: &[Reason]) -> Vec<ReasonLine> {
    reasons.iter().map(ReasonLine::from).collect()
}

/// Shows an edition.
pub(crate) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, query: Query) -> Answer {
    page(&build(&web, &desk, id, &Fields::default(), (done(&query), &[])).await?)
}

async fn build(
    web: &Web,
    desk: &Desk,
    id: i64,
    fields: &Fields,
    (done, refused): (&'static str, &[Reason]),
) -> Result<EditionPage, PageError> {
    let shell = shell_of(web, desk, "editions", Heading::Editions.label()).await?;
    let shell = shell.crumb(Heading::Editions.label(), "/desk/catalog");
    let mut read = web.office().read().await?;
    let line = looked_at(&mut read, desk, id).await?;
    let whole = Whole::of(&mut read, line).await?;
    let newer = newer(&mut read, &whole.line).await?;
    let others = editions::periods(&mut read, whole.line.owner.catalog).await?;
    let events = ledger::of_subject(&mut read, &format!("edition:{id}"), EVENTS).await?;
    drop(read);
    let today = web.office().today();
    let from = fields.maybe("from").map_or_else(|| today.to_string(), ToOwned::to_owned);
    let (against_review, against_force) =
        reasons(desk, &whole, &others, (today, from.parse().unwrap_or(today)));
    let law = whole.law();
    let mut edition = whole.line.clone();
    if edition.stage == Stage::Draft {
        edition.counts = tallied(&law, &whole.findings());
    }
    Ok(EditionPage {
        shell: shell.title(edition.title()),
        tab: "overview",
        steps: steps(&edition),
        refused: lines(refused),
        against_review: lines(&against_review),
        against_force: lines(&against_force),
        may_edit: may(&desk.actor, Act::EditDraftEdition, &edition.subject()).is_ok(),
        from,
        newer,
        events: events.iter().map(told).collect(),
        done,
        edition,
    })
}

/// What speaks against the next step, by the same questions the verbs ask.
fn reasons(
    desk: &Desk,
    whole: &Whole,
    others: &[(u32, gk_rules::catalog::state::Validity)],
    (today, from): (Day, Day),
) -> (Vec<Reason>, Vec<Reason>) {
    let key = editions::key_of(Some(desk.actor.person));
    let subject = whole.line.subject();
    let denied = |act| may(&desk.actor, act, &subject).err().map(|denied| denied.reason());
    let (law, findings) = (whole.law(), whole.findings());
    let mut review: Vec<Reason> = denied(Act::ReviewEdition).into_iter().collect();
    let mut force: Vec<Reason> = denied(Act::PutEditionInForce).into_iter().collect();
    if whole.line.stage == Stage::Draft {
        let found = reasons_not_to_review(&law, &key, &findings);
        review.extend(found.into_iter().filter(|one| review_is_new(&review, one)).collect::<Vec<_>>());
    }
    if whole.line.stage == Stage::Reviewed {
        let enactment = Enactment { from, today, by: &key, others, findings: &findings };
        let found = reasons_not_to_put_in_force(&law, &enactment);
        force.extend(found.into_iter().filter(|one| review_is_new(&force, one)).collect::<Vec<_>>());
    }
    (review, force)
}

/// One's own work is said once: the table of powers says it already.
fn review_is_new(said: &[Reason], one: &Reason) -> bool {
    said.is_empty() || !matches!(one.code, "catalog.reviewer_is_drafter" | "catalog.enactor_is_drafter")
}

/// A newer edition of the standard above than the one this rests on.
async fn newer(read: &mut Read, line: &EditionLine) -> Result<Option<EditionLine>, Problem> {
    let above = editions::above(read, line.owner.organ, line.owner.tier, line.owner.domain).await?;
    let rests_on = line.parent.as_ref().map(|one| one.id);
    Ok(above.filter(|one| {
        line.stage != Stage::Superseded && line.stage != Stage::Reviewed && Some(one.id) != rests_on
    }))
}

fn steps(edition: &EditionLine) -> Vec<ReviewStep> {
    let step = |step: Step, who: &str, at: String, progress| ReviewStep {
        name: step.label().to_owned(),
        who: who.to_owned(),
        at,
        progress,
        note: String::new(),
    };
    let (review, enact) = match edition.stage {
        Stage::Draft => (Progress::Now, Progress::Ahead),
        Stage::Reviewed => (Progress::Done, Progress::Now),
        Stage::InForce | Stage::Superseded => (Progress::Done, Progress::Done),
    };
    let from = edition.validity.map(|one| one.from.to_string()).unwrap_or_default();
    vec![
        step(Step::Draft, &edition.hands.drafted_name, local_text(edition.came.made_at), Progress::Done),
        step(Step::Review, &edition.hands.reviewed_name, String::new(), review),
        step(Step::Enact, "", from, enact),
    ]
}

fn told(entry: &ledger::Entry) -> TimelineEvent {
    let body = entry.json().unwrap_or_default();
    let text = |key: &str| body.get(key).and_then(|one| one.as_str()).unwrap_or_default().to_owned();
    let note =
        ["note", "reason", "words"].into_iter().map(text).find(|one| !one.is_empty()).unwrap_or_default();
    let code = text("code");
    TimelineEvent {
        at: local_text(entry.at),
        who: if entry.who.person.is_some() { entry.who.name.clone() } else { String::new() },
        what: CatalogEvent::from_code(&entry.event)
            .map_or_else(|| entry.event.clone(), |one| one.label().to_owned()),
        note: if code.is_empty() { note } else { format!("{code} {note}").trim().to_owned() },
        tone: match CatalogEvent::from_code(&entry.event) {
            Some(CatalogEvent::EditionInForce | CatalogEvent::EditionReviewed) => "good",
            Some(CatalogEvent::EditionReturned | CatalogEvent::EditionWithdrawn) => "warn",
            _ => "",
        },
    }
}

/// Does what the button says.
pub(crate) async fn post(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, fields: Fields) -> Answer {
    match act(&web, &desk, id, &fields).await {
        Ok(answer) => Ok(answer),
        Err(Problem::Refused(reasons)) => {
            let shown = build(&web, &desk, id, &fields, ("", &reasons)).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(other) => Err(other.into()),
    }
}

async fn act(web: &Web, desk: &Desk, id: i64, fields: &Fields) -> Result<Response, Problem> {
    let (office, actor) = (web.office(), &desk.actor);
    let seen = fields.parsed("seen").unwrap_or(0);
    let note = fields.text("note").to_owned();
    let day = |name: &str| intake::day_of(fields.text(name)).map_err(Problem::refused);
    let event = match fields.text("act") {
        "review" => {
            review_edition::run(office, actor, review_edition::ReviewEdition { edition: id, seen }).await?;
            CatalogEvent::EditionReviewed
        }
        "return" => {
            return_edition::run(office, actor, return_edition::ReturnEdition { edition: id, seen, note })
                .await?;
            CatalogEvent::EditionReturned
        }
        "force" => {
            let cmd = put_in_force::PutInForce { edition: id, seen, from: day("from")? };
            put_in_force::run(office, actor, cmd).await?;
            web.catch_up().await?;
            CatalogEvent::EditionInForce
        }
        "withdraw" => {
            let cmd = withdraw_edition::WithdrawEdition { edition: id, seen, to: day("to")?, note };
            withdraw_edition::run(office, actor, cmd).await?;
            web.catch_up().await?;
            CatalogEvent::EditionWithdrawn
        }
        "next" => {
            let draft =
                start_next_edition::run(office, actor, start_next_edition::StartNextEdition { edition: id })
                    .await?;
            return Ok(see_other(&after(&format!("/desk/catalog/{draft}"), CatalogEvent::EditionDrafted)));
        }
        "discard" => {
            discard_draft::run(office, actor, discard_draft::DiscardDraft { edition: id, seen }).await?;
            return Ok(see_other(&after("/desk/catalog", CatalogEvent::DraftDiscarded)));
        }
        other => return Err(Problem::missing("act", other)),
    };
    Ok(see_other(&after(&format!("/desk/catalog/{id}"), event)))
}
