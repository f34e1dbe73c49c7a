//! The demonstration: it loads by the verbs, every state occurs in it, the check finds nothing, and finds what is broken.

use std::io::Cursor;

use gk_base::directory;
use gk_duties::tally;
use gk_rules::Coded;
use gk_rules::catalog::state::Stage;
use gk_server::check::{Found, check};
use gk_server::demo::{self, COUNTY, Loaded, Scale};
use gk_server::dump;
use gk_testkit::{Bench, Kind, on_both};

const TODAY: gk_rules::Day = jiff::civil::date(2026, 11, 24);

async fn load(bench: &Bench) {
    demo::load(&bench.office, &bench.clock, TODAY, &Scale::SMALL).await.expect("the demonstration loads");
    bench.web.catch_up().await.expect("the index follows");
}

async fn found(bench: &Bench) -> Vec<Found> {
    check(&bench.office, bench.web.follower(), |_, _| ()).await.expect("the check runs")
}

async fn script(bench: &Bench, text: &str) {
    bench.office.engine().script(text).await.expect("it is broken on purpose");
}

async fn number(bench: &Bench, sql: &'static str) -> i64 {
    let sql = gk_base::sql::Sql { name: "test", text: sql };
    bench.office.read().await.unwrap().number(&sql, &[]).await.unwrap()
}

on_both! {
    async fn the_demonstration_shows_every_state_and_the_check_finds_what_is_broken(bench) {
        assert_eq!(demo::loaded(&bench.office).await.unwrap(), Loaded::Empty);
        load(&bench).await;
        assert_eq!(demo::loaded(&bench.office).await.unwrap(), Loaded::Whole);
        every_state_occurs(&bench).await;
        every_kind_of_file_was_read(&bench).await;
        nothing_invented_looks_real(&bench).await;
        assert_eq!(found(&bench).await, []);
        again_changes_nothing(&bench).await;
        a_dump_goes_into_the_other_engine_and_back(&bench).await;
        what_is_broken_is_found(&bench).await;
    }
}

async fn every_state_occurs(bench: &Bench) {
    let mut read = bench.office.read().await.unwrap();
    let county = directory::load_by_code(&mut read, COUNTY).await.unwrap();
    let all = tally(&mut read, county.organ.id.0, 0).await.unwrap();
    for (label, figure) in all.figures() {
        // An item of which a limit is unclear is counted by its other duties; single duties are looked at below.
        assert!(figure > 0 || label.contains("明确"), "{label}: {all:?}");
    }
    let editions = gk_catalog::list_editions(&mut read, county.organ.id.0, i64::MAX, 100).await.unwrap();
    for stage in [Stage::InForce, Stage::Superseded] {
        assert!(editions.iter().any(|one| one.stage == stage), "{stage}");
    }
    drop(read);
    for state in 0..7 {
        let duties = format!("select count(*) from duties where state = {state}");
        assert!(number(bench, duties.leak()).await > 0, "no duty is in state {state}");
    }
    for stage in ["draft", "submitted", "published", "withdrawn"] {
        let records = format!("select count(*) from records where stage = '{stage}'");
        assert!(number(bench, records.leak()).await > 0, "no record is {stage}");
    }
    every_state_of_applications_occurs(bench).await;
    let overdue = "select count(*) from foi_cases where is_open = 1 and due_key < '2026-11-24'";
    assert!(number(bench, overdue).await > 0, "no application is overdue");
    for event in ["records.returned", "duties.event_recorded", "duties.none_stated", "catalog.item_dropped"] {
        let events = format!("select count(*) from ledger where event = '{event}'");
        assert!(number(bench, events.leak()).await > 0, "{event} never happened");
    }
}

async fn every_state_of_applications_occurs(bench: &Bench) {
    let some = async |table: &str, condition: String| {
        let sql = format!("select count(*) from {table} where {condition}");
        assert!(number(bench, sql.leak()).await > 0, "{table}: none where {condition}");
    };
    for stage in gk_rules::foi::Stage::ALL {
        some("foi_cases", format!("stage = '{}'", stage.code())).await;
    }
    for decision in ["A1", "A2", "B", "C4", "C6", "D1a", "D1b", "D2", "D3", "E1", "E2", "E3", "E4"] {
        some("foi_cases", format!("decision = '{decision}' and reply_number is not null")).await;
    }
    for mode in ["online", "post", "pick_up", "on_the_spot", "email"] {
        some("foi_services", format!("mode = '{mode}'")).await;
    }
    for form in ["L1", "L2", "L3", "L4", "L5", "L6", "L7o", "L8", "L9", "L11", "L13", "L20r", "L23c", "L25"] {
        some("foi_letters", format!("form = '{form}' and released_on is not null")).await;
    }
    some("foi_reliefs", "1 = 1".into()).await;
    some("foi_redactions", "result is not null".into()).await;
    some("foi_answers", "shown = 1".into()).await;
    some("foi_proposals", "standing = 'open' and ground = 'asked_by_many'".into()).await;
    some("foi_explained", "standing = 'public'".into()).await;
    some("foi_reports", "version = 1".into()).await;
    some("foi_ratings", "1 = 1".into()).await;
    let unprepared = "select count(*) from foi_cases c where c.number is not null
        and not exists (select 1 from foi_letters l where l.matter = c.id and l.form = 'L1' and l.released_on is not null)";
    assert_eq!(number(bench, unprepared).await, 0, "a registered application has its receipt");
    let mut visitor = bench.visitor();
    let _ = visitor.get("/foi/answers").await.is(200).shows("示范");
    let _ = visitor.get("/foi/cases?q=%E8%B4%B7%E6%AC%BE%E8%B4%B4%E6%81%AF").await.is(200).shows("示范");
}

