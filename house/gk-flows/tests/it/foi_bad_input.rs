//! What goes wrong with applications: crowds of them, hostile files, wrong numbers, days that cannot be, guesses, strangers.

use gk_testkit::{Bench, Browser, on_both};

use crate::foi_journey::{ID, applied, bureau, hidden, takes};
use crate::records_desk::signed_in;

const CASE: &str = "/desk/foi/1";
const APPLY: &str = "/foi/apply/219900-mzj";

/// A form of a person, with some fields otherwise.
async fn form(bench: &Bench, other: &[(&'static str, &str)]) -> (Browser, Vec<(&'static str, String)>) {
    let mut citizen = bench.visitor();
    let page = citizen.post(&format!("{APPLY}/check"), &[("about", "2025年救助标准")]).await.is(200);
    let mut fields: Vec<(&'static str, String)> = [
        ("about", "2025年救助标准"),
        ("kind", "person"),
        ("name", "王小明"),
        ("id_kind", "resident"),
        ("id_number", ID),
        ("phone", "000-0000-0000"),
        ("carriers", "email"),
        ("obtain", "online"),
        ("split", "together"),
    ]
    .into_iter()
    .map(|(name, value)| (name, value.to_owned()))
    .collect();
    fields.push(("form_key", hidden(&page.text(), "form_key")));
    for (name, value) in other {
        fields.retain(|(one, _)| one != name);
        fields.push((name, (*value).to_owned()));
    }
    (citizen, fields)
}

fn plain<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

async fn version(who: &mut Browser) -> String {
    hidden(&who.get(CASE).await.is(200).text(), "seen")
}

on_both! {
    async fn two_hundred_applications_of_one_person_are_all_received_and_flagged(bench) {
        bureau(&bench).await;
        let (mut citizen, fields) = form(&bench, &[]).await;
        for n in 0..200 {
            let mut one = fields.clone();
            one.retain(|(name, _)| *name != "form_key");
            one.push(("form_key", format!("{n:064x}")));
            let _ = citizen.post(APPLY, &plain(&one)).await.is(200).shows("申请已经提交");
        }
        let mut read = bench.office.read().await.unwrap();
        let last = gk_foi::load(&mut read, 200).await.unwrap();
        assert!(last.matter.coming.excessive && last.matter.coming.recent == 199, "{:?}", last.matter.coming);
        assert!(!gk_foi::load(&mut read, 1).await.unwrap().matter.coming.excessive);
        drop(read);
        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.get("/desk/foi").await.is(200).shows("多次申请");
        let _ = clerk.get("/desk/foi/200").await.is(200).shows("不能因此不接收");
    }

    async fn hostile_files_are_refused_and_leave_nothing_behind(bench) {
        bureau(&bench).await;
        let (mut citizen, fields) = form(&bench, &[]).await;
        let bad: [(&str, &[u8]); 4] = [
            ("a.exe", b"MZ\x90\x00\x03\x00\x00\x00"),
            ("page.html", b"<html><script>alert(1)</script></html>"),
            ("empty.pdf", b""),
            ("unknown.bin", b"\x00\x01\x02\x03\xff\xfe"),
        ];
        for (name, bytes) in bad {
            let _ = citizen.upload(APPLY, &plain(&fields), &[("files", name, bytes)]).await.is(422);
        }
        let mut read = bench.office.read().await.unwrap();
        assert!(gk_foi::load(&mut read, 1).await.is_err(), "nothing was received");
        drop(read);
        let name = "../../etc/<b>\u{202e}fdp.txt";
        let _ = citizen.upload(APPLY, &plain(&fields), &[("files", name, "说明".as_bytes())]).await.is(200);
        let mut clerk = signed_in(&bench, "clerk").await;
        let page = clerk.get(CASE).await.is(200).hides("etc/").hides("<b>\u{202e}");
        assert!(page.text().contains("fdp.txt"));
    }

    async fn texts_that_are_too_long_are_refused_in_words(bench) {
        bureau(&bench).await;
        let (long, name) = ("长".repeat(5001), "名".repeat(101));
        let (mut citizen, fields) = form(&bench, &[("about", &long), ("name", &name)]).await;
        let _ = citizen.post(APPLY, &plain(&fields)).await.is(422).shows("超过5000字").shows("不能超过100字");
    }

    async fn a_wrong_identity_number_is_a_remark_and_never_a_refusal(bench) {
        bureau(&bench).await;
        let (mut citizen, fields) = form(&bench, &[("id_number", "219900199001010010")]).await;
        let _ = citizen.post(APPLY, &plain(&fields)).await.is(422).shows("校验码不符").shows("再次提交即可");
        let again: Vec<_> = plain(&fields).into_iter().chain([("checked", "1")]).collect();
        let _ = citizen.post(APPLY, &again).await.is(200).shows("申请已经提交");
        let mut clerk = signed_in(&bench, "clerk").await;
        let desk: Vec<_> = plain(&fields).into_iter().filter(|(name, _)| *name != "form_key")
            .chain([("channel", "in_person"), ("on", "2026-11-24")]).collect();
        let _ = clerk.post("/desk/foi/new", &desk).await.is(422).shows("校验码不符");
        let again: Vec<_> = desk.into_iter().chain([("checked", "1")]).collect();
        let _ = clerk.post("/desk/foi/new", &again).await.is(200).shows("救助标准");
    }

    async fn days_that_cannot_be_are_refused_with_the_cure(bench) {
        bureau(&bench).await;
        let _ = applied(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        takes(&mut clerk, CASE, "confirm", &[]).await;
        takes(&mut clerk, CASE, "register", &[]).await;
        let seen = version(&mut clerk).await;
        for day in ["2020-01-01", "2026-02-30", "2099-01-01"] {
            let fields = [("seen", seen.as_str()), ("on", day)];
            let _ = clerk.post(&format!("{CASE}/withdraw_by_applicant"), &fields).await.is(422).shows("没有办理");
        }
        assert_eq!(version(&mut clerk).await, seen, "nothing was recorded");
    }

    async fn a_corrected_event_shows_what_stood_before(bench) {
        bureau(&bench).await;
        let _ = applied(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        takes(&mut clerk, CASE, "confirm", &[]).await;
        let mut reviewer = signed_in(&bench, "reviewer").await;
        let seen = version(&mut reviewer).await;
        let fields = [("seen", seen.as_str()), ("of", "2"), ("on", ""), ("reason", "确认登记错了案件")];
        let _ = reviewer.post(&format!("{CASE}/correct_event"), &fields).await.is(200).shows("更正过的记录").shows("确认登记错了案件").shows("待确认");
    }

    async fn a_clock_set_back_on_the_server_is_refused_in_words(bench) {
        bureau(&bench).await;
        let _ = applied(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let seen = version(&mut clerk).await;
        let today = bench.office.today();
        bench.today_is(today.yesterday().unwrap());
        let page = clerk.post(&format!("{CASE}/confirm"), &[("seen", &seen)]).await.is(422);
        let _ = page.shows("没有办理").shows("时钟");
        bench.today_is(today);
        takes(&mut clerk, CASE, "confirm", &[]).await;
    }

    async fn a_case_that_ended_takes_no_more_steps(bench) {
        bureau(&bench).await;
        let _ = applied(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        takes(&mut clerk, CASE, "withdraw_by_applicant", &[("on", "")]).await;
        let seen = version(&mut clerk).await;
        for verb in ["confirm", "register", "assign", "log_search", "supplement"] {
            let fields = [("seen", seen.as_str()), ("unit", "某股"), ("places", "档案室"), ("words", "补充")];
            let _ = clerk.post(&format!("{CASE}/{verb}"), &fields).await.is(422).shows("阶段");
        }
    }

    async fn strangers_and_other_sites_do_nothing(bench) {
        bureau(&bench).await;
        let _ = applied(&bench).await;
        let mut stranger = signed_in(&bench, "stranger").await;
        for address in ["confirm", "take", "hand_over", "withdraw_by_applicant", "worksheet", "reply"] {
            let fields = [("seen", "2"), ("decision", "A2"), ("to", "1")];
            let _ = stranger.post(&format!("{CASE}/{address}"), &fields).await.is(403);
        }
        let mut clerk = signed_in(&bench, "clerk").await;
        let seen = version(&mut clerk).await;
        let status = clerk.post_from_elsewhere(&format!("{CASE}/confirm"), &[("seen", &seen)]).await.status;
        assert_eq!(status.as_u16(), 403);
        assert_eq!(version(&mut clerk).await, seen);
    }

    async fn what_is_too_large_is_refused_unread(bench) {
        bureau(&bench).await;
        let (mut citizen, fields) = form(&bench, &[]).await;
        let large = vec![b'a'; 65 << 20];
        let _ = citizen.upload(APPLY, &plain(&fields), &[("files", "a.txt", &large)]).await.is(422);
        let _ = citizen.upload("/desk/sign-in", &[("account", "clerk")], &[("x", "a.txt", &large[..70_000])]).await.is(422);
        let words = "长".repeat(100_000);
        let _ = citizen.post("/foi/progress", &[("code", &words)]).await.is(422);
        let _ = citizen.post("/desk/sign-in", &[("account", &words)]).await.is(422);
    }

    async fn codes_are_not_guessed(bench) {
        bureau(&bench).await;
        let (_, code) = applied(&bench).await;
        let mut guesser = bench.visitor();
        for _ in 0..20 {
            let _ = guesser.post("/foi/progress", &[("code", "ABCD-ABCD-ABCD")]).await.is(422).shows("没有找到");
        }
        let _ = guesser.post("/foi/progress", &[("code", &code)]).await.is(429).shows("过十分钟再试");
        bench.today_is(bench.office.today().tomorrow().unwrap());
        let _ = guesser.post("/foi/progress", &[("code", &code)]).await.is(200);
    }
}
