//! 修改密码: every session of the person ends, and a new one begins for the browser that asked.

use gk_base::{Office, Problem, params, session};
use gk_rules::org::reasons::{MAX_PASSWORD, reasons_not_to_change_password};
use gk_rules::org::{Actor, OrgEvent};

use crate::{password, tables};

/// The old one, the new one, the new one again.
#[derive(Clone)]
pub struct ChangePassword {
    /// 原密码
    pub old: String,
    /// 新密码
    pub new: String,
    /// 新密码, again
    pub again: String,
}

/// Changes it; gives the secret of the new session.
///
/// # Errors
/// [`Problem::Refused`] with all the reasons.
pub async fn run(office: &Office, actor: &Actor, cmd: ChangePassword) -> Result<String, Problem> {
    let turn = password::turn().await?;
    let mut read = office.read().await?;
    let row = read
        .row(&tables::PERSON_BY_ID, params![actor.person])
        .await?
        .ok_or_else(|| Problem::missing("person", actor.person))?;
    drop(read);
    let (account, kept): (String, String) = (row.get(0)?, row.get(1)?);
    let old = if cmd.old.len() > MAX_PASSWORD { "" } else { cmd.old.as_str() };
    let is_right = password::is_right(&turn, old, Some(kept)).await?;
    Problem::unless_none(reasons_not_to_change_password(is_right, &cmd.new, &cmd.again, &account))?;
    let hash = password::hash(&turn, &cmd.new, office.secret()).await?;

    let mut tx = office.begin(actor).await?;
    tx.run(&tables::SET_PASSWORD, params![actor.person, hash]).await?;
    session::end_all(&mut tx, actor.person).await?;
    let secret = session::begin(&mut tx, actor.person, actor.post).await?;
    let subject = format!("person:{}", actor.person);
    tx.ledger(OrgEvent::PasswordChanged, Some(actor.organ.0), subject, &serde_json::json!({}));
    tx.commit().await?;
    Ok(secret)
}
