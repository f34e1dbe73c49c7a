//! 主动公开的建议 at the desk: what was asked for by many, or found disclosable, and what became of it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::Reason;
use gk_rules::foi::proactive::{ProposalStanding, basis};
use gk_rules::foi::words::number_unreadable;
use gk_rules::org::{Act, Subject, may};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use crate::tables::proposals::{self, Proposal};
use crate::verbs::propose::{self, Settle};

/// How many a page shows.
const LIMIT: i64 = 30;

#[derive(Template)]
#[template(path = "desk/proposals.html")]
struct ProposalsPage {
    shell: Shell,
    lines: Vec<Proposal>,
    may_settle: bool,
    basis: String,
    pager: Pager,
    done: bool,
    errors: Vec<ReasonLine>,
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
}

/// GET /desk/foi/proposals
pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    render(&web, &desk, &query, StatusCode::OK, Vec::new()).await
}

async fn render(web: &Web, desk: &Desk, query: &Query, status: StatusCode, errors: Vec<Reason>) -> Answer {
    let actor = &desk.actor;
    let own = Subject::of(actor.organ, actor.path.clone());
    may(actor, Act::SeeCase, &own)?;
    let shell = desk_shell(web, desk, "foi").await?;
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
    let page = ProposalsPage {
        shell,
        lines,
        may_settle: may(actor, Act::DraftRecord, &own).is_ok(),
        basis: basis().to_string(),
        pager,
        done: query.text("done") == "1",
        errors: errors.iter().map(ReasonLine::from).collect(),
    };
    page_with(status, &page)
}

/// POST /desk/foi/proposals/{id}
pub(super) async fn settle(
    State(web): State<Web>,
    desk: Desk,
    Path(id): Path<i64>,
    query: Query,
    fields: Fields,
) -> Answer {
    let seen = fields.parsed("seen").unwrap_or(0);
    let how = match (fields.text("how"), fields.parsed("line")) {
        ("accept", Some(line)) => Ok(Settle::Accept { line }),
        ("accept", None) => Err(Problem::refused(number_unreadable(fields.text("line")))),
        _ => Ok(Settle::Decline { reason: fields.text("reason").to_owned() }),
    };
    let outcome = match how {
        Ok(how) => propose::run(web.office(), &desk.actor, (id, seen), how).await,
        Err(problem) => Err(problem),
    };
    match outcome {
        Ok(()) => Ok(see_other("/desk/foi/proposals?done=1")),
        Err(Problem::Refused(errors)) => {
            render(&web, &desk, &query, StatusCode::UNPROCESSABLE_ENTITY, errors).await
        }
        Err(problem) => Err(problem.into()),
    }
}
