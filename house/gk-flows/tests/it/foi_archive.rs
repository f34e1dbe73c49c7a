//! Service by post and the archive: proof with the receipt number, label, package that opens without the program, retention.

use std::io::Read as _;

use gk_testkit::{Bench, Browser, on_both};

use crate::foi_journey::{FORM, ID, bureau, code_on, hidden, takes};
use crate::records_desk::signed_in;

/// An application for what is found disclosable or not; gives the citizen's browser.
pub(crate) async fn applied_for(bench: &Bench, changed: &[(&str, &str)]) -> Browser {
    let mut citizen = bench.visitor();
    let about = changed.iter().find(|(name, _)| *name == "about").map_or("临时救助资料", |(_, about)| *about);
    let form = citizen.post("/foi/apply/219900-mzj/check", &[("about", about)]).await.is(200);
    let key = hidden(&form.text(), "form_key");
    let rest = FORM.into_iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    let fields: Vec<(&str, &str)> =
        rest.chain(changed.iter().copied()).chain([("form_key", key.as_str())]).collect();
    let receipt = citizen.post("/foi/apply/219900-mzj", &fields).await.is(200);
    let _ = code_on(&receipt.text());
    citizen
}

/// From registration to the signed reply: not found, or disclosed.
pub(crate) async fn decided(bench: &Bench, case: &str, decision: &str) {
    let mut clerk = signed_in(bench, "clerk").await;
    takes(&mut clerk, case, "confirm", &[]).await;
    takes(&mut clerk, case, "register", &[]).await;
    let seen = hidden(&clerk.get(case).await.text(), "seen");
    let (held, release) = if decision == "D1a" { ("held_not", "") } else { ("held_yes", "release_all") };
    let all = [
        ("clear", "clear_yes"),
        ("nature", "nature_yes"),
        ("whose", "whose_ours"),
        ("held", held),
        ("release", release),
        ("how", if release.is_empty() { "" } else { "how_as_wished" }),
        ("seen", seen.as_str()),
    ];
    let sheet: Vec<(&str, &str)> = all.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let _ = clerk.post(&format!("{case}/worksheet"), &sheet).await.is(200).shows("/desk/foi/cases?decision=");
    takes(&mut clerk, case, "assign", &[("unit", "救助股"), ("joint", "")]).await;
    takes(
        &mut clerk,
        case,
        "log_search",
        &[
            ("places", "救助系统"),
            ("words", "按年度检索"),
            ("found", if release.is_empty() { "" } else { "1" }),
        ],
    )
    .await;
    let seen = hidden(&clerk.get(case).await.text(), "seen");
    let _ = clerk
        .post(&format!("{case}/reply"), &[("seen", &seen), ("decision", decision)])
        .await
        .is(200)
        .shows("已办理");
    crate::foi_letters::settle(bench).await;
    let (form, written): (&str, &[(&str, &str)]) = if decision == "D1a" {
        ("L15", &[("f.reason", "本机关没有制作或者获取")])
    } else {
        ("L11", &[("f.enclosures", "明细表｜12｜电子邮件"), ("f.obtain", "在查询页面下载")])
    };
    crate::foi_letters::prepared(&mut clerk, case, form, written).await;
    takes(&mut signed_in(bench, "reviewer").await, case, "approve", &[]).await;
    takes(&mut signed_in(bench, "leader").await, case, "decide", &[]).await;
}

/// Every part of an archive, by name.
fn parts(bytes: &[u8], names: &[&str]) -> Vec<Vec<u8>> {
    let mut archive = gk_sheets::Unpacker::open(std::io::Cursor::new(bytes.to_vec())).unwrap();
    names
        .iter()
        .map(|name| {
            let mut out = Vec::new();
            archive.part(name).unwrap().read_to_end(&mut out).unwrap();
            out
        })
        .collect()
}

const POST: [(&str, &str); 4] =
    [("obtain", "post"), ("address", "示范县示范路1号"), ("postcode", "000000"), ("carriers", "paper")];

