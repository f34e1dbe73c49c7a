//! What was read in the file a record began with: fields with their places beside the text, corrected and taken over.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Fault, Problem, blobs};
use gk_rules::document::Confidence;
use gk_rules::intake::{ReadField, What};
use gk_rules::org::{Act, may};
use gk_rules::records::reasons::{choice_malformed, made_on_malformed};
use gk_rules::records::{Kind, Stage};
use gk_rules::{Day, Reason};
use gk_webkit::page::{download, page_with, see_other};
use gk_webkit::parts::{Choice, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Web, desk_shell};

use gk_records::verbs::Seen;
use gk_records::verbs::save::{self, Text};
use gk_records::{Kept, may_see};

use crate::tables::{self, KeptReading};

#[derive(Template)]
#[template(path = "desk/reading.html")]
struct ReadingPage {
    shell: Shell,
    id: i64,
    original: String,
    editor: String,
    file: String,
    fields: Vec<FieldView>,
    absent: Vec<&'static str>,
    notes: Vec<NoteView>,
    remarks: Vec<String>,
    lines: Vec<LineView>,
    correct: Option<Form>,
    errors: Vec<ReasonLine>,
}

/// A field, how sure it is, and where it stands.
struct FieldView {
    label: &'static str,
    value: String,
    raw: String,
    tone: &'static str,
    sure: &'static str,
    line: u32,
    to_line: u32,
}

struct NoteView {
    words: &'static str,
    raw: String,
    line: u32,
}

/// A line of the text; marked where a field was read.
struct LineView {
    number: usize,
    text: String,
    marked: &'static str,
}

/// What can be corrected, as it stands or was typed.
struct Form {
    seen: u32,
    title: String,
    docnum: String,
    made_on: String,
    kinds: Vec<Choice>,
    today: String,
}

impl FieldView {
    fn new(field: &ReadField) -> Self {
        let tone = match field.confidence {
            Confidence::Certain => "good",
            Confidence::Probable => "info",
            Confidence::Doubtful => "warn",
        };
        Self {
            label: field.what.label(),
            value: field.value.clone(),
            raw: field.raw.clone(),
            tone,
            sure: field.confidence.label(),
            line: field.line,
            to_line: field.to_line,
        }
    }
}

/// What is named when it was not read; of number, issuer, day and title the notes say so.
const SOUGHT: [What; 2] = [What::Attribute, What::Addressees];

fn lines(kept: &KeptReading) -> Vec<LineView> {
    let marked = |number: usize| {
        let within = |field: &&ReadField| {
            u32::try_from(number).is_ok_and(|at| (field.line..=field.to_line).contains(&at))
        };
        kept.reading.fields.iter().find(within).map_or("", |field| field.what.label())
    };
    let line = |(number, (_, text)): (usize, &(u32, String))| LineView {
        number,
        text: text.clone(),
        marked: marked(number),
    };
    (1..).zip(&kept.reading.lines).map(line).collect()
}

/// What was typed over the fields; the stored ones where nothing was typed yet.
struct Typed {
    seen: u32,
    title: String,
    docnum: String,
    made_on: String,
    genre: String,
}

impl Typed {
    fn stored(kept: &Kept) -> Self {
        let record = &kept.record;
        Self {
            seen: record.version,
            title: record.title.clone(),
            docnum: record.identity.document_number.clone(),
            made_on: record.made_on.map(|day| day.to_string()).unwrap_or_default(),
            genre: record.kind.code().to_owned(),
        }
    }
    fn read(fields: &Fields) -> Self {
        Self {
            seen: fields.parsed("seen").unwrap_or(0),
            title: fields.text("title").to_owned(),
            docnum: fields.text("docnum").to_owned(),
            made_on: fields.text("made_on").to_owned(),
            genre: fields.text("kind").to_owned(),
        }
    }
}

