//! One letter: what the drafter still has to write, how it will look, and a draft of it to take away.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::Reason;
use gk_rules::foi::letters::drafted::{Asked, Kind};
use gk_rules::foi::letters::paper::UNNUMBERED;
use gk_rules::foi::letters::{Form, Typed};
use gk_rules::foi::words::letter_file;
use gk_rules::org::{Act, may};
use gk_rules::records::Media;
use gk_webkit::page::{download, page_with, see_other};
use gk_webkit::parts::{Choice, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use super::desk_letters::{goes_alone, href};
use crate::letters::press::{Made, set};
use crate::letters::whom::{self, Whom};
use crate::letters::{Gathered, Wish, gather};
use crate::tables::letters;
use crate::verbs::prepare_letter::{self, PrepareLetter};
use crate::verbs::release_letter::{self, ReleaseLetter};
use gk_foi::cases;
use gk_foi::{Open, Seen};

#[derive(Template)]
#[template(path = "desk/letter.html")]
struct LetterPage {
    shell: Shell,
    id: i64,
    about: String,
    label: &'static str,
    code: &'static str,
    party: String,
    version: String,
    fields: Vec<FieldView>,
    /// The letter as a piece of a page, every word escaped by the press; empty while something is missing.
    preview: String,
    lacking: Vec<ReasonLine>,
    prepared: bool,
    /// It goes out by itself, not with a step.
    alone: bool,
    done: bool,
    errors: Vec<ReasonLine>,
}

/// 栏目
struct FieldView {
    name: &'static str,
    label: String,
    hint: String,
    kind: &'static str,
    value: String,
    choices: Vec<Choice>,
    required: bool,
}

impl FieldView {
    fn of(asked: Asked, typed: &Typed) -> Self {
        let value = typed.get(asked.name).cloned().unwrap_or_default();
        let (kind, pairs) = match asked.kind {
            Kind::Line => ("line", Vec::new()),
            Kind::Text => ("text", Vec::new()),
            Kind::Lines => ("lines", Vec::new()),
            Kind::Rows => ("rows", Vec::new()),
            Kind::Number => ("number", Vec::new()),
            Kind::Day => ("day", Vec::new()),
            Kind::Choice(pairs) => ("choice", pairs),
            Kind::Choices(pairs) => ("choices", pairs),
        };
        let chosen: Vec<&str> = value.split(',').collect();
        let choices = Choice::list(pairs, &chosen);
        Self {
            name: asked.name,
            label: asked.label,
            hint: asked.hint,
            kind,
            choices,
            value,
            required: asked.required,
        }
    }
}

/// How the page is shown again.
#[derive(Default)]
struct Again {
    /// What was typed; what is kept when absent.
    typed: Option<Typed>,
    errors: Vec<Reason>,
    done: bool,
}

fn form_of(code: &str) -> Result<Form, Problem> {
    Form::from_code(code).ok_or_else(|| Problem::missing("letter", code))
}

/// What is known of a letter on a page: the names are masked, what the drafter wrote is opened and noted.
struct Shown {
    open: Open,
    typed: Typed,
    prepared: bool,
    gathered: Gathered,
}

async fn shown(
    web: &Web,
    desk: &Desk,
    id: i64,
    (form, party): (Form, &str),
    typed: Option<Typed>,
) -> Result<Shown, Problem> {
    let mut tx = web.office().begin(&desk.actor).await?;
    let matter = cases::load(&mut tx, id).await?;
    may(&desk.actor, Act::HandleCase, &matter.subject())?;
    let open = Open::load(&mut tx, matter).await?;
    let all = letters::of_matter(&mut tx, id).await?;
    let kept = letters::in_work(&all, form, party);
    let typed = match (typed, kept) {
        (Some(typed), _) => typed,
        (None, Some(kept)) => whom::typed(&mut tx, &open, kept)?,
        (None, None) => BTreeMap::new(),
    };
    let masked = whom::masked(&mut tx, &open, party).await?;
    let number = form.is_numbered().then_some(UNNUMBERED);
    let on = tx.today();
    let wish = Wish { form, party, typed: &typed, number, on };
    let gathered = gather(&mut tx, &open, &wish, &masked).await?;
    tx.commit().await?;
    let prepared = kept.is_some();
    Ok(Shown { open, typed, prepared, gathered })
}

/// GET /desk/foi/{id}/letters/{form}
pub(super) async fn show(
    State(web): State<Web>,
    desk: Desk,
    Path((id, code)): Path<(i64, String)>,
    query: Query,
) -> Answer {
    let again = Again { done: query.text("done") == "1", ..Again::default() };
    render(&web, &desk, id, (form_of(&code)?, query.text("party")), (StatusCode::OK, again)).await
}

async fn render(
    web: &Web,
    desk: &Desk,
    id: i64,
    (form, party): (Form, &str),
    (status, again): (StatusCode, Again),
) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let Shown { open, typed, prepared, gathered } = shown(web, desk, id, (form, party), again.typed).await?;
    let (preview, lacking) = match gathered.text(form) {
        Ok(text) => (web.office().press().html(&text.paper(form.code())), Vec::new()),
        Err(against) => (String::new(), against),
    };
    let page = LetterPage {
        shell,
        id,
        about: open.matter.wanted.title.clone(),
        label: form.label(),
        code: form.code(),
        party: party.to_owned(),
        version: open.matter.version.to_string(),
        fields: gathered.asked.into_iter().map(|one| FieldView::of(one, &typed)).collect(),
        preview,
        lacking: lacking.iter().map(ReasonLine::from).collect(),
        prepared,
        alone: goes_alone(form),
        done: again.done,
        errors: again.errors.iter().map(ReasonLine::from).collect(),
    };
    page_with(status, &page)
}

