//! One message and its answer: resolved once, connected to what was looked at, sent; of the answer the status, or a bounded body.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use gk_base::ports::{Answered, Post, Posting};
use gk_rules::foi::hook::{Endpoint, Undelivered};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::header::{CONNECTION, CONTENT_TYPE, HOST, RETRY_AFTER, USER_AGENT};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::Allowed;

/// How long a message and its answer may take.
const LONGEST: Duration = Duration::from_secs(15);
/// How long one address is tried.
const KNOCK: Duration = Duration::from_secs(5);
/// How many addresses of a name are tried.
const ADDRESSES: usize = 4;
/// The head of an answer, at most.
const HEAD: usize = 64 << 10;
/// The body of an answer, at most.
const BODY: usize = 256 << 10;

/// 询问: what is asked of a system outside.
#[derive(Debug, Clone, Default)]
pub struct Enquiry {
    /// Where, as [`Endpoint`] reads it.
    pub url: String,
    /// A form that is posted; nothing is a plain `GET`.
    pub form: Option<String>,
    /// Headers beside those of every message.
    pub headers: Vec<(&'static str, String)>,
}

/// 信使: sends messages.
pub struct Courier {
    allowed: Allowed,
    own: Vec<CertificateDer<'static>>,
    longest: Duration,
    tls: OnceLock<Arc<ClientConfig>>,
}

/// A file of certificates that holds none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadRoots;

impl std::fmt::Display for BadRoots {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no certificate in PEM")
    }
}
impl std::error::Error for BadRoots {}

impl Courier {
    /// One that reaches the public network and what is allowed besides.
    #[must_use]
    pub fn new(allowed: Allowed) -> Self {
        Self { allowed, own: Vec::new(), longest: LONGEST, tls: OnceLock::new() }
    }
    /// The same, trusting authorities of the office's own besides those of the system.
    ///
    /// # Errors
    /// [`BadRoots`].
    pub fn trusting(mut self, pem: &[u8]) -> Result<Self, BadRoots> {
        let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
        self.own = read.ok().filter(|all| !all.is_empty()).ok_or(BadRoots)?;
        Ok(self)
    }
    /// The same, waiting so long for an answer.
    #[must_use]
    pub fn waiting(mut self, longest: Duration) -> Self {
        self.longest = longest;
        self
    }
    /// The authorities of the system are read when the first message goes out by TLS.
    fn tls(&self) -> Result<Arc<ClientConfig>, Undelivered> {
        if let Some(made) = self.tls.get() {
            return Ok(Arc::clone(made));
        }
        let mut roots = RootCertStore::empty();
        let system = rustls_native_certs::load_native_certs();
        for fault in &system.errors {
            tracing::warn!(%fault, "authorities of the system cannot be read");
        }
        roots.add_parsable_certificates(system.certs);
        roots.add_parsable_certificates(self.own.iter().cloned());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config.map_err(|_| Undelivered::NotTrusted)?;
        let config = Arc::new(config.with_root_certificates(roots).with_no_client_auth());
        Ok(Arc::clone(self.tls.get_or_init(|| config)))
    }
    /// The addresses of a host that may be sent to.
    async fn addresses(&self, to: &Endpoint) -> Result<Vec<SocketAddr>, Undelivered> {
        let found = tokio::net::lookup_host((to.host.as_str(), to.port)).await;
        let found: Vec<SocketAddr> = found.map_err(|_| Undelivered::NoSuchHost)?.collect();
        if found.is_empty() {
            return Err(Undelivered::NoSuchHost);
        }
        let open = found.into_iter().filter(|one| self.allowed.may(&to.host, one.ip()));
        let open: Vec<SocketAddr> = open.take(ADDRESSES).collect();
        if open.is_empty() { Err(Undelivered::NotAllowed) } else { Ok(open) }
    }
    async fn attempt(&self, posting: &Posting) -> Result<Answered, Undelivered> {
        let to = Endpoint::parse(&posting.url).map_err(|_| Undelivered::NoSuchHost)?;
        let request = Request::post(&to.target).header(CONTENT_TYPE, "application/json; charset=utf-8");
        let request = dressed(request, &to, &posting.headers, &posting.body)?;
        let (answer, _driving) = self.exchange(&to, request).await?;
        let retry_after = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        Ok(Answered { status: answer.status().as_u16(), retry_after: retry_after.map(str::to_owned) })
    }
    async fn enquire(&self, enquiry: &Enquiry) -> Result<(u16, Vec<u8>), Undelivered> {
        let to = Endpoint::parse(&enquiry.url).map_err(|_| Undelivered::NoSuchHost)?;
        let request = match &enquiry.form {
            Some(_) => Request::post(&to.target).header(CONTENT_TYPE, "application/x-www-form-urlencoded"),
            None => Request::get(&to.target),
        };
        let body = enquiry.form.as_deref().unwrap_or_default();
        let request = dressed(request, &to, &enquiry.headers, body)?;
        let (answer, _driving) = self.exchange(&to, request).await?;
        let status = answer.status().as_u16();
        let whole = Limited::new(answer.into_body(), BODY).collect().await;
        Ok((status, whole.map_err(|_| Undelivered::Broken)?.to_bytes().to_vec()))
    }
    /// Asks, and gives status and body of the answer, whatever they are; a body larger than 256 KB is none.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn ask(&self, enquiry: &Enquiry) -> Result<(u16, Vec<u8>), Undelivered> {
        timeout(self.longest, self.enquire(enquiry)).await.unwrap_or(Err(Undelivered::TooSlow))
    }
    /// Sends a request; the connection lasts as long as what drives it.
    async fn exchange(
        &self,
        to: &Endpoint,
        request: Asked,
    ) -> Result<(Response<Incoming>, Driving), Undelivered> {
        let stream = connect(&self.addresses(to).await?).await?;
        if !to.secure {
            return exchange(stream, request).await;
        }
        let name = ServerName::try_from(to.host.clone()).map_err(|_| Undelivered::NotTrusted)?;
        let secured = TlsConnector::from(self.tls()?).connect(name, stream).await;
        let secured = secured.map_err(|fault| {
            tracing::info!(%fault, host = %to.host, "no secure connection");
            Undelivered::NotTrusted
        })?;
        exchange(secured, request).await
    }
}

