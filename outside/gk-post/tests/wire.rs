//! Messages over real sockets: what is sent, what is not followed, who is trusted.

#![expect(clippy::unwrap_used, reason = "a test fails loudly")]

use std::sync::Arc;
use std::time::Duration;

use gk_base::ports::{Answered, Post as _, Posting};
use gk_post::{Allowed, Courier};
use gk_rules::foi::hook::Undelivered;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

const AUTHORITY: &[u8] = include_bytes!("files/authority.pem");

fn posting(url: &str) -> Posting {
    let headers = vec![("webhook-id", "evt_1".to_owned())];
    Posting { url: url.to_owned(), headers, body: r#"{"seq":1,"字":"x"}"#.to_owned() }
}

fn status(sent: Result<Answered, Undelivered>) -> Result<u16, Undelivered> {
    sent.map(|answer| answer.status)
}

fn courier(allowed: &str) -> Courier {
    Courier::new(allowed.parse().unwrap()).waiting(Duration::from_secs(1))
}

/// Reads one request to its end; gives it and answers.
async fn answers<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S, answer: &str) -> String {
    let mut got = Vec::new();
    let mut piece = [0; 4096];
    while !got.ends_with(b"}") {
        let read = stream.read(&mut piece).await.unwrap_or(0);
        if read == 0 {
            break;
        }
        got.extend_from_slice(piece.get(..read).unwrap());
    }
    stream.write_all(answer.as_bytes()).await.unwrap();
    stream.flush().await.unwrap();
    let _end = stream.shutdown().await;
    String::from_utf8(got).unwrap()
}

/// A receiver that answers once; its port, and what it was sent.
async fn once(answer: &'static str) -> (u16, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let served = tokio::spawn(async move { answers(listener.accept().await.unwrap().0, answer).await });
    (port, served)
}

/// The same over TLS, with the certificate of `localhost`.
async fn once_secured() -> (u16, JoinHandle<Option<String>>) {
    let chain = CertificateDer::from_pem_slice(include_bytes!("files/receiver.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("files/receiver.key")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![chain], key).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let served = tokio::spawn(async move {
        let stream = listener.accept().await.unwrap().0;
        let secured = TlsAcceptor::from(Arc::new(config)).accept(stream).await.ok()?;
        Some(answers(secured, "HTTP/1.1 204 No Content\r\n\r\n").await)
    });
    (port, served)
}

#[tokio::test]
async fn a_message_is_sent_as_it_is_and_its_status_taken() {
    let (port, served) = once("HTTP/1.1 202 Accepted\r\nretry-after: 120\r\ncontent-length: 0\r\n\r\n").await;
    let sent = courier("127.0.0.1").send(&posting(&format!("http://127.0.0.1:{port}/in?x=1"))).await;
    assert_eq!(sent, Ok(Answered { status: 202, retry_after: Some("120".to_owned()) }));
    let got = served.await.unwrap().to_lowercase();
    assert!(got.starts_with("post /in?x=1 http/1.1\r\n"), "{got}");
    for line in [
        &format!("host: 127.0.0.1:{port}"),
        "webhook-id: evt_1",
        "content-type: application/json; charset=utf-8",
    ] {
        assert!(got.contains(line), "{line}: {got}");
    }
    assert!(got.ends_with("{\"seq\":1,\"字\":\"x\"}"));
}

#[tokio::test]
async fn nothing_inside_is_reached_unless_it_is_opened() {
    let (port, served) = once("HTTP/1.1 200 OK\r\n\r\n").await;
    for url in [
        format!("http://127.0.0.1:{port}/"),
        format!("http://localhost:{port}/"),
        format!("http://[::1]:{port}/"),
        format!("http://2130706433:{port}/"),
        "http://169.254.169.254/latest".to_owned(),
        "http://10.0.0.1/".to_owned(),
    ] {
        let sent = Courier::new(Allowed::default()).send(&posting(&url)).await;
        assert_eq!(sent, Err(Undelivered::NotAllowed), "{url}");
    }
    assert!(!served.is_finished(), "nobody connected");
    assert_eq!(
        status(courier("localhost").send(&posting(&format!("http://localhost:{port}/"))).await),
        Ok(200)
    );
    let nobody = courier("127.0.0.1").send(&posting(&format!("http://127.0.0.1:{port}/"))).await;
    assert_eq!(nobody, Err(Undelivered::NotReached));
    let unknown = courier("").send(&posting("http://no-such-host.invalid/")).await;
    // Where no name server answers there is no answer in time.
    assert!(matches!(unknown, Err(Undelivered::NoSuchHost | Undelivered::TooSlow)), "{unknown:?}");
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_nonsense_is_no_answer() {
    let (to, reached) = once("HTTP/1.1 200 OK\r\n\r\n").await;
    let moved = format!("HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:{to}/\r\n\r\n");
    let (port, _served) = once(Box::leak(moved.into_boxed_str())).await;
    let courier = courier("127.0.0.1");
    assert_eq!(status(courier.send(&posting(&format!("http://127.0.0.1:{port}/"))).await), Ok(307));
    assert!(!reached.is_finished());
    let (port, _served) = once("SSH-2.0-OpenSSH_9.0\r\n").await;
    assert_eq!(courier.send(&posting(&format!("http://127.0.0.1:{port}/"))).await, Err(Undelivered::Broken));
    let endless = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "y".repeat(200_000));
    let (port, _served) = once(Box::leak(endless.into_boxed_str())).await;
    assert_eq!(courier.send(&posting(&format!("http://127.0.0.1:{port}/"))).await, Err(Undelivered::Broken));
}

#[tokio::test]
async fn who_does_not_answer_is_not_waited_for() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://127.0.0.1:{}/", listener.local_addr().unwrap().port());
    assert_eq!(courier("127.0.0.1").send(&posting(&url)).await, Err(Undelivered::TooSlow));
}

#[tokio::test]
async fn a_receiver_is_trusted_by_an_authority_and_by_its_name() {
    let (port, served) = once_secured().await;
    let stranger = courier("127.0.0.1,localhost").send(&posting(&format!("https://localhost:{port}/"))).await;
    assert_eq!((stranger, served.await.unwrap()), (Err(Undelivered::NotTrusted), None));
    let own = || courier("127.0.0.1,localhost").trusting(AUTHORITY).unwrap();
    let (port, served) = once_secured().await;
    assert_eq!(status(own().send(&posting(&format!("https://localhost:{port}/"))).await), Ok(204));
    assert!(served.await.unwrap().unwrap().contains("evt_1"));
    let (port, _served) = once_secured().await;
    let misnamed = own().send(&posting(&format!("https://127.0.0.1:{port}/"))).await;
    assert_eq!(misnamed, Err(Undelivered::NotTrusted));
    assert!(Courier::new(Allowed::default()).trusting(b"no certificate").is_err());
}
