//! A browser without a screen: requests through the real router, cookies kept, redirects followed.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// Somebody with a browser.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookie: Option<String>,
    from: Option<(SocketAddr, String)>,
}

/// What was seen.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The address at last, after redirects.
    pub at: String,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: axum::http::HeaderMap,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Seen {
    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
    /// Asserts a page that is fine and shows these words.
    #[must_use]
    pub fn shows(self, words: &str) -> Self {
        assert!(
            self.text().contains(words),
            "{words:?} is not on {} ({}):\n{}",
            self.at,
            self.status,
            self.text()
        );
        self
    }
    /// Asserts that these words are not shown.
    #[must_use]
    pub fn hides(self, words: &str) -> Self {
        assert!(!self.text().contains(words), "{words:?} is on {}", self.at);
        self
    }
    /// Asserts the status.
    #[must_use]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "at {}:\n{}", self.at, self.text());
        self
    }
}

impl Browser {
    pub(crate) fn new(router: Router) -> Self {
        Self { router, cookie: None, from: None }
    }
    /// The same browser, coming from an address; `said` is what stands in X-Forwarded-For, if anything.
    #[must_use]
    pub fn coming_from(mut self, peer: &str, said: &str) -> Self {
        let peer = SocketAddr::new(peer.parse().expect("an address"), 4711);
        self.from = Some((peer, said.to_owned()));
        self
    }
    /// What it sends as its cookie.
    #[must_use]
    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }
    /// The same browser with another cookie.
    #[must_use]
    pub fn with_cookie(mut self, cookie: &str) -> Self {
        self.cookie = Some(cookie.to_owned());
        self
    }
    /// Opens an address.
    pub async fn get(&mut self, address: &str) -> Seen {
        self.send(Method::GET, address, None, Vec::new()).await
    }
    /// Opens an address, saying which version of it is there already.
    pub async fn get_known(&mut self, address: &str, tag: &str) -> Seen {
        let request = Request::builder().uri(address).header(header::HOST, "localhost");
        let request = request.header(header::IF_NONE_MATCH, tag).body(Body::empty()).expect("a request");
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, content) = answer.into_parts();
        let bytes = content.collect().await.expect("a body").to_bytes().to_vec();
        Seen { at: address.to_owned(), status: parts.status, headers: parts.headers, bytes }
    }
    /// Posts a form.
    pub async fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Seen {
        let body: Vec<String> = fields
            .iter()
            .map(|(n, v)| format!("{}={}", gk_webkit::door::encode(n), gk_webkit::door::encode(v)))
            .collect();
        let kind = "application/x-www-form-urlencoded".to_owned();
        self.send(Method::POST, address, Some(kind), body.join("&").into_bytes()).await
    }
    /// Posts a form with files: (field, file name, bytes).
    pub async fn upload(
        &mut self,
        address: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Seen {
        const EDGE: &str = "----gongkai-test-boundary";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .into_bytes(),
            );
        }
        for (name, file, bytes) in files {
            let head = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend(format!("--{EDGE}--\r\n").into_bytes());
        self.send(Method::POST, address, Some(format!("multipart/form-data; boundary={EDGE}")), body).await
    }
    /// Signs in with an account and the password all test people have.
    pub async fn signs_in(&mut self, account: &str) -> Seen {
        self.post("/desk/sign-in", &[("account", account), ("password", PASSWORD), ("next", "/desk")])
            .await
            .is(200)
    }
    /// Posts a form as a page of another site would make the browser post it.
    pub async fn post_from_elsewhere(&mut self, address: &str, fields: &[(&str, &str)]) -> Seen {
        let body: Vec<String> =
            fields.iter().map(|(n, v)| format!("{n}={}", gk_webkit::door::encode(v))).collect();
        let request = Request::post(address)
            .header(header::HOST, "localhost")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site")
            .header(header::COOKIE, self.cookie.clone().unwrap_or_default())
            .body(Body::from(body.join("&")))
            .expect("a request");
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, content) = answer.into_parts();
        let bytes = content.collect().await.expect("a body").to_bytes().to_vec();
        Seen { at: address.to_owned(), status: parts.status, headers: parts.headers, bytes }
    }
    /// Keeps what a `Set-Cookie` says, in place of what it had under that name.
    fn keep(&mut self, set: &str) {
        let pair = set.split(';').next().unwrap_or_default();
        let name = pair.split('=').next().unwrap_or_default();
        let kept = self.cookie.take().unwrap_or_default();
        let others = kept.split("; ").filter(|one| !one.is_empty() && one.split('=').next() != Some(name));
        let new = Some(pair).filter(|pair| !pair.ends_with('='));
        let all: Vec<&str> = others.chain(new).collect();
        self.cookie = Some(all.join("; ")).filter(|all| !all.is_empty());
    }
    async fn send(&mut self, method: Method, address: &str, kind: Option<String>, body: Vec<u8>) -> Seen {
        let (mut method, mut address, mut kind, mut body) = (method, address.to_owned(), kind, body);
        for _ in 0..6 {
            let mut request =
                Request::builder().method(method.clone()).uri(&address).header(header::HOST, "localhost");
            if let Some(kind) = &kind {
                request = request.header(header::CONTENT_TYPE, kind).header("sec-fetch-site", "same-origin");
            }
            if let Some(cookie) = &self.cookie {
                request = request.header(header::COOKIE, cookie);
            }
            if let Some((peer, said)) = &self.from {
                request = request.extension(ConnectInfo(*peer));
                if !said.is_empty() {
                    request = request.header("x-forwarded-for", said);
                }
            }
            let request = request.body(Body::from(body.clone())).expect("a request");
            let answer = self.router.clone().oneshot(request).await.expect("an answer");
            let (parts, content) = answer.into_parts();
            let bytes = content.collect().await.expect("a body").to_bytes().to_vec();
            for set in parts.headers.get_all(header::SET_COOKIE).iter().filter_map(|v| v.to_str().ok()) {
                self.keep(set);
            }
            if parts.status == StatusCode::SEE_OTHER
                && let Some(to) = parts.headers.get(header::LOCATION).and_then(|v| v.to_str().ok())
            {
                (method, address, kind, body) = (Method::GET, to.to_owned(), None, Vec::new());
                if to.starts_with('/') {
                    continue;
                }
                // It leads to another site.
                return Seen { at: address, status: parts.status, headers: parts.headers, bytes };
            }
            return Seen { at: address, status: parts.status, headers: parts.headers, bytes };
        }
        panic!("{address} leads round in circles");
    }
}

/// The password of everybody in tests and in the demonstration.
pub const PASSWORD: &str = "gongkai-2026";
