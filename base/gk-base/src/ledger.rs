//! The ledger (事件账): who did what, when and why; hash-chained from the first event, never edited.

use gk_rules::Moment;
use gk_rules::org::Actor;
use sha2::{Digest, Sha256};

use crate::office::{Read, Tx};
use crate::problem::Fault;
use crate::sql::{Row, Value, moment_text};
use crate::{params, statements};

statements! {
    "ledger";
    /// Takes the next place; the row lock serialises writers until they commit, so places are in order of commit.
    NEXT = "update ledger_head set seq = seq + $1 where id = 1";
    /// Where the chain ends.
    HEAD = "select seq, hash from ledger_head where id = 1";
    /// Moves the chain's end.
    SET_HEAD = "update ledger_head set hash = $1 where id = 1";
    /// One entry.
    INSERT = "insert into ledger (seq, at, person, who, post, organ, event, subject, body, prev, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Entries after a place, in order.
    AFTER = "select seq, at, person, who, post, organ, event, subject, body, prev, hash from ledger
        where seq > $1 order by seq limit $2";
    /// What happened to one subject, newest first.
    OF_SUBJECT = "select seq, at, person, who, post, organ, event, subject, body, prev, hash from ledger
        where subject = $1 order by seq desc limit $2";
    /// What happened in one organ, newest first, before a place.
    OF_ORGAN = "select seq, at, person, who, post, organ, event, subject, body, prev, hash from ledger
        where organ = $1 and seq < $2 order by seq desc limit $3";
    /// What happened in a subtree of organs, newest first, before a place.
    OF_RANGE = "select seq, at, person, who, post, organ, event, subject, body, prev, hash from ledger
        where organ >= $1 and organ <= $2 and seq < $3 order by seq desc limit $4";
    /// The same of a range that holds a good part of all organs: the newest are looked through.
    OF_WIDE_RANGE = "select seq, at, person, who, post, organ, event, subject, body, prev, hash from ledger
        where +organ >= $1 and +organ <= $2 and seq < $3 order by seq desc limit $4";
    /// Entries of one kind after a place.
    OF_EVENT = "select seq, at, person, who, post, organ, event, subject, body, prev, hash from ledger
        where event = $1 and seq > $2 order by seq limit $3";
}

/// In whose name: a person in a post, or the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The person's id; `None` for the system.
    pub person: Option<i64>,
    /// As shown.
    pub name: String,
    /// The post the person acts from.
    pub post: Option<i64>,
    /// The organ of that post.
    pub organ: Option<i64>,
}

impl Who {
    /// A person in a post.
    #[must_use]
    pub fn person(actor: &Actor) -> Self {
        Self {
            person: Some(actor.person),
            name: actor.name.clone(),
            post: Some(actor.post),
            organ: Some(actor.organ.0),
        }
    }
    /// The system itself.
    #[must_use]
    pub fn system() -> Self {
        Self { person: None, name: "system".to_owned(), post: None, organ: None }
    }
}

/// An event not yet written.
pub(crate) struct Pending {
    pub(crate) event: &'static str,
    pub(crate) organ: Option<i64>,
    pub(crate) subject: String,
    pub(crate) body: String,
}

/// 事件: one entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place, 1-based, without gaps, in order of commit.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub who: Who,
    /// Whose affair it is.
    pub organ: Option<i64>,
    /// What happened: a code.
    pub event: String,
    /// To what: `kind:id`.
    pub subject: String,
    /// The particulars, JSON.
    pub body: String,
    /// The hash of the entry before.
    pub prev: String,
    /// SHA-256 over all of the above, hexadecimal.
    pub hash: String,
}

impl Entry {
    /// The id behind `kind:` of the subject, when the subject is of this kind.
    #[must_use]
    pub fn subject_of(&self, kind: &str) -> Option<&str> {
        self.subject.strip_prefix(kind)?.strip_prefix(':')
    }
    /// The particulars.
    ///
    /// # Errors
    /// When the stored text is no JSON.
    pub fn json(&self) -> Result<serde_json::Value, Fault> {
        serde_json::from_str(&self.body).map_err(|e| Fault::because(format!("ledger {}", self.seq), e))
    }
    /// The hash this entry must have: every field with its length before it, so that none can flow into the next.
    #[must_use]
    pub fn expected_hash(&self) -> String {
        let mut hasher = Sha256::new();
        let number = |v: Option<i64>| v.map_or_else(String::new, |v| v.to_string());
        let fields = [
            self.prev.clone(),
            self.seq.to_string(),
            moment_text(self.at),
            number(self.who.person),
            self.who.name.clone(),
            number(self.who.post),
            number(self.organ),
            self.event.clone(),
            self.subject.clone(),
            self.body.clone(),
        ];
        for field in &fields {
            hasher.update(field.len().to_string().as_bytes());
            hasher.update(b":");
            hasher.update(field.as_bytes());
        }
        hex(&hasher.finalize())
    }
    /// As it is written.
    fn values(&self) -> Vec<Value> {
        params![
            self.seq,
            self.at,
            self.who.person,
            &self.who.name,
            self.who.post,
            self.organ,
            &self.event,
            &self.subject,
            &self.body,
            &self.prev,
            &self.hash
        ]
        .to_vec()
    }
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            seq: row.get(0)?,
            at: row.get(1)?,
            who: Who { person: row.get(2)?, name: row.get(3)?, post: row.get(4)?, organ: None },
            organ: row.get(5)?,
            event: row.get(6)?,
            subject: row.get(7)?,
            body: row.get(8)?,
            prev: row.get(9)?,
            hash: row.get(10)?,
        })
    }
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// SHA-256 of some bytes, hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Holds the end of the chain until commit, without moving it.
pub(crate) async fn lock(tx: &mut Tx) -> Result<(), Fault> {
    tx.run(&NEXT, params![0]).await?;
    Ok(())
}

