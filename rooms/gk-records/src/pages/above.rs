//! 复核: what was done alone below, for the organ above to look at.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem};
use gk_rules::Reason;
use gk_rules::org::authority::{Relation, allows};
use gk_rules::org::{Act, Actor, Denied};
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Path, Query, Web, desk_shell};

use crate::tables::reviews::{self, Alone};
use crate::verbs::look_at::{self, LookAt};

/// How many a page shows.
const LIMIT: i64 = 30;

#[derive(Template)]
#[template(path = "desk/above.html")]
struct AbovePage {
    shell: Shell,
    lines: Vec<Alone>,
    pager: Pager,
    /// The one that was refused, and what was typed.
    at: i64,
    words: String,
    errors: Vec<ReasonLine>,
    done: String,
}

/// Whether this post looks at what was done alone below.
///
/// # Errors
/// [`Denied`].
pub fn may_look(actor: &Actor) -> Result<(), Denied> {
    if allows(actor.role, Act::LookAtForced, Relation::Subtree) {
        return Ok(());
    }
    let act = Act::LookAtForced;
    Err(Denied { act, relation: Relation::OwnOrgan, who_may: act.holders() })
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let done = query.text("done").to_owned();
    render(&web, &desk, query.parsed("after").unwrap_or(0), done, (0, ""), &[]).await
}

async fn render(
    web: &Web,
    desk: &Desk,
    after: i64,
    done: String,
    (at, words): (i64, &str),
    against: &[Reason],
) -> Answer {
    may_look(&desk.actor)?;
    let shell = desk_shell(web, desk, "review").await?;
    let mut read = web.office().read().await?;
    let mut lines = reviews::alone(&mut read, desk.actor.organ, after, LIMIT + 1).await?;
    let shown = usize::try_from(LIMIT).unwrap_or(usize::MAX);
    let full = lines.len() > shown;
    lines.truncate(shown);
    let next = lines.last().filter(|_| full).map(|one| format!("/desk/above?after={}", one.id));
    let pager = Pager {
        prev: if after == 0 { String::new() } else { "/desk/above".to_owned() },
        next: next.unwrap_or_default(),
        shown: u64::try_from(lines.len()).unwrap_or(0),
        total: None,
    };
    let status = if against.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let errors = against.iter().map(ReasonLine::from).collect();
    page_with(status, &AbovePage { shell, lines, pager, at, words: words.to_owned(), errors, done })
}

pub(super) async fn look(State(web): State<Web>, desk: Desk, Path(id): Path<i64>, fields: Fields) -> Answer {
    let words = fields.text("words").to_owned();
    let cmd = LookAt { forced: id, agreed: fields.text("act") == "agree", words: words.clone() };
    match look_at::run(web.office(), &desk.actor, cmd).await {
        Ok(()) => Ok(see_other("/desk/above?done=looked")),
        Err(Problem::Refused(reasons)) => render(&web, &desk, 0, String::new(), (id, &words), &reasons).await,
        Err(problem) => Err(problem.into()),
    }
}
