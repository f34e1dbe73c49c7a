//! Secrets (秘密): what opens something for whoever says it. Shown on purpose only, wiped from memory after.

use std::fmt;

use zeroize::Zeroizing;

/// 秘密: a password, a session, a key of a system, a secret address. `Debug` says nothing of it; it has no `Display` and is never
/// serialised, so that it comes into no log, no ledger and no answer by accident.
#[derive(Clone, Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Keeps it.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }
    /// What it is, for whoever compares, hashes or hands it over.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_says_nothing_of_itself() {
        let secret = Secret::new("gongkai-2026");
        assert_eq!(format!("{secret:?} {:?}", Some(&secret)), "Secret(…) Some(Secret(…))");
        assert_eq!(secret.reveal(), "gongkai-2026");
    }

    #[test]
    fn a_secret_cannot_be_printed_or_serialised() {
        trait Unless<A> {
            fn holds() {}
        }
        impl<T> Unless<()> for T {}
        impl<T: fmt::Display> Unless<u8> for T {}
        impl<T: serde::Serialize> Unless<u16> for T {}
        // This does not compile once there are two ways to read it.
        <Secret as Unless<_>>::holds();
    }
}
