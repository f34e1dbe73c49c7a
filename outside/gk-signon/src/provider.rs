//! The other system: found by its address, asked for a token with a code, believed by its keys.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use gk_base::ports::{SignOn, SignOnAttempt, SignOnReturn};
use gk_base::{Moment, Secret};
use gk_post::{Courier, Enquiry};
use gk_rules::foi::account::{LONGEST_NAME, SignOnTrouble, SignedOn};
use gk_rules::foi::hook::{Endpoint, Undelivered};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use tokio::sync::Mutex;

use crate::claims::{Claims, Expected};
use crate::jws::{Keys, Unsigned, signed};

/// What stands in a form or an address as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// So long what was found is good without asking again.
const FOUND_FOR: Duration = Duration::from_secs(3600);
/// Keys are looked at again, for a token nobody knows, not more often than this.
const AGAIN_AFTER: Duration = Duration::from_secs(60);
/// The longest code that is exchanged.
const LONGEST_CODE: usize = 4096;

/// 认证平台的接入参数.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its address, exactly as it names itself.
    pub issuer: String,
    /// Our name there.
    pub client: String,
    /// Our secret there; a public client has none.
    pub secret: Option<Secret>,
    /// What people call it.
    pub name: String,
}

/// Settings nobody can be asked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadSettings {
    /// The address is no `https` one, or has a query.
    Issuer,
    /// Our name there, or what people call it, is empty.
    Named,
}

/// 认证平台.
pub struct Provider {
    settings: Settings,
    courier: Courier,
    found: Mutex<Option<Arc<Found>>>,
}

/// What it says of itself (OpenID Connect Discovery 1.0 §3).
#[derive(Deserialize)]
struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

struct Found {
    of: Metadata,
    keys: Keys,
    at: Instant,
}

#[derive(Deserialize)]
struct Token {
    id_token: String,
    access_token: Option<Secret0>,
}

/// A text that is a secret as soon as it is read.
#[derive(Deserialize)]
#[serde(from = "String")]
struct Secret0(Secret);

impl From<String> for Secret0 {
    fn from(text: String) -> Self {
        Self(Secret::new(text))
    }
}

#[derive(Deserialize)]
struct UserInfo {
    sub: String,
    name: Option<String>,
}

/// Over TLS, or within this machine.
fn is_guarded(url: &str) -> bool {
    let local = ["127.0.0.1", "::1", "localhost"];
    Endpoint::parse(url).is_ok_and(|to| to.secure || local.contains(&to.host.as_str()))
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, KEPT).to_string()
}

