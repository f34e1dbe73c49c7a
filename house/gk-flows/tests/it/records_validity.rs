//! What one document does to another: recorded once by whoever may publish, seen on both pages from its day on.

use gk_testkit::county::{self, Writing};
use gk_testkit::{Bench, Browser, on_both};

use crate::foi_journey::hidden;
use crate::records_desk::signed_in;

const OLD: &str = "示民发〔2026〕1号";
const NEW: &str = "示民发〔2026〕2号";

/// An old document and a new one of the same bureau, made the same day; the reviewer's browser and both pages.
async fn two(bench: &Bench) -> (Browser, [String; 2]) {
    county::found(bench, 1).await;
    county::put_catalogs_in_force(bench, &[20]).await;
    let staff = county::pair(bench, "219900-mzj", "mz").await;
    let line = county::lines_of(bench, "219900-mzj", 20).await[0];
    let mut pages = Vec::new();
    for (title, number) in [("临时救助办法", OLD), ("关于废止临时救助办法的通知", NEW)] {
        let what = Writing { title, number, body: "各乡镇人民政府：" };
        let number = county::publish(bench, &staff, line, what).await;
        pages.push(format!("/info/{number}"));
    }
    (signed_in(bench, "mz-b").await, pages.try_into().expect("two"))
}

/// Posts to a record at the version on the screen.
async fn posts(who: &mut Browser, record: i64, what: &str, fields: &[(&str, &str)]) -> gk_testkit::Seen {
    let page = who.get(&format!("/desk/records/{record}/validity")).await.is(200).text();
    let seen = if page.contains("name=\"seen\"") { hidden(&page, "seen") } else { "1".to_owned() };
    let all: Vec<(&str, &str)> = fields.iter().copied().chain([("seen", seen.as_str())]).collect();
    who.post(&format!("/desk/records/{record}/{what}"), &all).await
}

