//! Whoever signed on: known by a cookie for two hours, on this site alone.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use gk_base::Secret;
use gk_rules::foi::account::{HOURS, SECONDS_TO_SIGN_ON};
use gk_webkit::door::encode;
use gk_webkit::{PageError, Web, cookie};

use crate::tables::accounts::{self, Account};

/// The names of the cookies, without the prefix they have over TLS.
const NAME: &str = "gk_account";
const ATTEMPT: &str = "gk_sign_on";

/// 登录的申请人, if anybody.
pub(super) struct SignedOn(pub(super) Option<(Account, Secret)>);

impl SignedOn {
    pub(super) fn account(&self) -> Option<&Account> {
        self.0.as_ref().map(|(account, _)| account)
    }
    pub(super) fn id(&self) -> Option<i64> {
        self.account().map(|account| account.id)
    }
}

fn kept(parts: &Parts, web: &Web, name: &str) -> Option<Secret> {
    cookie::value(parts, name, web.site().secure_cookies).map(Secret::new)
}

impl FromRequestParts<Web> for SignedOn {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, PageError> {
        let kept = kept(parts, web, NAME).filter(|secret| secret.reveal().len() == 64);
        let Some(secret) = kept else { return Ok(Self(None)) };
        let mut read = web.office().read().await?;
        let account = accounts::find(&mut read, &secret).await?;
        Ok(Self(account.map(|account| (account, secret))))
    }
}

/// 登录中的浏览器: the secret of the attempt it began, and where it goes on to.
pub(super) struct Attempting(pub(super) Option<(Secret, String)>);

impl FromRequestParts<Web> for Attempting {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Self::Rejection> {
        let read = |kept: Secret| {
            let (secret, next) = kept.reveal().split_at_checked(64)?;
            Some((Secret::new(secret), gk_webkit::door::decode(next)?))
        };
        Ok(Self(kept(parts, web, ATTEMPT).and_then(read)))
    }
}

/// The `Set-Cookie` value that keeps somebody signed on, or signs him off when it is empty.
pub(super) fn cookie(secret: &str, web: &Web) -> String {
    let seconds = u32::try_from(HOURS * 3600).unwrap_or(0);
    cookie::set(NAME, secret, web.site().secure_cookies, seconds)
}

/// The `Set-Cookie` value that keeps an attempt; nothing forgets it.
pub(super) fn attempt_cookie(attempt: Option<(&Secret, &str)>, web: &Web) -> String {
    let value = attempt.map(|(secret, next)| format!("{}{}", secret.reveal(), encode(next)));
    cookie::set(ATTEMPT, &value.unwrap_or_default(), web.site().secure_cookies, SECONDS_TO_SIGN_ON)
}