async fn every_kind_of_file_was_read(bench: &Bench) {
    for ending in ["xlsx", "xls", "docx", "csv", "html", "txt"] {
        let imports = format!("select count(*) from imports where file_name like '%.{ending}'");
        assert!(number(bench, imports.leak()).await > 0, "no {ending}");
    }
}

/// Only the plan is published by a real organ; everything else by a fictional one.
async fn nothing_invented_looks_real(bench: &Bench) {
    let real = "select count(*) from records r join organs o on o.id = r.organ where o.fictional = 0";
    assert_eq!(number(bench, real).await, 1);
    let unlabelled = "select count(*) from records r join organs o on o.id = r.organ
        where o.fictional = 1 and (r.title not like '%示范%' or r.body not like '%虚构%')";
    assert_eq!(number(bench, unlabelled).await, 0);
    let posts = "select count(*) from posts t join organs o on o.id = t.organ where o.fictional = 0 and t.person is not null";
    assert_eq!(number(bench, posts).await, 0, "nobody can act for a real organ");
}

async fn again_changes_nothing(bench: &Bench) {
    let before = number(bench, "select max(seq) from ledger").await;
    load(bench).await;
    assert_eq!(number(bench, "select max(seq) from ledger").await, before);
}

async fn a_dump_goes_into_the_other_engine_and_back(bench: &Bench) {
    let other = match bench.kind {
        Kind::Sqlite => Bench::new(Kind::Postgres).await,
        Kind::Postgres => Bench::new(Kind::Sqlite).await,
    };
    let dump = dump::dump(bench.office.engine(), Cursor::new(Vec::new()), |_| ()).await.unwrap().into_inner();
    dump::load(other.office.engine(), Cursor::new(dump), |_| ()).await.unwrap();
    // The keys are in no dump: whoever moves a database brings them along.
    let keys = |bench: &Bench| bench.dir().join("keys").join("office.keys");
    std::fs::create_dir_all(other.dir().join("keys")).unwrap();
    std::fs::copy(keys(bench), keys(&other)).unwrap();
    other.today_is(TODAY);
    other.web.follower().rebuild(&other.office, |_| ()).await.unwrap();
    assert_eq!(found(&other).await, []);
    for table in ["ledger", "organs", "items", "duties", "records", "blobs", "tallies", "meetings"] {
        let count: &str = format!("select count(*) from {table}").leak();
        assert_eq!(number(&other, count).await, number(bench, count).await, "{table}");
    }
    let half = Cursor::new(b"PK\x03\x04 half".to_vec());
    assert!(matches!(dump::load(other.office.engine(), half, |_| ()).await, Err(dump::Refused::Damaged(_))));
}

async fn what_is_broken_is_found(bench: &Bench) {
    script(bench, "update terms set due_day = due_day + 1 where id = (select min(id) from terms where due_day is not null)").await;
    assert!(found(bench).await.iter().any(|one| matches!(one, Found::Duty(_))), "a tampered due day");
    script(bench, "update terms set due_day = due_day - 1 where id = (select min(id) from terms where due_day is not null)").await;
    assert_eq!(found(bench).await, []);

    script(bench, "update tallies set on_time = on_time + 1 where domain = 0 and organ = 1").await;
    assert!(found(bench).await.iter().any(|one| matches!(one, Found::Duty(_))), "a tampered tally");
    script(bench, "update tallies set on_time = on_time - 1 where domain = 0 and organ = 1").await;

    let index = bench.web.follower().index();
    let stray = gk_base::search::Entry { id: "stray".into(), title: "x".into(), ..Default::default() };
    index.apply(vec![gk_base::search::Change::Put(stray)], index.position()).await.unwrap();
    assert!(matches!(found(bench).await.as_slice(), [Found::Index { .. }]), "a stray entry of the index");
    bench.web.follower().rebuild(&bench.office, |_| ()).await.unwrap();
    assert_eq!(found(bench).await, []);

    script(bench, "update blobs set size = size + 1 where hash = (select min(hash) from blobs)").await;
    assert!(matches!(found(bench).await.as_slice(), [Found::Blob { .. }]), "a changed original");
    script(bench, "update blobs set size = size - 1 where hash = (select min(hash) from blobs)").await;

    script(
        bench,
        "update duties set event = 999999 where id = (select min(id) from duties where event is not null)",
    )
    .await;
    assert!(found(bench).await.iter().any(|one| matches!(one, Found::Orphans(_))), "a duty of no event");

    script(bench, "update ledger set body = '{}' where seq = 7").await;
    assert!(found(bench).await.contains(&Found::Ledger { seq: 7 }), "a rewritten entry of the ledger");
}
