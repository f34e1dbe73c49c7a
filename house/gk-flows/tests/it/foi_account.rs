//! An applicant signs on through a system that knows people, and finds the applications together; every way that can go wrong.

use std::sync::Arc;

use gk_base::ports::{FixedClock, SignOnAttempt, SignOnReturn};
use gk_base::{Moment, Secret};
use gk_testkit::identity::{Identity, Wrong};
use gk_testkit::{Bench, Browser, Seen, on_both};

use crate::foi_journey::{FORM, applied, bureau, code_on, hidden};

/// Whom the system knows.
const WANG: (&str, Option<&str>) = ("p-1001", Some("王小明"));
const LI: (&str, Option<&str>) = ("p-1002", Some("李小红"));

/// An office whose applicants may sign on.
async fn open(bench: Bench) -> (Bench, Identity) {
    let clock = Arc::new(FixedClock::on(gk_testkit::engines::first_day()));
    let identity = Identity::start(clock).await;
    let bench = Bench::signing_on(bench.kind, Arc::new(identity.provider())).await;
    bureau(&bench).await;
    (bench, identity)
}

/// How many applications a page of an account shows.
trait Holds {
    fn holds(self, many: usize) -> Self;
}

impl Holds for Seen {
    fn holds(self, many: usize) -> Self {
        assert_eq!(self.text().matches("/account/cases/").count(), many);
        self
    }
}

/// Somebody signs on and goes on to a page.
async fn signs_on(bench: &Bench, identity: &Identity, who: (&str, Option<&str>), next: &str) -> Browser {
    let mut browser = bench.visitor();
    let there = browser.get(&format!("/account/sign-in?next={next}")).await.is(303).at;
    let back = identity.agrees(&there, who);
    let seen = browser.get(&back).await.is(200);
    assert_eq!(seen.at, next);
    browser
}

on_both! {
    async fn whoever_signs_on_finds_his_applications_together(bench) {
        let (bench, identity) = open(bench).await;
        let mut wang = signs_on(&bench, &identity, WANG, "/account").await;
        let _ = wang.get("/account").await.is(200).shows("王*").shows("账户里还没有申请").hides("王小明");
        // The form has the name already, and what is sent is in the account.
        let form = wang.post("/foi/apply/219900-mzj/check", &[FORM[0]]).await.is(200).shows("value=\"王小明\"").shows("您已经登录");
        let key = hidden(&form.text(), "form_key");
        let fields: Vec<_> = FORM.iter().copied().chain([("form_key", key.as_str())]).collect();
        let sent = wang.upload("/foi/apply/219900-mzj", &fields, &[]).await.is(200).hides("存入我的账户");
        let code = code_on(&sent.text());
        let _ = wang.post("/foi/leave", &[]).await.is(200);
        let list = wang.get("/account").await.is(200).shows("2025年示范县临时救助资金发放明细表").holds(1).text();
        let at = list.find("/account/cases/").expect("a link");
        let case = list[at..].split('"').next().unwrap().to_owned();
        let _ = wang.get(&case).await.is(200).shows(&code).shows("办理经过");
        // Sent again it is the same application, in the account once.
        let again = wang.upload("/foi/apply/219900-mzj", &fields, &[]).await.is(200);
        assert_eq!(code_on(&again.text()), code);
        let _ = wang.get("/account").await.is(200).holds(1);
        // Another finds nothing of it, and is told no more than that it is not there.
        let mut li = signs_on(&bench, &identity, LI, "/account").await;
        let _ = li.get("/account").await.is(200).shows("账户里还没有申请");
        let _ = li.get(&case).await.is(404);
        // Signed out, the browser opens nothing.
        let _ = wang.post("/account/sign-out", &[]).await.is(200).shows("已经退出登录");
        let _ = wang.get(&case).await.is(200).shows("登录").hides(&code);
        let _ = wang.get("/foi/case").await.is(200).shows("查询码").hides(&code);
        // The same person comes back to the same account, whatever the name is now.
        let mut again = signs_on(&bench, &identity, (WANG.0, Some("王大明")), "/account").await;
        let _ = again.get("/account").await.is(200).holds(1);
    }

    async fn an_application_sent_before_is_put_in_by_its_code(bench) {
        let (bench, identity) = open(bench).await;
        let (mut citizen, code) = applied(&bench).await;
        let _ = citizen.get("/foi/case").await.is(200).shows("/account?next=/foi/case").hides("存入我的账户");
        let mut wang = signs_on(&bench, &identity, WANG, "/account").await;
        let _ = wang.post("/account/link", &[("code", "AAAA-BBBB-CCCC")]).await.is(422).shows("查询码");
        let _ = wang.post("/account/link", &[("code", &code)]).await.is(200).shows("已经存入").holds(1);
        // The one on the screen goes in by a button.
        let mut li = signs_on(&bench, &identity, LI, "/account").await;
        let _ = li.post("/foi/progress", &[("code", &code)]).await.is(200).shows("存入我的账户");
        let _ = li.post("/account/keep", &[]).await.is(200).shows("已经存入");
        let _ = li.get("/foi/case").await.is(200).hides("存入我的账户");
        // Who guesses waits, by the same count as on the page of progress.
        for n in 0..25 {
            let _ = wang.post("/account/link", &[("code", &format!("{n:012}"))]).await;
        }
        let _ = wang.post("/account/link", &[("code", &code)]).await.is(429);
    }

    async fn a_closed_account_leaves_nothing_but_the_applications(bench) {
        let (bench, identity) = open(bench).await;
        let (_, code) = applied(&bench).await;
        let mut wang = signs_on(&bench, &identity, WANG, "/account").await;
        let mut elsewhere = signs_on(&bench, &identity, WANG, "/account").await;
        let _ = wang.post("/account/link", &[("code", &code)]).await.is(200);
        let _ = wang.post("/account/close", &[("close", "好")]).await.is(422).shows("没有注销");
        let _ = wang.post("/account/close", &[("close", "注销账户")]).await.is(200).shows("已经注销");
        let _ = elsewhere.get("/account").await.is(200).shows("登录").hides("退出登录");
        let mut read = bench.office.read().await.unwrap();
        for table in ["foi_accounts", "foi_account_sessions", "foi_account_cases"] {
            let text: &'static str = format!("select count(*) from {table}").leak();
            let count = gk_base::Sql { name: text, text };
            assert_eq!(read.number(&count, &[]).await.unwrap(), 0, "{table}");
        }
        drop(read);
        let _ = wang.post("/foi/progress", &[("code", &code)]).await.is(200).shows("办理经过");
        let mut again = signs_on(&bench, &identity, WANG, "/account").await;
        let _ = again.get("/account").await.is(200).shows("账户里还没有申请");
    }

    async fn a_page_of_an_account_asks_the_same_few_things_however_many_there_are(bench) {
        let (bench, identity) = open(bench).await;
        let mut wang = signs_on(&bench, &identity, WANG, "/account").await;
        for n in 0..23 {
            let (_, code) = applied_anew(&bench, n).await;
            let _ = wang.post("/account/link", &[("code", &code)]).await.is(200);
        }
        let (first, statements) = bench.count_statements(wang.get("/account")).await;
        assert!(statements <= 5, "{statements}");
        let first = first.is(200).shows("共 23 条").shows("本页 20 条").text();
        let at = first.find("/account?before=").expect("a next page");
        let _ = wang.get(first[at..].split('"').next().unwrap()).await.is(200).shows("本页 3 条");
    }
}

