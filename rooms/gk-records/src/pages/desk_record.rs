//! One record at the desk: the editor of a draft, and what is done with it afterwards.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gk_base::ports::local_text;
use gk_base::{Coded, Problem};
use gk_rules::attribute::reassess::Outcome;
use gk_rules::org::{Act, may};
use gk_rules::records::classes::{Classes, Served, Topic};
use gk_rules::records::elements::{Says, Tick};
use gk_rules::records::reasons::{choice_malformed, made_on_malformed};
use gk_rules::records::revision::Change as RevisionKind;
use gk_rules::records::{Body, BodyFormat, Kind, Part, Stage, WithdrawGround};
use gk_rules::{Day, Reason};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Change, Choice, ReasonLine};
use gk_webkit::shell::{Shell, Trouble, TroublePage};
use gk_webkit::{Answer, Desk, Fields, PageError, Path, Query, Web, desk_shell};

use super::case::{Case, may_see};
use crate::tables::records::{self, Kept};
use crate::verbs::save::Text;
use crate::verbs::{Seen, attach, revise, save as save_verb, submit};

#[derive(Template)]
#[template(path = "desk/record_edit.html")]
struct EditPage {
    shell: Shell,
    case: Case,
    form: Form,
    kinds: Vec<Choice>,
    topics: Vec<Choice>,
    served: Vec<Choice>,
    formats: Vec<Choice>,
    today: String,
    preview: bool,
    done: String,
    errors: Vec<ReasonLine>,
    /// 修订种类, where it is a draft of another version.
    changes: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "desk/record.html")]
struct RecordPage {
    shell: Shell,
    case: Case,
    grounds: Vec<Choice>,
    outcomes: Vec<Choice>,
    done: String,
    note: String,
    errors: Vec<ReasonLine>,
}

/// The fields of the editor as they stand or were typed.
struct Form {
    seen: u32,
    title: String,
    summary: String,
    docnum: String,
    made_on: String,
    body: String,
}

/// How the page is shown again after an act was refused, or shown before saving.
#[derive(Default)]
pub(super) struct Again {
    pub(super) errors: Vec<ReasonLine>,
    pub(super) done: String,
    pub(super) note: String,
    pub(super) preview: bool,
    typed: Option<Typed>,
}

impl Again {
    /// With the reasons against.
    pub(super) fn refused(reasons: &[Reason]) -> Self {
        Self { errors: reasons.iter().map(ReasonLine::from).collect(), ..Self::default() }
    }
    /// With what was typed beside it.
    pub(super) fn with_note(mut self, note: &str) -> Self {
        note.clone_into(&mut self.note);
        self
    }
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, query: Query) -> Answer {
    let again = Again { done: query.text("done").to_owned(), ..Again::default() };
    render(&web, &desk, id, StatusCode::OK, again).await
}

/// The page of a record in the stage it is in.
pub(super) async fn render(web: &Web, desk: &Desk, id: i64, status: StatusCode, again: Again) -> Answer {
    let shell = desk_shell(web, desk, "records").await?;
    let mut read = web.office().read().await?;
    let typed_day = again.typed.as_ref().map(|typed| typed.made_on.clone());
    let case = match again.typed {
        None => Case::load(&mut read, &desk.actor, id).await?,
        Some(typed) => {
            let kept = records::load(&mut read, id).await?;
            may_see(&desk.actor, &kept)?;
            let seen = typed.seen;
            let mut kept = typed.over(kept);
            kept.record.version = seen;
            Case::around(&mut read, &desk.actor, kept, &typed.text.ticks).await?
        }
    };
    drop(read);
    let record = &case.kept.record;
    let title = if record.title.is_empty() { Stage::Draft.label().to_owned() } else { record.title.clone() };
    let shell = shell.title(title);
    if case.acts.edit {
        let made_on = record.made_on.map(|day| day.to_string()).unwrap_or_default();
        let change = case.kept.edition.change.map_or("", Coded::code);
        let changes = Choice::coded::<RevisionKind>(change);
        let edit = EditPage {
            form: Form {
                seen: record.version,
                title: record.title.clone(),
                summary: record.summary.clone(),
                docnum: record.identity.document_number.clone(),
                made_on: typed_day.unwrap_or(made_on),
                body: record.body.text.clone(),
            },
            kinds: Choice::coded::<Kind>(record.kind.code()),
            topics: topics(case.kept.classes),
            served: Choice::coded::<Served>(case.kept.classes.served.map_or("", Coded::code)),
            formats: Choice::coded::<BodyFormat>(record.body.format.code()),
            today: web.office().today().to_string(),
            shell,
            case,
            preview: again.preview,
            done: again.done,
            errors: again.errors,
            changes,
        };
        return page_with(status, &edit);
    }
    let grounds = Choice::coded::<WithdrawGround>("");
    let outcomes = Choice::coded::<Outcome>("");
    let Again { done, note, errors, .. } = again;
    page_with(status, &RecordPage { shell, case, grounds, outcomes, done, note, errors })
}

