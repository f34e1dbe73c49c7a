//! What the law leaves open an organ fixes for itself and those below: from a day on, by a text, derived anew, explained.

use gk_rules::org::Role;
use gk_rules::time::calendar::YearNotice;
use gk_testkit::{Bench, Browser, county, on_both};
use jiff::civil::date;

use crate::foi_journey::{applied, bureau, hidden, takes};
use crate::records_desk::signed_in;

const PAGE: &str = "/desk/foi/limits";
const CASE: &str = "/desk/foi/1";
const BASIS: &str = "示公开发〔2026〕3号第五条";

/// The offices of the bureau and of the county above it.
async fn offices(bench: &Bench) -> (Browser, Browser) {
    bureau(bench).await;
    let _ = county::person(bench, "219900-mzj", Role::DisclosureOffice, "office", "公某").await;
    let _ = county::person(bench, "219900", Role::DisclosureOffice, "county", "县某").await;
    (signed_in(bench, "office").await, signed_in(bench, "county").await)
}

/// A value for an organ, from a day on.
fn fixed<'a>(organ: &'a str, limit: &'a str, value: &'a str, from: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("organ", organ),
        ("limit", limit),
        ("value", value),
        ("from", from),
        ("basis", BASIS),
        ("note", "便于申请人准备材料"),
    ]
}

/// One registered application.
async fn one_case(bench: &Bench) -> Browser {
    let _ = applied(bench).await;
    let mut clerk = signed_in(bench, "clerk").await;
    takes(&mut clerk, CASE, "confirm", &[]).await;
    takes(&mut clerk, CASE, "register", &[]).await;
    clerk
}

async fn due(bench: &Bench) -> Option<jiff::civil::Date> {
    gk_foi::load(&mut bench.office.read().await.unwrap(), 1).await.unwrap().matter.standing.due_on
}

