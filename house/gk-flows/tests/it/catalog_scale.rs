//! A catalog of two thousand items: taken in within seconds, read page by page, several domains in one file.

use std::time::{Duration, Instant};

use gk_catalog::verbs::import_file::{self, Content, ImportFile};
use gk_rules::catalog::edition::Tier;
use gk_testkit::on_both;

use crate::catalog_people::{CLERK, actor, settle};

/// How many rows.
const ROWS: usize = 2_000;
/// Long enough for a slow machine with unoptimised code; a quadratic step would take minutes.
const PATIENCE: Duration = Duration::from_secs(30);

fn table(domain: &str, rows: usize) -> String {
    let mut out = format!(
        "{domain}领域基层政务公开标准目录,,,,,,\n序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体\n"
    );
    for at in 1..=rows {
        out += &format!(
            "{at},第{}类事项,第{at}号公开事项,名称；地址；电话,《政府信息公开条例》（国令第711号）,信息形成或者变更之日起20个工作日内,示范县民政局\n",
            at / 20
        );
    }
    out
}

on_both! {
    async fn two_thousand_rows_are_taken_in_within_seconds(bench) {
        settle(&bench).await;
        let begun = Instant::now();
        let cmd = ImportFile {
            organ: "219900".into(),
            tier: Tier::County,
            domain: String::new(),
            content: Content::File { name: "大目录.csv".into(), bytes: table("社会救助", ROWS).into_bytes() },
        };
        let done = import_file::run(&bench.office, &actor(&bench, CLERK).await, cmd).await.unwrap();
        let took = begun.elapsed();
        assert!(took < PATIENCE, "{took:?}");
        let mut read = bench.office.read().await.unwrap();
        let edition = gk_catalog::load_edition(&mut read, done.editions[0]).await.unwrap();
        assert_eq!(edition.counts.items, u64::try_from(ROWS).unwrap());
        let (mut seq, mut pages, mut items) = (0, 0, 0);
        loop {
            let page = gk_catalog::list_items(&mut read, edition.id, seq, 300).await.unwrap();
            let Some(last) = page.last() else { break };
            seq = last.seq;
            items += page.len();
            pages += 1;
        }
        assert_eq!((pages, items), (7, ROWS));
    }

    async fn a_file_of_several_domains_becomes_several_drafts(bench) {
        settle(&bench).await;
        let text = format!("{}\n{}", table("社会救助", 3), table("养老服务", 2));
        let cmd = ImportFile {
            organ: "219900".into(),
            tier: Tier::County,
            domain: String::new(),
            content: Content::Text(text.replace(',', "\t")),
        };
        let done = import_file::run(&bench.office, &actor(&bench, CLERK).await, cmd).await.unwrap();
        let mut read = bench.office.read().await.unwrap();
        let mut found = Vec::new();
        for edition in done.editions {
            let line = gk_catalog::load_edition(&mut read, edition).await.unwrap();
            found.push((line.domain_name(), line.counts.items));
        }
        assert_eq!(found, [("社会救助".to_owned(), 3), ("养老服务".to_owned(), 2)]);
    }
}
