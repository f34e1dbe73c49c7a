//! 文书: which letters a case needs, those that went out, and what is being prepared.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::Coded;
use gk_rules::Reason;
use gk_rules::foi::letters::Form;
use gk_rules::foi::letters::need::{Needed, needed, offered};
use gk_webkit::page::page_with;
use gk_webkit::parts::ReasonLine;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Path, Query, Web, desk_shell};

use crate::tables::letters::{self, LetterLine};
use gk_foi::CaseView;

#[derive(Template)]
#[template(path = "desk/letters.html")]
struct LettersPage {
    shell: Shell,
    case: CaseView,
    needed: Vec<Line>,
    offered: Vec<Line>,
    done: bool,
    errors: Vec<ReasonLine>,
}

/// 一份文书
struct Line {
    label: &'static str,
    party: String,
    href: String,
    code: &'static str,
    /// 文号, once it went out.
    number: String,
    out_on: String,
    prepared: String,
    /// It is prepared and may go out by itself, not with a step.
    may_go: bool,
    files: Vec<(String, &'static str)>,
}

/// GET /desk/foi/{id}/letters
pub(super) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, query: Query) -> Answer {
    let done = query.text("done") == "1";
    render(&web, &desk, id, StatusCode::OK, (done, Vec::new())).await
}

/// The list, as it is or after a letter could not go out.
pub(super) async fn render(
    web: &Web,
    desk: &Desk,
    id: i64,
    status: StatusCode,
    (done, errors): (bool, Vec<Reason>),
) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let case = CaseView::load(&mut read, &desk.actor, id).await?;
    let all = letters::of_matter(&mut read, id).await?;
    let line = |one: Needed| Line::of(&case, &all, &one);
    let page = LettersPage {
        shell,
        needed: needed(&case.case).into_iter().map(line).collect(),
        offered: offered(&case.case).into_iter().map(line).collect(),
        done,
        errors: errors.iter().map(ReasonLine::from).collect(),
        case,
    };
    page_with(status, &page)
}

impl Line {
    fn of(case: &CaseView, all: &[LetterLine], needed: &Needed) -> Self {
        let (id, form, party) = (case.matter.id, needed.form, needed.party.as_str());
        let (out, work) = (letters::out(all, form, party), letters::in_work(all, form, party));
        let number = out.and_then(|one| one.number.clone()).unwrap_or_default();
        let files = [(out.and_then(|one| one.pdf), "PDF"), (out.and_then(|one| one.docx), "DOCX")];
        let file = |(file, label): (Option<i64>, &'static str)| {
            Some((format!("/desk/foi/{id}/files/{}", file?), label))
        };
        Self {
            label: form.label(),
            party: party.to_owned(),
            href: href(id, form, party),
            code: form.code(),
            number,
            out_on: out.and_then(|one| one.released_on).map(|day| day.to_string()).unwrap_or_default(),
            prepared: work
                .map(|one| format!("{} {}", one.prepared_name, gk_base::ports::local_text(one.prepared_at)))
                .unwrap_or_default(),
            may_go: work.is_some() && goes_alone(form),
            files: files.into_iter().filter_map(file).collect(),
        }
    }
}

/// Whether a letter goes out by itself; a reply does so with its decision.
pub(super) fn goes_alone(form: Form) -> bool {
    !form.is_reply() || matches!(form, Form::NotCorrected | Form::NotPaid)
}

/// The page of one letter.
pub(super) fn href(id: i64, form: Form, party: &str) -> String {
    let code = form.code();
    if party.is_empty() {
        format!("/desk/foi/{id}/letters/{code}")
    } else {
        format!("/desk/foi/{id}/letters/{code}?party={party}")
    }
}
