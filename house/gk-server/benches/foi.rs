//! A hundred thousand open applications of one organ on SQLite: the desk's list for sixteen users, all clocks, the report's tables.
//!
//! `cargo bench -p gk-server --bench foi`; `-- cases=5000` takes fewer.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints, and stops where anything fails"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use gk_base::office::Ports;
use gk_base::ports::FixedClock;
use gk_base::sql::{Engine, Sql};
use gk_base::{Office, directory, params, session, settings};
use gk_foi::verbs::receive::{self, By, Receive};
use gk_foi::verbs::step::{self, TakeStep};
use gk_foi::{Seen, cases};
use gk_letters::verbs::prepare_letter::{self, PrepareLetter};
use gk_letters::verbs::set_batch::{self, SetBatch};
use gk_org::verbs::{appoint, found_organ};
use gk_rules::Day;
use gk_rules::foi::event::{CaseEvent, Registered};
use gk_rules::foi::form::Form;
use gk_rules::foi::letters::Form as Letter;
use gk_rules::foi::settings::{FoiSettings, Law, Warnings};
use gk_rules::foi::{Carrier, Case, Channel, ServiceMode, reply_clock};
use gk_rules::org::{Actor, Level, Names, OrganId, OrganKind, Role};
use gk_rules::report::Applicants;
use gk_rules::time::dense::{Dense, day_number};
use gk_server::outdoors::RealIds;
use gk_webkit::Web;
use gk_webkit::web::{Parts, Site};
use http_body_util::BodyExt as _;
use jiff::civil::date;
use tower::ServiceExt as _;

const TODAY: Day = date(2026, 11, 24);
/// How many users ask at once, and how many pages each asks for.
const USERS: usize = 16;
const PAGES: usize = 40;
/// The list as anybody would write it: by an offset.
const OFFSET: Sql = Sql {
    name: "bench.offset",
    text: "select c.id, c.number, c.title, c.stage, c.due_on, c.handler_name from foi_cases c join organs o on o.id = c.organ
        where c.organ = $1 and c.is_open = 1 order by c.due_key, c.id limit 51 offset $2",
};
/// The number of open cases at each stage, counted each time.
const COUNT: Sql = Sql {
    name: "bench.count",
    text: "select stage, count(*) from foi_cases where organ = $1 and is_open = 1 group by stage",
};

fn ratio(slow: Duration, fast: Duration) -> String {
    format!("{slow:.2?}, {:.1} times", slow.as_secs_f64() / fast.as_secs_f64().max(1e-9))
}

/// Of many times, the one that nineteen of twenty do not exceed.
fn p95(mut all: Vec<Duration>) -> Duration {
    all.sort_unstable();
    all.get(all.len() * 95 / 100).copied().unwrap_or_default()
}

fn say(what: &str, took: Duration, beside: &str) {
    println!("| {what} | {took:.2?} | {beside} |");
}

#[tokio::main]
async fn main() {
    let cases = std::env::args().find_map(|arg| arg.strip_prefix("cases=")?.parse().ok()).unwrap_or(100_000);
    let dir = tempfile::tempdir().unwrap();
    let office = office(dir.path()).await;
    let (organ, actor, cookie) = bureau(&office).await;
    let start = Instant::now();
    gk_foi::scale::generate(&office, organ, cases).await.unwrap();
    office.engine().analyze().await.unwrap();
    println!("{cases} cases made in {:.1?}\n\n| what | took | beside |\n|---|---|---|", start.elapsed());
    let index = Arc::new(gk_server::house::index_in_memory().unwrap());
    let site = Site { name: "bench".into(), base_url: "http://localhost".into(), ..Site::default() };
    let follower = Arc::new(gk_server::house::follower(index));
    let router = gk_server::house::doors(Web::new(Parts { office: office.clone(), site, follower }));
    lists(&office, &router, organ, &cookie, cases).await;
    clocks(&office).await;
    report(&office, organ).await;
    letters(&office, organ, &actor).await;
}