fn pairs(all: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", encode(value));
    all.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// One of the three values an attempt is known by, all from the secret the browser keeps; none gives another away.
fn derived(attempt: &SignOnAttempt, what: &str) -> String {
    let digest = Sha256::new().chain_update(what).chain_update([0]).chain_update(attempt.secret.reveal());
    URL_SAFE_NO_PAD.encode(digest.finalize())
}

/// 姓名 as it is kept: one line of visible characters.
fn plain_name(name: &str) -> Option<String> {
    let name: String = name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

fn told(why: Undelivered) -> SignOnTrouble {
    tracing::warn!(?why, "the sign-on system is not reached");
    if why == Undelivered::NotTrusted { SignOnTrouble::NotTrusted } else { SignOnTrouble::NotReached }
}

fn distrusted(fault: &str) -> SignOnTrouble {
    tracing::warn!(fault, "the sign-on system is not believed");
    SignOnTrouble::NotTrusted
}

impl Provider {
    /// A system with these settings, reached by this courier.
    ///
    /// # Errors
    /// [`BadSettings`].
    pub fn new(settings: Settings, courier: Courier) -> Result<Self, BadSettings> {
        if !is_guarded(&settings.issuer) || settings.issuer.contains('?') {
            return Err(BadSettings::Issuer);
        }
        if settings.client.trim().is_empty() || settings.name.trim().is_empty() {
            return Err(BadSettings::Named);
        }
        Ok(Self { settings, courier, found: Mutex::new(None) })
    }

    async fn ask(&self, enquiry: &Enquiry) -> Result<(u16, Vec<u8>), SignOnTrouble> {
        self.courier.ask(enquiry).await.map_err(told)
    }
    async fn get(&self, url: &str) -> Result<Vec<u8>, SignOnTrouble> {
        match self.ask(&Enquiry { url: url.to_owned(), ..Enquiry::default() }).await? {
            (200, body) => Ok(body),
            (status, _) => {
                tracing::warn!(status, url, "the sign-on system does not answer as it should");
                Err(SignOnTrouble::NotReached)
            }
        }
    }
    /// What it says of itself and its keys; asked again after an hour, or when what is known is older than asked for.
    async fn found(&self, no_older: Duration) -> Result<Arc<Found>, SignOnTrouble> {
        let mut kept = self.found.lock().await;
        if let Some(found) = kept.as_ref().filter(|found| found.at.elapsed() < no_older) {
            return Ok(Arc::clone(found));
        }
        let address =
            format!("{}/.well-known/openid-configuration", self.settings.issuer.trim_end_matches('/'));
        let of: Metadata = serde_json::from_slice(&self.get(&address).await?)
            .map_err(|_| distrusted("what it says of itself cannot be read"))?;
        if of.issuer != self.settings.issuer {
            return Err(distrusted("it names itself otherwise"));
        }
        let mut addresses = vec![&of.authorization_endpoint, &of.token_endpoint, &of.jwks_uri];
        addresses.extend(&of.userinfo_endpoint);
        if !addresses.into_iter().all(|url| is_guarded(url)) {
            return Err(distrusted("one of its addresses is not https"));
        }
        let keys = Keys::read(&self.get(&of.jwks_uri).await?)
            .ok_or_else(|| distrusted("its keys cannot be read"))?;
        let found = Arc::new(Found { of, keys, at: Instant::now() });
        *kept = Some(Arc::clone(&found));
        Ok(found)
    }

    /// Exchanges a code (RFC 6749 §4.1.3, RFC 7636 §4.5).
    async fn token(
        &self,
        of: &Metadata,
        attempt: &SignOnAttempt,
        code: &Secret,
    ) -> Result<Token, SignOnTrouble> {
        let verifier = derived(attempt, "verifier");
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code.reveal()),
            ("redirect_uri", &attempt.back),
            ("code_verifier", &verifier),
        ];
        let mut headers = vec![("accept", "application/json".to_owned())];
        let methods = &of.token_endpoint_auth_methods_supported;
        // Where it says nothing it is asked by header (Discovery §3).
        let by_header = methods.is_empty() || methods.iter().any(|one| one == "client_secret_basic");
        match &self.settings.secret {
            Some(secret) if by_header => {
                let both = format!("{}:{}", encode(&self.settings.client), encode(secret.reveal()));
                headers.push(("authorization", format!("Basic {}", STANDARD.encode(both))));
            }
            secret => {
                form.push(("client_id", &self.settings.client));
                form.extend(secret.as_ref().map(|secret| ("client_secret", secret.reveal())));
            }
        }
        let enquiry = Enquiry { url: of.token_endpoint.clone(), form: Some(pairs(&form)), headers };
        match self.ask(&enquiry).await? {
            (200, body) => serde_json::from_slice(&body).map_err(|_| distrusted("its token cannot be read")),
            (400, body) => {
                let said: BTreeMap<String, serde_json::Value> =
                    serde_json::from_slice(&body).unwrap_or_default();
                let error = said.get("error").and_then(serde_json::Value::as_str).unwrap_or_default();
                tracing::info!(error, "a code is not exchanged");
                // The code is used up or too old; anything else is between that system and us.
                Err(if error == "invalid_grant" { SignOnTrouble::Strange } else { SignOnTrouble::NotTrusted })
            }
            (status, _) => {
                tracing::warn!(status, "a code is not exchanged");
                Err(SignOnTrouble::NotReached)
            }
        }
    }

    /// What a token says, by the keys of the system; they are looked at again when none of them signed it.
    async fn believed(&self, found: &Found, token: &str) -> Result<Claims, SignOnTrouble> {
        let said = match signed(token, &found.keys) {
            Err(Unsigned::NoKey) => signed(token, &self.found(AGAIN_AFTER).await?.keys),
            other => other,
        };
        let said = said.map_err(|why| match why {
            Unsigned::Strange => distrusted("its token is signed in a way that is not taken"),
            Unsigned::NoKey => distrusted("its token is signed by nobody it names"),
        })?;
        serde_json::from_slice(&said).map_err(|_| distrusted("what its token says cannot be read"))
    }

    /// 姓名, where only a further question tells it; without an answer there is none.
    async fn name_of(&self, of: &Metadata, subject: &str, access: Option<&Secret>) -> Option<String> {
        let (url, access) = (of.userinfo_endpoint.clone()?, access?);
        let headers = vec![("authorization", format!("Bearer {}", access.reveal()))];
        let (status, body) = self.ask(&Enquiry { url, form: None, headers }).await.ok()?;
        let info: UserInfo = serde_json::from_slice(&body).ok().filter(|_| status == 200)?;
        // An answer about another is none (§5.3.2).
        if info.sub == subject { info.name } else { None }
    }
}

