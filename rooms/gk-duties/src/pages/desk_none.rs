//! 暂无此类信息: statements of an organ, signing one, ending one.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::Problem;
use gk_rules::Day;
use gk_rules::org::Act;
use gk_webkit::page::{page, page_with, see_other};
use gk_webkit::parts::{Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, PageError, Path, Query, Web, desk_shell};

use super::desk_events::{cut, own};
use super::{PAGE, on};
use crate::lists;
use crate::none::{StatementLine, list_statements};
use crate::verbs::{Saying, end_none, state_none};

#[derive(Template)]
#[template(path = "desk/none.html")]
struct NonePage {
    shell: Shell,
    statements: Vec<StatementLine>,
    today: Day,
    pager: Pager,
}

pub(super) async fn list(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let shell = desk_shell(&web, &desk, "events").await?;
    own(&desk, Act::StateNone)?;
    let mut read = web.office().read().await?;
    let before = query.parsed("before").unwrap_or(i64::MAX);
    let mut statements = list_statements(&mut read, desk.actor.organ.0, before, PAGE + 1).await?;
    let more = cut(&mut statements);
    let next = statements.last().filter(|_| more).map(|one| format!("?before={}", one.id));
    let shown = u64::try_from(statements.len()).unwrap_or(0);
    let pager = Pager { next: next.unwrap_or_default(), shown, ..Pager::default() };
    page(&NonePage { shell, statements, today: web.office().today(), pager })
}

#[derive(Template)]
#[template(path = "desk/none_new.html")]
struct SignPage {
    shell: Shell,
    item: String,
    line: i64,
    today: Day,
    longest: String,
    until: String,
    words: String,
    signer: String,
    reasons: Vec<ReasonLine>,
}

pub(super) async fn new(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    let line = query.parsed("line").ok_or_else(|| Problem::missing("item", query.text("line")))?;
    own(&desk, Act::StateNone)?;
    page(&sign_page(&web, &desk, line, &Fields::default(), Vec::new()).await?)
}

async fn sign_page(
    web: &Web,
    desk: &Desk,
    line: i64,
    fields: &Fields,
    reasons: Vec<ReasonLine>,
) -> Result<SignPage, PageError> {
    let shell = desk_shell(web, desk, "events").await?;
    let mut read = web.office().read().await?;
    let duties = lists::of_item(&mut read, desk.actor.organ.0, line, -1, 1).await?;
    let head = duties.into_iter().next().ok_or_else(|| Problem::missing("item", line))?;
    let today = web.office().today();
    Ok(SignPage {
        shell,
        item: head.item_name,
        line,
        today,
        longest: on(gk_rules::duty::none::holds_until(today).ok()),
        until: fields.text("until").to_owned(),
        words: fields.text("words").to_owned(),
        signer: desk.actor.name.clone(),
        reasons,
    })
}

pub(super) async fn sign(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let line = fields.parsed("line").ok_or_else(|| Problem::missing("item", fields.text("line")))?;
    let until = match fields.maybe("until") {
        Some(text) => {
            text.parse().map(Some).map_err(|_| Problem::refused(gk_rules::duty::acts::unreadable_day(text)))
        }
        None => Ok(None),
    };
    let done = async {
        let words = fields.text("words").to_owned();
        let saying = Saying { organ: desk.actor.organ.0, line, until: until?, words };
        state_none(web.office(), &desk.actor, &saying).await
    };
    match done.await {
        Ok(_) => Ok(see_other("/desk/none")),
        Err(Problem::Refused(reasons)) => {
            let reasons = reasons.iter().map(ReasonLine::from).collect();
            let body = sign_page(&web, &desk, line, &fields, reasons).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &body)
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn end(
    State(web): State<Web>,
    desk: Desk,
    Path(statement): Path<i64>,
    fields: Fields,
) -> Answer {
    end_none(web.office(), &desk.actor, statement, fields.text("why")).await?;
    Ok(see_other("/desk/none"))
}
