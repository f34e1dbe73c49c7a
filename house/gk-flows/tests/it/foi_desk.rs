//! The desk of applications: a file redacted page by page, a case handed over, two at once.

use gk_rules::paper::{Block, samples};
use gk_testkit::{Bench, Browser, on_both};

use crate::foi_archive::{applied_for, decided};
use crate::foi_journey::{applied, bureau, hidden, takes};
use crate::records_desk::signed_in;

const CASE: &str = "/desk/foi/1";
const SECRET: &str = "210283199001011234";

/// A case in hand, with what was found in its file.
async fn in_hand(bench: &Bench, name: &str, bytes: &[u8]) -> Browser {
    bureau(bench).await;
    let _ = applied(bench).await;
    let mut clerk = signed_in(bench, "clerk").await;
    takes(&mut clerk, CASE, "confirm", &[]).await;
    takes(&mut clerk, CASE, "register", &[]).await;
    let seen = hidden(&clerk.get(CASE).await.text(), "seen");
    let fields = [("seen", seen.as_str()), ("places", "档案室"), ("words", "按年度"), ("found", "1")];
    let _ = clerk.upload(&format!("{CASE}/log_search"), &fields, &[("files", name, bytes)]).await.is(200);
    clerk
}

/// The address of the redaction of the file that was found: the proof of identity came first.
const REDACT: &str = "/desk/foi/1/redact/2";

fn paper(bench: &Bench) -> Vec<u8> {
    let mut paper = samples::document();
    paper.body.push(Block::paragraph(format!("经办人欧阳明月，身份证号码{SECRET}。")));
    bench.office.press().pdf(&paper).unwrap()
}

async fn marks(clerk: &mut Browser, fields: &[(&str, &str)]) -> gk_testkit::browser::Seen {
    let seen = hidden(&clerk.get(REDACT).await.is(200).text(), "seen");
    let all: Vec<_> = fields.iter().copied().chain([("seen", seen.as_str()), ("page", "1")]).collect();
    clerk.post(REDACT, &all).await
}

