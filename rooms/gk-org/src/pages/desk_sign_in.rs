//! Signing in and out.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::{Problem, Secret};
use gk_rules::org::reasons::TOO_MANY_TRIES;
use gk_webkit::door::{Held, Visitor, encode, local_path};
use gk_webkit::page::{page, page_with, see_other};
use gk_webkit::parts::ReasonLine;
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Desk, Fields, Origin, Query, Web, desk};

use super::with_session;
use crate::verbs::sign_in::SignIn;
use crate::verbs::{sign_in, sign_out};

#[derive(Template)]
#[template(path = "desk/sign_in.html")]
struct SignInPage {
    shell: Shell,
    account: String,
    next: String,
    reasons: Vec<ReasonLine>,
}

impl SignInPage {
    fn new(web: &Web, account: &str, next: &str, reasons: Vec<ReasonLine>) -> Self {
        let site = web.site();
        let shell = Shell::public(site.name.clone()).demo(site.demo.is_some());
        let next = local_path(next).unwrap_or_default().to_owned();
        Self { shell, account: account.to_owned(), next, reasons }
    }
}

pub(super) async fn show(State(web): State<Web>, visitor: Visitor, query: Query) -> Answer {
    if let Visitor(Some(actor)) = visitor {
        let home = desk::home(actor.role);
        return Ok(see_other(local_path(query.text("next")).unwrap_or(&home)));
    }
    page(&SignInPage::new(&web, "", query.text("next"), Vec::new()))
}

pub(super) async fn sign_in(State(web): State<Web>, held: Held, origin: Origin, fields: Fields) -> Answer {
    let (account, next) = (fields.text("account").to_owned(), fields.text("next"));
    let password = Secret::new(fields.raw("password"));
    let cmd = SignIn { account: account.clone(), password, from: origin.0, former: held.0 };
    match sign_in::run(web.office(), cmd).await {
        Ok(signed) => {
            let next = local_path(next);
            let to = match signed.posts.as_slice() {
                [only] => next.map_or_else(|| desk::home(only.role), ToOwned::to_owned),
                _ => format!("/desk/posts?next={}", encode(next.unwrap_or_default())),
            };
            Ok(with_session(&web, see_other(&to), &signed.secret))
        }
        Err(Problem::Refused(reasons)) => {
            let waits = reasons.iter().any(|one| one.code == TOO_MANY_TRIES);
            let status = if waits { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
            let reasons = reasons.iter().map(ReasonLine::from).collect();
            let shown: String = account.chars().take(40).collect();
            page_with(status, &SignInPage::new(&web, &shown, next, reasons))
        }
        Err(problem) => Err(problem.into()),
    }
}

pub(super) async fn sign_out(State(web): State<Web>, desk: Desk) -> Answer {
    sign_out::run(web.office(), &desk.actor, &desk.secret).await?;
    Ok(with_session(&web, see_other("/desk/sign-in"), &Secret::default()))
}
