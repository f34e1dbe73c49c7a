//! The interface for office systems: keys, what they may do, the same request twice; and applications by the file.

use axum::body::Body;
use axum::http::{Method, Request, header};
use gk_counter::verbs::import_file::{self, ImportFile, Imported};
use gk_rules::org::Role;
use gk_testkit::{Bench, county, on_both};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::foi_journey::{ID, applied, bureau};
use crate::records_desk::signed_in;

const BUREAU: &str = "219900-mzj";

/// A request of a system: status and answer.
pub(crate) async fn calls(
    bench: &Bench,
    (method, address): (Method, &str),
    key: &str,
    named: &str,
    body: &Value,
) -> (u16, Value) {
    let mut request = Request::builder().method(method).uri(address).header(header::HOST, "localhost");
    if !key.is_empty() {
        request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
    }
    if !named.is_empty() {
        request = request.header("Idempotency-Key", named);
    }
    let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
    let answer = bench.router().oneshot(request.body(body).unwrap()).await.unwrap();
    let (parts, content) = answer.into_parts();
    let bytes = content.collect().await.unwrap().to_bytes();
    (parts.status.as_u16(), serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

/// Bytes sent by a system: status and answer.
async fn sends(bench: &Bench, address: &str, key: &str, named: &str, bytes: &[u8]) -> (u16, Value) {
    let request = Request::post(address)
        .header(header::HOST, "localhost")
        .header(header::AUTHORIZATION, format!("Bearer {key}"))
        .header("Idempotency-Key", named)
        .body(Body::from(bytes.to_vec()));
    let answer = bench.router().oneshot(request.unwrap()).await.unwrap();
    let (parts, content) = answer.into_parts();
    let bytes = content.collect().await.unwrap().to_bytes();
    (parts.status.as_u16(), serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

pub(crate) async fn gets(bench: &Bench, address: &str, key: &str) -> (u16, Value) {
    calls(bench, (Method::GET, address), key, "", &Value::Null).await
}

/// A key of the bureau for its clerk.
pub(crate) async fn key(bench: &Bench, scopes: &[&str]) -> String {
    let mut office = signed_in(bench, "office").await;
    let page = office.get("/desk/foi/keys").await.is(200).text();
    // Keys that were issued before stand above the form.
    let at = page.rfind("信某").expect("the clerk can be chosen");
    let post = page[..at].rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned();
    let mut fields = vec![("system", "协同办公"), ("post", post.as_str())];
    fields.extend(scopes.iter().map(|scope| ("scopes", *scope)));
    let page = office.post("/desk/foi/keys", &fields).await.is(200).shows("只显示这一次").text();
    let at = page.find("gk_").expect("a key is shown");
    page[at..].split('<').next().unwrap().to_owned()
}

pub(crate) async fn with_office(bench: &Bench) {
    bureau(bench).await;
    let _ = county::person(bench, BUREAU, Role::DisclosureOffice, "office", "公某").await;
    let _ = applied(bench).await;
}

on_both! {
    async fn a_system_takes_steps_in_the_name_of_a_post_holder(bench) {
        with_office(&bench).await;
        let key = key(&bench, &["read", "step"]).await;
        let (status, list) = gets(&bench, "/api/v1/foi/cases", &key).await;
        assert_eq!((status, list["cases"][0]["id"].as_i64()), (200, Some(1)));
        let text = list.to_string();
        assert!(!text.contains("王小明") && !text.contains(ID), "{text}");
        let (_, case) = gets(&bench, "/api/v1/foi/cases/1", &key).await;
        assert!(case["steps"].as_array().unwrap().iter().any(|one| one["verb"] == "confirm"), "{case}");
        let step = (Method::POST, "/api/v1/foi/cases/1/steps");
        let body = json!({ "verb": "confirm", "seen": case["version"] });
        let (status, first) = calls(&bench, step.clone(), &key, "oa-1", &body).await;
        assert_eq!((status, first["stage"].as_str()), (200, Some("s1r")), "{first}");
        assert_eq!(calls(&bench, step.clone(), &key, "oa-1", &body).await, (200, first.clone()), "the same request again");
        let other = json!({ "verb": "register", "seen": first["version"] });
        assert_eq!(calls(&bench, step.clone(), &key, "oa-1", &other).await.0, 422, "another one under the same name");
        let (status, registered) = calls(&bench, step.clone(), &key, "oa-2", &other).await;
        assert_eq!((status, registered["number"].as_str()), (200, Some("县民政局公开申〔2026〕1号")), "{registered}");
        assert_eq!(calls(&bench, step.clone(), &key, "oa-3", &other).await.0, 409, "a version that is gone");
        let approve = json!({ "verb": "decide", "seen": registered["version"] });
        let (status, problem) = calls(&bench, step, &key, "oa-4", &approve).await;
        assert!([403, 422].contains(&status), "the clerk's post does not decide: {problem}");
        let (_, feed) = gets(&bench, "/api/v1/foi/events?after=0", &key).await;
        assert!(feed["events"].as_array().unwrap().iter().any(|one| one["event"] == "foi.registered"), "{feed}");
        let mut read = bench.office.read().await.unwrap();
        let known = gk_foi::load(&mut read, 1).await.unwrap();
        assert_eq!(known.told.last().map(|one| one.name.as_str()), Some("信某"));
    }

    async fn a_step_and_its_answer_are_kept_together_or_not_at_all(bench) {
        with_office(&bench).await;
        let key = key(&bench, &["read", "step"]).await;
        let events = async || {
            let mut read = bench.office.read().await.unwrap();
            gk_foi::load(&mut read, 1).await.unwrap().told.len()
        };
        let (_, case) = gets(&bench, "/api/v1/foi/cases/1", &key).await;
        let (before, body) = (events().await, json!({ "verb": "confirm", "seen": case["version"] }));
        let step = (Method::POST, "/api/v1/foi/cases/1/steps");
        // The answer cannot be written: the step is not taken either.
        bench.office.engine().script("alter table foi_requests rename column made_at to lost").await.unwrap();
        assert_eq!(calls(&bench, step.clone(), &key, "oa-1", &body).await.0, 500);
        assert_eq!(events().await, before, "a step without its answer would be taken twice");
        bench.office.engine().script("alter table foi_requests rename column lost to made_at").await.unwrap();
        let first = calls(&bench, step.clone(), &key, "oa-1", &body).await;
        assert_eq!((first.0, events().await), (200, before + 1), "{first:?}");
        // The answer was lost on its way: sent again, it is the same answer and no second step.
        assert_eq!(calls(&bench, step.clone(), &key, "oa-1", &body).await, first);
        // Twice at once: one of them does it, both get its answer.
        let body = json!({ "verb": "register", "seen": first.1["version"] });
        let (one, other) =
            tokio::join!(calls(&bench, step.clone(), &key, "oa-2", &body), calls(&bench, step, &key, "oa-2", &body));
        assert_eq!((one.0, &one.1), (200, &other.1), "{other:?}");
        assert_eq!(events().await, before + 2);
    }

    async fn a_file_is_added_once_and_bounded(bench) {
        with_office(&bench).await;
        let key = key(&bench, &["read", "attach"]).await;
        let at = |role: &str, name: &str| {
            let name = gk_webkit::door::encode(name);
            format!("/api/v1/foi/cases/1/files?role={role}&name={name}")
        };
        let good = b"\x89PNG\r\n\x1a\n a letter";
        let (status, first) = sends(&bench, &at("supplement", "补充材料.png"), &key, "f-1", good).await;
        assert_eq!(status, 200, "{first}");
        assert_eq!(sends(&bench, &at("supplement", "补充材料.png"), &key, "f-1", good).await, (200, first.clone()));
        assert_eq!(sends(&bench, &at("supplement", "另一件.png"), &key, "f-1", good).await.0, 422);
        let (_, case) = gets(&bench, "/api/v1/foi/cases/1", &key).await;
        assert_eq!(case["files"].as_array().unwrap().len(), 2, "{case}");
        assert_eq!(case["files"][1]["id"], first["file"]);
        let big = vec![b'%'; (20 << 20) + 1];
        let (status, problem) = sends(&bench, &at("request", "大.pdf"), &key, "f-2", &big).await;
        assert_eq!((status, problem["reasons"][0]["code"].as_str()), (413, Some("foi.api_file_size")));
        for (role, name, bytes) in [
            ("reply", "答复.png", good.as_slice()),
            ("", "x.png", good.as_slice()),
            ("request", "../x.png", good.as_slice()),
            ("request", "x.exe", b"MZ\x90\x00".as_slice()),
        ] {
            assert_eq!(sends(&bench, &at(role, name), &key, "f-3", bytes).await.0, 422, "{role} {name}");
        }
        let elsewhere = "/api/v1/foi/cases/9/files?role=request&name=x.png";
        assert_eq!(sends(&bench, elsewhere, &key, "f-4", good).await.0, 404);
        assert_eq!(sends(&bench, &at("request", "x.png"), &key, "", good).await.0, 422);
        let reader = self::key(&bench, &["read", "step"]).await;
        assert_eq!(sends(&bench, &at("request", "x.png"), &reader, "f-5", good).await.0, 403);
    }

    async fn a_key_reaches_no_further_than_it_says(bench) {
        with_office(&bench).await;
        let key = key(&bench, &["read"]).await;
        assert_eq!(gets(&bench, "/api/v1/foi/cases", "").await.0, 401);
        assert_eq!(gets(&bench, "/api/v1/foi/cases", "gk_wrong").await.0, 401);
        let body = json!({ "verb": "confirm", "seen": 1 });
        let (status, problem) = calls(&bench, (Method::POST, "/api/v1/foi/cases/1/steps"), &key, "x", &body).await;
        assert_eq!((status, problem["reasons"][0]["code"].as_str()), (403, Some("foi.api_scope")));
        assert_eq!(gets(&bench, "/api/v1/foi/cases/1/files/1?purpose=register", &key).await.0, 403);
        assert_eq!(gets(&bench, "/api/v1/foi/cases/99", &key).await.0, 404);
        let mut statuses = Vec::new();
        for _ in 0..125 {
            statuses.push(gets(&bench, "/api/v1/foi/cases?limit=1", &key).await.0);
        }
        assert_eq!(statuses.last(), Some(&429));
        let mut office = signed_in(&bench, "office").await;
        let _ = office.post("/desk/foi/keys/1/end", &[]).await.is(200).shows("停用");
        assert_eq!(gets(&bench, "/api/v1/foi/cases", &key).await.0, 401);
        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.get("/desk/foi/keys").await.is(403);
        let none = office.post("/desk/foi/keys", &[("system", ""), ("post", "0")]).await.is(422);
        let _ = none.shows("系统名称").shows("至少选择一项权限").shows("在职的人员");
        gk_testkit::secrecy::none_in(&bench, &["foi_keys", "ledger"], &[&key]).await;
    }

    async fn a_file_is_fetched_for_a_purpose(bench) {
        with_office(&bench).await;
        let key = key(&bench, &["files"]).await;
        assert_eq!(gets(&bench, "/api/v1/foi/cases/1/files/1", &key).await.0, 422);
        assert_eq!(gets(&bench, "/api/v1/foi/cases/1/files/1?purpose=verify_identity", &key).await.0, 200);
        assert_eq!(gets(&bench, "/api/v1/foi/cases/1/files/9?purpose=verify_identity", &key).await.0, 404);
    }

    async fn applications_come_by_the_file_whole_and_once(bench) {
        bureau(&bench).await;
        let take = async |name: &str, text: &str| {
            let cmd = ImportFile { organ: BUREAU.into(), name: name.into(), bytes: text.as_bytes().to_vec() };
            import_file::run(&bench.office, cmd).await
        };
        let csv = "原编号,收到渠道,收到日期,申请人类型,姓名（名称）,所需信息的内容描述,获取途径,证件号码\n\
            OA-1,当面提交,2026-11-20,自然人,甲某,2025年救助标准,post,219900199001010011\n\
            OA-2,registered_post,2026-11-21,enterprise,某公司,2024年救助资金总额,post,\n";
        assert_eq!(take("oa.csv", csv).await.unwrap(), Imported { new: 2, known: 0 });
        assert_eq!(take("oa.csv", csv).await.unwrap(), Imported { new: 0, known: 2 });
        let lines = r#"{"key":"OA-3","channel":"in_person","on":"2026-11-23","kind":"person","name":"乙","about":"x","obtain":"post"}
{"key":"OA-4","channel":"pigeon","on":"2026-11-23","kind":"person","name":"丙","about":"","obtain":"post"}"#;
        let Err(gk_base::Problem::Refused(against)) = take("oa.jsonl", lines).await else { panic!("it is refused") };
        assert!(against.iter().all(|one| one.words.starts_with("第2行")), "{against:?}");
        let mut read = bench.office.read().await.unwrap();
        assert!(gk_foi::load(&mut read, 3).await.is_err(), "nothing of a refused file is left behind");
        drop(read);
        let Err(gk_base::Problem::Refused(against)) = take("x.csv", "颜色,key\n红,1\n").await else { panic!("it is refused") };
        assert!(against[0].words.contains("不认识的列"), "{against:?}");
        assert!(take("x.jsonl", "\n").await.is_err());
    }

    async fn a_system_hands_in_an_application_once(bench) {
        with_office(&bench).await;
        let key = key(&bench, &["read", "submit", "attach"]).await;
        let at = (Method::POST, "/api/v1/foi/applications");
        let one = json!({ "key": "OA-7", "channel": "当面提交", "on": "2026-11-24", "kind": "person", "name": "赵小红",
            "id_number": "219900199001010030", "about": "2025年临时救助标准", "carriers": ["email", "paper"], "obtain": "post" });
        let (status, first) = calls(&bench, at.clone(), &key, "", &one).await;
        assert_eq!((status, first["id"].as_i64(), first["key"].as_str()), (201, Some(2), Some("OA-7")), "{first}");
        assert_eq!((first["due_on"].as_str(), first["number"].is_null()), (Some("2026-12-22"), true), "{first}");
        let text = first.to_string();
        assert!(!text.contains("赵小红") && !text.contains("219900199001010030"), "{text}");
        // The same again, its fields in another order and empty ones left out, is the same case.
        let again = json!({ "obtain": "post", "phone": "", "about": " 2025年临时救助标准", "key": "OA-7", "channel": "当面提交",
            "name": "赵小红", "id_number": "219900199001010030", "kind": "person", "carriers": "email|paper", "on": "2026-11-24" });
        assert_eq!(calls(&bench, at.clone(), &key, "", &again).await, (201, first.clone()));
        let mut other = one.clone();
        other["about"] = json!("2024年临时救助标准");
        let (status, problem) = calls(&bench, at.clone(), &key, "", &other).await;
        assert_eq!((status, problem["reasons"][0]["code"].as_str()), (409, Some("foi.api_application_differs")), "{problem}");
        assert!(problem["detail"].as_str().unwrap().contains("OA-7"), "{problem}");
        // A key that replaces the first one finds the same case; so does the file.
        let next = self::key(&bench, &["submit"]).await;
        assert_eq!(calls(&bench, at.clone(), &next, "", &one).await, (201, first.clone()));
        assert_eq!(calls(&bench, at.clone(), &next, "", &other).await.0, 409);
        let csv = "原编号,收到渠道,收到日期,申请人类型,姓名（名称）,所需信息的内容描述,获取途径\n\
            OA-7,当面提交,2026-11-24,自然人,赵小红,2025年临时救助标准,post\n\
            OA-8,当面提交,2026-11-24,自然人,钱某,2023年临时救助标准,post\n";
        let cmd = ImportFile { organ: BUREAU.into(), name: "oa.csv".into(), bytes: csv.as_bytes().to_vec() };
        assert_eq!(import_file::run(&bench.office, cmd).await.unwrap(), Imported { new: 1, known: 1 });
        let mut by_file = one.clone();
        by_file["key"] = json!("OA-8");
        let (status, known) = calls(&bench, at.clone(), &key, "", &by_file).await;
        assert_eq!((status, known["id"].as_i64()), (201, Some(3)), "{known}");
        // It is entered in the name of the key's post holder; files come the way they always do.
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(gk_foi::load(&mut read, 2).await.unwrap().told[0].name, "信某");
        assert!(gk_foi::load(&mut read, 4).await.is_err());
        drop(read);
        let files = format!("{}?role=request&name=x.png", first["links"]["files"].as_str().unwrap());
        assert_eq!(sends(&bench, &files, &key, "f-1", b"\x89PNG\r\n\x1a\n a form").await.0, 200);
        assert_eq!(gets(&bench, first["links"]["case"].as_str().unwrap(), &key).await.0, 200);
        gk_testkit::secrecy::none_in(&bench, &["foi_cases", "foi_requests", "ledger"], &["赵小红", "219900199001010030"]).await;
    }

    async fn an_application_that_cannot_be_taken_in_is_told_why_and_leaves_nothing(bench) {
        with_office(&bench).await;
        let key = key(&bench, &["submit"]).await;
        let at = (Method::POST, "/api/v1/foi/applications");
        let one = json!({ "key": "OA-1", "channel": "in_person", "on": "2026-11-24", "kind": "person", "name": "赵小红",
            "about": "2025年临时救助标准", "obtain": "post" });
        let without = |field: &str| {
            let mut one = one.clone();
            one.as_object_mut().unwrap().remove(field);
            one
        };
        let with = |field: &str, value: Value| {
            let mut one = one.clone();
            one[field] = value;
            one
        };
        for bad in [
            json!([]), json!("x"), without("key"), without("channel"), without("on"), without("about"), without("name"),
            with("colour", json!("red")), with("channel", json!("pigeon")), with("on", json!("昨天")),
            with("on", json!("2027-01-01")), with("key", json!("x".repeat(81))),
        ] {
            let (status, problem) = calls(&bench, at.clone(), &key, "", &bad).await;
            assert_eq!(status, 422, "{bad}");
            assert!(!problem["reasons"][0]["words"].as_str().unwrap().is_empty(), "{problem}");
        }
        let big = with("about", json!("字".repeat(100_000)));
        assert_eq!(calls(&bench, at.clone(), &key, "", &big).await.0, 413);
        let reader = self::key(&bench, &["read", "step"]).await;
        assert_eq!(calls(&bench, at.clone(), &reader, "", &one).await.0, 403);
        assert_eq!(calls(&bench, at.clone(), "", "", &one).await.0, 401);
        let there = async |id| gk_foi::load(&mut bench.office.read().await.unwrap(), id).await.is_ok();
        // The answer cannot be written: the application is not taken in either.
        bench.office.engine().script("alter table foi_requests rename column made_at to lost").await.unwrap();
        assert_eq!(calls(&bench, at.clone(), &key, "", &one).await.0, 500);
        assert!(!there(2).await);
        bench.office.engine().script("alter table foi_requests rename column lost to made_at").await.unwrap();
        // Twice at once: one of them does it, both get its answer.
        let (a, b) = tokio::join!(calls(&bench, at.clone(), &key, "", &one), calls(&bench, at.clone(), &key, "", &one));
        assert_eq!((a.0, &a.1), (201, &b.1), "{b:?}");
        assert!(there(2).await && !there(3).await);
    }
}
