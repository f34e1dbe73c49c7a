//! Duties from editions: compiled, met, stated none, rolled, re-derived; what is cached is what follows.

use gk_base::directory::{self, Seat};
use gk_base::{Problem, params, sql::Sql};
use gk_duties::verbs::{
    Correcting, Deciding, Recording, Saying, announce_calendar_year, correct_event, decide_responsible,
    end_none, record_event, state_none,
};
use gk_duties::{DutyLine, Filter, Published};
use gk_rules::Day;
use gk_rules::duty::{DutyKind, DutyState, Tally};
use gk_rules::org::{Actor, OrganId, Role};
use gk_rules::time::calendar::YearNotice;
use gk_rules::time::limit::TriggerEvent;
use gk_server::province::{Scale, generate};
use gk_testkit::{Bench, on_both};
use jiff::civil::date;

pub(crate) const COUNTY: &str = "210102";

/// One district with its departments, streets and communities, and an edition of each domain since a day.
pub(crate) async fn county_since(bench: &Bench, from: Day) -> Seat {
    let scale = Scale { within: vec![COUNTY.into()], from, apart: 0 };
    generate(&bench.office, &scale, |_, _| {}).await.unwrap();
    gk_duties::compile_all(&bench.office, |_| {}).await.unwrap();
    seat(bench, COUNTY).await
}

pub(crate) async fn seat(bench: &Bench, code: &str) -> Seat {
    directory::load_by_code(&mut bench.office.read().await.unwrap(), code).await.unwrap()
}

pub(crate) fn actor(seat: &Seat, person: i64, role: Role) -> Actor {
    Actor {
        person,
        name: format!("某{person}"),
        post: person,
        organ: seat.organ.id,
        path: seat.organ.path.clone(),
        role,
    }
}

pub(crate) async fn proves(bench: &Bench) {
    let found = gk_duties::check(&mut bench.office.read().await.unwrap(), |_| {}).await.unwrap();
    let words: Vec<String> = found.iter().take(5).map(ToString::to_string).collect();
    assert!(found.is_empty(), "{} differences: {words:#?}", found.len());
}

async fn open(bench: &Bench, organ: OrganId, filter: Filter) -> Vec<DutyLine> {
    let mut read = bench.office.read().await.unwrap();
    gk_duties::list_open(&mut read, organ.0, filter, None, 10_000).await.unwrap()
}

async fn tally(bench: &Bench, organ: OrganId) -> Tally {
    gk_duties::tally(&mut bench.office.read().await.unwrap(), organ.0, 0).await.unwrap()
}

async fn item(bench: &Bench, organ: OrganId, line: i64) -> Vec<DutyLine> {
    gk_duties::of_item(&mut bench.office.read().await.unwrap(), organ.0, line, -1, 500).await.unwrap()
}

/// A line of the organ whose clock runs from an event, with that event's kind.
async fn asking(bench: &Bench, organ: OrganId) -> (DutyLine, TriggerEvent) {
    let mut read = bench.office.read().await.unwrap();
    for line in gk_duties::list_asking(&mut read, organ.0, 0, 500).await.unwrap() {
        let rules = gk_duties::rules_of_line(&mut read, line.line).await.unwrap();
        let all_events = rules.iter().all(|rule| rule.kind == DutyKind::Event);
        if let Some(rule) = rules.first().filter(|rule| all_events && rule.starts_with_forming()) {
            return (line, rule.event.unwrap());
        }
    }
    panic!("nothing asks for events");
}

fn published(line: &DutyLine, record: &str, on: Day, made_on: Option<Day>) -> Published {
    Published {
        record: record.into(),
        organ: line.organ,
        line: line.line,
        duty: None,
        made_on,
        published_on: on,
        title: "试验信息".into(),
    }
}

async fn meet(bench: &Bench, published: &Published) -> Vec<i64> {
    let mut tx = bench.office.begin_as_system().await.unwrap();
    let met = gk_duties::meet(&mut tx, published).await.unwrap();
    tx.commit().await.unwrap();
    met
}

fn code(problem: Problem) -> Vec<&'static str> {
    match problem {
        Problem::Refused(reasons) => reasons.iter().map(|r| r.code).collect(),
        other => panic!("{other}"),
    }
}

