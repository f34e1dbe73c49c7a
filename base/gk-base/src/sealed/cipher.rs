//! Ciphers (密码算法): authenticated encryption of short values and of the pieces of files; keyed hashes for lookups.
//!
//! A sealed value is `algorithm (1) ‖ key id (4) ‖ nonce (12) ‖ cipher text ‖ tag (16)`; what it is bound to is authenticated
//! with it.

use aes_gcm::aead::consts::U12;
use aes_gcm::aead::{Aead as _, KeyInit as _, Nonce, Payload};
use aes_gcm::{Aes256Gcm, AesGcm};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use sm3::Sm3;
use zeroize::Zeroizing;

use super::ring::{Algorithm, Key, KeyId, KeyRing};
use super::{Plain, Sealed};
use crate::problem::Fault;

type Sm4Gcm = AesGcm<sm4::Sm4, U12>;

/// Bytes before the nonce: algorithm and key.
pub(super) const HEAD: usize = 5;
/// Bytes of a nonce.
pub(super) const NONCE: usize = 12;

/// How a value sealed with this key begins.
pub(super) fn head(key: &Key) -> Vec<u8> {
    std::iter::once(key.algorithm.mark()).chain(key.id.0).collect()
}

/// The cipher text and tag of a value under a nonce that is used once.
pub(super) fn encrypt(key: &Key, nonce: [u8; NONCE], aad: &[u8], msg: &[u8]) -> Result<Vec<u8>, Fault> {
    let broken = || Fault::new(format!("key {} does not seal", key.id));
    let payload = Payload { msg, aad };
    match key.algorithm {
        Algorithm::Aes256Gcm => {
            let cipher = Aes256Gcm::new_from_slice(&key.material).map_err(|_| broken())?;
            cipher.encrypt(&Nonce::<Aes256Gcm>::from(nonce), payload).map_err(|_| broken())
        }
        Algorithm::Sm4Gcm => {
            let cipher = Sm4Gcm::new_from_slice(&key.material).map_err(|_| broken())?;
            cipher.encrypt(&Nonce::<Sm4Gcm>::from(nonce), payload).map_err(|_| broken())
        }
        Algorithm::HmacSha256 | Algorithm::HmacSm3 => Err(broken()),
    }
}

/// What was encrypted, or nothing: it was touched, or it belongs elsewhere.
pub(super) fn decrypt(key: &Key, nonce: [u8; NONCE], aad: &[u8], msg: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let payload = Payload { msg, aad };
    let plain = match key.algorithm {
        Algorithm::Aes256Gcm => {
            let cipher = Aes256Gcm::new_from_slice(&key.material).ok()?;
            cipher.decrypt(&Nonce::<Aes256Gcm>::from(nonce), payload).ok()?
        }
        Algorithm::Sm4Gcm => {
            let cipher = Sm4Gcm::new_from_slice(&key.material).ok()?;
            cipher.decrypt(&Nonce::<Sm4Gcm>::from(nonce), payload).ok()?
        }
        Algorithm::HmacSha256 | Algorithm::HmacSm3 => return None,
    };
    Some(Zeroizing::new(plain))
}

/// What is authenticated with a value: how it begins, and its place.
fn bound(head: &[u8], place: &str) -> Vec<u8> {
    head.iter().copied().chain(place.bytes()).collect()
}

/// Seals a value into its place.
pub(super) fn seal(key: &Key, random: &[u8; 32], place: &str, plain: &[u8]) -> Result<Sealed, Fault> {
    let mut nonce = [0; NONCE];
    nonce.iter_mut().zip(random).for_each(|(to, from)| *to = *from);
    let mut bytes = head(key);
    let text = encrypt(key, nonce, &bound(&bytes, place), plain)?;
    bytes.extend(nonce);
    bytes.extend(text);
    Ok(Sealed(bytes))
}

