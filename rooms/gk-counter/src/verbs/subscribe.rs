//! 订阅推送: events of the organ's cases are sent to an office system; the secret they are signed with is shown once.

use gk_base::{Office, Problem, Secret};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::hook::{Endpoint, MOST_HOOKS, Topic, no_account, reasons_not_to_subscribe, too_many};
use gk_rules::org::{Act, Actor, Subject, may};

use crate::signature;
use crate::tables::hooks::{self, SECRET};

/// 订阅
pub struct Subscribe {
    /// 接口密钥: the account of the system.
    pub key: i64,
    /// 推送地址
    pub url: String,
    /// 推送内容
    pub topics: Vec<Topic>,
}

/// The host of an address, for the ledger: what stands behind it may be secret.
pub(super) fn host(url: &str) -> String {
    Endpoint::parse(url).map(|one| one.authority()).unwrap_or_default()
}

/// Subscribes; gives the secret.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`].
pub async fn run(office: &Office, actor: &Actor, cmd: Subscribe) -> Result<Secret, Problem> {
    let mut tx = office.begin(actor).await?;
    may(actor, Act::SetFoi, &Subject::of(actor.organ, actor.path.clone()))?;
    let organ = actor.organ.0;
    let url = cmd.url.trim();
    let mut against = reasons_not_to_subscribe(url, &cmd.topics);
    let known = hooks::accounts(&mut tx, organ).await?.iter().any(|one| one.0 == cmd.key);
    against.extend((!known).then(no_account));
    against.extend((hooks::count(&mut tx, organ).await? >= MOST_HOOKS).then(too_many));
    Problem::unless_none(against)?;
    let id = tx.next_numbers("foi_hooks", 1).await?;
    let secret = signature::secret(&office.secret());
    let sealed = tx.seal(&SECRET, id, secret.reveal()).await?;
    hooks::insert(&mut tx, (id, organ, cmd.key), (url, &cmd.topics), &sealed).await?;
    let body = serde_json::json!({ "key": cmd.key, "host": host(url), "topics": cmd.topics });
    tx.ledger(FoiEvent::HookMade, Some(organ), format!("foi_hook:{id}"), &body);
    tx.commit().await?;
    Ok(secret)
}