on_both! {
    async fn an_organ_fixes_what_the_law_leaves_open_and_the_nearest_prevails(bench) {
        let (mut office, mut county) = offices(&bench).await;
        let mut clerk = one_case(&bench).await;
        let asks = |days: &str| format!("name=\"days\" type=\"number\" value=\"{days}\"");
        let _ = clerk.get(CASE).await.is(200).shows(&asks("10"));
        let _ = county.post(PAGE, &fixed("219900", "correction", "15", "2026-11-24")).await.is(200).shows("已保存");
        let _ = clerk.get(CASE).await.is(200).shows(&asks("15"));
        let _ = office.get(PAGE).await.is(200).shows("示范县人民政府规定：示公开发").hides("本机关的规定");
        let _ = office.post(PAGE, &fixed("219900-mzj", "correction", "12", "2026-11-24")).await.is(200).shows("本机关的规定");
        let _ = clerk.get(CASE).await.is(200).shows(&asks("12"));
        let _ = office.get(PAGE).await.is(200).shows("示范县民政局规定：示公开发").shows("便于申请人准备材料");
        // The organ above may fix for one below; what is no longer its own falls back to the nearest above, not to the last row.
        let _ = county.post(PAGE, &fixed("219900-mzj", "correction", "", "2026-12-01")).await.is(200).shows("不再自定");
        let _ = clerk.get(CASE).await.is(200).shows(&asks("12"));
        bench.today_is(date(2026, 12, 1));
        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.get(CASE).await.is(200).shows(&asks("15"));
        let (seen, count) = bench.count_statements(clerk.get(CASE)).await;
        let _ = seen.is(200);
        assert!(count <= 12, "{count} statements");
        let (seen, count) = bench.count_statements(clerk.get(PAGE)).await;
        let _ = seen.is(200).shows("由政府信息公开工作机构规定");
        assert!(count <= 12, "{count} statements");
    }

    async fn a_period_fixed_anew_moves_last_days_and_the_former_stays_in_the_ledger(bench) {
        let (mut office, _) = offices(&bench).await;
        let mut tx = bench.office.begin_as_system().await.unwrap();
        let year = YearNotice { year: 2027, source: "试验".into(), off: vec![], make_up: vec![] };
        gk_base::settings::announce(&mut tx, &year).await.unwrap();
        tx.commit().await.unwrap();
        let mut clerk = one_case(&bench).await;
        let whom = [("role", "other_organ"), ("name", "示范县档案馆"), ("way", "post"), ("address", "示范县人民路1号")];
        takes(&mut clerk, CASE, "consult", &whom).await;
        let page = clerk.get(CASE).await.text();
        let at = page.find("id=\"act-consultation_reached\"").unwrap();
        let party = page[at..].split("<option value=\"").find(|part| part.contains("档案馆") || part.contains('（')).unwrap();
        let party = party.split('"').next().unwrap().to_owned();
        takes(&mut clerk, CASE, "consultation_reached", &[("party", &party), ("on", "2026-11-24")]).await;
        let before = due(&bench).await.expect("a last day if nobody answers");
        let _ = clerk.get(CASE).await.is(200).shows("其他期限").shows("其他机关答复意见的期限").shows("推定：比照");
        // Shortened from today on: what is asked today is counted by it.
        let _ = office.post(PAGE, &fixed("219900-mzj", "other_organ", "5", "2026-11-24")).await.is(200);
        bench.settle().await;
        let after = due(&bench).await.expect("a last day");
        assert!(after < before, "{after} {before}");
        let mut read = bench.office.read().await.unwrap();
        let moved = gk_base::ledger::of_event(&mut read, "foi.rederived", 0, 10).await.unwrap();
        let body = moved[0].json().unwrap();
        assert_eq!((body["before"].as_str().unwrap(), body["after"].as_str().unwrap()), (before.to_string().as_str(), after.to_string().as_str()));
        let set = gk_base::ledger::of_event(&mut read, "foi.limit_set", 0, 10).await.unwrap();
        assert_eq!(set[0].json().unwrap()["former"]["value"].as_u64(), Some(15));
        drop(read);
        let _ = clerk.get(CASE).await.is(200).shows("示范县民政局规定：示公开发〔2026〕3号第五条");
        // The list, the clock of the case and the job agree.
        let known = gk_foi::load(&mut bench.office.read().await.unwrap(), 1).await.unwrap();
        assert_eq!(known.clock.due.date, known.matter.standing.due_on);
    }

    async fn an_organ_warns_by_its_own_days(bench) {
        let (mut office, _) = offices(&bench).await;
        let _ = one_case(&bench).await;
        let _ = office.post(PAGE, &fixed("219900-mzj", "amber", "15", "2026-11-24")).await.is(200);
        bench.today_is(date(2026, 12, 3));
        gk_foi::ensure_today(&bench.office).await.unwrap();
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(gk_base::ledger::of_event(&mut read, "foi.warned", 0, 10).await.unwrap().len(), 1);
    }

    async fn what_the_law_fixes_or_cannot_be_read_is_refused_with_every_reason(bench) {
        let (mut office, mut county) = offices(&bench).await;
        let page = office.post(PAGE, &fixed("219900-mzj", "reply", "30", "2018-01-01")).await.is(422);
        let _ = page.shows("由法律规定，机关不能另行规定").shows("第三十三条").shows("起始日期应当在");
        let blank = [("organ", "219900-mzj"), ("limit", "other_organ"), ("value", "16"), ("from", "2026-11-24"), ("basis", " ")];
        let _ = office.post(PAGE, &blank).await.is(422).shows("最长15个工作日").shows("没有写明依据").shows("value=\"16\"");
        let bad = [("organ", "219900-mzj"), ("limit", "nonsense"), ("value", "十"), ("from", "昨天")];
        let _ = office.post(PAGE, &bad).await.is(422).shows("“十”不是可用的数字").shows("不在可选的范围之内").shows("日期“昨天”认不出");
        let short = fixed("219900-mzj", "correction", "3", "2026-06-01");
        let _ = office.post(PAGE, &short).await.is(422).shows("不能自过去的日期起缩短");
        for account in ["clerk", "leader"] {
            let mut who = signed_in(&bench, account).await;
            let page = who.get(PAGE).await.is(200);
            assert!(!page.text().contains("name=\"limit\""));
            let _ = who.post(PAGE, &fixed("219900-mzj", "correction", "12", "2026-11-24")).await.is(403);
        }
        let _ = office.post(PAGE, &fixed("219900", "correction", "12", "2026-11-24")).await.is(403);
        let _ = signed_in(&bench, "stranger").await.get("/desk/foi/limits?organ=219900-mzj").await.is(403);
        let _ = county.get("/desk/foi/limits?organ=nowhere").await.is(404);
        let mut read = bench.office.read().await.unwrap();
        assert!(gk_base::ledger::of_event(&mut read, "foi.limit_set", 0, 10).await.unwrap().is_empty());
        drop(read);
        let _ = hidden(&office.get(PAGE).await.is(200).text(), "organ");
    }
}
