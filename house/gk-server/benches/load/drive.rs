//! Driving: `wrk` with sixteen connections that never pause, against the program and against the plain way beside it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use axum::Router;
use axum::http::Uri;
use gk_base::{Office, Sql, Value};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::Asked;

/// How many connections there are at once.
const USERS: &str = "16";

/// Addresses that are asked for in turn.
pub(crate) struct Page {
    name: &'static str,
    paths: Vec<String>,
    cookie: String,
    plainly: Option<Plainly>,
    follow: usize,
}

/// The same rows by a statement anybody would write, each time with other values.
#[derive(Clone)]
pub(crate) struct Plainly {
    sql: Sql,
    values: Vec<Vec<Value>>,
}

impl Plainly {
    pub(crate) fn new(sql: Sql, values: Vec<Vec<Value>>) -> Self {
        Self { sql, values }
    }
}

impl Page {
    pub(crate) fn of(name: &'static str, paths: Vec<String>) -> Self {
        Self { name, paths, cookie: String::new(), plainly: None, follow: 0 }
    }
    /// Asked for by somebody who has signed in.
    pub(crate) fn by(self, cookie: &str) -> Self {
        Self { cookie: cookie.to_owned(), ..self }
    }
    pub(crate) fn beside(self, plainly: Plainly) -> Self {
        Self { plainly: Some(plainly), ..self }
    }
    /// And so many pages that follow the first, or as many as there are.
    pub(crate) fn following(self, follow: usize) -> Self {
        Self { follow, ..self }
    }
    /// Finds the pages that follow as a visitor does: by the link to the next one.
    pub(crate) async fn follow(&mut self, address: &str) {
        for _ in 0..self.follow {
            let body = fetch(address, self.paths.last().unwrap(), &self.cookie).await;
            let next = body.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
            let Some(next) = next else { return };
            self.paths.push(next.replace("&#38;", "&").replace("&amp;", "&"));
        }
    }
}

/// The body of a page; a page that is not answered as one ends the benchmark.
async fn fetch(address: &str, path: &str, cookie: &str) -> String {
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let asked =
        format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n");
    stream.write_all(asked.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let text = String::from_utf8(answer).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
    body.to_owned()
}

/// The plain way: rows as text by an offset, and a text of a given length from memory, without any page.
pub(crate) struct Plain {
    address: String,
}

impl Plain {
    pub(crate) async fn begin(office: &Office, pages: &[Page]) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let statements: Arc<Vec<Option<Plainly>>> =
            Arc::new(pages.iter().map(|page| page.plainly.clone()).collect());
        let office = office.clone();
        let answer = move |uri: Uri| {
            let (office, statements) = (office.clone(), Arc::clone(&statements));
            async move {
                let numbers: Vec<usize> =
                    uri.path().split('/').filter_map(|part| part.parse().ok()).collect();
                match *numbers.as_slice() {
                    [length] => "x".repeat(length),
                    [page, nth] => {
                        let plainly = statements.get(page).and_then(Option::as_ref).unwrap();
                        let values = plainly.values.get(nth).unwrap();
                        let rows = office.read().await.unwrap().rows(&plainly.sql, values).await.unwrap();
                        rows.iter().map(|row| format!("{:?}\n", row.0)).collect()
                    }
                    _ => panic!("{uri}"),
                }
            }
        };
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
        Self { address }
    }
}

/// What `wrk` measured, in milliseconds, and requests a second.
#[derive(Clone, Copy)]
struct Taken {
    p50: f64,
    p95: f64,
    p99: f64,
    rate: f64,
}

/// The results.
pub(crate) struct Table {
    seconds: u64,
    script: PathBuf,
    rows: Vec<(String, Taken, Option<Taken>, Taken)>,
}

