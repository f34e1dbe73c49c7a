//! Duties through editions: the same item goes on by its code, what is dropped ends with the day, and a township that has a
//! catalog of its own stands under that and no more under the county's.

use gk_catalog::verbs::{Hand, correct_item, drop_item, start_next_edition};
use gk_duties::verbs::{Recording, record_event};
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::typed::Typed;
use gk_rules::duty::{DutyState, Tally};
use gk_rules::org::Role;
use gk_rules::time::limit::TriggerEvent;
use gk_testkit::county::{COUNTY, Writing, pair, person, publish};
use gk_testkit::{Bench, on_both};
use jiff::civil::date;

use crate::duties_compile::proves;
use crate::duties_tables::{Row, duties, enact, find_line, line_named, put, settle, version};

const BUREAU: &str = "219900-mzj";
const TOWN: &str = "219900001";
const OTHER: &str = "219900002";
const ROWS: [Row<'_>; 2] = [
    ("综合业务", "政策法规文件", "信息形成或者变更之日起20个工作日内", "示范县民政局", "县"),
    ("综合业务", "监督检查", "信息形成或者变更之日起20个工作日内", "示范县民政局", "县"),
];
const REACHING_DOWN: [Row<'_>; 1] =
    [("临时救助", "审核信息", "信息形成或者变更之日起20个工作日内", "示范县民政局", "县乡村")];
const OF_THE_TOWN: [Row<'_>; 1] =
    [("临时救助", "受理信息", "信息形成或者变更之日起10个工作日内", "示范县第1镇人民政府", "乡村")];

async fn applicable(bench: &Bench, organ: &str) -> Tally {
    let mut read = bench.office.read().await.unwrap();
    let seat = gk_base::directory::load_by_code(&mut read, organ).await.unwrap();
    gk_duties::tally(&mut read, seat.organ.id.0, 0).await.unwrap()
}

on_both! {
    async fn a_duty_met_under_one_edition_stays_met_under_the_next(bench) {
        let chief = settle(&bench, 1).await;
        let first = enact(&bench, &chief, (COUNTY, Tier::County, "社会救助"), &ROWS).await;
        let people = pair(&bench, BUREAU, "mz").await;
        bench.today_is(date(2026, 11, 24));
        let kept = line_named(&bench, BUREAU, "政策法规文件").await;
        let _ = publish(&bench, &people, kept.line, Writing { title: "救助政策", number: "", body: "正文。" }).await;
        let dropped = line_named(&bench, BUREAU, "监督检查").await;
        let event = Recording {
            organ: dropped.organ, line: dropped.line, kind: TriggerEvent::FormedOrChanged, on: date(2026, 11, 20), words: "检查".into(),
        };
        let _ = record_event(&bench.office, &people.0, &event).await.unwrap();
        let before = duties(&bench, &kept).await;
        assert!(before.len() == 2 && before.iter().all(|one| one.state == DutyState::OnTime), "{before:?}");

        let draft = start_next_edition::run(&bench.office, Hand::System, start_next_edition::StartNextEdition { edition: first }).await.unwrap();
        let items = gk_catalog::list_items(&mut bench.office.read().await.unwrap(), draft, 0, 10).await.unwrap();
        let code = |name: &str| items.iter().find(|one| one.item.path.name() == name).unwrap().item.clone();
        let item = code("政策法规文件");
        let mut typed = Typed::of(&item);
        typed.path[1] = "救助政策法规".into();
        typed.limit = "信息形成或者变更之日起10个工作日内".into();
        let seen = version(&bench, draft).await;
        let cmd = correct_item::CorrectItem { edition: draft, seen, code: item.code, typed, parent: None };
        correct_item::run(&bench.office, Hand::System, cmd).await.unwrap();
        let seen = version(&bench, draft).await;
        let cmd = drop_item::DropItem { edition: draft, seen, code: code("监督检查").code, reason: "本县已无此项职权".into() };
        drop_item::run(&bench.office, Hand::System, cmd).await.unwrap();
        bench.today_is(date(2026, 12, 1));
        put(&bench, &chief, draft).await;

        let renamed = line_named(&bench, BUREAU, "救助政策法规").await;
        assert_eq!(renamed.line, kept.line, "matched by its code, not by its name");
        let after = duties(&bench, &renamed).await;
        let what = |all: &[gk_duties::DutyLine]| all.iter().map(|one| (one.id, one.start, one.facts.due, one.facts.met_on, one.state)).collect::<Vec<_>>();
        assert_eq!(what(&after), what(&before), "met as it was, and by the clock of its day");
        assert!(after.iter().all(|one| one.item == renamed.item && one.item != kept.item), "it hangs on the new edition");
        let over = duties(&bench, &dropped).await;
        assert!(over.iter().all(|one| one.facts.ended_on == Some(date(2026, 12, 1)) && one.state == DutyState::Ended), "{over:?}");
        assert!(find_line(&bench, BUREAU, "监督检查").await.is_none());
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(gk_duties::list_events_of_line(&mut read, dropped.organ, dropped.line, 9).await.unwrap().len(), 1, "its history stays");
        drop(read);
        let seen = bench.visitor().get(&format!("/items/{}/{BUREAU}", dropped.line)).await.is(200);
        let _ = seen.shows("不再适用").shows("2026-12-01");
        let _ = bench.visitor().get(&format!("/items/{}/{BUREAU}", kept.line)).await.is(200).shows("2026-11-24");

        let next = Recording { line: kept.line, on: date(2026, 12, 1), ..event };
        let _ = record_event(&bench.office, &people.0, &next).await.unwrap();
        let begun = duties(&bench, &renamed).await;
        let new = begun.iter().find(|one| one.start == Some(date(2026, 12, 1)) && one.event.is_some()).unwrap();
        assert_eq!(new.facts.due, Some(date(2026, 12, 15)), "what happens now runs by the new edition");
        proves(&bench).await;
    }

    async fn a_township_with_its_own_catalog_stands_under_that_with_its_villages(bench) {
        let chief = settle(&bench, 2).await;
        let _ = enact(&bench, &chief, (COUNTY, Tier::County, "社会救助"), &REACHING_DOWN).await;
        let village = format!("{TOWN}001");
        for organ in [BUREAU, TOWN, OTHER, village.as_str()] {
            let _ = line_named(&bench, organ, "审核信息").await;
        }
        let of_county = line_named(&bench, TOWN, "审核信息").await;
        let clerk = person(&bench, TOWN, Role::Clerk, "town", "周某").await;
        let event = Recording {
            organ: of_county.organ, line: of_county.line, kind: TriggerEvent::FormedOrChanged, on: date(2026, 11, 2), words: "受理".into(),
        };
        let _ = record_event(&bench.office, &clerk, &event).await.unwrap();
        let county = applicable(&bench, COUNTY).await.applicable;

        bench.today_is(date(2026, 11, 24));
        let _ = enact(&bench, &chief, (TOWN, Tier::Township, "社会救助"), &OF_THE_TOWN).await;
        for organ in [TOWN, village.as_str()] {
            let own = line_named(&bench, organ, "受理信息").await;
            assert_eq!(duties(&bench, &own).await[0].start, Some(date(2026, 11, 24)));
            assert!(find_line(&bench, organ, "审核信息").await.is_none(), "the county's does not reach {organ} any more");
        }
        for organ in [BUREAU, OTHER, "219900002001"] {
            let _ = line_named(&bench, organ, "审核信息").await;
            assert!(find_line(&bench, organ, "受理信息").await.is_none(), "the township's does not reach {organ}");
        }
        let over = duties(&bench, &of_county).await;
        assert!(over.len() == 2 && over.iter().all(|one| one.facts.ended_on == Some(date(2026, 11, 24))), "{over:?}");
        assert_eq!(applicable(&bench, COUNTY).await.applicable, county, "one for one");
        proves(&bench).await;

        let again = gk_duties::compile_all(&bench.office, |_| {}).await.unwrap();
        assert_eq!((again.begun, again.ended), (0, 0), "compiling twice changes nothing");
        proves(&bench).await;
    }
}