async fn applied_anew(bench: &Bench, n: usize) -> (Browser, String) {
    let mut citizen = bench.visitor();
    let about = format!("第{n}次会议纪要");
    let form = citizen.post("/foi/apply/219900-mzj/check", &[("about", &about)]).await.is(200);
    let key = hidden(&form.text(), "form_key");
    let others = FORM.iter().copied().skip(1);
    let fields: Vec<_> =
        [("about", about.as_str()), ("form_key", key.as_str())].into_iter().chain(others).collect();
    let sent = citizen.upload("/foi/apply/219900-mzj", &fields, &[]).await.is(200);
    (citizen, code_on(&sent.text()))
}

#[tokio::test]
async fn without_a_system_there_is_no_account_and_nobody_is_asked_for_one() {
    let bench = Bench::new(gk_testkit::Kind::Sqlite).await;
    bureau(&bench).await;
    let mut visitor = bench.visitor();
    for address in ["/account", "/account/sign-in"] {
        let _ = visitor.get(address).await.is(404);
    }
    let _ = visitor.get("/foi").await.is(200).hides("/account");
    let _ = visitor.post("/foi/apply/219900-mzj/check", &[FORM[0]]).await.is(200).hides("/account");
}

#[tokio::test]
async fn nobody_is_signed_on_by_what_is_not_said_to_us_now_about_this_attempt() {
    let (bench, identity) = open(Bench::new(gk_testkit::Kind::Sqlite).await).await;
    for (wrong, words, status) in [
        (Wrong::Audience, "无法核实", 502),
        (Wrong::Nonce, "无法核实", 502),
        (Wrong::Expired, "无法核实", 502),
        (Wrong::Key, "无法核实", 502),
        (Wrong::Unsigned, "无法核实", 502),
        (Wrong::Nonsense, "无法核实", 502),
        (Wrong::Failing, "连接不上", 502),
    ] {
        identity.is_wrong(Wrong::Nothing);
        let mut browser = bench.visitor();
        let there = browser.get("/account/sign-in").await.is(303).at;
        let back = identity.agrees(&there, WANG);
        identity.is_wrong(wrong);
        let _ = browser.get(&back).await.is(status).shows(words).shows("查询码");
        assert_eq!(browser.cookie(), None, "{wrong:?}: neither signed on nor trying");
    }
    identity.is_wrong(Wrong::Nothing);
    // Another browser than the one it began in, another state, the same code twice, a refusal, another system.
    let mut browser = bench.visitor();
    let there = browser.get("/account/sign-in").await.is(303).at;
    let back = identity.agrees(&there, WANG);
    let _ = bench.visitor().get(&back).await.is(422).shows("不是在这个浏览器里开始的");
    let mut other = bench.visitor();
    let _ = other.get("/account/sign-in").await.is(303);
    let _ = other.get(&back).await.is(422).shows("重新登录");
    let code = back.find("code=").map(|at| &back[at..]).unwrap();
    let state = back.find("&state=").map(|at| &back[at + 1..]).unwrap();
    let mut third = browser.clone();
    let mut fourth = browser.clone();
    let mut fifth = browser.clone();
    let _ = third
        .get(&format!("/account/callback?error=access_denied&{state}"))
        .await
        .is(422)
        .shows("您取消了登录");
    let elsewhere = format!("/account/callback?{}", code.replace("iss=", "iss=https://id.example&x="));
    let _ = fourth.get(&elsewhere).await.is(502).shows("无法核实");
    let _ = browser.get(&back).await.is(200).shows("退出登录");
    let _ = fifth.get(&back).await.is(422).shows("重新登录");
    // Whoever is sent on stays on this site.
    let mut led = bench.visitor();
    let there = led.get("/account/sign-in?next=https://evil.example/").await.is(303).at;
    let seen = led.get(&identity.agrees(&there, LI)).await.is(200);
    assert_eq!(seen.at, "/account");
}

