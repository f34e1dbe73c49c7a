//! What is published is seen at once: on home, item and organ pages, in search and feeds; what is taken down is gone.

use gk_rules::records::WithdrawGround;
use gk_testkit::county::{self, Writing};
use gk_testkit::{Bench, on_both};

const BUREAU: &str = "219900-mzj";

fn notice(title: &str) -> Writing<'_> {
    Writing {
        title, number: "示民发〔2026〕8号", body: "自2026年12月起提高城乡居民最低生活保障标准。"
    }
}

/// The county with the catalog of 社会救助 in force; gives the bureau's lines.
async fn ground(bench: &Bench) -> Vec<i64> {
    county::found(bench, 2).await;
    county::put_catalogs_in_force(bench, &[20]).await;
    let lines = county::lines_of(bench, BUREAU, 20).await;
    assert!(lines.len() > 3, "the bureau is obliged by the items of its field");
    lines
}

on_both! {
    async fn what_is_published_is_seen_everywhere_and_gone_when_taken_down(bench) {
        let lines = ground(&bench).await;
        let line = lines[0];
        let staff = county::pair(&bench, BUREAU, "mzj").await;
        let mut visitor = bench.visitor();
        let own = format!("/items/{line}/{BUREAU}");
        let _ = visitor.get(&own).await.is(200).shows("公开责任的履行情况").shows("该机关还没有就这个事项公开信息");

        let title = "关于提高低保标准的通知<甲>";
        let number = county::publish(&bench, &staff, line, notice(title)).await;
        let shown = "关于提高低保标准的通知&#60;甲&#62;";
        let _ = visitor.get("/").await.is(200).shows("共公开 1 条信息").shows(shown);
        let met = visitor.get(&own).await.is(200).shows(shown).shows("按时公开");
        assert!(met.text().contains(&gk_records::address(&number)), "the occurrence names what met it");
        let _ = visitor.get(&format!("/items/{line}")).await.is(200).shows(shown).shows("示范县民政局");
        let _ = visitor.get(&format!("/organs/{BUREAU}")).await.is(200).shows(shown);
        let _ = visitor.get("/search?q=低保").await.is(200).shows("找到 1 条公开信息").shows("<mark>");
        let feed = visitor.get("/feed.xml").await.is(200).shows(shown).shows("<category term=\"社会救助\"/>");
        assert!(feed.text().contains(&format!("<id>http://localhost{}</id>", gk_records::address(&number))));
        let _ = visitor.get(&format!("/organs/{BUREAU}/feed.xml")).await.is(200).shows(shown);
        let _ = visitor.get("/organs/219900-czj/feed.xml").await.is(200).hides(shown);
        let _ = visitor.get("/sitemap.xml?part=info").await.is(200).shows(&gk_records::address(&number));

        county::withdraw(&bench, &staff.1, &number, WithdrawGround::Mistake).await;
        for address in ["/", &own, &format!("/organs/{BUREAU}"), "/search?q=低保", "/feed.xml"] {
            let _ = visitor.get(address).await.is(200).hides(shown);
        }
    }

    async fn a_search_is_narrowed_turned_over_and_totals_are_exact(bench) {
        let lines = ground(&bench).await;
        let staff = county::pair(&bench, BUREAU, "mzj").await;
        for n in 0..23 {
            let title = format!("低保标准通知第{n}号");
            county::publish(&bench, &staff, lines[n % 3], notice(&title)).await;
        }
        let mut visitor = bench.visitor();
        let first = visitor.get("/search?q=低保标准").await.is(200).shows("找到 23 条公开信息").text();
        assert_eq!(first.matches("class=\"snippet\"").count(), 20);
        let at = first.find("rel=\"next\" href=\"").expect("a next page") + 17;
        let next: String = first[at..].chars().take_while(|c| *c != '"').collect();
        let second = visitor.get(&next.replace("&#38;", "&").replace("&amp;", "&")).await.is(200).text();
        assert_eq!(second.matches("class=\"snippet\"").count(), 3);
        let _ = visitor.get("/search?q=低保标准&organ=219900&domain=20&kind=tongzhi&year=2026").await.is(200)
            .shows("找到 23 条公开信息").shows("已选条件").shows("机关：示范县人民政府").shows("体裁：通知");
        let _ = visitor.get("/search?q=低保标准&year=2025").await.is(200).shows("没有找到").shows("年份：2025");
        let _ = visitor.get("/search?q=%3Cscript%3E%22%27&organ=%27&kind=x&after=%00").await.is(200).hides("<script>");
        let long = "字".repeat(500);
        let _ = visitor.get(&format!("/search?q={long}")).await.is(200).shows("搜索的内容太长");
    }

    async fn an_item_shows_its_standard_its_rules_and_the_standard_above(bench) {
        let lines = ground(&bench).await;
        let mut visitor = bench.visitor();
        let item = visitor.get(&format!("/items/{}", lines[0])).await.is(200);
        let item = item.shows("公开依据").shows("公开时限").shows("沿用").shows("<ul class=\"read\">").shows("个工作日内公开");
        assert!(item.text().contains("辽宁省人民政府标准第"), "it names the item above");
        for missing in ["/items/999999", "/items/x", "/items/1/nobody", "/items/-1"] {
            let _ = visitor.get(missing).await.is(404);
        }
        let other = visitor.get(&format!("/items/{}/219900-czj", lines[0])).await.is(200);
        let _ = other.shows("该机关不承担这个事项的公开责任");
    }

    async fn no_page_asks_more_than_twelve_times_however_much_it_shows(bench) {
        let lines = ground(&bench).await;
        let staff = county::pair(&bench, BUREAU, "mzj").await;
        let pages = [
            "/".to_owned(), "/catalogs".into(), "/catalogs/20".into(), "/catalogs/20?organ=219900-mzj".into(),
            "/organs".into(), "/organs?under=219900".into(), "/organs/219900".into(), format!("/organs/{BUREAU}"),
            format!("/items/{}", lines[0]), format!("/items/{}/{BUREAU}", lines[0]), "/search?q=标准&organ=219900".into(),
            "/feed.xml".into(), format!("/organs/{BUREAU}/feed.xml"), "/sitemap.xml".into(), "/about".into(),
        ];
        let publish = |from: usize, to: usize| {
            let (bench, staff, line) = (&bench, &staff, lines[0]);
            async move {
                for n in from..to {
                    county::publish(bench, staff, line, notice(&format!("标准第{n}号"))).await;
                }
            }
        };
        publish(0, 3).await;
        let few = count(&bench, &pages).await;
        publish(3, 300).await;
        county::found_departments(&bench, 110).await;
        let many = count(&bench, &pages).await;
        for ((page, few), many) in pages.iter().zip(few).zip(many) {
            assert!(few <= 12, "{page} runs {few} statements");
            assert_eq!(few, many, "{page} runs {few} statements with little and {many} with much");
        }
    }
}

