//! A system that knows people (认证平台), small and real: OpenID Connect over a socket, keys of its own, and every way to be wrong.

#![expect(clippy::indexing_slicing, reason = "a test fails loudly")]

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use gk_base::ports::{Clock as _, FixedClock};
use gk_signon::{Provider, Settings};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Our name and secret there; the secret needs encoding in a header.
pub const CLIENT: &str = "gongkai";
const SECRET: &str = "a secret: 100%";

/// In which way it is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wrong {
    /// In none.
    #[default]
    Nothing,
    /// It names itself otherwise.
    Issuer,
    /// Its token is said to another.
    Audience,
    /// Its token is about another attempt.
    Nonce,
    /// Its token is an hour old.
    Expired,
    /// Its token is signed by a key it does not name.
    Key,
    /// Its token is not signed.
    Unsigned,
    /// What it says of the person is about another.
    Person,
    /// It answers with a page.
    Nonsense,
    /// It fails.
    Failing,
}

/// 认证平台.
#[derive(Clone)]
pub struct Identity(Arc<Inner>);

struct Inner {
    at: SocketAddr,
    clock: Arc<FixedClock>,
    keys: Mutex<(EcdsaKeyPair, u32)>,
    stranger: EcdsaKeyPair,
    state: Mutex<Standing>,
}

#[derive(Default)]
struct Standing {
    wrong: Wrong,
    /// Whether the token tells the name, or a further question does.
    name_apart: bool,
    codes: BTreeMap<String, Consent>,
    given: u32,
    asked_for_keys: u32,
}

/// What somebody agreed to.
#[derive(Clone)]
struct Consent {
    subject: String,
    name: Option<String>,
    nonce: String,
    challenge: String,
    back: String,
}

fn key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).expect("a key");
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, made.as_ref(), &random).expect("a key")
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn pairs(text: &str) -> BTreeMap<String, String> {
    let decode = |text: &str| gk_webkit::door::decode(text).expect("UTF-8");
    text.split('&').filter_map(|pair| pair.split_once('=')).map(|(n, v)| (n.to_owned(), decode(v))).collect()
}