on_both! {
    async fn an_edition_becomes_duties_of_departments_streets_and_communities(bench) {
        let county = county_since(&bench, date(2026, 11, 16)).await;
        proves(&bench).await;
        let all = tally(&bench, county.organ.id).await;
        let province = tally(&bench, seat(&bench, "21").await.organ.id).await;
        assert_eq!(all, province, "the only county makes the province");
        assert!(all.applicable > 1000 && all.not_due > 0, "{all:?}");
        let village = seat(&bench, "210102001002").await;
        assert!(tally(&bench, village.organ.id).await.applicable > 10, "a community has what names communities");
        let before = all;
        let again = gk_duties::compile_all(&bench.office, |_| {}).await.unwrap();
        assert_eq!((again.begun, again.ended), (0, 0), "compiling twice changes nothing");
        assert_eq!(tally(&bench, county.organ.id).await, before);
    }

    async fn a_publication_meets_its_event_and_a_withdrawal_opens_it_again(bench) {
        county_since(&bench, date(2026, 11, 16)).await;
        let street = seat(&bench, "210102001").await;
        let (line, kind) = asking(&bench, street.organ.id).await;
        let made = date(2026, 11, 20);
        let met = meet(&bench, &published(&line, "r1", date(2026, 11, 24), Some(made))).await;
        assert!(met.len() >= 2, "the head and the event that was recorded with it");
        let duties = item(&bench, street.organ.id, line.line).await;
        assert_eq!(duties[0].item_state, Some(DutyState::OnTime));
        let event = duties.iter().find(|one| one.event.is_some()).unwrap();
        assert_eq!((event.start, event.state), (Some(made), DutyState::OnTime));
        let mut read = bench.office.read().await.unwrap();
        let events = gk_duties::list_events_of_line(&mut read, street.organ.id.0, line.line, 9).await.unwrap();
        assert_eq!((events.len(), events[0].event.kind, events[0].record.as_str()), (1, kind, "r1"));
        drop(read);
        assert_eq!(meet(&bench, &published(&line, "r2", date(2026, 11, 24), Some(made))).await, met);
        proves(&bench).await;
        for (record, state) in [("r1", DutyState::OnTime), ("r2", DutyState::NotDue)] {
            let mut tx = bench.office.begin_as_system().await.unwrap();
            gk_duties::unmeet(&mut tx, record).await.unwrap();
            tx.commit().await.unwrap();
            let now = item(&bench, street.organ.id, line.line).await;
            assert_eq!(now[0].item_state, Some(state), "after {record} is withdrawn");
            proves(&bench).await;
        }
    }

    async fn the_day_turns_what_is_due_into_what_is_overdue_once(bench) {
        let county = county_since(&bench, date(2026, 11, 16)).await;
        let before = tally(&bench, county.organ.id).await;
        assert_eq!(before.overdue, 0);
        let due = open(&bench, seat(&bench, "210102001002").await.organ.id, Filter::default()).await[0].facts.due.unwrap();
        bench.today_is(due);
        gk_duties::ensure_today(&bench.office).await.unwrap();
        assert_eq!(tally(&bench, county.organ.id).await.overdue, 0, "the last day has not passed");
        bench.today_is(due.tomorrow().unwrap());
        gk_duties::ensure_today(&bench.office).await.unwrap();
        let after = tally(&bench, county.organ.id).await;
        assert!(after.overdue > 1000 && after.applicable == before.applicable, "{after:?}");
        proves(&bench).await;
        let (_, statements) = bench.count_statements(gk_duties::ensure_today(&bench.office)).await;
        assert!(statements <= 2, "a second look costs two statements, not {statements}");
    }

    async fn a_period_begins_with_its_first_day(bench) {
        county_since(&bench, date(2026, 11, 16)).await;
        let sql = Sql { name: "test", text: "select count(*) from duties where kind = 2" };
        let count = bench.office.read().await.unwrap().number(&sql, &[]).await.unwrap();
        let year = YearNotice { year: 2027, source: "试验".into(), off: vec![], make_up: vec![] };
        let mut tx = bench.office.begin_as_system().await.unwrap();
        gk_base::settings::announce(&mut tx, &year).await.unwrap();
        tx.commit().await.unwrap();
        bench.today_is(date(2027, 6, 1));
        gk_duties::ensure_today(&bench.office).await.unwrap();
        let now = bench.office.read().await.unwrap().number(&sql, &[]).await.unwrap();
        assert!(now > count && count > 0, "{now} after {count}");
        proves(&bench).await;
    }
}

