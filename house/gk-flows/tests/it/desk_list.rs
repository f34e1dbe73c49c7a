//! The list of records at the desk: filters that are kept, many records at once, drafts of those who are gone.

use gk_org::verbs::end_post::{self, EndPost};
use gk_rules::org::Role;
use gk_testkit::county::{self, person};
use gk_testkit::{Bench, Browser, on_both};

use crate::records_desk::signed_in;
use crate::records_review::{notice, sound};

/// A clerk, a reviewer, and so many drafts; the last lacks what is needed.
async fn drafts(bench: &Bench, complete: usize) -> (Browser, Browser) {
    county::found(bench, 1).await;
    county::put_catalogs_in_force(bench, &[20]).await;
    let (clerk, _) = county::pair(bench, "219900-mzj", "mz").await;
    let line = county::lines_of(bench, "219900-mzj", 20).await[0];
    for n in 1..=complete {
        let _ = county::drafted(bench, &clerk, line, notice(&format!("第{n}件通知"))).await;
    }
    let mut browser = signed_in(bench, "mz-a").await;
    let _ = browser.post("/desk/records", &[("without", "1")]).await.is(200);
    (browser, signed_in(bench, "mz-b").await)
}

/// The boxes of the list, as they would be ticked.
async fn boxes(who: &mut Browser, address: &str) -> Vec<String> {
    let page = who.get(address).await.is(200).text();
    let parts = page.split("name=\"pick\" value=\"").skip(1);
    parts.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

fn picked<'a>(act: &'a str, boxes: &'a [String]) -> Vec<(&'a str, &'a str)> {
    std::iter::once(("act", act)).chain(boxes.iter().map(|one| ("pick", one.as_str()))).collect()
}

