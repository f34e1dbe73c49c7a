//! Letters of applications by browser: what the drafter writes, what the law adds, what goes out and to whom.

use gk_letters::verbs::set_batch::{self, SetBatch};
use gk_rules::org::Role;
use gk_testkit::{Bench, Browser, county, on_both};

use crate::foi_archive::{self, applied_for};
use crate::foi_journey::{applied, bureau, hidden, takes};
use crate::records_desk::signed_in;

/// Where the third party lives.
const ADDRESS: &str = "示范县示范路9号";
const CASE: &str = "/desk/foi/1";

/// By post, to an address that stands nowhere else.
const POSTED: [(&str, &str); 4] =
    [("obtain", "post"), ("address", "示范县示范路77号"), ("postcode", "000000"), ("carriers", "paper")];

/// What the bureau says in all its letters.
pub(crate) async fn settle(bench: &Bench) {
    let mut tx = bench.office.begin_as_system().await.unwrap();
    let day = jiff::civil::date(2026, 1, 1);
    for (key, value) in [
        ("foi.contact_unit", "办公室"),
        ("foi.contact_telephone", "000-00000001"),
        ("foi.contact_address", "示范县示范路2号"),
        ("foi.review_address", "示范县示范路1号"),
        ("foi.review_telephone", "000-00000002"),
        ("foi.review_online", "https://fuyi.example.cn"),
        ("foi.court", "示范县人民法院"),
        ("foi.pay_way", "到财务室缴纳"),
    ] {
        gk_base::settings::set(&mut tx, &format!("{key}.219900-mzj"), day, value, "试验").await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Prepares a letter of a case.
pub(crate) async fn prepared(who: &mut Browser, case: &str, form: &str, fields: &[(&str, &str)]) {
    let page = who.get(case).await.is(200);
    let seen = hidden(&page.text(), "seen");
    let all: Vec<(&str, &str)> = fields.iter().copied().chain([("seen", seen.as_str())]).collect();
    let _ = who.post(&format!("{case}/letters/{form}"), &all).await.is(200).shows("文书已备齐");
}

/// The text of a PDF without spaces and line breaks.
pub(crate) fn text_of(bytes: &[u8]) -> String {
    let file = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    let text: String = pages.into_iter().map(|page| file.extract_text(&[page]).unwrap()).collect();
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The addresses of links to files on a page.
pub(crate) fn files_on(page: &str, beginning: &str) -> Vec<String> {
    page.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|address| address.starts_with(beginning))
        .map(ToOwned::to_owned)
        .collect()
}

/// A registered application of a citizen, and the clerk who has it.
async fn registered(bench: &Bench) -> (Browser, Browser) {
    bureau(bench).await;
    settle(bench).await;
    let (citizen, _) = applied(bench).await;
    let mut clerk = signed_in(bench, "clerk").await;
    takes(&mut clerk, CASE, "confirm", &[]).await;
    takes(&mut clerk, CASE, "register", &[]).await;
    (citizen, clerk)
}

/// The same with a drafted reply.
async fn drafted(bench: &Bench, decision: &str) -> (Browser, Browser) {
    let (citizen, mut clerk) = registered(bench).await;
    if decision == "D1a" {
        takes(&mut clerk, CASE, "log_search", &[("places", "救助系统"), ("words", "按年度检索")]).await;
    }
    let seen = hidden(&clerk.get(CASE).await.text(), "seen");
    let fields = [("seen", seen.as_str()), ("decision", decision)];
    let given: [(&str, &str, &[u8]); 1] = [("files", "明细表.txt", "可以公开的部分".as_bytes())];
    let files = if decision == "B" { &given[..] } else { &[] };
    let _ = clerk.upload(&format!("{CASE}/reply"), &fields, files).await.is(200).shows("已办理");
    (citizen, clerk)
}

/// How many entries of a kind the ledger has.
async fn ledger(bench: &Bench, event: &str) -> i64 {
    let count = gk_base::Sql { name: "test.ledger", text: "select count(*) from ledger where event = $1" };
    bench.office.read().await.unwrap().number(&count, gk_base::params![event]).await.unwrap()
}

/// The reply is approved and decided; gives the text of its letter as the clerk downloads it.
async fn decided(bench: &Bench, clerk: &mut Browser) -> String {
    let (mut reviewer, mut leader) = (signed_in(bench, "reviewer").await, signed_in(bench, "leader").await);
    takes(&mut reviewer, CASE, "approve", &[]).await;
    takes(&mut leader, CASE, "decide", &[]).await;
    let page = clerk.get(&format!("{CASE}/letters")).await.is(200).shows("县民政局公开复〔2026〕1号").text();
    // The first two files are the receipt's.
    let files = files_on(&page, "/desk/foi/1/files/");
    text_of(&clerk.get(&files[2]).await.is(200).bytes)
}

on_both! {
    async fn a_receipt_is_made_with_the_registration_and_shown_at_once(bench) {
        let (mut citizen, mut clerk) = registered(&bench).await;
        let page = citizen.get("/foi/case").await.is(200).shows("登记回执").text();
        let files = files_on(&page, "/foi/case/files/");
        assert_eq!(files.len(), 1, "the office's DOCX is not the applicant's");
        let text = text_of(&citizen.get(&files[0]).await.is(200).bytes);
        for words in ["县民政局公开申〔2026〕1号", "王小明", "2026年12月22日", "办公室"] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
        let _ = clerk.get(&format!("{CASE}/letters")).await.is(200).shows("已印发").hides("王小明");
    }

    async fn nothing_found_is_told_with_its_searches_and_the_applicant_has_it_after_service(bench) {
        let (mut citizen, mut clerk) = drafted(&bench, "D1a").await;
        let seen = hidden(&clerk.get(CASE).await.text(), "seen");
        let empty = clerk.post(&format!("{CASE}/letters/L15"), &[("seen", &seen)]).await.is(422);
        let _ = empty.shows("所需的“理由”没有填写");
        prepared(&mut clerk, CASE, "L15", &[("f.reason", "本机关没有制作或者获取")]).await;
        let page = clerk.get(&format!("{CASE}/letters/L15")).await.is(200).shows("按年度检索").hides("王小明");
        let _ = page.shows("示范县人民法院");
        let draft = clerk.get(&format!("{CASE}/letters/L15/pdf")).await.is(200);
        assert!(!text_of(&draft.bytes).contains("公开复"), "a draft has no number");
        let text = decided(&bench, &mut clerk).await;
        for words in ["县民政局公开复〔2026〕1号", "王小明", "按年度检索", "6个月", "示范县人民政府", "示范县人民法院"] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
        let before = files_on(&citizen.get("/foi/case").await.text(), "/foi/case/files/");
        assert_eq!(before.len(), 1, "the reply is not shown before it is served");
        let _ = citizen.get("/foi/case/files/4").await.is(404);
        takes(&mut clerk, CASE, "serve", &[("mode", "online"), ("on", "2026-11-24")]).await;
        let after = citizen.get("/foi/case").await.shows("信息不存在告知书").text();
        let files = files_on(&after, "/foi/case/files/");
        let theirs = text_of(&citizen.get(files.last().unwrap()).await.is(200).bytes);
        assert!(theirs.contains("县民政局公开复〔2026〕1号"));
        let tables = ["foi_letters", "foi_files", "foi_events", "ledger"];
        gk_testkit::secrecy::none_in(&bench, &tables, &["王小明", "本机关没有制作或者获取"]).await;
    }

    async fn letters_are_set_in_batches_and_whose_data_was_opened_is_known(bench) {
        let (_, mut clerk) = drafted(&bench, "D1a").await;
        prepared(&mut clerk, CASE, "L15", &[("f.reason", "本机关没有制作或者获取")]).await;
        let today = bench.office.today();
        let batch = |prepared| SetBatch { organ: "219900-mzj".into(), from: today, until: today, prepared };
        let waiting = set_batch::list(&bench.office, &batch(true)).await.unwrap();
        assert_eq!(waiting.len(), 1);
        let letter = waiting.set(&bench.office, 0).await.unwrap().expect("it is there");
        assert_eq!(letter.name, "信息不存在告知书 县民政局公开申〔2026〕1号.pdf");
        let text = text_of(&letter.pdf.expect("it lacks nothing"));
        assert!(text.contains("王小明") && !text.contains("公开复"), "{text}");
        let opened = ledger(&bench, "base.sealed_opened").await;
        assert!(opened > 0);
        let sent = decided(&bench, &mut clerk).await;
        assert!(set_batch::list(&bench.office, &batch(true)).await.unwrap().is_empty());
        let out = set_batch::list(&bench.office, &batch(false)).await.unwrap();
        assert_eq!(out.len(), 2, "the receipt and the reply");
        let letter = out.set(&bench.office, 1).await.unwrap().expect("it is there");
        assert_eq!(letter.name, "信息不存在告知书 县民政局公开复〔2026〕1号.pdf");
        assert_eq!(text_of(&letter.pdf.expect("it went out")), sent, "as it went out");
        assert!(ledger(&bench, "base.sealed_opened").await > opened);
        let tomorrow = today.tomorrow().expect("a day");
        let later = SetBatch { from: tomorrow, until: tomorrow, ..batch(false) };
        assert!(set_batch::list(&bench.office, &later).await.unwrap().is_empty());
        let nobody = SetBatch { organ: "x".into(), ..batch(false) };
        assert!(set_batch::list(&bench.office, &nobody).await.is_err());
    }

    async fn what_is_disclosed_is_enclosed(bench) {
        let (_, mut clerk) = drafted(&bench, "A2").await;
        let fields = [("f.enclosures", "临时救助资金明细表｜12｜电子邮件"), ("f.obtain", "在查询页面下载")];
        prepared(&mut clerk, CASE, "L11", &fields).await;
        let text = decided(&bench, &mut clerk).await;
        assert!(text.contains("临时救助资金明细表（电子邮件，12页）"), "{text}");
    }

    async fn a_reply_in_part_separates_its_remedies(bench) {
        let (_, mut clerk) = drafted(&bench, "B").await;
        let fields = [
            ("f.enclosures", "临时救助资金明细表｜12｜电子邮件"),
            ("f.redactions", "第3页备注栏｜C5｜属于内部工作流程信息\n附件2｜D2｜没有现成信息"),
            ("f.obtain", "在查询页面下载"),
        ];
        prepared(&mut clerk, CASE, "L12", &fields).await;
        let text = decided(&bench, &mut clerk).await;
        for words in ["对本告知书中不予公开的部分（第3页备注栏）不服的", "对本告知书的其他内容不服的", "附件2"] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
    }

    async fn what_is_withheld_goes_to_review_by_the_county_first(bench) {
        let (_, mut clerk) = drafted(&bench, "C5").await;
        prepared(&mut clerk, CASE, "L13", &[("f.ground_internal", "workflow"), ("f.reason", "内部流转单")]).await;
        let text = decided(&bench, &mut clerk).await;
        for words in ["先向示范县人民政府（地址：示范县示范路1号", "不能直接提起行政诉讼", "https://fuyi.example.cn"] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
    }

    async fn a_decision_without_its_letter_is_refused(bench) {
        let (_, mut clerk) = drafted(&bench, "C5").await;
        let (mut reviewer, mut leader) = (signed_in(&bench, "reviewer").await, signed_in(&bench, "leader").await);
        let _ = clerk.post(&format!("{CASE}/letters/L15"), &[("f.reason", "没有")]).await.is(409);
        let seen = hidden(&clerk.get(CASE).await.text(), "seen");
        let other = clerk.post(&format!("{CASE}/letters/L15"), &[("seen", &seen), ("f.reason", "没有")]).await.is(422);
        let _ = other.shows("不是信息不存在告知书所答复的类型");
        takes(&mut reviewer, CASE, "approve", &[]).await;
        let seen = hidden(&leader.get(CASE).await.text(), "seen");
        let refused = leader.post(&format!("{CASE}/decide"), &[("seen", &seen)]).await.is(422);
        let _ = refused.shows("《不予公开告知书》还没有备齐");
        let _ = leader.get(CASE).await.hides("公开复〔2026〕1号");
    }

    async fn what_an_organ_has_not_settled_is_named(bench) {
        bureau(&bench).await;
        let _ = applied(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        takes(&mut clerk, CASE, "confirm", &[]).await;
        takes(&mut clerk, CASE, "register", &[]).await;
        let page = clerk.get(&format!("{CASE}/letters")).await.is(200).shows("登记回执").shows("尚未备齐");
        let _ = page.hides("已印发");
        let _ = clerk.get(&format!("{CASE}/letters/L1")).await.is(200).shows("联系方式");
    }

    async fn correction_and_extension_are_numbered_and_shown_at_once(bench) {
        let (mut citizen, mut clerk) = registered(&bench).await;
        prepared(&mut clerk, CASE, "L2", &[("f.missing", "信息的年度"), ("f.correct_by", "2026-12-15")]).await;
        let extension = [
            ("f.extension_reason", "需要从多个系统汇总"),
            ("f.approved_on", "2026-11-24"),
            ("f.new_due", "2027-01-20"),
        ];
        prepared(&mut clerk, CASE, "L5", &extension).await;
        for (form, number) in [("L2", "县民政局公开告〔2026〕1号"), ("L5", "县民政局公开告〔2026〕2号")] {
            let seen = hidden(&clerk.get(CASE).await.text(), "seen");
            let page = clerk.post(&format!("{CASE}/letters/{form}/release"), &[("seen", &seen)]).await.is(200);
            let _ = page.shows("已印发").shows(number);
        }
        let page = citizen.get("/foi/case").await.is(200).shows("补正告知书").shows("延期答复告知书").text();
        let texts = files_on(&page, "/foi/case/files/");
        let text = text_of(&citizen.get(&texts[1]).await.is(200).bytes);
        assert!(text.contains("信息的年度") && text.contains("一次性告知"), "{text}");
        let text = text_of(&citizen.get(&texts[2]).await.is(200).bytes);
        assert!(text.contains("2027年1月20日") && text.contains("县民政局公开告〔2026〕2号"), "{text}");
    }

    async fn a_letter_to_a_third_party_hides_who_applied(bench) {
        let (mut citizen, mut clerk) = registered(&bench).await;
        let seen = hidden(&clerk.get(CASE).await.text(), "seen");
        let lacking = [("seen", seen.as_str()), ("role", "third_party"), ("name", " "), ("way", "post")];
        let _ = clerk.post(&format!("{CASE}/consult"), &lacking).await.is(422).shows("应当写明邮寄地址").shows("请写明征求谁的意见");
        let party = [("role", "third_party"), ("name", "示范商贸公司"), ("way", "post"), ("address", ADDRESS), ("postcode", "116000"),
            ("contact", "0411-00000001")];
        takes(&mut clerk, CASE, "consult", &party).await;
        let page = clerk.get(&format!("{CASE}/letters")).await.is(200).shows("征求意见书（第三方）").text();
        let to = files_on(&page, "/desk/foi/1/letters/L6").remove(0);
        let name = to.split("party=").nth(1).unwrap().to_owned();
        let seen = hidden(&clerk.get(CASE).await.text(), "seen");
        let typed = |info: &'static str| {
            [("seen", seen.clone()), ("party", name.clone()), ("f.info", String::new()), ("f.addressee_is", "body".into()),
             ("f.information", info.into()), ("f.identity", "hidden".into())]
        };
        let pairs = typed("王小明申请的报价明细");
        let fields: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let named = clerk.post(&format!("{CASE}/letters/L6"), &fields).await.is(422);
        let _ = named.shows("出现了申请人");
        let pairs = typed("2025年救助物资报价明细");
        let fields: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let page = clerk.post(&format!("{CASE}/letters/L6"), &fields).await.is(200).shows("文书已备齐");
        let _ = page.shows("邮寄地址：成文时写入").hides(ADDRESS);
        let released = clerk.post(&format!("{CASE}/letters/L6/release"), &[("seen", &seen), ("party", &name)]).await.is(200);
        let files = files_on(&released.shows("已印发").text(), "/desk/foi/1/files/");
        let text = text_of(&clerk.get(&files[2]).await.is(200).bytes);
        assert!(text.contains("示范商贸公司") && text.contains("依法予以保护") && !text.contains("王小明"), "{text}");
        assert!(text.contains("示范县示范路9号") && text.contains("116000") && !text.contains("0411-00000001"), "{text}");
        gk_testkit::secrecy::none_in(&bench, &["foi_parties", "foi_letters", "foi_events", "ledger"], &[ADDRESS, "0411-00000001"]).await;
        let theirs = files_on(&citizen.get("/foi/case").await.text(), "/foi/case/files/");
        assert_eq!(theirs.len(), 1, "what goes to others is not shown to the applicant");
    }

    async fn a_letter_by_post_bears_the_address_and_the_look_is_recorded(bench) {
        bureau(&bench).await;
        settle(&bench).await;
        let mut citizen = applied_for(&bench, &POSTED).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        takes(&mut clerk, CASE, "confirm", &[]).await;
        takes(&mut clerk, CASE, "register", &[]).await;
        let page = clerk.get(&format!("{CASE}/letters")).await.is(200).hides("邮寄地址").text();
        let receipt = files_on(&page, "/desk/foi/1/files/").remove(0);
        let text = text_of(&clerk.get(&receipt).await.is(200).bytes);
        assert!(text.contains("邮寄地址：示范县示范路77号，邮政编码：000000"), "{text}");
        let entries = gk_base::ledger::after(&mut bench.office.read().await.unwrap(), 0, 500).await.unwrap();
        let looked = |one: &gk_base::ledger::Entry| {
            one.event == "base.sealed_opened" && one.body.contains("contact_sealed") && one.body.contains("letter")
        };
        assert!(entries.iter().any(looked), "the ledger has who opened the address, and for what");
        gk_testkit::secrecy::none_in(&bench, &["foi_letters", "foi_files", "ledger"], &["示范县示范路77号"]).await;
        let typed = [("f.missing", "信息的年度"), ("f.correct_by", "2026-12-15")];
        prepared(&mut clerk, CASE, "L2", &typed).await;
        let page = clerk.get(&format!("{CASE}/letters/L2")).await.is(200).shows("邮寄地址：成文时写入");
        let _ = page.hides("示范路77号");
        let _ = citizen.get("/foi/case").await.is(200).hides("示范路77号");
    }

    async fn who_asks_to_have_a_record_put_right_is_told_what_became_of_it(bench) {
        let (mut citizen, mut clerk) = registered(&bench).await;
        let page = clerk.get(&format!("{CASE}/letters")).await.is(200);
        let _ = page.shows("更正告知书").shows("不予更正告知书").shows("更正申请转送告知书");
        let fields = [("f.correction_request", "更正家庭人口数"), ("f.reason", "经核对记录准确")];
        prepared(&mut clerk, CASE, "L24n", &fields).await;
        let seen = hidden(&clerk.get(CASE).await.text(), "seen");
        let released = clerk.post(&format!("{CASE}/letters/L24n/release"), &[("seen", &seen)]).await.is(200);
        let _ = released.shows("县民政局公开告〔2026〕1号");
        let page = citizen.get("/foi/case").await.is(200).shows("不予更正告知书").text();
        let files = files_on(&page, "/foi/case/files/");
        let text = text_of(&citizen.get(&files[1]).await.is(200).bytes);
        for words in ["更正家庭人口数", "经核对记录准确", "示范县人民政府", "6个月"] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
    }

    async fn a_reply_given_before_is_named_by_the_case_and_not_typed_again(bench) {
        bureau(&bench).await;
        let _ = applied_for(&bench, &[]).await;
        foi_archive::decided(&bench, CASE, "D1a").await;
        let number = gk_foi::load(&mut bench.office.read().await.unwrap(), 1).await.unwrap().matter.standing.reply_number.unwrap();
        let _ = applied(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let second = "/desk/foi/2";
        takes(&mut clerk, second, "confirm", &[]).await;
        takes(&mut clerk, second, "register", &[]).await;
        let seen = hidden(&clerk.get(second).await.text(), "seen");
        let draft = [("seen", seen.as_str()), ("decision", "E2"), ("former", number.as_str())];
        let _ = clerk.post(&format!("{second}/reply"), &draft).await.is(200).shows("已办理");
        let page = clerk.get(&format!("{second}/letters/L20r")).await.is(200).shows(&number);
        let _ = page.shows("2026年11月24日").hides("f.earlier_number").hides("f.earlier_on").hides("还缺下列内容");
    }

    async fn a_return_is_set_with_room_to_sign_and_is_nobodys_mail(bench) {
        let (mut citizen, mut clerk) = drafted(&bench, "D1a").await;
        prepared(&mut clerk, CASE, "L15", &[("f.reason", "本机关没有制作或者获取")]).await;
        let _ = decided(&bench, &mut clerk).await;
        takes(&mut clerk, CASE, "serve", &[("mode", "pick_up"), ("on", "2026-11-24")]).await;
        prepared(&mut clerk, CASE, "L25", &[]).await;
        let seen = hidden(&clerk.get(CASE).await.text(), "seen");
        let page = clerk.post(&format!("{CASE}/letters/L25/release"), &[("seen", &seen)]).await.is(200).text();
        let files = files_on(&page, "/desk/foi/1/files/");
        let text = text_of(&clerk.get(&files[files.len() - 2]).await.is(200).bytes);
        // Wished by network, fetched in person: the paper tells how it was served.
        for words in ["送达回证", "自行领取，2026年11月24日送达（以签收或者拒收之日为送达日期）", "受送达人：王小明", "县民政局公开复〔2026〕1号", "见证人"] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
        let _ = citizen.get("/foi/case").await.is(200).shows("信息不存在告知书").hides("送达回证");
    }

    async fn what_is_emphasised_stays_so_on_the_page_and_on_paper(bench) {
        let (_, mut clerk) = drafted(&bench, "C5").await;
        prepared(&mut clerk, CASE, "L13", &[("f.ground_internal", "workflow"), ("f.reason", "内部流转单")]).await;
        let _ = clerk.get(&format!("{CASE}/letters/L13")).await.is(200).shows("<strong>");
        let docx = clerk.get(&format!("{CASE}/letters/L13/docx")).await.is(200).bytes;
        let mut archive = gk_sheets::Unpacker::open(std::io::Cursor::new(docx)).unwrap();
        let mut body = String::new();
        std::io::Read::read_to_string(&mut archive.part("word/document.xml").unwrap(), &mut body).unwrap();
        assert!(body.contains("<w:b/>"), "{body}");
    }

    async fn an_organ_words_its_letters_but_not_without_the_remedy(bench) {
        let (_, mut clerk) = drafted(&bench, "C5").await;
        let _ = county::person(&bench, "219900-mzj", Role::DisclosureOffice, "office", "公某").await;
        let mut office = signed_in(&bench, "office").await;
        let address = "/desk/foi/templates/L13";
        let _ = office.get("/desk/foi/templates").await.is(200).shows("不予公开告知书").shows("通用模板");
        let standard = gk_standards::letters::source(gk_rules::foi::letters::Form::Withheld);
        let without = standard.replace("{{救济途径}}", "");
        let set = |text: &str| {
            [("text".to_owned(), text.to_owned()), ("from".into(), "2026-11-24".into()), ("source".into(), "局务会".into())]
        };
        let pairs = set(&without);
        let fields: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let refused = office.post(address, &fields).await.is(422).shows("救济途径").shows("没有保存");
        let _ = refused.shows("第").shows("行第");
        let _ = clerk.post(address, &fields).await.is(403);
        let worded = standard.replace("经审查，该信息", "经本机关审查，该信息");
        let pairs = set(&worded);
        let fields: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let _ = office.post(address, &fields).await.is(200).shows("模板已保存").shows("局务会");
        prepared(&mut clerk, CASE, "L13", &[("f.ground_internal", "workflow"), ("f.reason", "内部流转单")]).await;
        let _ = clerk.get(&format!("{CASE}/letters/L13")).await.is(200).shows("经本机关审查");
        let back = [("standard", "1"), ("text", worded.as_str()), ("from", "2026-11-24"), ("source", "改回")];
        let _ = office.post(address, &back).await.is(200).shows("现行的是通用模板");
        let _ = clerk.get(&format!("{CASE}/letters/L13")).await.is(200).hides("经本机关审查");
    }

    async fn settings_have_a_day_a_source_and_a_use(bench) {
        bureau(&bench).await;
        settle(&bench).await;
        let _ = county::person(&bench, "219900-mzj", Role::DisclosureOffice, "office", "公某").await;
        let (mut office, mut clerk) = (signed_in(&bench, "office").await, signed_in(&bench, "clerk").await);
        let address = "/desk/foi/settings";
        let page = office.get(address).await.is(200).shows("示范县人民法院").shows("来源：试验");
        let _ = page.shows("每一份文书末尾的联系方式");
        let kept = [
            ("foi.contact_unit", "办公室"),
            ("foi.contact_telephone", "000-00000001"),
            ("foi.contact_address", "示范县示范路2号"),
            ("foi.review_address", "示范县示范路1号"),
            ("foi.review_telephone", "000-00000002"),
            ("foi.review_online", "https://fuyi.example.cn"),
            ("foi.court", "示范市示范区人民法院"),
            ("foi.pay_way", "到财务室缴纳"),
            ("from", "2026-11-24"),
        ];
        let _ = office.post(address, &kept).await.is(422).shows("没有写明来源");
        let with: Vec<(&str, &str)> = kept.into_iter().chain([("source", "中院公告")]).collect();
        let bad: Vec<(&str, &str)> = with.iter().copied().chain([("foi.reply_pattern", "{n}号")]).collect();
        let _ = office.post(address, &bad).await.is(422).shows("编号格式");
        let _ = office.post(address, &with).await.is(200).shows("设置已保存").shows("中院公告");
        let _ = clerk.post(address, &with).await.is(403);
        let _ = clerk.get(address).await.is(200).shows("示范市示范区人民法院");
    }

    async fn pages_of_letters_ask_the_database_few_times(bench) {
        let (_, mut clerk) = drafted(&bench, "C5").await;
        for address in ["/desk/foi/1/letters", "/desk/foi/settings", "/desk/foi/templates", "/desk/foi/templates/L13"] {
            let (seen, count) = bench.count_statements(clerk.get(address)).await;
            let _ = seen.is(200);
            assert!(count <= 12, "{address}: {count} statements");
        }
    }
}
