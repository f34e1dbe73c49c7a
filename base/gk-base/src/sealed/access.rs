//! Sealing and opening (加密与查看): the only ways in and out, on the unit of work; every opening is in the ledger.

use std::sync::Arc;

use gk_rules::org::Actor;
use gk_rules::privacy::{self, PrivacyEvent, Purpose, SecretKind};
use gk_rules::{Coded, Moment};

use super::cipher;
use super::column::{RowId, SealedColumn};
use super::ring::{Algorithm, Key, KeyId, KeyRing, KeyState, KeyTrouble, Usage};
use super::{Plain, Sealed};
use crate::office::{Office, Read, Tx};
use crate::problem::{Fault, Problem};
use crate::{params, statements};

statements! {
    "sealed";
    /// Notes that a key is used in this database.
    NOTE = "insert into sealing_keys (id, algorithm, first_used_at) values ($1, $2, $3) on conflict (id) do nothing";
    /// The keys ever used in this database, and which of them still are.
    KNOWN = "select id, retired_at from sealing_keys order by id limit 1000";
    /// Nothing uses a key any more.
    RETIRE = "update sealing_keys set retired_at = $2 where id = $1";
}

/// 查看事由: for whose sake and for what a sealed value is opened; goes into the ledger with who opened which field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// `kind:id`, as in every entry of the ledger.
    pub subject: String,
    /// Whose affair it is.
    pub organ: Option<i64>,
    /// For what.
    pub purpose: Purpose,
    /// In words, where the purpose alone does not say enough; never the value itself.
    pub note: String,
}

impl Opening {
    /// For a purpose that needs no further words.
    #[must_use]
    pub fn of(subject: impl Into<String>, organ: Option<i64>, purpose: Purpose) -> Self {
        Self { subject: subject.into(), organ, purpose, note: String::new() }
    }
}

/// A sealed value in its place.
#[derive(Clone)]
pub struct SealedAt<'a> {
    column: &'a SealedColumn,
    row: RowId,
    sealed: &'a Sealed,
}

impl SealedColumn {
    /// The value that stands in this column of a row.
    pub fn at<'a>(&'a self, row: impl Into<RowId>, sealed: &'a Sealed) -> SealedAt<'a> {
        SealedAt { column: self, row: row.into(), sealed }
    }
}

impl SealedAt<'_> {
    pub(super) fn opened_with(&self, ring: &KeyRing) -> Result<Plain, Fault> {
        cipher::open(ring, &self.column.place(&self.row), self.sealed)
    }
}

/// The ids of keys used in this database that have not been retired.
///
/// # Errors
/// When the database fails.
pub async fn keys_known(read: &mut Read) -> Result<Vec<KeyId>, Fault> {
    let mut known = Vec::new();
    for row in read.rows(&KNOWN, &[]).await? {
        let id: String = row.get(0)?;
        if row.get::<Option<Moment>>(1)?.is_none() {
            known.push(
                KeyId::parse(&id).ok_or_else(|| Fault::new(format!("sealing_keys: {id} is no key id")))?,
            );
        }
    }
    Ok(known)
}

pub(super) fn trouble(trouble: KeyTrouble) -> Fault {
    Fault::because("the keys of sealed values", trouble)
}

/// The active key of a use; a whole ring has one.
pub(super) fn active(ring: &KeyRing, usage: Usage) -> Result<&Key, Fault> {
    ring.active(usage).ok_or_else(|| Fault::new(format!("no key to {} is active", usage.code())))
}

impl Office {
    /// Opens one sealed value in a unit of work of its own: who, which field, of what, for what is in the ledger before
    /// the value is handed out. Whether the actor may is for the caller to ask.
    ///
    /// # Errors
    /// When the value does not open or the ledger cannot be written.
    pub async fn open_sealed(
        &self,
        actor: &Actor,
        what: &SealedAt<'_>,
        opening: &Opening,
    ) -> Result<Plain, Problem> {
        let mut tx = self.begin(actor).await?;
        let plain = tx.open(what, opening)?;
        tx.commit().await?;
        Ok(plain)
    }
}

impl Read {
    /// What a list or a page may show of a sealed value without anybody opening it: the mask of its kind. A value that
    /// cannot be opened is shown as such, and its place is logged.
    #[must_use]
    pub fn masked(&self, what: &SealedAt<'_>) -> String {
        let opened = self.ring().and_then(|ring| what.opened_with(&ring));
        match opened
            .as_ref()
            .map_err(ToString::to_string)
            .and_then(|plain| plain.text().map_err(|e| e.to_string()))
        {
            Ok(text) => what.column.kind.mask(text),
            Err(fault) => {
                tracing::error!(%fault, "a sealed value cannot be shown");
                privacy::UNREADABLE.to_owned()
            }
        }
    }
    /// The blind indexes under which a text may stand, for `column in ($1, $2)`: that of the key in use, and while keys
    /// are being changed that of the former one. Two empty texts, which match nothing, where there is nothing to look for.
    ///
    /// # Errors
    /// When the keys cannot be read.
    pub fn blinds(&self, column: &SealedColumn, text: &str) -> Result<[String; 2], Fault> {
        let normal = column.kind.normal(text);
        let ring = match self.office().keys().ring() {
            Ok(ring) if !normal.is_empty() => ring,
            Ok(_) | Err(KeyTrouble::Missing(_)) => return Ok([String::new(), String::new()]),
            Err(other) => return Err(trouble(other)),
        };
        let now = cipher::blind(active(&ring, Usage::Index)?, &column.name(), &normal)?;
        let former = ring.in_state(Usage::Index, KeyState::Former);
        let before = former.map(|key| cipher::blind(key, &column.name(), &normal)).transpose()?;
        Ok([now, before.unwrap_or_default()])
    }
    /// Opens a key of the system's own, for the system itself to sign with; nothing is recorded, for nobody sees it. What is
    /// a person's does not open so.
    ///
    /// # Errors
    /// When it is of another kind, was touched, or its key is not there.
    pub fn system_key(&self, what: &SealedAt<'_>) -> Result<Plain, Fault> {
        if what.column.kind != SecretKind::SystemKey {
            return Err(Fault::new(format!("{} is no key of the system", what.column.name())));
        }
        what.opened_with(&*self.ring()?)
    }
    pub(super) fn ring(&self) -> Result<Arc<KeyRing>, Fault> {
        self.office().keys().ring().map_err(trouble)
    }
}

