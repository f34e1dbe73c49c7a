//! Determination and review: step by step where the organ or the matter asks for it, alone where nobody else is there, and looked
//! at again when the time has come.

use gk_rules::org::{Actor, Role};
use gk_server::check::check;
use gk_testkit::county::{self, Writing, person};
use gk_testkit::{Bench, Browser, Seen, on_both};

use crate::foi_journey::hidden;
use crate::records_desk::signed_in;

/// A bureau with everybody a full review asks for; browsers of clerk, reviewer, disclosure office, second reviewer, leader.
async fn full(bench: &Bench) -> (Actor, [Browser; 5]) {
    county::found(bench, 1).await;
    county::put_catalogs_in_force(bench, &[20]).await;
    let (mut all, mut people) = (Vec::new(), Vec::new());
    for (role, account, name) in [
        (Role::Clerk, "jia", "甲"),
        (Role::Reviewer, "yi", "乙"),
        (Role::DisclosureOffice, "bing", "丙"),
        (Role::Reviewer, "ding", "丁"),
        (Role::Leader, "wu", "戊"),
    ] {
        people.push(person(bench, "219900-mzj", role, account, name).await);
        all.push(signed_in(bench, account).await);
    }
    (people.swap_remove(0), all.try_into().ok().expect("five"))
}

pub(crate) fn notice(title: &str) -> Writing<'_> {
    Writing { title, number: "", body: "各乡镇人民政府：" }
}

/// What stands in the database holds together.
pub(crate) async fn sound(bench: &Bench) {
    let found = check(&bench.office, bench.web.follower(), |_, _| ()).await.expect("the check runs");
    assert!(found.is_empty(), "{found:?}");
}

/// Posts to a record at the version on its page.
pub(crate) async fn at(who: &mut Browser, record: i64, what: &str, fields: &[(&str, &str)]) -> Seen {
    let page = who.get(&format!("/desk/records/{record}/attribute")).await.is(200).text();
    // What is no draft is shown without a form.
    let shown = page.split("data-version=\"").nth(1).and_then(|rest| rest.split('"').next());
    let seen = shown.map_or_else(|| hidden(&page, "seen"), str::to_owned);
    let all: Vec<(&str, &str)> = fields.iter().copied().chain([("seen", seen.as_str())]).collect();
    who.post(&format!("/desk/records/{record}{what}"), &all).await
}

