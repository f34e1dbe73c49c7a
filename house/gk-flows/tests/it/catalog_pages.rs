//! The pages of catalogs: complete without JavaScript, refused kindly, few statements each.

use axum::body::Body;
use axum::http::{Request, header};
use gk_testkit::{Bench, on_both};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::catalog_people::{CLERK, LEADER, REVIEWER, STRANGER, TABLE, cookie, settle};

/// What came back: status, where to, and the page.
struct Came {
    status: u16,
    to: String,
    text: String,
}

async fn send(bench: &Bench, cookie: &str, request: axum::http::request::Builder, body: Vec<u8>) -> Came {
    let request = request
        .header(header::HOST, "localhost")
        .header(header::COOKIE, cookie)
        .header("sec-fetch-site", "same-origin");
    let router = gk_server::house::doors(bench.web.clone());
    let answer = router.oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    let to =
        answer.headers().get(header::LOCATION).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
    let status = answer.status().as_u16();
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    Came { status, to, text: String::from_utf8_lossy(&bytes).into_owned() }
}

async fn get(bench: &Bench, cookie: &str, address: &str) -> Came {
    send(bench, cookie, Request::get(address), Vec::new()).await
}

async fn post(bench: &Bench, cookie: &str, address: &str, fields: &[(&str, &str)]) -> Came {
    let encode = gk_webkit::door::encode;
    let body: Vec<String> = fields.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
    let request = Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    send(bench, cookie, request, body.join("&").into_bytes()).await
}

/// The number behind a word in a page: `name="seen" value="3"`.
fn seen(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"seen\" value=\"").expect("a form");
    rest.chars().take_while(char::is_ascii_digit).collect()
}

/// A draft imported through the form; gives the address of the import.
async fn imported(bench: &Bench, clerk: &str) -> String {
    let fields = [("organ", "219900"), ("tier", "county"), ("domain", "20"), ("text", TABLE)];
    let came = post(bench, clerk, "/desk/imports", &fields).await;
    assert_eq!(came.status, 303, "{}", came.text);
    came.to
}

on_both! {
    async fn a_clerk_imports_and_the_public_reads_the_edition(bench) {
        settle(&bench).await;
        let (clerk, reviewer, leader) = (cookie(&bench, CLERK).await, cookie(&bench, REVIEWER).await, cookie(&bench, LEADER).await);
        assert_eq!(get(&bench, "", "/desk/imports").await.status, 303);
        let import = imported(&bench, &clerk).await;
        let page = get(&bench, &clerk, &import).await;
        assert!(page.text.contains("政策法规文件") && page.text.contains("原文"), "{}", page.text);
        for address in ["/desk/imports", "/desk/imports/new", "/desk/catalog", "/desk/catalog?stage=draft", "/desk/catalog/adopt",
            "/desk/catalog/1/items", "/desk/catalog/1/items/20-0001", "/desk/catalog/1/items/new", "/desk/catalog/1/findings"] {
            let came = get(&bench, &clerk, address).await;
            assert_eq!(came.status, 200, "{address}: {}", came.text);
        }
        assert_eq!(get(&bench, "", "/standards/1").await.status, 404);
        for _ in 0..20 {
            let page = get(&bench, &clerk, "/desk/catalog/1/findings?grade=blocking").await.text;
            let Some((_, form)) = page.split_once("<summary>写明理由") else { break };
            let value = |name: &str| form.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1.split('"').next().unwrap().to_owned();
            let fields = [("seen", value("seen")), ("check", value("check")), ("item", value("item")), ("words", "本县如此。".to_owned())];
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            assert_eq!(post(&bench, &clerk, "/desk/catalog/1/findings", &fields).await.status, 303);
        }
        let own = get(&bench, &clerk, "/desk/catalog/1").await.text;
        assert!(own.contains("现在不能审核的理由"), "{own}");
        let page = get(&bench, &reviewer, "/desk/catalog/1").await.text;
        let came = post(&bench, &reviewer, "/desk/catalog/1", &[("act", "review"), ("seen", &seen(&page))]).await;
        assert_eq!(came.status, 303, "{}", came.text);
        let page = get(&bench, &leader, "/desk/catalog/1").await.text;
        let wrong = post(&bench, &leader, "/desk/catalog/1", &[("act", "force"), ("seen", &seen(&page)), ("from", "2099-01-01")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("2099-01-01") && wrong.text.contains("超过一年"), "{}", wrong.text);
        let nonsense = post(&bench, &leader, "/desk/catalog/1", &[("act", "force"), ("seen", &seen(&page)), ("from", "后天")]).await;
        assert!(nonsense.status == 422 && nonsense.text.contains("不是日期"));
        let came = post(&bench, &leader, "/desk/catalog/1", &[("act", "force"), ("seen", &seen(&page)), ("from", "2026-11-24")]).await;
        assert_eq!(came.status, 303, "{}", came.text);
        let public = get(&bench, "", "/standards/1").await;
        assert!(public.status == 200 && public.text.contains("最低生活保障审核信息"));
        assert!(get(&bench, "", "/standards/1/catalog.csv").await.text.contains("公开事项"));
        let json: serde_json::Value = serde_json::from_str(&get(&bench, "", "/standards/1/catalog.json").await.text).unwrap();
        assert_eq!(json["items"].as_array().unwrap().len(), 3);
        assert!(get(&bench, "", "/standards/1/catalog.xlsx").await.text.starts_with("PK"));
    }

    async fn the_form_comes_back_with_what_was_typed_and_why_not(bench) {
        settle(&bench).await;
        let clerk = cookie(&bench, CLERK).await;
        let came = post(&bench, &clerk, "/desk/imports", &[("organ", "000"), ("tier", "county"), ("domain", ""), ("text", "一些文字")]).await;
        assert_eq!(came.status, 422);
        assert!(came.text.contains("没有编码为“000”的机关") && came.text.contains("一些文字"), "{}", came.text);
        let none = post(&bench, &clerk, "/desk/imports", &[("organ", "219900"), ("tier", ""), ("text", "")]).await;
        assert!(none.text.contains("没有选择文件") && none.text.contains("不是目录层级"), "{}", none.text);
        imported(&bench, &clerk).await;
        let stranger = cookie(&bench, STRANGER).await;
        assert_eq!(get(&bench, &stranger, "/desk/catalog/1").await.status, 403);
        let empty = post(&bench, &clerk, "/desk/catalog/1/items/20-0001", &[("seen", "2"), ("form", "1"), ("limit", "尽快")]).await;
        assert!(empty.status == 422 && empty.text.contains("没有填写一级事项") && empty.text.contains("尽快"), "{}", empty.text);
        let drop = post(&bench, &clerk, "/desk/catalog/1/items/20-0001/drop", &[("seen", "2"), ("reason", " ")]).await;
        assert!(drop.status == 422 && drop.text.contains("没有写明不适用的理由"), "{}", drop.text);
    }

    async fn no_page_asks_the_database_more_than_twelve_times(bench) {
        settle(&bench).await;
        let clerk = cookie(&bench, CLERK).await;
        let import = imported(&bench, &clerk).await;
        for address in [import.as_str(), "/desk/imports", "/desk/imports/new", "/desk/catalog", "/desk/catalog/1", "/desk/catalog/1/items",
            "/desk/catalog/1/items/20-0001", "/desk/catalog/1/findings", "/desk/catalog/adopt"] {
            let (came, count) = bench.count_statements(get(&bench, &clerk, address)).await;
            assert_eq!(came.status, 200, "{address}");
            assert!(count <= 12, "{address}: {count}");
        }
    }
}
