//! The rules of catalogs on the real data: the typical items as a common catalog, the real calendar against the order of limits.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use std::collections::BTreeMap;

use gk_rules::catalog::conformity::conformity;
use gk_rules::catalog::diff::diff;
use gk_rules::catalog::edition::{Catalog, Edition, Tier};
use gk_rules::catalog::finding::{Check, Grade};
use gk_rules::catalog::item::Item;
use gk_rules::catalog::lint::lint;
use gk_rules::catalog::merge::{Choices, merge};
use gk_rules::catalog::settle::{adopt, recode, settle};
use gk_rules::catalog::strictness::{Order, periods};
use gk_rules::time::limit::{Kind, Span, Unit};
use gk_rules::time::read::read;
use gk_standards::{domains, items};

fn editions() -> BTreeMap<String, Edition> {
    let drafts: Vec<_> = items::all().iter().map(|one| one.draft(read)).collect();
    let settled = settle(&drafts, &|name| domains::by_name(name?).map(|one| one.code));
    settled
        .items
        .into_iter()
        .map(|(domain, items)| {
            let catalog = Catalog { organ: "21".into(), tier: Tier::Province, domain };
            let edition = Edition::draft(catalog, 1, "起草").with_items(items).unwrap();
            (domain.to_string(), edition)
        })
        .collect()
}

fn county(parent: &Edition, items: Vec<Item>) -> Edition {
    let catalog = Catalog { organ: "219999".into(), tier: Tier::County, domain: parent.catalog().domain };
    Edition::draft(catalog, 1, "县").under(parent.reference()).with_items(items).unwrap()
}

#[test]
fn no_typical_item_is_blocked_but_for_limits_nobody_can_compute() {
    let mut blocked = BTreeMap::new();
    for edition in editions().values() {
        for one in lint(edition).into_iter().filter(|one| one.grade == Grade::Blocking) {
            blocked.entry(one.code).or_insert_with(Vec::new).push(one.message);
        }
    }
    blocked.remove(&Check::UnclearLimit);
    assert!(blocked.is_empty(), "{blocked:#?}");
}

#[test]
fn a_county_that_adopts_everything_conforms_in_every_domain() {
    for parent in editions().values() {
        let items: Vec<_> = parent.items().iter().map(|one| one.adopted_as(one.code)).collect();
        let report = conformity(parent, &county(parent, items));
        let real: Vec<_> = report
            .findings
            .iter()
            .filter(|one| one.grade != Grade::Note && one.code != Check::IncomparableLimit)
            .collect();
        assert!(real.is_empty(), "{real:#?}");
        let unclear = parent
            .items()
            .iter()
            .any(|one| one.content.limit.rules.iter().any(|rule| rule.kind == Kind::Unclear));
        assert!(unclear || report.tally.share() == Some(10_000), "{:?}", report.findings);
    }
}

#[test]
fn items_read_anew_in_another_order_find_their_codes_and_their_parents() {
    for parent in editions().values() {
        let mut read_again = parent.items().to_vec();
        read_again.reverse();
        let again = recode(adopt(read_again, parent.items()), parent.items(), None);
        let mut back: Vec<Item> = again
            .into_iter()
            .map(|one| Item { standing: parent.items()[0].standing.clone(), ..one })
            .collect();
        back.reverse();
        assert!(diff(parent.items(), &back).is_empty());
    }
}

#[test]
fn the_whole_common_catalog_is_merged_without_a_conflict_when_it_did_not_change() {
    for parent in editions().values() {
        let ours: Vec<_> = parent.items().iter().map(|one| one.adopted_as(one.code)).collect();
        assert_eq!(merge(parent.items(), parent.items(), &ours).apply(&Choices::default()).unwrap(), ours);
    }
}

#[test]
fn what_is_called_stricter_or_looser_is_so_on_every_day_of_the_official_calendar() {
    let calendar = gk_standards::calendar::calendar();
    let first: gk_rules::Day = "2019-01-01".parse().unwrap();
    let starts: Vec<_> = (0..2700).map(|n| first.checked_add(jiff::Span::new().days(n)).unwrap()).collect();
    let ends = |span: Span| -> Vec<gk_rules::Day> {
        let end = |day: &gk_rules::Day| match span.unit {
            Unit::WorkingDay => calendar.add_working_days(*day, span.n).unwrap(),
            Unit::Month => calendar
                .roll_forward(day.checked_add(jiff::Span::new().months(i64::from(span.n))).unwrap())
                .unwrap(),
            _ => calendar
                .roll_forward(day.checked_add(jiff::Span::new().days(i64::from(span.n))).unwrap())
                .unwrap(),
        };
        starts.iter().map(end).collect()
    };
    let spans: Vec<(Span, Vec<gk_rules::Day>)> = [Unit::WorkingDay, Unit::Day, Unit::Month]
        .into_iter()
        .flat_map(|unit| (1..=if unit == Unit::Month { 3 } else { 45 }).map(move |n| Span { n, unit }))
        .map(|span| (span, ends(span)))
        .collect();
    for (above, upper) in &spans {
        for (here, lower) in &spans {
            let pairs = || upper.iter().zip(lower);
            match periods(*above, *here) {
                Order::Stricter => assert!(pairs().all(|(a, b)| b <= a), "{above:?} {here:?}"),
                Order::Looser => assert!(pairs().all(|(a, b)| b >= a), "{above:?} {here:?}"),
                Order::Same => assert!(pairs().all(|(a, b)| a == b), "{above:?} {here:?}"),
                Order::SometimesLater | Order::Unknown => {}
            }
        }
    }
}
