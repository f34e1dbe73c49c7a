//! 清理: the list of an organ's clean-ups, and one with its documents.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Day, Problem, directory};
use gk_records::address;
use gk_rules::Reason;
use gk_rules::org::{Act, Subject, may};
use gk_rules::validity::cleanup::{CleanupStage, Conclusion, Extent};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use crate::tables::cleanups::{self as kept, Kept, Line};
use crate::verbs::open_cleanup::OpenCleanup;
use crate::verbs::{conclude as conclude_verb, decide as decide_verb, open_cleanup};

/// How many clean-ups a page shows.
const LIMIT: i64 = 30;

#[derive(Template)]
#[template(path = "desk/cleanups.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<Kept>,
    pager: Pager,
    may: bool,
    called: String,
    basis: String,
    extents: Vec<Choice>,
    errors: Vec<ReasonLine>,
}

#[derive(Template)]
#[template(path = "desk/cleanup.html")]
struct CleanupPage {
    shell: Shell,
    kept: Kept,
    lines: Vec<LineView>,
    open: usize,
    may_conclude: bool,
    may_decide: bool,
    day: String,
    today: String,
    done: bool,
    errors: Vec<ReasonLine>,
}

/// A document of a clean-up.
struct LineView {
    record: i64,
    title: String,
    docnum: String,
    href: String,
    conclusion: &'static str,
    conclusions: Vec<Choice>,
    words: String,
    who: String,
}

impl LineView {
    fn new(line: Line) -> Self {
        let code = line.conclusion.map_or("", Coded::code);
        Self {
            record: line.record,
            href: if line.number.is_empty() { String::new() } else { address(&line.number) },
            conclusion: line.conclusion.map_or("", Coded::label),
            conclusions: Choice::coded::<Conclusion>(code),
            title: line.title,
            docnum: line.docnum,
            words: line.words,
            who: line.said_name,
        }
    }
}

/// GET /desk/cleanups
pub(super) async fn list(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let before = query.parsed("before").unwrap_or(i64::MAX);
    let empty = OpenCleanup { name: String::new(), basis: String::new(), extent: None };
    render_list(&web, &desk, before, empty, &[]).await
}

async fn render_list(web: &Web, desk: &Desk, before: i64, typed: OpenCleanup, errors: &[Reason]) -> Answer {
    let actor = &desk.actor;
    let own = Subject::of(actor.organ, actor.path.clone());
    let may_open = may(actor, Act::PublishRecord, &own).is_ok();
    if !may_open {
        may(actor, Act::DraftRecord, &own)?;
    }
    let shell = desk_shell(web, desk, "records").await?;
    let mut read = web.office().read().await?;
    let mut lines = kept::of_organ(&mut read, actor.organ.0, before, LIMIT + 1).await?;
    let full = i64::try_from(lines.len()).unwrap_or(0) > LIMIT;
    if full {
        lines.pop();
    }
    let pager = Pager {
        prev: if before == i64::MAX { String::new() } else { "/desk/cleanups".to_owned() },
        next: lines
            .last()
            .filter(|_| full)
            .map(|last| format!("/desk/cleanups?before={}", last.id))
            .unwrap_or_default(),
        shown: u64::try_from(lines.len()).unwrap_or(0),
        total: None,
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ListPage {
        shell,
        lines,
        pager,
        may: may_open,
        extents: Choice::coded::<Extent>(typed.extent.map_or("", Coded::code)),
        called: typed.name,
        basis: typed.basis,
        errors: errors.iter().map(ReasonLine::from).collect(),
    };
    page_with(status, &page)
}

/// POST /desk/cleanups
pub(super) async fn open(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let cmd = OpenCleanup {
        name: fields.text("name").to_owned(),
        basis: fields.text("basis").to_owned(),
        extent: Extent::from_code(fields.text("extent")),
    };
    match open_cleanup::run(web.office(), &desk.actor, cmd.clone()).await {
        Ok(id) => Ok(see_other(&format!("/desk/cleanups/{id}"))),
        Err(Problem::Refused(errors)) => render_list(&web, &desk, i64::MAX, cmd, &errors).await,
        Err(problem) => Err(problem.into()),
    }
}

/// GET /desk/cleanups/{id}
pub(super) async fn show(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, query: Query) -> Answer {
    render(&web, &desk, id, (query.text("done") == "1", ""), &[]).await
}

async fn render(web: &Web, desk: &Desk, id: i64, (done, day): (bool, &str), errors: &[Reason]) -> Answer {
    let shell = desk_shell(web, desk, "records").await?;
    let mut read = web.office().read().await?;
    let cleanup = kept::load(&mut read, id).await?;
    let organ = directory::load(&mut read, cleanup.organ).await?.organ;
    let subject = Subject::of(organ.id, organ.path);
    let may_decide = may(&desk.actor, Act::PublishRecord, &subject).is_ok();
    let may_conclude = may(&desk.actor, Act::DraftRecord, &subject).is_ok();
    if !may_decide && !may_conclude {
        may(&desk.actor, Act::DraftRecord, &subject)?;
    }
    let lines = kept::entries(&mut read, id).await?;
    let open = cleanup.stage == CleanupStage::Open;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = CleanupPage {
        shell: shell.title(cleanup.name.clone()),
        open: lines.iter().filter(|line| line.conclusion.is_none()).count(),
        lines: lines.into_iter().map(LineView::new).collect(),
        may_conclude: may_conclude && open,
        may_decide: may_decide && open,
        day: day.to_owned(),
        today: read.today().to_string(),
        kept: cleanup,
        done,
        errors: errors.iter().map(ReasonLine::from).collect(),
    };
    page_with(status, &page)
}

/// POST /desk/cleanups/{id}
pub(super) async fn conclude(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let one = |(record, code): (&str, &str)| {
        let words = fields.text(&format!("words-{record}")).to_owned();
        Some((record.parse().ok()?, Conclusion::from_code(code)?, words))
    };
    let all: Vec<(i64, Conclusion, String)> = fields.under("conclusion-").filter_map(one).collect();
    match conclude_verb::run(web.office(), &desk.actor, id, all).await {
        Ok(()) => Ok(see_other(&format!("/desk/cleanups/{id}?done=1"))),
        Err(Problem::Refused(errors)) => render(&web, &desk, id, (false, ""), &errors).await,
        Err(problem) => Err(problem.into()),
    }
}

/// POST /desk/cleanups/{id}/decide
pub(super) async fn decide(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let day = fields.text("day");
    match decide_verb::run(web.office(), &desk.actor, id, day.parse::<Day>().ok()).await {
        Ok(record) => Ok(see_other(&format!("/desk/records/{record}"))),
        Err(Problem::Refused(errors)) => render(&web, &desk, id, (false, day), &errors).await,
        Err(problem) => Err(problem.into()),
    }
}
