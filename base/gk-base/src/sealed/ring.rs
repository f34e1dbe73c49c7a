//! The key ring (密钥环): keys with their ids, one of each use active; its written form is the key file.

use std::fmt;

use gk_rules::{Coded as _, Moment};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::ledger::hex;

gk_rules::codes! {
    /// What a key is made for.
    pub enum Usage {
        /// Seals values.
        Seal = "seal" => "seal",
        /// Makes blind indexes and addresses of files.
        Index = "index" => "index",
    }
}

gk_rules::codes! {
    /// By which algorithm a key works.
    pub enum Algorithm {
        /// AES with 256 bits in Galois counter mode.
        Aes256Gcm = "aes-256-gcm" => "AES-256-GCM",
        /// SM4 (GB/T 32907) in Galois counter mode.
        Sm4Gcm = "sm4-gcm" => "SM4-GCM",
        /// Keyed SHA-256.
        HmacSha256 = "hmac-sha-256" => "HMAC-SHA-256",
        /// Keyed SM3 (GB/T 32905).
        HmacSm3 = "hmac-sm3" => "HMAC-SM3",
    }
}

impl Algorithm {
    /// What keys of this algorithm are for.
    #[must_use]
    pub const fn usage(self) -> Usage {
        match self {
            Self::Aes256Gcm | Self::Sm4Gcm => Usage::Seal,
            Self::HmacSha256 | Self::HmacSm3 => Usage::Index,
        }
    }
    /// Bytes of a key.
    #[must_use]
    pub const fn length(self) -> usize {
        match self {
            Self::Sm4Gcm => 16,
            Self::Aes256Gcm | Self::HmacSha256 | Self::HmacSm3 => 32,
        }
    }
    /// The first byte of what it seals.
    pub(super) const fn mark(self) -> u8 {
        match self {
            Self::Aes256Gcm => 1,
            Self::Sm4Gcm => 2,
            Self::HmacSha256 => 3,
            Self::HmacSm3 => 4,
        }
    }
    pub(super) fn of_mark(mark: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.mark() == mark)
    }
}

gk_rules::codes! {
    /// Where a key stands.
    pub enum KeyState {
        /// Made, used by nothing yet.
        Prepared = "prepared" => "prepared",
        /// What is sealed now is sealed with it; one of each use.
        Active = "active" => "active",
        /// Was active; values sealed with it may still be there.
        Former = "former" => "former",
        /// Nothing in the database uses it; older backups may.
        Retired = "retired" => "retired",
    }
}

/// A key's name: the beginning of a hash of what it is, so that a damaged key is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub(super) [u8; 4]);

impl KeyId {
    /// The id written so, or nothing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.get(..8).filter(|_| text.len() == 8)?;
        u32::from_str_radix(text, 16).ok().map(|number| Self(number.to_be_bytes()))
    }
}
impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

/// 密钥. No `Debug`: a key is never shown.
#[derive(Clone)]
pub struct Key {
    /// Its name.
    pub id: KeyId,
    /// By which algorithm it works.
    pub algorithm: Algorithm,
    /// Where it stands.
    pub state: KeyState,
    /// Since when it stands there.
    pub since: Moment,
    pub(super) material: Zeroizing<Vec<u8>>,
}

impl Key {
    /// A key of these random bytes.
    #[must_use]
    pub fn of(algorithm: Algorithm, random: &[u8; 32], state: KeyState, since: Moment) -> Self {
        let material = Zeroizing::new(random.iter().copied().take(algorithm.length()).collect::<Vec<u8>>());
        Self { id: id_of(algorithm, &material), algorithm, state, since, material }
    }
}

fn id_of(algorithm: Algorithm, material: &[u8]) -> KeyId {
    let mut hasher = Sha256::new();
    hasher.update(b"gongkai key ");
    hasher.update([algorithm.mark()]);
    hasher.update(material);
    let hash = hasher.finalize();
    let mut id = [0; 4];
    id.iter_mut().zip(hash.iter()).for_each(|(to, from)| *to = *from);
    KeyId(id)
}

/// Why there is no key ring.
#[derive(Debug, thiserror::Error)]
pub enum KeyTrouble {
    /// There is no key file.
    #[error("there is no key file {0}")]
    Missing(String),
    /// Others than its owner may read the key file.
    #[error("others may read the key file {0}")]
    OpenToOthers(String),
    /// The key file is not what it should be.
    #[error("the key file {0} is damaged")]
    Damaged(String),
    /// The system does not give it.
    #[error("the key file {name}: {error}")]
    Broken {
        /// The file.
        name: String,
        /// What the system says.
        error: std::io::Error,
    },
}

/// 密钥环: the keys of an installation.
#[derive(Clone, Default)]
pub struct KeyRing {
    keys: Vec<Key>,
}

/// The written form of the ring.
#[derive(Serialize, Deserialize)]
struct Written {
    about: String,
    form: u32,
    keys: Vec<WrittenKey>,
}

#[derive(Serialize, Deserialize)]
struct WrittenKey {
    id: String,
    algorithm: Algorithm,
    state: KeyState,
    since: Moment,
    key: Zeroizing<String>,
}

const FORM: u32 = 1;
const ABOUT: &str = "Keys of gongkai. Who reads this file can read what is sealed; without it nobody can. Keep a copy apart from the backups of the database.";

