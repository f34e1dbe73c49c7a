//! Doors: who comes in and by which address. Handlers never see a raw cookie or a raw path.

use axum::extract::{FromRequestParts, RawQuery};
use axum::http::request::Parts;
use gk_base::{Problem, Secret, session};
use gk_rules::org::Actor;
use serde::de::DeserializeOwned;

use crate::{PageError, Web, cookie};

/// The name of the session cookie, without the prefix it has over TLS.
pub const COOKIE_NAME: &str = "gk_session";

/// 工作台: somebody who has signed in, acting from a post. Without a session the browser is sent to sign in.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Who acts.
    pub actor: Actor,
    /// The secret of the session, to switch the post or sign out.
    pub secret: Secret,
}

impl FromRequestParts<Web> for Desk {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, PageError> {
        let next = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
        let sign_in = || {
            PageError::SignIn(if parts.method == axum::http::Method::GET {
                next.clone()
            } else {
                String::new()
            })
        };
        let secret = secret_of(parts, web).ok_or_else(sign_in)?;
        let actor = session::actor(web.office(), &secret).await?.ok_or_else(sign_in)?;
        Ok(Self { actor, secret })
    }
}

/// Somebody who may have signed in.
#[derive(Debug, Clone)]
pub struct Visitor(pub Option<Actor>);

impl FromRequestParts<Web> for Visitor {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, PageError> {
        match secret_of(parts, web) {
            Some(secret) => Ok(Self(session::actor(web.office(), &secret).await?)),
            None => Ok(Self(None)),
        }
    }
}

/// 浏览器中已有的会话: the secret the browser holds already, good or not; a new sign-in ends it.
#[derive(Debug)]
pub struct Held(pub Option<Secret>);

impl FromRequestParts<Web> for Held {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Self::Rejection> {
        Ok(Self(secret_of(parts, web)))
    }
}

fn secret_of(parts: &Parts, web: &Web) -> Option<Secret> {
    let value = cookie::value(parts, COOKIE_NAME, web.site().secure_cookies);
    value.filter(|value| value.len() == 64).map(Secret::new)
}

/// The `Set-Cookie` value that begins a session in the browser, or ends it with an empty secret.
#[must_use]
pub fn session_cookie(secret: &str, secure: bool) -> String {
    cookie::set(COOKIE_NAME, secret, secure, 43_200)
}

/// The address to go on to after signing in, when it lies on this site; everything else is refused.
#[must_use]
pub fn local_path(next: &str) -> Option<&str> {
    let plain = next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    (plain && next.starts_with('/') && !next.starts_with("//") && next.len() <= 2000).then_some(next)
}

/// The parts of the address, parsed; what does not parse is a page that does not exist.
#[derive(Debug, Clone)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        #[expect(clippy::disallowed_types, reason = "this is the wrapper")]
        let inner = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        match inner {
            Ok(path) => Ok(Self(path.0)),
            Err(_) => Err(Problem::missing("page", parts.uri.path()).into()),
        }
    }
}

/// The query of the address as pairs; unknown ones are kept, nothing is refused.
#[derive(Debug, Clone, Default)]
pub struct Query(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let RawQuery(raw) = RawQuery::from_request_parts(parts, state).await?;
        Ok(Self::parse(raw.as_deref().unwrap_or_default()))
    }
}

impl Query {
    /// Reads `a=1&b=2`.
    #[must_use]
    pub fn parse(raw: &str) -> Self {
        Self(crate::fields::pairs(raw.as_bytes()))
    }
    /// The value of a name, trimmed; empty when it is not there.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.trim())
    }
    /// The value of a name, or nothing when it is empty or not there.
    #[must_use]
    pub fn maybe(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|v| !v.is_empty())
    }
    /// The value of a name, parsed; nothing when it is empty or does not parse.
    #[must_use]
    pub fn parsed<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.maybe(name)?.parse().ok()
    }
    /// The same address with one value changed (or left out, when empty): for filters and pagers.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> String {
        let kept =
            self.0.iter().filter(|(n, v)| n != name && !v.is_empty()).map(|(n, v)| (n.as_str(), v.as_str()));
        let new = (!value.is_empty()).then_some((name, value));
        let pairs: Vec<String> =
            kept.chain(new).map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        pairs.join("&")
    }
}

/// Percent-encoding for a query value.
#[must_use]
pub fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// What a percent-encoded text says; nothing where it is no UTF-8.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    percent_encoding::percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(local_path("/desk/records?a=1"), Some("/desk/records?a=1"));
        for bad in
            ["", "desk", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "/ a", "/低"]
        {
            assert_eq!(local_path(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_filter_changes_one_value_and_keeps_the_others() {
        let query = Query::parse("q=%E4%BD%8E%E4%BF%9D&year=2026&empty=");
        assert_eq!(query.text("q"), "低保");
        assert_eq!(query.with("year", "2025"), "q=%E4%BD%8E%E4%BF%9D&year=2025");
        assert_eq!(query.with("year", ""), "q=%E4%BD%8E%E4%BF%9D");
    }
}
