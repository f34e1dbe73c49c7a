//! The desk's doors: signing in and out, posts, people, the log; and everybody who may not.

use gk_org::verbs::{appoint, found_divisions};
use gk_rules::org::Role;
use gk_testkit::browser::PASSWORD;
use gk_testkit::{Bench, on_both};

/// A district with a person of each kind: admin, clerk, auditor; and a clerk elsewhere.
pub(crate) async fn district(bench: &Bench) {
    let within = vec!["210102".to_owned(), "210103".to_owned()];
    found_divisions::run(&bench.office, found_divisions::FoundDivisions { within }, |_, _| {}).await.unwrap();
    let people = [
        ("admin", Role::Administrator, "210102"),
        ("clerk", Role::Clerk, "210102001"),
        ("auditor", Role::Auditor, "210102"),
        ("other", Role::Administrator, "210103"),
    ];
    for (account, role, organ) in people {
        let cmd = appoint::Appoint {
            organ: organ.into(),
            role,
            title: String::new(),
            account: account.into(),
            name: format!("{account}某"),
            password: Some(PASSWORD.into()),
        };
        appoint::run(&bench.office, None, cmd).await.unwrap();
    }
}

pub(crate) fn form<'a>(account: &'a str, password: &'a str, next: &'a str) -> [(&'static str, &'a str); 3] {
    [("account", account), ("password", password), ("next", next)]
}

on_both! {
    async fn people_sign_in_and_out(bench) {
        district(&bench).await;
        let mut admin = bench.visitor();
        let seen = admin.get("/desk/people").await.is(200).shows("工作人员登录");
        assert!(seen.at.ends_with("next=%2Fdesk%2Fpeople"), "{}", seen.at);
        let wrong = admin.post("/desk/sign-in", &form("admin", "wrong", "/desk/people")).await.is(422);
        let wrong = wrong.shows("账号或者密码不正确");
        let nobody =
            bench.visitor().post("/desk/sign-in", &form("admin2", "wrong", "/desk/people")).await.is(422);
        let plain = |seen: &gk_testkit::Seen| seen.text().replace("admin2", "admin");
        assert_eq!(plain(&wrong), plain(&nobody), "nobody learns which accounts exist");
        let seen = admin.post("/desk/sign-in", &form("admin", PASSWORD, "/desk/people")).await.is(200);
        assert_eq!(seen.at, "/desk/people");
        let _ = seen.shows("clerk某").shows("机构人员").hides("other某");
        let seen = admin.post("/desk/sign-out", &[]).await.is(200);
        assert_eq!(seen.at, "/desk/sign-in");
        let _ = admin.get("/desk/people").await.shows("工作人员登录");
        for next in ["//evil.example", "https://evil.example", "/\\evil", "javascript:x"] {
            let seen = bench.visitor().post("/desk/sign-in", &form("auditor", PASSWORD, next)).await;
            assert!(seen.at.starts_with("/desk"), "{next} led to {}", seen.at);
        }
    }
}

on_both! {
    async fn ten_wrong_passwords_lock_for_a_quarter_of_an_hour(bench) {
        district(&bench).await;
        for _ in 0..10 {
            let _ = bench.visitor().post("/desk/sign-in", &form("admin", "wrong", "")).await.is(422);
        }
        let locked = bench.visitor().post("/desk/sign-in", &form("admin", PASSWORD, "")).await.is(429);
        let _ = locked.shows("请在15分钟后再试");
        let mut auditor = bench.visitor();
        let _ = auditor.post("/desk/sign-in", &form("auditor", PASSWORD, "/desk/log")).await.is(200);
        bench.today_is(jiff::civil::date(2026, 11, 25));
        let seen = bench.visitor().post("/desk/sign-in", &form("admin", PASSWORD, "/desk/people")).await.is(200);
        assert_eq!(seen.at, "/desk/people");
    }
}