impl KeyRing {
    /// A ring with one active key of each use.
    #[must_use]
    pub fn new(seal: Key, index: Key) -> Self {
        Self { keys: vec![seal, index] }
    }
    /// All keys, in the order they were made.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }
    /// The key with this name.
    #[must_use]
    pub fn key(&self, id: KeyId) -> Option<&Key> {
        self.keys.iter().find(|key| key.id == id)
    }
    /// The key that is used now.
    #[must_use]
    pub fn active(&self, usage: Usage) -> Option<&Key> {
        self.in_state(usage, KeyState::Active)
    }
    /// The newest key of a use in a state.
    #[must_use]
    pub fn in_state(&self, usage: Usage, state: KeyState) -> Option<&Key> {
        self.keys.iter().rev().find(|key| key.algorithm.usage() == usage && key.state == state)
    }
    /// The same ring with one key more.
    #[must_use]
    pub fn with(mut self, key: Key) -> Self {
        self.keys.push(key);
        self
    }
    /// The same ring, a key put in a state at a moment; a key made active makes the former one former.
    #[must_use]
    pub fn put(mut self, id: KeyId, state: KeyState, at: Moment) -> Self {
        let usage = self.key(id).map(|key| key.algorithm.usage());
        for key in &mut self.keys {
            if key.id == id {
                (key.state, key.since) = (state, at);
            } else if state == KeyState::Active
                && key.state == KeyState::Active
                && Some(key.algorithm.usage()) == usage
            {
                (key.state, key.since) = (KeyState::Former, at);
            }
        }
        self
    }
    /// The same ring without a key.
    #[must_use]
    pub fn without(mut self, id: KeyId) -> Self {
        self.keys.retain(|key| key.id != id);
        self
    }
    /// The text of the key file.
    #[must_use]
    pub fn written(&self) -> Zeroizing<String> {
        let keys = self.keys.iter().map(|key| WrittenKey {
            id: key.id.to_string(),
            algorithm: key.algorithm,
            state: key.state,
            since: key.since,
            key: Zeroizing::new(hex(&key.material)),
        });
        let written = Written { about: ABOUT.to_owned(), form: FORM, keys: keys.collect() };
        Zeroizing::new(serde_json::to_string_pretty(&written).unwrap_or_default())
    }
    /// The ring a text holds; nothing when the text is not whole: every key is what its name says, and one of each use
    /// is active.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let written: Written = serde_json::from_str(text).ok().filter(|one: &Written| one.form == FORM)?;
        let keys: Option<Vec<Key>> = written.keys.iter().map(key_of).collect();
        let ring = Self { keys: keys? };
        let actives = |usage| {
            let of = |key: &&Key| key.algorithm.usage() == usage && key.state == KeyState::Active;
            ring.keys.iter().filter(of).count()
        };
        (actives(Usage::Seal) == 1 && actives(Usage::Index) == 1).then_some(ring)
    }
}

fn key_of(written: &WrittenKey) -> Option<Key> {
    let material = Zeroizing::new(unhex(&written.key)?);
    let id = id_of(written.algorithm, &material);
    let whole = material.len() == written.algorithm.length() && id.to_string() == written.id;
    whole.then_some(Key {
        id,
        algorithm: written.algorithm,
        state: written.state,
        since: written.since,
        material,
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = Zeroizing::new(digits?);
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(high << 4 | low),
        _ => None,
    };
    digits.chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring() -> KeyRing {
        let at = Moment::UNIX_EPOCH;
        KeyRing::new(
            Key::of(Algorithm::Aes256Gcm, &[1; 32], KeyState::Active, at),
            Key::of(Algorithm::HmacSha256, &[2; 32], KeyState::Active, at),
        )
    }

    #[test]
    fn a_ring_is_written_and_read() {
        let at = Moment::UNIX_EPOCH;
        let sm4 = Key::of(Algorithm::Sm4Gcm, &[3; 32], KeyState::Prepared, at);
        let id = sm4.id;
        let ring = ring().with(sm4).put(id, KeyState::Active, at);
        let again = KeyRing::parse(&ring.written()).unwrap();
        assert_eq!(again.written(), ring.written());
        assert_eq!(again.active(Usage::Seal).map(|key| key.id), Some(id));
        assert_eq!(again.keys()[0].state, KeyState::Former);
        assert_eq!(again.active(Usage::Index).map(|key| key.id), ring.active(Usage::Index).map(|key| key.id));
        assert_eq!(again.without(id).keys().len(), 2);
    }

    #[test]
    fn a_damaged_ring_is_not_read() {
        let text = ring().written();
        let digit = "0101";
        assert!(text.contains(digit));
        for damaged in [
            text.replacen(digit, "0111", 1),
            text.replace("active", "former"),
            text[..40].to_owned(),
            String::new(),
        ] {
            assert!(KeyRing::parse(&damaged).is_none());
        }
    }

    #[test]
    fn an_id_is_read_as_it_is_written() {
        let id = ring().keys()[0].id;
        assert_eq!(KeyId::parse(&id.to_string()), Some(id));
        assert!(["", "1234567", "123456789", "1234567g"].iter().all(|bad| KeyId::parse(bad).is_none()));
    }
}
