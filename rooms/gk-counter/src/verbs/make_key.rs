//! 签发接口密钥: a system may act as one who holds a post of the organ, and no further than that post reaches.

use gk_base::{Office, Problem, Secret, ledger};
use gk_rules::Reason;
use gk_rules::foi::FoiEvent;
use gk_rules::foi::link::{Scope, no_post_holder, no_scope, no_system};
use gk_rules::org::{Act, Actor, Subject, may};

use crate::tables::keys;

/// 签发
pub struct MakeKey {
    /// 系统名称
    pub system: String,
    /// 权限
    pub scopes: Vec<Scope>,
    /// 代表的职务
    pub post: i64,
}

/// Makes a key; gives its secret, which is shown once.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`].
pub async fn run(office: &Office, actor: &Actor, cmd: MakeKey) -> Result<Secret, Problem> {
    let mut tx = office.begin(actor).await?;
    may(actor, Act::SetFoi, &Subject::of(actor.organ, actor.path.clone()))?;
    let organ = actor.organ.0;
    let holders = keys::holders(&mut tx, organ).await?;
    let holder = holders.iter().find(|one| one.0 == cmd.post).map(|one| (one.1, one.0));
    let system = cmd.system.trim();
    let mut against: Vec<Reason> = Vec::new();
    against.extend(system.is_empty().then(no_system));
    against.extend(cmd.scopes.is_empty().then(no_scope));
    let Some(holder) = holder else {
        against.push(no_post_holder());
        return Err(Problem::Refused(against));
    };
    Problem::unless_none(against)?;
    let secret = Secret::new(format!("gk_{}", ledger::hex(&office.secret())));
    let id = keys::insert(&mut tx, (organ, system), secret.reveal(), &cmd.scopes, holder).await?;
    let body = serde_json::json!({ "key": id, "system": system, "scopes": cmd.scopes, "person": holder.0, "post": holder.1 });
    tx.ledger(FoiEvent::KeyMade, Some(organ), format!("organ:{organ}"), &body);
    tx.commit().await?;
    Ok(secret)
}

/// Ends a key of the actor's organ.
///
/// # Errors
/// [`Problem::Missing`], [`Problem::NotAllowed`].
pub async fn end(office: &Office, actor: &Actor, id: i64) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    may(actor, Act::SetFoi, &Subject::of(actor.organ, actor.path.clone()))?;
    let organ = actor.organ.0;
    if !keys::end(&mut tx, id, organ).await? {
        return Err(Problem::missing("key", id));
    }
    tx.ledger(FoiEvent::KeyEnded, Some(organ), format!("organ:{organ}"), &serde_json::json!({ "key": id }));
    tx.commit().await
}
