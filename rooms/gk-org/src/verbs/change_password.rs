//! 修改密码: every session of the person ends, and a new one begins for the browser that asked.

use gk_base::{Office, Problem, Secret, params, session};
use gk_rules::org::reasons::{MAX_PASSWORD, reasons_not_to_change_password};
use gk_rules::org::{Actor, OrgEvent};

use crate::tables::tries::Tries;
use crate::{password, tables};

/// The old one, the new one, the new one again.
#[derive(Debug, Clone)]
pub struct ChangePassword {
    /// 原密码
    pub old: Secret,
    /// 新密码
    pub new: Secret,
    /// 新密码, again
    pub again: Secret,
}

/// Changes it; gives the secret of the new session.
///
/// # Errors
/// [`Problem::Refused`] with all the reasons.
pub async fn run(office: &Office, actor: &Actor, cmd: ChangePassword) -> Result<Secret, Problem> {
    let turn = password::turn().await?;
    let mut read = office.read().await?;
    let row = read
        .row(&tables::PERSON_BY_ID, params![actor.person])
        .await?
        .ok_or_else(|| Problem::missing("person", actor.person))?;
    drop(read);
    let (account, kept): (String, String) = (row.get(0)?, row.get(1)?);
    // Whoever finds a desk unlocked does not get to guess the password either.
    let tries = Tries::of(&account, "");
    tries.must_not_wait(office).await?;
    let (old, new) = (cmd.old.reveal(), cmd.new.reveal());
    let old = if old.len() > MAX_PASSWORD { "" } else { old };
    let is_right = password::is_right(&turn, old, Some(kept)).await?;
    if !is_right {
        let mut tx = office.begin(actor).await?;
        tries.count(&mut tx, Some(actor.person)).await?;
        tx.commit().await?;
    }
    Problem::unless_none(reasons_not_to_change_password(is_right, new, cmd.again.reveal(), &account))?;
    let hash = password::hash(&turn, new, office.secret()).await?;

    let mut tx = office.begin(actor).await?;
    tries.forgive(&mut tx).await?;
    tx.run(&tables::SET_PASSWORD, params![actor.person, hash]).await?;
    session::end_all(&mut tx, actor.person).await?;
    let secret = session::begin(&mut tx, actor.person, actor.post).await?;
    let subject = format!("person:{}", actor.person);
    tx.ledger(OrgEvent::PasswordChanged, Some(actor.organ.0), subject, &serde_json::json!({}));
    tx.commit().await?;
    Ok(secret)
}
