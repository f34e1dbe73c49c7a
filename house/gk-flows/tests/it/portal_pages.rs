//! The public pages: complete, found, linked, and never more than twelve statements.

use gk_testkit::{county, on_both};

on_both! {
    async fn an_empty_site_has_every_page_and_says_what_is_missing(bench) {
        let mut visitor = bench.visitor();
        let _ = visitor.get("/").await.is(200).shows("本周还没有新公开的信息").shows("目录尚未施行");
        let _ = visitor.get("/catalogs").await.is(200).shows("社会救助");
        let _ = visitor.get("/catalogs/20").await.is(200).shows("还没有施行的目录");
        let _ = visitor.get("/organs").await.is(200).shows("没有下级机关");
        let _ = visitor.get("/search").await.is(200).shows("没有找到");
        let _ = visitor.get("/about").await.is(200).shows("待核对").shows("2026年");
        let _ = visitor.get("/healthz").await.is(200).shows("ok");
        let _ = visitor.get("/robots.txt").await.is(200).shows("Sitemap: http://localhost/sitemap.xml");
        let _ = visitor.get("/feed.xml").await.is(200).shows("<id>http://localhost/feed.xml</id>");
        let _ = visitor.get("/sitemap.xml").await.is(200).shows("part=pages").hides("part=info");
    }

    async fn what_does_not_exist_is_not_found(bench) {
        let mut visitor = bench.visitor();
        for address in ["/catalogs/27", "/catalogs/x", "/catalogs/00", "/organs/nobody", "/organs/nobody/feed.xml",
            "/organs?under=nobody", "/sitemap.xml?part=x", "/sitemap.xml?part=organs&after=99999999"] {
            let _ = visitor.get(address).await.is(404);
        }
    }

    async fn a_catalog_is_reached_from_home_by_domain_and_by_organ(bench) {
        county::found(&bench, 3).await;
        county::put_catalogs_in_force(&bench, &[20]).await;
        let mut visitor = bench.visitor();
        let home = visitor.get("/").await.is(200).shows("按领域查找").shows("href=\"/catalogs/20\"");
        assert!(home.text().contains("示范县人民政府"), "the county is among the organs");
        let _ = visitor.get("/catalogs").await.is(200).shows("href=\"/catalogs/20\"");
        let province = visitor.get("/catalogs/20").await.is(200).shows("这是上级标准").shows("辽宁省人民政府");
        assert!(province.text().contains("/items/"));
        let own = visitor.get("/catalogs/20?organ=219900").await.is(200).shows("示范县").hides("这是上级标准");
        assert!(own.text().contains("noindex"), "a narrowed page is not for search engines");
        let under = visitor.get("/catalogs/20?organ=219900-mzj").await.is(200);
        let _ = under.shows("示范县民政局没有自己的目录");
    }

    async fn an_organ_is_found_down_the_tree_and_shows_its_catalogs(bench) {
        county::found(&bench, 1).await;
        county::found_departments(&bench, 110).await;
        county::put_catalogs_in_force(&bench, &[20]).await;
        let mut visitor = bench.visitor();
        let _ = visitor.get("/organs").await.is(200).shows("/organs?under=21");
        let first = visitor.get("/organs?under=219900").await.is(200).shows("示范县民政局").shows("示范县第1镇人民政府");
        let text = first.text();
        assert!(!text.contains("示范县第110局"));
        let at = text.find("rel=\"next\" href=\"").expect("a next page") + 17;
        let next: String = text[at..].chars().take_while(|c| *c != '"').collect();
        let _ = visitor.get(&next.replace("&#38;", "&").replace("&amp;", "&")).await.is(200).shows("示范县第110局");
        let organ = visitor.get("/organs/219900").await.is(200).shows("社会救助").shows("虚构的示范机关");
        let _ = organ.shows("href=\"/organs/219900/feed.xml\"").shows("查看全部下级机关");
        let _ = visitor.get("/organs/219900001001").await.is(200).shows("村民委员会");
    }

    async fn who_has_a_page_already_is_not_sent_it_again(bench) {
        let mut visitor = bench.visitor();
        let seen = visitor.get("/catalogs").await.is(200);
        let tag = seen.headers.get("etag").unwrap().to_str().unwrap().to_owned();
        assert!(visitor.get_known("/catalogs", &tag).await.is(304).bytes.is_empty());
        assert!(visitor.get_known("/catalogs", &format!("\"x\", W/{tag}")).await.is(304).bytes.is_empty());
        let _ = visitor.get_known("/catalogs", "\"x\"").await.is(200);
    }

    async fn a_page_is_kept_until_something_is_committed_or_the_day_turns(bench) {
        county::found(&bench, 1).await;
        let mut visitor = bench.visitor();
        // The first of a day carries the duties forward and commits that.
        let _ = visitor.get("/organs/219900").await.is(200);
        let first = visitor.get("/organs/219900").await.is(200).hides("社会救助");
        let (again, statements) = bench.count_statements(visitor.get("/organs/219900")).await;
        assert_eq!(statements, 1, "whether anything was committed is all that is asked");
        assert_eq!(again.is(200).text(), first.text());
        let (_, statements) = bench.count_statements(visitor.get("/organs/219900?a=1")).await;
        assert!(statements > 1, "another address is another page");
        county::put_catalogs_in_force(&bench, &[20]).await;
        let _ = visitor.get("/organs/219900").await.is(200).shows("社会救助");
        let today = bench.office.today();
        bench.today_is(today.tomorrow().expect("a day"));
        let (_, statements) = bench.count_statements(visitor.get("/organs/219900")).await;
        assert!(statements > 1, "tomorrow it may read otherwise");
    }

    async fn what_no_page_shows_leaves_the_pages_kept(bench) {
        let mut visitor = bench.visitor();
        let _ = visitor.get("/catalogs").await.is(200);
        let set = async |event: bool| {
            let mut tx = bench.office.begin_as_system().await.expect("a unit of work");
            tx.inward();
            let today = tx.today();
            gk_base::settings::set(&mut tx, "test.inward", today, "1", "x").await.expect("written");
            if event {
                let nothing = serde_json::json!({});
                tx.ledger(gk_rules::foi::FoiEvent::SettingSet, None, "setting:test.inward", &nothing);
            }
            tx.commit().await.expect("committed");
        };
        set(false).await;
        let (_, statements) = bench.count_statements(visitor.get("/catalogs")).await;
        assert_eq!(statements, 1, "it was kept");
        set(true).await;
        let (_, statements) = bench.count_statements(visitor.get("/catalogs")).await;
        assert!(statements > 1, "an event is seen whatever was said");
    }

    async fn every_organ_and_item_is_on_the_map(bench) {
        county::found(&bench, 2).await;
        county::put_catalogs_in_force(&bench, &[20]).await;
        let mut visitor = bench.visitor();
        let _ = visitor.get("/sitemap.xml").await.is(200).shows("part=organs").shows("part=items");
        let organs = visitor.get("/sitemap.xml?part=organs").await.is(200);
        let _ = organs.shows("<loc>http://localhost/organs/21</loc>").shows("/organs/219900-mzj<").shows("/organs/219900002002<");
        let _ = visitor.get("/sitemap.xml?part=items").await.is(200).shows("<loc>http://localhost/items/");
    }
}
