//! The pages about duties: coverage for everybody; events, statements, calendar, words and supervision at the desk.

use gk_org::verbs::appoint;
use gk_rules::org::Role;
use gk_testkit::browser::PASSWORD;
use gk_testkit::{Bench, Browser, on_both};
use jiff::civil::date;

use crate::duties_compile::{COUNTY, county_since, proves};

async fn person(bench: &Bench, account: &str, role: Role, organ: &str) -> Browser {
    let cmd = appoint::Appoint {
        organ: organ.into(),
        role,
        title: String::new(),
        account: account.into(),
        name: format!("{account}某"),
        password: Some(PASSWORD.into()),
    };
    appoint::run(&bench.office, None, cmd).await.unwrap();
    let mut browser = bench.visitor();
    let form = [("account", account), ("password", PASSWORD), ("next", "/desk/account")];
    let _ = browser.post("/desk/sign-in", &form).await.is(200);
    browser
}

/// The number behind a piece of an address on a page.
fn number_after(text: &str, before: &str) -> String {
    let rest = &text[text.find(before).expect(before) + before.len()..];
    rest.chars().take_while(char::is_ascii_digit).collect()
}

on_both! {
    async fn everybody_sees_coverage_and_the_items_behind_each_figure(bench) {
        county_since(&bench, date(2026, 10, 9)).await;
        let mut visitor = bench.visitor();
        let _ = visitor.get("/coverage").await.is(200).shows("辽宁省");
        let (seen, statements) = bench.count_statements(visitor.get(&format!("/coverage/{COUNTY}"))).await;
        assert!(statements <= 12, "{statements} statements");
        let _ = seen.is(200).shows("逾期未公开").shows("各领域").hides("示范机关");
        let _ = visitor.get("/coverage/210102-mzj").await.is(200).shows("示范机关");
        let (seen, statements) =
            bench.count_statements(visitor.get(&format!("/coverage/{COUNTY}/all?state=overdue"))).await;
        assert!(statements <= 12, "{statements} statements");
        let first = seen.is(200).shows("rel=\"next\"").shows("本页 50 条，共").text();
        let after = &first[first.find("after=").unwrap()..];
        let next = &after[..after.find('"').unwrap()].replace("&amp;", "&").replace("&#38;", "&");
        let second = visitor.get(&format!("/coverage/{COUNTY}/all?state=overdue&{next}")).await.is(200).text();
        assert_ne!(first, second);
        let _ = visitor.get(&format!("/coverage/{COUNTY}/20?state=nonsense")).await.is(200);
        let _ = visitor.get(&format!("/coverage/{COUNTY}/00")).await.is(404);
        let _ = visitor.get("/coverage/nowhere").await.is(404);
    }

    async fn a_clerk_records_and_a_reviewer_corrects_and_states(bench) {
        county_since(&bench, date(2026, 11, 16)).await;
        let mut clerk = person(&bench, "clerk", Role::Clerk, "210102001").await;
        let mut reviewer = person(&bench, "reviewer", Role::Reviewer, "210102001").await;
        let list = clerk.get("/desk/events").await.is(200).shows("需要登记事件的事项").text();
        let line = number_after(&list, "/desk/events/new?line=");
        let form = clerk.get(&format!("/desk/events/new?line={line}")).await.is(200).text();
        let kind = form.split("name=\"kind\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let post = |on: &'static str, words: &'static str| {
            [("line", line.clone()), ("kind", kind.clone()), ("on", on.to_owned()), ("words", words.to_owned())]
        };
        fn pairs<'a>(all: &'a [(&'a str, String)]) -> Vec<(&'a str, &'a str)> {
            all.iter().map(|(n, v)| (*n, v.as_str())).collect()
        }
        let _ = clerk.post("/desk/events", &pairs(&post("2099-01-01", "x"))).await.is(422).shows("还没有到");
        let _ = clerk.post("/desk/events", &pairs(&post("昨天", "x"))).await.is(422).shows("不是日期");
        let seen = clerk.post("/desk/events", &pairs(&post("2026-11-18", "办结一件"))).await.is(200);
        let at = seen.at.clone();
        let _ = seen.shows("由此产生的公开责任").shows("办结一件");
        let mut correction = post("2026-11-19", "办结一件").to_vec();
        correction.extend([("seen", "0".to_owned()), ("why", "日期写错".to_owned())]);
        let _ = clerk.post(&at, &pairs(&correction)).await.is(403);
        let _ = reviewer.post(&at, &pairs(&correction)).await.is(200).shows("更正记录").shows("日期写错");
        let _ = clerk.get("/desk/none").await.is(403);
        let other = list.split("/desk/events/new?line=").skip(2).map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>()).find(|one| *one != line).unwrap();
        let _ = reviewer.get(&format!("/desk/none/new?line={other}")).await.is(200).shows("签署声明");
        let _ = reviewer.post("/desk/none", &[("line", &other), ("words", "")]).await.is(422).shows("请说明");
        let seen = reviewer.post("/desk/none", &[("line", &other), ("words", "本年度未发生")]).await.is(200);
        let id = number_after(&seen.shows("本年度未发生").text(), "/desk/none/");
        let _ = reviewer.post(&format!("/desk/none/{id}/end"), &[("why", "已经发生")]).await.is(200).shows("已经发生");
        proves(&bench).await;
    }

    async fn the_disclosure_office_announces_a_year_and_names_who_is_meant(bench) {
        county_since(&bench, date(2026, 11, 16)).await;
        let mut office = person(&bench, "office", Role::DisclosureOffice, COUNTY).await;
        let _ = office.get("/desk/calendar").await.is(200).shows("2026年10月");
        let _ = office.get("/desk/calendar?year=2027").await.is(200).shows("尚未公布");
        let _ = office.get("/desk/calendar?year=3000").await.is(422);
        let bad = [("year", "2027"), ("source", "试验"), ("off", "元旦"), ("make_up", "2027-01-04 元旦")];
        let _ = office.post("/desk/calendar", &bad).await.is(422).shows("第1行");
        let weekday = [("year", "2027"), ("source", "试验"), ("off", "2027-01-01 元旦"), ("make_up", "2027-01-04 元旦")];
        let _ = office.post("/desk/calendar", &weekday).await.is(422).shows("不是周六、周日");
        let good = [("year", "2027"), ("source", "试验"), ("off", "2027-01-01 元旦"), ("make_up", "")];
        let _ = office.post("/desk/calendar", &good).await.is(200).shows("重新推算").hides("尚未公布");
        let page = office.get("/desk/responsibles").await.is(200).shows("指明公开主体").text();
        let words = page.split("name=\"words\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let _ = office.post("/desk/responsibles", &[("words", &words)]).await.is(422);
        let chosen = [("words", words.as_str()), ("organ", "210102-mzj")];
        let _ = office.post("/desk/responsibles", &chosen).await.is(200).shows("公开责任已重新编成");
        let (seen, statements) = bench.count_statements(office.get("/desk/supervision")).await;
        assert!(statements <= 14, "{statements} statements, two of them for the session");
        let _ = seen.is(200).shows("由差到好").shows("导出表格");
        let _ = office.get("/desk/supervision?level=village").await.is(200);
        let book = office.get("/desk/supervision.xlsx").await.is(200);
        assert_eq!(&book.bytes[..2], b"PK");
        let mut clerk = person(&bench, "clerk", Role::Clerk, "210102001").await;
        let _ = clerk.get("/desk/supervision/210102").await.is(403);
        let _ = clerk.get("/desk/supervision.xlsx").await.is(403);
        proves(&bench).await;
    }
}
