//! From applications to disclosure: proposals, the disclosure log, explained cases, precedents, satisfaction, figures.

use gk_rules::org::Role;
use gk_testkit::{Bench, county, on_both};

use crate::foi_archive::{applied_for, decided};
use crate::foi_journey::{bureau, hidden, takes};
use crate::records_desk::{self, formed, signed_in};

const ABOUT: (&str, &str) = ("about", "2025年示范县临时救助资金发放明细表，王小明家所在的乡镇");
const OTHER: [(&str, &str); 4] = [
    ("about", "示范县2025年临时救助资金发放明细表，王小明家所在的乡镇"),
    ("name", "李小红"),
    ("id_number", "219900199001010038"),
    ("checked", "1"),
];

/// The second of two applicants for the same.
async fn another(bench: &Bench) {
    let _ = applied_for(bench, &OTHER).await;
}

/// The acceptance is an event of the item: a duty began on that day, has a last day, and the draft is what is to meet it.
async fn the_clock_of_the_item_runs(bench: &Bench, (organ, line): (i64, i64)) {
    let mut read = bench.office.read().await.unwrap();
    let today = bench.office.today();
    let events = gk_duties::list_events_of_line(&mut read, organ, line, 10).await.unwrap();
    let event = events.iter().find(|one| one.event.on == today).expect("the acceptance is an event");
    assert!(event.event.words.contains("临时救助资金"), "{event:?}");
    let duties = gk_duties::of_item(&mut read, organ, line, -1, 50).await.unwrap();
    let duty = duties.iter().find(|one| one.event == Some(event.id)).expect("a duty began");
    assert!(duty.start == Some(today) && duty.facts.due.is_some_and(|due| due > today), "{duty:?}");
    let sql = format!("select count(*) from records where duty = {} and stage = 'draft'", duty.id);
    let sql = gk_base::sql::Sql { name: "test", text: sql.leak() };
    assert_eq!(read.number(&sql, &[]).await.unwrap(), 1, "the draft is for the duty");
}

/// An item of the bureau whose limit waits for something else than forming: organ and line.
async fn waiting_for_something_else(bench: &Bench) -> (i64, i64) {
    let mut read = bench.office.read().await.unwrap();
    let organ = gk_base::directory::load_by_code(&mut read, records_desk::BUREAU).await.unwrap().organ.id.0;
    for one in gk_records::list_offered(&mut read, organ, "", 200).await.unwrap().0 {
        let rules = gk_duties::rules_of_line(&mut read, one.line).await.unwrap();
        if !rules.iter().any(gk_duties::Rule::starts_with_forming) {
            return (organ, one.line);
        }
    }
    panic!("no such item");
}

