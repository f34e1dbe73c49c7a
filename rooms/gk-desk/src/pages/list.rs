//! The records of the organ, whatever their stage, the newest first; with filters, which may be kept, and boxes to choose many.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem, Read, directory};
use gk_records::{Narrow, RecordLine};
use gk_rules::org::{Act, Actor, Role, Subject, may};
use gk_rules::records::Stage;
use gk_rules::records::bulk::BulkAct;
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Query, Web, desk_shell};

use crate::tables;
use crate::verbs::{drop_view, keep_view};

/// How many records a page shows.
const LIMIT: i64 = 50;
/// What a filter is made of; of a filter that is kept nothing else is.
const PARTS: [&str; 5] = ["title", "stage", "domain", "mine", "left"];

#[derive(Template)]
#[template(path = "desk/records.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<RecordLine>,
    pager: Pager,
    stages: Vec<Choice>,
    domains: Vec<Choice>,
    title: String,
    mine: bool,
    left: bool,
    views: Vec<ViewLink>,
    /// The filter of this page, as it stands behind the `?`; empty where all is shown.
    filter: String,
    typed: String,
    acts: Vec<Choice>,
    may_draft: bool,
    done: String,
    errors: Vec<ReasonLine>,
}

/// A kept filter.
struct ViewLink {
    name: String,
    href: String,
    active: bool,
}

/// 筛选条件
pub(super) fn filter_of(query: &Query) -> String {
    let pairs = PARTS.iter().filter_map(|part| {
        let value: String = query.text(part).chars().take(100).collect();
        (!value.is_empty()).then(|| format!("{part}={}", gk_webkit::door::encode(&value)))
    });
    pairs.collect::<Vec<_>>().join("&")
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    render(&web, &desk, &query, Again::default()).await
}

/// What was typed, when the page is shown again.
#[derive(Default)]
pub(super) struct Again {
    pub(super) name: String,
    pub(super) errors: Vec<gk_rules::Reason>,
}

/// What may be done to many, by this post.
fn acts(actor: &Actor, own: &Subject) -> Vec<Choice> {
    let allowed = |act: &&BulkAct| {
        let needs = match act {
            BulkAct::Submit => Act::SubmitRecord,
            BulkAct::TakeOver => Act::DraftRecord,
            BulkAct::Release => Act::ReleaseRecord,
        };
        may(actor, needs, own).is_ok()
    };
    Choice::list(BulkAct::ALL.iter().filter(allowed).map(|one| (one.code(), one.label())), &[])
}

/// Of which organs: 公开办 answers for those below as well.
async fn range(read: &mut Read, actor: &Actor) -> Result<(i64, i64), Problem> {
    let last = match actor.role {
        Role::DisclosureOffice => directory::load(read, actor.organ).await?.last,
        _ => actor.organ.0,
    };
    Ok((actor.organ.0, last))
}

pub(super) async fn render(web: &Web, desk: &Desk, query: &Query, again: Again) -> Answer {
    let actor = &desk.actor;
    let own = Subject::of(actor.organ, actor.path.clone());
    if [Act::PublishRecord, Act::WithdrawRecord].iter().all(|act| may(actor, *act, &own).is_err()) {
        may(actor, Act::DraftRecord, &own)?;
    }
    let shell = desk_shell(web, desk, "records").await?;
    let mut read = web.office().read().await?;
    let range = range(&mut read, actor).await?;
    let (mine, left) = (query.text("mine") == "1", query.text("left") == "1");
    let narrow = Narrow {
        stage: Stage::from_code(query.text("stage")),
        title: query.maybe("title").map(ToOwned::to_owned),
        holder: mine.then_some(actor.person),
        domain: query.maybe("domain").map(ToOwned::to_owned),
        left,
    };
    let before: Option<i64> = query.parsed("before");
    let mut kept =
        gk_records::list_of_range(&mut read, range, &narrow, before.unwrap_or(i64::MAX), LIMIT + 1).await?;
    let shown = usize::try_from(LIMIT).unwrap_or(usize::MAX);
    let full = kept.len() > shown;
    kept.truncate(shown);
    let go = |value: &str| format!("/desk/records?{}", query.with("before", value));
    let pager = Pager {
        prev: before.map(|_| go("")).unwrap_or_default(),
        next: kept.last().filter(|_| full).map(|one| go(&one.id.to_string())).unwrap_or_default(),
        shown: u64::try_from(kept.len()).unwrap_or(0),
        total: None,
    };
    let filter = filter_of(query);
    let status = if again.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ListPage {
        shell,
        lines: kept.iter().map(RecordLine::new).collect(),
        pager,
        stages: Choice::coded::<Stage>(query.text("stage")),
        domains: domains(query.text("domain")),
        title: query.text("title").to_owned(),
        mine,
        left,
        views: views(&mut read, actor, &filter).await?,
        filter,
        typed: again.name,
        acts: acts(actor, &own),
        may_draft: may(actor, Act::DraftRecord, &own).is_ok(),
        done: query.text("done").to_owned(),
        errors: again.errors.iter().map(ReasonLine::from).collect(),
    };
    page_with(status, &page)
}

/// The domains, by number and name.
fn domains(chosen: &str) -> Vec<Choice> {
    let all: Vec<(String, String)> =
        gk_standards::domains::all().iter().map(|one| (one.code.to_string(), one.name.to_string())).collect();
    Choice::list(all.iter().map(|(code, name)| (code.as_str(), name.as_str())), &[chosen])
}

async fn views(read: &mut Read, actor: &Actor, filter: &str) -> Result<Vec<ViewLink>, Problem> {
    let all = tables::views(read, actor.person).await?;
    let link = |one: tables::View| ViewLink {
        active: one.filter == filter,
        href: format!("/desk/records?{}", one.filter),
        name: one.name,
    };
    Ok(all.into_iter().map(link).collect())
}

/// POST /desk/views
pub(super) async fn keep(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let query = Query::parse(fields.text("filter"));
    let (name, filter) = (fields.text("name"), filter_of(&query));
    match keep_view::run(web.office(), &desk.actor, name, &filter).await {
        Ok(()) => Ok(see_other(&format!("/desk/records?{filter}"))),
        Err(Problem::Refused(errors)) => {
            render(&web, &desk, &query, Again { name: name.to_owned(), errors }).await
        }
        Err(problem) => Err(problem.into()),
    }
}

/// POST /desk/views/drop
pub(super) async fn drop_it(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    drop_view::run(web.office(), &desk.actor, fields.text("name")).await?;
    Ok(see_other("/desk/records"))
}
