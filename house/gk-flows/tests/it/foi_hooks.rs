//! Events sent to office systems: to a real receiver over HTTP that accepts, fails, hangs, redirects or is gone.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use gk_counter::verbs::deliver;
use gk_rules::foi::FoiEvent;
use gk_rules::org::Role;
use gk_testkit::{Bench, Browser, county, on_both};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::foi_api::{calls, gets, key, with_office};
use crate::foi_journey::{ID, hidden, takes};
use crate::records_desk::signed_in;

const HOOKS: &str = "/desk/foi/hooks";
const HOOK: &str = "/desk/foi/hooks/1";

/// What the receiver answers with; 0 is no answer at all.
type Says = Arc<Mutex<VecDeque<u16>>>;

/// A system that receives.
#[derive(Clone, Default)]
struct Receiver {
    says: Says,
    got: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    port: u16,
}

impl Receiver {
    async fn opens() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let me = Self { port: listener.local_addr().unwrap().port(), ..Self::default() };
        let router = Router::new().route("/in", post(receives)).with_state(me.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        me
    }
    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/in", self.port)
    }
    /// The next answers; after them it accepts.
    fn says(&self, statuses: &[u16]) {
        self.says.lock().unwrap().extend(statuses);
    }
    fn took(&self) -> Vec<(HeaderMap, String)> {
        std::mem::take(&mut self.got.lock().unwrap())
    }
    /// The events it was sent since it was asked last.
    fn events(&self) -> Vec<String> {
        let event =
            |body: &str| serde_json::from_str::<Value>(body).unwrap()["event"].as_str().unwrap().to_owned();
        self.took().iter().map(|(_, body)| event(body)).collect()
    }
}

async fn receives(State(me): State<Receiver>, headers: HeaderMap, body: String) -> Response {
    let status = me.says.lock().unwrap().pop_front().unwrap_or(204);
    me.got.lock().unwrap().push((headers, body));
    match status {
        0 => std::future::pending().await,
        429 => (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "3600")]).into_response(),
        302 => (StatusCode::FOUND, [(header::LOCATION, me.url())]).into_response(),
        status => StatusCode::from_u16(status).unwrap().into_response(),
    }
}

fn named<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers[name].to_str().unwrap()
}

/// Whether a message was signed with a secret, by the specification.
fn is_signed(secret: &str, (headers, body): &(HeaderMap, String)) -> bool {
    let raw = BASE64_STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&raw).unwrap();
    let (id, at) = (named(headers, "webhook-id"), named(headers, "webhook-timestamp"));
    mac.update(format!("{id}.{at}.{body}").as_bytes());
    let expected = format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()));
    named(headers, "webhook-signature").split(' ').any(|one| one == expected)
}

fn secret_on(page: &str) -> String {
    let at = page.find("whsec_").expect("a secret is shown");
    page[at..].split('<').next().unwrap().to_owned()
}

/// The disclosure office of the bureau subscribes with the newest key; gives who is signed in, and the secret.
async fn subscribes(bench: &Bench, url: &str, topics: &[&str]) -> (Browser, String) {
    let mut office = signed_in(bench, "office").await;
    let page = office.get(HOOKS).await.is(200).text();
    let account = page.split("<select id=\"f-key\"").nth(1).unwrap().split("value=\"").nth(2).unwrap();
    let account = account.split('"').next().unwrap().to_owned();
    let mut fields = vec![("key", account.as_str()), ("url", url)];
    fields.extend(topics.iter().map(|one| ("topics", *one)));
    let page = office.post(HOOKS, &fields).await.is(200).shows("只显示这一次").text();
    (office, secret_on(&page))
}

/// Steps of a subscription's page.
async fn does(who: &mut Browser, what: &str) -> gk_testkit::Seen {
    let seen = hidden(&who.get(HOOK).await.is(200).text(), "seen");
    who.post(&format!("{HOOK}/{what}"), &[("seen", &seen)]).await
}

async fn delivers(bench: &Bench) -> usize {
    deliver::run(&bench.office).await.unwrap()
}

/// Something happens in the bureau.
async fn happens(bench: &Bench, event: FoiEvent, times: usize) {
    let mut tx = bench.office.begin_as_system().await.unwrap();
    let organ = gk_base::directory::load_by_code(&mut tx, "219900-mzj").await.unwrap().organ.id.0;
    for n in 0..times {
        tx.ledger(event, Some(organ), "case:1", &json!({ "n": n }));
    }
    tx.commit().await.unwrap();
}

