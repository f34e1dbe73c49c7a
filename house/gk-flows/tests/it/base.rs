//! What every room stands on: the ledger's chain, jobs, settings, and every statement on both engines.

use gk_base::{ledger, settings};
use gk_rules::time::calendar::{NamedDay, YearNotice};
use gk_testkit::on_both;
use jiff::civil::date;

gk_rules::codes! {
    /// 试验事件
    enum Tried {
        /// 试
        Once = "test.once" => "试",
    }
}

on_both! {
    async fn every_statement_is_understood(bench) {
        for sql in gk_server::house::statements() {
            if let Err(fault) = bench.office.engine().prepare(&sql).await {
                panic!("{}: {fault}\n{}", sql.name, sql.text);
            }
        }
    }

    async fn where_nothing_is_to_do_nothing_is_committed(bench) {
        let wakes = async |within: u64| {
            let within = std::time::Duration::from_millis(within);
            tokio::time::timeout(within, bench.office.something_happened()).await.is_ok()
        };
        bench.settle().await;
        while wakes(200).await {}
        bench.settle().await;
        assert!(!wakes(200).await, "the work behind the counter wakes itself without end");
        let mut tx = bench.office.begin_as_system().await.unwrap();
        tx.ledger(Tried::Once, None, "thing:1".to_owned(), &serde_json::json!({}));
        tx.commit().await.unwrap();
        assert!(wakes(5_000).await);
    }

    async fn the_chain_holds_and_shows_where_it_was_touched(bench) {
        for n in 0..5 {
            let mut tx = bench.office.begin_as_system().await.unwrap();
            tx.ledger(Tried::Once, None, format!("thing:{n}"), &serde_json::json!({ "n": n }));
            tx.ledger(Tried::Once, Some(7), format!("thing:{n}"), &serde_json::json!({ "again": n }));
            tx.commit().await.unwrap();
        }
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(ledger::head(&mut read).await.unwrap().0, 10);
        assert_eq!(ledger::broken_at(&mut read).await.unwrap(), None);
        assert_eq!(ledger::of_subject(&mut read, "thing:3", 10).await.unwrap().len(), 2);
        drop(read);
        bench.office.engine().script("update ledger set body = '{}' where seq = 4").await.unwrap();
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(ledger::broken_at(&mut read).await.unwrap(), Some(4));
    }

    async fn a_calendar_that_was_announced_and_undone_is_not_remembered(bench) {
        let named = |day| NamedDay { day, name: "试验".into() };
        let notice = |day| YearNotice { year: 2031, source: "试验".into(), off: vec![named(day)], make_up: vec![] };
        let (undone, kept) = (date(2031, 3, 3), date(2031, 3, 4));
        let mut tx = bench.office.begin_as_system().await.unwrap();
        settings::announce(&mut tx, &notice(undone)).await.unwrap();
        assert!(!settings::calendar(&mut tx).await.unwrap().kind(undone).unwrap().is_working());
        drop(tx);
        let mut tx = bench.office.begin_as_system().await.unwrap();
        settings::announce(&mut tx, &notice(kept)).await.unwrap();
        assert!(settings::calendar(&mut tx).await.unwrap().kind(undone).unwrap().is_working());
        tx.commit().await.unwrap();
        let mut read = bench.office.read().await.unwrap();
        let calendar = settings::calendar(&mut read).await.unwrap();
        assert!(calendar.kind(undone).unwrap().is_working(), "it was undone");
        assert!(!calendar.kind(kept).unwrap().is_working());
        let (_, statements) = bench.count_statements(settings::calendar(&mut read)).await;
        assert_eq!(statements, 1, "what was committed stands on the shelf");
    }

    async fn work_that_is_not_committed_leaves_nothing_behind(bench) {
        let mut tx = bench.office.begin_as_system().await.unwrap();
        tx.ledger(Tried::Once, None, "thing:1", &serde_json::json!({}));
        tx.later("test.nobody", "1", None);
        assert_eq!(tx.next_numbers("things", 3).await.unwrap(), 1);
        drop(tx);
        let mut tx = bench.office.begin_as_system().await.unwrap();
        assert_eq!(tx.next_numbers("things", 1).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(ledger::head(&mut read).await.unwrap().0, 0);
        assert!(gk_base::jobs::counts(&mut read).await.unwrap().is_empty());
    }

    async fn a_job_nobody_does_is_buried_and_kept_for_a_person(bench) {
        let mut tx = bench.office.begin_as_system().await.unwrap();
        tx.later("test.nobody", "1", Some("only-one".into()));
        tx.later("test.nobody", "2", Some("only-one".into()));
        tx.commit().await.unwrap();
        bench.settle().await;
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(gk_base::jobs::counts(&mut read).await.unwrap(), [("dead".to_owned(), 1)]);
    }

    async fn a_setting_holds_from_its_day_and_there_is_no_fallback(bench) {
        let day = date;
        let mut tx = bench.office.begin_as_system().await.unwrap();
        settings::set(&mut tx, "test.days", day(2021, 1, 1), "10", "试验").await.unwrap();
        settings::set(&mut tx, "test.days", day(2024, 1, 1), "15", "试验").await.unwrap();
        tx.commit().await.unwrap();
        let mut read = bench.office.read().await.unwrap();
        assert!(settings::in_force(&mut read, "test.days", day(2020, 12, 31)).await.unwrap().is_none());
        assert_eq!(settings::in_force(&mut read, "test.days", day(2023, 12, 31)).await.unwrap().unwrap().value, "10");
        assert_eq!(settings::in_force(&mut read, "test.days", day(2026, 1, 1)).await.unwrap().unwrap().value, "15");
    }

    async fn the_calendar_is_read_anew_when_a_notice_is_corrected(bench) {
        let day = date(2026, 11, 24);
        let mut read = bench.office.read().await.unwrap();
        assert!(settings::calendar(&mut read).await.unwrap().is_working(day).unwrap());
        drop(read);
        let mut tx = bench.office.begin_as_system().await.unwrap();
        let mut notice = settings::notices(&mut tx).await.unwrap().into_iter().find(|n| n.year == 2026).unwrap();
        notice.off.push(NamedDay { day, name: "试验".into() });
        settings::announce(&mut tx, &notice).await.unwrap();
        tx.commit().await.unwrap();
        let mut read = bench.office.read().await.unwrap();
        assert!(!settings::calendar(&mut read).await.unwrap().is_working(day).unwrap());
    }

    async fn a_program_refuses_a_database_that_is_newer_than_itself(bench) {
        let all = gk_server::migrations::ALL;
        let engine = bench.office.engine();
        assert_eq!(gk_base::migrate::migrate(engine, all).await.unwrap(), 0);
        let (newest, older) = all.split_last().unwrap();
        let fault = gk_base::migrate::migrate(engine, older).await.unwrap_err();
        assert!(fault.to_string().contains(newest.version), "{fault}");
    }

    async fn a_page_that_does_not_exist_says_so_kindly(bench) {
        let seen = bench.visitor().get("/no/such/page").await;
        let _ = seen.is(404).shows("没有找到").shows("试验站点");
    }
}