async fn office(dir: &std::path::Path) -> Office {
    let engine: Arc<dyn Engine> = Arc::new(gk_sqlite::Sqlite::open(&dir.join("bench.db")).unwrap());
    let folders = gk_server::config::font_cache().into_iter().collect();
    let workshop = gk_press::Workshop::new(gk_press::FontPlaces { folders, system: true });
    let ports = Ports {
        engine,
        clock: Arc::new(FixedClock::on(TODAY)),
        ids: Arc::new(RealIds),
        sheets: Arc::new(gk_sheets::Files),
        keys: Arc::new(gk_server::keys::KeyFile::at(dir.join("keys"))),
        press: Arc::new(workshop.clone()),
        redactor: Arc::new(workshop),
        post: Arc::new(gk_post::Courier::new(gk_post::Allowed::default())),
        sign_on: Arc::new(gk_signon::Nobody),
    };
    let office = gk_server::house::open(ports).await.unwrap();
    gk_server::seed::calendar(&office).await.unwrap();
    office
}

/// One organ with one clerk who has signed in.
async fn bureau(office: &Office) -> (OrganId, Actor, String) {
    let one = found_organ::FoundOrgan {
        parent: None,
        code: "219900-mzj".into(),
        names: Names::new("bureau", ""),
        kind: OrganKind::Department,
        level: Level::County,
        region: "219900".parse().unwrap(),
        line: None,
        fictional: true,
    };
    let organ = found_organ::run(office, None, one).await.unwrap();
    let cmd = appoint::Appoint {
        organ: "219900-mzj".into(),
        role: Role::Clerk,
        title: String::new(),
        account: "clerk".into(),
        name: "clerk".into(),
        password: Some("correct-horse-battery".into()),
    };
    let held = appoint::run(office, None, cmd).await.unwrap();
    let mut tx = office.begin_as_system().await.unwrap();
    let secret = session::begin(&mut tx, held.person, held.post).await.unwrap();
    let actor = directory::find_actor(&mut tx, held.person, held.post).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    (organ, actor, format!("{}={}", gk_webkit::door::COOKIE_NAME, secret.reveal()))
}

/// A thousand applications, registered, each with a notice of correction prepared: the whole batch, from the database to the files.
async fn letters(office: &Office, organ: OrganId, actor: &Actor) {
    let mut tx = office.begin_as_system().await.unwrap();
    for key in ["contact_unit", "contact_telephone", "contact_address"] {
        let key = format!("foi.{key}.219900-mzj");
        settings::set(&mut tx, &key, date(2026, 1, 1), "bench", "bench").await.unwrap();
    }
    tx.commit().await.unwrap();
    for n in 0..1000 {
        let form = Form {
            kind: Some(Applicants::Person),
            name: format!("applicant {n}"),
            about: format!("minutes of the meeting no. {n}"),
            carriers: vec![Carrier::Paper],
            obtain: Some(ServiceMode::PickUp),
            ..Form::default()
        };
        let cmd = Receive {
            organ,
            form_key: format!("bench-{n}"),
            channel: Channel::InPerson,
            on: TODAY,
            form,
            apart: false,
            files: Vec::new(),
        };
        let received = receive::run(office, By::Desk(actor), cmd).await.unwrap();
        let (matter, _) = received.cases.first().unwrap();
        let version = cases::load(&mut office.read().await.unwrap(), *matter).await.unwrap().version;
        let event = CaseEvent::Registered(Registered { number: String::new() });
        let seen = Seen { matter: *matter, version };
        let version =
            step::run(office, actor, seen, TakeStep { on: TODAY, event, files: Vec::new() }).await.unwrap();
        let typed = [("missing", "the year"), ("correct_by", "2026-12-15")];
        let typed = typed.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
        let cmd = PrepareLetter { form: Letter::Correction, party: String::new(), typed };
        prepare_letter::run(office, actor, Seen { matter: *matter, version }, cmd).await.unwrap();
    }
    let start = Instant::now();
    let cmd = SetBatch { organ: "219900-mzj".into(), from: TODAY, until: TODAY, prepared: true };
    let batch = set_batch::list(office, &cmd).await.unwrap();
    let mut bytes = 0;
    for at in 0..batch.len() {
        bytes += batch.set(office, at).await.unwrap().unwrap().pdf.unwrap().len();
    }
    say(
        &format!("{} letters in one batch, as files", batch.len()),
        start.elapsed(),
        &format!("{bytes} bytes"),
    );
}