type Asked = Request<Full<Bytes>>;
/// Ends with what holds it, however that ends.
type Driving = JoinSet<hyper::Result<()>>;

#[async_trait::async_trait]
impl Post for Courier {
    async fn send(&self, posting: &Posting) -> Result<Answered, Undelivered> {
        timeout(self.longest, self.attempt(posting)).await.unwrap_or(Err(Undelivered::TooSlow))
    }
}

fn dressed(
    request: hyper::http::request::Builder,
    to: &Endpoint,
    headers: &[(&'static str, String)],
    body: &str,
) -> Result<Asked, Undelivered> {
    let mut request = request
        .header(HOST, to.authority())
        .header(USER_AGENT, concat!("gongkai/", env!("CARGO_PKG_VERSION")))
        .header(CONNECTION, "close");
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    request.body(Full::from(body.to_owned())).map_err(|_| Undelivered::NoSuchHost)
}

/// A connection to the first address that answers.
async fn connect(addresses: &[SocketAddr]) -> Result<TcpStream, Undelivered> {
    for address in addresses {
        if let Ok(Ok(stream)) = timeout(KNOCK, TcpStream::connect(address)).await {
            return Ok(stream);
        }
    }
    Err(Undelivered::NotReached)
}

async fn exchange<S>(stream: S, request: Asked) -> Result<(Response<Incoming>, Driving), Undelivered>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let shaken = http1::Builder::new().max_buf_size(HEAD).handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = shaken.map_err(|_| Undelivered::Broken)?;
    let mut driving = JoinSet::new();
    driving.spawn(connection);
    let answer = sender.send_request(request).await.map_err(|_| Undelivered::Broken)?;
    Ok((answer, driving))
}
