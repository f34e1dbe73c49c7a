//! Whoever holds a query code: it comes in a cookie that no script reads and no address shows.

use axum::extract::FromRequestParts;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use gk_rules::numbers::QueryCode;
use gk_webkit::{PageError, Web};

use super::guesses::Asker;
use gk_foi::cases;

/// The name of the cookie.
const NAME: &str = "gk_foi";

/// 查询人: who holds the code of a case.
pub(super) struct Holder {
    /// The case.
    pub(super) matter: i64,
    /// The code.
    pub(super) code: QueryCode,
}

impl FromRequestParts<Web> for Holder {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, PageError> {
        let elsewhere = || PageError::Elsewhere("/foi/progress");
        let code = code_of(parts).ok_or_else(elsewhere)?;
        let mut read = web.office().read().await?;
        let (asker, now) = (Asker::of(parts), web.office().now());
        if asker.waits(now) {
            return Err(elsewhere());
        }
        let Some(matter) = cases::find_by_query(&mut read, &code.to_string()).await? else {
            asker.was_wrong(now);
            return Err(elsewhere());
        };
        Ok(Self { matter, code })
    }
}

fn code_of(parts: &Parts) -> Option<QueryCode> {
    let all = parts.headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == NAME)?.1.parse().ok()
}

/// The `Set-Cookie` value that keeps a code for half an hour, or forgets it when it is empty.
pub(super) fn cookie(code: &str, secure: bool) -> String {
    let life = if code.is_empty() { "Max-Age=0" } else { "Max-Age=1800" };
    let secure = if secure { "; Secure" } else { "" };
    format!("{NAME}={code}; Path=/foi; HttpOnly; SameSite=Lax; {life}{secure}")
}
