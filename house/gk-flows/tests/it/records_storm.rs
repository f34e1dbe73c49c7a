//! A storm of publications, killed at any moment two hundred times: nothing that was said to be done is lost, nothing is half
//! public, and the index is the database again.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use gk_records::Public;
use gk_records::verbs::{Seen, publish, submit};
use gk_rules::org::Actor;
use gk_rules::records::WithdrawGround;
use gk_server::check::check;
use gk_server::config::Place;
use gk_testkit::Bench;
use gk_testkit::county::{self, Writing};
use gk_testkit::engines::fresh_database;

/// How often it is killed.
const ROUNDS: u64 = 200;
/// What the other half is told, in the folder it is started in.
const ORDERS: &str = "orders.json";
/// The line that says the storm has begun.
const READY: &str = "ready";
/// What the line of a publication begins with.
const PUBLISHED: &str = "published ";

fn place(folder: &Path, database_url: Option<String>) -> Place {
    let folder = folder.to_owned();
    Place {
        folder,
        database_url,
        key_file: None,
        fonts: None,
        outward: gk_server::config::Outward::default(),
    }
}

/// Who storms, against which item, and where.
type Orders = (Option<String>, (Actor, Actor), i64);

/// The other half: publishes and withdraws until it is killed, and says what is done as soon as it is.
#[ignore = "started and killed by the test below"]
#[tokio::test]
async fn storming() {
    let here = std::env::current_dir().unwrap();
    let Ok(orders) = std::fs::read(here.join(ORDERS)) else { return };
    let (url, people, line): Orders = serde_json::from_slice(&orders).unwrap();
    let bench = Bench::in_place(&place(&here, url)).await;
    let say = |words: &str| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "\n{words}").and_then(|()| out.flush()).unwrap();
    };
    say(READY);
    for n in 0_u64.. {
        let what = Writing { title: "风暴中的通知", number: "", body: "各乡镇人民政府：" };
        let (record, version) = county::drafted(&bench, &people.0, line, what).await;
        submit::run(&bench.office, &people.0, Seen { record, version }).await.unwrap();
        let seen = Seen { record, version: version + 1 };
        let number = publish::run(&bench.office, &people.1, seen, true).await.unwrap();
        say(&format!("published {}", number.as_str()));
        bench.web.catch_up().await.unwrap();
        if n % 3 == 2 {
            county::withdraw(&bench, &people.1, number.as_str(), WithdrawGround::Mistake).await;
            say(&format!("withdrawn {}", number.as_str()));
        }
    }
}

/// Lets it storm until so many are published and a while longer, and kills it; gives what it said was done.
fn storm(folder: &Path, published: u64, and_ms: u64) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["records_storm::storming", "--exact", "--ignored", "--nocapture"])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (begun, begins) = std::sync::mpsc::channel();
    let heard = std::thread::spawn(move || {
        let mut all = Vec::new();
        for line in lines.map_while(Result::ok) {
            if line == READY || line.starts_with(PUBLISHED) {
                // Nobody listens once it is to be killed.
                let _heard = begun.send(());
            }
            all.push(line);
        }
        all
    });
    for _ in 0..=published {
        begins.recv_timeout(Duration::from_secs(60)).expect("it goes on");
    }
    std::thread::sleep(Duration::from_millis(and_ms));
    child.kill().unwrap();
    child.wait().unwrap();
    heard.join().unwrap()
}

/// Everything said is there, and what stands in the database, the ledger, the duties and the index is one.
async fn whole(place: &Place, said: &[String], round: u64) {
    let bench = Bench::in_place(place).await;
    bench.web.catch_up().await.unwrap();
    let found = check(&bench.office, bench.web.follower(), |_, _| ()).await.unwrap();
    assert!(found.is_empty(), "round {round}: {found:?}");
    let mut read = bench.office.read().await.unwrap();
    for line in said {
        let Some((what, number)) = line.split_once(' ') else { continue };
        let stands = gk_records::find_public(&mut read, number).await.unwrap();
        let gone = said.iter().any(|other| *other == format!("withdrawn {number}"));
        match (what, stands) {
            ("published", Some(Public::Full(_))) => assert!(!gone, "round {round}: {number} came back"),
            ("published" | "withdrawn", Some(Public::Tombstone(_))) => {}
            ("published" | "withdrawn", other) => panic!("round {round}: {line}, but {other:?}"),
            _ => {}
        }
    }
}

async fn killed_again_and_again(database_url: Option<String>) {
    let folder = tempfile::tempdir().unwrap();
    let place = place(folder.path(), database_url.clone());
    let bench = Bench::in_place(&place).await;
    county::found(&bench, 1).await;
    county::put_catalogs_in_force(&bench, &[20]).await;
    let people = county::pair(&bench, "219900-mzj", "mz").await;
    let line = county::lines_of(&bench, "219900-mzj", 20).await[0];
    drop(bench);
    let orders: Orders = (database_url, people, line);
    std::fs::write(folder.path().join(ORDERS), serde_json::to_vec(&orders).unwrap()).unwrap();
    let mut done = 0;
    for round in 0..ROUNDS {
        // At any moment: a walk through the times a publication takes that never falls into step with it.
        let said = storm(folder.path(), round % 3, round * 37 % 83);
        whole(&place, &said, round).await;
        done += said.iter().filter(|line| line.starts_with(PUBLISHED)).count();
    }
    assert!(done >= 199, "only {done} publications in {ROUNDS} rounds");
}

#[tokio::test]
async fn a_storm_of_publications_survives_being_killed_on_sqlite() {
    killed_again_and_again(None).await;
}

#[tokio::test]
async fn a_storm_of_publications_survives_being_killed_on_postgres() {
    killed_again_and_again(Some(fresh_database().await)).await;
}
