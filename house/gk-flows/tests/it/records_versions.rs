//! Versions: what is public is not edited but replaced, at once or at a moment to come, and what stood before can still be read.

use gk_testkit::county::{self, Writing};
use gk_testkit::{Bench, Browser, on_both};

use crate::records_desk::signed_in;
use crate::records_review::{at, notice, saves, sound};

const PAGE: &str = "/info/219900-MZJ/2026-00001";

/// Published information of a bureau, record 1; browsers of its clerk and its reviewer.
async fn published(bench: &Bench) -> (Browser, Browser, i64) {
    county::found(bench, 1).await;
    county::put_catalogs_in_force(bench, &[20]).await;
    let staff = county::pair(bench, "219900-mzj", "mz").await;
    let line = county::lines_of(bench, "219900-mzj", 20).await[0];
    let what = Writing {
        title: "临时救助办法", number: "示民发〔2026〕8号", body: "自十二月一日起施行。"
    };
    let _ = county::publish(bench, &staff, line, what).await;
    (signed_in(bench, "mz-a").await, signed_in(bench, "mz-b").await, line)
}

/// What the editor of a revision sends.
fn text<'a>(change: &'a str, note: &'a str, body: &'a str) -> [(&'a str, &'a str); 9] {
    [
        ("title", "临时救助办法"),
        ("kind", "tongzhi"),
        ("docnum", "示民发〔2026〕8号"),
        ("made_on", "2026-11-24"),
        ("format", "markdown"),
        ("body", body),
        ("change", change),
        ("change_note", note),
        ("act", "save"),
    ]
}