impl Tx {
    /// Seals a text or bytes into their place. The row must be named before it is written (`next_id`, `next_numbers`).
    ///
    /// # Errors
    /// When the keys cannot be read or made.
    pub async fn seal(
        &mut self,
        column: &SealedColumn,
        row: impl Into<RowId>,
        plain: impl AsRef<[u8]>,
    ) -> Result<Sealed, Fault> {
        let place = column.place(&row.into());
        let ring = self.ring_to_seal().await?;
        let key = active(&ring, Usage::Seal)?;
        self.note(key).await?;
        cipher::seal(key, &self.office().secret(), &place, plain.as_ref())
    }
    /// The blind index of a text, for the index column beside the sealed one.
    ///
    /// # Errors
    /// When the keys cannot be read or made.
    pub async fn blind(&mut self, column: &SealedColumn, text: &str) -> Result<String, Fault> {
        let normal = column.kind.normal(text);
        let ring = self.ring_to_seal().await?;
        let key = active(&ring, Usage::Index)?;
        self.note(key).await?;
        cipher::blind(key, &column.name(), &normal)
    }
    /// Opens a sealed value and records who opened which field of what, and for what; the entry is written when this
    /// unit of work is committed, so what is shown or sent must not go out before.
    ///
    /// # Errors
    /// When the value was touched, belongs elsewhere, or its key is not there.
    pub fn open(&mut self, what: &SealedAt<'_>, opening: &Opening) -> Result<Plain, Fault> {
        self.open_as(PrivacyEvent::Opened, what, opening)
    }
    /// The same, recorded as an event of the room.
    ///
    /// # Errors
    /// As [`Tx::open`].
    pub fn open_as<E: Coded>(
        &mut self,
        event: E,
        what: &SealedAt<'_>,
        opening: &Opening,
    ) -> Result<Plain, Fault> {
        let plain = what.opened_with(&*self.ring()?)?;
        let field = (what.column.name(), what.column.kind.code(), what.row.text());
        self.record_opening(event, field, opening);
        Ok(plain)
    }
    pub(super) fn record_opening<E: Coded>(
        &mut self,
        event: E,
        (field, kind, row): (String, &'static str, String),
        opening: &Opening,
    ) {
        let body = serde_json::json!({
            "field": field, "kind": kind, "row": row, "purpose": opening.purpose.code(), "note": opening.note,
        });
        self.ledger(event, opening.organ, opening.subject.clone(), &body);
    }
    /// The ring; made where none is there and nothing was ever sealed.
    pub(super) async fn ring_to_seal(&mut self) -> Result<Arc<KeyRing>, Fault> {
        let office = self.office().clone();
        match office.keys().ring() {
            Err(KeyTrouble::Missing(_)) if keys_known(self).await?.is_empty() => {
                let at = self.now();
                let made = |algorithm| Key::of(algorithm, &office.secret(), KeyState::Active, at);
                let first = || KeyRing::new(made(Algorithm::Aes256Gcm), made(Algorithm::HmacSha256));
                office.keys().change(&mut |there| Some(there.unwrap_or_else(first))).map_err(trouble)
            }
            other => other.map_err(trouble),
        }
    }
    /// Notes in the database, once, that a key is used in it.
    pub(super) async fn note(&mut self, key: &Key) -> Result<(), Fault> {
        if self.noted.contains(&key.id) {
            return Ok(());
        }
        let (id, at) = (key.id.to_string(), self.now());
        if self.run(&NOTE, params![&id, key.algorithm.code(), at]).await? == 1 {
            let body = serde_json::json!({ "algorithm": key.algorithm.code() });
            self.ledger(PrivacyEvent::KeyUsed, None, format!("key:{id}"), &body);
        }
        self.noted.push(key.id);
        Ok(())
    }
    pub(super) async fn forget_use(&mut self, id: KeyId) -> Result<(), Fault> {
        let at = self.now();
        self.run(&RETIRE, params![id.to_string(), at]).await?;
        self.ledger(PrivacyEvent::KeyRetired, None, format!("key:{id}"), &serde_json::json!({}));
        Ok(())
    }
}
