//! Who gets where: every address × method × role × relation to the organ it is about, compared with the table checked in
//! beside this file (`matrix.golden`). A change of authority that nobody meant shows here.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use gk_rules::Coded;
use gk_rules::org::Role;
use gk_rules::validity::cleanup::Extent;
use gk_testkit::county::{self, Writing, person};
use gk_testkit::{Bench, Browser, Seen, on_both};
use gk_validity::verbs::open_cleanup::{self, OpenCleanup};

use crate::foi_journey::applied;
use crate::records_desk::signed_in;

/// The addresses, as `make docs` found them; tidy holds that list against the rooms' doors.
const ROUTES: &str = include_str!("../../../../docs/routes.md");
const GOLDEN: &str = include_str!("matrix.golden");
/// Whose things they are about, and who stands where to it.
const BUREAU: &str = "219900-mzj";
const PLACES: [(&str, &str); 3] = [("own", BUREAU), ("above", "219900"), ("beside", "219900-czj")];
/// What is not asked for, and why.
const LEFT_OUT: [(&str, &str); 4] = [
    ("/desk/sign-in", "wrong passwords lock the address out"),
    ("/desk/sign-out", "ends the session"),
    ("/account/sign-out", "ends the session"),
    ("/foi/progress", "wrong codes lock the address out"),
];

/// Everybody: who, and the browser.
async fn everybody(bench: &Bench) -> Vec<(String, Browser)> {
    let mut all = vec![("visitor".to_owned(), bench.visitor())];
    for role in Role::ALL {
        for (relation, organ) in PLACES {
            let account = format!("{relation}-{}", role.code().replace('_', "-"));
            let _ = person(bench, organ, *role, &account, "某人").await;
            all.push((format!("{} {relation}", role.code()), signed_in(bench, &account).await));
        }
    }
    all
}

/// What is asked about: a draft, something public, a catalog in force, an application.
async fn things(bench: &Bench) -> BTreeMap<&'static str, String> {
    county::found(bench, 1).await;
    county::put_catalogs_in_force(bench, &[20]).await;
    let staff = county::pair(bench, BUREAU, "mz").await;
    let line = county::lines_of(bench, BUREAU, 20).await[0];
    let what = Writing { title: "临时救助通知", number: "", body: "各乡镇人民政府：" };
    let _ = county::drafted(bench, &staff.0, line, what).await;
    let number = county::publish(bench, &staff, line, Writing { number: "示民发〔2026〕1号", ..what }).await;
    let cleanup = OpenCleanup {
        name: "文件清理".into(),
        basis: "示政办发〔2026〕9号".into(),
        extent: Some(Extent::Numbered),
    };
    let _ = open_cleanup::run(&bench.office, &staff.1, cleanup).await.expect("a clean-up");
    let _ = applied(bench).await;
    BTreeMap::from([
        ("{*rest}", number),
        ("{line}", line.to_string()),
        ("{organ}", BUREAU.to_owned()),
        ("{domain}", "20".to_owned()),
        ("{id}", "1".to_owned()),
    ])
}

/// The address with something in its places.
fn filled(route: &str, things: &BTreeMap<&str, String>) -> String {
    let part = |part: &str| match (part, route) {
        ("{code}", _) if route.starts_with("/desk/catalog") => "20-0001".to_owned(),
        ("{code}", _) => BUREAU.to_owned(),
        _ if part.starts_with('{') => things.get(part).cloned().unwrap_or_else(|| "1".to_owned()),
        _ => part.to_owned(),
    };
    route.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// What came of it: `o` came through, `f` the empty form was refused before anybody asked who sent it, `.` not allowed, `-` not there (or not for him), `s` sent to sign in, `!` our fault.
fn came(seen: &Seen) -> char {
    match seen.status.as_u16() {
        401 => 's',
        403 => '.',
        404 | 410 => '-',
        400 | 422 => 'f',
        500.. => '!',
        _ if seen.at.starts_with("/desk/sign-in") || seen.at.starts_with("/account/sign-in") => 's',
        _ => 'o',
    }
}

/// Address and methods of each line of the list, but for what is left out.
fn routes() -> Vec<(&'static str, Vec<&'static str>)> {
    let line = |line: &'static str| {
        let mut cells = line.split('|').map(str::trim).skip(1);
        let route = cells.next()?.strip_prefix('`')?.strip_suffix('`')?;
        let mut methods: Vec<&str> = cells.next()?.split(' ').collect();
        methods.sort_unstable();
        methods.dedup();
        (!LEFT_OUT.iter().any(|(out, _)| *out == route)).then_some((route, methods))
    };
    ROUTES.lines().filter_map(line).collect()
}

async fn table(bench: &Bench) -> String {
    let things = things(bench).await;
    let mut everybody = everybody(bench).await;
    let mut out = String::new();
    for (place, (who, _)) in everybody.iter().enumerate() {
        let _ = writeln!(out, "# {:>2} {who}", place + 1);
    }
    let _ = writeln!(
        out,
        "# o came through, f the empty form was refused, . not allowed, - not there, s sent to sign in"
    );
    for (route, methods) in routes() {
        for method in methods {
            let address = filled(route, &things);
            let mut row = String::new();
            for (_, browser) in &mut everybody {
                let seen = match method {
                    "GET" => browser.get(&address).await,
                    "POST" => browser.post(&address, &[]).await,
                    _ => continue,
                };
                row.push(came(&seen));
            }
            let _ = writeln!(out, "{row} {method} {route}");
        }
    }
    out
}

on_both! {
    async fn everybody_gets_where_the_table_says(bench) {
        let now = table(&bench).await;
        assert!(!now.lines().any(|line| !line.starts_with('#') && line.split(' ').next().is_some_and(|row| row.contains('!'))), "{now}");
        if now != GOLDEN {
            let new = std::env::temp_dir().join("matrix.golden");
            std::fs::write(&new, &now).unwrap();
            let before: Vec<&str> = GOLDEN.lines().collect();
            let changed: Vec<&str> = now.lines().filter(|line| !before.contains(line)).collect();
            panic!("{} lines differ; if that is meant, take {} over:\n{}", changed.len(), new.display(), changed.join("\n"));
        }
    }
}