#[tokio::test]
async fn a_system_that_cannot_be_believed_is_not_gone_to() {
    for (wrong, words) in
        [(Wrong::Issuer, "无法核实"), (Wrong::Nonsense, "无法核实"), (Wrong::Failing, "连接不上")]
    {
        let (bench, identity) = open(Bench::new(gk_testkit::Kind::Sqlite).await).await;
        identity.is_wrong(wrong);
        let _ = bench.visitor().get("/account/sign-in").await.is(502).shows(words);
        identity.is_wrong(Wrong::Nothing);
        let _ = bench.visitor().get("/account/sign-in").await.is(303);
    }
}

#[tokio::test]
async fn a_session_ends_after_two_hours_and_in_the_sixth_browser() {
    let (bench, identity) = open(Bench::new(gk_testkit::Kind::Sqlite).await).await;
    let mut first = signs_on(&bench, &identity, WANG, "/account").await;
    bench.clock.pass(7000);
    let _ = first.get("/account").await.is(200).shows("退出登录");
    bench.clock.pass(300);
    let _ = first.get("/account").await.is(200).hides("退出登录");
    identity.waits(7300);
    let mut all = Vec::new();
    identity.tells_the_name_apart();
    for _ in 0..6 {
        all.push(signs_on(&bench, &identity, WANG, "/account").await);
    }
    let mut signed = 0;
    for browser in &mut all {
        signed += usize::from(browser.get("/account").await.is(200).text().contains("退出登录"));
    }
    assert_eq!(signed, 5);
}

#[tokio::test]
async fn keys_are_looked_at_again_and_not_for_every_token() {
    let identity = Identity::start(Arc::new(FixedClock::on(gk_testkit::engines::first_day()))).await;
    let provider = identity.provider();
    let now: Moment = "2026-11-24T01:00:00Z".parse().unwrap();
    let attempt = |n: u8| SignOnAttempt {
        back: "http://localhost/account/callback".into(),
        secret: Secret::new(n.to_string().repeat(64)),
    };
    let back = |there: &str, who| {
        let back = identity.agrees(there, who);
        let value = |name: &str| {
            let at = back.find(name).unwrap() + name.len();
            gk_webkit::door::decode(back[at..].split('&').next().unwrap()).unwrap()
        };
        SignOnReturn {
            code: Secret::new(value("code=")),
            attempt: value("state="),
            issuer: Some(value("iss=")),
            error: None,
        }
    };
    use gk_base::ports::SignOn as _;
    for n in 0..3 {
        let there = provider.begin(&attempt(n)).await.unwrap();
        let who = provider.finish(&attempt(n), &back(&there, WANG), now).await.unwrap();
        assert_eq!((who.subject.as_str(), who.name.as_deref()), ("p-1001", Some("王小明")));
    }
    assert_eq!(identity.asked_for_keys(), 1);
    // A key it never named within the minute: not believed, and not asked about for every token.
    identity.changes_its_key();
    for n in 3..5 {
        let there = provider.begin(&attempt(n)).await.unwrap();
        let refused = provider.finish(&attempt(n), &back(&there, WANG), now).await;
        assert!(refused.is_err());
    }
    assert_eq!(identity.asked_for_keys(), 1);
    let fresh = identity.provider();
    identity.tells_the_name_apart();
    let there = fresh.begin(&attempt(6)).await.unwrap();
    let who = fresh.finish(&attempt(6), &back(&there, LI), now).await.unwrap();
    assert_eq!(who.name.as_deref(), Some("李小红"), "asked for apart");
    identity.is_wrong(Wrong::Person);
    let there = fresh.begin(&attempt(7)).await.unwrap();
    let who = fresh.finish(&attempt(7), &back(&there, LI), now).await.unwrap();
    assert_eq!(who.name, None, "what is said of another is not taken");
}