on_both! {
    async fn a_corrected_holiday_moves_last_days_and_keeps_everything_consistent(bench) {
        let county = county_since(&bench, date(2026, 11, 16)).await;
        let village = seat(&bench, "210102001002").await.organ.id;
        let before = open(&bench, village, Filter::default()).await[0].facts.due.unwrap();
        let mut notice = gk_standards::calendar::notices().pop().unwrap();
        assert_eq!(notice.year, 2026);
        let named = |day| gk_rules::time::calendar::NamedDay { day, name: "试验".into() };
        notice.off.push(named(date(2026, 12, 1)));
        let office = actor(&county, 1, Role::DisclosureOffice);
        announce_calendar_year(&bench.office, &office, &notice).await.unwrap();
        let after = open(&bench, village, Filter::default()).await[0].facts.due.unwrap();
        assert_eq!(after, before.tomorrow().unwrap());
        proves(&bench).await;
        notice.off.push(named(date(2026, 12, 1)));
        let refused = announce_calendar_year(&bench.office, &office, &notice).await.unwrap_err();
        assert_eq!(code(refused), ["calendar.bad_notice"]);
        let clerk = actor(&county, 2, Role::Clerk);
        assert!(matches!(announce_calendar_year(&bench.office, &clerk, &notice).await, Err(Problem::NotAllowed(_))));
    }

    async fn an_event_is_corrected_by_another_and_the_former_is_kept(bench) {
        county_since(&bench, date(2026, 11, 16)).await;
        let street = seat(&bench, "210102001").await;
        let (line, kind) = asking(&bench, street.organ.id).await;
        let (clerk, reviewer) = (actor(&street, 1, Role::Clerk), actor(&street, 2, Role::Reviewer));
        let on = date(2026, 11, 18);
        let recording = Recording { organ: line.organ, line: line.line, kind, on, words: "办结".into() };
        let event = record_event(&bench.office, &clerk, &recording).await.unwrap();
        let future = Recording { on: date(2027, 11, 18), ..recording.clone() };
        let refused = record_event(&bench.office, &clerk, &future).await.unwrap_err();
        assert_eq!(code(refused), ["event.in_the_future"]);
        let due = item(&bench, street.organ.id, line.line).await[1].facts.due;
        let mut correcting =
            Correcting { event, version: 0, kind, on: date(2026, 11, 19), words: "办结".into(), why: "写错日期".into() };
        let refused = correct_event(&bench.office, &actor(&street, 1, Role::Reviewer), &correcting).await;
        assert!(matches!(refused, Err(Problem::NotAllowed(_))), "nobody corrects his own");
        correct_event(&bench.office, &reviewer, &correcting).await.unwrap();
        let now = item(&bench, street.organ.id, line.line).await[1].clone();
        assert!(now.facts.due > due && now.start == Some(date(2026, 11, 19)));
        let mut read = bench.office.read().await.unwrap();
        let former = gk_duties::former_events(&mut read, event).await.unwrap();
        assert_eq!((former[0].on, former[0].why.as_str(), former[0].outcome[0].due), (on, "写错日期", due));
        drop(read);
        correcting.on = date(2026, 11, 20);
        let stale = correct_event(&bench.office, &actor(&street, 3, Role::Reviewer), &correcting).await.unwrap_err();
        assert_eq!(code(stale), ["event.stale"]);
        proves(&bench).await;
    }

    async fn a_statement_holds_until_something_happens(bench) {
        county_since(&bench, date(2026, 11, 16)).await;
        let street = seat(&bench, "210102001").await;
        let (line, kind) = asking(&bench, street.organ.id).await;
        let reviewer = actor(&street, 2, Role::Reviewer);
        let saying = Saying { organ: line.organ, line: line.line, until: None, words: "未发生".into() };
        let id = state_none(&bench.office, &reviewer, &saying).await.unwrap();
        assert_eq!(item(&bench, street.organ.id, line.line).await[0].item_state, Some(DutyState::StatedNone));
        proves(&bench).await;
        let twice = state_none(&bench.office, &reviewer, &saying).await.unwrap_err();
        assert_eq!(code(twice), ["none.still_holds"]);
        let recording = Recording { organ: line.organ, line: line.line, kind, on: date(2026, 11, 23), words: "发生了".into() };
        record_event(&bench.office, &actor(&street, 1, Role::Clerk), &recording).await.unwrap();
        assert_eq!(item(&bench, street.organ.id, line.line).await[0].item_state, Some(DutyState::NotDue));
        let over = end_none(&bench.office, &reviewer, id, "已发生").await.unwrap_err();
        assert_eq!(code(over), ["none.is_over"]);
        proves(&bench).await;
    }

    async fn words_that_name_nobody_wait_until_a_person_decides(bench) {
        let county = county_since(&bench, date(2026, 11, 16)).await;
        let mut read = bench.office.read().await.unwrap();
        let waiting = gk_duties::count_unmatched(&mut read, &county).await.unwrap();
        let sql = Sql { name: "test", text: "select words from unmatched where catalog_organ = $1 order by items desc, words limit 1" };
        let words: String = read.row(&sql, params![county.organ.id.0]).await.unwrap().unwrap().get(0).unwrap();
        drop(read);
        assert!(waiting > 0);
        let bureau = seat(&bench, "210102-mzj").await;
        let before = tally(&bench, bureau.organ.id).await.applicable;
        let deciding = Deciding { county: county.organ.id.0, words: words.clone(), organs: vec![bureau.organ.id.0] };
        let office = actor(&county, 1, Role::DisclosureOffice);
        decide_responsible(&bench.office, &office, &deciding).await.unwrap();
        assert!(tally(&bench, bureau.organ.id).await.applicable > before, "{words}");
        proves(&bench).await;
        let nobody = Deciding { organs: vec![], ..deciding.clone() };
        decide_responsible(&bench.office, &office, &nobody).await.unwrap();
        assert_eq!(tally(&bench, bureau.organ.id).await.applicable, before, "taken back");
        let elsewhere = Deciding { organs: vec![seat(&bench, "21").await.organ.id.0], ..deciding };
        let refused = decide_responsible(&bench.office, &office, &elsewhere).await.unwrap_err();
        assert_eq!(code(refused), ["responsible.not_here"]);
        proves(&bench).await;
    }
}
