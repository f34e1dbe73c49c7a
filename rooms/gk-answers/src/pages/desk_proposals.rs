//! 主动公开的建议 at the desk: what was asked for by many, or found disclosable, and what became of it.

use std::cmp::Reverse;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::Reason;
use gk_rules::foi::proactive::{ProposalStanding, alike, basis, limit_basis};
use gk_rules::foi::words::choose;
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Choice, Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use crate::tables::proposals::{self, Proposal};
use crate::verbs::propose::{self, Settle};
use gk_foi::cases;

/// How many a page shows.
const LIMIT: i64 = 30;
/// How many items of the catalog a page offers.
const OFFERED: usize = 200;

#[derive(Template)]
#[template(path = "desk/proposals.html")]
struct ProposalsPage {
    shell: Shell,
    lines: Vec<Proposal>,
    basis: String,
    pager: Pager,
    done: bool,
}

#[derive(Template)]
#[template(path = "desk/proposal.html")]
struct ProposalPage {
    shell: Shell,
    one: Proposal,
    may_settle: bool,
    basis: String,
    limit_basis: String,
    /// The items of the organ, those most like what was asked for first.
    items: Vec<Choice>,
    more: bool,
    /// What was looked for among them.
    words: String,
    reason: String,
    errors: Vec<ReasonLine>,
}

/// What was typed before, and what is against it.
#[derive(Default)]
struct Again {
    words: String,
    line: String,
    reason: String,
    errors: Vec<Reason>,
}

impl Proposal {
    fn is_open(&self) -> bool {
        self.standing == ProposalStanding::Open
    }
    fn seen(&self) -> String {
        self.version.to_string()
    }
    fn settled(&self) -> String {
        self.settled_on.map(|day| day.to_string()).unwrap_or_default()
    }
    fn due(&self) -> String {
        self.disclose_by.map(|day| day.to_string()).unwrap_or_default()
    }
}

/// GET /desk/foi/proposals
pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let actor = &desk.actor;
    let own = Subject::of(actor.organ, actor.path.clone());
    may(actor, Act::SeeCase, &own)?;
    let shell = desk_shell(&web, &desk, "foi").await?;
    let mut read = web.office().read().await?;
    let before = query.parsed("before").unwrap_or(i64::MAX);
    let mut lines = proposals::newest(&mut read, actor.organ.0, before, LIMIT + 1).await?;
    let limit = usize::try_from(LIMIT).unwrap_or(usize::MAX);
    let full = lines.len() > limit;
    lines.truncate(limit);
    let next = lines.last().filter(|_| full).map(|last| format!("/desk/foi/proposals?before={}", last.id));
    let pager = Pager {
        prev: if before == i64::MAX { String::new() } else { "/desk/foi/proposals".to_owned() },
        next: next.unwrap_or_default(),
        shown: u64::try_from(lines.len()).unwrap_or(0),
        total: None,
    };
    let page =
        ProposalsPage { shell, lines, basis: basis().to_string(), pager, done: query.text("done") == "1" };
    page_with(StatusCode::OK, &page)
}

/// GET /desk/foi/proposals/{id}
pub(super) async fn one(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, query: Query) -> Answer {
    let again = Again { words: query.text("q").to_owned(), ..Again::default() };
    render(&web, &desk, id, (StatusCode::OK, again)).await
}

async fn render(web: &Web, desk: &Desk, id: i64, (status, again): (StatusCode, Again)) -> Answer {
    let shell = desk_shell(web, desk, "foi").await?;
    let mut read = web.office().read().await?;
    let one = proposals::load(&mut read, id).await?;
    let subject = cases::load(&mut read, one.matter).await?.subject();
    may(&desk.actor, Act::SeeCase, &subject)?;
    let may_settle = one.is_open() && may(&desk.actor, Act::DraftRecord, &subject).is_ok();
    let (mut offered, mut more) = (Vec::new(), false);
    if may_settle {
        (offered, more) = gk_records::list_offered(&mut read, one.organ, &again.words, OFFERED).await?;
        offered.sort_by_key(|item| Reverse(alike(&item.path, &one.title)));
    }
    let lines: Vec<String> = offered.iter().map(|item| item.line.to_string()).collect();
    let pairs = lines.iter().map(String::as_str).zip(offered.iter().map(|item| item.path.as_str()));
    let page = ProposalPage {
        shell,
        may_settle,
        basis: basis().to_string(),
        limit_basis: limit_basis().to_string(),
        items: Choice::list(pairs, &[&again.line]),
        more,
        words: again.words,
        reason: again.reason,
        errors: again.errors.iter().map(ReasonLine::from).collect(),
        one,
    };
    page_with(status, &page)
}

/// POST /desk/foi/proposals/{id}
pub(super) async fn settle(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    fields: Fields,
) -> Answer {
    let seen = fields.parsed("seen").unwrap_or(0);
    let how = match (fields.text("how"), fields.parsed("line")) {
        ("accept", Some(line)) => Ok(Settle::Accept { line }),
        ("accept", None) => Err(Problem::refused(choose(fields.text("line")))),
        _ => Ok(Settle::Decline { reason: fields.text("reason").to_owned() }),
    };
    let outcome = match how {
        Ok(how) => propose::run(web.office(), &desk.actor, (id, seen), how).await,
        Err(problem) => Err(problem),
    };
    match outcome {
        Ok(()) => Ok(see_other("/desk/foi/proposals?done=1")),
        Err(Problem::Refused(errors)) => {
            let typed = |name: &str| fields.text(name).to_owned();
            let again = Again { words: typed("q"), line: typed("line"), reason: typed("reason"), errors };
            render(&web, &desk, id, (StatusCode::UNPROCESSABLE_ENTITY, again)).await
        }
        Err(problem) => Err(problem.into()),
    }
}
