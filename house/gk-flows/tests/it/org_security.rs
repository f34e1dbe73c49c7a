//! Attacks on signing in: guessing by account and by address, claimed addresses, planted cookies, old sessions, kept pages.

use gk_testkit::browser::PASSWORD;
use gk_testkit::{Bench, Browser, Seen, on_both};

use crate::foi_journey::{applied, bureau};
use crate::org_desk::{district, form};

async fn tries(browser: &mut Browser, account: &str, password: &str) -> Seen {
    browser.post("/desk/sign-in", &form(account, password, "/desk/account")).await
}

/// How many wrong passwords an address gives before it waits; each for another account.
async fn until_waiting(bench: &Bench, peer: &str, said: impl Fn(usize) -> String) -> Option<usize> {
    for n in 0..32 {
        let mut browser = bench.visitor().coming_from(peer, &said(n));
        if tries(&mut browser, &format!("guess{n}"), "wrong").await.status == 429 {
            return Some(n);
        }
    }
    None
}

fn store(seen: &Seen) -> Option<&str> {
    seen.headers.get("cache-control").and_then(|value| value.to_str().ok())
}

on_both! {
    async fn an_account_that_does_not_exist_waits_like_one_that_does(bench) {
        district(&bench).await;
        let mut seen = Vec::new();
        for account in ["clerk", "nobody"] {
            let mut pages = Vec::new();
            for n in 0..11 {
                let address = format!("203.0.113.{n}");
                let page = tries(&mut bench.visitor().coming_from(&address, ""), account, "wrong").await;
                pages.push((page.status.as_u16(), page.text().replace(account, "X")));
            }
            seen.push(pages);
        }
        assert_eq!(seen[0], seen[1], "nothing tells which account exists");
        let statuses: Vec<u16> = seen[0].iter().map(|one| one.0).collect();
        assert_eq!(statuses, [vec![422; 10], vec![429]].concat());
        assert!(seen[0][10].1.contains("请在15分钟后再试"), "{}", seen[0][10].1);
        let right = tries(&mut bench.visitor().coming_from("198.51.100.7", ""), "clerk", PASSWORD).await;
        let _ = right.is(429).shows("输对密码也不例外");
        let _ = tries(&mut bench.visitor(), "auditor", PASSWORD).await.is(200);
        bench.today_is(jiff::civil::date(2026, 11, 25));
        let _ = tries(&mut bench.visitor(), "clerk", PASSWORD).await.is(200);
        let left = bench.office.read().await.unwrap().number(&LEFT, &[]).await.unwrap();
        assert!(left > 0, "what is over is forgotten with the next failure");
        let _ = tries(&mut bench.visitor(), "clerk", "wrong").await.is(422);
        assert_eq!(bench.office.read().await.unwrap().number(&LEFT, &[]).await.unwrap(), 1);
    }
}

/// Sessions there are.
const OPEN: gk_base::Sql = gk_base::Sql { name: "test.open", text: "select count(*) from sessions" };
/// What is remembered of tries.
const LEFT: gk_base::Sql = gk_base::Sql { name: "test.left", text: "select count(*) from sign_in_tries" };

