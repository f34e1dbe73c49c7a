//! Errors as pages: the four ways to say no and the one way to break, in the layout the reader is in.

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use gk_base::Problem;
use gk_base::ports::local_text;
use gk_base::problem::Fault;
use gk_rules::Coded;

use crate::Web;
use crate::parts::ReasonLine;
use crate::shell::{Shell, Trouble, TroublePage};

/// Why a handler gives no page.
#[derive(Debug)]
pub enum PageError {
    /// A problem of the office.
    Problem(Problem),
    /// Nobody has signed in: on to the sign-in page, and back to this address afterwards.
    SignIn(String),
    /// The way leads by another page first.
    Elsewhere(&'static str),
}

impl<P: Into<Problem>> From<P> for PageError {
    fn from(problem: P) -> Self {
        Self::Problem(problem.into())
    }
}

impl PageError {
    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::SignIn(_) | Self::Elsewhere(_) => StatusCode::SEE_OTHER,
            Self::Problem(Problem::Refused(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Problem(Problem::NotAllowed(_)) => StatusCode::FORBIDDEN,
            Self::Problem(Problem::Missing(_)) => StatusCode::NOT_FOUND,
            Self::Problem(Problem::Stale(_)) => StatusCode::CONFLICT,
            Self::Problem(Problem::Fault(_)) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = self.status();
        let problem = match self {
            Self::SignIn(next) => {
                let to = if next.is_empty() {
                    "/desk/sign-in".to_owned()
                } else {
                    format!("/desk/sign-in?next={}", crate::door::encode(&next))
                };
                return crate::page::see_other(&to);
            }
            Self::Elsewhere(to) => return crate::page::see_other(to),
            Self::Problem(problem) => problem,
        };
        let trouble = trouble(&problem);
        let mut response = bare(status, Shell::public(""), trouble.clone());
        // The layer below knows the site and dresses the page in it.
        response.extensions_mut().insert(Undressed(trouble));
        response
    }
}

/// A problem whose page does not know yet on which site it stands.
#[derive(Debug, Clone)]
struct Undressed(Trouble);

/// Lays the site's name and label around pages about problems.
pub async fn dress(State(web): State<Web>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let Some(Undressed(trouble)) = response.extensions().get::<Undressed>() else { return response };
    bare(response.status(), web.public_shell(""), trouble.clone())
}

fn bare(status: StatusCode, shell: Shell, trouble: Trouble) -> Response {
    match askama::Template::render(&TroublePage { shell, trouble }) {
        Ok(html) => (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        Err(_) => status.into_response(),
    }
}

/// What the page about a problem says.
fn trouble(problem: &Problem) -> Trouble {
    match problem {
        Problem::Refused(reasons) => {
            Trouble::Refused { reasons: reasons.iter().map(ReasonLine::from).collect(), back: String::new() }
        }
        Problem::NotAllowed(denied) => Trouble::NotAllowed {
            act: denied.act.label().to_owned(),
            who_may: denied.who_may.iter().map(|role| role.label().to_owned()).collect(),
        },
        Problem::Missing(_) => Trouble::Missing { what: String::new(), ways: Vec::new() },
        Problem::Stale(stale) => Trouble::Stale {
            by: stale.by.clone(),
            at: stale.at.map(local_text).unwrap_or_default(),
            changes: Vec::new(),
            again: String::new(),
        },
        Problem::Fault(fault) => Trouble::Fault { number: logged(fault) },
    }
}

/// Logs a fault once, under a number that can be said on the telephone.
fn logged(fault: &Fault) -> String {
    let text = fault.to_string();
    let number: String =
        gk_base::ledger::sha256(format!("{text}{fault:p}").as_bytes()).chars().take(8).collect();
    tracing::error!(fault = %number, "{text}");
    number.to_uppercase()
}
