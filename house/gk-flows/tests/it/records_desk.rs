//! People and records for the journeys: a bureau with a clerk and two reviewers, and everybody who may not; hostile input.

use gk_duties::DutyLine;
use gk_rules::org::Role;
use gk_testkit::{Bench, Browser, county, on_both};

/// The bureau of the journeys.
pub(crate) const BUREAU: &str = "219900-mzj";

/// The fictional county with its social-relief catalog in force, and the bureau's people.
pub(crate) async fn bureau(bench: &Bench) {
    bench.today_is(jiff::civil::date(2026, 11, 2));
    county::found(bench, 1).await;
    county::put_catalogs_in_force(bench, &[20]).await;
    for (role, account, name) in [
        (Role::Clerk, "clerk", "信某"),
        (Role::Reviewer, "reviewer", "审某"),
        (Role::Reviewer, "second", "复某"),
    ] {
        let _ = county::person(bench, BUREAU, role, account, name).await;
    }
    let _ = county::person(bench, "219900-czj", Role::Reviewer, "stranger", "外某").await;
    let _ = county::person(bench, "219900", Role::Auditor, "auditor", "计某").await;
    bench.today_is(gk_testkit::engines::first_day());
}

/// Somebody signed in.
pub(crate) async fn signed_in(bench: &Bench, account: &str) -> Browser {
    let mut browser = bench.visitor();
    let fields =
        [("account", account), ("password", gk_testkit::browser::PASSWORD), ("next", "/desk/account")];
    let _ = browser.post("/desk/sign-in", &fields).await.is(200);
    browser
}

/// The bureau's item whose clock runs from forming the information, with its required elements.
pub(crate) async fn formed(bench: &Bench) -> (DutyLine, Vec<String>) {
    let mut read = bench.office.read().await.unwrap();
    let organ = gk_base::directory::load_by_code(&mut read, BUREAU).await.unwrap().organ.id.0;
    for line in gk_duties::list_asking(&mut read, organ, 0, 200).await.unwrap() {
        let rules = gk_duties::rules_of_line(&mut read, line.line).await.unwrap();
        let (item, _) = gk_catalog::load_item(&mut read, line.item).await.unwrap();
        if rules.first().is_some_and(gk_duties::Rule::starts_with_forming)
            && item.item.path.level2 == "办事指南"
        {
            let elements = item.item.content.elements.iter().map(|e| e.text.clone()).collect();
            return (line, elements);
        }
    }
    panic!("no such item");
}

/// The fields of a complete draft at a version.
pub(crate) fn complete<'a>(seen: &'a str, elements: &'a [String]) -> Vec<(String, &'a str)> {
    let mut fields: Vec<(String, &str)> = [
        ("seen", seen),
        ("act", "save"),
        ("title", "临时救助办事指南"),
        ("kind", "other"),
        ("docnum", "示民发[2026]8号"),
        ("made_on", "2026-11-20"),
        ("summary", "怎样申请临时救助"),
        ("format", "markdown"),
        ("body", "## 办理\n\n持**身份证**到大厅办理。"),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    for (n, element) in elements.iter().enumerate() {
        fields.push((format!("element-{n}"), element.as_str()));
        fields.push((format!("tick-{n}"), "1"));
    }
    fields
}

/// The same as a browser sends them, some changed.
pub(crate) fn with<'a>(
    fields: &'a [(String, &'a str)],
    changed: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let value =
        |name: &str, old: &'a str| changed.iter().find(|(n, _)| *n == name).map_or(old, |(_, new)| *new);
    fields.iter().map(|(name, old)| (name.as_str(), value(name, old))).collect()
}

/// A draft begun by the clerk; its address.
pub(crate) async fn drafted(clerk: &mut Browser, line: i64) -> String {
    let line = line.to_string();
    let seen = clerk.post("/desk/records", &[("line", &line), ("duty", "")]).await.is(200);
    seen.at.split('?').next().unwrap_or_default().to_owned()
}

