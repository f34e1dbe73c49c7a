//! 拟答复: the outcome the review leads to, with the files that go to the applicant.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::Reason;
use gk_rules::foi::event::{CaseEvent, Drafted};
use gk_rules::foi::words::choose;
use gk_rules::foi::{Decision, FileRole};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use super::case::CaseView;
use super::precedents::{self, Precedent};
use super::stale::{self, Was};
use crate::verbs::Seen;
use crate::verbs::add_file::Brought;
use crate::verbs::step::{self, TakeStep};

#[derive(Template)]
#[template(path = "desk/reply.html")]
struct ReplyPage {
    shell: Shell,
    case: CaseView,
    decisions: Vec<Choice>,
    others: Vec<Choice>,
    former: String,
    reviewed: bool,
    precedents: Vec<Precedent>,
    errors: Vec<ReasonLine>,
}

/// Outcomes that no letter of a reply tells.
const NO_REPLY: [Decision; 5] =
    [Decision::NotCorrected, Decision::NotPaid, Decision::Withdrawn, Decision::Merged, Decision::Transferred];

#[derive(Default)]
struct Typed {
    decision: String,
    others: Vec<String>,
    former: String,
}

/// GET: an outcome and a former reply may be proposed by the address; the drafter decides.
pub(super) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, query: Query) -> Answer {
    let proposed = Typed {
        decision: query.text("decision").to_owned(),
        former: query.text("former").to_owned(),
        ..Typed::default()
    };
    render(&web, &desk, id, StatusCode::OK, (proposed, Vec::new())).await
}

async fn render(
    web: &Web,
    desk: &Desk,
    id: i64,
    status: StatusCode,
    (typed, errors): (Typed, Vec<Reason>),
) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let case = CaseView::load(&mut read, &desk.actor, id).await?;
    let sheet = case.case.answers.clone().unwrap_or_default();
    let reviewed = !sheet.permitted().is_empty() && sheet.open_questions().is_empty();
    let offered: Vec<Decision> = if reviewed {
        sheet.permitted()
    } else {
        Decision::ALL.iter().copied().filter(|one| !NO_REPLY.contains(one)).collect()
    };
    let main = sheet.outcome().map(Coded::code).unwrap_or_default();
    let chosen = if typed.decision.is_empty() { main } else { typed.decision.as_str() };
    let list = |chosen: &[&str]| Choice::list(offered.iter().map(|one| (one.code(), one.label())), chosen);
    let others: Vec<&str> = typed.others.iter().map(String::as_str).collect();
    let page = ReplyPage {
        shell,
        decisions: list(&[chosen]),
        others: list(&others),
        former: typed.former.clone(),
        reviewed,
        precedents: precedents::of(&mut read, &case.matter).await?,
        errors: errors.iter().map(ReasonLine::from).collect(),
        case,
    };
    page_with(status, &page)
}

/// POST
pub(super) async fn draft(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, fields: Fields) -> Answer {
    let typed = Typed {
        decision: fields.text("decision").to_owned(),
        others: fields.all("others").into_iter().map(ToOwned::to_owned).collect(),
        former: fields.text("former").to_owned(),
    };
    let outcome = match Decision::from_code(&typed.decision) {
        Some(decision) => run(&web, &desk, id, decision, &typed, &fields).await,
        None => Err(Problem::refused(choose(&typed.decision))),
    };
    match outcome {
        Ok(()) => Ok(see_other(&format!("/desk/foi/{id}?done=1"))),
        Err(Problem::Refused(errors)) => {
            render(&web, &desk, id, StatusCode::UNPROCESSABLE_ENTITY, (typed, errors)).await
        }
        Err(Problem::Stale(by)) => {
            let was = Was { id, version: fields.parsed("seen").unwrap_or(0), page: "/reply" };
            stale::page(&web, &desk, was, &by, (chosen(&typed), fields.files("files").count())).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// What was chosen, in words.
fn chosen(typed: &Typed) -> Vec<(&'static str, String)> {
    use gk_rules::foi::words::typed_label;
    let label = |name: &str| typed_label(name).unwrap_or_default();
    let decision = |code: &str| Decision::from_code(code).map(|one| one.label().to_owned());
    let mut all: Vec<_> =
        decision(&typed.decision).map(|words| (label("decision"), words)).into_iter().collect();
    all.extend(typed.others.iter().filter_map(|code| decision(code)).map(|words| (label("others"), words)));
    if !typed.former.is_empty() {
        all.push((label("former"), typed.former.clone()));
    }
    all
}

async fn run(
    web: &Web,
    desk: &Desk,
    id: i64,
    decision: Decision,
    typed: &Typed,
    fields: &Fields,
) -> Result<(), Problem> {
    let others =
        typed.others.iter().filter_map(|code| Decision::from_code(code)).filter(|one| *one != decision);
    let former = Some(typed.former.clone()).filter(|text| !text.is_empty());
    let event = CaseEvent::Drafted(Drafted { decision, others: others.collect(), former });
    let files = fields.files("files").map(|file| Brought {
        role: Some(FileRole::Reply),
        name: file.name.clone(),
        bytes: file.bytes.clone(),
    });
    let seen = Seen { matter: id, version: fields.parsed("seen").unwrap_or(0) };
    let cmd = TakeStep { on: web.office().today(), event, files: files.collect() };
    step::run(web.office(), &desk.actor, seen, cmd).await.map(|_| ())
}
