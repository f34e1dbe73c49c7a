//! What a token says, and whether it was said to us, now, about this attempt (OpenID Connect Core 1.0 §3.1.3.7).

use gk_base::Moment;
use serde::Deserialize;

/// How far the clocks of two machines may be apart, seconds.
const SKEW: i64 = 120;
/// The longest name a system may have for a person (§2, `sub`).
const LONGEST_SUBJECT: usize = 255;

/// What is read of a token.
#[derive(Deserialize)]
pub(crate) struct Claims {
    iss: String,
    pub(crate) sub: String,
    aud: Audience,
    exp: i64,
    iat: i64,
    nonce: Option<String>,
    azp: Option<String>,
    pub(crate) name: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// What it must say.
pub(crate) struct Expected<'a> {
    pub(crate) issuer: &'a str,
    pub(crate) client: &'a str,
    pub(crate) nonce: &'a str,
    pub(crate) now: Moment,
}

impl Claims {
    /// The first thing that is wrong, for the log.
    pub(crate) fn fault(&self, expected: &Expected<'_>) -> Option<&'static str> {
        let ours = match &self.aud {
            Audience::One(one) => one == expected.client,
            // Others it was also said to are nobody we know.
            Audience::Many(all) => all.len() == 1 && all.iter().all(|one| one == expected.client),
        };
        let now = expected.now.as_second();
        let checks = [
            (self.iss == expected.issuer, "said by another system"),
            (ours, "said to another system"),
            (self.azp.as_ref().is_none_or(|azp| azp == expected.client), "asked for by another system"),
            (self.nonce.as_deref() == Some(expected.nonce), "said about another attempt"),
            (now < self.exp.saturating_add(SKEW), "no longer good"),
            (self.iat <= now.saturating_add(SKEW), "said in the future"),
            (!self.sub.is_empty() && self.sub.len() <= LONGEST_SUBJECT, "about nobody"),
        ];
        checks.into_iter().find(|(holds, _)| !holds).map(|(_, fault)| fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(change: impl FnOnce(&mut serde_json::Value)) -> Option<&'static str> {
        let mut claims = serde_json::json!({
            "iss": "https://id.example", "sub": "p1", "aud": "c", "exp": 1_000_300, "iat": 1_000_000, "nonce": "n",
        });
        change(&mut claims);
        let claims: Claims = serde_json::from_value(claims).expect("claims");
        let now = Moment::from_second(1_000_010).expect("a moment");
        claims.fault(&Expected { issuer: "https://id.example", client: "c", nonce: "n", now })
    }

    #[test]
    fn what_was_said_to_us_now_is_taken() {
        assert_eq!(fault(|_| {}), None);
        assert_eq!(fault(|c| c["aud"] = serde_json::json!(["c"])), None);
        assert_eq!(fault(|c| c["azp"] = "c".into()), None);
        assert_eq!(fault(|c| c["exp"] = 999_900.into()), None, "clocks differ a little");
    }

    #[test]
    fn everything_else_is_not() {
        assert_eq!(fault(|c| c["iss"] = "https://id.example/".into()), Some("said by another system"));
        assert_eq!(fault(|c| c["aud"] = "d".into()), Some("said to another system"));
        assert_eq!(fault(|c| c["aud"] = serde_json::json!(["c", "d"])), Some("said to another system"));
        assert_eq!(fault(|c| c["aud"] = serde_json::json!([])), Some("said to another system"));
        assert_eq!(fault(|c| c["azp"] = "d".into()), Some("asked for by another system"));
        assert_eq!(fault(|c| c["nonce"] = "m".into()), Some("said about another attempt"));
        assert_eq!(fault(|c| c["nonce"] = serde_json::Value::Null), Some("said about another attempt"));
        assert_eq!(fault(|c| c["exp"] = 999_890.into()), Some("no longer good"));
        assert_eq!(fault(|c| c["iat"] = 1_000_131.into()), Some("said in the future"));
        assert_eq!(fault(|c| c["sub"] = "".into()), Some("about nobody"));
        assert_eq!(fault(|c| c["sub"] = "x".repeat(256).into()), Some("about nobody"));
    }
}