impl Identity {
    /// One that listens on this machine, with the clock of an office.
    pub async fn start(clock: Arc<FixedClock>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let at = listener.local_addr().expect("an address");
        let inner =
            Inner { at, clock, keys: Mutex::new((key(), 1)), stranger: key(), state: Mutex::default() };
        let identity = Self(Arc::new(inner));
        let router = Router::new()
            .route("/id/.well-known/openid-configuration", get(about))
            .route("/id/keys", get(keys))
            .route("/id/token", post(token))
            .route("/id/me", get(me))
            .with_state(identity.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        identity
    }
    /// How it names itself.
    #[must_use]
    pub fn issuer(&self) -> String {
        format!("http://{}/id", self.0.at)
    }
    /// What asks it.
    #[must_use]
    pub fn provider(&self) -> Provider {
        let settings = Settings {
            issuer: self.issuer(),
            client: CLIENT.into(),
            secret: Some(gk_base::Secret::new(SECRET)),
            name: "示范认证平台".into(),
        };
        let courier = gk_post::Courier::new("127.0.0.1".parse().expect("an entry"));
        Provider::new(settings, courier).expect("good settings")
    }
    fn state(&self) -> MutexGuard<'_, Standing> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// From now on it is wrong in this way.
    pub fn is_wrong(&self, wrong: Wrong) {
        self.state().wrong = wrong;
    }
    /// From now on the token tells no name; the further question does.
    pub fn tells_the_name_apart(&self) {
        self.state().name_apart = true;
    }
    /// Its clock goes on.
    pub fn waits(&self, seconds: i64) {
        self.0.clock.pass(seconds);
    }
    /// From now on it signs with another key.
    pub fn changes_its_key(&self) {
        let mut keys = self.0.keys.lock().unwrap_or_else(PoisonError::into_inner);
        *keys = (key(), keys.1 + 1);
    }
    /// How often its keys were looked at.
    #[must_use]
    pub fn asked_for_keys(&self) -> u32 {
        self.state().asked_for_keys
    }
    /// Somebody agrees; gives where the browser goes back to, from the path on.
    #[must_use]
    pub fn agrees(&self, sent_to: &str, (subject, name): (&str, Option<&str>)) -> String {
        let (at, asked) = sent_to.split_once('?').expect("an address with a query");
        assert_eq!(at, format!("{}/authorize", self.issuer()));
        let asked = pairs(asked);
        let get = |name: &str| asked.get(name).unwrap_or_else(|| panic!("{name} is asked")).clone();
        assert_eq!((get("response_type"), get("client_id")), ("code".into(), CLIENT.into()));
        assert_eq!((get("scope"), get("code_challenge_method")), ("openid profile".into(), "S256".into()));
        let mut state = self.state();
        state.given += 1;
        let code = format!("code {}", state.given);
        let consent = Consent {
            subject: subject.to_owned(),
            name: name.map(str::to_owned),
            nonce: get("nonce"),
            challenge: get("code_challenge"),
            back: get("redirect_uri"),
        };
        let back = consent.back.strip_prefix("http://localhost").expect("an address of ours").to_owned();
        state.codes.insert(code.clone(), consent);
        let encode = gk_webkit::door::encode;
        format!(
            "{back}?code={}&state={}&iss={}",
            encode(&code),
            encode(&get("state")),
            encode(&self.issuer())
        )
    }
    fn signed(&self, claims: &Value) -> String {
        let keys = self.0.keys.lock().unwrap_or_else(PoisonError::into_inner);
        let wrong = self.state().wrong;
        let alg = if wrong == Wrong::Unsigned { "none" } else { "ES256" };
        let message =
            format!("{}.{}", encoded(&json!({"alg": alg, "kid": keys.1.to_string()})), encoded(claims));
        let key = if wrong == Wrong::Key { &self.0.stranger } else { &keys.0 };
        let signature = key.sign(&SystemRandom::new(), message.as_bytes()).expect("a signature");
        let signature =
            if wrong == Wrong::Unsigned { String::new() } else { URL_SAFE_NO_PAD.encode(signature) };
        format!("{message}.{signature}")
    }
}

fn failing(identity: &Identity) -> Option<Response> {
    match identity.state().wrong {
        Wrong::Failing => Some(StatusCode::INTERNAL_SERVER_ERROR.into_response()),
        Wrong::Nonsense => Some("<html>".into_response()),
        _ => None,
    }
}

async fn about(State(identity): State<Identity>) -> Response {
    if let Some(failing) = failing(&identity) {
        return failing;
    }
    let issuer = identity.issuer();
    let named =
        if identity.state().wrong == Wrong::Issuer { "https://id.example".into() } else { issuer.clone() };
    Json(json!({
        "issuer": named,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "userinfo_endpoint": format!("{issuer}/me"),
        "authorization_response_iss_parameter_supported": true,
    }))
    .into_response()
}

async fn keys(State(identity): State<Identity>) -> Response {
    identity.state().asked_for_keys += 1;
    let keys = identity.0.keys.lock().unwrap_or_else(PoisonError::into_inner);
    let point = keys.0.public_key().as_ref();
    let (x, y) = (&point[1..33], &point[33..65]);
    let encode = |part: &[u8]| URL_SAFE_NO_PAD.encode(part);
    let key = json!({"kty": "EC", "crv": "P-256", "kid": keys.1.to_string(), "use": "sig", "x": encode(x), "y": encode(y)});
    Json(json!({ "keys": [key] })).into_response()
}

async fn token(State(identity): State<Identity>, headers: HeaderMap, body: Bytes) -> Response {
    if let Some(failing) = failing(&identity) {
        return failing;
    }
    let encode = gk_webkit::door::encode;
    let both = STANDARD.encode(format!("{}:{}", encode(CLIENT), encode(SECRET)));
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if shown != Some(&format!("Basic {both}")) {
        return (StatusCode::UNAUTHORIZED, Json(json!({"error": "invalid_client"}))).into_response();
    }
    let asked = pairs(std::str::from_utf8(&body).expect("a form"));
    let get = |name: &str| asked.get(name).cloned().unwrap_or_default();
    let consent = identity.state().codes.remove(&get("code"));
    let fits = |consent: &Consent| {
        URL_SAFE_NO_PAD.encode(Sha256::digest(get("code_verifier"))) == consent.challenge
            && get("redirect_uri") == consent.back
            && get("grant_type") == "authorization_code"
    };
    let Some(consent) = consent.filter(fits) else {
        return (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response();
    };
    let (wrong, apart) = {
        let state = identity.state();
        (state.wrong, state.name_apart)
    };
    let now = identity.0.clock.now().as_second();
    let made = if wrong == Wrong::Expired { now - 3600 } else { now };
    let mut claims = json!({
        "iss": identity.issuer(), "sub": consent.subject, "aud": CLIENT, "iat": made, "exp": made + 300, "nonce": consent.nonce,
    });
    match wrong {
        Wrong::Audience => claims["aud"] = json!(["another", CLIENT]),
        Wrong::Nonce => claims["nonce"] = json!("another"),
        _ => {}
    }
    if !apart && let Some(name) = &consent.name {
        claims["name"] = json!(name);
    }
    let access = encoded(&json!([consent.subject, consent.name]));
    let said = json!({"access_token": access, "token_type": "Bearer", "id_token": identity.signed(&claims)});
    Json(said).into_response()
}

async fn me(State(identity): State<Identity>, headers: HeaderMap) -> Response {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let access = shown.and_then(|value| value.strip_prefix("Bearer ")).expect("an access token");
    let who: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(access).expect("ours")).expect("ours");
    let subject = if identity.state().wrong == Wrong::Person { json!("another") } else { who[0].clone() };
    Json(json!({"sub": subject, "name": who[1]})).into_response()
}
