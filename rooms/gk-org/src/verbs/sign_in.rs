//! 登录: a wrong password, a locked account and one that does not exist get the same answer after the same time.

use gk_base::directory::{self, PostLine};
use gk_base::ledger::Who;
use gk_base::{Office, Problem, params, session};
use gk_rules::org::OrgEvent;
use gk_rules::org::reasons::{FAILURES, LOCK_MINUTES, MAX_PASSWORD, no_post, sign_in_refused};

use crate::{password, tables};

/// Account and password, as typed.
#[derive(Clone)]
pub struct SignIn {
    /// 账号
    pub account: String,
    /// 密码
    pub password: String,
}

/// Who came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The secret for the cookie.
    pub secret: String,
    /// The posts the person holds; the session acts from the first.
    pub posts: Vec<PostLine>,
}

/// Begins a session.
///
/// # Errors
/// [`Problem::Refused`] with one sentence for every cause.
pub async fn run(office: &Office, cmd: SignIn) -> Result<SignedIn, Problem> {
    let turn = password::turn().await?;
    let mut read = office.read().await?;
    let found = tables::find_account(&mut read, &cmd.account).await?;
    drop(read);
    let is_open =
        |one: &tables::Account| one.active && one.locked_until.is_none_or(|until| until <= office.now());
    let kept = found.as_ref().filter(|one| is_open(one)).map(|one| one.password.clone());
    let typed = if cmd.password.len() > MAX_PASSWORD { "" } else { cmd.password.as_str() };
    let is_right = password::is_right(&turn, typed, kept).await?;
    match found.filter(|_| is_right) {
        Some(person) => let_in(office, person).await,
        None => Err(refuse(office, &cmd.account).await?),
    }
}

async fn let_in(office: &Office, person: tables::Account) -> Result<SignedIn, Problem> {
    let mut read = office.read().await?;
    let posts = directory::list_posts(&mut read, person.id).await?;
    let Some(first) = posts.first().map(|post| post.id) else { return Err(Problem::refused(no_post())) };
    let Some(actor) = directory::find_actor(&mut read, person.id, first).await? else {
        return Err(Problem::refused(no_post()));
    };
    drop(read);
    let mut tx = office.begin_as(Who::person(&actor)).await?;
    tx.run(&tables::FORGIVE, params![person.id]).await?;
    let secret = session::begin(&mut tx, person.id, first).await?;
    let subject = format!("person:{}", person.id);
    tx.ledger(OrgEvent::SignedIn, Some(actor.organ.0), subject, &serde_json::json!({ "post": first }));
    tx.commit().await?;
    Ok(SignedIn { secret, posts })
}

/// Counts the failure; the account that does not exist costs the same statements.
async fn refuse(office: &Office, account: &str) -> Result<Problem, Problem> {
    let mut tx = office.begin_as_system().await?;
    if let Some((person, failed)) = tables::count_failure(&mut tx, account).await?
        && failed >= FAILURES
    {
        let minutes = jiff::SignedDuration::from_mins(LOCK_MINUTES);
        let until = tx.now().checked_add(minutes).unwrap_or_else(|_| tx.now());
        tx.run(&tables::LOCK, params![person, until]).await?;
        let body = serde_json::json!({ "failures": failed, "until": until });
        tx.ledger(OrgEvent::AccountLocked, None, format!("person:{person}"), &body);
    }
    tx.commit().await?;
    Ok(Problem::refused(sign_in_refused()))
}
