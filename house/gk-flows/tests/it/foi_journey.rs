//! An application by browser, from the citizen's form to the archive; the clock, the roles, the secrets on the way.

use gk_rules::org::Role;
use gk_testkit::{Bench, Browser, county, on_both};

use crate::records_desk::signed_in;

/// The bureau that is asked.
const BUREAU: &str = "219900-mzj";
/// An identity number that is nobody's: its checksum is right, its region does not exist.
pub(crate) const ID: &str = "219900199001010014";
/// What is asked for.
const ABOUT: &str = "2025年示范县临时救助资金发放明细表";

/// The county, and the bureau's clerk, reviewer and leader.
pub(crate) async fn bureau(bench: &Bench) {
    county::found(bench, 1).await;
    for (role, account, name) in [
        (Role::Clerk, "clerk", "信某"),
        (Role::Reviewer, "reviewer", "审某"),
        (Role::Leader, "leader", "领某"),
    ] {
        let _ = county::person(bench, BUREAU, role, account, name).await;
    }
    let _ = county::person(bench, "219900-czj", Role::Clerk, "stranger", "外某").await;
    let _ = county::person(bench, "219900", Role::Auditor, "auditor", "计某").await;
}

/// The value of a hidden field on a page.
#[track_caller]
pub(crate) fn hidden(page: &str, name: &str) -> String {
    let at =
        page.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name} on\n{page}"));
    let rest = &page[at + name.len() + 15..];
    rest[..rest.find('"').unwrap()].to_owned()
}

/// The query code on the receipt.
pub(crate) fn code_on(page: &str) -> String {
    let at = page.find("<b class=\"code\">").expect("a code is shown") + 16;
    page[at..at + 14].to_owned()
}

pub(crate) const FORM: [(&str, &str); 9] = [
    ("about", ABOUT),
    ("kind", "person"),
    ("name", "王小明"),
    ("id_kind", "resident"),
    ("id_number", ID),
    ("phone", "13812345678"),
    ("carriers", "email"),
    ("obtain", "online"),
    ("split", "together"),
];

/// A citizen applies; gives the browser at the receipt and the code.
pub(crate) async fn applied(bench: &Bench) -> (Browser, String) {
    let mut citizen = bench.visitor();
    let form = citizen.post(&format!("/foi/apply/{BUREAU}/check"), &[("about", ABOUT)]).await.is(200);
    let key = hidden(&form.text(), "form_key");
    let fields: Vec<(&str, &str)> = FORM.into_iter().chain([("form_key", key.as_str())]).collect();
    let files: [(&str, &str, &[u8]); 1] = [("proof", "身份证.png", b"\x89PNG\r\n\x1a\n picture of a card")];
    let receipt = citizen.upload(&format!("/foi/apply/{BUREAU}"), &fields, &files).await.is(200);
    let code = code_on(&receipt.shows("申请已经提交").text());
    (citizen, code)
}

/// Posts a step and expects it to be taken.
pub(crate) async fn takes(who: &mut Browser, case: &str, verb: &str, fields: &[(&str, &str)]) {
    let page = who.get(case).await.is(200);
    let seen = hidden(&page.text(), "seen");
    let all: Vec<(&str, &str)> = fields.iter().copied().chain([("seen", seen.as_str())]).collect();
    let _ = who.post(&format!("{case}/{verb}"), &all).await.is(200).shows("已办理");
}