/// Writes events at the end of the chain.
pub(crate) async fn append(tx: &mut Tx, pending: Vec<Pending>) -> Result<Vec<Entry>, Fault> {
    let count = i64::try_from(pending.len()).unwrap_or(0);
    tx.run(&NEXT, params![count]).await?;
    let head = tx
        .row(&HEAD, &[])
        .await?
        .ok_or_else(|| Fault::new("the ledger has no head: the database is not migrated"))?;
    let first = head.get::<i64>(0)? - count + 1;
    let mut prev: String = head.get(1)?;
    let (at, who) = (tx.now(), tx.who().clone());
    let mut entries = Vec::with_capacity(pending.len());
    let mut rows = Vec::with_capacity(pending.len());
    for (seq, one) in (first..).zip(pending) {
        let mut entry = Entry {
            seq,
            at,
            who: who.clone(),
            organ: one.organ,
            event: one.event.to_owned(),
            subject: one.subject,
            body: one.body,
            prev,
            hash: String::new(),
        };
        entry.hash = entry.expected_hash();
        prev = entry.hash.clone();
        rows.push(entry.values());
        entries.push(entry);
    }
    tx.run_many(&INSERT, rows).await?;
    tx.run(&SET_HEAD, params![&prev]).await?;
    Ok(entries)
}

/// The entries after a place, at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn after(read: &mut Read, seq: i64, limit: i64) -> Result<Vec<Entry>, Fault> {
    read.rows(&AFTER, params![seq, limit]).await?.iter().map(Entry::from_row).collect()
}

/// What happened to one subject (`kind:id`), newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_subject(read: &mut Read, subject: &str, limit: i64) -> Result<Vec<Entry>, Fault> {
    read.rows(&OF_SUBJECT, params![subject, limit]).await?.iter().map(Entry::from_row).collect()
}

/// What happened in one organ before a place, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_organ(read: &mut Read, organ: i64, before: i64, limit: i64) -> Result<Vec<Entry>, Fault> {
    read.rows(&OF_ORGAN, params![organ, before, limit]).await?.iter().map(Entry::from_row).collect()
}

/// What happened in the organs of a range (a subtree) before a place, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_range(
    read: &mut Read,
    (first, last): (i64, i64),
    before: i64,
    limit: i64,
) -> Result<Vec<Entry>, Fault> {
    let statement = if crate::directory::is_wide((first, last)) { &OF_WIDE_RANGE } else { &OF_RANGE };
    read.rows(statement, params![first, last, before, limit]).await?.iter().map(Entry::from_row).collect()
}

/// Entries of one kind after a place.
///
/// # Errors
/// When the database fails.
pub async fn of_event(read: &mut Read, event: &str, seq: i64, limit: i64) -> Result<Vec<Entry>, Fault> {
    read.rows(&OF_EVENT, params![event, seq, limit]).await?.iter().map(Entry::from_row).collect()
}

/// Where the chain ends: its last place and hash.
///
/// # Errors
/// When the database fails.
pub async fn head(read: &mut Read) -> Result<(i64, String), Fault> {
    let row = read.row(&HEAD, &[]).await?.ok_or_else(|| Fault::new("the ledger has no head"))?;
    Ok((row.get(0)?, row.get(1)?))
}

/// Walks the whole chain; gives the first place that is not what it should be, if any.
///
/// # Errors
/// When the database fails.
pub async fn broken_at(read: &mut Read) -> Result<Option<i64>, Fault> {
    let (last, last_hash) = head(read).await?;
    let (mut seq, mut prev) = (0, String::new());
    loop {
        let entries = after(read, seq, 2000).await?;
        if entries.is_empty() {
            return Ok(if seq == last && prev == last_hash { None } else { Some(seq + 1) });
        }
        for entry in entries {
            if entry.seq != seq + 1 || entry.prev != prev || entry.hash != entry.expected_hash() {
                return Ok(Some(seq + 1));
            }
            seq = entry.seq;
            prev = entry.hash;
        }
    }
}
