//! Duties of a whole province on SQLite: what it must reach, measured beside the plain way of doing the same.
//!
//! `cargo bench -p gk-server --bench duties` takes some minutes; with a code (`-- 2101`) only that part of the province.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints, and stops where anything fails"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use gk_base::office::Ports;
use gk_base::ports::FixedClock;
use gk_base::sql::{Engine, NULL_INT, Sql};
use gk_base::{Office, directory, params, settings};
use gk_duties::Published;
use gk_rules::Day;
use gk_rules::duty::clocks::{Clocks, due};
use gk_rules::duty::dense::{DutyTable, Line, NEVER};
use gk_rules::duty::derive::derive;
use gk_rules::duty::{Clock, DutyState, Facts};
use gk_rules::time::calendar::NamedDay;
use gk_rules::time::dense::{Dense, day_number, from_day_number};
use gk_server::outdoors::RealIds;
use gk_server::province::{Scale, generate};
use jiff::civil::date;

const TODAY: Day = date(2026, 11, 24);
const COUNT: Sql = Sql { name: "bench.count", text: "select count(*) from duties" };
const TABLE: Sql = Sql {
    name: "bench.table",
    text:
        "select t.clock, t.start_day, d.met_day, d.stated_day, d.stated_until, d.ended_day, t.due_day, d.state
        from duties d join terms t on t.id = d.term order by d.organ, d.line, d.occurrence",
};
const CLOCKS: Sql = Sql { name: "bench.clocks", text: "select body from clocks order by id" };
const SCAN: Sql = Sql {
    name: "bench.scan",
    text: "select o.parent, d.item_state, count(*) from duties d join organs o on o.id = d.organ
        where d.occurrence = 0 and d.organ >= $1 and d.organ <= $2 group by o.parent, d.item_state",
};
const HEAD: Sql = Sql {
    name: "bench.head",
    text: "select organ, line from duties where occurrence = 0 and organ > $1 order by organ, line limit 1",
};

struct Report(Vec<(String, Duration, String)>);

impl Report {
    fn add(&mut self, what: &str, took: Duration, beside: impl Into<String>) {
        println!("{what:<58} {took:>10.2?}");
        self.0.push((what.to_owned(), took, beside.into()));
    }
    fn print(&self) {
        println!("\n| what | took | beside |\n|---|---|---|");
        for (what, took, beside) in &self.0 {
            println!("| {what} | {took:.2?} | {beside} |");
        }
    }
}

fn ratio(slow: Duration, fast: Duration) -> String {
    format!("{slow:.2?}, {:.0} times", slow.as_secs_f64() / fast.as_secs_f64().max(1e-9))
}

