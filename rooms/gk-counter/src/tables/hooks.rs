//! Subscriptions of office systems, and whose turn it is.

use gk_base::sealed::Sealed;
use gk_base::sql::{Row, Value};
use gk_base::{Coded, Fault, Moment, Problem, Read, Tx, params, sealed_columns, statements};
use gk_rules::foi::hook::{HookState, Topic, Undelivered};

sealed_columns! {
    /// 推送密钥
    SECRET = "foi_hooks"."secret_sealed", row "id" (number), SystemKey;
    /// 先前的推送密钥
    FORMER = "foi_hooks"."former_sealed", row "id" (number), SystemKey;
}

macro_rules! hooks {
    ($rest:literal) => {
        concat!(
            "select h.id, h.organ, h.api_key, k.system, k.ended_on, h.url, h.topics, h.state, h.why, h.held_until, h.made_on,
            h.made_name, h.version, h.secret_sealed, h.former_sealed, h.former_until from foi_hooks h
            join foi_keys k on k.id = h.api_key ",
            $rest
        )
    };
}

statements! {
    "foi.hooks";
    /// One subscription.
    BY_ID = hooks!("where h.id = $1");
    /// Those of an organ, the newest first; they are few (`MOST_HOOKS`).
    OF_ORGAN = hooks!("where h.organ = $1 order by h.id desc limit 100");
    /// Those of a key, the newest first.
    OF_KEY = hooks!("where h.api_key = $1 order by h.id desc limit 100");
    /// How many an organ has.
    COUNT = "select count(*) from foi_hooks where organ = $1";
    /// Which keys of an organ may be subscribed for.
    ACCOUNTS = "select k.id, k.system, k.scopes, p.name from foi_keys k join people p on p.id = k.person
        where k.organ = $1 and k.ended_on is null order by k.id desc limit 100";
    /// A new one.
    INSERT = "insert into foi_hooks (id, organ, api_key, url, topics, state, secret_sealed, turn_at, made_on, made_name, version)
        values ($1, $2, $3, $4, $5, 'active', $6, $7, $8, $9, 1)";
    /// Sent elsewhere, or something else.
    CHANGE = "update foi_hooks set url = $3, topics = $4, held_until = null, version = version + 1 where id = $1 and version = $2";
    /// Goes on, or stands still.
    SET_STATE = "update foi_hooks set state = $3, why = $4, held_until = null, version = version + 1 where id = $1 and version = $2";
    /// A new secret; the one before is good for a while.
    ROTATE = "update foi_hooks set secret_sealed = $3, former_sealed = $4, former_until = $5, version = version + 1
        where id = $1 and version = $2";
    /// Those of an organ that get its events; while one is paused they wait.
    WANTING = "select h.id, h.topics from foi_hooks h join foi_keys k on k.id = h.api_key
        where h.organ = $1 and h.state <> 'dead' and k.ended_on is null order by h.id limit 100";
    /// Those that have something to send now and nobody at it, the longest waiting first.
    READY = "select h.id from foi_hooks h join foi_keys k on k.id = h.api_key where h.state = 'active' and k.ended_on is null
        and (h.held_until is null or h.held_until <= $1) and (h.lease_until is null or h.lease_until <= $1)
        and exists (select 1 from foi_deliveries d where d.hook = h.id and d.state = 'waiting' and d.due_at <= $1)
        order by h.turn_at, h.id limit $2";
    /// Takes one for a turn; no row when another process was first.
    CLAIM = "update foi_hooks set lease_until = $2, turn_at = $3 where id = $1 and (lease_until is null or lease_until <= $3)";
    /// The turn is over.
    RELEASE = "update foi_hooks set lease_until = null where id = $1";
    /// All of it waits until a moment, or no more.
    HOLD = "update foi_hooks set held_until = $2 where id = $1";
    /// It is sent to no more.
    STOP = "update foi_hooks set state = 'dead', why = $2, version = version + 1 where id = $1 and state = 'active'";
}

/// 订阅
#[derive(Clone)]
pub(crate) struct Hook {
    pub(crate) id: i64,
    pub(crate) organ: i64,
    pub(crate) key: i64,
    pub(crate) system: String,
    pub(crate) key_ended: Option<String>,
    pub(crate) url: String,
    pub(crate) topics: Vec<Topic>,
    pub(crate) state: HookState,
    pub(crate) why: Option<Undelivered>,
    pub(crate) held_until: Option<Moment>,
    pub(crate) made_on: String,
    pub(crate) made_name: String,
    pub(crate) version: i64,
    pub(crate) secret: Sealed,
    pub(crate) former: Option<(Sealed, Moment)>,
}

fn one(row: &Row) -> Result<Hook, Fault> {
    let former: Option<Sealed> = row.get(14)?;
    let until: Option<Moment> = row.get(15)?;
    Ok(Hook {
        id: row.get(0)?,
        organ: row.get(1)?,
        key: row.get(2)?,
        system: row.get(3)?,
        key_ended: row.get(4)?,
        url: row.get(5)?,
        topics: row.json(6)?,
        state: row.code(7)?,
        why: row.maybe_code(8)?,
        held_until: row.get(9)?,
        made_on: row.get(10)?,
        made_name: row.get(11)?,
        version: row.get(12)?,
        secret: row.get(13)?,
        former: former.zip(until),
    })
}

