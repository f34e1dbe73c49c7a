//! Intake: many files at once, each a draft or the reasons why not.

use askama::Template;
use axum::extract::State;
use gk_base::Problem;
use gk_rules::Reason;
use gk_rules::intake::reasons::{MOST_FILES, no_file, shown, too_many};
use gk_rules::intake::{Known, Member};
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::page;
use gk_webkit::parts::ReasonLine;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Web, desk_shell};

use crate::verbs::take_in::{self, Double, TakeIn, TakenIn};

#[derive(Template)]
#[template(path = "desk/intake.html")]
struct IntakePage {
    shell: Shell,
    outcomes: Vec<FileView>,
    errors: Vec<ReasonLine>,
    taken: usize,
    refused: usize,
}

/// What became of one file.
struct FileView {
    name: String,
    /// The draft; zero where there is none.
    record: i64,
    title: String,
    doubles: Vec<Double>,
    reasons: Vec<ReasonLine>,
}

impl FileView {
    fn refused(name: &str, reasons: &[Reason]) -> Self {
        let reasons = reasons.iter().map(ReasonLine::from).collect();
        Self { name: shown(name), record: 0, title: String::new(), doubles: Vec::new(), reasons }
    }
    fn new(name: &str, outcome: TakenIn) -> Self {
        let reasons = outcome.reasons(name);
        let mut view = Self::refused(name, &reasons);
        match outcome {
            TakenIn::Draft { record, title } => (view.record, view.title) = (record, title),
            TakenIn::Double(doubles) => view.doubles = doubles,
        }
        view
    }
}

async fn render(web: &Web, desk: &Desk, outcomes: Vec<FileView>, errors: &[Reason]) -> Answer {
    let shell = desk_shell(web, desk, "records").await?;
    let taken = outcomes.iter().filter(|one| one.record > 0).count();
    let refused = outcomes.len() - taken;
    let errors = errors.iter().map(ReasonLine::from).collect();
    page(&IntakePage { shell, outcomes, errors, taken, refused })
}

pub(super) async fn show(State(web): State<Web>, desk: Desk) -> Answer {
    let actor = &desk.actor;
    may(actor, Act::DraftRecord, &Subject::of(actor.organ, actor.path.clone()))?;
    render(&web, &desk, Vec::new(), &[]).await
}

pub(super) async fn take(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let actor = &desk.actor;
    may(actor, Act::DraftRecord, &Subject::of(actor.organ, actor.path.clone()))?;
    let again = fields.ticked("again");
    let count = fields.files("files").count();
    if count == 0 || count > MOST_FILES {
        let reason = if count == 0 { no_file() } else { too_many(count) };
        return render(&web, &desk, Vec::new(), &[reason]).await;
    }
    let mut outcomes = Vec::new();
    for file in fields.files("files") {
        match take_in::unpack(web.office(), file.name.clone(), file.bytes.clone()).await {
            Ok(members) => {
                for (member, against) in members {
                    outcomes.push(one(&web, &desk, member, &against, again).await?);
                }
            }
            Err(Problem::Refused(reasons)) => outcomes.push(FileView::refused(&file.name, &reasons)),
            Err(problem) => return Err(problem.into()),
        }
    }
    render(&web, &desk, outcomes, &[]).await
}

async fn one(
    web: &Web,
    desk: &Desk,
    member: Member,
    against: &[Reason],
    again: bool,
) -> Result<FileView, Problem> {
    let name = member.name;
    if !against.is_empty() {
        return Ok(FileView::refused(&name, against));
    }
    let cmd = TakeIn { name: name.clone(), bytes: member.bytes, again, known: Known::default() };
    match take_in::run(web.office(), &desk.actor, cmd).await {
        Ok(outcome) => Ok(FileView::new(&name, outcome)),
        Err(Problem::Refused(reasons)) => Ok(FileView::refused(&name, &reasons)),
        Err(problem) => Err(problem),
    }
}
