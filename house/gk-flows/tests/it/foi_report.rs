//! The tables of the annual report: counted from the register, every figure to its cases, checked, kept, given as files.

use gk_rules::org::Role;
use gk_testkit::{Bench, county, on_both};

use crate::foi_journey::{applied, bureau, takes};
use crate::records_desk::signed_in;

/// One application withdrawn, one received and open.
async fn two_cases(bench: &Bench) {
    bureau(bench).await;
    let _ = applied(bench).await;
    let _ = applied(bench).await;
    let mut clerk = signed_in(bench, "clerk").await;
    for case in ["/desk/foi/1", "/desk/foi/2"] {
        takes(&mut clerk, case, "confirm", &[]).await;
        takes(&mut clerk, case, "register", &[]).await;
    }
    takes(&mut clerk, "/desk/foi/1", "withdraw_by_applicant", &[]).await;
}

on_both! {
    async fn every_figure_leads_to_its_cases(bench) {
        two_cases(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let page = clerk.get("/desk/foi/report?year=2026").await.is(200);
        let page = page.shows("收到和处理政府信息公开申请情况").shows("政府信息公开行政复议、行政诉讼情况");
        let _ = page.shows("place=b1.total").shows("place=b3.7.person").shows("place=b4.total").hides("place=b2.total");
        let received = clerk.get("/desk/foi/report/cell?year=2026&place=b1.total").await.is(200);
        let _ = received.shows("/desk/foi/1\"").shows("/desk/foi/2\"").hides("王小明");
        let open = clerk.get("/desk/foi/report/cell?year=2026&place=b4.person").await.is(200);
        let _ = open.shows("/desk/foi/2\"").hides("/desk/foi/1\"");
        let _ = clerk.get("/desk/foi/report/cell?year=2026&place=nothing").await.is(404);
        let _ = clerk.get("/desk/foi/report?year=1999").await.is(422).shows("不是可以统计的年度");
        let mut stranger = signed_in(&bench, "stranger").await;
        let _ = stranger.get("/desk/foi/report?year=2026&organ=219900-mzj").await.is(403);
    }

    async fn what_was_kept_last_year_is_held_against_this_year(bench) {
        two_cases(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.get("/desk/foi/report?year=2026").await.is(200).shows("没有上年报告，不能核对");
        let _ = clerk.post("/desk/foi/report/keep", &[("year", "2026")]).await.is(200).shows("已留存").shows("第1版");
        bench.today_is(jiff::civil::date(2027, 1, 4));
        let mut clerk = signed_in(&bench, "clerk").await;
        let page = clerk.get("/desk/foi/report?year=2027").await.is(200);
        let _ = page.shows("place=b2.total").shows("K5").hides("没有上年报告，不能核对").hides("相差");
        // A report of last year that says otherwise is told with both sides and the case that may explain it.
        let json = clerk.get("/desk/foi/report/file/json?year=2026&as=kept").await.is(200).text();
        let mut other: serde_json::Value = serde_json::from_str(&json).unwrap();
        other["tables"]["b"]["b4"]["total"] = serde_json::json!(3);
        let bytes = other.to_string().into_bytes();
        let brought = clerk.upload("/desk/foi/report/last", &[("year", "2027")], &[("report", "2026.json", &bytes)]).await;
        let _ = brought.is(200).shows("第2版").shows("由文件带入");
        let _ = clerk.get("/desk/foi/report?year=2027").await.is(200).shows("相差2").shows("2026年报告的结转下年度为3");
        let none = clerk.upload("/desk/foi/report/last", &[("year", "2027")], &[]).await;
        let _ = none.is(422).shows("没有选择文件");
        let bad = clerk.upload("/desk/foi/report/last", &[("year", "2027")], &[("report", "x.json", b"{}")]).await;
        let _ = bad.is(422).shows("没有读出年度报告");
    }

    async fn a_figure_that_changed_after_it_was_kept_is_told(bench) {
        two_cases(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.post("/desk/foi/report/keep", &[("year", "2026")]).await.is(200);
        takes(&mut clerk, "/desk/foi/2", "withdraw_by_applicant", &[]).await;
        let page = clerk.get("/desk/foi/report?year=2026").await.is(200);
        let page = page.shows("警告").hides("错误");
        let _ = page.shows("K11").shows("报告为1，登记簿为0").shows("报告为1，登记簿为2").hides("place=b4.total");
    }

    async fn a_case_that_moved_after_the_year_was_kept_explains_what_is_not_carried_over(bench) {
        two_cases(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.post("/desk/foi/report/keep", &[("year", "2026")]).await.is(200);
        bench.today_is(jiff::civil::date(2027, 1, 4));
        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.get("/desk/foi/report?year=2027").await.is(200).hides("相差").hides("/desk/foi/2\"");
        takes(&mut clerk, "/desk/foi/2", "withdraw_by_applicant", &[("on", "2026-11-25")]).await;
        let page = clerk.get("/desk/foi/report?year=2027").await.is(200).shows("K5").shows("相差1");
        let _ = page.shows("/desk/foi/2\"").hides("/desk/foi/1\"");
    }

    async fn a_difference_from_the_register_is_an_error_where_the_platform_holds_all_cases(bench) {
        two_cases(&bench).await;
        let _ = county::person(&bench, "219900-mzj", Role::DisclosureOffice, "office", "公某").await;
        let mut office = signed_in(&bench, "office").await;
        let set = |value: &'static str| [("foi.all_cases", value), ("from", "2026-11-24"), ("source", "局务会")];
        let _ = office.post("/desk/foi/settings", &set("或许")).await.is(422).shows("应当写“是”或者“否”");
        let _ = office.post("/desk/foi/settings", &set("是")).await.is(200).shows("设置已保存");
        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.post("/desk/foi/report/keep", &[("year", "2026")]).await.is(200);
        bench.today_is(jiff::civil::date(2027, 1, 4));
        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.post("/desk/foi/report/keep", &[("year", "2027")]).await.is(200);
        takes(&mut clerk, "/desk/foi/2", "withdraw_by_applicant", &[]).await;
        let page = clerk.get("/desk/foi/report?year=2027").await.is(200);
        let _ = page.shows("K11").shows("错误").hides("警告");
        // The year in which it was said is not held to it: part of it had passed.
        let _ = clerk.get("/desk/foi/report?year=2026").await.is(200).hides("错误");
    }

    async fn the_tables_are_given_in_five_forms(bench) {
        two_cases(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        for (form, begins) in [("json", "{"), ("xlsx", "PK"), ("docx", "PK"), ("html", "<article"), ("pdf", "%PDF")] {
            let file = clerk.get(&format!("/desk/foi/report/file/{form}?year=2026")).await.is(200);
            assert!(file.bytes.starts_with(begins.as_bytes()), "{form}");
        }
        let _ = clerk.get("/desk/foi/report/file/exe?year=2026").await.is(404);
        let xlsx = clerk.get("/desk/foi/report/file/xlsx?year=2026").await.bytes;
        let known = gk_rules::report::reading::Known { organ: None, year: Some(2026) };
        let sheets = bench.office.sheets();
        let (taken, _) = gk_base::annual::take(sheets.as_ref(), ("2026.xlsx", &xlsx), &known).unwrap();
        let place = gk_rules::report::Place::from_code("b1.total").unwrap();
        assert_eq!(taken.report.figure(place).map(|one| one.to_string()).as_deref(), Some("2"));
    }

    async fn the_tables_ask_the_database_few_times(bench) {
        two_cases(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        for address in ["/desk/foi/report?year=2026", "/desk/foi/report/cell?year=2026&place=b1.total"] {
            let (seen, count) = bench.count_statements(clerk.get(address)).await;
            let _ = seen.is(200);
            assert!(count <= 12, "{address}: {count} statements");
        }
    }
}