on_both! {
    async fn events_are_sent_signed_and_in_order(bench) {
        with_office(&bench).await;
        let key = key(&bench, &["read"]).await;
        let receiver = Receiver::opens().await;
        let (_, secret) = subscribes(&bench, &receiver.url(), &["intake"]).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        takes(&mut clerk, "/desk/foi/1", "confirm", &[]).await;
        takes(&mut clerk, "/desk/foi/1", "register", &[]).await;
        let _ = clerk.post("/desk/foi/1/person", &[("purpose", "contact")]).await.is(200);
        happens(&bench, FoiEvent::Warned, 1).await;
        assert_eq!((delivers(&bench).await, delivers(&bench).await), (2, 0), "what was not subscribed is not sent");
        let got = receiver.took();
        let (_, feed) = gets(&bench, "/api/v1/foi/events?after=0", &key).await;
        let told = |event: &str| feed["events"].as_array().unwrap().iter().find(|one| one["event"] == event).unwrap().clone();
        for (one, event) in got.iter().zip(["foi.confirmed", "foi.registered"]) {
            let body: Value = serde_json::from_str(&one.1).unwrap();
            assert_eq!(body, told(event), "the event as it is told to whoever asks");
            assert!(is_signed(&secret, one) && !is_signed("whsec_AAAA", one));
            assert_eq!(named(&one.0, "webhook-id"), format!("evt_{}", body["seq"]));
            assert_eq!(named(&one.0, "content-type"), "application/json; charset=utf-8");
            let at: i64 = named(&one.0, "webhook-timestamp").parse().unwrap();
            assert_eq!(at, bench.office.now().as_second());
            assert!(!one.1.contains("王小明") && !one.1.contains(ID), "{}", one.1);
        }
        assert_eq!(got.len(), 2);
        gk_testkit::secrecy::none_in(&bench, &["foi_hooks", "foi_deliveries", "ledger"], &[&secret, &secret[6..]]).await;
    }

    async fn a_receiver_that_fails_is_tried_again_later_and_nothing_overtakes(bench) {
        with_office(&bench).await;
        let _ = key(&bench, &["read"]).await;
        let receiver = Receiver::opens().await;
        let (mut office, secret) = subscribes(&bench, &receiver.url(), &["clock"]).await;
        receiver.says(&[500, 503]);
        happens(&bench, FoiEvent::Warned, 1).await;
        happens(&bench, FoiEvent::Escalated, 1).await;
        assert_eq!((delivers(&bench).await, delivers(&bench).await), (1, 0));
        let first = receiver.took();
        let _ = office.get(HOOK).await.is(200).shows("接收方的系统出错（状态码500）").shows("再送").shows("依次等候");
        bench.clock.pass(7);
        assert_eq!((delivers(&bench).await, delivers(&bench).await), (1, 0));
        bench.clock.pass(7);
        assert_eq!(delivers(&bench).await, 0, "the second wait is longer");
        bench.clock.pass(30);
        assert_eq!(delivers(&bench).await, 2);
        let got = receiver.took();
        let id = |one: &(HeaderMap, String)| named(&one.0, "webhook-id").to_owned();
        assert_eq!((got.len(), id(&got[0])), (3, id(&first[0])), "the same message under the same id");
        assert_eq!((id(&got[0]) == id(&got[1]), id(&got[1]) == id(&got[2])), (true, false));
        assert!(got.iter().all(|one| is_signed(&secret, one)));
        let _ = office.get(HOOK).await.is(200).shows("已送达").hides("再送");
    }

    async fn a_receiver_that_asks_for_an_hour_is_left_alone_for_an_hour(bench) {
        with_office(&bench).await;
        let _ = key(&bench, &["read"]).await;
        let receiver = Receiver::opens().await;
        let (mut office, _) = subscribes(&bench, &receiver.url(), &["clock"]).await;
        receiver.says(&[429]);
        happens(&bench, FoiEvent::Warned, 1).await;
        assert_eq!(delivers(&bench).await, 1);
        let _ = office.get(HOOK).await.is(200).shows("接收方要求稍后再送（状态码429）");
        bench.clock.pass(3590);
        assert_eq!(delivers(&bench).await, 0);
        bench.clock.pass(20);
        assert_eq!(delivers(&bench).await, 1);
    }

    async fn whoever_hangs_or_leads_elsewhere_holds_up_nobody(bench) {
        with_office(&bench).await;
        let _ = key(&bench, &["read"]).await;
        let receiver = Receiver::opens().await;
        let (mut office, _) = subscribes(&bench, &receiver.url(), &["clock"]).await;
        receiver.says(&[0, 302]);
        happens(&bench, FoiEvent::Warned, 1).await;
        let meanwhile = async {
            tokio::time::sleep(Duration::from_millis(200)).await;
            let begun = tokio::time::Instant::now();
            happens(&bench, FoiEvent::Escalated, 1).await;
            bench.settle().await;
            begun.elapsed()
        };
        let begun = tokio::time::Instant::now();
        let (tried, wrote) = tokio::join!(delivers(&bench), meanwhile);
        assert_eq!(tried, 1);
        assert!(begun.elapsed() >= Duration::from_secs(2) && wrote < Duration::from_secs(1), "{wrote:?}");
        let _ = office.get(HOOK).await.is(200).shows("没有在规定的时间内应答");
        bench.clock.pass(7);
        assert_eq!(delivers(&bench).await, 1);
        assert_eq!(receiver.took().len(), 2, "what it led to was not asked");
        let _ = office.get(HOOK).await.is(200).shows("要求转到另一地址，系统不跟随（状态码302）");
    }

    async fn a_message_that_is_not_accepted_is_given_up_at_last_and_sent_again_by_hand(bench) {
        with_office(&bench).await;
        let key = key(&bench, &["read"]).await;
        let receiver = Receiver::opens().await;
        let _ = subscribes(&bench, &receiver.url(), &["clock"]).await;
        receiver.says(&[400]);
        happens(&bench, FoiEvent::Warned, 1).await;
        happens(&bench, FoiEvent::Escalated, 1).await;
        assert_eq!(delivers(&bench).await, 2, "the next one is not held up");
        receiver.says(&[422; 9]);
        for wait in gk_rules::foi::hook::WAITS {
            bench.clock.pass(2 * wait);
            assert_eq!(delivers(&bench).await, 1);
        }
        bench.clock.pass(200_000);
        assert_eq!(delivers(&bench).await, 0, "ten times and no more");
        assert_eq!(receiver.events().len(), 11);
        let mut office = signed_in(&bench, "office").await;
        let page = office.get(&format!("{HOOK}?state=dead")).await.is(200);
        let _ = page.shows("接收方不接受这一消息（状态码422）").shows("重新推送").hides("推送已经停止");
        let (_, told) = gets(&bench, "/api/v1/foi/hooks/1/deliveries?state=dead", &key).await;
        assert_eq!((told["deliveries"][0]["tries"].as_i64(), told["deliveries"][0]["status"].as_i64()), (Some(10), Some(422)));
        let _ = office.post(&format!("{HOOK}/deliveries/2/again"), &[]).await.is(422).shows("不需要重新推送");
        let _ = office.post(&format!("{HOOK}/deliveries/1/again"), &[]).await.is(200).shows("已办理");
        assert_eq!(delivers(&bench).await, 1);
        assert_eq!(receiver.events(), ["foi.warned"]);
        let _ = office.get(&format!("{HOOK}?state=dead")).await.is(200).shows("没有推送记录");
    }

    async fn a_receiver_that_is_gone_is_sent_nothing_until_somebody_has_looked(bench) {
        with_office(&bench).await;
        let key = key(&bench, &["read"]).await;
        let receiver = Receiver::opens().await;
        let (mut office, _) = subscribes(&bench, &receiver.url(), &["clock"]).await;
        receiver.says(&[410]);
        happens(&bench, FoiEvent::Warned, 2).await;
        assert_eq!(delivers(&bench).await, 1);
        let _ = office.get(HOOK).await.is(200).shows("推送已经停止：接收方表示不再接收推送");
        happens(&bench, FoiEvent::Escalated, 1).await;
        assert_eq!(delivers(&bench).await, 0);
        let (_, told) = gets(&bench, "/api/v1/foi/hooks", &key).await;
        assert_eq!(told["hooks"][0]["state"], "dead", "{told}");
        let (_, feed) = gets(&bench, "/api/v1/foi/events?after=0", &key).await;
        assert!(feed["events"].as_array().unwrap().iter().any(|one| one["event"] == "foi.hook_stopped"), "{feed}");
        let _ = receiver.took();
        let _ = does(&mut office, "resume").await.is(200).shows("已办理");
        happens(&bench, FoiEvent::Escalated, 1).await;
        assert_eq!(delivers(&bench).await, 2);
        assert_eq!(receiver.events(), ["foi.warned", "foi.escalated"], "what waited, and what is new");
        let _ = does(&mut office, "resume").await.is(422).shows("不需要恢复");
    }

    async fn a_receiver_out_of_reach_through_all_tries_stops_the_subscription(bench) {
        with_office(&bench).await;
        let _ = key(&bench, &["read"]).await;
        let (mut office, _) = subscribes(&bench, "http://10.255.0.1/in", &["clock"]).await;
        happens(&bench, FoiEvent::Warned, 1).await;
        assert_eq!(delivers(&bench).await, 1);
        let _ = office.get(HOOK).await.is(200).shows("没有列入允许推送的地址");
        let seen = hidden(&office.get(HOOK).await.text(), "seen");
        let closed = { std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port() };
        let url = format!("http://127.0.0.1:{closed}/");
        let fields = [("seen", seen.as_str()), ("url", url.as_str()), ("topics", "clock")];
        let _ = office.post(HOOK, &fields).await.is(200).shows("已办理");
        assert_eq!(delivers(&bench).await, 1, "a new address is tried at once");
        for wait in gk_rules::foi::hook::WAITS.into_iter().skip(1) {
            bench.clock.pass(2 * wait);
            assert_eq!(delivers(&bench).await, 1);
        }
        office = signed_in(&bench, "office").await;
        let _ = office.get(HOOK).await.is(200).shows("推送已经停止：连接不上接收方").shows("已停止");
    }

    async fn a_new_secret_is_taken_over_within_a_day(bench) {
        with_office(&bench).await;
        let _ = key(&bench, &["read"]).await;
        let receiver = Receiver::opens().await;
        let (mut office, former) = subscribes(&bench, &receiver.url(), &["clock"]).await;
        let page = does(&mut office, "secret").await.is(200).shows("只显示这一次").text();
        let new = secret_on(&page);
        assert_ne!(former, new);
        happens(&bench, FoiEvent::Warned, 1).await;
        assert_eq!(delivers(&bench).await, 1);
        let got = receiver.took();
        assert!(is_signed(&former, &got[0]) && is_signed(&new, &got[0]), "with both");
        bench.clock.pass(24 * 3600 + 1);
        happens(&bench, FoiEvent::Warned, 1).await;
        assert_eq!(delivers(&bench).await, 1);
        let got = receiver.took();
        assert!(!is_signed(&former, &got[0]) && is_signed(&new, &got[0]));
        office = signed_in(&bench, "office").await;
        let _ = office.get(HOOK).await.is(200).hides("whsec_");
    }

    async fn a_subscription_is_the_affair_of_the_office_of_its_organ(bench) {
        with_office(&bench).await;
        let mut office = signed_in(&bench, "office").await;
        let _ = office.get(HOOKS).await.is(200).shows("签发一个接口密钥");
        let stepping = key(&bench, &["step"]).await;
        let _ = office.get(HOOKS).await.is(200).shows("签发一个接口密钥");
        let reading = key(&bench, &["read"]).await;
        let receiver = Receiver::opens().await;
        for (url, topics, words) in [
            ("ftp://oa/", vec!["clock"], "推送地址不能读取"), ("https://用户@oa/", vec!["clock"], "推送地址不能读取"),
            (receiver.url().as_str(), vec![], "至少选择一类"),
        ] {
            let mut fields = vec![("key", "2"), ("url", url)];
            fields.extend(topics.into_iter().map(|one| ("topics", one)));
            let _ = office.post(HOOKS, &fields).await.is(422).shows(words);
        }
        let url = receiver.url();
        let without = office.post(HOOKS, &[("key", "1"), ("url", &url), ("topics", "clock")]).await;
        let _ = without.is(422).shows("有查询权限的接口密钥");
        let (mut office, _) = subscribes(&bench, &url, &["clock", "intake"]).await;
        for who in ["clerk", "reviewer", "stranger", "auditor"] {
            let mut other = signed_in(&bench, who).await;
            let _ = other.get(HOOKS).await.is(403);
            let _ = other.get(HOOK).await.is(403);
            let _ = other.post(&format!("{HOOK}/pause"), &[("seen", "1")]).await.is(403);
        }
        let _ = county::person(&bench, "219900-czj", Role::DisclosureOffice, "elsewhere", "别某").await;
        let mut elsewhere = signed_in(&bench, "elsewhere").await;
        let _ = elsewhere.get(HOOK).await.is(404);
        let _ = elsewhere.post(&format!("{HOOK}/resume"), &[("seen", "1")]).await.is(404);
        let _ = bench.visitor().get(HOOKS).await.shows("登录");
        assert_eq!(gets(&bench, "/api/v1/foi/hooks/1/deliveries", &stepping).await.0, 403);
        assert_eq!(gets(&bench, "/api/v1/foi/hooks/7/deliveries", &reading).await.0, 404);
        assert_eq!(calls(&bench, (axum::http::Method::GET, "/api/v1/foi/hooks"), "", "", &Value::Null).await.0, 401);
        let stale = office.post(&format!("{HOOK}/pause"), &[("seen", "9")]).await;
        let _ = stale.is(409);
        // While it is paused events wait; when it goes on they are sent.
        let _ = does(&mut office, "pause").await.is(200).shows("已暂停");
        let _ = does(&mut office, "pause").await.is(422).shows("不需要暂停");
        happens(&bench, FoiEvent::Warned, 1).await;
        assert_eq!(delivers(&bench).await, 0);
        let _ = does(&mut office, "resume").await.is(200).shows("推送中");
        assert_eq!(delivers(&bench).await, 1);
        // With the key the subscription ends as well.
        let _ = office.post("/desk/foi/keys/2/end", &[]).await.is(200);
        happens(&bench, FoiEvent::Warned, 1).await;
        assert_eq!(delivers(&bench).await, 0);
        let _ = office.get(HOOK).await.is(200).shows("接口密钥已经停用");
        let _ = office.get(HOOKS).await.is(200).shows("密钥已停用");
    }

    async fn a_backlog_is_sent_in_bounded_turns_and_shown_by_the_page(bench) {
        with_office(&bench).await;
        let key = key(&bench, &["read"]).await;
        let receiver = Receiver::opens().await;
        let (mut office, _) = subscribes(&bench, &receiver.url(), &["clock"]).await;
        happens(&bench, FoiEvent::Warned, 130).await;
        let (page, few) = bench.count_statements(office.get(HOOK)).await;
        let page = page.is(200).shows("下一页").text();
        assert!(few <= 12, "{few} statements");
        assert_eq!(page.matches("evt_").count(), 50);
        let next = page.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
        assert_eq!(office.get(&next).await.is(200).shows("上一页").text().matches("evt_").count(), 50);
        let (_, told) = gets(&bench, "/api/v1/foi/hooks/1/deliveries", &key).await;
        let next = format!("/api/v1/foi/hooks/1/deliveries?before={}", told["next"]);
        let (_, rest) = gets(&bench, &next, &key).await;
        assert_eq!((told["deliveries"].as_array().unwrap().len(), rest["deliveries"].as_array().unwrap().len()), (100, 30));
        assert_eq!(delivers(&bench).await, 20, "a turn is bounded");
        while delivers(&bench).await > 0 {}
        let order: Vec<i64> = receiver.took().iter().map(|one| serde_json::from_str::<Value>(&one.1).unwrap()["seq"].as_i64().unwrap()).collect();
        assert!(order.len() == 130 && order.is_sorted());
        // Two processes at once do not send the same twice.
        happens(&bench, FoiEvent::Warned, 10).await;
        let both = tokio::join!(delivers(&bench), delivers(&bench));
        assert_eq!((both.0 + both.1, receiver.took().len()), (10, 10));
        // What arrived long ago is forgotten.
        bench.clock.pass(91 * 24 * 3600);
        happens(&bench, FoiEvent::Warned, 1).await;
        assert_eq!(delivers(&bench).await, 1);
        let (_, told) = gets(&bench, "/api/v1/foi/hooks/1/deliveries", &key).await;
        assert_eq!(told["deliveries"].as_array().unwrap().len(), 1);
    }
}