async fn render(web: &Web, desk: &Desk, id: i64, typed: Option<Typed>, errors: &[Reason]) -> Answer {
    let shell = desk_shell(web, desk, "records").await?;
    let mut read = web.office().read().await?;
    let kept = gk_records::load(&mut read, id).await?;
    may_see(&desk.actor, &kept)?;
    let found = tables::find(&mut read, id).await?.ok_or_else(|| Problem::missing("reading", id))?;
    drop(read);
    let edits = kept.stage() == Stage::Draft && may(&desk.actor, Act::DraftRecord, &kept.subject()).is_ok();
    let typed = typed.unwrap_or_else(|| Typed::stored(&kept));
    let correct = edits.then(|| Form {
        seen: typed.seen,
        title: typed.title,
        docnum: typed.docnum,
        made_on: typed.made_on,
        kinds: Choice::coded::<Kind>(&typed.genre),
        today: web.office().today().to_string(),
    });
    let reading = &found.reading;
    let absent = SOUGHT.iter().filter(|what| reading.field(**what).is_none());
    let note = |one: &gk_rules::intake::reading::Note| NoteView {
        words: one.trouble.label(),
        raw: one.raw.clone(),
        line: one.line,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = ReadingPage {
        shell,
        id,
        original: format!("/desk/records/{id}/original"),
        editor: format!("/desk/records/{id}"),
        file: found.name.clone(),
        fields: reading.fields.iter().map(FieldView::new).collect(),
        absent: absent.map(|what| what.label()).collect(),
        notes: reading.notes.iter().map(note).collect(),
        remarks: reading.remarks.clone(),
        lines: lines(&found),
        correct,
        errors: errors.iter().map(ReasonLine::from).collect(),
    };
    page_with(status, &shown)
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>) -> Answer {
    render(&web, &desk, id, None, &[]).await
}

/// Takes over what was corrected; everything else of the draft stays.
pub(super) async fn take_over(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let typed = Typed::read(&fields);
    let mut read = web.office().read().await?;
    let stored = gk_records::load(&mut read, id).await?;
    // Powers first: who may not save learns nothing else.
    may(&desk.actor, Act::DraftRecord, &stored.subject())?;
    let ticks = gk_records::list_ticks(&mut read, id).await?;
    drop(read);
    let (day, kind) = (typed.made_on.parse::<Day>().ok(), Kind::from_code(&typed.genre));
    let mut against = Vec::new();
    if day.is_none() && !typed.made_on.is_empty() {
        against.push(made_on_malformed(&typed.made_on));
    }
    if kind.is_none() {
        against.push(choice_malformed(&typed.genre));
    }
    if !against.is_empty() {
        return render(&web, &desk, id, Some(typed), &against).await;
    }
    let text = Text {
        title: typed.title.clone(),
        summary: stored.record.summary,
        kind: kind.unwrap_or(Kind::Other),
        document_number: typed.docnum.clone(),
        made_on: day,
        body: stored.record.body,
        ticks,
        classes: stored.classes,
    };
    let seen = Seen { record: id, version: typed.seen };
    match save::run(web.office(), &desk.actor, seen, text).await {
        Ok(_) => Ok(see_other(&format!("/desk/records/{id}?done=saved"))),
        Err(Problem::Refused(reasons)) => render(&web, &desk, id, Some(typed), &reasons).await,
        Err(problem) => Err(problem.into()),
    }
}

/// The file as it came, byte for byte.
pub(super) async fn original(State(web): State<Web>, desk: Desk, Path(id): Path<i64>) -> Answer {
    let mut read = web.office().read().await?;
    let kept = gk_records::load(&mut read, id).await?;
    may_see(&desk.actor, &kept)?;
    let found = tables::find(&mut read, id).await?.ok_or_else(|| Problem::missing("reading", id))?;
    let bytes = blobs::load(&mut read, &found.hash).await?;
    let bytes = bytes.ok_or_else(|| Fault::new(format!("the bytes {} are gone", found.hash)))?;
    Ok(download(&found.name, "application/octet-stream", bytes))
}