impl Table {
    pub(crate) fn new(asked: &Asked, folder: &Path) -> Self {
        Self { seconds: asked.seconds, script: folder.join("load.lua"), rows: Vec::new() }
    }
    /// Measures a page, the plain way to its rows, and a text of its length.
    pub(crate) async fn measure(&mut self, nth: usize, page: &Page, address: &str, plain: &Plain) {
        let mut bytes = 0;
        for path in &page.paths {
            bytes += fetch(address, path, &page.cookie).await.len();
        }
        let size = bytes / page.paths.len();
        let taken = self.drive(address, &page.paths, &page.cookie);
        let rows = page.plainly.as_ref().map(|plainly| {
            let paths: Vec<String> =
                (0..plainly.values.len()).map(|value| format!("/{nth}/{value}")).collect();
            self.drive(&plain.address, &paths, "")
        });
        let same = self.drive(&plain.address, &[format!("/{size}")], "");
        let name = format!("{}, {} kB", page.name, size / 1000);
        println!("{name:<60} p50 {:>7.1} p95 {:>7.1} p99 {:>7.1} ms", taken.p50, taken.p95, taken.p99);
        self.rows.push((name, taken, rows, same));
    }
    fn drive(&self, address: &str, paths: &[String], cookie: &str) -> Taken {
        std::fs::write(&self.script, script(paths, cookie)).unwrap();
        let seconds = format!("{}s", self.seconds);
        let said = tokio::task::block_in_place(|| {
            Command::new("wrk")
                .args(["-t1", "-c", USERS, "-d", &seconds, "--timeout", "20s", "-s"])
                .arg(&self.script)
                .arg(format!("http://{address}/"))
                .output()
                .unwrap_or_else(|e| panic!("wrk does not run ({e}): scripts/prepare load installs it"))
        });
        let text = String::from_utf8(said.stdout).unwrap();
        let figures =
            text.lines().find_map(|line| line.strip_prefix("took ")).unwrap_or_else(|| panic!("{text}"));
        let all: Vec<f64> = figures.split(' ').map(|one| one.parse().unwrap()).collect();
        let [p50, p95, p99, rate, errors] = *all.as_slice() else { panic!("{text}") };
        assert!(rate > 0.0, "no answer within {} s: ask for more seconds: {paths:?}", self.seconds);
        assert!(errors == 0.0, "{errors} requests were not answered with a page: {paths:?}");
        Taken { p50, p95, p99, rate }
    }
    /// As docs/benchmarks.md has it.
    pub(crate) fn print(&self, bar: f64) {
        println!(
            "\n| page | p50 | p95 | p99 | a second | the rows by offset, p95 | × | as many bytes from memory, p95 | × |"
        );
        println!("|---|---|---|---|---|---|---|---|---|");
        for (name, taken, rows, same) in &self.rows {
            let beside = rows.map_or_else(
                || "– | –".to_owned(),
                |rows| format!("{:.1} ms | {:.1}", rows.p95, rows.p95 / taken.p95),
            );
            println!(
                "| {name} | {:.1} ms | {:.1} ms | {:.1} ms | {:.0} | {beside} | {:.1} ms | {:.2} |",
                taken.p50,
                taken.p95,
                taken.p99,
                taken.rate,
                same.p95,
                same.p95 / taken.p95
            );
        }
        let over = self.rows.iter().filter(|(_, taken, ..)| taken.p95 > bar).count();
        println!("\n{over} of {} pages take more than {bar} ms for one user of twenty", self.rows.len());
    }
}

/// What `wrk` asks in turn, and what it says at the end.
fn script(paths: &[String], cookie: &str) -> String {
    let paths: Vec<String> = paths.iter().map(|path| format!("{path:?}")).collect();
    format!(
        "local paths = {{ {} }}\nlocal nth = 0\nlocal headers = {{ [\"Cookie\"] = {cookie:?} }}\n\
         request = function()\n  nth = nth % #paths + 1\n  return wrk.format(\"GET\", paths[nth], headers)\nend\n\
         done = function(summary, latency)\n  local e = summary.errors\n  local ms = function(p) return latency:percentile(p) / 1000 end\n  \
         print(string.format(\"took %.3f %.3f %.3f %.1f %d\", ms(50), ms(95), ms(99), summary.requests * 1000000 / summary.duration,\n    \
         e.connect + e.read + e.write + e.status + e.timeout))\nend\n",
        paths.join(", ")
    )
}