/// What was typed into the editor.
struct Typed {
    seen: u32,
    made_on: String,
    text: Text,
    /// 修订种类、修订说明
    revision: (Option<RevisionKind>, String),
}

impl Typed {
    /// Reads the form; what cannot be read is a reason, the rest is kept.
    fn read(fields: &Fields) -> (Self, Vec<Reason>) {
        let mut against = Vec::new();
        let made_on = fields.text("made_on").to_owned();
        let day = made_on.parse::<Day>().ok();
        if day.is_none() && !made_on.is_empty() {
            against.push(made_on_malformed(&made_on));
        }
        let kind = Kind::from_code(fields.text("kind"));
        let format = BodyFormat::from_code(fields.text("format"));
        for (known, typed) in [(kind.is_some(), "kind"), (format.is_some(), "format")] {
            if !known {
                against.push(choice_malformed(fields.text(typed)));
            }
        }
        let text = Text {
            title: fields.text("title").to_owned(),
            summary: fields.text("summary").to_owned(),
            kind: kind.unwrap_or(Kind::Other),
            document_number: fields.text("docnum").to_owned(),
            made_on: day,
            body: Body {
                format: format.unwrap_or(BodyFormat::Markdown),
                text: fields.raw("body").replace("\r\n", "\n"),
            },
            ticks: ticks(fields),
            classes: Classes {
                topic: fields.text("topic").parse().ok(),
                served: Served::from_code(fields.text("served")),
            },
        };
        let revision =
            (RevisionKind::from_code(fields.text("change")), fields.text("change_note").to_owned());
        (Self { seen: fields.parsed("seen").unwrap_or(0), made_on, text, revision }, against)
    }
    /// The stored record as it would be.
    fn over(&self, mut kept: Kept) -> Kept {
        let record = &mut kept.record;
        record.title.clone_from(&self.text.title);
        record.summary.clone_from(&self.text.summary);
        record.kind = self.text.kind;
        record.identity.document_number.clone_from(&self.text.document_number);
        record.made_on = self.text.made_on;
        record.body = self.text.body.clone();
        kept.classes = self.text.classes;
        if kept.edition.revises.is_some() {
            (kept.edition.change, kept.edition.note) = self.revision.clone();
        }
        kept
    }
}

/// The topics, each class before those below it.
fn topics(classes: Classes) -> Vec<Choice> {
    let all: Vec<(String, String)> =
        Topic::all().into_iter().map(|topic| (topic.to_string(), topic.label())).collect();
    let chosen = classes.topic.map(|topic| topic.to_string()).unwrap_or_default();
    Choice::list(all.iter().map(|(code, label)| (code.as_str(), label.as_str())), &[&chosen])
}

/// Ticks of the form: `element-0` names an element, `tick-0` says it is there, `why-0` why it is not concerned.
fn ticks(fields: &Fields) -> Vec<Tick> {
    let read = |(place, element): (&str, &str)| {
        let why = fields.text(&format!("why-{place}")).to_owned();
        let says = if fields.ticked(&format!("tick-{place}")) {
            Says::Contained
        } else if why.is_empty() {
            return None;
        } else {
            Says::NotConcerned(why.chars().take(500).collect())
        };
        Some(Tick { element: element.chars().take(2000).collect(), says })
    };
    fields.under("element-").filter_map(read).take(300).collect()
}