/// A subscription.
///
/// # Errors
/// [`Problem::Missing`].
pub(crate) async fn load(read: &mut Read, id: i64) -> Result<Hook, Problem> {
    let row = read.row(&BY_ID, params![id]).await?;
    Ok(one(&row.ok_or_else(|| Problem::missing("hook", id))?)?)
}

/// Those of an organ, the newest first.
pub(crate) async fn of_organ(read: &mut Read, organ: i64) -> Result<Vec<Hook>, Fault> {
    read.rows(&OF_ORGAN, params![organ]).await?.iter().map(one).collect()
}

/// Those of a key, the newest first.
pub(crate) async fn of_key(read: &mut Read, key: i64) -> Result<Vec<Hook>, Fault> {
    read.rows(&OF_KEY, params![key]).await?.iter().map(one).collect()
}

/// How many an organ has.
pub(crate) async fn count(read: &mut Read, organ: i64) -> Result<i64, Fault> {
    read.number(&COUNT, params![organ]).await
}

/// 系统账号: a key that may read, its system, and in whose name.
pub(crate) async fn accounts(read: &mut Read, organ: i64) -> Result<Vec<(i64, String)>, Fault> {
    use gk_rules::foi::link::Scope;
    let mut out = Vec::new();
    for row in read.rows(&ACCOUNTS, params![organ]).await? {
        let scopes: Vec<Scope> = row.json(2)?;
        if scopes.contains(&Scope::Read) {
            out.push((row.get(0)?, format!("{}（{}）", row.get::<String>(1)?, row.get::<String>(3)?)));
        }
    }
    Ok(out)
}

fn written(topics: &[Topic]) -> Result<String, Fault> {
    serde_json::to_string(topics).map_err(|e| Fault::because("writing topics", e))
}

/// A new one under a number that was taken for it.
pub(crate) async fn insert(
    tx: &mut Tx,
    (id, organ, key): (i64, i64, i64),
    (url, topics): (&str, &[Topic]),
    secret: &Sealed,
) -> Result<(), Fault> {
    let (now, today, who, topics) = (tx.now(), tx.today(), tx.who().name.clone(), written(topics)?);
    let values: &[Value] = params![id, organ, key, url, topics, secret, now, today, who];
    tx.run(&INSERT, values).await?;
    Ok(())
}

/// Sent elsewhere, or something else.
pub(crate) async fn change(tx: &mut Tx, hook: &Hook, url: &str, topics: &[Topic]) -> Result<(), Problem> {
    let topics = written(topics)?;
    tx.run_at_version(&CHANGE, params![hook.id, hook.version, url, topics]).await
}

/// Goes on, or stands still.
pub(crate) async fn set_state(tx: &mut Tx, hook: &Hook, state: HookState) -> Result<(), Problem> {
    let none: Option<String> = None;
    tx.run_at_version(&SET_STATE, params![hook.id, hook.version, state.code(), none]).await
}

/// A new secret in place of one that is good until a moment.
pub(crate) async fn rotate(
    tx: &mut Tx,
    hook: &Hook,
    secret: &Sealed,
    (former, until): (&Sealed, Moment),
) -> Result<(), Problem> {
    tx.run_at_version(&ROTATE, params![hook.id, hook.version, secret, former, until]).await
}

/// Those of an organ that want something of this kind.
pub(crate) async fn wanting(read: &mut Read, organ: i64, topic: Topic) -> Result<Vec<i64>, Fault> {
    let mut out = Vec::new();
    for row in read.rows(&WANTING, params![organ]).await? {
        let topics: Vec<Topic> = row.json(1)?;
        if topics.contains(&topic) {
            out.push(row.get(0)?);
        }
    }
    Ok(out)
}

/// Those that have something to send now.
pub(crate) async fn ready(read: &mut Read, now: Moment, limit: i64) -> Result<Vec<i64>, Fault> {
    read.rows(&READY, params![now, limit]).await?.iter().map(|row| row.get(0)).collect()
}

/// Takes one until a moment, unless somebody has it.
pub(crate) async fn claim(tx: &mut Tx, id: i64, until: Moment) -> Result<bool, Fault> {
    let now = tx.now();
    Ok(tx.run(&CLAIM, params![id, until, now]).await? == 1)
}

/// The turn is over.
pub(crate) async fn release(tx: &mut Tx, id: i64) -> Result<(), Fault> {
    tx.run(&RELEASE, params![id]).await?;
    Ok(())
}

/// All of it waits until a moment, or no more.
pub(crate) async fn hold(tx: &mut Tx, id: i64, until: Option<Moment>) -> Result<(), Fault> {
    tx.run(&HOLD, params![id, until]).await?;
    Ok(())
}

/// It is sent to no more; whether it was until now.
pub(crate) async fn stop(tx: &mut Tx, id: i64, why: Undelivered) -> Result<bool, Fault> {
    Ok(tx.run(&STOP, params![id, why.code()]).await? == 1)
}