on_both! {
    async fn a_reply_by_post_has_its_receipt_number_and_an_archive_that_opens_alone(bench) {
        bureau(&bench).await;
        let _ = applied_for(&bench, &POST).await;
        let case = "/desk/foi/1";
        decided(&bench, case, "D1a").await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let today = bench.office.today().to_string();
        let _ = clerk.get("/desk/foi/1/service").await.is(200).shows("邮政企业的收寄凭证").hides("王小明");
        let posted = |number: &'static str, carriage: &'static str| {
            vec![("proof", "posted"), ("carriage", carriage), ("number", number)]
        };
        let early: Vec<(&str, &str)> = posted("XA1", "postal").into_iter().chain([("on", today.as_str())]).collect();
        let _ = clerk.post("/desk/foi/1/service", &early).await.is(422).shows("还没有登记送达");
        takes(&mut clerk, case, "serve", &[("mode", "post"), ("on", &today)]).await;
        let bad: Vec<(&str, &str)> = posted("", "courier").into_iter().chain([("on", today.as_str())]).collect();
        let _ = clerk.post("/desk/foi/1/service", &bad).await.is(422).shows("缺少邮件编号").shows("只能通过邮政企业");
        let good: Vec<(&str, &str)> = posted("XA00000000021", "postal").into_iter().chain([("on", today.as_str())]).collect();
        let _ = clerk.post("/desk/foi/1/service", &good).await.is(200).shows("XA00000000021").shows("交邮之日");
        let _ = clerk.post("/desk/foi/1/service", &good).await.is(422).shows("已经登记");

        let before = clerk.post("/desk/foi/1/package.zip", &[]).await.is(200);
        let index = String::from_utf8(parts(&before.bytes, &["index.html"]).remove(0)).unwrap();
        assert!(index.contains("预览") && index.contains("卷内目录"));
        takes(&mut clerk, case, "file_away", &[]).await;
        let packed = clerk.post("/desk/foi/1/package.zip", &[]).await.is(200);
        let all = parts(&packed.bytes, &["index.html", "case.json", "events.json", "SHA256SUMS"]);
        let text = |at: usize| String::from_utf8(all[at].clone()).unwrap();
        assert!(text(0).contains("10年") && text(0).contains("推定") && !text(0).contains("预览"));
        assert!(text(1).contains(ID) && text(1).contains("王小明") && text(1).contains("XA00000000021"));
        assert!(text(2).contains("filed_away") || text(2).contains("归档"));
        let sum = gk_base::ledger::sha256(&all[1]);
        assert!(text(3).contains(&format!("{sum}  case.json")));
        let order: Vec<usize> = ["申请原件", "登记材料", "内部审批", "检索记录", "答复及附件", "送达凭证"]
            .iter().map(|word| text(0).find(&format!("<td>{word}")).unwrap_or_else(|| panic!("{word}"))).collect();
        assert!(order.is_sorted(), "{order:?}");
        let mut read = bench.office.read().await.unwrap();
        let entries = gk_base::ledger::after(&mut read, 0, 500).await.unwrap();
        assert!(entries.iter().any(|one| one.event == "foi.packaged"));
        assert!(entries.iter().any(|one| one.event == "base.sealed_opened" && one.body.contains("archive")));
    }

    async fn files_whose_time_ends_are_listed_with_the_source_of_the_period(bench) {
        bureau(&bench).await;
        let _ = applied_for(&bench, &[]).await;
        decided(&bench, "/desk/foi/1", "D1a").await;
        let mut clerk = signed_in(&bench, "clerk").await;
        takes(&mut clerk, "/desk/foi/1", "serve", &[("mode", "online")]).await;
        takes(&mut clerk, "/desk/foi/1", "file_away", &[]).await;
        let _ = clerk.get("/desk/foi/kept").await.is(200).shows("没有保管期限将满").shows("档案局令第8号");
        let _ = clerk.get("/desk/foi/kept?until=2036-12-31").await.is(200).shows("2036-12-31").shows("10年");
        let mut stranger = signed_in(&bench, "stranger").await;
        let _ = stranger.get("/desk/foi/kept?until=2036-12-31").await.is(200).hides("2036-12-31</td>");
        let _ = stranger.post("/desk/foi/1/package.zip", &[]).await.is(403);
        let _ = stranger.post("/desk/foi/1/label.pdf", &[]).await.is(403);
        let _ = stranger.get("/desk/foi/1/service").await.is(403);
    }

    async fn a_case_too_large_for_one_package_is_told_and_its_files_stay_in_reach(bench) {
        bureau(&bench).await;
        let _ = applied_for(&bench, &[]).await;
        decided(&bench, "/desk/foi/1", "D1a").await;
        bench.office.engine().script("update foi_files set size = 200000000").await.unwrap();
        let mut clerk = signed_in(&bench, "clerk").await;
        let told = clerk.post("/desk/foi/1/package.zip", &[]).await.is(422);
        let _ = told.shows("超过案卷包的上限256兆字节").shows("逐份下载材料");
        let _ = clerk.get("/desk/foi/1").await.is(200).shows("/desk/foi/1/files/");
        bench.office.engine().script("update foi_files set size = 2000").await.unwrap();
        assert!(clerk.post("/desk/foi/1/package.zip", &[]).await.is(200).bytes.starts_with(b"PK"));
    }

    async fn a_label_is_printed_for_the_post_and_the_look_is_recorded(bench) {
        bureau(&bench).await;
        let _ = applied_for(&bench, &POST).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        crate::foi_letters::settle(&bench).await;
        let label = clerk.post("/desk/foi/1/label.pdf", &[]).await.is(200);
        assert!(label.bytes.starts_with(b"%PDF"));
        let text = crate::foi_letters::text_of(&label.bytes);
        for words in ["王小明", "示范县示范路1号", "示范县示范路2号", "000-00000001"] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
        let mut read = bench.office.read().await.unwrap();
        let entries = gk_base::ledger::after(&mut read, 0, 500).await.unwrap();
        assert!(entries.iter().any(|one| one.event == "base.sealed_opened" && one.body.contains("serve")));
    }
}
