//! 我的申请: signing on through a system that knows people, the applications of an account, and closing it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use gk_base::ports::{SignOnAttempt, SignOnReturn};
use gk_base::{Coded, Problem, Secret};
use gk_foi::{cases, lists};
use gk_rules::Reason;
use gk_rules::foi::account::{SignOnTrouble, not_signed_on};
use gk_rules::foi::words::{self, ROOM};
use gk_rules::numbers::QueryCode;
use gk_webkit::door::local_path;
use gk_webkit::page::{page_with, see_other};
use gk_webkit::parts::{FieldError, Pager, ReasonLine};
use gk_webkit::shell::Shell;
use gk_webkit::{Answer, Fields, Path, Query, Web};

use super::guesses::Asker;
use super::holder::{self, Holder};
use super::public_case::with_cookie;
use super::signed_on::{Attempting, SignedOn, attempt_cookie, cookie};
use crate::tables::accounts;
use crate::verbs::{close_account, link_case, sign_on};

/// How many applications are shown.
const LINES: i64 = 20;
/// Where the browser comes back to.
const BACK: &str = "/account/callback";

#[derive(Template)]
#[template(path = "public/account.html")]
struct AccountPage {
    shell: Shell,
    /// What people call the system they sign on through.
    system: String,
    next: String,
    /// Nothing while nobody signed on.
    own: Option<Own>,
    reasons: Vec<ReasonLine>,
    errors: Vec<FieldError>,
    done: String,
}

/// 账户
struct Own {
    name: String,
    cases: Vec<Line>,
    pager: Pager,
}

/// 账户中的一件申请
struct Line {
    id: i64,
    title: String,
    organ: String,
    submitted: String,
    stage: &'static str,
    is_open: bool,
    due: String,
}

impl Line {
    fn of(matter: &cases::Matter) -> Self {
        let standing = &matter.standing;
        let due = standing.due_on.filter(|_| standing.stage.is_open());
        Self {
            id: matter.id,
            title: matter.wanted.title.clone(),
            organ: matter.organ.name.clone(),
            submitted: gk_base::ports::day_of(matter.coming.at).to_string(),
            stage: standing.stage.label(),
            is_open: standing.stage.is_open(),
            due: due.map(|day| day.to_string()).unwrap_or_default(),
        }
    }
}

/// How the page is shown again.
#[derive(Default)]
struct Again {
    reasons: Vec<Reason>,
    errors: Vec<FieldError>,
    done: String,
    next: String,
    before: Option<i64>,
}

/// What people call the system; without one the page is not there.
fn system(web: &Web) -> Result<String, Problem> {
    web.office().sign_on().name().map(str::to_owned).ok_or_else(|| Problem::missing("page", "/account"))
}

/// Where to go on to: on this site, and short enough for a cookie.
fn next(typed: &str) -> &str {
    local_path(typed).filter(|path| path.len() <= 300).unwrap_or("/account")
}

async fn render(web: &Web, signed: &SignedOn, status: StatusCode, again: Again) -> Answer {
    let system = system(web)?;
    let own = match signed.account() {
        Some(account) => {
            let mut read = web.office().read().await?;
            let before = again.before.unwrap_or(i64::MAX);
            let (ids, all) = accounts::cases(&mut read, account.id, before, LINES).await?;
            let mut found = lists::by_ids(&mut read, &ids).await?;
            found.sort_by_key(|matter| std::cmp::Reverse(matter.id));
            let full = i64::try_from(found.len()) == Ok(LINES);
            let pager = Pager {
                prev: again.before.map(|_| "/account".to_owned()).unwrap_or_default(),
                next: ids
                    .last()
                    .filter(|_| full)
                    .map(|id| format!("/account?before={id}"))
                    .unwrap_or_default(),
                shown: u64::try_from(found.len()).unwrap_or(0),
                total: u64::try_from(all).ok(),
            };
            Some(Own { name: account.masked(&read), cases: found.iter().map(Line::of).collect(), pager })
        }
        None => None,
    };
    let page = AccountPage {
        shell: web.public_shell(ROOM).active("apply"),
        system,
        next: again.next,
        own,
        reasons: again.reasons.iter().map(ReasonLine::from).collect(),
        errors: again.errors,
        done: again.done,
    };
    page_with(status, &page)
}

/// GET /account
pub(super) async fn show(State(web): State<Web>, signed: SignedOn, query: Query) -> Answer {
    let (done, next) = (query.text("done").to_owned(), next(query.text("next")).to_owned());
    let again = Again { done, next, before: query.parsed("before"), ..Again::default() };
    render(&web, &signed, StatusCode::OK, again).await
}

fn attempt(web: &Web, secret: Secret) -> SignOnAttempt {
    SignOnAttempt { back: format!("{}{BACK}", web.site().base_url), secret }
}

