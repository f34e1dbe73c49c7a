//! The own account: another password.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Coded, Problem, Secret};
use gk_webkit::page::{page, page_with, see_other};
use gk_webkit::parts::ReasonLine;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Query, Web, desk_shell};

use super::with_session;
use crate::verbs::change_password::{self, ChangePassword};

#[derive(Template)]
#[template(path = "desk/account.html")]
struct AccountPage {
    shell: Shell,
    name: String,
    role: &'static str,
    changed: bool,
    reasons: Vec<ReasonLine>,
}

async fn account_page(
    web: &Web,
    desk: &Desk,
    changed: bool,
    reasons: Vec<ReasonLine>,
) -> Result<AccountPage, gk_webkit::PageError> {
    let shell = desk_shell(web, desk, "account").await?;
    Ok(AccountPage { shell, name: desk.actor.name.clone(), role: desk.actor.role.label(), changed, reasons })
}

pub(super) async fn show(State(web): State<Web>, desk: Desk, query: Query) -> Answer {
    page(&account_page(&web, &desk, query.text("done") == "changed", Vec::new()).await?)
}

pub(super) async fn change(State(web): State<Web>, desk: Desk, fields: Fields) -> Answer {
    let field = |name| Secret::new(fields.raw(name));
    let cmd = ChangePassword { old: field("old"), new: field("new"), again: field("again") };
    match change_password::run(web.office(), &desk.actor, cmd).await {
        Ok(secret) => Ok(with_session(&web, see_other("/desk/account?done=changed"), &secret)),
        Err(Problem::Refused(reasons)) => {
            let reasons = reasons.iter().map(ReasonLine::from).collect();
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &account_page(&web, &desk, false, reasons).await?)
        }
        Err(problem) => Err(problem.into()),
    }
}
