//! The whole way of a record by browser: drafted, submitted, published by another, found at once, met its duty, withdrawn.

use gk_base::search::Question;
use gk_duties::DutyLine;
use gk_rules::duty::DutyState;
use gk_testkit::{Bench, Browser, on_both};

use crate::records_desk::{bureau, complete, drafted, formed, signed_in, with};

const NUMBER: &str = "219900-MZJ/2026-00001";
/// The smallest file that opens: one empty page.
const FORM: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";
const PAGE: &str = "/info/219900-MZJ/2026-00001";

async fn found(bench: &Bench, text: &str) -> Vec<String> {
    let question = Question { text: text.into(), limit: 10, ..Question::default() };
    bench.web.search().search(question).await.unwrap().ids
}

async fn duties(bench: &Bench, of: &DutyLine) -> Vec<DutyLine> {
    let mut read = bench.office.read().await.unwrap();
    gk_duties::of_item(&mut read, of.organ, of.line, -1, 50).await.unwrap()
}

/// What the database says must be found is what is found.
async fn index_is_true(bench: &Bench) {
    let expected = bench.web.follower().expected(&bench.office).await.unwrap();
    assert_eq!(bench.web.search().fingerprint().await.unwrap(), expected);
}

/// Drafts, completes and submits; gives the address of the record, then at version 3.
async fn submitted(clerk: &mut Browser, line: &DutyLine, elements: &[String]) -> String {
    let record = drafted(clerk, line.line).await;
    let fields = complete("1", elements);
    let _ = clerk.post(&record, &with(&fields, &[("act", "submit")])).await.is(200).shows("已送审");
    record
}

