//! Service and archive of a case at the desk: the proof of service, the postal label, the archive package, the files kept.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::sealed::Opening;
use gk_base::{Coded, Problem};
use gk_rules::foi::ServiceMode;
use gk_rules::foi::delivery::{Carriage, Proof, Receiver, needed};
use gk_rules::foi::words::{choose, day_unreadable};
use gk_rules::org::{Act, Subject, may};
use gk_rules::privacy::Purpose;
use gk_rules::{Day, Reason};
use gk_webkit::page::{download, page, page_with, see_other};
use gk_webkit::parts::{Choice, Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use crate::tables::ratings::{self, RATING_WORDS};
use crate::tables::services::{self, ServiceLine};
use crate::verbs::{label, package, prove};
use gk_foi::CaseView;
use gk_foi::{cases, kept};

/// How many files a page shows.
const LIMIT: i64 = 50;

#[derive(Template)]
#[template(path = "desk/service.html")]
struct ServicePage {
    shell: Shell,
    case: CaseView,
    mode: ServiceMode,
    needed: &'static str,
    served: bool,
    proofs: Vec<ServiceLine>,
    receivers: Vec<Choice>,
    carriages: Vec<Choice>,
    rating: &'static str,
    has_words: bool,
    rating_words: Option<String>,
    keeping: String,
    on: String,
    done: bool,
    errors: Vec<ReasonLine>,
}

/// GET /desk/foi/{id}/service
pub(super) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, query: Query) -> Answer {
    let again = Again { done: query.text("done") == "1", ..Again::default() };
    render(&web, &desk, id, StatusCode::OK, again).await
}

/// How the page is shown again.
#[derive(Default)]
struct Again {
    done: bool,
    words: Option<String>,
    errors: Vec<Reason>,
}

/// POST /desk/foi/{id}/rating: opens what the applicant wrote, which the ledger keeps.
pub(super) async fn rating(State(web): State<Web>, desk: Desk, Path(id): Path<i64>) -> Answer {
    let mut tx = web.office().begin(&desk.actor).await?;
    let matter = cases::load(&mut tx, id).await?;
    may(&desk.actor, Act::HandleCase, &matter.subject())?;
    let found = ratings::find(&mut tx, id).await?.and_then(|one| one.words);
    let opening = Opening::of(matter.ledger_subject(), Some(matter.organ.id.0), Purpose::Inspect);
    let words = match &found {
        Some(sealed) => Some(tx.open(&RATING_WORDS.at(id, sealed), &opening)?.text()?.to_owned()),
        None => None,
    };
    tx.commit().await?;
    render(&web, &desk, id, StatusCode::OK, Again { words, ..Again::default() }).await
}

async fn render(web: &Web, desk: &Desk, id: i64, status: StatusCode, again: Again) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let case = CaseView::load(&mut read, &desk.actor, id).await?;
    let proofs = services::of_matter(&mut read, id).await?;
    let rating = ratings::find(&mut read, id).await?;
    let keeping = kept::find(&mut read, id).await?;
    let last = case.told.iter().rev().find_map(|one| match &one.recorded.event {
        gk_rules::foi::CaseEvent::Served(said) => Some((said.mode, one.recorded.day)),
        _ => None,
    });
    let mode = last.map_or(case.matter.wanted.way, |one| one.0);
    let page = ServicePage {
        shell,
        mode,
        needed: needed(mode),
        served: last.is_some(),
        proofs,
        receivers: Choice::coded::<Receiver>(""),
        carriages: Choice::coded::<Carriage>(Carriage::Postal.code()),
        has_words: rating.as_ref().is_some_and(|one| one.words.is_some()),
        rating_words: again.words,
        rating: rating.map(|one| one.rating.label()).unwrap_or_default(),
        keeping: keeping.map(|one| format!("{} {}", one.retention.label(), one.ends())).unwrap_or_default(),
        on: last.map(|one| one.1.to_string()).unwrap_or_default(),
        done: again.done,
        errors: again.errors.iter().map(ReasonLine::from).collect(),
        case,
    };
    page_with(status, &page)
}