on_both! {
    async fn what_two_applicants_ask_for_becomes_a_proposal_and_accepted_a_draft(bench) {
        records_desk::bureau(&bench).await;
        let _ = county::person(&bench, "219900-mzj", Role::Leader, "leader", "领某").await;
        let (line, _) = formed(&bench).await;
        let _ = applied_for(&bench, &[ABOUT]).await;
        another(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        takes(&mut clerk, "/desk/foi/1", "confirm", &[]).await;
        takes(&mut clerk, "/desk/foi/1", "register", &[]).await;
        let page = clerk.get("/desk/foi/proposals").await.is(200).shows("两个以上申请人").shows("待研究");
        assert_eq!(page.text().matches("待研究").count(), 1);
        takes(&mut clerk, "/desk/foi/2", "confirm", &[]).await;
        takes(&mut clerk, "/desk/foi/2", "register", &[]).await;
        let page = clerk.get("/desk/foi/proposals").await.is(200);
        assert_eq!(page.text().matches("待研究").count(), 1, "one request is proposed once");

        let _ = clerk.post("/desk/foi/proposals/1", &[("seen", "1"), ("how", "decline"), ("reason", " ")]).await.is(422).shows("应当写明理由");
        let mut stranger = signed_in(&bench, "stranger").await;
        let _ = stranger.get("/desk/foi/proposals").await.is(200).hides("临时救助资金");
        let number = line.line.to_string();
        let _ = stranger.post("/desk/foi/proposals/1", &[("seen", "1"), ("how", "accept"), ("line", &number)]).await.is(403);
        let _ = clerk.post("/desk/foi/proposals/1", &[("seen", "1"), ("how", "accept"), ("line", "999999")]).await.is(404);
        let _ = clerk.get("/desk/foi/proposals").await.shows("待研究");
        // The item is chosen from those of the organ, without a script; those most like the request come first.
        let option = format!("<option value=\"{number}\"");
        let page = clerk.get("/desk/foi/proposals/1").await.is(200).shows(&option).shows("20个工作日");
        let _ = page.shows("第二十六条");
        let _ = clerk.get("/desk/foi/proposals/1?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%80%E9%A1%B9").await.is(200).hides("<option").shows("没有这样的事项");
        let (seen, count) = bench.count_statements(clerk.get("/desk/foi/proposals/1")).await;
        let _ = seen.is(200);
        assert!(count <= 12, "{count} statements");
        let name = gk_webkit::door::encode(&line.item_name);
        let _ = clerk.get(&format!("/desk/foi/proposals/1?q={name}")).await.is(200).shows(&option);
        let none = clerk.post("/desk/foi/proposals/1", &[("seen", "1"), ("how", "accept"), ("line", "")]).await.is(422);
        let _ = none.shows("有一项没有选择").shows(&option);
        let _ = clerk.post("/desk/foi/proposals/1", &[("seen", "1"), ("how", "accept"), ("line", &number)]).await.is(200).shows("已采纳").shows("2026-12-22");
        the_clock_of_the_item_runs(&bench, (line.organ, line.line)).await;
        let _ = clerk.get("/desk/foi/proposals/1").await.is(200).shows("应当在").shows("2026-12-22").hides("<option");
        let _ = clerk.post("/desk/foi/proposals/1", &[("seen", "2"), ("how", "accept"), ("line", &number)]).await.is(422).shows("已经办理过");
        let _ = clerk.get("/desk/records?stage=draft").await.is(200).shows("临时救助资金发放明细表");
    }

    async fn accepted_for_an_item_whose_clock_waits_for_something_else_the_duty_begins_all_the_same(bench) {
        bench.today_is(jiff::civil::date(2026, 11, 2));
        bureau(&bench).await;
        county::put_catalogs_in_force(&bench, &[21]).await;
        bench.today_is(gk_testkit::engines::first_day());
        let _ = applied_for(&bench, &[ABOUT]).await;
        another(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        takes(&mut clerk, "/desk/foi/1", "confirm", &[]).await;
        takes(&mut clerk, "/desk/foi/1", "register", &[]).await;
        let (organ, line) = waiting_for_something_else(&bench).await;
        let number = line.to_string();
        let _ = clerk.get("/desk/foi/proposals/1").await.is(200).shows("都产生一项公开责任");
        let _ = clerk.post("/desk/foi/proposals/1", &[("seen", "1"), ("how", "accept"), ("line", &number)]).await.is(200).shows("2026-12-22");
        the_clock_of_the_item_runs(&bench, (organ, line)).await;
        let mut read = bench.office.read().await.unwrap();
        let events = gk_duties::list_events_of_line(&mut read, organ, line, 10).await.unwrap();
        let event = events.iter().find(|one| one.event.on == bench.office.today()).unwrap();
        let (id, version) = (event.id, event.event.version.to_string());
        let duties = gk_duties::of_item(&mut read, organ, line, -1, 50).await.unwrap();
        let duty = duties.iter().find(|one| one.event == Some(id)).unwrap();
        assert_eq!(duty.facts.due, Some(jiff::civil::date(2026, 12, 22)), "art 26's period");
        drop(read);
        let page = format!("/items/{line}/{}", records_desk::BUREAU);
        let _ = bench.visitor().get(&page).await.is(200).shows("自决定主动公开之日起20个工作日").shows("第四十四条");
        // The day of the decision was wrong: it is corrected, and the duty runs from the right one.
        let mut second = signed_in(&bench, "reviewer").await;
        let _ = second.get(&format!("/desk/events/{id}")).await.is(200).shows("决定主动公开");
        let fields = [("seen", version.as_str()), ("kind", "decided_to_disclose"), ("on", "2026-11-23"), ("words", "临时救助"), ("why", "记错了日期")];
        let _ = second.post(&format!("/desk/events/{id}"), &fields).await.is(200);
        let mut read = bench.office.read().await.unwrap();
        let duties = gk_duties::of_item(&mut read, organ, line, -1, 50).await.unwrap();
        let duty = duties.iter().find(|one| one.event == Some(id)).unwrap();
        assert_eq!(duty.facts.due, Some(jiff::civil::date(2026, 12, 21)));
        drop(read);
        // Compiled anew, the duty goes on, and the books agree.
        let _ = gk_duties::compile_all(&bench.office, |_| {}).await.unwrap();
        let mut read = bench.office.read().await.unwrap();
        let duties = gk_duties::of_item(&mut read, organ, line, -1, 50).await.unwrap();
        let duty = duties.iter().find(|one| one.event == Some(id)).unwrap();
        assert!(duty.facts.ended_on.is_none() && duty.facts.due == Some(jiff::civil::date(2026, 12, 21)), "{duty:?}");
    }

    async fn a_disclosed_answer_is_shown_without_persons_and_withdrawn_at_once(bench) {
        bureau(&bench).await;
        let _ = applied_for(&bench, &[ABOUT]).await;
        decided(&bench, "/desk/foi/1", "A2").await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.get("/desk/foi/proposals").await.is(200).shows("答复认定该信息可以公开");
        let early = [("title", "发放明细表"), ("asked", "明细表"), ("answered", "予以公开")];
        let _ = clerk.post("/desk/foi/1/answer", &early).await.is(422).shows("尚未送达");
        takes(&mut clerk, "/desk/foi/1", "serve", &[("mode", "online")]).await;
        let prepared = clerk.post("/desk/foi/1/answer/prepare", &[]).await.is(200).shows("某某家所在的乡镇");
        assert!(!prepared.text().contains("name=\"asked\" value=\"王小明"));
        let bad = [("title", "发放明细表"), ("asked", "王小明，电话13812345678"), ("answered", "予以公开")];
        let _ = clerk.post("/desk/foi/1/answer", &bad).await.is(422).shows("不能公开");
        let good = [("title", "临时救助发放明细表"), ("asked", "某某家所在乡镇的明细表"), ("answered", "予以公开，已提供明细表。")];
        let _ = clerk.post("/desk/foi/1/answer", &good).await.is(200).shows("已提供明细表");
        let mut visitor = bench.visitor();
        let _ = visitor.get("/foi/answers").await.is(200).shows("临时救助发放明细表").hides("王小明");
        let _ = visitor.get("/foi/answers?organ=219900-mzj&year=2026&decision=A2&q=%E6%98%8E%E7%BB%86").await.is(200).shows("临时救助发放明细表");
        let _ = visitor.get("/foi/answers?year=2025").await.is(200).hides("临时救助发放明细表");
        let _ = visitor.get("/foi/answers/1").await.is(200).shows("已提供明细表");
        let _ = visitor.get("/search?q=%E6%98%8E%E7%BB%86%E8%A1%A8").await.is(200).shows("/foi/answers/1");
        let _ = signed_in(&bench, "stranger").await.post("/desk/foi/1/answer/withdraw", &[]).await.is(403);
        let _ = clerk.post("/desk/foi/1/answer/withdraw", &[]).await.is(200);
        let _ = visitor.get("/search?q=%E6%98%8E%E7%BB%86%E8%A1%A8").await.is(200).hides("/foi/answers/1");
        let _ = visitor.get("/foi/answers/1").await.is(404).hides("明细表");
        let _ = visitor.get("/foi/answers").await.is(200).hides("临时救助发放明细表");
    }

    async fn a_case_is_explained_by_one_and_reviewed_by_another(bench) {
        bureau(&bench).await;
        let mut visitor = bench.visitor();
        let _ = visitor.get("/foi/cases").await.is(200).shows("示范案例").shows("从来没有制作过的台账");
        let _ = visitor.get("/foi/cases?decision=E1").await.is(200).shows("举报").hides("从来没有制作过的台账");
        let mut clerk = signed_in(&bench, "clerk").await;
        let draft = [("decision", "D2"), ("title", "要求做成图表的申请"), ("facts", "有人申请图表。"), ("question", "要不要制作？"),
            ("reasoning", "没有现成信息。"), ("articles", "《政府信息公开条例》第三十八条"), ("outcome", "告知无法提供。")];
        let _ = clerk.post("/desk/foi/cases", &draft[..3]).await.is(422).shows("缺少问题");
        let _ = clerk.post("/desk/foi/cases", &draft).await.is(200).shows("待审核");
        let _ = visitor.get("/foi/cases").await.hides("要求做成图表的申请");
        let _ = clerk.post("/desk/foi/cases/1", &[("seen", "1"), ("how", "review")]).await.is(403);
        let mut reviewer = signed_in(&bench, "reviewer").await;
        let _ = reviewer.post("/desk/foi/cases/1", &[("seen", "1"), ("how", "open")]).await.is(422).shows("还没有审核");
        let _ = reviewer.post("/desk/foi/cases/1", &[("seen", "1"), ("how", "review")]).await.is(200).shows("已审核");
        let _ = reviewer.post("/desk/foi/cases/1", &[("seen", "2"), ("how", "open")]).await.is(200).shows("已向社会公开");
        let _ = visitor.get("/foi/cases?q=%E5%9B%BE%E8%A1%A8").await.is(200).shows("要求做成图表的申请");
        // It is found by everybody, as a kind of its own with its facet, and has a page.
        let found = visitor.get("/search?q=%E5%9B%BE%E8%A1%A8").await.is(200).shows("/foi/cases/1").shows("依申请公开案例");
        let _ = found.shows("kind=foi%5Fexplained");
        let _ = visitor.get("/search?q=%E5%9B%BE%E8%A1%A8&kind=foi_explained").await.is(200).shows("/foi/cases/1");
        let _ = visitor.get("/search?q=%E5%9B%BE%E8%A1%A8&kind=foi_answer").await.is(200).hides("/foi/cases/1");
        let _ = visitor.get("/foi/cases/1").await.is(200).shows("没有现成信息").shows("第三十八条");
        let (seen, count) = bench.count_statements(visitor.get("/search?q=%E5%9B%BE%E8%A1%A8")).await;
        let _ = seen.is(200);
        assert!(count <= 12, "{count} statements");
        let _ = reviewer.post("/desk/foi/cases/1", &[("seen", "3"), ("how", "close")]).await.is(200);
        let _ = visitor.get("/foi/cases").await.hides("要求做成图表的申请");
        let _ = visitor.get("/foi/cases/1").await.is(404).hides("图表");
        let _ = visitor.get("/search?q=%E5%9B%BE%E8%A1%A8").await.is(200).hides("/foi/cases/1");
    }

    async fn the_library_is_narrowed_before_it_is_cut_into_pages(bench) {
        bureau(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let parts = [("question", "要不要制作？"), ("reasoning", "没有现成信息。"), ("articles", "条例第三十八条"), ("outcome", "告知无法提供。")];
        // The oldest is what is looked for; sixty others came after it, more than a page.
        for n in 0..=60 {
            let (title, decision, facts) = match n {
                0 => ("独此一件的案例".to_owned(), "F2", "申请表格ABC 100%。"),
                _ => (format!("第{n}个案例"), "D2", "有人申请图表。"),
            };
            let mut draft = vec![("decision", decision), ("title", title.as_str()), ("facts", facts)];
            draft.extend(parts);
            let _ = clerk.post("/desk/foi/cases", &draft).await.is(200);
        }
        let page = clerk.get("/desk/foi/cases").await.is(200).hides("独此一件的案例").text();
        let at = page.find("/desk/foi/cases?before=").expect("there is a next page");
        let next = page[at..].split('"').next().unwrap().to_owned();
        let _ = clerk.get(&next).await.is(200).shows("独此一件的案例").shows("示范案例");
        let _ = clerk.get("/desk/foi/cases?decision=F2").await.is(200).shows("独此一件的案例").hides("个案例</h2>");
        let _ = clerk.get("/desk/foi/cases?q=abc").await.is(200).shows("独此一件的案例");
        let _ = clerk.get("/desk/foi/cases?q=100%25").await.is(200).shows("独此一件的案例").hides("第60个案例");
        let _ = clerk.get("/desk/foi/cases?q=%25").await.is(200).shows("独此一件的案例").hides("第60个案例");
        let _ = bench.visitor().get("/foi/cases?q=abc").await.is(200).hides("独此一件的案例");
    }

    async fn a_former_case_is_a_precedent_and_its_applicant_rates_it_once(bench) {
        bureau(&bench).await;
        let mut citizen = applied_for(&bench, &[ABOUT]).await;
        let _ = citizen.post("/foi/case/rate", &[("rating", "good")]).await.is(422).shows("还没有办结");
        decided(&bench, "/desk/foi/1", "D1a").await;
        let mut clerk = signed_in(&bench, "clerk").await;
        takes(&mut clerk, "/desk/foi/1", "serve", &[("mode", "online")]).await;
        let _ = citizen.get("/foi/case").await.is(200).shows("您对办理满意吗");
        let _ = citizen.post("/foi/case/rate", &[("rating", "fair"), ("words", "回复得很快")]).await.is(200).shows("感谢您的评价").shows("基本满意");
        let _ = citizen.post("/foi/case/rate", &[("rating", "poor")]).await.is(422).shows("已经评价过");
        gk_testkit::secrecy::none_in(&bench, &["foi_ratings", "ledger"], &["回复得很快"]).await;
        another(&bench).await;
        let number = gk_foi::load(&mut bench.office.read().await.unwrap(), 1).await.unwrap().matter.standing.reply_number.unwrap();
        let _ = clerk.get("/desk/foi/2/reply").await.is(200).shows("以前的类似申请").shows(&number);
        let _ = clerk.get("/desk/foi/figures").await.is(200).shows("基本满意").shows("经检索信息不存在").shows("100.0%").shows("<svg");
        let _ = clerk.get("/desk/foi/1/service").await.is(200).shows("基本满意").hides("回复得很快");
        let _ = clerk.post("/desk/foi/1/rating", &[]).await.is(200).shows("回复得很快");
        let _ = hidden(&clerk.get("/desk/foi/2").await.text(), "seen");
    }

    async fn pages_of_disclosure_ask_the_database_few_times(bench) {
        bureau(&bench).await;
        let _ = applied_for(&bench, &[ABOUT]).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        for address in ["/desk/foi/proposals", "/desk/foi/cases", "/desk/foi/figures", "/desk/foi/kept", "/desk/foi/1/service",
            "/desk/foi/1/reply", "/foi/answers", "/foi/cases"] {
            let (seen, count) = bench.count_statements(clerk.get(address)).await;
            let _ = seen.is(200);
            assert!(count <= 12, "{address}: {count} statements");
        }
    }
}
