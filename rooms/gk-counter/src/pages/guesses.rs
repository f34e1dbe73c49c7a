//! Guessing query codes: who tried too many wrong ones in a short time waits; kept in memory, bounded, forgotten.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use gk_base::Moment;
use gk_webkit::{Origin, PageError, Web};

/// How many wrong codes may be tried.
const WRONG: u32 = 20;
/// Within how many seconds.
const SECONDS: i64 = 600;
/// How many addresses are remembered.
const ADDRESSES: usize = 20_000;

/// 错误次数, by the address they came from.
#[derive(Clone, Default)]
pub(super) struct Guesses(Arc<Mutex<BTreeMap<String, Tried>>>);

#[derive(Clone, Copy)]
struct Tried {
    since: Moment,
    wrong: u32,
}

impl Tried {
    fn is_over(&self, now: Moment) -> bool {
        now.duration_since(self.since).as_secs() >= SECONDS
    }
}

impl Guesses {
    /// Whether this address has to wait.
    fn blocks(&self, from: &str, now: Moment) -> bool {
        let Ok(all) = self.0.lock() else { return true };
        all.get(from).is_some_and(|one| !one.is_over(now) && one.wrong >= WRONG)
    }
    /// One more wrong code from this address.
    fn wrong(&self, from: &str, now: Moment) {
        let Ok(mut all) = self.0.lock() else { return };
        if all.len() >= ADDRESSES && !all.contains_key(from) {
            all.retain(|_, one| !one.is_over(now));
            if all.len() >= ADDRESSES {
                all.pop_first();
            }
        }
        let one = all.entry(from.to_owned()).or_insert(Tried { since: now, wrong: 0 });
        if one.is_over(now) {
            *one = Tried { since: now, wrong: 0 };
        }
        one.wrong = one.wrong.saturating_add(1);
    }
}

/// 查询人地址: whoever asks, with what was tried from there.
pub(super) struct Asker {
    guesses: Guesses,
    from: String,
}

impl Asker {
    pub(super) fn of(parts: &Parts, web: &Web) -> Self {
        let guesses = parts.extensions.get::<Guesses>().cloned().unwrap_or_default();
        Self { guesses, from: Origin::from_parts(parts, web).0 }
    }
    /// Whether he has to wait.
    pub(super) fn waits(&self, now: Moment) -> bool {
        self.guesses.blocks(&self.from, now)
    }
    /// He tried a wrong code.
    pub(super) fn was_wrong(&self, now: Moment) {
        self.guesses.wrong(&self.from, now);
    }
}

impl FromRequestParts<Web> for Asker {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, PageError> {
        Ok(Self::of(parts, web))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Moment {
        Moment::from_second(1_800_000_000 + seconds).unwrap()
    }

    #[test]
    fn the_twenty_first_wrong_code_in_ten_minutes_waits_and_is_forgiven_after_them() {
        let guesses = Guesses::default();
        for n in 0..i64::from(WRONG) {
            assert!(!guesses.blocks("a", at(n)));
            guesses.wrong("a", at(n));
        }
        assert!(guesses.blocks("a", at(30)));
        assert!(!guesses.blocks("b", at(30)), "nobody else waits");
        assert!(!guesses.blocks("a", at(SECONDS)));
        guesses.wrong("a", at(SECONDS));
        assert!(!guesses.blocks("a", at(SECONDS)), "it is counted anew");
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let guesses = Guesses::default();
        for n in 0..ADDRESSES + 50 {
            guesses.wrong(&n.to_string(), at(0));
        }
        assert_eq!(guesses.0.lock().unwrap().len(), ADDRESSES);
    }
}
