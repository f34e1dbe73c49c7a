//! Keys of office systems: hashed; and requests that were answered, so that the same one sent again does nothing twice.

use gk_base::sql::{Row, Value};
use gk_base::{Fault, Read, Tx, ledger, params, statements};
use gk_rules::foi::link::Scope;

statements! {
    "foi.keys";
    /// A key that is good.
    BY_HASH = "select id, organ, scopes, person, post from foi_keys where key_hash = $1 and ended_on is null";
    /// The keys of an organ.
    OF_ORGAN = "select k.id, k.system, k.scopes, p.name, k.made_on, k.made_name, k.ended_on from foi_keys k join people p on p.id = k.person
        where k.organ = $1 order by k.id desc limit 100";
    /// Whoever holds a post of an organ.
    HOLDERS = "select t.id, p.id, p.name, t.title from posts t join people p on p.id = t.person
        where t.organ = $1 and p.active = 1 order by t.id limit 200";
    /// A new one.
    INSERT = "insert into foi_keys (id, organ, system, key_hash, scopes, person, post, made_on, made_by, made_name)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// It is good no more.
    END = "update foi_keys set ended_on = $3 where id = $1 and organ = $2 and ended_on is null";
    /// What was answered to a request.
    ANSWERED = "select digest, status, answer from foi_requests where api_key = $1 and request = $2";
    /// What was answered to a request of any key of an organ.
    ANSWERED_IN = "select r.digest, r.status, r.answer from foi_requests r join foi_keys k on k.id = r.api_key
        where k.organ = $1 and r.request = $2 order by r.made_at limit 1";
    /// Keeps an answer.
    ANSWER = "insert into foi_requests (api_key, request, digest, status, answer, made_at) values ($1, $2, $3, $4, $5, $6)";
    /// What happened with applications of an organ, after a place in the ledger.
    FEED = "select seq, at, event, subject, body from ledger where organ = $1 and seq > $2 and event like 'foi.%' order by seq limit $3";
}

/// 接口密钥
pub(crate) struct Key {
    pub(crate) id: i64,
    pub(crate) organ: i64,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) person: i64,
    pub(crate) post: i64,
}

/// The key of a secret, if it is good.
pub(crate) async fn find(read: &mut Read, secret: &str) -> Result<Option<Key>, Fault> {
    let row = read.row(&BY_HASH, params![ledger::sha256(secret.as_bytes())]).await?;
    row.map(|row| {
        Ok(Key {
            id: row.get(0)?,
            organ: row.get(1)?,
            scopes: row.json(2)?,
            person: row.get(3)?,
            post: row.get(4)?,
        })
    })
    .transpose()
}

/// 接口密钥（列表）
pub(crate) struct KeyLine {
    pub(crate) id: i64,
    pub(crate) system: String,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) person: String,
    pub(crate) made_on: String,
    pub(crate) made_name: String,
    pub(crate) ended_on: Option<String>,
}

/// The keys of an organ, the newest first.
pub(crate) async fn of_organ(read: &mut Read, organ: i64) -> Result<Vec<KeyLine>, Fault> {
    let one = |row: &Row| {
        Ok(KeyLine {
            id: row.get(0)?,
            system: row.get(1)?,
            scopes: row.json(2)?,
            person: row.get(3)?,
            made_on: row.get(4)?,
            made_name: row.get(5)?,
            ended_on: row.get(6)?,
        })
    };
    read.rows(&OF_ORGAN, params![organ]).await?.iter().map(one).collect()
}

/// Post, person, name and title of whoever holds a post of an organ.
pub(crate) async fn holders(read: &mut Read, organ: i64) -> Result<Vec<(i64, i64, String, String)>, Fault> {
    let rows = read.rows(&HOLDERS, params![organ]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).collect()
}

/// A new key; gives its number.
pub(crate) async fn insert(
    tx: &mut Tx,
    (organ, system): (i64, &str),
    secret: &str,
    scopes: &[Scope],
    (person, post): (i64, i64),
) -> Result<i64, Fault> {
    let id = tx.next_numbers("foi_keys", 1).await?;
    let scopes = serde_json::to_string(scopes).map_err(|e| Fault::because("writing scopes", e))?;
    let (today, who) = (tx.today(), tx.who().clone());
    let hash = ledger::sha256(secret.as_bytes());
    let values: &[Value] =
        params![id, organ, system, hash, scopes, person, post, today, who.person.unwrap_or(0), who.name];
    tx.run(&INSERT, values).await?;
    Ok(id)
}

/// Ends a key; whether there was one.
pub(crate) async fn end(tx: &mut Tx, id: i64, organ: i64) -> Result<bool, Fault> {
    let today = tx.today();
    Ok(tx.run(&END, params![id, organ, today]).await? > 0)
}

/// 已答复的请求: digest of what was asked, status, answer.
pub(crate) async fn answered(
    read: &mut Read,
    key: i64,
    request: &str,
) -> Result<Option<(String, u16, String)>, Fault> {
    let row = read.row(&ANSWERED, params![key, request]).await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).transpose()
}

/// The same of a request of any key of an organ: keys are replaced, applications stay.
pub(crate) async fn answered_in(
    read: &mut Read,
    organ: i64,
    request: &str,
) -> Result<Option<(String, u16, String)>, Fault> {
    let row = read.row(&ANSWERED_IN, params![organ, request]).await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).transpose()
}

/// Keeps what was answered.
pub(crate) async fn answer(
    tx: &mut Tx,
    (key, request): (i64, &str),
    digest: &str,
    (status, text): (u16, &str),
) -> Result<(), Fault> {
    let now = tx.now();
    tx.run(&ANSWER, params![key, request, digest, status, text, now]).await?;
    Ok(())
}

/// 办理动态
pub(crate) struct Happened {
    pub(crate) seq: i64,
    pub(crate) at: String,
    pub(crate) event: String,
    pub(crate) subject: String,
    pub(crate) body: serde_json::Value,
}

impl Happened {
    /// As systems are told, whether they ask or are sent it.
    pub(crate) fn told(&self) -> serde_json::Value {
        serde_json::json!({ "seq": self.seq, "at": self.at, "event": self.event, "subject": self.subject, "body": self.body })
    }
}

/// What happened with applications of an organ, after a place in the ledger.
pub(crate) async fn feed(
    read: &mut Read,
    organ: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<Happened>, Fault> {
    let one = |row: &Row| {
        Ok(Happened {
            seq: row.get(0)?,
            at: row.get(1)?,
            event: row.get(2)?,
            subject: row.get(3)?,
            body: row.json(4)?,
        })
    };
    read.rows(&FEED, params![organ, after, limit]).await?.iter().map(one).collect()
}