on_both! {
    async fn a_record_is_drafted_reviewed_published_found_and_withdrawn(bench) {
        bureau(&bench).await;
        let (line, elements) = formed(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let new = format!("/desk/records/new?line={}", line.line);
        let _ = clerk.get(&new).await.is(200).shows("标准要求的内容").shows("10个工作日");
        let record = drafted(&mut clerk, line.line).await;
        let none: [String; 0] = [];
        let bare = complete("1", &none);
        let incomplete = clerk.post(&record, &with(&bare, &[("act", "submit"), ("body", ""), ("made_on", "")])).await.is(422);
        let _ = incomplete.shows("已保存").shows("请填写成文日期").shows("正文为空").shows("必选内容要素");
        let _ = clerk.get("/desk?show=lacking").await.is(200).shows("临时救助办事指南");
        let fields = complete("2", &elements);
        let saved = clerk.post(&record, &with(&fields, &[("act", "submit")])).await.is(200);
        let _ = saved.shows("已送审").shows("示民发〔2026〕8号").hides("审核通过，公开</span>");
        let _ = bench.visitor().get(PAGE).await.is(404);

        let mut reviewer = signed_in(&bench, "reviewer").await;
        let _ = reviewer.get("/desk").await.is(200).shows("临时救助办事指南");
        let _ = reviewer.get("/desk/review").await.is(200).shows("临时救助办事指南").shows("信某");
        let unexamined = reviewer.post(&format!("{record}/publish"), &[("seen", "4")]).await.is(422);
        let _ = unexamined.shows("尚未确认公开审查").shows("第十七条");
        let seen = reviewer.post(&format!("{record}/publish"), &[("seen", "4"), ("examined", "1")]).await.is(200);
        let _ = seen.shows("已公开").shows(PAGE);

        let mut visitor = bench.visitor();
        let public = visitor.get(PAGE).await.is(200).shows("临时救助办事指南").shows(NUMBER).shows("示民发〔2026〕8号");
        let public = public.shows("<strong>身份证</strong>").shows("按时公开").shows("起算日").shows("示范数据");
        let _ = public.shows("2026-11-20").shows("2026-11-24");
        assert_eq!(found(&bench, "身份证").await, [format!("record:{NUMBER}")], "found at once");
        let _ = visitor.get("/organs/219900-mzj/feed.xml").await.is(200).shows("临时救助办事指南");
        let _ = visitor.get("/search?q=%E8%BA%AB%E4%BB%BD%E8%AF%81").await.is(200).shows("临时救助办事指南");
        index_is_true(&bench).await;
        let after = duties(&bench, &line).await;
        assert!(after.iter().any(|duty| duty.occurrence == 0 && duty.facts.met_on.is_some()), "the head is met");
        let by_event = after.iter().find(|duty| duty.occurrence != 0).expect("the event of forming was recorded");
        assert_eq!(by_event.state, DutyState::OnTime);

        let _ = clerk.post(&format!("{record}/withdraw"), &[("seen", "5"), ("ground", "mistake"), ("note", "x")]).await.is(403);
        let _ = reviewer.post(&format!("{record}/withdraw"), &[("seen", "5"), ("ground", ""), ("note", "x")]).await.is(422).shows("请选择撤下理由");
        let over = reviewer.post(&format!("{record}/withdraw"), &[("seen", "5"), ("ground", "posting_over"), ("note", "x")]).await;
        let _ = over.is(422).shows("没有规定公示期");
        let seen = reviewer.post(&format!("{record}/withdraw"), &[("seen", "5"), ("ground", "mistake"), ("note", "数字有误")]).await.is(200);
        let _ = seen.shows("已撤下");
        let stone = visitor.get(PAGE).await.is(410).shows("信息有误").shows("2026-11-24").hides("身份证").hides("数字有误");
        let _ = stone.shows("第六条");
        assert!(found(&bench, "身份证").await.is_empty());
        let _ = visitor.get("/organs/219900-mzj/feed.xml").await.hides("临时救助办事指南");
        index_is_true(&bench).await;
        let after = duties(&bench, &line).await;
        assert!(after.iter().all(|duty| duty.facts.met_on.is_none()), "what it met is open again");
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(gk_base::ledger::broken_at(&mut read).await.unwrap(), None);
    }

    async fn nobody_publishes_what_he_wrote_or_sent(bench) {
        bureau(&bench).await;
        let (line, elements) = formed(&bench).await;
        let (mut writer, mut second) = (signed_in(&bench, "reviewer").await, signed_in(&bench, "second").await);
        let record = submitted(&mut writer, &line, &elements).await;
        let own = writer.get(&record).await.is(200).shows("另一位").hides("审核通过，公开</span>");
        let _ = own.shows("收回送审");
        let _ = writer.post(&format!("{record}/publish"), &[("seen", "3"), ("examined", "1")]).await.is(403);
        let _ = writer.post(&format!("{record}/return"), &[("seen", "3"), ("why", "x")]).await.is(403);
        let _ = second.post(&format!("{record}/take-back"), &[("seen", "3")]).await.is(422).shows("只有送审人");
        let _ = second.post(&format!("{record}/return"), &[("seen", "3"), ("why", " ")]).await.is(422).shows("请填写退回理由");
        let _ = second.post(&format!("{record}/return"), &[("seen", "3"), ("why", "缺少附件")]).await.is(200).shows("已退回");
        let _ = writer.get("/desk?show=returned").await.is(200).shows("缺少附件");
        let fields = complete("4", &elements);
        let _ = writer.post(&record, &with(&fields, &[("act", "submit")])).await.is(200).shows("已送审");
        let _ = writer.post(&format!("{record}/take-back"), &[("seen", "6")]).await.is(200).shows("已收回");
        let _ = writer.post(&format!("{record}/submit"), &[("seen", "7")]).await.is(200).shows("已送审");
        let _ = second.post(&format!("{record}/publish"), &[("seen", "8"), ("examined", "1")]).await.is(200).shows("已公开");
        let _ = second.post(&format!("{record}/publish"), &[("seen", "9"), ("examined", "1")]).await.is(422).shows("不能公开");
    }

    async fn files_are_published_with_the_text_and_gone_with_it(bench) {
        bureau(&bench).await;
        let (line, elements) = formed(&bench).await;
        let (mut clerk, mut reviewer) = (signed_in(&bench, "clerk").await, signed_in(&bench, "reviewer").await);
        let record = drafted(&mut clerk, line.line).await;
        let fields = complete("1", &elements);
        let files: [(&str, &str, &[u8]); 1] = [("files", "申请表.pdf", FORM)];
        let _ = clerk.upload(&record, &with(&fields, &[("act", "submit")]), &files).await.is(200).shows("申请表.pdf");
        let address = format!("{PAGE}/files/1/%E7%94%B3%E8%AF%B7%E8%A1%A8%2Epdf");
        let mut visitor = bench.visitor();
        let _ = visitor.get(&address).await.is(404);
        let _ = reviewer.post(&format!("{record}/publish"), &[("seen", "4"), ("examined", "1")]).await.is(200);
        let _ = visitor.get(PAGE).await.is(200).shows(&address).shows("PDF");
        let file = visitor.get(&address).await.is(200);
        assert_eq!(file.bytes, FORM);
        assert_eq!(file.headers["content-type"], "application/pdf");
        for bad in ["/files/2/x.pdf", "/files/x/x.pdf", "/files/", "/files/1/../../../etc/passwd"] {
            let seen = visitor.get(&format!("{PAGE}{bad}")).await;
            assert!(seen.status.as_u16() == 404 || seen.bytes == FORM, "{bad}: {}", seen.status);
        }
        let fields = [("seen", "5"), ("ground", "privacy"), ("note", "含住址")];
        let _ = reviewer.post(&format!("{record}/withdraw"), &fields).await.is(200);
        let _ = visitor.get(&address).await.is(404);
        let _ = visitor.get(PAGE).await.is(410).shows("涉及个人隐私").hides("临时救助办事指南");
    }

    async fn no_page_asks_the_database_more_than_twelve_times(bench) {
        bureau(&bench).await;
        let (line, elements) = formed(&bench).await;
        let (mut clerk, mut reviewer) = (signed_in(&bench, "clerk").await, signed_in(&bench, "reviewer").await);
        let draft = drafted(&mut clerk, line.line).await;
        let record = submitted(&mut clerk, &line, &elements).await;
        // The first look of a day rolls the duties to it, once.
        let _ = clerk.get("/desk").await.is(200);
        for address in ["/desk", "/desk?show=unclear", "/desk?show=mine", "/desk/records", "/desk/records/new", &draft] {
            let (seen, count) = bench.count_statements(clerk.get(address)).await;
            let _ = seen.is(200);
            assert!(count <= 12, "{count} statements for {address}");
        }
        for address in ["/desk", "/desk/review", &record] {
            let (seen, count) = bench.count_statements(reviewer.get(address)).await;
            let _ = seen.is(200);
            assert!(count <= 12, "{count} statements for {address}");
        }
        let _ = reviewer.post(&format!("{record}/publish"), &[("seen", "3"), ("examined", "1")]).await.is(200);
        let (seen, count) = bench.count_statements(bench.visitor().get(PAGE)).await;
        let _ = seen.is(200);
        assert!(count <= 12, "{count} statements for {PAGE}");
    }

    async fn two_records_of_a_year_have_two_numbers(bench) {
        bureau(&bench).await;
        let (line, elements) = formed(&bench).await;
        let (mut clerk, mut reviewer) = (signed_in(&bench, "clerk").await, signed_in(&bench, "reviewer").await);
        for (number, document) in [("2026-00001", "示民发〔2026〕8号"), ("2026-00002", "示民发〔2026〕9号")] {
            let record = drafted(&mut clerk, line.line).await;
            let fields = complete("1", &elements);
            let _ = clerk.post(&record, &with(&fields, &[("act", "submit"), ("docnum", document)])).await.is(200).shows("已送审");
            let seen = reviewer.post(&format!("{record}/publish"), &[("seen", "3"), ("examined", "1")]).await.is(200);
            let _ = seen.shows(number);
        }
        bench.web.follower().rebuild(&bench.office, |_| {}).await.unwrap();
        assert_eq!(found(&bench, "身份证").await.len(), 2, "the index is made anew from the database");
        index_is_true(&bench).await;
    }
}