/// Sixteen users who never pause: how long each page took.
async fn drive(router: &Router, paths: &Arc<Vec<String>>, cookie: &str) -> Vec<Duration> {
    let mut users = Vec::new();
    for user in 0..USERS {
        let (router, paths, cookie) = (router.clone(), Arc::clone(paths), cookie.to_owned());
        users.push(tokio::spawn(async move {
            let mut took = Vec::new();
            for nth in 0..PAGES {
                let path = paths.get((user * 7 + nth) % paths.len()).unwrap();
                let request = Request::builder().uri(path).header(header::HOST, "localhost");
                let request = request.header(header::COOKIE, &cookie).body(Body::empty()).unwrap();
                let start = Instant::now();
                let answer = router.clone().oneshot(request).await.unwrap();
                assert_eq!(answer.status(), 200, "{path}");
                let _body = answer.into_body().collect().await.unwrap();
                took.push(start.elapsed());
            }
            took
        }));
    }
    let mut all = Vec::new();
    for user in users {
        all.extend(user.await.unwrap());
    }
    all
}

/// The same number of users asking the database by an offset, and counting; no page is made of it.
async fn plainly(office: &Office, organ: OrganId, offset: i64) -> Vec<Duration> {
    let mut users = Vec::new();
    for _ in 0..USERS {
        let office = office.clone();
        users.push(tokio::spawn(async move {
            let mut took = Vec::new();
            for _ in 0..PAGES / 4 {
                let start = Instant::now();
                let mut read = office.read().await.unwrap();
                read.rows(&OFFSET, params![organ.0, offset]).await.unwrap();
                read.rows(&COUNT, params![organ.0]).await.unwrap();
                took.push(start.elapsed());
            }
            took
        }));
    }
    let mut all = Vec::new();
    for user in users {
        all.extend(user.await.unwrap());
    }
    all
}

async fn lists(office: &Office, router: &Router, organ: OrganId, cookie: &str, cases: i64) {
    let deep: Vec<String> = (1..=9)
        .map(|n| {
            format!("/desk/foi?after={}.0", TODAY.checked_add(jiff::Span::new().days(n * 3 - 20)).unwrap())
        })
        .collect();
    let kinds = [
        ("desk list, first page", vec!["/desk/foi".to_owned()], 0),
        ("desk list, deep pages", deep, cases * 9 / 10),
        ("desk list of a stage", vec!["/desk/foi?stage=s6".to_owned(), "/desk/foi?stage=s2".to_owned()], 0),
        ("all cases, newest first", vec!["/desk/foi?show=all".to_owned()], 0),
    ];
    for (what, paths, offset) in kinds {
        let paths = Arc::new(paths);
        drive(router, &paths, cookie).await;
        let took = p95(drive(router, &paths, cookie).await);
        let plain = p95(plainly(office, organ, offset).await);
        let beside = format!("offset and counting, the two statements only: {}", ratio(plain, took));
        say(&format!("{what}, p95 of {USERS} users"), took, &beside);
    }
}

async fn clocks(office: &Office) {
    let mut read = office.read().await.unwrap();
    let start = Instant::now();
    let all = gk_foi::scale::clocks(&mut read, true).await.unwrap();
    say("read and fold every open case", start.elapsed(), &format!("{} cases", all.ids.len()));
    let dense = Dense::of(&all.calendar);
    let start = Instant::now();
    let standings = all.table.derive_all(day_number(TODAY), Warnings { amber: 5, red: 2 }, &dense);
    let took = start.elapsed();
    let settings = FoiSettings::national();
    let law = Law { calendar: &all.calendar, settings: &settings };
    let start = Instant::now();
    let clock =
        |case: &Case| reply_clock(case, law).due.date.map_or(gk_rules::duty::dense::NEVER, day_number);
    let plain: Vec<i32> = all.histories.iter().map(clock).collect();
    let plainly = start.elapsed();
    assert!(standings.iter().zip(&plain).all(|(narrow, plain)| narrow.due == *plain), "both say the same");
    say("all clocks recomputed", took, &format!("case by case {}", ratio(plainly, took)));
}

async fn report(office: &Office, organ: OrganId) {
    let mut read = office.read().await.unwrap();
    let start = Instant::now();
    let cells = gk_supervision::cells(&mut read, organ, TODAY.year()).await.unwrap();
    let took = start.elapsed();
    let start = Instant::now();
    gk_foi::scale::clocks(&mut read, false).await.unwrap();
    let beside =
        format!("{cells} cells with cases; folding every case anew {}", ratio(start.elapsed(), took));
    say("tables B and C with the cases behind every cell", took, &beside);
}
