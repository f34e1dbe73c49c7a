//! Cookies that hold a secret: over TLS under a name that only this very host can set, so that no sister site plants one.

use axum::http::header::COOKIE;
use axum::http::request::Parts;

/// The prefix browsers guard: such a cookie is `Secure`, for the whole host and for no other.
const GUARDED: &str = "__Host-";

/// The name as the browser knows it.
fn named(name: &str, secure: bool) -> String {
    if secure { format!("{GUARDED}{name}") } else { name.to_owned() }
}

/// The value of a cookie. Over TLS the plain name counts for nothing.
#[must_use]
pub fn value(parts: &Parts, name: &str, secure: bool) -> Option<String> {
    let wanted = named(name, secure);
    let all = parts.headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == wanted).map(|(_, value)| value.to_owned())
}

/// The `Set-Cookie` value that keeps a secret for so many seconds; an empty one is forgotten.
#[must_use]
pub fn set(name: &str, value: &str, secure: bool, seconds: u32) -> String {
    let (name, life) = (named(name, secure), if value.is_empty() { 0 } else { seconds });
    let guard = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={life}{guard}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(cookie: &str) -> Parts {
        axum::http::Request::builder().header(COOKIE, cookie).body(()).unwrap().into_parts().0
    }

    #[test]
    fn over_tls_a_cookie_is_for_this_host_alone() {
        let cookie = set("gk", "s", true, 60);
        assert_eq!(cookie, "__Host-gk=s; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure");
        assert_eq!(set("gk", "", false, 60), "gk=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    }

    #[test]
    fn a_plain_cookie_planted_beside_the_guarded_one_counts_for_nothing() {
        let both = sent("gk=planted; __Host-gk=own");
        assert_eq!(value(&both, "gk", true).as_deref(), Some("own"));
        assert_eq!(value(&sent("gk=planted"), "gk", true), None);
        assert_eq!(value(&sent("a=1; gk=own"), "gk", false).as_deref(), Some("own"));
    }
}
