//! `gongkai serve`: the web over the office, the work behind the counter beside it, until it is told to stop.

use std::any::Any;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Response};
use clap::Args as ClapArgs;
use gk_base::problem::{Fault, Problem};
use gk_webkit::origin::Proxies;
use gk_webkit::web::{Parts, Site};
use gk_webkit::{PageError, Web};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::Level;

use super::logs::Logs;
use super::say::{Broken, Word};
use super::{Ran, Stop, Trouble, progress, say};
use crate::config::{self, Opened, Place};
use crate::{house, work};

/// No answer takes longer; an upload of the largest size within it needs two megabytes a second.
const LONGEST: Duration = Duration::from_secs(120);
/// After being told to stop, requests under way have so long to end.
const FAREWELL: Duration = Duration::from_secs(10);

/// What `serve` may be given.
#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    door: Door,
    #[command(flatten)]
    logs: Logs,
    /// The name in the header of every page
    #[arg(long, env = "GONGKAI_SITE_NAME", value_name = "NAME")]
    site_name: Option<String>,
}

/// Where people come in.
#[derive(Debug, Clone, ClapArgs)]
pub(super) struct Door {
    /// The address to listen on
    #[arg(long, env = "GONGKAI_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(super) listen: String,
    /// The address people reach it by; https makes cookies travel over TLS only
    #[arg(long, env = "GONGKAI_BASE_URL", value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Proxies whose X-Forwarded-For is believed: addresses and networks between commas; by default this machine
    #[arg(long, env = "GONGKAI_TRUSTED_PROXIES", value_name = "NETWORKS", default_value = "127.0.0.0/8,::1")]
    pub(super) trusted_proxies: Proxies,
}

impl Door {
    /// The address people reach it by, without a slash at the end.
    pub(super) fn address(&self) -> String {
        let address = self.base_url.clone().unwrap_or_else(|| format!("http://{}", self.listen));
        address.trim_end_matches('/').to_owned()
    }
    /// The face of the site.
    pub(super) fn site(&self, name: String, demo: Option<String>) -> Site {
        let base_url = self.address();
        Site {
            name,
            demo,
            secure_cookies: base_url.starts_with("https://"),
            base_url,
            proxies: self.trusted_proxies.clone(),
        }
    }
}

pub(super) fn run(args: &Args) -> Ran {
    args.logs.begin();
    let name = args.site_name.clone().unwrap_or_else(|| Word::SiteName.to_string());
    config::block_on(async {
        let _lock = args.place.lock()?;
        let opened = args.place.open(config::clock(None)).await?;
        super::keys::must_fit(&opened.office).await?;
        let web = prepare(opened, args.door.site(name, None)).await?;
        serve(web, &args.door.listen, || say::to_people(&Word::Serving(args.door.address()).to_string()))
            .await
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The web on an open office, its index made anew where it was not whole.
///
/// # Errors
/// When the index cannot be made.
pub(super) async fn prepare(opened: Opened, site: Site) -> Result<Web, Stop> {
    let Opened { office, follower, index_is_new } = opened;
    if index_is_new {
        let bar = progress::spinner(&Word::Indexing);
        follower.rebuild(&office, |count| bar.set_position(count)).await?;
        bar.finish_and_clear();
    }
    let web = Web::new(Parts { office, site, follower: Arc::clone(&follower) });
    web.catch_up().await?;
    Ok(web)
}

/// Everything that stands between the network and the doors.
pub(super) fn guarded(web: Web) -> Router {
    let span = |request: &Request<axum::body::Body>| tracing::info_span!("request", method = %request.method(), path = said(request.uri().path()));
    house::doors(web)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(CompressionLayer::new())
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span)
                .on_response(DefaultOnResponse::new().level(Level::INFO)),
        )
}

/// An address as logs may hold it: a part that opens something for whoever knows it is left out.
fn said(path: &str) -> String {
    let part = |part: &str| {
        let secret = part.len() >= 32 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        if secret { "…".to_owned() } else { part.to_owned() }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// The same, each request with the address it came from.
fn known(router: Router) -> IntoMakeServiceWithConnectInfo<Router, SocketAddr> {
    router.into_make_service_with_connect_info()
}

/// A page for a request whose handler panicked; the others go on.
#[expect(clippy::needless_pass_by_value, reason = "the layer gives it away")]
fn panicked(what: Box<dyn Any + Send + 'static>) -> Response {
    let text = what
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| what.downcast_ref::<&str>().copied())
        .unwrap_or("without words");
    PageError::Problem(Problem::Fault(Fault::new(format!("a handler panicked: {text}")))).into_response()
}

/// Serves until the process is told to stop; what is under way is ended, what was not committed leaves nothing behind.
///
/// `ready` is called once the address answers.
///
/// # Errors
/// When the address cannot be listened on.
pub(super) async fn serve(web: Web, listen: &str, ready: impl FnOnce()) -> Result<(), Stop> {
    let taken = |error: std::io::Error| {
        Stop::wrong(Trouble::Listen { address: listen.to_owned(), why: Broken::from(&error) })
    };
    let listener = tokio::net::TcpListener::bind(listen).await.map_err(taken)?;
    ready();
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let behind = tokio::spawn(work::work(web.clone()));
    let posting = tokio::spawn(work::post(web.office().clone()));
    let mut told = stopped.clone();
    let serving = axum::serve(listener, known(guarded(web))).with_graceful_shutdown(async move {
        // The sender lives as long as the server; its end would mean the same.
        let _either = told.wait_for(|stopped| *stopped).await;
    });
    let mut late = stopped;
    let farewell = async move {
        let _either = late.wait_for(|stopped| *stopped).await;
        tokio::time::sleep(FAREWELL).await;
    };
    let asked = async {
        asked_to_stop().await;
        tracing::info!("stopping");
        let _nobody_listens = stop.send(true);
        std::future::pending::<()>().await;
    };
    let served = tokio::select! {
        served = serving.into_future() => served,
        () = farewell => Ok(()),
        () = asked => Ok(()),
    };
    behind.abort();
    posting.abort();
    served.map_err(taken)
}

/// Waits for SIGTERM or Ctrl-C.
async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _either = interrupted.await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_address_does_not_come_into_the_log() {
        let secret = "0a".repeat(32);
        assert_eq!(said(&format!("/desk/foi/clock/{secret}/clock.ics")), "/desk/foi/clock/…/clock.ics");
        assert_eq!(said("/desk/foi/12/letters/receipt"), "/desk/foi/12/letters/receipt");
    }
}
