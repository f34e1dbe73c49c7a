//! The web under load: lists of a whole province and the public search, served by the built program on SQLite to sixteen
//! connections that never pause, each page beside the plain way of doing the same.
//!
//! `cargo bench -p gk-server --bench load` makes the province, some hundred thousand records and their index, and then
//! measures for some minutes; it needs `wrk`. `-- 2101` takes that part of the province only, `-- records=5000 seconds=2`
//! fewer records and a shorter time a page.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints, and stops where anything fails"
)]

mod drive;
mod lists;

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use gk_base::Office;
use gk_base::ports::Clock as _;
use gk_org::verbs::{appoint, sign_in};
use gk_rules::org::Role;
use gk_server::config::{Place, clock};
use gk_server::outdoors::RealClock;
use gk_server::province::{Scale, generate, publish};

use drive::{Plain, Table};

/// What a page may take at most for nineteen of twenty users.
const BAR_MS: f64 = 25.0;
const PASSWORD: &str = "correct-horse-battery";

/// What was typed behind `--`.
struct Asked {
    within: Vec<String>,
    records: i64,
    seconds: u64,
}

impl Asked {
    fn read() -> Self {
        let mut asked = Self { within: Vec::new(), records: 200_000, seconds: 8 };
        for arg in std::env::args().skip(1) {
            match arg.split_once('=') {
                Some(("records", n)) => asked.records = n.parse().unwrap(),
                Some(("seconds", n)) => asked.seconds = n.parse().unwrap(),
                _ if arg.bytes().all(|b| b.is_ascii_digit()) => asked.within.push(arg),
                _ => {}
            }
        }
        asked
    }
}

/// The program, serving; ended with this.
struct Serving {
    child: Child,
    address: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _status = self.child.wait();
    }
}

/// The cookies of three people: the clerk of the busiest organ, the supervisor and the disclosure office of the province.
struct Cookies {
    clerk: String,
    supervisor: String,
    office: String,
}

#[tokio::main]
async fn main() {
    let asked = Asked::read();
    let folder = tempfile::tempdir().unwrap();
    let outward = gk_server::config::Outward::default();
    let folder_of = folder.path().to_owned();
    let place = Place { folder: folder_of, database_url: None, key_file: None, fonts: None, outward };
    let office = place.office(clock(None)).await.unwrap();
    fill(&office, &asked).await;
    let cookies = people(&office).await;
    let mut pages = lists::pages(&office, &cookies).await;
    let serving = serve(&place);
    wait_for(&serving).await;
    for page in &mut pages {
        page.follow(&serving.address).await;
    }
    let plain = Plain::begin(&office, &pages).await;
    let mut table = Table::new(&asked, folder.path());
    for (nth, page) in pages.iter().enumerate() {
        table.measure(nth, page, &serving.address, &plain).await;
    }
    table.print(BAR_MS);
}

async fn fill(office: &Office, asked: &Asked) {
    let start = Instant::now();
    let from = RealClock.today().checked_sub(jiff::Span::new().days(200)).unwrap();
    let made =
        generate(office, &Scale { within: asked.within.clone(), from, apart: 2 }, |_, _| {}).await.unwrap();
    office.engine().analyze().await.unwrap();
    gk_duties::compile_all(office, |_| {}).await.unwrap();
    let records = publish(office, asked.records, |_| {}).await.unwrap();
    office.engine().analyze().await.unwrap();
    println!("{made:?}, {records} records, made in {:.0?}", start.elapsed());
}

async fn people(office: &Office) -> Cookies {
    let (root, busiest) = (lists::root(office).await.organ.code, lists::busiest(office).await.1);
    let one = |organ: String, role, account: &str| appoint::Appoint {
        organ,
        role,
        title: String::new(),
        account: account.into(),
        name: "x".into(),
        password: Some(PASSWORD.into()),
    };
    let mut cookies = Vec::new();
    for (organ, role, account) in [
        (busiest, Role::Clerk, "load.clerk"),
        (root.clone(), Role::Supervisor, "load.super"),
        (root, Role::DisclosureOffice, "load.office"),
    ] {
        appoint::run(office, None, one(organ, role, account)).await.unwrap();
        let cmd = sign_in::SignIn {
            account: account.into(),
            password: gk_base::Secret::new(PASSWORD),
            from: String::new(),
            former: None,
        };
        let secret = sign_in::run(office, cmd).await.unwrap().secret;
        cookies.push(format!("gk_session={}", secret.reveal()));
    }
    let [clerk, supervisor, office] = cookies.try_into().unwrap();
    Cookies { clerk, supervisor, office }
}

fn serve(place: &Place) -> Serving {
    let start = Instant::now();
    let gongkai = env!("CARGO_BIN_EXE_gongkai");
    let run = |args: &[&str]| {
        let mut command = Command::new(gongkai);
        command.args(args).args(["--data", &place.name()]).stdin(Stdio::null());
        command
    };
    assert!(run(&["rebuild-index"]).stdout(Stdio::null()).status().unwrap().success());
    println!("index made in {:.0?}", start.elapsed());
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let child = run(&["serve", "--log", "error", "--listen", &address]).spawn().unwrap();
    Serving { child, address }
}

async fn wait_for(serving: &Serving) {
    for _ in 0..600 {
        if tokio::net::TcpStream::connect(&serving.address).await.is_ok() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{} does not answer", serving.address);
}