/// The time of the middle one of many.
fn median(mut all: Vec<Duration>) -> Duration {
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

#[tokio::main]
async fn main() {
    let within: Vec<String> =
        std::env::args().skip(1).filter(|arg| arg.bytes().all(|b| b.is_ascii_digit())).collect();
    let dir = tempfile::tempdir().unwrap();
    let engine: Arc<dyn Engine> = Arc::new(gk_sqlite::Sqlite::open(&dir.path().join("bench.db")).unwrap());
    let clock = Arc::new(FixedClock::on(TODAY));
    let sheets = Arc::new(gk_sheets::Files);
    let keys = Arc::new(gk_server::keys::KeyFile::at(dir.path().join("keys")));
    let workshop = gk_press::Workshop::new(gk_press::FontPlaces::default());
    let (press, redactor) = (Arc::new(workshop.clone()), Arc::new(workshop));
    let ids = Arc::new(RealIds);
    let post = Arc::new(gk_post::Courier::new(gk_post::Allowed::default()));
    let sign_on = Arc::new(gk_signon::Nobody);
    let ports = Ports { engine, clock: clock.clone(), ids, sheets, keys, press, redactor, post, sign_on };
    let office = gk_server::house::open(ports).await.unwrap();
    gk_server::seed::calendar(&office).await.unwrap();
    let mut report = Report(Vec::new());
    let start = Instant::now();
    // The last days of a hundred counties lie around today, so that every turn of a day and every holiday has work to do.
    let scale = Scale { within, from: date(2026, 5, 8), apart: 2 };
    let made = generate(&office, &scale, |_, _| {}).await.unwrap();
    println!("{made:?} made in {:.1?}", start.elapsed());
    office.engine().analyze().await.unwrap();
    compile(&office, &mut report).await;
    derive_everything(&office, &mut report).await;
    turn_the_day(&office, &clock, &mut report).await;
    holiday(&office, &mut report).await;
    one_event(&office, &mut report).await;
    dashboard(&office, &mut report).await;
    let start = Instant::now();
    let found = gk_duties::check(&mut office.read().await.unwrap(), |_| {}).await.unwrap();
    report.add(
        "check: everything stored is what follows",
        start.elapsed(),
        format!("{} differences", found.len()),
    );
    for difference in found.iter().take(5) {
        println!("{difference}");
    }
    report.print();
    assert!(found.is_empty(), "what is stored is not what follows");
}

async fn compile(office: &Office, report: &mut Report) {
    let start = Instant::now();
    let compiled = gk_duties::compile_all(office, |_| {}).await.unwrap();
    let took = start.elapsed();
    let duties = office.read().await.unwrap().number(&COUNT, &[]).await.unwrap();
    report.add("compile the province", took, format!("{duties} duties, {} editions", compiled.editions));
    let start = Instant::now();
    office.engine().analyze().await.unwrap();
    report.add("planner's statistics after it", start.elapsed(), "");
    let start = Instant::now();
    gk_duties::compile_all(office, |_| {}).await.unwrap();
    report.add("compile it again: nothing changes", start.elapsed(), "");
}

async fn derive_everything(office: &Office, report: &mut Report) {
    let mut read = office.read().await.unwrap();
    let start = Instant::now();
    let ints = read.ints(&TABLE, &[]).await.unwrap();
    let mut table = DutyTable::with_capacity(ints.len() / 8);
    let narrow = |v: i64| if v == NULL_INT { NEVER } else { i32::try_from(v).unwrap() };
    for row in ints.chunks_exact(8) {
        let &[clock, from, met, stated, until, ended, last, state] = row else { continue };
        let until = if until == NULL_INT { i32::MAX } else { narrow(until) };
        let line = Line {
            clock: u16::try_from(clock - 1).unwrap(),
            start: narrow(from),
            met: narrow(met),
            stated: narrow(stated),
            until,
            ended: narrow(ended),
        };
        table.push(line, narrow(last), DutyState::from_number(u8::try_from(state).unwrap()).unwrap());
    }
    report.add("load all duties into the dense table", start.elapsed(), format!("{} duties", table.len()));
    let calendar = settings::calendar(&mut read).await.unwrap();
    let dense = Dense::of(&calendar);
    let mut clocks = Clocks::default();
    let mut bodies: Vec<Clock> = Vec::new();
    for row in read.rows(&CLOCKS, &[]).await.unwrap() {
        let clock: Clock = row.json(0).unwrap();
        clocks.number(&clock).unwrap();
        bodies.push(clock);
    }
    let start = Instant::now();
    let changes = table.derive_all(day_number(TODAY), |clock, start| clocks.due(&dense, clock, start));
    let took = start.elapsed();
    assert!(changes.is_empty(), "what is stored is what follows");
    let part = (table.len() / 50).max(1);
    let start = Instant::now();
    for place in 0..part {
        let line = table.line(place * 50 % table.len()).unwrap();
        let last = due(
            bodies.get(usize::from(line.clock)).unwrap(),
            from_day_number(line.start).unwrap(),
            &calendar,
        );
        let facts = Facts { due: last, ..Facts::default() };
        std::hint::black_box(derive(&facts, TODAY));
    }
    let plain = start.elapsed() * 50;
    report.add(
        "derive all last days and states in memory",
        took,
        format!("day by day {}", ratio(plain, took)),
    );
}

async fn turn_the_day(office: &Office, clock: &FixedClock, report: &mut Report) {
    for (day, what) in [
        (date(2026, 12, 1), "roll a week on and write back"),
        (date(2026, 12, 2), "roll a day on and write back"),
    ] {
        clock.set(day);
        let start = Instant::now();
        let mut tx = office.begin_as_system().await.unwrap();
        let changed = gk_duties::roll_to(&mut tx, day_number(day)).await.unwrap();
        tx.commit().await.unwrap();
        report.add(what, start.elapsed(), format!("{changed} duties changed or begun"));
    }
}

async fn holiday(office: &Office, report: &mut Report) {
    for (year, day) in [(2026, date(2026, 11, 25)), (2026, date(2026, 6, 10))] {
        let notices = settings::notices(&mut office.read().await.unwrap()).await.unwrap();
        let mut notice = notices.iter().find(|one| one.year == year).unwrap().clone();
        notice.off.push(NamedDay { day, name: "x".into() });
        let mut tx = office.begin_as_system().await.unwrap();
        settings::announce(&mut tx, &notice).await.unwrap();
        let start = Instant::now();
        let done = gk_duties::rederive(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let words = format!("{} terms, {} duties turned", done.terms, done.duties);
        report.add(&format!("re-derive after a corrected holiday on {day}"), start.elapsed(), words);
    }
}

async fn one_event(office: &Office, report: &mut Report) {
    let (mut work, mut whole) = (Vec::new(), Vec::new());
    let last = office
        .read()
        .await
        .unwrap()
        .number(&Sql { name: "bench.last", text: "select max(organ) from duties" }, &[])
        .await
        .unwrap();
    for n in 0..200_i64 {
        let row = office.read().await.unwrap().row(&HEAD, params![last * n / 201]).await.unwrap().unwrap();
        let (organ, line): (i64, i64) = (row.get(0).unwrap(), row.get(1).unwrap());
        let day = office.today();
        let published = Published {
            record: format!("r{n}"),
            organ,
            line,
            duty: None,
            made_on: Some(day),
            published_on: day,
            title: "x".into(),
        };
        let start = Instant::now();
        let mut tx = office.begin_as_system().await.unwrap();
        gk_duties::meet(&mut tx, &published).await.unwrap();
        work.push(start.elapsed());
        tx.commit().await.unwrap();
        whole.push(start.elapsed());
    }
    let (work, whole) = (median(work), median(whole));
    report.add(
        "one publication: event, duties, item, tallies above",
        work,
        "median of 200, in the transaction",
    );
    report.add("the same with ledger and commit on disk", whole, "median of 200");
}

async fn dashboard(office: &Office, report: &mut Report) {
    let mut read = office.read().await.unwrap();
    let root = directory::list_roots(&mut read).await.unwrap().remove(0);
    let id = root.organ.id.0;
    let mut all = Vec::new();
    for _ in 0..50 {
        let start = Instant::now();
        gk_duties::tally(&mut read, id, 0).await.unwrap();
        gk_duties::tallies_by_domain(&mut read, id).await.unwrap();
        gk_duties::tallies_of_children(&mut read, &root, 0, 0, 400).await.unwrap();
        gk_duties::list_gaps(&mut read, &root, None, DutyState::Overdue, (0, 0), 50).await.unwrap();
        all.push(start.elapsed());
    }
    let took = median(all);
    let start = Instant::now();
    read.rows(&SCAN, params![id, root.last]).await.unwrap();
    report.add(
        "province dashboard with the first page of gaps",
        took,
        format!("counting by a scan {}", ratio(start.elapsed(), took)),
    );
    let mut deep = Vec::new();
    for n in 0..50_i64 {
        let start = Instant::now();
        let after = (id + (root.last - id) * n / 50, 0);
        gk_duties::list_gaps(&mut read, &root, None, DutyState::Overdue, after, 50).await.unwrap();
        deep.push(start.elapsed());
    }
    report.add("a page of the gap list, anywhere in it", median(deep), "by key, never by offset");
}