on_both! {
    async fn the_administrator_appoints_within_the_own_subtree_only(bench) {
        district(&bench).await;
        let mut admin = bench.visitor();
        let _ = admin.post("/desk/sign-in", &form("admin", PASSWORD, "/desk/people")).await.is(200);
        let appoint = |organ: &'static str, account: &'static str, password: &'static str| {
            [
                ("organ", organ),
                ("role", "reviewer"),
                ("title", "科长"),
                ("account", account),
                ("name", "审某"),
                ("password", password),
            ]
        };
        let _ = admin.post("/desk/people", &appoint("210103", "shen", PASSWORD)).await.is(403);
        let _ = admin.post("/desk/people", &appoint("999", "shen", PASSWORD)).await.is(404);
        let refused = admin.post("/desk/people", &appoint("210102001", "Shen!", "short")).await.is(422);
        let _ = refused.shows("账号“Shen!”有误").shows("密码至少10个字符").hides("value=\"short\"");
        let seen = admin.post("/desk/people", &appoint("210102001", "shen", PASSWORD)).await.is(200);
        let seen = seen.shows("已任用").shows("<td data-label=\"姓名\">审某</td>");

        let mut clerk = bench.visitor();
        let _ = clerk.post("/desk/sign-in", &form("clerk", PASSWORD, "/desk/account")).await.is(200);
        let _ = clerk.get("/desk/people").await.is(403).shows("管理员");
        let _ = clerk.post("/desk/people", &appoint("210102001", "shen2", PASSWORD)).await.is(403);
        let _ = clerk.get("/desk/log").await.is(403);
        let _ = clerk.post("/desk/people/1/end", &[("seen", "1")]).await.is(403);

        // The clerk's post is the second one; ending it ends the session at once.
        assert!(seen.text().contains("/desk/people/2/end"));
        let _ = admin.post("/desk/people/2/end", &[("seen", "9")]).await.is(409);
        let _ = admin.post("/desk/people/1/end", &[("seen", "1")]).await.is(422).shows("自己");
        let _ = admin.post("/desk/people/2/end", &[("seen", "1")]).await.is(200).shows("岗位已解除");
        let _ = clerk.get("/desk/account").await.shows("工作人员登录");
        let refused = bench.visitor().post("/desk/sign-in", &form("clerk", PASSWORD, "")).await.is(422);
        let _ = refused.shows("没有岗位");
    }
}

on_both! {
    async fn a_person_with_two_posts_chooses(bench) {
        district(&bench).await;
        let second = appoint::Appoint {
            organ: "210102".into(),
            role: Role::Supervisor,
            title: String::new(),
            account: "clerk".into(),
            name: "clerk某".into(),
            password: None,
        };
        let post = appoint::run(&bench.office, None, second).await.unwrap().post.to_string();
        let mut person = bench.visitor();
        let seen = person.post("/desk/sign-in", &form("clerk", PASSWORD, "/desk/account")).await.is(200);
        let _ = seen.shows("选择岗位").shows("监督人员").shows("信息员");
        let fields = [("post", post.as_str()), ("next", "/desk/account")];
        let _ = person.post("/desk/posts", &fields).await.is(200).shows("<span>监督人员</span>");
        let _ = person.post("/desk/posts", &[("post", "1"), ("next", "")]).await.is(422).shows("不由您担任");
    }
}

on_both! {
    async fn changing_the_password_ends_the_other_sessions(bench) {
        district(&bench).await;
        let (mut here, mut there) = (bench.visitor(), bench.visitor());
        let _ = here.post("/desk/sign-in", &form("clerk", PASSWORD, "/desk/account")).await.is(200);
        let _ = there.post("/desk/sign-in", &form("clerk", PASSWORD, "/desk/account")).await.is(200);
        let change = |old: &'static str, new: &'static str, again: &'static str| {
            [("old", old), ("new", new), ("again", again)]
        };
        let refused = here.post("/desk/account", &change("wrong", "short", "other")).await.is(422);
        let _ = refused.shows("原密码不正确").shows("不一致").shows("至少10个字符");
        let _ = here
            .post("/desk/account", &change(PASSWORD, "xin-de-mi-ma-3", "xin-de-mi-ma-3"))
            .await
            .is(200)
            .shows("密码已修改");
        let _ = there.get("/desk/account").await.shows("工作人员登录");
        let _ = bench.visitor().post("/desk/sign-in", &form("clerk", PASSWORD, "")).await.is(422);
        let _ = bench
            .visitor()
            .post("/desk/sign-in", &form("clerk", "xin-de-mi-ma-3", "/desk/account"))
            .await
            .is(200);
    }
}

on_both! {
    async fn the_auditor_reads_what_was_done(bench) {
        district(&bench).await;
        let mut auditor = bench.visitor();
        let seen = auditor.post("/desk/sign-in", &form("auditor", PASSWORD, "/desk/log")).await.is(200);
        let _ = seen.shows("任用人员").shows("登录").shows("person:2").hides("person:4");
        let (_, statements) = bench.count_statements(auditor.get("/desk/log")).await;
        assert!(statements <= 12, "{statements} statements for one page");
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(gk_base::ledger::broken_at(&mut read).await.unwrap(), None);
    }
}

on_both! {
    async fn a_huge_form_is_refused(bench) {
        district(&bench).await;
        let huge = "x".repeat(5 << 20);
        let _ = bench.visitor().post("/desk/sign-in", &form("admin", &huge, "")).await.is(422).shows("过大");
    }
}