on_both! {
    async fn an_address_that_guesses_many_accounts_waits_whatever_it_claims_to_be(bench) {
        district(&bench).await;
        // Not behind a proxy of ours: what it says of itself counts for nothing.
        let stranger = until_waiting(&bench, "203.0.113.9", |n| format!("10.0.0.{n}")).await;
        assert_eq!(stranger, Some(30));
        let _ = tries(&mut bench.visitor().coming_from("203.0.113.9", ""), "clerk", PASSWORD).await.is(429);
        let _ = tries(&mut bench.visitor().coming_from("203.0.113.10", ""), "clerk", PASSWORD).await.is(200);
        // Behind our own proxy: what the proxy saw counts, not what was there before it.
        let behind = until_waiting(&bench, "127.0.0.1", |n| format!("10.0.0.{n}, 198.51.100.1")).await;
        assert_eq!(behind, Some(30));
        let other = bench.visitor().coming_from("127.0.0.1", "198.51.100.2");
        let _ = tries(&mut other.clone(), "clerk", PASSWORD).await.is(200);
        // All of one IPv6 network is one subscriber.
        let six = until_waiting(&bench, "127.0.0.1", |n| format!("2001:db8::{n:x}")).await;
        assert_eq!(six, Some(30));
        let mut auditor = bench.visitor();
        let _ = auditor.post("/desk/sign-in", &form("auditor", PASSWORD, "/desk/log")).await.is(200);
        let _ = auditor.get("/desk/log").await.is(200);
    }

    async fn signing_in_does_not_forgive_the_address(bench) {
        district(&bench).await;
        let mut browser = bench.visitor().coming_from("203.0.113.9", "");
        for n in 0..30 {
            let _ = tries(&mut browser, &format!("guess{}", n % 15), "wrong").await.is(422);
            if n % 10 == 5 {
                let _ = tries(&mut browser.clone(), "clerk", PASSWORD).await.is(200);
            }
        }
        let _ = tries(&mut browser, "clerk", PASSWORD).await.is(429);
    }

    async fn guesses_sent_at_once_do_not_run_ahead_of_the_count(bench) {
        district(&bench).await;
        let mut all = tokio::task::JoinSet::new();
        for n in 0..24 {
            let mut browser = bench.visitor().coming_from(&format!("203.0.113.{n}"), "");
            all.spawn(async move { tries(&mut browser, "clerk", "wrong").await.status.as_u16() });
        }
        let computed = all.join_all().await.into_iter().filter(|status| *status == 422).count();
        assert!(computed <= 11, "{computed} passwords were compared");
    }

    async fn the_old_password_is_not_guessed_at_an_unlocked_desk(bench) {
        district(&bench).await;
        let mut found = bench.visitor();
        let _ = tries(&mut found, "clerk", PASSWORD).await.is(200);
        let change = [("old", "wrong"), ("new", "xin-de-mi-ma-3"), ("again", "xin-de-mi-ma-3")];
        for _ in 0..10 {
            let _ = found.post("/desk/account", &change).await.is(422).shows("原密码不正确");
        }
        let right = [("old", PASSWORD), ("new", "xin-de-mi-ma-3"), ("again", "xin-de-mi-ma-3")];
        let _ = found.post("/desk/account", &right).await.is(422).shows("分钟后再试");
    }

    async fn a_new_sign_in_ends_the_session_the_browser_had(bench) {
        district(&bench).await;
        let mut browser = bench.visitor();
        let _ = tries(&mut browser, "clerk", PASSWORD).await.is(200);
        let old = browser.cookie().unwrap().to_owned();
        let _ = tries(&mut browser, "clerk", PASSWORD).await.is(200);
        assert_ne!(browser.cookie(), Some(old.as_str()), "a session is never taken over");
        let _ = bench.visitor().with_cookie(&old).get("/desk/account").await.shows("工作人员登录");
        let _ = browser.get("/desk/account").await.hides("工作人员登录");
        // A session planted before signing in is not the one after it.
        let planted = format!("gk_session={}", "a".repeat(64));
        let mut victim = bench.visitor().with_cookie(&planted);
        let _ = tries(&mut victim, "clerk", PASSWORD).await.is(200);
        let _ = bench.visitor().with_cookie(&planted).get("/desk/account").await.shows("工作人员登录");
        for _ in 0..6 {
            let _ = tries(&mut bench.visitor(), "clerk", PASSWORD).await.is(200);
        }
        let open = bench.office.read().await.unwrap().number(&OPEN, &[]).await.unwrap();
        assert_eq!(open, 5, "a person is signed in at so many places at most");
    }

    async fn over_tls_cookies_are_of_this_host_and_the_browser_comes_back_by_tls(bench) {
        district(&bench).await;
        let mut browser = bench.visitor_by_tls();
        let seen = tries(&mut browser, "clerk", PASSWORD).await.is(200);
        assert!(seen.headers.get("strict-transport-security").unwrap().to_str().unwrap().contains("max-age=31536000"));
        let cookie = browser.cookie().unwrap().to_owned();
        assert!(cookie.starts_with("__Host-gk_session="), "{cookie}");
        let plain = cookie.trim_start_matches("__Host-").to_owned();
        let _ = bench.visitor_by_tls().with_cookie(&plain).get("/desk/account").await.shows("工作人员登录");
        let both = format!("{plain}; __Host-gk_session={}", "a".repeat(64));
        let _ = bench.visitor_by_tls().with_cookie(&both).get("/desk/account").await.shows("工作人员登录");
        let plain = bench.visitor().get("/").await.is(200);
        assert!(!plain.headers.contains_key("strict-transport-security"), "not where there is no TLS");
    }

    async fn nothing_of_the_desk_or_of_a_case_is_kept_on_its_way(bench) {
        bureau(&bench).await;
        let (mut citizen, _) = applied(&bench).await;
        for address in ["/foi/case", "/foi/progress", "/foi/case/files/1"] {
            assert_eq!(store(&citizen.get(address).await), Some("no-store"), "{address}");
        }
        let wrong = citizen.post("/foi/progress", &[("code", "AAAA-AAAA-AAAA")]).await;
        assert_eq!(store(&wrong), Some("no-store"));
        let mut clerk = crate::records_desk::signed_in(&bench, "clerk").await;
        let routes = include_str!("../../../../docs/routes.md");
        let desks = routes.lines().filter_map(|line| line.strip_prefix("| `/desk")?.split('`').next());
        let mut seen = 0;
        for rest in desks {
            let address = format!("/desk{rest}").replace("{verb}", "register").replace(['{', '}'], "");
            let page = clerk.get(&address).await;
            assert_eq!(store(&page), Some("no-store"), "{address} ({})", page.status);
            seen += 1;
        }
        assert!(seen > 60, "{seen} addresses of the desk");
        assert_ne!(store(&bench.visitor().get("/catalogs").await), Some("no-store"), "public pages may be kept");
    }
}
