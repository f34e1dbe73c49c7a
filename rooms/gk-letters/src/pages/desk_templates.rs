//! 文书模板: which wording of each letter is in force, and how the organ words it itself.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::directory::{self, Seat};
use gk_base::settings::{self, Setting};
use gk_base::{Coded, Problem, Read};
use gk_rules::Reason;
use gk_rules::foi::letters::Form;
use gk_rules::foi::letters::check::allowed;
use gk_rules::foi::words::day_unreadable;
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::ReasonLine;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use crate::letters::template_key;
use crate::verbs::set_template::{self, SetTemplate};

#[derive(Template)]
#[template(path = "desk/templates.html")]
struct TemplatesPage {
    shell: Shell,
    rows: Vec<Row>,
}

/// 一种文书
struct Row {
    code: &'static str,
    label: &'static str,
    /// Since when the organ's own is in force; empty for the standard one.
    since: String,
    source: String,
}

#[derive(Template)]
#[template(path = "desk/template.html")]
struct TemplatePage {
    shell: Shell,
    code: &'static str,
    label: &'static str,
    text: String,
    own: bool,
    facts: String,
    versions: Vec<Version>,
    from: String,
    source: String,
    today: String,
    may_set: bool,
    done: bool,
    errors: Vec<ReasonLine>,
}

/// 历次版本
struct Version {
    since: String,
    source: String,
    standard: bool,
    text: String,
}

impl Version {
    fn of(one: Setting) -> Self {
        Self {
            since: one.since.to_string(),
            source: one.source,
            standard: one.value.is_empty(),
            text: one.value,
        }
    }
}

/// The organ of whoever asks.
async fn seat(read: &mut Read, desk: &Desk) -> Result<(Seat, Subject), Problem> {
    let seat = directory::load(read, desk.actor.organ).await?;
    let subject = Subject::of(seat.organ.id, seat.organ.path.clone());
    may(&desk.actor, Act::SeeCase, &subject)?;
    Ok((seat, subject))
}

/// GET /desk/foi/templates
pub(super) async fn list(State(web): State<Web>, desk: Desk) -> Answer {
    let shell = desk_shell(&web, &desk, "foi").await?;
    let mut read = web.office().read().await?;
    let (seat, _) = seat(&mut read, &desk).await?;
    let today = read.today();
    let mut own = Vec::new();
    for form in Form::ALL {
        own.push((template_key(&seat.organ.code, *form), *form));
    }
    let set = settings::among(&mut read, &format!("foi.template.{}.", seat.organ.code), today).await?;
    let row = |(key, form): (String, Form)| {
        let found =
            set.iter().find(|(one, _)| *one == key).map(|(_, one)| one).filter(|one| !one.value.is_empty());
        Row {
            code: form.code(),
            label: form.label(),
            since: found.map(|one| one.since.to_string()).unwrap_or_default(),
            source: found.map(|one| one.source.clone()).unwrap_or_default(),
        }
    };
    page_with(StatusCode::OK, &TemplatesPage { shell, rows: own.into_iter().map(row).collect() })
}

fn form_of(code: &str) -> Result<Form, Problem> {
    Form::from_code(code).ok_or_else(|| Problem::missing("template", code))
}

/// GET /desk/foi/templates/{form}
pub(super) async fn show(
    State(web): State<Web>,
    desk: Desk,
    Path(code): Path<String>,
    query: Query,
) -> Answer {
    let done = query.text("done") == "1";
    render(&web, &desk, form_of(&code)?, StatusCode::OK, (None, Vec::new(), done)).await
}

async fn render(
    web: &Web,
    desk: &Desk,
    form: Form,
    status: StatusCode,
    (typed, errors, done): (Option<&Fields>, Vec<Reason>, bool),
) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let (seat, subject) = seat(&mut read, desk).await?;
    let today = read.today();
    let history = settings::history(&mut read, &template_key(&seat.organ.code, form)).await?;
    let now = history.iter().find(|one| one.since <= today).map(|one| one.value.clone()).unwrap_or_default();
    let own = !now.is_empty();
    let text = if own { now } else { gk_standards::letters::source(form).to_owned() };
    let page = TemplatePage {
        shell,
        code: form.code(),
        label: form.label(),
        text: typed.map_or(text, |fields| fields.raw("text").to_owned()),
        own,
        facts: allowed(form).iter().map(|fact| fact.label()).collect::<Vec<_>>().join("、"),
        versions: history.into_iter().map(Version::of).collect(),
        from: typed.map_or_else(|| today.to_string(), |fields| fields.text("from").to_owned()),
        source: typed.map(|fields| fields.text("source").to_owned()).unwrap_or_default(),
        today: today.to_string(),
        may_set: may(&desk.actor, Act::SetFoi, &subject).is_ok(),
        done,
        errors: errors.iter().map(ReasonLine::from).collect(),
    };
    page_with(status, &page)
}

/// POST /desk/foi/templates/{form}
pub(super) async fn save(
    State(web): State<Web>,
    desk: Desk,
    Path(code): Path<String>,
    fields: Fields,
) -> Answer {
    let form = form_of(&code)?;
    let set = match fields.parsed("from") {
        Some(from) => {
            let text = if fields.ticked("standard") { String::new() } else { fields.raw("text").to_owned() };
            let cmd = SetTemplate { form, text, from, source: fields.text("source").to_owned() };
            set_template::run(web.office(), &desk.actor, cmd).await
        }
        None => Err(Problem::refused(day_unreadable(fields.text("from")))),
    };
    match set {
        Ok(()) => Ok(see_other(&format!("/desk/foi/templates/{code}?done=1"))),
        Err(Problem::Refused(errors)) => {
            render(&web, &desk, form, StatusCode::UNPROCESSABLE_ENTITY, (Some(&fields), errors, false)).await
        }
        Err(problem) => Err(problem.into()),
    }
}