on_both! {
    async fn whoever_has_no_part_in_it_may_not(bench) {
        bureau(&bench).await;
        let (line, elements) = formed(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let record = drafted(&mut clerk, line.line).await;
        let fields = complete("1", &elements);
        let line = line.line.to_string();
        for account in ["stranger", "auditor"] {
            let mut other = signed_in(&bench, account).await;
            let _ = other.get(&record).await.is(403);
            let _ = other.post(&record, &with(&fields, &[])).await.is(403);
            for (step, fields) in [
                ("submit", vec![("seen", "1")]),
                ("take-back", vec![("seen", "1")]),
                ("return", vec![("seen", "1"), ("why", "x")]),
                ("publish", vec![("seen", "1"), ("examined", "1")]),
                ("withdraw", vec![("seen", "1"), ("ground", "mistake"), ("note", "x")]),
                ("withdraw", vec![("seen", "1"), ("ground", ""), ("note", "x")]),
                ("files/1/remove", vec![("seen", "1")]),
            ] {
                let seen = other.post(&format!("{record}/{step}"), &fields).await;
                assert_eq!(seen.status.as_u16(), 403, "{account} {step}");
            }
        }
        let mut auditor = signed_in(&bench, "auditor").await;
        let _ = auditor.post("/desk/records", &[("line", &line)]).await.is(403);
        let _ = auditor.get("/desk/review").await.is(403);
        let _ = auditor.get("/desk/records").await.is(403);
        let mut visitor = bench.visitor();
        let _ = visitor.post(&format!("{record}/publish"), &[("seen", "1")]).await.shows("工作人员登录");
        let _ = clerk.post(&format!("{record}/publish"), &[("seen", "1"), ("examined", "1")]).await.is(403);
        let _ = clerk.post("/desk/records", &[("line", "999999")]).await.is(404);
        let _ = clerk.get("/desk/records/999999").await.is(404);
    }

    async fn who_was_overtaken_sees_both_versions(bench) {
        bureau(&bench).await;
        let (line, elements) = formed(&bench).await;
        let (mut clerk, mut reviewer) = (signed_in(&bench, "clerk").await, signed_in(&bench, "reviewer").await);
        let record = drafted(&mut clerk, line.line).await;
        let fields = complete("1", &elements);
        let _ = reviewer.post(&record, &with(&fields, &[("title", "先保存的题目")])).await.is(200).shows("已保存");
        let seen = clerk.post(&record, &with(&fields, &[("title", "后保存的题目")])).await.is(409);
        let _ = seen.shows("审某").shows(">先保存的题目</td>").shows(">后保存的题目</td>").shows(&record);
        let _ = clerk.get(&record).await.is(200).shows("先保存的题目").hides("后保存的题目");
        let _ = clerk.post(&format!("{record}/submit"), &[("seen", "1")]).await.is(409);
    }

    async fn a_date_in_2099_is_refused_and_nothing_is_half_written(bench) {
        bureau(&bench).await;
        let (line, elements) = formed(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let record = drafted(&mut clerk, line.line).await;
        let fields = complete("1", &elements);
        for (typed, words) in [
            ("2099-01-01", "晚于今天"), ("2100-01-01", "超出2099年"), ("1900-01-01", "早于1949"),
            ("2026-02-30", "认不出"), ("昨天", "认不出"),
        ] {
            let changed = with(&fields, &[("made_on", typed), ("title", "不应保存的题目")]);
            let files: [(&str, &str, &[u8]); 1] = [("files", "标准.txt", b"x")];
            let seen = clerk.upload(&record, &changed, &files).await.is(422).shows(words);
            let _ = seen.shows("不应保存的题目").shows(&format!("value=\"{typed}\""));
        }
        let stored = clerk.get(&record).await.is(200).hides("不应保存的题目").hides("标准.txt");
        let _ = stored.shows("name=\"seen\" value=\"1\"");
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(gk_base::ledger::of_subject(&mut read, "record:1", 10).await.unwrap().len(), 1);
    }

    async fn a_file_is_what_its_bytes_are_and_its_name_is_never_a_path(bench) {
        bureau(&bench).await;
        let (line, elements) = formed(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let record = drafted(&mut clerk, line.line).await;
        let fields = complete("1", &elements);
        let bad: [(&str, &[u8], &str); 5] = [
            ("a.pdf", b"MZ\x90\x00", "不是可以公开的格式"),
            ("a.pdf", b"<html><script>alert(1)</script>", "不是可以公开的格式"),
            ("a.docx", b"%PDF-1.7", "与名称的后缀不符"),
            (".htaccess.txt", b"x", "不含路径"),
            ("a.txt", b"", "是空的"),
        ];
        let mut version = 1;
        for (name, bytes, words) in bad {
            let seen = version.to_string();
            let seen = clerk.upload(&record, &with(&fields, &[("seen", &seen)]), &[("files", name, bytes)]).await;
            let _ = seen.is(422).shows(words).shows("已保存");
            version += 1;
        }
        let seen = version.to_string();
        let path: [(&str, &str, &[u8]); 1] = [("files", "../../etc/passwd.txt", b"x")];
        let seen = clerk.upload(&record, &with(&fields, &[("seen", &seen)]), &path).await.is(200);
        let seen = seen.shows(">passwd.txt</a>").hides("../../etc");
        let huge = vec![b'x'; (20 << 20) + 1];
        let now = (version + 2).to_string();
        assert!(seen.text().contains(&format!("name=\"seen\" value=\"{now}\"")));
        let refused = clerk.upload(&record, &with(&fields, &[("seen", &now)]), &[("files", "大.txt", &huge)]).await;
        let _ = refused.is(422).shows("超过20兆字节");
        let file = clerk.get(&format!("{record}/files/1")).await.is(200);
        assert_eq!(file.bytes, b"x");
        assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        let now = (version + 3).to_string();
        let _ = clerk.post(&format!("{record}/files/1/remove"), &[("seen", &now)]).await.is(200).hides(">passwd.txt</a>");
        let _ = clerk.get(&format!("{record}/files/1")).await.is(404);
        let huge = "x".repeat(600_000);
        let now = (version + 4).to_string();
        let _ = clerk.post(&record, &with(&fields, &[("seen", &now), ("body", &huge)])).await.is(422).shows("超过500000字");
        let huge = "x".repeat(5 << 20);
        let _ = clerk.post(&record, &with(&fields, &[("seen", &now), ("body", &huge)])).await.is(422).shows("过大");
    }

    async fn nothing_that_runs_reaches_a_page(bench) {
        bureau(&bench).await;
        let (line, elements) = formed(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let record = drafted(&mut clerk, line.line).await;
        let hostile = "<script>alert(1)</script><p onclick=alert(2)>甲文</p><a href=\"javascript:alert(3)\">乙</a><iframe src=x></iframe>";
        let fields = complete("1", &elements);
        let title = "<script>alert(4)</script>题";
        let changed = with(&fields, &[("format", "html"), ("body", hostile), ("title", title), ("act", "preview")]);
        let preview = clerk.post(&record, &changed).await.is(200).shows("预览").shows("<p>甲文</p>");
        let preview = preview.hides("<script>alert").hides("onclick=alert(2)>甲").hides("href=\"javascript");
        assert!(preview.text().contains("name=\"seen\" value=\"1\""), "a preview saves nothing");
        let changed = with(&fields, &[("format", "html"), ("body", hostile), ("title", title), ("act", "submit")]);
        let _ = clerk.post(&record, &changed).await.is(200).shows("已送审");
        let mut reviewer = signed_in(&bench, "reviewer").await;
        let _ = reviewer.get(&record).await.is(200).shows("<p>甲文</p>").hides("<script>alert").hides("<iframe");
        let _ = reviewer.post(&format!("{record}/publish"), &[("seen", "3"), ("examined", "1")]).await.is(200);
        let public = bench.visitor().get("/info/219900-MZJ/2026-00001").await.is(200).shows("<p>甲文</p>");
        let _ = public.hides("<script>alert").hides("<iframe").hides("onclick").hides("javascript:");
    }
}
