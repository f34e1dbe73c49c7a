//! Whoever holds a query code: it comes in a cookie that no script reads and no address shows.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use gk_rules::numbers::QueryCode;
use gk_webkit::{PageError, Web, cookie};

use super::guesses::Asker;
use gk_foi::cases;

/// The name of the cookie, without the prefix it has over TLS.
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
        let kept = cookie::value(parts, NAME, web.site().secure_cookies);
        let code: QueryCode = kept.and_then(|text| text.parse().ok()).ok_or_else(elsewhere)?;
        let mut read = web.office().read().await?;
        let (asker, now) = (Asker::of(parts, web), web.office().now());
        if asker.waits(now) {
            return Err(elsewhere());
        }
        let Some(matter) = cases::find_by_query(&mut read, &code.reveal()).await? else {
            asker.was_wrong(now);
            return Err(elsewhere());
        };
        Ok(Self { matter, code })
    }
}

/// The `Set-Cookie` value that keeps a code for half an hour, or forgets it when it is empty.
pub(super) fn cookie(code: &str, secure: bool) -> String {
    cookie::set(NAME, code, secure, 1800)
}