on_both! {
    async fn a_new_version_takes_the_place_of_the_old_which_can_still_be_read(bench) {
        let _ = published(&bench).await;
        let mut visitor = bench.visitor();
        bench.today_is(jiff::civil::date(2026, 12, 1));
        let (mut clerk, mut reviewer) = (signed_in(&bench, "mz-a").await, signed_in(&bench, "mz-b").await);
        let _ = clerk.get("/desk/records/1").await.is(200).shows("开始修订");
        let _ = clerk.post("/desk/records/1/revise", &[]).await.is(200).shows("修订稿已建立").shows("自十二月一日起施行。").shows("第2版修订稿");
        let _ = clerk.post("/desk/records/1/revise", &[]).await.is(422).shows("已经有一份修订稿");
        // Until it is published the public one stands.
        let _ = visitor.get(PAGE).await.is(200).shows("自十二月一日起施行。").hides("版本");
        let _ = saves(&mut clerk, 2, &text("", "", "自一月一日起施行。"), &[]).await.is(200);
        let _ = at(&mut clerk, 2, "/submit", &[]).await.is(422).shows("请选择是内容变更还是文字更正").shows("请写明修订说明");
        let _ = saves(&mut clerk, 2, &text("major", "施行日期推迟一个月", "自一月一日起施行。"), &[]).await.is(200);
        let _ = at(&mut clerk, 2, "/submit", &[]).await.is(200);
        let _ = at(&mut reviewer, 2, "/publish", &[("examined", "1")]).await.is(200).shows("已被新版本取代");
        let now = visitor.get(PAGE).await.is(200).shows("自一月一日起施行。").hides("自十二月一日起施行。");
        let _ = now.shows("第2版（现行）").shows("施行日期推迟一个月").shows("内容变更").shows("2026-12-01").shows("?on=2026-11-24");
        let old = visitor.get(&format!("{PAGE}?on=2026-11-30")).await.is(200);
        let _ = old.shows("自十二月一日起施行。").shows("这是第1版").shows("已被新版本取代").hides("自一月一日起施行。");
        let _ = visitor.get(&format!("{PAGE}?on=2026-12-01")).await.is(200).shows("自一月一日起施行。").hides("这是第1版");
        let _ = visitor.get(&format!("{PAGE}?on=2026-11-23")).await.is(404);
        // Found by the new words and not by the old ones.
        let _ = visitor.get("/search?q=%E4%B8%80%E6%9C%88%E4%B8%80%E6%97%A5").await.is(200).shows("临时救助办法");
        let _ = visitor.get("/search?q=%E5%8D%81%E4%BA%8C%E6%9C%88%E4%B8%80%E6%97%A5").await.is(200).hides("临时救助办法");
        let _ = reviewer.get("/desk/records/1").await.is(200).shows("公开新版本").shows("第1版");
        let _ = reviewer.get("/desk/records").await.is(200).hides("href=\"/desk/records/2\"");
        sound(&bench).await;
    }

    async fn a_slip_is_mended_without_a_new_day_and_files_stay_with_their_version(bench) {
        let _ = published(&bench).await;
        bench.today_is(jiff::civil::date(2026, 12, 1));
        let (mut clerk, mut reviewer) = (signed_in(&bench, "mz-a").await, signed_in(&bench, "mz-b").await);
        let mut visitor = bench.visitor();
        for (record, (note, name, body)) in [(2, ("更正第二条的错字", "甲.txt", "自十二月二日起施行。")), (3, ("再更正一次错字", "乙.txt", "自十二月三日起施行。"))] {
            let _ = clerk.post("/desk/records/1/revise", &[]).await.is(200);
            if record == 3 {
                let page = clerk.get("/desk/records/3").await.is(200).shows("甲.txt").text();
                let remove = page.split("/files/").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned();
                let _ = at(&mut clerk, 3, &format!("/files/{remove}/remove"), &[]).await.is(200).hides("甲.txt</a>");
            }
            let _ = saves(&mut clerk, record, &text("minor", note, body), &[("files", name, b"words")]).await.is(200);
            let _ = at(&mut clerk, record, "/submit", &[]).await.is(200);
            let _ = at(&mut reviewer, record, "/publish", &[("examined", "1")]).await.is(200);
        }
        let page = visitor.get(PAGE).await.is(200).shows("乙.txt").hides("甲.txt").shows("自十二月三日起施行。").shows("第3版（现行）");
        let _ = page.shows("<dt>公开日期</dt><dd><time datetime=\"2026-11-24\">");
        // Both of one day: the later is the day's; the one before is on the list of the desk.
        let _ = visitor.get(&format!("{PAGE}?on=2026-11-24")).await.is(200).shows("自十二月一日起施行。").hides("甲.txt</a>");
        let _ = reviewer.get("/desk/records/3").await.is(200).shows("甲.txt").shows("已由").shows("取代");
        let _ = visitor.get(&format!("{PAGE}/files/1/x.txt")).await.is(200);
        sound(&bench).await;
    }

    async fn what_is_scheduled_is_released_at_its_moment_or_goes_back(bench) {
        county::found(&bench, 1).await;
        county::put_catalogs_in_force(&bench, &[20]).await;
        let (author, _) = county::pair(&bench, "219900-mzj", "mz").await;
        let line = county::lines_of(&bench, "219900-mzj", 20).await[0];
        let (mut clerk, mut reviewer) = (signed_in(&bench, "mz-a").await, signed_in(&bench, "mz-b").await);
        for title in ["定时公开的通知", "将要失效的链接"] {
            let _ = county::drafted(&bench, &author, line, notice(title)).await;
        }
        let _ = at(&mut clerk, 1, "/submit", &[]).await.is(200);
        let _ = at(&mut reviewer, 1, "/schedule", &[("at", "2026-11-25 00:00:30")]).await.is(422).shows("尚未确认公开审查");
        let _ = at(&mut reviewer, 1, "/schedule", &[("examined", "1"), ("at", "明天")]).await.is(422).shows("公开时间认不出");
        let _ = at(&mut reviewer, 1, "/schedule", &[("examined", "1"), ("at", "2026-11-23 09:00")]).await.is(422).shows("已经过去");
        let _ = reviewer.get("/desk/records/1").await.is(200).shows("审核通过，到时公开");
        let _ = at(&mut reviewer, 1, "/schedule", &[("examined", "1"), ("at", "2026-11-25 00:00:30")]).await.is(200).shows("待定时公开").shows("2026-11-25 00:00");
        let _ = at(&mut reviewer, 1, "/unschedule", &[]).await.is(200).shows("已取消定时").shows("现在公开");
        let _ = at(&mut reviewer, 1, "/schedule", &[("at", "2026-11-25T00:00:30")]).await.is(200);
        bench.settle().await;
        let _ = bench.visitor().get(PAGE).await.is(404);
        bench.today_is(jiff::civil::date(2026, 11, 25));
        bench.settle().await;
        let _ = bench.visitor().get(PAGE).await.is(200).shows("定时公开的通知").shows("2026-11-25");
        // At the moment of release everything is looked at again: the link has died meanwhile.
        let (mut clerk, mut reviewer) = (signed_in(&bench, "mz-a").await, signed_in(&bench, "mz-b").await);
        let linked = [
            ("title", "将要失效的链接"), ("kind", "other"), ("made_on", "2026-11-24"), ("format", "markdown"),
            ("body", "见[通知](/info/219900-MZJ/2026-00001)。"), ("act", "save"),
        ];
        let _ = saves(&mut clerk, 2, &linked, &[]).await.is(200);
        let _ = at(&mut clerk, 2, "/submit", &[]).await.is(200);
        let _ = at(&mut reviewer, 2, "/schedule", &[("examined", "1"), ("at", "2026-11-26 00:00")]).await.is(200);
        let gone = [("ground", "mistake"), ("note", "内容有误")];
        let _ = at(&mut reviewer, 1, "/withdraw", &gone).await.is(200);
        bench.today_is(jiff::civil::date(2026, 11, 26));
        bench.settle().await;
        let _ = bench.visitor().get("/info/219900-MZJ/2026-00002").await.is(404);
        let mut clerk = signed_in(&bench, "mz-a").await;
        let _ = clerk.get("/desk/records/2").await.is(200).shows("到公开时间再次检查，没有公开");
        sound(&bench).await;
    }

    async fn what_is_withdrawn_meanwhile_is_not_replaced(bench) {
        let (mut clerk, mut reviewer, _) = published(&bench).await;
        let _ = clerk.post("/desk/records/1/revise", &[]).await.is(200);
        let _ = saves(&mut clerk, 2, &text("major", "施行日期推迟一个月", "自一月一日起施行。"), &[]).await.is(200);
        let _ = at(&mut clerk, 2, "/submit", &[]).await.is(200);
        let _ = at(&mut reviewer, 1, "/withdraw", &[("ground", "mistake"), ("note", "内容有误")]).await.is(200);
        let _ = at(&mut reviewer, 2, "/publish", &[("examined", "1")]).await.is(422).shows("被修订的信息已经撤下");
        let _ = bench.visitor().get(PAGE).await.is(410);
        let _ = bench.visitor().get(&format!("{PAGE}?on=2026-11-24")).await.is(410);
        let _ = clerk.post("/desk/records/1/revise", &[]).await.is(422).shows("不能修订");
        let mut stranger = signed_in_elsewhere(&bench).await;
        let _ = stranger.post("/desk/records/1/revise", &[]).await.is(403);
        sound(&bench).await;
    }
}

async fn signed_in_elsewhere(bench: &Bench) -> Browser {
    let _ = county::pair(bench, "219900-czj", "cz").await;
    signed_in(bench, "cz-a").await
}