/// Why a value does not open, in English, for the log; nothing of the value.
pub(super) fn open(ring: &KeyRing, place: &str, sealed: &Sealed) -> Result<Plain, Fault> {
    let (Some((head, rest)), Some(id)) = (sealed.0.split_at_checked(HEAD), sealed.key()) else {
        return Err(Fault::new(format!("{place}: no sealed value")));
    };
    let key = ring.key(id).ok_or_else(|| Fault::new(format!("{place}: key {id} is not in the key file")))?;
    let touched = || Fault::new(format!("{place}: the value was touched or belongs elsewhere"));
    if head.first().copied().and_then(Algorithm::of_mark) != Some(key.algorithm) {
        return Err(touched());
    }
    let (nonce, text) = rest.split_at_checked(NONCE).ok_or_else(touched)?;
    let nonce = nonce.try_into().map_err(|_| touched())?;
    decrypt(key, nonce, &bound(head, place), text).map(Plain).ok_or_else(touched)
}

/// A keyed hash under way.
pub(super) enum Keyed {
    Sha256(Box<Hmac<Sha256>>),
    Sm3(Box<Hmac<Sm3>>),
}

impl Keyed {
    /// Begins, for one purpose: hashes of two purposes never meet.
    pub(super) fn begin(key: &Key, purpose: &str) -> Result<Self, Fault> {
        let broken = |_| Fault::new(format!("key {} does not hash", key.id));
        let mut keyed = match key.algorithm {
            Algorithm::HmacSm3 => {
                Self::Sm3(Box::new(Hmac::<Sm3>::new_from_slice(&key.material).map_err(broken)?))
            }
            _ => Self::Sha256(Box::new(Hmac::<Sha256>::new_from_slice(&key.material).map_err(broken)?)),
        };
        keyed.add(purpose.len().to_string().as_bytes());
        keyed.add(b":");
        keyed.add(purpose.as_bytes());
        Ok(keyed)
    }
    pub(super) fn add(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(mac) => mac.update(bytes),
            Self::Sm3(mac) => mac.update(bytes),
        }
    }
    pub(super) fn end(self) -> Vec<u8> {
        match self {
            Self::Sha256(mac) => mac.finalize().into_bytes().to_vec(),
            Self::Sm3(mac) => mac.finalize().into_bytes().to_vec(),
        }
    }
}

/// A blind index: the key's name and half of a keyed hash of the normal form; only the name where nothing is left of it.
pub(super) fn blind(key: &Key, column: &str, normal: &str) -> Result<String, Fault> {
    if normal.is_empty() {
        return Ok(key.id.to_string());
    }
    let mut keyed = Keyed::begin(key, column)?;
    keyed.add(normal.as_bytes());
    let hash = keyed.end();
    Ok(format!("{}{}", key.id, crate::ledger::hex(hash.get(..16).unwrap_or_default())))
}

/// The key a blind index was made with.
pub(super) fn key_of_blind(index: &str) -> Option<KeyId> {
    index.get(..8).and_then(KeyId::parse)
}

#[cfg(test)]
mod tests {
    use gk_rules::Moment;
    use proptest::prelude::*;

    use super::super::ring::KeyState;
    use super::*;

    fn ring(algorithm: Algorithm) -> KeyRing {
        let key = |algorithm, bytes| Key::of(algorithm, bytes, KeyState::Active, Moment::UNIX_EPOCH);
        KeyRing::new(key(algorithm, &[1; 32]), key(Algorithm::HmacSha256, &[2; 32]))
    }
    fn either() -> impl Strategy<Value = Algorithm> {
        prop_oneof![Just(Algorithm::Aes256Gcm), Just(Algorithm::Sm4Gcm)]
    }
    fn says(ring: &KeyRing, place: &str, sealed: &Sealed) -> Option<Vec<u8>> {
        open(ring, place, sealed).ok().map(|plain| plain.bytes().to_vec())
    }