pub(super) async fn save(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, fields: Fields) -> Answer {
    let (typed, against) = Typed::read(&fields);
    let act = fields.text("act").to_owned();
    // Powers first: who may not save learns nothing else.
    let mut read = web.office().read().await?;
    let stored = records::load(&mut read, id).await?;
    drop(read);
    may(&desk.actor, Act::DraftRecord, &stored.subject())?;
    if act == "preview" {
        let again = Again { preview: true, typed: Some(typed), ..Again::refused(&against) };
        return render(&web, &desk, id, StatusCode::OK, again).await;
    }
    if !against.is_empty() {
        let again = Again { typed: Some(typed), ..Again::refused(&against) };
        return render(&web, &desk, id, StatusCode::UNPROCESSABLE_ENTITY, again).await;
    }
    let seen = Seen { record: id, version: typed.seen };
    match save_verb::run(web.office(), &desk.actor, seen, typed.text.clone()).await {
        Ok(version) => {
            let mut seen = Seen { record: id, version };
            if stored.edition.revises.is_some() {
                seen.version = revise::explain(web.office(), &desk.actor, seen, typed.revision).await?;
            }
            saved(&web, &desk, seen, &act, &fields).await
        }
        Err(Problem::Refused(reasons)) => {
            let again = Again { typed: Some(typed), ..Again::refused(&reasons) };
            render(&web, &desk, id, StatusCode::UNPROCESSABLE_ENTITY, again).await
        }
        Err(Problem::Stale(_)) => stale(&web, &desk, id, &typed).await,
        Err(problem) => Err(problem.into()),
    }
}

/// After saving: the files that came with the form, then on to the reviewer when that was asked for.
async fn saved(web: &Web, desk: &Desk, seen: Seen, act: &str, fields: &Fields) -> Answer {
    let files: Vec<_> = fields.files("files").map(|file| (file.name.clone(), file.bytes.clone())).collect();
    let mut seen = seen;
    let outcome = async {
        if !files.is_empty() {
            seen.version = attach::run(web.office(), &desk.actor, seen, files).await?;
        }
        if act == "submit" {
            submit::run(web.office(), &desk.actor, seen).await?;
        }
        Ok(())
    };
    match outcome.await {
        Ok(()) => Ok(on(seen.record, if act == "submit" { "submitted" } else { "saved" })),
        Err(Problem::Refused(reasons)) => {
            let again = Again { done: "saved".to_owned(), ..Again::refused(&reasons) };
            render(web, desk, seen.record, StatusCode::UNPROCESSABLE_ENTITY, again).await
        }
        Err(problem) => Err(PageError::from(problem)),
    }
}

/// Back to the record, saying what was done.
pub(super) fn on(id: i64, done: &str) -> Response {
    see_other(&format!("/desk/records/{id}?done={done}"))
}

/// Both versions, field by field.
async fn stale(web: &Web, desk: &Desk, id: i64, typed: &Typed) -> Answer {
    let mut read = web.office().read().await?;
    let stored = records::load(&mut read, id).await?;
    drop(read);
    let sent = typed.over(stored.clone());
    let trouble = Trouble::Stale {
        by: stored.hands.saved.clone(),
        at: local_text(stored.saved_at),
        changes: changes(&stored, &sent),
        again: format!("/desk/records/{id}"),
    };
    let shell = desk_shell(web, desk, "records").await?.title(stored.record.title);
    page_with(StatusCode::CONFLICT, &TroublePage { shell, trouble })
}

fn changes(stored: &Kept, sent: &Kept) -> Vec<Change> {
    let part = |part: &Part| Change {
        label: part.label().to_owned(),
        before: value(stored, *part),
        after: value(sent, *part),
    };
    Part::ALL.iter().map(part).filter(|change| change.before != change.after).collect()
}

fn value(kept: &Kept, part: Part) -> String {
    let record = &kept.record;
    match part {
        Part::Title => record.title.clone(),
        Part::Kind => record.kind.label().to_owned(),
        Part::DocumentNumber => record.identity.document_number.clone(),
        Part::MadeOn => record.made_on.map(|day| day.to_string()).unwrap_or_default(),
        Part::Summary => record.summary.clone(),
        Part::Format => record.body.format.label().to_owned(),
        Part::Body => record.body.text.clone(),
    }
}
