//! The seven-step review as a guided worksheet: each answer leads to the next question, and all of them to the outcome.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::Reason;
use gk_rules::foi::event::{CaseEvent, Examined};
use gk_rules::foi::worksheet::{Choice as Answer_, Question, contradictions};
use gk_rules::foi::{Decision, Worksheet};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, PageError, Path, Query, Web, desk_shell};

use super::case::CaseView;
use super::stale::{self, Was};
use crate::verbs::Seen;
use crate::verbs::step::{self, TakeStep};

#[derive(Template)]
#[template(path = "desk/worksheet.html")]
struct SheetPage {
    shell: Shell,
    case: CaseView,
    questions: Vec<QuestionView>,
    permitted: Vec<Decision>,
    mains: Vec<Choice>,
    asks_correction: bool,
    complete: bool,
    contradictions: Vec<ReasonLine>,
    saved: bool,
    errors: Vec<ReasonLine>,
}

struct QuestionView {
    question: Question,
    many: bool,
    basis: String,
    choices: Vec<Choice>,
}

impl QuestionView {
    fn new(question: Question, sheet: &Worksheet) -> Self {
        let given = sheet.answers.iter().find(|one| one.question == question);
        let chosen: Vec<&str> =
            given.map(|one| one.choices.iter().map(|c| c.code()).collect()).unwrap_or_default();
        Self {
            question,
            many: question.takes_many(),
            basis: question.basis().map(|basis| basis.to_string()).unwrap_or_default(),
            choices: Choice::list(question.choices().iter().map(|one| (one.code(), one.label())), &chosen),
        }
    }
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, query: Query) -> Answer {
    render(&web, &desk, id, StatusCode::OK, None, (query.text("saved") == "1", Vec::new())).await
}

async fn render(
    web: &Web,
    desk: &Desk,
    id: i64,
    status: StatusCode,
    typed: Option<Worksheet>,
    (saved, errors): (bool, Vec<Reason>),
) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let case = CaseView::load(&mut read, &desk.actor, id).await?;
    let sheet = typed.or_else(|| case.case.answers.clone()).unwrap_or_default();
    let permitted = sheet.permitted();
    let main = sheet.main.map(Coded::code).unwrap_or_default();
    let questions = sheet.questions().into_iter().filter(|one| *one != Question::Main);
    let page = SheetPage {
        shell,
        questions: questions.map(|one| QuestionView::new(one, &sheet)).collect(),
        mains: Choice::list(permitted.iter().map(|one| (one.code(), one.label())), &[main]),
        permitted,
        asks_correction: sheet.asks_correction(),
        complete: sheet.open_questions().is_empty(),
        contradictions: contradictions(&sheet).iter().map(ReasonLine::from).collect(),
        saved,
        errors: errors.iter().map(ReasonLine::from).collect(),
        case,
    };
    page_with(status, &page)
}

/// POST: keeps the answers; the last ones hold.
pub(super) async fn answer(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let sheet = typed(&fields);
    let seen = Seen { matter: id, version: fields.parsed("seen").unwrap_or(0) };
    let event = CaseEvent::Examined(Examined { answers: sheet.clone() });
    let cmd = TakeStep { on: web.office().today(), event, files: Vec::new() };
    match step::run(web.office(), &desk.actor, seen, cmd).await {
        Ok(_) => Ok(see_other(&format!("/desk/foi/{id}/worksheet?saved=1"))),
        Err(Problem::Refused(errors)) => {
            render(&web, &desk, id, StatusCode::UNPROCESSABLE_ENTITY, Some(sheet), (false, errors)).await
        }
        Err(Problem::Stale(by)) => {
            let was = Was { id, version: seen.version, page: "/worksheet" };
            stale::page(&web, &desk, was, &by, (answered(&sheet), 0)).await
        }
        Err(problem) => Err(PageError::from(problem)),
    }
}

/// What was answered, in words.
fn answered(sheet: &Worksheet) -> Vec<(&'static str, String)> {
    let words = |choices: &[Answer_]| choices.iter().map(|one| one.label()).collect::<Vec<_>>().join("; ");
    let mut all: Vec<_> =
        sheet.answers.iter().map(|one| (one.question.label(), words(&one.choices))).collect();
    all.extend(sheet.main.map(|main| (Question::Main.label(), main.label().to_owned())));
    all
}

/// The answers of the form, in the order of the questions; what no longer belongs is left out.
pub fn typed(fields: &Fields) -> Worksheet {
    let mut sheet = Worksheet::default();
    for question in Question::ALL.iter().copied().filter(|one| *one != Question::Main) {
        let given = fields.all(question.code());
        let choices: Vec<Answer_> = given.into_iter().filter_map(Answer_::from_code).collect();
        if !choices.is_empty() && sheet.questions().contains(&question) {
            sheet = sheet.answer(question, &choices);
        }
    }
    sheet.main = Decision::from_code(fields.text("main")).filter(|main| sheet.permitted().contains(main));
    sheet
}