/// Saves a draft with every element ticked.
pub(crate) async fn saves(
    who: &mut Browser,
    record: i64,
    fields: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> Seen {
    let address = format!("/desk/records/{record}");
    let page = who.get(&address).await.is(200).text();
    let mut all: Vec<(String, String)> =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    all.push(("seen".to_owned(), hidden(&page, "seen")));
    for n in 0..page.matches("name=\"element-").count() {
        all.push((format!("element-{n}"), hidden(&page, &format!("element-{n}"))));
        all.push((format!("tick-{n}"), "1".to_owned()));
    }
    let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    who.upload(&address, &all, files).await
}

/// A draft without an item, with a text; record 1.
async fn drafted(clerk: &mut Browser) {
    let _ =
        clerk.post("/desk/records", &[("without", "1")]).await.is(200).shows("编辑政府信息").shows("未选择");
    let text = [
        ("title", "关于公务用车管理的内部规定"),
        ("kind", "tongzhi"),
        ("docnum", "示民发〔2026〕3号"),
        ("made_on", "2026-11-20"),
        ("format", "markdown"),
        ("body", "各科室：\n\n公务用车由办公室统一调度。"),
        ("act", "save"),
    ];
    let _ = at(clerk, 1, "", &text).await.is(200).shows("已保存");
}

const INTERNAL: [(&str, &str); 5] = [
    ("attribute", "withheld"),
    ("opinion", "属于本机关后勤管理的内部事务信息"),
    ("g-internal", "1"),
    ("internal_class", "logistics"),
    ("separable", "no"),
];

on_both! {
    async fn what_is_withheld_says_why_goes_step_by_step_and_is_never_public(bench) {
        let (_, [mut clerk, mut first, mut office, _, mut leader]) = full(&bench).await;
        drafted(&mut clerk).await;
        // Everything that does not stand is said at once, and what was typed stays.
        let bad = [("attribute", "withheld"), ("opinion", "内部"), ("g-secret", "1"), ("level", "plain"), ("place-0", "第二页"), ("law", "某办法")];
        let refused = at(&mut clerk, 1, "/attribute", &bad).await.is(422);
        let _ = refused.shows("定密日期没有填写").shows("保密期限届满日没有填写").shows("隐去的位置“第二页”没有选择理由").shows("value=\"某办法\"");
        let refused = at(&mut clerk, 1, "/attribute", &[("attribute", "withheld"), ("opinion", "内部")]).await.is(422);
        let _ = refused.shows("不少于10个字").shows("应当写明第十四条至第十六条中的理由").shows("没有说明能否作区分处理");
        let _ = at(&mut clerk, 1, "/attribute", &INTERNAL).await.is(200).shows("公开属性认定已提出").shows("不予公开");
        let _ = clerk.get("/desk/records/1/attribute").await.is(200).shows("value=\"withheld\" id=\"f-attribute-3\" checked");
        let _ = at(&mut clerk, 1, "/submit", &[]).await.is(200).shows("已送审");
        // The reviewer cannot publish it, nor may steps be skipped.
        let page = first.get("/desk/records/1").await.is(200).shows("<h2>初审</h2>").hides("审核通过，公开");
        let _ = page.shows("内部事务信息");
        let _ = at(&mut first, 1, "/publish", &[("examined", "1")]).await.is(422).shows("应当逐级审核").hides("已公开，公众");
        let early = [("review", "final"), ("act", "agree"), ("words", "")];
        let _ = at(&mut leader, 1, "/review", &early).await.is(422).shows("还没有轮到终审：现在是初审");
        let _ = at(&mut first, 1, "/review", &[("review", "first"), ("act", "agree"), ("words", "同意")]).await.is(200).shows("审查意见已登记");
        let _ = at(&mut first, 1, "/review", &[("review", "disclosure"), ("act", "agree")]).await.is(422).shows("审核员不能作公开审查");
        let _ = at(&mut office, 1, "/review", &[("review", "disclosure"), ("act", "agree")]).await.is(200);
        let _ = at(&mut first, 1, "/review", &early).await.is(422).shows("应由分管领导办理");
        let _ = at(&mut leader, 1, "/review", &early).await.is(200).shows("已批准").shows("下次评估").shows("2027-11-24");
        let _ = at(&mut leader, 1, "/publish", &[("examined", "1")]).await.is(422).shows("公开属性是“不予公开”");
        let _ = at(&mut leader, 1, "/schedule", &[("at", "2026-12-24 09:00:00")]).await.is(422).shows("公开属性是“不予公开”");
        let _ = bench.visitor().get("/info/219900-MZJ/2026-00001").await.is(404);
        sound(&bench).await;
    }

    async fn a_year_later_it_is_looked_at_again_and_may_become_public(bench) {
        let (_, [mut clerk, mut first, mut office, _, mut leader]) = full(&bench).await;
        drafted(&mut clerk).await;
        let _ = at(&mut clerk, 1, "/attribute", &INTERNAL).await.is(200);
        let _ = at(&mut clerk, 1, "/submit", &[]).await.is(200);
        let _ = at(&mut first, 1, "/review", &[("review", "first"), ("act", "agree")]).await.is(200);
        let _ = at(&mut office, 1, "/review", &[("review", "disclosure"), ("act", "agree")]).await.is(200);
        let _ = at(&mut leader, 1, "/review", &[("review", "final"), ("act", "agree")]).await.is(200);
        let _ = first.get("/desk/reassess").await.is(200).shows("今天没有到期");
        bench.today_is(jiff::civil::date(2027, 11, 24));
        let (mut first, mut clerk) = (signed_in(&bench, "yi").await, signed_in(&bench, "jia").await);
        let _ = first.get("/desk").await.is(200).shows("1 件到期，待重新评估");
        let _ = first.get("/desk/reassess").await.is(200).shows("关于公务用车管理的内部规定").shows("定期评估审查");
        let _ = at(&mut clerk, 1, "/reassess", &[("outcome", "keep"), ("why", "理由仍然成立，继续不予公开")]).await.is(403);
        let _ = at(&mut first, 1, "/reassess", &[("outcome", "keep"), ("why", "成立")]).await.is(422).shows("不少于10个字");
        let _ = at(&mut first, 1, "/reassess", &[("outcome", "keep"), ("why", "理由仍然成立，继续不予公开")]).await.is(200).shows("2028-11-24");
        let _ = first.get("/desk/reassess").await.is(200).shows("今天没有到期");
        let open = [("outcome", "open"), ("why", "公车改革后已经没有内部管理的必要")];
        let _ = at(&mut first, 1, "/reassess", &open).await.is(200).shows("已退回").shows("主动公开");
        let _ = at(&mut clerk, 1, "/submit", &[]).await.is(422).shows("请选择该信息对应的公开事项");
        sound(&bench).await;
    }

    async fn an_organ_that_has_fixed_it_so_reviews_step_by_step(bench) {
        let (author, [mut clerk, mut first, mut office, mut second, mut leader]) = full(&bench).await;
        let _ = first.get("/desk/review/way").await.is(200).shows("一步审核").shows("推定");
        let way = [("way", "full"), ("from", "2026-11-24"), ("source", "示范县民政局信息公开审查制度")];
        let _ = first.post("/desk/review/way", &way).await.is(403);
        let _ = leader.post("/desk/review/way", &[("way", "full"), ("from", "2026-11-01"), ("source", "")]).await.is(422).shows("早于今天").shows("请写明规定审查程序的文件");
        let _ = leader.post("/desk/review/way", &way).await.is(200).shows("逐级审核").shows("示范县民政局信息公开审查制度");
        let line = county::lines_of(&bench, "219900-mzj", 20).await[0];
        let _ = county::drafted(&bench, &author, line, notice("临时救助办法")).await;
        let _ = at(&mut clerk, 1, "/submit", &[]).await.is(200);
        let _ = at(&mut first, 1, "/publish", &[("examined", "1")]).await.is(422).shows("本机关规定逐级审核，不能一步完成；现在是初审");
        let _ = at(&mut first, 1, "/review", &[("review", "first"), ("act", "agree")]).await.is(200);
        let _ = at(&mut office, 1, "/review", &[("review", "disclosure"), ("act", "agree")]).await.is(200).shows("已审核");
        let _ = at(&mut second, 1, "/review", &[("review", "secrecy"), ("act", "agree")]).await.is(422).shows("保密审查应当写明结论");
        // Whoever does not agree sends it back, with the words; the next round begins anew.
        let _ = at(&mut second, 1, "/review", &[("review", "secrecy"), ("act", "object"), ("words", "第三条涉及敏感信息")]).await.is(200).shows("已退回");
        let _ = clerk.get("/desk/records/1").await.is(200).shows("保密审查：第三条涉及敏感信息");
        let _ = at(&mut clerk, 1, "/submit", &[]).await.is(200);
        let _ = at(&mut office, 1, "/review", &[("review", "disclosure"), ("act", "agree")]).await.is(422).shows("现在是初审");
        for (who, review, words) in [(&mut first, "first", ""), (&mut office, "disclosure", ""), (&mut second, "secrecy", "不涉密")] {
            let _ = at(who, 1, "/review", &[("review", review), ("act", "agree"), ("words", words)]).await.is(200);
        }
        let _ = leader.get("/desk/review").await.is(200).shows("已通过保密审查");
        let _ = at(&mut leader, 1, "/review", &[("review", "final"), ("act", "agree")]).await.is(200).shows("已批准");
        // Approved, it is released by whoever may, its drafter included.
        let _ = clerk.get("/desk?show=release").await.is(200).shows("临时救助办法");
        let _ = at(&mut clerk, 1, "/publish", &[]).await.is(200).shows("已公开，公众");
        let _ = bench.visitor().get("/info/219900-MZJ/2026-00001").await.is(200).shows("临时救助办法");
        sound(&bench).await;
    }

    async fn alone_in_the_office_one_acts_for_a_reason_and_the_office_above_looks_the_next_day(bench) {
        county::found(&bench, 1).await;
        county::put_catalogs_in_force(&bench, &[20]).await;
        let author = person(&bench, "219900-mzj", Role::Clerk, "jia", "甲").await;
        let _ = person(&bench, "219900", Role::DisclosureOffice, "shang", "县").await;
        let line = county::lines_of(&bench, "219900-mzj", 20).await[0];
        let _ = county::drafted(&bench, &author, line, notice("防汛预警")).await;
        let (mut clerk, mut above) = (signed_in(&bench, "jia").await, signed_in(&bench, "shang").await);
        let _ = at(&mut clerk, 1, "/submit", &[]).await.is(200);
        let why = "防汛预警须立即公开，本站只有一人在岗";
        let _ = clerk.get("/desk/records/1").await.is(200).shows("单人办理公开审查").hides("审核通过，公开");
        let _ = at(&mut clerk, 1, "/force", &[("review", "final"), ("why", why)]).await.is(422).shows("还没有轮到终审");
        let _ = at(&mut clerk, 1, "/force", &[("review", "disclosure"), ("why", "急")]).await.is(422).shows("不少于10个字");
        let _ = at(&mut clerk, 1, "/force", &[("review", "disclosure"), ("why", why)]).await.is(200).shows("已单人办理");
        // What is out is out: secrecy is never judged alone, but by the office above.
        let _ = at(&mut clerk, 1, "/force", &[("review", "secrecy"), ("why", why)]).await.is(422).shows("保密审查不能由起草人自己作出");
        let _ = at(&mut above, 1, "/review", &[("review", "secrecy"), ("act", "agree"), ("words", "不涉密")]).await.is(200);
        let _ = at(&mut clerk, 1, "/force", &[("review", "final"), ("why", why)]).await.is(200).shows("已批准");
        let _ = at(&mut clerk, 1, "/publish", &[]).await.is(200).shows("已公开，公众");
        let _ = above.get("/desk/above").await.is(200).shows("没有等待复核");
        bench.today_is(jiff::civil::date(2026, 11, 25));
        let (mut clerk, mut above) = (signed_in(&bench, "jia").await, signed_in(&bench, "shang").await);
        let _ = above.get("/desk").await.is(200).shows("2 项，待复核");
        let _ = above.get("/desk/above").await.is(200).shows("防汛预警").shows(why);
        let _ = clerk.get("/desk/above").await.is(403);
        let _ = clerk.post("/desk/above/1", &[("act", "agree")]).await.is(403);
        let _ = above.post("/desk/above/1", &[("act", "object"), ("words", "不妥")]).await.is(422).shows("不少于10个字");
        let _ = above.post("/desk/above/1", &[("act", "object"), ("words", "此事并不紧急，应由县局另派人审查")]).await.is(200).shows("已复核");
        let _ = above.post("/desk/above/1", &[("act", "agree")]).await.is(422).shows("已经复核过了");
        let _ = above.post("/desk/above/2", &[("act", "agree")]).await.is(200).shows("没有等待复核");
        let _ = clerk.get("/desk/records/1").await.is(200).shows("上级复核单人办理");
        sound(&bench).await;
    }

    async fn where_others_are_there_nobody_acts_alone(bench) {
        county::found(&bench, 1).await;
        county::put_catalogs_in_force(&bench, &[20]).await;
        let (author, _) = county::pair(&bench, "219900-mzj", "mz").await;
        let line = county::lines_of(&bench, "219900-mzj", 20).await[0];
        let _ = county::drafted(&bench, &author, line, notice("防汛预警")).await;
        let mut clerk = signed_in(&bench, "mz-a").await;
        let _ = at(&mut clerk, 1, "/submit", &[]).await.is(200).hides("单人办理");
        let forced = [("review", "disclosure"), ("why", "防汛预警须立即公开，本站只有一人在岗")];
        let _ = at(&mut clerk, 1, "/force", &forced).await.is(422).shows("人可以办理公开审查");
    }
}