/// Everything typed under the names of the fields; several ticks of one name are joined.
fn typed_of(fields: &Fields) -> Typed {
    let mut typed = Typed::new();
    for (name, text) in fields.under("f.") {
        let text = text.replace("\r\n", "\n");
        let slot = typed.entry(name.to_owned()).or_default();
        *slot = if slot.is_empty() { text } else { format!("{slot},{text}") };
    }
    typed.retain(|_, text| !text.is_empty());
    typed
}

/// POST /desk/foi/{id}/letters/{form}: prepares it.
pub(super) async fn prepare(
    State(web): State<Web>,
    desk: Desk,
    Path((id, code)): Path<(i64, String)>,
    fields: Fields,
) -> Answer {
    let form = form_of(&code)?;
    let (party, typed) = (fields.text("party").to_owned(), typed_of(&fields));
    let seen = Seen { matter: id, version: fields.parsed("seen").unwrap_or(0) };
    let cmd = PrepareLetter { form, party: party.clone(), typed: typed.clone() };
    match prepare_letter::run(web.office(), &desk.actor, seen, cmd).await {
        Ok(_) => {
            let to = href(id, form, &party);
            Ok(see_other(&format!("{to}{}done=1", if to.contains('?') { '&' } else { '?' })))
        }
        Err(Problem::Refused(errors)) => {
            let again = Again { typed: Some(typed), errors, done: false };
            render(&web, &desk, id, (form, &party), (StatusCode::UNPROCESSABLE_ENTITY, again)).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// POST /desk/foi/{id}/letters/{form}/release
pub(super) async fn release(
    State(web): State<Web>,
    desk: Desk,
    Path((id, code)): Path<(i64, String)>,
    fields: Fields,
) -> Answer {
    let form = form_of(&code)?;
    let cmd = ReleaseLetter { form, party: fields.text("party").to_owned() };
    let seen = Seen { matter: id, version: fields.parsed("seen").unwrap_or(0) };
    match release_letter::run(web.office(), &desk.actor, seen, cmd).await {
        Ok(()) => Ok(see_other(&format!("/desk/foi/{id}/letters?done=1"))),
        Err(Problem::Refused(errors)) => {
            super::desk_letters::render(&web, &desk, id, StatusCode::UNPROCESSABLE_ENTITY, (false, errors))
                .await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// GET /desk/foi/{id}/letters/{form}/{ending}: a draft, which has no number.
pub(super) async fn draft(
    State(web): State<Web>,
    desk: Desk,
    Path((id, code, ending)): Path<(i64, String, String)>,
    query: Query,
) -> Answer {
    let form = form_of(&code)?;
    let made = Made::of(&ending).ok_or_else(|| Problem::missing("file", ending.as_str()))?;
    let party = query.text("party");
    let mut tx = web.office().begin(&desk.actor).await?;
    let matter = cases::load(&mut tx, id).await?;
    may(&desk.actor, Act::HandleCase, &matter.subject())?;
    let open = Open::load(&mut tx, matter).await?;
    let all = letters::of_matter(&mut tx, id).await?;
    let kept =
        letters::in_work(&all, form, party).ok_or_else(|| Problem::missing("letter", code.as_str()))?;
    let typed = whom::typed(&mut tx, &open, kept)?;
    let whom: Whom = whom::opened(&mut tx, &open, party).await?;
    let number = form.is_numbered().then_some(UNNUMBERED);
    let on = tx.today();
    let wish = Wish { form, party, typed: &typed, number, on };
    let text = gather(&mut tx, &open, &wish, &whom).await?.text(form).map_err(Problem::Refused)?;
    tx.commit().await?;
    let bytes = set(web.office(), &text.paper(form.code()), made).await?;
    let media = Media::of(&bytes).map_or("application/octet-stream", Coded::code);
    Ok(download(&letter_file(form.label(), "", made.ending()), media, bytes))
}
