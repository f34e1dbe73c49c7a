//! The calendar of last days, its subscribed address, the warnings as the day comes near, and the organ above.

use gk_rules::org::Role;
use gk_testkit::{Bench, county, on_both};
use jiff::civil::date;

use crate::foi_journey::{ID, applied, bureau, takes};
use crate::records_desk::signed_in;

/// One registered application, due on 2026-12-22.
async fn one_case(bench: &Bench) {
    bureau(bench).await;
    let _ = applied(bench).await;
    let mut clerk = signed_in(bench, "clerk").await;
    takes(&mut clerk, "/desk/foi/1", "confirm", &[]).await;
    takes(&mut clerk, "/desk/foi/1", "register", &[]).await;
}

async fn told(bench: &Bench, event: &str) -> usize {
    let mut read = bench.office.read().await.unwrap();
    gk_base::ledger::of_event(&mut read, event, 0, 100).await.unwrap().len()
}

on_both! {
    async fn the_month_shows_last_days_and_days_off(bench) {
        one_case(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let page = clerk.get("/desk/foi/calendar?month=2026-12").await.is(200);
        let _ = page.shows("2026年12月").shows("县民政局公开申〔2026〕1号").hides("王小明").hides(ID);
        let _ = clerk.get("/desk/foi/calendar?month=2026-10").await.is(200).shows("国庆").hides("公开申〔2026〕1号");
        let _ = clerk.get("/desk/foi/calendar?month=nonsense").await.is(200).shows("2026年11月");
        let (seen, count) = bench.count_statements(clerk.get("/desk/foi/calendar?month=2026-12")).await;
        let _ = seen.is(200);
        assert!(count <= 12, "{count} statements");
    }

    async fn an_address_gives_the_calendar_to_its_holder_only(bench) {
        one_case(&bench).await;
        let mut clerk = signed_in(&bench, "clerk").await;
        let address = |page: String| {
            let at = page.find("/desk/foi/clock/").expect("an address is shown");
            page[at..].split('"').next().unwrap().to_owned()
        };
        let first = address(clerk.post("/desk/foi/calendar/address", &[]).await.is(200).text());
        let mut phone = bench.visitor();
        let file = phone.get(&first).await.is(200).shows("BEGIN:VCALENDAR").shows("DTSTART;VALUE=DATE:20261222").shows("BEGIN:VTODO");
        let text = file.hides("王小明").hides(ID).hides("临时救助").text();
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        let second = address(clerk.post("/desk/foi/calendar/address", &[]).await.is(200).text());
        let _ = phone.get(&first).await.is(404);
        let _ = phone.get(&second).await.is(200);
        let _ = phone.get("/desk/foi/clock/0000/clock.ics").await.is(404);
        gk_testkit::secrecy::none_in(&bench, &["foi_addresses", "ledger"], &[second.split('/').nth(4).unwrap()]).await;
    }

    async fn a_warning_is_given_once_and_rises(bench) {
        one_case(&bench).await;
        gk_foi::ensure_today(&bench.office).await.unwrap();
        assert_eq!((told(&bench, "foi.warned").await, told(&bench, "foi.escalated").await), (0, 0));
        bench.today_is(date(2026, 12, 15));
        for _ in 0..2 {
            gk_foi::ensure_today(&bench.office).await.unwrap();
            assert_eq!((told(&bench, "foi.warned").await, told(&bench, "foi.escalated").await), (1, 0));
        }
        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.get("/desk/foi").await.is(200).shows("期限需要您过问");
        let _ = clerk.get("/desk/foi/warnings").await.is(200).shows("/desk/foi/1\"");
        let mut leader = signed_in(&bench, "leader").await;
        let _ = leader.get("/desk/foi/warnings").await.is(200).hides("/desk/foi/1\"");
        for (day, escalated) in [(date(2026, 12, 18), 1), (date(2026, 12, 22), 2), (date(2026, 12, 23), 3)] {
            bench.today_is(day);
            bench.settle().await;
            assert_eq!(told(&bench, "foi.escalated").await, escalated, "{day}");
        }
        let mut leader = signed_in(&bench, "leader").await;
        let _ = leader.get("/desk/foi/warnings").await.is(200).shows("/desk/foi/1\"");
        let (_, count) = bench.count_statements(gk_foi::ensure_today(&bench.office)).await;
        assert!(count <= 1, "{count} statements when nothing is to be done");
    }

    async fn the_organ_above_sees_who_is_late_worst_first(bench) {
        one_case(&bench).await;
        let _ = county::person(&bench, "219900", Role::Supervisor, "above", "督某").await;
        bench.today_is(date(2026, 12, 28));
        let mut above = signed_in(&bench, "above").await;
        let page = above.get("/desk/foi/supervision").await.is(200);
        let _ = page.shows("示范县民政局").shows("data-label=\"已经逾期\">1<").hides("王小明");
        let mut stranger = signed_in(&bench, "stranger").await;
        let _ = stranger.get("/desk/foi/supervision?organ=219900-mzj").await.is(403);
        let _ = stranger.get("/desk/foi/supervision").await.is(200).shows("没有在办的申请");
    }
}