/// Statements of each page, the calendar having been read before.
async fn count(bench: &Bench, pages: &[String]) -> Vec<u64> {
    let mut visitor = bench.visitor();
    let mut counts = Vec::new();
    for page in pages {
        let _ = visitor.get(page).await.is(200);
        let (seen, run) = bench.count_statements(visitor.get(page)).await;
        let _ = seen.is(200);
        counts.push(run);
    }
    counts
}

on_both! {
    async fn every_link_of_every_public_page_leads_somewhere(bench) {
        let lines = ground(&bench).await;
        let staff = county::pair(&bench, BUREAU, "mzj").await;
        for line in lines.iter().take(2) {
            county::publish(&bench, &staff, *line, notice("低保标准")).await;
        }
        let mut visitor = bench.visitor();
        let mut waiting = vec!["/".to_owned(), format!("/items/{}/{BUREAU}", lines[0]), "/search?q=低保".into()];
        let mut seen = std::collections::BTreeSet::new();
        while let Some(address) = waiting.pop() {
            if seen.len() >= 150 || !seen.insert(address.clone()) {
                continue;
            }
            let page = visitor.get(&address).await;
            assert!(page.status.is_success(), "{} at {address}", page.status);
            let text = page.text();
            let links = text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let ours = links.filter(|link| link.starts_with('/') && !link.starts_with("/desk"));
            waiting.extend(ours.map(|link| link.replace("&#38;", "&").replace("&amp;", "&")));
        }
        assert!(seen.len() >= 100, "only {} pages were found", seen.len());
    }
}
