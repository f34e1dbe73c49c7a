//! Serves a bench with the fictional county on 127.0.0.1:8099, for the eye and for e2e/shots.mjs.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "an example fails loudly and says where it serves"
)]

use gk_testkit::county::{self, Writing};
use gk_testkit::{Bench, Kind};

#[tokio::main]
async fn main() {
    let bench = Bench::new(Kind::Sqlite).await;
    bench.today_is(jiff::civil::date(2026, 10, 12));
    county::found(&bench, 4).await;
    county::put_catalogs_in_force(&bench, &[4, 20, 21]).await;
    let staff = county::pair(&bench, "219900-mzj", "mzj").await;
    bench.today_is(jiff::civil::date(2026, 10, 20));
    let lines = county::lines_of(&bench, "219900-mzj", 20).await;
    println!("{} items bind the bureau: {lines:?}", lines.len());
    for (n, line) in lines.iter().enumerate() {
        if n % 3 == 2 {
            continue;
        }
        if n > 6 {
            bench.today_is(jiff::civil::date(2026, 11, 24));
        }
        let number = format!("示民发〔2026〕{}号", n + 1);
        let title = format!("关于调整全县城乡居民最低生活保障标准的通知（{}）", n + 1);
        let body = "各乡镇人民政府：\n\n自2026年11月1日起，城市低保标准提高到每人每月780元，农村低保标准提高到每人每年7200元。\n";
        let what = Writing { title: &title, number: if n % 2 == 0 { &number } else { "" }, body };
        county::publish(&bench, &staff, *line, what).await;
    }
    bench.today_is(jiff::civil::date(2026, 11, 24));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8099").await.expect("the port is free");
    println!("http://127.0.0.1:8099");
    axum::serve(listener, bench.router()).await.expect("it serves");
}
