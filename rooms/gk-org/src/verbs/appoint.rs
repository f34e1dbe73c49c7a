//! 任用人员: a person, known by the account, to a post of an organ.

use gk_base::{Coded, Office, Problem, directory, params};
use gk_rules::org::reasons::reasons_not_to_appoint;
use gk_rules::org::{Act, Actor, OrgEvent, Role, Subject};

use super::{allow, begin};
use crate::{password, tables};

/// Who, where, as what.
#[derive(Clone)]
pub struct Appoint {
    /// 机关编码
    pub organ: String,
    /// 角色
    pub role: Role,
    /// 职务; may be empty.
    pub title: String,
    /// 账号
    pub account: String,
    /// 姓名
    pub name: String,
    /// 初始密码, for a new account only.
    pub password: Option<String>,
}

/// Who was appointed to which post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appointed {
    /// The person.
    pub person: i64,
    /// The post.
    pub post: i64,
}

/// Appoints; a person who holds such a post already keeps it and nothing changes.
///
/// # Errors
/// [`Problem::Refused`], [`Problem::NotAllowed`], [`Problem::Missing`] organ.
pub async fn run(office: &Office, by: Option<&Actor>, cmd: Appoint) -> Result<Appointed, Problem> {
    let mut read = office.read().await?;
    let organ = directory::load_by_code(&mut read, &cmd.organ).await?.organ;
    allow(by, Act::ManageStaff, &Subject::of(organ.id, organ.path.clone()))?;
    drop(read);
    let hash = match &cmd.password {
        Some(new) if new.len() <= gk_rules::org::reasons::MAX_PASSWORD => {
            let turn = password::turn().await?;
            Some(password::hash(&turn, new, office.secret()).await?)
        }
        _ => None,
    };

    let mut tx = begin(office, by).await?;
    let held = tables::find_account(&mut tx, &cmd.account).await?;
    let holder = held.as_ref().map(|one| one.name.as_str());
    Problem::unless_none(reasons_not_to_appoint(&cmd.account, &cmd.name, cmd.password.as_deref(), holder))?;
    let person = match &held {
        Some(one) => one.id,
        None => {
            let id = tx.next_numbers("people", 1).await?;
            tx.run(&tables::HIRE, params![id, &cmd.account, cmd.name.trim(), hash.unwrap_or_default()])
                .await?;
            id
        }
    };
    let post = tx.number(&tables::HELD, params![organ.id.0, cmd.role.code(), person]).await?;
    if post != 0 {
        return Ok(Appointed { person, post });
    }
    let post = tx.next_numbers("posts", 1).await?;
    let title: String = cmd.title.trim().chars().take(50).collect();
    tx.run(&tables::NEW_POST, params![post, organ.id.0, cmd.role.code(), title, person]).await?;
    let body = serde_json::json!({ "account": cmd.account, "name": cmd.name.trim(), "role": cmd.role, "post": post });
    tx.ledger(OrgEvent::Appointed, Some(organ.id.0), format!("person:{person}"), &body);
    tx.commit().await?;
    Ok(Appointed { person, post })
}