on_both! {
    async fn what_is_marked_is_gone_from_the_copy_that_is_given(bench) {
        let file = paper(&bench);
        let mut clerk = in_hand(&bench, "明细表.pdf", &file).await;
        let _ = clerk.get(CASE).await.is(200).shows(REDACT);
        let _ = clerk.get(REDACT).await.is(200).shows("还没有标记").shows("/redact/2/page/1");
        let picture = clerk.get(&format!("{REDACT}/page/1")).await.is(200);
        assert!(picture.bytes.starts_with(b"\x89PNG"));
        assert_eq!(picture.headers["cache-control"], "no-store");
        let _ = clerk.get(&format!("{REDACT}/page/99")).await.is(404);

        let _ = marks(&mut clerk, &[("act", "add"), ("from", "Z9"), ("ground", "")]).await.is(422).shows("没有选择").shows("格号");
        let _ = marks(&mut clerk, &[("act", "add"), ("words", "长"), ("ground", "privacy")]).await.is(422).shows("不足两个字");
        let _ = marks(&mut clerk, &[("act", "add"), ("words", SECRET), ("ground", "privacy")]).await.is(200).shows("已标记 1 处");
        let _ = marks(&mut clerk, &[("act", "add"), ("from", "c7"), ("to", "E9"), ("ground", "internal")]).await.is(200).shows("C7–E9");
        let _ = marks(&mut clerk, &[("act", "add"), ("from", "A1"), ("ground", "secret")]).await.is(200).shows("已标记 3 处");
        let _ = marks(&mut clerk, &[("act", "remove"), ("at", "2")]).await.is(200).shows("已标记 2 处");
        let preview = clerk.get(&format!("{REDACT}/preview/1")).await.is(200);
        assert!(preview.bytes.starts_with(b"\x89PNG") && preview.bytes != picture.bytes);

        let made = marks(&mut clerk, &[("act", "make")]).await;
        let made = if made.status.as_u16() == 422 {
            let _ = made.shows("逐页核对");
            marks(&mut clerk, &[("act", "make"), ("looked", "1")]).await
        } else {
            made
        };
        let _ = made.is(200).shows("已生成区分处理后的材料");
        let mut read = bench.office.read().await.unwrap();
        let all = gk_letters::list_redacted(&mut read, 1).await.unwrap();
        assert!(all[0].blacked.iter().any(|one| one.by_words && one.ground == "条例第十五条"), "{all:?}");
        assert!(all[0].blacked.iter().any(|one| !one.by_words && one.ground == "条例第十六条第一款"));
        drop(read);
        let copy = clerk.get(&format!("{CASE}/files/{}", all[0].file)).await.is(200).bytes;
        assert!(copy.starts_with(b"%PDF"));
        let again = bench.office.redactor().redact(&copy, &[gk_rules::redaction::Mark {
            place: gk_rules::redaction::Place::Words(SECRET.into()), ground: "条例第十五条".into(),
        }]);
        assert!(again.is_err(), "the words are not found any more");
        gk_testkit::secrecy::none_in(&bench, &["foi_redactions", "ledger"], &[SECRET]).await;
        let mut stranger = signed_in(&bench, "stranger").await;
        for address in [REDACT.to_owned(), format!("{REDACT}/page/1"), format!("{REDACT}/preview/1")] {
            let _ = stranger.get(&address).await.is(403);
        }
        // The page of the redaction opens a sealed file: a writing unit of work of its own, with its entries in the ledger
        // and the stamp of every commit.
        for address in [REDACT, CASE, "/desk/foi", "/desk/foi/1/worksheet", "/desk/foi/1/reply", "/desk/foi/1/service"] {
            let (seen, count) = bench.count_statements(clerk.get(address)).await;
            let _ = seen.is(200);
            let most = if address == REDACT { 13 } else { 12 };
            assert!(count <= most, "{address}: {count} statements");
        }
    }

    async fn a_hostile_file_is_told_in_words_and_nothing_is_written(bench) {
        let mut clerk = in_hand(&bench, "坏.pdf", b"%PDF-1.7\n1 0 obj << /Length 99999999999 >> stream").await;
        let _ = clerk.get(REDACT).await.is(422).shows("文件已损坏或不完整");
        let fields = [("seen", "0"), ("page", "1"), ("act", "add"), ("words", "秘密"), ("ground", "privacy")];
        let _ = clerk.post(REDACT, &fields).await;
        let _ = clerk.post(REDACT, &[("seen", "1"), ("page", "1"), ("act", "make"), ("looked", "1")]).await.is(422).shows("损坏");
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(gk_letters::list_redacted(&mut read, 1).await.unwrap(), []);
    }

    async fn a_disclosure_in_part_needs_something_to_give(bench) {
        let file = paper(&bench);
        let mut clerk = in_hand(&bench, "明细表.pdf", &file).await;
        takes(&mut clerk, CASE, "assign", &[("unit", "救助股"), ("joint", "")]).await;
        let seen = hidden(&clerk.get(CASE).await.text(), "seen");
        let _ = clerk.post(&format!("{CASE}/reply"), &[("seen", &seen), ("decision", "B")]).await.is(200).shows("已办理");
        let (mut reviewer, mut leader) = (signed_in(&bench, "reviewer").await, signed_in(&bench, "leader").await);
        takes(&mut reviewer, CASE, "approve", &[]).await;
        let seen = hidden(&leader.get(CASE).await.text(), "seen");
        let _ = leader.post(&format!("{CASE}/decide"), &[("seen", &seen)]).await.is(422).shows("应当有区分处理后的材料");
        let _ = marks(&mut clerk, &[("act", "add"), ("words", SECRET), ("ground", "privacy")]).await.is(200);
        let _ = marks(&mut clerk, &[("act", "make"), ("looked", "1")]).await.is(200).shows("已生成");
        // The letter itself is proved in foi_letters.rs; here it is the last thing that lacks.
        let seen = hidden(&leader.get(CASE).await.text(), "seen");
        let next = leader.post(&format!("{CASE}/decide"), &[("seen", &seen)]).await.is(422);
        let _ = next.hides("应当有区分处理后的材料").shows("告知书");
    }

    async fn a_case_is_taken_and_handed_over(bench) {
        bureau(&bench).await;
        let _ = applied(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.get("/desk/foi?mine=1").await.is(200).hides("临时救助资金");
        let _ = clerk.get(CASE).await.is(200).shows("由我承办").shows("审某").hides("领某 ");
        takes(&mut clerk, CASE, "take", &[]).await;
        let page = clerk.get("/desk/foi?mine=1").await.is(200).shows("临时救助资金").shows("我承办的");
        let _ = page.shows("信某");
        let page = clerk.get(CASE).await.is(200).hides("由我承办").text();
        let at = page.find("审某").unwrap();
        let to = page[..at].rfind("value=\"").unwrap() + 7;
        let to = page[to..].split('"').next().unwrap().to_owned();
        let seen = hidden(&page, "seen");
        let _ = clerk.post(&format!("{CASE}/hand_over"), &[("seen", &seen), ("to", "999999")]).await.is(422).shows("不是本机关");
        let _ = clerk.post(&format!("{CASE}/hand_over"), &[("seen", &seen), ("to", &to)]).await.is(200).shows("已办理");
        let _ = clerk.get("/desk/foi?mine=1").await.is(200).hides("临时救助资金");
        let mut reviewer = signed_in(&bench, "reviewer").await;
        let _ = reviewer.get("/desk/foi?mine=1").await.is(200).shows("临时救助资金");
    }

    async fn whoever_comes_second_sees_both_versions(bench) {
        bureau(&bench).await;
        let _ = applied(&bench).await;
        let (mut one, mut two) = (signed_in(&bench, "clerk").await, signed_in(&bench, "reviewer").await);
        let seen = hidden(&two.get(CASE).await.text(), "seen");
        takes(&mut one, CASE, "try_contact", &[("words", "第一次联系")]).await;
        let fields = [("seen", seen.as_str()), ("words", "我打过电话")];
        let page = two.post(&format!("{CASE}/try_contact"), &fields).await.is(409);
        let _ = page.shows("信某").shows("第一次联系").shows("我打过电话").hides("提交公开申请");
        takes(&mut one, CASE, "confirm", &[]).await;
        takes(&mut one, CASE, "register", &[]).await;
        let seen = hidden(&two.get(CASE).await.text(), "seen");
        takes(&mut one, CASE, "assign", &[("unit", "救助股"), ("joint", "")]).await;
        let sheet = [("seen", seen.as_str()), ("clear", "clear_yes"), ("nature", "nature_yes")];
        let _ = two.post(&format!("{CASE}/worksheet"), &sheet).await.is(409).shows("救助股").shows("明确，要件齐全");
        let reply = [("seen", seen.as_str()), ("decision", "A2"), ("former", "旧文号")];
        let _ = two.post(&format!("{CASE}/reply"), &reply).await.is(409).shows("救助股").shows("旧文号");
        takes(&mut two, CASE, "take", &[]).await;
        let seen = hidden(&one.get(CASE).await.text(), "seen");
        takes(&mut one, CASE, "take", &[]).await;
        let _ = two.post(&format!("{CASE}/take"), &[("seen", &seen)]).await.is(409).shows("承办人现为信某");
    }
}

on_both! {
    async fn the_page_of_today_tells_of_applications_beside_the_duties(bench) {
        bureau(&bench).await;
        let _ = applied(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        takes(&mut clerk, CASE, "confirm", &[]).await;
        takes(&mut clerk, CASE, "register", &[]).await;
        let _ = clerk.get("/desk").await.is(200).shows("今天到期 0 件").shows("3个工作日内到期 0 件");
        let mut read = bench.office.read().await.unwrap();
        let due = gk_foi::load(&mut read, 1).await.unwrap().matter.standing.due_on.expect("the clock runs");
        drop(read);
        bench.today_is(due.yesterday().unwrap());
        let _ = signed_in(&bench, "clerk").await.get("/desk").await.is(200).shows("3个工作日内到期 1 件");
        bench.today_is(due);
        let _ = signed_in(&bench, "clerk").await.get("/desk").await.is(200).shows("今天到期 1 件").hides("逾期 1 件");
        bench.today_is(due.tomorrow().unwrap());
        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.get("/desk").await.is(200).shows("href=\"/desk/foi?show=overdue\">逾期 1 件");
        let (_, statements) = bench.count_statements(clerk.get("/desk")).await;
        assert!(statements <= 12, "{statements} statements for one page");
        let _ = clerk.get("/desk/foi?show=overdue").await.is(200).shows("/desk/foi/settings").shows("/desk/foi/templates");
        // Who does not handle applications of the organ is not told of them.
        let _ = signed_in(&bench, "stranger").await.get("/desk").await.is(200).hides("逾期 1 件");
    }
}

/// The same applicant again, by another wording; and another applicant for the same.
const AGAIN: (&str, &str) = ("about", "2025年度示范县临时救助资金发放明细表");
const ABOUT: (&str, &str) = ("about", "示范县2025年临时救助资金发放明细表");

on_both! {
    async fn likely_duplicates_are_shown_with_why_and_merged_by_one_click(bench) {
        bureau(&bench).await;
        let _ = applied_for(&bench, &[ABOUT]).await;
        let _ = applied_for(&bench, &[AGAIN]).await;
        let other = [AGAIN, ("name", "李小红"), ("id_number", "219900199001010038"), ("checked", "1")];
        let _ = applied_for(&bench, &other).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        for case in ["/desk/foi/1", "/desk/foi/2", "/desk/foi/3"] {
            takes(&mut clerk, case, "confirm", &[]).await;
            takes(&mut clerk, case, "register", &[]).await;
        }
        let number = gk_foi::load(&mut bench.office.read().await.unwrap(), 1).await.unwrap().matter.number().to_owned();
        let page = clerk.get("/desk/foi/2").await.is(200).shows("疑似重复").shows("同一申请人，就相同内容另有申请正在办理");
        let page = page.shows(&format!("并入{number}")).shows("其他申请人申请了相同的信息").shows("每个申请人都应当得到答复");
        assert_eq!(page.text().matches(">并入县民政局").count(), 1, "another's is shown and never merged");
        // The earlier does not go into the later: no last day is put off.
        let _ = clerk.get("/desk/foi/1").await.is(200).shows("疑似重复").hides(">并入县民政局");
        let (seen, count) = bench.count_statements(clerk.get("/desk/foi/2")).await;
        let _ = seen.is(200);
        assert!(count <= 12, "{count} statements");
        let seen = hidden(&clerk.get("/desk/foi/3").await.text(), "seen");
        for (into, words) in [(number.as_str(), "是其他申请人提出的"), ("没有这个号", "没有登记编号为")] {
            let fields = [("seen", seen.as_str()), ("number", into)];
            let _ = clerk.post("/desk/foi/3/merge", &fields).await.is(422).shows(words);
        }
        takes(&mut clerk, "/desk/foi/2", "merge", &[("number", &number)]).await;
        let _ = clerk.get("/desk/foi/2").await.is(200).shows("并入另一申请办理").hides("疑似重复");
        let _ = clerk.get("/desk/foi/1").await.is(200).hides("就相同内容另有申请正在办理");
    }

    async fn who_asks_again_for_what_was_answered_is_shown_with_the_letter_and_nothing_is_refused(bench) {
        bureau(&bench).await;
        let _ = applied_for(&bench, &[ABOUT]).await;
        decided(&bench, "/desk/foi/1", "A2").await;
        let mut clerk = signed_in(&bench, "clerk").await;
        takes(&mut clerk, "/desk/foi/1", "serve", &[("mode", "online")]).await;
        let number = gk_foi::load(&mut bench.office.read().await.unwrap(), 1).await.unwrap().matter.standing.reply_number.unwrap();
        let _ = applied_for(&bench, &[AGAIN]).await;
        let page = clerk.get("/desk/foi/2").await.is(200).shows("已经得到答复").shows("第三十六条").shows("不予重复处理告知书");
        let page = page.shows(&number).hides(">并入县民政局").text();
        let at = page.find("/desk/foi/2/reply?decision=E2").unwrap();
        let address = page[at..].split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        let form = clerk.get(&address).await.is(200).shows(&format!("value=\"{number}\"")).text();
        let chosen = form.split("value=\"E2\"").nth(1).unwrap().split('>').next().unwrap();
        assert!(chosen.contains("checked"), "{chosen}");
        let mut read = bench.office.read().await.unwrap();
        let known = gk_foi::load(&mut read, 2).await.unwrap();
        assert!(known.case.decision().is_none() && known.matter.standing.stage.is_open(), "a person decides");
    }
}