    #[test]
    fn sm4_in_counter_mode_gives_what_the_standard_gives() {
        // RFC 8998 A.1: the test vector of SM4-GCM.
        let of = |text: &str| -> Vec<u8> {
            (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
        };
        let mut material = [0; 32];
        material[..16].copy_from_slice(&of("0123456789abcdeffedcba9876543210"));
        let key = Key::of(Algorithm::Sm4Gcm, &material, KeyState::Active, Moment::UNIX_EPOCH);
        let plain = of(
            "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
        );
        let aad = of("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        let nonce = of("00001234567800000000abcd").try_into().unwrap();
        let text = encrypt(&key, nonce, &aad, &plain).unwrap();
        let expected = "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec";
        assert_eq!(crate::ledger::hex(&text), expected);
    }

    #[test]
    fn a_value_opens_with_no_other_key() {
        let (mine, other) = (ring(Algorithm::Aes256Gcm), ring(Algorithm::Sm4Gcm));
        let sealed = seal(&mine.keys()[0], &[9; 32], "a.b_sealed.1", b"x").unwrap();
        assert!(
            open(&other, "a.b_sealed.1", &sealed).err().unwrap().to_string().contains("not in the key file")
        );
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_in_its_place_and_in_no_other(algorithm in either(), text in "\\PC{0,60}", random in any::<[u8; 32]>()) {
            let ring = ring(algorithm);
            let sealed = seal(&ring.keys()[0], &random, "a.b_sealed.1", text.as_bytes()).unwrap();
            prop_assert_eq!(says(&ring, "a.b_sealed.1", &sealed), Some(text.into_bytes()));
            for elsewhere in ["a.b_sealed.2", "a.b_sealed.11", "a.c_sealed.1", "c.b_sealed.1", ""] {
                prop_assert!(says(&ring, elsewhere, &sealed).is_none());
            }
        }

        #[test]
        fn any_bit_that_is_touched_is_noticed(algorithm in either(), text in "\\PC{0,20}", at in any::<prop::sample::Index>(), bit in 0_u32..8) {
            let ring = ring(algorithm);
            let mut sealed = seal(&ring.keys()[0], &[5; 32], "a.b_sealed.1", text.as_bytes()).unwrap();
            let at = at.index(sealed.0.len());
            sealed.0[at] ^= 1_u8 << bit;
            prop_assert!(says(&ring, "a.b_sealed.1", &sealed).is_none());
        }

        #[test]
        fn a_value_cut_short_or_made_longer_does_not_open(length in 0_usize..80) {
            let ring = ring(Algorithm::Aes256Gcm);
            let whole = seal(&ring.keys()[0], &[5; 32], "p", b"2103").unwrap();
            let mut other = whole.0.clone();
            other.resize(length, 0);
            prop_assert!(other == whole.0 || says(&ring, "p", &Sealed(other)).is_none());
        }

        #[test]
        fn the_same_text_sealed_twice_differs(text in "\\PC{0,20}", one in any::<[u8; 32]>(), two in any::<[u8; 32]>()) {
            prop_assume!(one[..12] != two[..12]);
            let ring = ring(Algorithm::Aes256Gcm);
            let sealed = |random| seal(&ring.keys()[0], random, "p", text.as_bytes()).unwrap();
            prop_assert!(sealed(&one) != sealed(&two));
        }

        #[test]
        fn a_blind_index_is_of_its_column_alone(normal in "[0-9]{1,18}", other in "[0-9]{1,18}") {
            let ring = ring(Algorithm::Aes256Gcm);
            let of = |column: &str, normal: &str| blind(&ring.keys()[1], column, normal).unwrap();
            prop_assert_eq!(of("a.b", &normal), of("a.b", &normal));
            prop_assert!(of("a.b", &normal) != of("a.c", &normal));
            prop_assert!(normal == other || of("a.b", &normal) != of("a.b", &other));
            prop_assert!(!of("a.b", &normal)[8..].contains(&normal) || normal.len() < 8);
        }
    }
}
