//! 登录: a wrong password, a locked account and one that does not exist get the same answer after the same time.

use gk_base::directory::{self, PostLine};
use gk_base::ledger::Who;
use gk_base::{Office, Problem, Secret, session};
use gk_rules::org::OrgEvent;
use gk_rules::org::reasons::{MAX_PASSWORD, no_post, sign_in_refused};

use crate::tables::tries::Tries;
use crate::{password, tables};

/// Account and password, as typed.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// 账号
    pub account: String,
    /// 密码
    pub password: Secret,
    /// 来源地址; empty where nothing is known of it.
    pub from: String,
    /// The secret of the session the browser has already; it ends.
    pub former: Option<Secret>,
}

/// Who came in.
#[derive(Debug)]
pub struct SignedIn {
    /// The secret for the cookie.
    pub secret: Secret,
    /// The posts the person holds; the session acts from the first.
    pub posts: Vec<PostLine>,
}

/// Begins a session.
///
/// # Errors
/// [`Problem::Refused`] with one sentence for every cause; with how long to wait after too many tries.
pub async fn run(office: &Office, cmd: SignIn) -> Result<SignedIn, Problem> {
    let tries = Tries::of(&cmd.account, &cmd.from);
    // Before anything is computed for whoever waits; and again after the queue, in which others may have failed.
    tries.must_not_wait(office).await?;
    let turn = password::turn().await?;
    tries.must_not_wait(office).await?;
    let mut read = office.read().await?;
    let found = tables::find_account(&mut read, &cmd.account).await?;
    drop(read);
    let known = found.as_ref().map(|one| one.id);
    let kept = found.as_ref().filter(|one| one.active).map(|one| one.password.clone());
    let typed = cmd.password.reveal();
    let typed = if typed.len() > MAX_PASSWORD { "" } else { typed };
    let is_right = password::is_right(&turn, typed, kept).await?;
    match found.filter(|_| is_right) {
        Some(person) => let_in(office, person, (&tries, cmd.former)).await,
        None => {
            let mut tx = office.begin_as_system().await?;
            tries.count(&mut tx, known).await?;
            tx.commit().await?;
            Err(Problem::refused(sign_in_refused()))
        }
    }
}

async fn let_in(
    office: &Office,
    person: tables::Account,
    (tries, former): (&Tries, Option<Secret>),
) -> Result<SignedIn, Problem> {
    let mut read = office.read().await?;
    let posts = directory::list_posts(&mut read, person.id).await?;
    let Some(first) = posts.first().map(|post| post.id) else { return Err(Problem::refused(no_post())) };
    let Some(actor) = directory::find_actor(&mut read, person.id, first).await? else {
        return Err(Problem::refused(no_post()));
    };
    drop(read);
    let mut tx = office.begin_as(Who::person(&actor)).await?;
    tries.forgive(&mut tx).await?;
    if let Some(former) = former {
        session::end(&mut tx, &former).await?;
    }
    let secret = session::begin(&mut tx, person.id, first).await?;
    let subject = format!("person:{}", person.id);
    tx.ledger(OrgEvent::SignedIn, Some(actor.organ.0), subject, &serde_json::json!({ "post": first }));
    tx.commit().await?;
    Ok(SignedIn { secret, posts })
}