on_both! {
    async fn many_are_sent_in_one_go_or_none_is(bench) {
        let (mut clerk, mut reviewer) = drafts(&bench, 3).await;
        let all = boxes(&mut clerk, "/desk/records").await;
        assert_eq!(all.len(), 4);
        let _ = clerk.post("/desk/records/many", &[("act", "submit")]).await.is(422).shows("没有勾选信息");
        let _ = clerk.post("/desk/records/many", &picked("", &all)).await.is(422).shows("没有选择要办理的事");
        let look = clerk.post("/desk/records/many", &picked("submit", &all)).await.is(200);
        let _ = look.shows("可以办理的 3 件").shows("不能办理的 1 件").shows("名称不能为空");
        // Looking changes nothing.
        assert_eq!(boxes(&mut clerk, "/desk/records").await, all);
        // Whoever sends what cannot be sent along sends nothing.
        let _ = clerk.post("/desk/records/many/do", &picked("submit", &all)).await.is(409).shows("全部没有办理");
        assert_eq!(boxes(&mut clerk, "/desk/records").await, all);
        let ready: Vec<String> = all.iter().filter(|one| !one.starts_with("4-")).cloned().collect();
        let _ = clerk.post("/desk/records/many/do", &picked("submit", &ready)).await.is(200).shows("已全部送审");
        let _ = reviewer.get("/desk/review").await.is(200).shows("第1件通知").shows("第3件通知");
        // The versions that were on the screen are gone.
        let _ = clerk.post("/desk/records/many/do", &picked("submit", &ready)).await.is(409).shows("有人先改了");
        // Nothing that needs an examination goes by the dozen.
        let _ = reviewer.post("/desk/records/many", &picked("release", &ready)).await.is(200).shows("没有可以办理的");
        sound(&bench).await;
    }

    async fn what_is_approved_is_published_together(bench) {
        let (mut clerk, mut reviewer) = drafts(&bench, 2).await;
        let ready: Vec<String> = boxes(&mut clerk, "/desk/records").await.into_iter().filter(|one| !one.starts_with("3-")).collect();
        let _ = clerk.post("/desk/records/many/do", &picked("submit", &ready)).await.is(200);
        for record in [1, 2] {
            let at = [("examined", "1"), ("at", "2026-12-24 09:00:00")];
            let _ = crate::records_review::at(&mut reviewer, record, "/schedule", &at).await.is(200);
        }
        let approved = boxes(&mut clerk, "/desk/records?stage=scheduled").await;
        assert_eq!(approved.len(), 2);
        let _ = clerk.post("/desk/records/many", &picked("release", &approved)).await.is(200).shows("可以办理的 2 件");
        let _ = clerk.post("/desk/records/many/do", &picked("release", &approved)).await.is(200).shows("已全部公开");
        let _ = bench.visitor().get("/info/219900-MZJ/2026-00002").await.is(200);
        bench.settle().await;
        sound(&bench).await;
    }

    async fn drafts_of_those_who_are_gone_are_taken_over_and_stay_theirs(bench) {
        let (_, mut reviewer) = drafts(&bench, 1).await;
        let next = person(&bench, "219900-mzj", Role::Clerk, "next", "郭某").await;
        let mut other = signed_in(&bench, "next").await;
        let _ = other.get("/desk").await.is(200).hides("待接手");
        let mut read = bench.office.read().await.unwrap();
        let line = gk_records::load(&mut read, 1).await.unwrap();
        let posts = gk_base::directory::list_posts(&mut read, line.record.author).await.unwrap();
        drop(read);
        end_post::run(&bench.office, None, EndPost { post: posts[0].id, seen: 1 }).await.unwrap();
        let _ = other.get("/desk").await.is(200).shows("离岗人员留下的草稿 2 件");
        let left = boxes(&mut other, "/desk/records?left=1").await;
        assert_eq!(left.len(), 2);
        let _ = other.post("/desk/records/many/do", &picked("take_over", &left)).await.is(200).shows("已全部接手");
        let _ = other.get("/desk?show=mine").await.is(200).shows("第1件通知").shows("郭某");
        let _ = other.get("/desk").await.is(200).hides("待接手");
        let again = boxes(&mut other, "/desk/records").await;
        let _ = other.post("/desk/records/many", &picked("take_over", &again)).await.is(200).shows("已经由您承办");
        let kept = gk_records::load(&mut bench.office.read().await.unwrap(), 1).await.unwrap();
        assert_eq!((kept.record.author, kept.holder), (line.record.author, Some(next.person)));
        // A stranger learns nothing of them.
        let _ = person(&bench, "219900-czj", Role::Clerk, "fremd", "外某").await;
        let mut stranger = signed_in(&bench, "fremd").await;
        let _ = stranger.post("/desk/records/many", &picked("take_over", &again)).await.is(200).hides("第1件通知").shows("没有可以办理的");
        let _ = stranger.post("/desk/records/many/do", &picked("take_over", &again)).await.is(403);
        let _ = reviewer.get("/desk").await.is(200);
        sound(&bench).await;
    }

    async fn a_filter_is_kept_under_a_name(bench) {
        let (mut clerk, mut reviewer) = drafts(&bench, 1).await;
        let filter = "title=%E9%80%9A%E7%9F%A5&stage=draft&unknown=1";
        let _ = clerk.post("/desk/views", &[("name", ""), ("filter", filter)]).await.is(422).shows("名称应当有1至20个字");
        let _ = clerk.post("/desk/views", &[("name", "空的"), ("filter", "")]).await.is(422).shows("没有设定筛选条件");
        let _ = clerk.post("/desk/views", &[("name", "通知草稿"), ("filter", filter)]).await.is(200).shows("通知草稿</a>").shows("第1件通知").hides("（尚未命名）").hides("unknown");
        let _ = clerk.get("/desk/records").await.is(200).shows("通知草稿</a>").shows("（尚未命名）");
        let _ = reviewer.get("/desk/records").await.is(200).hides("通知草稿");
        for n in 1..20 {
            let _ = clerk.post("/desk/views", &[("name", format!("筛选{n}").as_str()), ("filter", filter)]).await.is(200);
        }
        let _ = clerk.post("/desk/views", &[("name", "再一个"), ("filter", filter)]).await.is(422).shows("最多20个");
        let _ = clerk.post("/desk/views", &[("name", "筛选3"), ("filter", filter)]).await.is(200);
        let _ = clerk.post("/desk/views/drop", &[("name", "通知草稿")]).await.is(200).hides("通知草稿</a>");
    }
}