on_both! {
    async fn an_application_goes_from_the_form_to_the_archive(bench) {
        bureau(&bench).await;
        let mut citizen = bench.visitor();
        let _ = citizen.get("/foi").await.is(200).shows("提出申请");
        let _ = citizen.get("/foi/apply?q=%E6%B0%91%E6%94%BF").await.is(200).shows("/foi/apply/219900-mzj");
        let _ = citizen.get("/foi/apply/219900-mzj").await.is(200).shows("示范机关");
        let _ = citizen.post("/foi/apply/219900-mzj/check", &[("about", " ")]).await.is(422).shows("请描述需要的政府信息");
        let (mut citizen, code) = applied(&bench).await;
        let _ = citizen.get("/foi/case").await.is(200).shows("待确认").shows("尚未与申请人确认").hides(ID).hides("王小明");

        let mut other = bench.visitor();
        let _ = other.get("/foi/case").await.is(200).shows("查询码");
        let _ = other.post("/foi/progress", &[("code", "ABCD-ABCD-ABCD")]).await.is(422).shows("没有找到");
        let _ = other.post("/foi/progress", &[("code", &code.to_lowercase())]).await.is(200).shows(ABOUT);
        let _ = other.post("/foi/leave", &[]).await.is(200);
        let _ = other.get("/foi/case").await.is(200).hides(ABOUT);

        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.get("/desk/foi").await.is(200).shows("待确认").shows("临时救助资金").hides("王小明").hides(ID);
        let case = "/desk/foi/1";
        let _ = clerk.get(case).await.is(200).shows("确认收到").hides("王小明").hides(ID).hides("13812345678");
        let _ = clerk.post("/desk/foi/1/person", &[("purpose", "contact")]).await.is(200).shows("王小明").shows("13812345678");
        let _ = clerk.post("/desk/foi/1/person", &[("purpose", "")]).await.is(422).shows("应当写明目的");
        takes(&mut clerk, case, "confirm", &[]).await;
        takes(&mut clerk, case, "register", &[]).await;
        let page = clerk.get(case).await.shows("县民政局公开申〔2026〕1号").shows("2026-12-22");
        let seen = hidden(&page.text(), "seen");
        let _ = citizen.get("/foi/case").await.is(200).shows("我机关将于2026-12-22前答复").shows("县民政局公开申〔2026〕1号");

        let answers = [("clear", "clear_yes"), ("nature", "nature_yes"), ("whose", "whose_ours"), ("held", "held_not")];
        let sheet: Vec<(&str, &str)> = answers.into_iter().chain([("seen", seen.as_str())]).collect();
        let _ = clerk.post("/desk/foi/1/worksheet", &sheet).await.is(200).shows("经检索信息不存在");
        takes(&mut clerk, case, "assign", &[("unit", "救助股"), ("joint", "")]).await;
        let seen = hidden(&clerk.get(case).await.text(), "seen");
        let early = clerk.post("/desk/foi/1/reply", &[("seen", &seen), ("decision", "D1a")]).await.is(422);
        let _ = early.shows("应当有检索记录");
        takes(&mut clerk, case, "log_search", &[("places", "救助系统\n档案室"), ("words", "按年度检索")]).await;
        bench.today_is(jiff::civil::date(2026, 12, 1));
        let mut clerk = signed_in(&bench, "clerk").await;
        let seen = hidden(&clerk.get(case).await.text(), "seen");
        let _ = clerk.post("/desk/foi/1/reply", &[("seen", &seen), ("decision", "D1a")]).await.is(200).shows("已办理");
        let _ = clerk.post("/desk/foi/1/approve", &[("seen", "8")]).await.is(403);

        crate::foi_letters::settle(&bench).await;
        let written = [("f.reason", "本机关没有制作或者获取")];
        crate::foi_letters::prepared(&mut clerk, case, "L15", &written).await;
        let (mut reviewer, mut leader) = (signed_in(&bench, "reviewer").await, signed_in(&bench, "leader").await);
        takes(&mut reviewer, case, "approve", &[]).await;
        takes(&mut leader, case, "decide", &[]).await;
        let _ = clerk.get(case).await.shows("县民政局公开复〔2026〕1号").shows("待送达");
        takes(&mut clerk, case, "serve", &[("mode", "online"), ("on", "2026-12-01")]).await;
        takes(&mut clerk, case, "file_away", &[]).await;
        let _ = citizen.get("/foi/case").await.is(200).shows("已归档").shows("经检索信息不存在");
        let mut read = bench.office.read().await.unwrap();
        let known = gk_foi::load(&mut read, 1).await.unwrap();
        assert_eq!(known.case.decision(), Some(gk_rules::foi::Decision::NotFound));
        assert_eq!(gk_base::ledger::broken_at(&mut read).await.unwrap(), None);
    }

    async fn the_same_form_sent_twice_is_one_application(bench) {
        bureau(&bench).await;
        let mut citizen = bench.visitor();
        let form = citizen.post("/foi/apply/219900-mzj/check", &[("about", ABOUT)]).await.is(200);
        let key = hidden(&form.text(), "form_key");
        let fields: Vec<(&str, &str)> = FORM.into_iter().chain([("form_key", key.as_str())]).collect();
        let first = code_on(&citizen.post("/foi/apply/219900-mzj", &fields).await.is(200).text());
        let again = code_on(&citizen.post("/foi/apply/219900-mzj", &fields).await.is(200).text());
        assert_eq!(first, again);
        let mut read = bench.office.read().await.unwrap();
        assert!(gk_foi::load(&mut read, 2).await.is_err(), "there is no second application");
    }

    async fn two_matters_in_one_form_may_be_apart(bench) {
        bureau(&bench).await;
        let about = "1、临时救助资金2025年发放总额\n2、临时救助2025年政策文件清单";
        let mut citizen = bench.visitor();
        let form = citizen.post("/foi/apply/219900-mzj/check", &[("about", about)]).await.is(200).shows("2 件事");
        let key = hidden(&form.text(), "form_key");
        let changed = [("about", about), ("split", "apart"), ("form_key", key.as_str())];
        let rest = FORM.into_iter().filter(|(name, _)| !["about", "split"].contains(name));
        let fields: Vec<(&str, &str)> = rest.chain(changed).collect();
        let receipt = citizen.post("/foi/apply/219900-mzj", &fields).await.is(200).shows("同时提交的其他各件");
        let codes: Vec<&str> = receipt.text().matches("<b class=\"code\">").map(|_| "").collect();
        assert_eq!(codes.len(), 2);
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(gk_foi::load(&mut read, 2).await.unwrap().matter.coming.split_of, Some(1));
    }

    async fn nobody_else_sees_an_application(bench) {
        bureau(&bench).await;
        let _ = applied(&bench).await;
        let mut stranger = signed_in(&bench, "stranger").await;
        let _ = stranger.get("/desk/foi/1").await.is(403).hides(ABOUT);
        let _ = stranger.post("/desk/foi/1/person", &[("purpose", "contact")]).await.is(403).hides("王小明");
        let _ = stranger.get("/desk/foi/1/files/1").await.is(403);
        let mut leader = signed_in(&bench, "leader").await;
        let _ = leader.get("/desk/foi/1").await.is(200).shows(ABOUT);
        let _ = leader.post("/desk/foi/1/person", &[("purpose", "contact")]).await.is(403).hides("王小明");
        let _ = bench.visitor().get("/desk/foi/1").await.is(200).shows("登录").hides(ABOUT);
    }

    async fn nothing_of_the_applicant_is_plain_on_disk(bench) {
        bureau(&bench).await;
        let _ = applied(&bench).await;
        let tables = ["foi_cases", "foi_events", "foi_files", "sealed_files", "sealed_pieces", "ledger", "sessions"];
        let _ = signed_in(&bench, "clerk").await;
        gk_testkit::secrecy::none_in(&bench, &tables, &[ID, "13812345678", "王小明", "picture of a card"]).await;
    }

    async fn a_corrected_calendar_moves_the_last_day(bench) {
        bureau(&bench).await;
        let _ = applied(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        takes(&mut clerk, "/desk/foi/1", "confirm", &[]).await;
        takes(&mut clerk, "/desk/foi/1", "register", &[]).await;
        let mut tx = bench.office.begin_as_system().await.unwrap();
        let mut notices = gk_base::settings::notices(&mut tx).await.unwrap();
        let notice = notices.iter_mut().find(|one| one.year == 2026).unwrap();
        let off = gk_rules::time::calendar::NamedDay { day: jiff::civil::date(2026, 12, 10), name: "补假".into() };
        notice.off.push(off);
        gk_base::settings::announce(&mut tx, notice).await.unwrap();
        tx.commit().await.unwrap();
        let _ = gk_foi::verbs::rederive::run(&bench.office).await.unwrap();
        let _ = clerk.get("/desk/foi").await.is(200).shows("2026-12-23");
        let _ = clerk.get("/desk/foi/1").await.is(200).shows("2026-12-23").shows("补假");
    }

    async fn lists_of_applications_ask_the_database_few_times(bench) {
        bureau(&bench).await;
        let _ = applied(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        for address in ["/desk/foi", "/desk/foi?show=all", "/desk/foi?stage=s1", "/desk/foi/1", "/desk/foi/new"] {
            let (seen, count) = bench.count_statements(clerk.get(address)).await;
            let _ = seen.is(200);
            assert!(count <= 12, "{address}: {count} statements");
        }
    }
}
