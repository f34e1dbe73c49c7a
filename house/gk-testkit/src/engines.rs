//! An office on a fresh database of either engine.

use std::sync::{Arc, LazyLock};

use gk_base::Office;
use gk_base::office::Ports;
use gk_base::ports::{FixedClock, SignOn};
use gk_base::sql::Engine;
use gk_rules::Day;
use gk_webkit::Web;
use gk_webkit::web::{Parts, Site};

use crate::browser::Browser;
use crate::ids::Counting;

/// Which engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Embedded, in a temporary file.
    Sqlite,
    /// A fresh database on the server that `GK_TEST_POSTGRES` names.
    Postgres,
}

/// An office to test with.
pub struct Bench {
    /// The office.
    pub office: Office,
    /// The web on it.
    pub web: Web,
    /// Its clock: moved by hand.
    pub clock: Arc<FixedClock>,
    /// Which engine it stands on.
    pub kind: Kind,
    router: axum::Router,
    follower: Arc<gk_base::search::Follower>,
    dir: tempfile::TempDir,
}

/// How long an answer of a receiver is waited for.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(2);

/// The day tests begin on, unless they say otherwise: a Tuesday without a holiday near.
#[must_use]
pub fn first_day() -> Day {
    jiff::civil::date(2026, 11, 24)
}

impl Bench {
    /// A fresh office, migrated and empty but for the working calendar.
    pub async fn new(kind: Kind) -> Self {
        Self::signing_on(kind, Arc::new(gk_signon::Nobody)).await
    }
    /// The same, whose applicants may sign on.
    pub async fn signing_on(kind: Kind, sign_on: Arc<dyn SignOn>) -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let engine: Arc<dyn Engine> = match kind {
            Kind::Sqlite => {
                Arc::new(gk_sqlite::Sqlite::open(&dir.path().join("office.db")).expect("SQLite opens"))
            }
            Kind::Postgres => {
                Arc::new(gk_postgres::Postgres::open(&fresh_database().await).expect("the address parses"))
            }
        };
        let clock = Arc::new(FixedClock::on(first_day()));
        // One for all offices of a test binary: fonts are loaded once.
        static WORKSHOP: LazyLock<gk_press::Workshop> = LazyLock::new(|| {
            let folders = gk_server::config::font_cache().into_iter().collect();
            gk_press::Workshop::new(gk_press::FontPlaces { folders, system: true })
        });
        let ports = Ports {
            engine,
            clock: clock.clone(),
            ids: Arc::new(Counting::default()),
            sheets: Arc::new(gk_sheets::Files),
            keys: Arc::new(gk_server::keys::KeyFile::at(dir.path().join("keys").join("office.keys"))),
            press: Arc::new(WORKSHOP.clone()),
            redactor: Arc::new(WORKSHOP.clone()),
            // Receivers of tests stand on this machine; one that hangs is not waited for long.
            post: Arc::new(
                gk_post::Courier::new("127.0.0.1,localhost".parse().expect("an entry")).waiting(PATIENCE),
            ),
            sign_on,
        };
        let office = gk_server::house::open(ports).await.expect("it migrates");
        gk_server::seed::calendar(&office).await.expect("the calendar is laid");
        let index = Arc::new(gk_server::house::index_in_memory().expect("an index in memory"));
        let site =
            Site { name: "试验站点".into(), base_url: "http://localhost".into(), ..Site::default() };
        let follower = Arc::new(gk_server::house::follower(index));
        let web = Web::new(Parts { office: office.clone(), site, follower: follower.clone() });
        let router = gk_server::house::doors(web.clone());
        Self { office, web, clock, kind, router, follower, dir }
    }
    /// An office as the program opens it, with the index in its folder: what is left when it is gone can be opened again.
    pub async fn in_place(place: &gk_server::config::Place) -> Self {
        let kind = if place.database_url.is_some() { Kind::Postgres } else { Kind::Sqlite };
        let clock = Arc::new(FixedClock::on(first_day()));
        let opened = place.open(clock.clone()).await.expect("the place opens");
        let (office, follower) = (opened.office, opened.follower);
        let parts = Parts { office: office.clone(), site: Site::default(), follower: follower.clone() };
        let web = Web::new(parts);
        let router = gk_server::house::doors(web.clone());
        let dir = tempfile::tempdir().expect("a temporary folder");
        Self { office, web, clock, kind, router, follower, dir }
    }
    /// The temporary folder of this office.
    #[must_use]
    pub fn dir(&self) -> &std::path::Path {
        self.dir.path()
    }
    /// All doors, as the server serves them.
    pub fn router(&self) -> axum::Router {
        self.router.clone()
    }
    /// Moves the clock to nine in the morning of a day.
    pub fn today_is(&self, day: Day) {
        self.clock.set(day);
    }
    /// Does all jobs that may run, the index included, until none is left.
    pub async fn settle(&self) {
        gk_server::work::settle(&self.web).await.expect("jobs run");
    }
    /// Somebody with a browser who has not signed in.
    #[must_use]
    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }
    /// Somebody with a browser who comes to the same office by TLS.
    #[must_use]
    pub fn visitor_by_tls(&self) -> Browser {
        let site = Site { secure_cookies: true, ..self.web.site().clone() };
        let parts = Parts { office: self.office.clone(), site, follower: self.follower.clone() };
        Browser::new(gk_server::house::doors(Web::new(parts)))
    }
    /// Statements run while something is done: for counting queries per page.
    pub async fn count_statements<T>(&self, work: impl Future<Output = T>) -> (T, u64) {
        let before = self.office.statements_run();
        let done = work.await;
        (done, self.office.statements_run() - before)
    }
}

/// Makes a database with a name of its own, and gives its address; the server is thrown away after the run.
pub async fn fresh_database() -> String {
    #[expect(clippy::disallowed_methods, reason = "the bench is told by make where the server is")]
    let server = std::env::var("GK_TEST_POSTGRES").expect(
        "GK_TEST_POSTGRES names no server: run the tests by `make test`, or start one with `make postgres`",
    );
    let name = format!("t{}", uuid_like());
    let admin = gk_postgres::Postgres::open(&format!("{server}/postgres")).expect("the address parses");
    admin
        .script(&format!("create database {name} template template0 encoding 'UTF8' locale 'C'"))
        .await
        .expect("a fresh database");
    format!("{server}/{name}")
}

fn uuid_like() -> String {
    use gk_base::ports::Ids as _;
    gk_base::ledger::hex(&gk_server::outdoors::RealIds.secret()).chars().take(20).collect()
}
