//! 依据变动和到期: what cites a changed document, to be looked at; and documents of the organ whose days are counted.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Day, Problem, Read, directory};
use gk_records::address;
use gk_rules::Reason;
use gk_rules::org::{Act, Actor, Role, Subject, may};
use gk_rules::validity::citing::Outcome;
use gk_rules::validity::consequences::CiterKind;
use gk_rules::validity::expiry::{reminder, terms, window};
use gk_rules::validity::register::articles_label;
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use crate::tables::relations;
use crate::tables::tasks::{self, Kept};
use crate::verbs::settle::{self, act_of};

/// How many tasks a page shows.
const LIMIT: i64 = 30;
/// How many documents that come to an end.
const ENDING: i64 = 50;

#[derive(Template)]
#[template(path = "desk/validity_tasks.html")]
struct DeskPage {
    shell: Shell,
    tasks: Vec<TaskView>,
    ending: Vec<EndingView>,
    /// 提醒的依据
    source: String,
    pager: Pager,
    done: bool,
}

/// A task with what it is about.
struct TaskView {
    id: i64,
    kind: &'static str,
    title: String,
    href: String,
    organ: String,
    what: String,
    cited: String,
    by: String,
    by_href: String,
    due: String,
    overdue: bool,
    may: bool,
    /// Where a new edition is begun; empty where none is needed.
    edition: &'static str,
    outcomes: Vec<Choice>,
    note: String,
    errors: Vec<ReasonLine>,
}

/// A document that comes to its end.
struct EndingView {
    record: i64,
    title: String,
    docnum: String,
    href: String,
    last_day: String,
    over: bool,
}

/// What was typed into one task, when the page is shown again.
#[derive(Default)]
struct Again {
    task: i64,
    outcome: String,
    note: String,
    errors: Vec<Reason>,
}

fn named(title: &str, number: &str) -> String {
    if number.is_empty() { format!("《{title}》") } else { format!("《{title}》（{number}）") }
}

impl TaskView {
    fn new(actor: &Actor, one: Kept, today: Day, again: &Again) -> Self {
        let mine = again.task == one.id;
        let articles = if one.articles.is_empty() { String::new() } else { articles_label(&one.articles) };
        let item = one.citer == CiterKind::CatalogItem;
        Self {
            id: one.id,
            kind: one.citer.label(),
            href: if item {
                format!("/items/{}", one.citer_id)
            } else {
                format!("/desk/records/{}", one.citer_id)
            },
            what: format!("{}{articles}", one.task.label()),
            cited: format!("{}{}", named(&one.cited.0, &one.cited.1), one.effect.from_the_other_side()),
            by: named(&one.by.0, &one.by.1),
            by_href: if one.by.2.is_empty() { String::new() } else { address(&one.by.2) },
            due: one.due_on.map(|day| day.to_string()).unwrap_or_default(),
            overdue: one.due_on.is_some_and(|due| due < today),
            may: may(actor, act_of(one.citer), &one.subject()).is_ok(),
            edition: if item { "/desk/catalog" } else { "" },
            outcomes: Choice::coded::<Outcome>(if mine { &again.outcome } else { "" }),
            note: if mine { again.note.clone() } else { String::new() },
            errors: if mine { again.errors.iter().map(ReasonLine::from).collect() } else { Vec::new() },
            title: one.title,
            organ: one.organ_name,
        }
    }
}

/// GET /desk/validity
pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    render(&web, &desk, &query, Again::default()).await
}

/// Of which organs: 公开办 looks at those below as well.
async fn range(read: &mut Read, actor: &Actor) -> Result<(i64, i64), Problem> {
    let last = match actor.role {
        Role::DisclosureOffice => directory::load(read, actor.organ).await?.last,
        _ => actor.organ.0,
    };
    Ok((actor.organ.0, last))
}

async fn render(web: &Web, desk: &Desk, query: &Query, again: Again) -> Answer {
    let actor = &desk.actor;
    let own = Subject::of(actor.organ, actor.path.clone());
    if may(actor, Act::EditDraftEdition, &own).is_err() && may(actor, Act::PublishRecord, &own).is_err() {
        may(actor, Act::ReviseRecord, &own)?;
    }
    let shell = desk_shell(web, desk, "records").await?;
    let mut read = web.office().read().await?;
    let range = range(&mut read, actor).await?;
    let after: i64 = query.parsed("after").unwrap_or(0);
    let mut all = tasks::of_range(&mut read, range, after, LIMIT + 1).await?;
    let full = i64::try_from(all.len()).unwrap_or(0) > LIMIT;
    if full {
        all.pop();
    }
    let today = read.today();
    let (ending, source) = ending(&mut read, range, today).await?;
    let pager = Pager {
        prev: if after > 0 { "/desk/validity".to_owned() } else { String::new() },
        next: all
            .last()
            .filter(|_| full)
            .map(|last| format!("/desk/validity?after={}", last.id))
            .unwrap_or_default(),
        shown: u64::try_from(all.len()).unwrap_or(0),
        total: None,
    };
    let status = if again.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let tasks = all.into_iter().map(|one| TaskView::new(actor, one, today, &again)).collect();
    page_with(status, &DeskPage { shell, tasks, ending, source, pager, done: query.text("done") == "1" })
}

/// Documents whose reminder is due by the terms of their last day, and those that ended in the last year; with the source of the terms.
async fn ending(
    read: &mut Read,
    range: (i64, i64),
    today: Day,
) -> Result<(Vec<EndingView>, String), Problem> {
    let terms = terms();
    let Ok(days) = window(today, &terms) else { return Ok((Vec::new(), String::new())) };
    let all = relations::ending(read, range, days, ENDING).await?;
    let due = |one: &relations::Ending| {
        one.last_day < today || reminder(one.last_day, &terms).is_ok_and(|reminder| reminder.is_due(today))
    };
    let view = |one: relations::Ending| EndingView {
        record: one.record,
        href: address(&one.number),
        title: one.title,
        docnum: one.docnum,
        last_day: one.last_day.to_string(),
        over: one.last_day < today,
    };
    let source = terms.last().map(|one| one.source.clone()).unwrap_or_default();
    Ok((all.into_iter().filter(due).map(view).collect(), source))
}

/// POST /desk/validity/{task}
pub(super) async fn settle(
    State(web): State<Web>,
    desk: Desk,
    Path(task): Path<i64>,
    fields: Fields,
) -> Answer {
    let (outcome, note) = (fields.text("outcome"), fields.text("note"));
    match settle::run(web.office(), &desk.actor, task, (Outcome::from_code(outcome), note)).await {
        Ok(()) => Ok(see_other("/desk/validity?done=1")),
        Err(Problem::Refused(errors)) => {
            let again = Again { task, outcome: outcome.to_owned(), note: note.to_owned(), errors };
            // The task stands on the page that begins before it.
            let query = Query::parse(&format!("after={}", task - 1));
            render(&web, &desk, &query, again).await
        }
        Err(problem) => Err(problem.into()),
    }
}