/// POST /desk/foi/{id}/service
pub(super) async fn prove(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, fields: Fields) -> Answer {
    let outcome = match proof(&fields) {
        Ok(proof) => prove::run(web.office(), &desk.actor, id, &proof).await,
        Err(reason) => Err(Problem::refused(reason)),
    };
    match outcome {
        Ok(()) => Ok(see_other(&format!("/desk/foi/{id}/service?done=1"))),
        Err(Problem::Refused(errors)) => {
            let again = Again { errors, ..Again::default() };
            render(&web, &desk, id, StatusCode::UNPROCESSABLE_ENTITY, again).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// The proof a form tells.
fn proof(fields: &Fields) -> Result<Proof, Reason> {
    let text = |name: &str| fields.text(name).trim().to_owned();
    let on: Day = fields.text("on").parse().map_err(|_| day_unreadable(fields.text("on")))?;
    Ok(match fields.text("proof") {
        "posted" => Proof::Posted {
            on,
            carriage: Carriage::from_code(fields.text("carriage"))
                .ok_or_else(|| choose(fields.text("carriage")))?,
            number: text("number"),
            paid_by_receiver: fields.ticked("paid_by_receiver"),
        },
        "signed" => Proof::Signed {
            on,
            receiver: Receiver::from_code(fields.text("receiver"))
                .ok_or_else(|| choose(fields.text("receiver")))?,
            name: text("name"),
            server: text("server"),
        },
        "refused" => {
            Proof::Refused { on, witness: text("witness"), record: text("record"), server: text("server") }
        }
        "entered" => Proof::Entered { on, receipt: text("receipt"), chosen: fields.ticked("chosen") },
        "noted" => Proof::Noted { on, record: text("record"), server: text("server") },
        other => return Err(choose(other)),
    })
}

/// POST /desk/foi/{id}/label.pdf: opening an address is an act.
pub(super) async fn label(State(web): State<Web>, desk: Desk, Path(id): Path<i64>) -> Answer {
    let bytes = label::run(web.office(), &desk.actor, id).await?;
    Ok(download(&format!("label-{id}.pdf"), "application/pdf", bytes))
}

/// POST /desk/foi/{id}/package.zip: opening a file is an act.
pub(super) async fn package(State(web): State<Web>, desk: Desk, Path(id): Path<i64>) -> Answer {
    let packed = package::run(web.office(), &desk.actor, id).await?;
    Ok(download(&packed.name, "application/zip", packed.bytes))
}

#[derive(Template)]
#[template(path = "desk/kept.html")]
struct KeptPage {
    shell: Shell,
    lines: Vec<KeptLine>,
    sources: Vec<String>,
    until: String,
    pager: Pager,
}

struct KeptLine {
    id: i64,
    number: String,
    title: String,
    filed_on: String,
    retention: &'static str,
    ends: String,
}

/// GET /desk/foi/kept: files whose time ends within a year.
pub(super) async fn kept(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let actor = &desk.actor;
    may(actor, Act::SeeCase, &Subject::of(actor.organ, actor.path.clone()))?;
    let shell = desk_shell(&web, &desk, "foi").await?;
    let mut read = web.office().read().await?;
    let today = read.today();
    let until: Day =
        query.maybe("until").and_then(|text| text.parse().ok()).unwrap_or_else(|| next_year(today));
    let (key, id) = query.text("after").split_once('.').unwrap_or(("", "0"));
    let after = (key, id.parse().unwrap_or(0));
    let mut found = kept::ending(&mut read, actor.organ.0, until, after, LIMIT + 1).await?;
    let limit = usize::try_from(LIMIT).unwrap_or(usize::MAX);
    let full = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| full).map(|(matter, keeping)| {
        format!("/desk/foi/kept?{}", query.with("after", &format!("{}.{}", keeping.ends(), matter.id)))
    });
    let line = |(matter, keeping): &(cases::Matter, kept::Keeping)| KeptLine {
        id: matter.id,
        number: matter.number().to_owned(),
        title: matter.wanted.title.clone(),
        filed_on: keeping.filed_on.to_string(),
        retention: keeping.retention.label(),
        ends: keeping.ends(),
    };
    page(&KeptPage {
        shell,
        lines: found.iter().map(line).collect(),
        sources: gk_rules::foi::file::retention().into_iter().map(|one| one.source).collect(),
        until: until.to_string(),
        pager: Pager {
            prev: String::new(),
            next: next.unwrap_or_default(),
            shown: u64::try_from(found.len()).unwrap_or(0),
            total: None,
        },
    })
}

/// The same day a year later.
fn next_year(day: Day) -> Day {
    day.checked_add(jiff::Span::new().years(1)).unwrap_or(day)
}