on_both! {
    async fn a_repeal_is_recorded_once_and_seen_on_both_pages_from_its_day(bench) {
        let (mut reviewer, [old, new]) = two(&bench).await;
        let mut visitor = bench.visitor();
        let _ = visitor.get(&old).await.is(200).hides("效力沿革").hides("效力</dt>");
        let _ = reviewer.get("/desk/records/2").await.is(200).shows("/desk/records/2/validity");
        let repeal = [("effect", "repeals"), ("target", OLD), ("from", "2026-12-01")];
        let _ = posts(&mut reviewer, 2, "relate", &repeal).await.is(200).shows("效力关系已登记").shows("尚未生效");
        let _ = visitor.get(&old).await.is(200).shows("效力沿革").shows("被废止").shows(NEW).shows("有效</span>");
        let _ = visitor.get(&new).await.is(200).shows("废止：").shows("临时救助办法").hides("被废止");
        bench.today_is(jiff::civil::date(2026, 12, 1));
        let _ = visitor.get(&old).await.is(200).shows("本文件废止").shows("不再作为依据").shows("自<time datetime=\"2026-12-01\">");
        let _ = visitor.get(&new).await.is(200).hides("不再作为依据");
        // Twice, by whoever may not, and against itself.
        reviewer = signed_in(&bench, "mz-b").await;
        let twice = posts(&mut reviewer, 2, "relate", &repeal).await.is(422);
        let _ = twice.shows("已经登记").shows("在此之前已经废止或者失效").shows("value=\"2026-12-01\"");
        let mut clerk = signed_in(&bench, "mz-a").await;
        let _ = clerk.get("/desk/records/2/validity").await.is(200).hides("登记影响");
        let _ = posts(&mut clerk, 2, "relate", &repeal).await.is(403);
        let _ = posts(&mut clerk, 1, "life", &[("effective_on", "2026-11-24")]).await.is(403);
        let own = [("effect", "repeals"), ("target", NEW), ("from", "2026-12-01")];
        let _ = posts(&mut reviewer, 2, "relate", &own).await.is(422).shows("不能废止自己");
    }

    async fn dates_and_articles_are_kept_and_what_does_not_fit_is_said_at_once(bench) {
        let (mut reviewer, [old, _]) = two(&bench).await;
        let mut visitor = bench.visitor();
        let life = [("effective_on", "2026-12-10"), ("last_day", "2028-12-09"), ("articles", "12")];
        let _ = posts(&mut reviewer, 1, "life", &life).await.is(200).shows("效力日期已登记").shows("尚未施行");
        let _ = visitor.get(&old).await.is(200).shows("本文件尚未施行").shows("有效期至<time datetime=\"2028-12-09\">");
        bench.today_is(jiff::civil::date(2026, 12, 10));
        reviewer = signed_in(&bench, "mz-b").await;
        let _ = visitor.get(&old).await.is(200).hides("尚未施行").shows("有效</span>");
        let wrong = [("effective_on", "2026-01-01"), ("last_day", "2025-01-01"), ("articles", "0")];
        let refused = posts(&mut reviewer, 1, "life", &wrong).await.is(422);
        let _ = refused.shows("早于成文日期").shows("早于施行日期").shows("条数不能为零").shows("value=\"2025-01-01\"");
        let odd = [("effective_on", "x"), ("last_day", "y"), ("articles", "z")];
        let _ = posts(&mut reviewer, 1, "life", &odd).await.is(422).shows("“x”").shows("“y”").shows("“z”");
        let part = [("effect", "amends"), ("target", OLD), ("clauses", "第3条、13"), ("from", "2026-12-11")];
        let _ = posts(&mut reviewer, 2, "relate", &part).await.is(422).shows("只有12条");
        let part = [("effect", "repeals"), ("target", "219900-MZJ/2026-00001"), ("clauses", "3、5"), ("from", "2026-12-11")];
        let _ = posts(&mut reviewer, 2, "relate", &part).await.is(200);
        let longer = [("effect", "extends"), ("target", OLD), ("from", "2026-12-12"), ("until", "2030-12-31")];
        let _ = posts(&mut reviewer, 2, "relate", &longer).await.is(200);
        bench.today_is(jiff::civil::date(2026, 12, 12));
        reviewer = signed_in(&bench, "mz-b").await;
        let page = visitor.get(&old).await.is(200).shows("部分失效").shows("（第三条、第五条）");
        let _ = page.shows("有效期至<time datetime=\"2030-12-31\">").shows("有效期被延长至2030-12-31");
        let empty = posts(&mut reviewer, 2, "relate", &[]).await.is(422);
        let _ = empty.shows("请选择对该文件的影响").shows("没有填写生效日期");
        let unknown = [("effect", "amends"), ("target", "示民发〔2020〕9号"), ("from", "2026-12-12")];
        let _ = posts(&mut reviewer, 2, "relate", &unknown).await.is(422).shows("示民发〔2020〕9号").shows("请先公开");
    }

    async fn a_document_taken_down_is_named_by_its_number_alone(bench) {
        let (mut reviewer, [old, _]) = two(&bench).await;
        let amend = [("effect", "amends"), ("target", OLD), ("from", "2026-11-24")];
        let _ = posts(&mut reviewer, 2, "relate", &amend).await.is(200);
        let _ = bench.visitor().get(&old).await.is(200).shows("已修改").shows("关于废止临时救助办法的通知");
        let page = reviewer.get("/desk/records/2").await.is(200).text();
        let fields = [("seen", hidden(&page, "seen")), ("ground", "mistake".into()), ("note", "填错".into())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let _ = reviewer.post("/desk/records/2/withdraw", &fields).await.is(200);
        let _ = bench.visitor().get(&old).await.is(200).shows(NEW).hides("关于废止临时救助办法的通知");
    }

    async fn the_pages_ask_the_database_few_times(bench) {
        let (mut reviewer, [old, _]) = two(&bench).await;
        let amend = [("effect", "amends"), ("target", OLD), ("from", "2026-11-24")];
        let _ = posts(&mut reviewer, 2, "relate", &amend).await.is(200);
        let (_, desk) = bench.count_statements(reviewer.get("/desk/records/1/validity")).await;
        assert!(desk <= 12, "{desk}");
        let mut visitor = bench.visitor();
        let (_, public) = bench.count_statements(visitor.get(&old)).await;
        assert!(public <= 16, "{public}");
    }
}

/// A document, its repeal, and a guide that cites it; three records of the bureau.
async fn cited(bench: &Bench) -> [Browser; 3] {
    county::found(bench, 1).await;
    county::put_catalogs_in_force(bench, &[20]).await;
    let staff = county::pair(bench, "219900-mzj", "mz").await;
    let line = county::lines_of(bench, "219900-mzj", 20).await[0];
    for (title, number, body) in [
        ("社会救助暂行办法", OLD, "第一条 为了加强社会救助。"),
        ("关于废止社会救助暂行办法的通知", NEW, "废止《社会救助暂行办法》。"),
        ("临时救助办事指南", "", "依据《社会救助暂行办法》第十一条、第四十八条办理。"),
    ] {
        let _ = county::publish(bench, &staff, line, Writing { title, number, body }).await;
    }
    [signed_in(bench, "mz-a").await, signed_in(bench, "mz-b").await, signed_in(bench, "gongkaiban").await]
}

on_both! {
    async fn who_cites_a_repealed_document_is_asked_to_look_again(bench) {
        let [mut clerk, mut reviewer, mut office] = cited(&bench).await;
        let _ = clerk.get("/desk/validity").await.is(200).shows("没有待复核的事项");
        let repeal = [("effect", "repeals"), ("target", OLD), ("from", "2026-11-24")];
        let _ = posts(&mut reviewer, 2, "relate", &repeal).await.is(200);
        bench.settle().await;
        let _ = clerk.get("/desk").await.is(200).shows("依据变动复核");
        let page = clerk.get("/desk/validity").await.is(200);
        let page = page.shows("临时救助办事指南").shows("依据已废止或者失效，更换依据").shows("被废止").shows("2026-12-22");
        // The repealed one and the repeal itself are not asked, and items are the affair of whoever keeps the catalog.
        let task = page.hides("依据已废止，提出目录新版").text();
        let task = task.split("/desk/validity/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        let _ = office.get("/desk/validity").await.is(200).shows("依据已废止，提出目录新版").shows("到“目录版本”提出新版");
        let address = format!("/desk/validity/{task}");
        let _ = clerk.post(&address, &[("outcome", "mended"), ("note", "改")]).await.is(422).shows("不少于4个字").shows("改</textarea>");
        let _ = county::person(&bench, "219900-czj", gk_rules::org::Role::Clerk, "fremd", "外某").await;
        let mut stranger = signed_in(&bench, "fremd").await;
        let _ = stranger.get("/desk/validity").await.is(200).hides("临时救助办事指南");
        let done = [("outcome", "mended"), ("note", "已改为引用新的办法")];
        let _ = stranger.post(&address, &done).await.is(403);
        let _ = clerk.post(&address, &done).await.is(200).shows("复核已办结").hides("临时救助办事指南");
        let _ = clerk.post(&address, &done).await.is(422);
        // The repeal said once more opens nothing twice.
        bench.settle().await;
        let _ = clerk.get("/desk/validity").await.is(200).hides("临时救助办事指南");
        crate::records_review::sound(&bench).await;
    }

    async fn an_amendment_of_some_articles_concerns_who_cites_them(bench) {
        let [mut clerk, mut reviewer, _] = cited(&bench).await;
        let other = [("effect", "amends"), ("target", OLD), ("clauses", "5"), ("from", "2026-11-24")];
        let _ = posts(&mut reviewer, 2, "relate", &other).await.is(200);
        bench.settle().await;
        let _ = clerk.get("/desk/validity").await.is(200).hides("临时救助办事指南");
        let cited = [("effect", "amends"), ("target", OLD), ("clauses", "11、12"), ("from", "2026-11-24")];
        let _ = posts(&mut reviewer, 2, "relate", &cited).await.is(200);
        bench.settle().await;
        let _ = clerk.get("/desk/validity").await.is(200).shows("核对引用的条款").shows("第十一条").hides("第十二条");
    }

    async fn what_comes_to_its_end_is_said_in_time(bench) {
        let [mut clerk, mut reviewer, _] = cited(&bench).await;
        let life = [("effective_on", "2026-11-24"), ("last_day", "2027-05-31")];
        let _ = posts(&mut reviewer, 3, "life", &life).await.is(200);
        let _ = clerk.get("/desk/validity").await.is(200).shows("没有有效期将满的文件").shows("以当地规定为准");
        bench.today_is(jiff::civil::date(2026, 12, 1));
        let mut clerk = signed_in(&bench, "mz-a").await;
        let _ = clerk.get("/desk/validity").await.is(200).shows("临时救助办事指南").shows("将到期").shows("2027-05-31");
        bench.today_is(jiff::civil::date(2027, 6, 1));
        let mut clerk = signed_in(&bench, "mz-a").await;
        let _ = clerk.get("/desk/validity").await.is(200).shows("已失效");
    }
}

on_both! {
    async fn a_clean_up_is_proposed_decided_by_another_and_ends_what_it_says(bench) {
        let [mut clerk, mut reviewer, _] = cited(&bench).await;
        let begin = [("name", "2026年文件清理"), ("basis", "示政办发〔2026〕9号"), ("extent", "numbered")];
        let _ = reviewer.post("/desk/cleanups", &[("name", "清"), ("basis", "")]).await.is(422).shows("2至60个字").shows("依据").shows("清理范围");
        let _ = clerk.post("/desk/cleanups", &begin).await.is(403);
        let _ = reviewer.post("/desk/cleanups", &[("name", "规范性文件清理"), ("basis", "通知"), ("extent", "normative")]).await.is(422).shows("没有认定为行政规范性文件的");
        let page = reviewer.post("/desk/cleanups", &begin).await.is(200).shows("社会救助暂行办法").shows("2 件没有意见");
        let _ = page.hides("临时救助办事指南");
        // Nobody decides on his own conclusions, and nothing is left open.
        let _ = reviewer.post("/desk/cleanups/1/decide", &[("day", "2026-12-24")]).await.is(422).shows("还有2件文件没有结论").shows("不能晚于今天");
        let some = [("conclusion-1", "lapse"), ("words-1", ""), ("conclusion-2", "keep"), ("words-2", "")];
        let _ = clerk.post("/desk/cleanups/1", &some).await.is(200).shows("清理意见已保存");
        let _ = reviewer.post("/desk/cleanups/1/decide", &[("day", "2026-11-24")]).await.is(422).shows("没有说明理由");
        let some = [("conclusion-1", "lapse"), ("words-1", "调整对象已消失"), ("conclusion-2", "keep"), ("words-2", "")];
        let _ = clerk.post("/desk/cleanups/1", &some).await.is(200);
        let _ = clerk.post("/desk/cleanups/1/decide", &[("day", "2026-11-24")]).await.is(403);
        let draft = reviewer.post("/desk/cleanups/1/decide", &[("day", "2026-11-24")]).await.is(200);
        let draft = draft.shows("示范县民政局关于公布2026年文件清理结果的公告").shows("宣布失效的文件（1件）").shows("继续有效的文件（1件）");
        let _ = draft.shows("调整对象已消失");
        let _ = clerk.post("/desk/cleanups/1", &some).await.is(422).shows("不能再修改意见");
        // The reviewer registered it and so drafted it: another publishes it, by the ordinary way.
        let line = county::lines_of(&bench, "219900-mzj", 20).await[0];
        let _ = crate::records_review::at(&mut clerk, 4, "/item", &[("line", &line.to_string())]).await.is(200);
        let body = gk_records::load(&mut bench.office.read().await.unwrap(), 4).await.unwrap().record.body.text;
        let words = [("title", "示范县民政局关于公布2026年文件清理结果的公告"), ("kind", "gonggao"), ("made_on", "2026-11-24"), ("format", "markdown"), ("body", &body), ("act", "save")];
        let _ = crate::records_review::saves(&mut clerk, 4, &words, &[]).await.is(200);
        let _ = crate::records_review::at(&mut clerk, 4, "/submit", &[]).await.is(200);
        let second = county::person(&bench, "219900-mzj", gk_rules::org::Role::Leader, "wu", "戊").await;
        assert!(second.person > 0);
        let mut leader = signed_in(&bench, "wu").await;
        let _ = crate::records_review::at(&mut leader, 4, "/publish", &[("examined", "1")]).await.is(200).shows("已公开");
        let _ = bench.visitor().get("/info/219900-MZJ/2026-00001").await.is(200).shows("被宣布失效").shows("不再作为依据");
        let _ = bench.visitor().get("/info/219900-MZJ/2026-00002").await.is(200).hides("不再作为依据");
        let _ = reviewer.get("/desk/cleanups").await.is(200).shows("已公布");
        bench.settle().await;
        let _ = clerk.get("/desk/validity").await.is(200).shows("临时救助办事指南");
        crate::records_review::sound(&bench).await;
    }
}