#[async_trait::async_trait]
impl SignOn for Provider {
    fn name(&self) -> Option<&str> {
        Some(&self.settings.name)
    }
    async fn begin(&self, attempt: &SignOnAttempt) -> Result<String, SignOnTrouble> {
        let found = self.found(FOUND_FOR).await?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(derived(attempt, "verifier")));
        let asked = pairs(&[
            ("response_type", "code"),
            ("scope", "openid profile"),
            ("client_id", &self.settings.client),
            ("redirect_uri", &attempt.back),
            ("state", &derived(attempt, "state")),
            ("nonce", &derived(attempt, "nonce")),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ]);
        let at = &found.of.authorization_endpoint;
        Ok(format!("{at}{}{asked}", if at.contains('?') { '&' } else { '?' }))
    }
    async fn finish(
        &self,
        attempt: &SignOnAttempt,
        back: &SignOnReturn,
        now: Moment,
    ) -> Result<SignedOn, SignOnTrouble> {
        if back.attempt != derived(attempt, "state") {
            return Err(SignOnTrouble::Strange);
        }
        let found = self.found(FOUND_FOR).await?;
        let named = back.issuer.as_ref().is_none_or(|issuer| *issuer == self.settings.issuer);
        if !named || (back.issuer.is_none() && found.of.authorization_response_iss_parameter_supported) {
            return Err(distrusted("the browser comes from another system"));
        }
        if let Some(error) = &back.error {
            tracing::info!(error = %error.chars().take(40).collect::<String>(), "not signed on");
            return Err(SignOnTrouble::Declined);
        }
        let code = &back.code;
        if code.reveal().is_empty() || code.reveal().len() > LONGEST_CODE {
            return Err(SignOnTrouble::Strange);
        }
        let token = self.token(&found.of, attempt, code).await?;
        let claims = self.believed(&found, &token.id_token).await?;
        let (issuer, client) = (&self.settings.issuer, &self.settings.client);
        let nonce = derived(attempt, "nonce");
        if let Some(fault) = claims.fault(&Expected { issuer, client, nonce: &nonce, now }) {
            return Err(distrusted(fault));
        }
        let name = match claims.name {
            Some(name) => Some(name),
            None => {
                let access = token.access_token.as_ref().map(|one| &one.0);
                self.name_of(&found.of, &claims.sub, access).await
            }
        };
        let name = name.as_deref().and_then(plain_name);
        Ok(SignedOn { issuer: issuer.clone(), subject: claims.sub, name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(issuer: &str) -> Settings {
        Settings { issuer: issuer.into(), client: "c".into(), secret: None, name: "n".into() }
    }

    #[test]
    fn a_system_in_the_open_is_not_asked() {
        for issuer in ["http://id.example", "ftp://id.example", "id.example", "", "https://id.example/?x=1"] {
            assert!(
                Provider::new(settings(issuer), Courier::new(gk_post::Allowed::default())).is_err(),
                "{issuer}"
            );
        }
        for issuer in ["https://id.example", "https://id.example/realms/x", "http://127.0.0.1:9/x"] {
            assert!(
                Provider::new(settings(issuer), Courier::new(gk_post::Allowed::default())).is_ok(),
                "{issuer}"
            );
        }
    }

    #[test]
    fn what_an_attempt_is_known_by_gives_nothing_else_away() {
        let attempt = |secret: &str| SignOnAttempt { back: String::new(), secret: Secret::new(secret) };
        let all: Vec<String> =
            ["state", "nonce", "verifier"].iter().map(|what| derived(&attempt("s"), what)).collect();
        assert!(all.iter().all(|one| one.len() == 43));
        assert_ne!(all[0], all[1]);
        assert_ne!(all[1], all[2]);
        assert_ne!(derived(&attempt("t"), "state"), all[0], "another browser is another attempt");
    }

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(plain_name(" 王\u{0}\n某 ").as_deref(), Some("王某"));
        assert_eq!(plain_name("\t "), None);
        assert_eq!(plain_name(&"长".repeat(500)).map(|name| name.chars().count()), Some(LONGEST_NAME));
    }
}