/// Why nobody was signed on, with the way to try again.
async fn failed(web: &Web, signed: &SignedOn, why: SignOnTrouble, next: &str) -> Answer {
    let status = match why {
        SignOnTrouble::NotReached | SignOnTrouble::NotTrusted => StatusCode::BAD_GATEWAY,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let again = Again { reasons: vec![not_signed_on(why)], next: next.to_owned(), ..Again::default() };
    Ok(with_cookie(render(web, signed, status, again).await?, &attempt_cookie(None, web)))
}

/// GET /account/sign-in: on to the system that knows people. A link, no form: the policy of this site lets no form leave it.
pub(super) async fn sign_in(State(web): State<Web>, signed: SignedOn, query: Query) -> Answer {
    let next = next(query.text("next"));
    if signed.account().is_some() {
        return Ok(see_other(next));
    }
    let secret: String = super::public_apply::key(&web);
    let attempt = attempt(&web, Secret::new(secret));
    match web.office().sign_on().begin(&attempt).await {
        Ok(there) => Ok(with_cookie(see_other(&there), &attempt_cookie(Some((&attempt.secret, next)), &web))),
        Err(why) => failed(&web, &signed, why, next).await,
    }
}

/// GET /account/callback: back from it.
pub(super) async fn back(
    State(web): State<Web>,
    signed: SignedOn,
    attempting: Attempting,
    asker: Asker,
    query: Query,
) -> Answer {
    let now = web.office().now();
    let Some((secret, then)) = attempting.0.filter(|_| !asker.waits(now)) else {
        asker.was_wrong(now);
        return failed(&web, &signed, SignOnTrouble::Strange, next("")).await;
    };
    let then = next(&then);
    let returned = SignOnReturn {
        code: Secret::new(query.text("code")),
        attempt: query.text("state").to_owned(),
        issuer: query.maybe("iss").map(str::to_owned),
        error: query.maybe("error").map(str::to_owned),
    };
    match web.office().sign_on().finish(&attempt(&web, secret), &returned, now).await {
        Ok(who) => {
            let session = sign_on::run(web.office(), &who).await?;
            let answer = with_cookie(see_other(then), &cookie(session.reveal(), &web));
            Ok(with_cookie(answer, &attempt_cookie(None, &web)))
        }
        Err(why) => {
            asker.was_wrong(now);
            failed(&web, &signed, why, then).await
        }
    }
}

/// POST /account/sign-out
pub(super) async fn sign_out(State(web): State<Web>, signed: SignedOn) -> Answer {
    if let Some((_, secret)) = &signed.0 {
        sign_on::end(web.office(), secret).await?;
    }
    // Whoever comes after at this browser sees no case either.
    let answer = with_cookie(see_other("/account?done=out"), &cookie("", &web));
    Ok(with_cookie(answer, &holder::cookie("", web.site().secure_cookies)))
}

/// POST /account/link: puts in the application of a query code.
pub(super) async fn link(State(web): State<Web>, signed: SignedOn, asker: Asker, fields: Fields) -> Answer {
    let Some(account) = signed.id() else { return Ok(see_other("/account")) };
    let again = |reason: Reason| Again {
        errors: vec![FieldError { field: "code".into(), words: reason.words }],
        ..Again::default()
    };
    let now = web.office().now();
    if asker.waits(now) {
        let again = again(words::too_many_guesses());
        return render(&web, &signed, StatusCode::TOO_MANY_REQUESTS, again).await;
    }
    let found = match fields.text("code").parse::<QueryCode>() {
        Ok(code) => {
            let mut read = web.office().read().await?;
            cases::find_by_query(&mut read, &code.reveal()).await?
        }
        Err(_) => None,
    };
    let Some(matter) = found else {
        asker.was_wrong(now);
        return render(&web, &signed, StatusCode::UNPROCESSABLE_ENTITY, again(words::unknown_code())).await;
    };
    link_case::run(web.office(), account, matter).await?;
    Ok(see_other("/account?done=link"))
}

/// POST /account/keep: puts in the application on the screen.
pub(super) async fn keep(State(web): State<Web>, signed: SignedOn, holder: Holder) -> Answer {
    let Some(account) = signed.id() else { return Ok(see_other("/account")) };
    link_case::run(web.office(), account, holder.matter).await?;
    Ok(see_other("/account?done=link"))
}

/// GET /account/cases/{id}: on to an application of the account.
pub(super) async fn open(State(web): State<Web>, signed: SignedOn, Path(id): Path<i64>) -> Answer {
    let Some(account) = signed.id() else { return Ok(see_other("/account")) };
    let mut tx = web.office().begin_as_system().await?;
    if !accounts::has(&mut tx, account, id).await? {
        return Err(Problem::missing("case", id).into());
    }
    let matter = cases::load(&mut tx, id).await?;
    let code = cases::code_of(&mut tx, &matter)?;
    tx.commit().await?;
    let cookie = holder::cookie(&code.reveal(), web.site().secure_cookies);
    Ok(with_cookie(see_other("/foi/case"), &cookie))
}

/// POST /account/close
pub(super) async fn close(State(web): State<Web>, signed: SignedOn, fields: Fields) -> Answer {
    let Some(account) = signed.id() else { return Ok(see_other("/account")) };
    match close_account::run(web.office(), account, fields.text("close")).await {
        Ok(()) => Ok(with_cookie(see_other("/account?done=closed"), &cookie("", &web))),
        Err(Problem::Refused(reasons)) => {
            let error = |one: Reason| FieldError { field: "close".into(), words: one.words };
            let again = Again { errors: reasons.into_iter().map(error).collect(), ..Again::default() };
            render(&web, &signed, StatusCode::UNPROCESSABLE_ENTITY, again).await
        }
        Err(problem) => Err(problem.into()),
    }
}

impl AccountPage {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|one| one.field == field).map_or("", |one| &one.words)
    }
    fn next_query(&self) -> String {
        gk_webkit::door::encode(&self.next)
    }
}
