//! Which limit holds: another law's where it prevails, one a person names where the text leaves it open.

use gk_base::Problem;
use gk_duties::verbs::{NamingLimit, Recording, name_limit, record_event};
use gk_duties::{DutyLine, Rule};
use gk_rules::Day;
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::finding::Check;
use gk_rules::duty::naming::Proposal;
use gk_rules::duty::{DutyKind, DutyState};
use gk_rules::org::{Actor, Role};
use gk_rules::time::limit::TriggerEvent;
use gk_testkit::county::{COUNTY, person};
use gk_testkit::{Bench, on_both};
use jiff::civil::date;

use crate::duties_compile::proves;
use crate::duties_tables::{Row, codes, duties, enact, line_named, settle};
use crate::records_desk::signed_in;

const FINANCE: &str = "219900-czj";
const ROWS: [Row<'_>; 4] = [
    ("部门预算", "收支总体情况表", "依法公开", "示范县财政局", "县"),
    ("部门决算", "部门决算说明", "信息形成或者变更之日起20个工作日内", "示范县财政局", "县"),
    ("部门预算", "绩效目标表", "批复后7日内", "示范县财政局", "县"),
    ("其他信息", "专项资金", "按有关规定公开", "示范县财政局", "县"),
];

async fn finance(bench: &Bench) -> (Actor, i64) {
    let chief = settle(bench, 1).await;
    let edition = enact(bench, &chief, (COUNTY, Tier::County, "财政预决算"), &ROWS).await;
    bench.today_is(date(2026, 11, 24));
    (chief, edition)
}

async fn rules(bench: &Bench, of: &DutyLine) -> Vec<Rule> {
    gk_duties::rules_of_line(&mut bench.office.read().await.unwrap(), of.line).await.unwrap()
}

fn event(of: &DutyLine, kind: TriggerEvent, on: Day) -> Recording {
    Recording { organ: of.organ, line: of.line, kind, on, words: "办结".into() }
}

fn naming(of: &DutyLine, seen: i64, phrase: &str, from: Day, why: &str) -> NamingLimit {
    let proposal = Proposal {
        phrase: phrase.into(),
        source: "《某专项资金管理办法》第九条".into(),
        from,
        why: why.into(),
    };
    NamingLimit { line: of.line, rule_no: 1, seen, proposal }
}

/// The last number of a naming of an item.
async fn last_naming(bench: &Bench, of: &DutyLine) -> i64 {
    let mut read = bench.office.read().await.unwrap();
    gk_duties::namings_of(&mut read, of.line).await.unwrap().last().map_or(0, |one| one.number)
}

on_both! {
    async fn a_law_sets_the_limit_where_the_catalog_points_to_it_or_promises_less(bench) {
        let (_, edition) = finance(&bench).await;
        let clerk = person(&bench, FINANCE, Role::Clerk, "clerk", "周某").await;
        let by_law = line_named(&bench, FINANCE, "收支总体情况表").await;
        let [rule] = &rules(&bench, &by_law).await[..] else { panic!("one rule") };
        assert_eq!((rule.event, rule.dated), (Some(TriggerEvent::Approved), true));
        let wrong = event(&by_law, TriggerEvent::FormedOrChanged, date(2026, 11, 3));
        assert_eq!(codes(record_event(&bench.office, &clerk, &wrong).await.unwrap_err()), ["event.no_rule"]);
        let approved = event(&by_law, TriggerEvent::Approved, date(2026, 11, 3));
        let _ = record_event(&bench.office, &clerk, &approved).await.unwrap();
        let duty = duties(&bench, &by_law).await[1].clone();
        assert_eq!((duty.facts.due, duty.state), (Some(date(2026, 11, 23)), DutyState::Overdue), "20 days, not working days");

        let weaker = line_named(&bench, FINANCE, "部门决算说明").await;
        assert!(rules(&bench, &weaker).await[0].dated, "20 calendar days are less than 20 working days");
        let stricter = line_named(&bench, FINANCE, "绩效目标表").await;
        assert!(!rules(&bench, &stricter).await[0].dated, "the catalog keeps what is stricter");
        let nothing = line_named(&bench, FINANCE, "专项资金").await;
        let formed = event(&nothing, TriggerEvent::FormedOrChanged, date(2026, 11, 3));
        let _ = record_event(&bench.office, &clerk, &formed).await.unwrap();
        assert_eq!(duties(&bench, &nothing).await[1].state, DutyState::Unclear, "nothing is guessed");

        let found = gk_catalog::findings(&mut bench.office.read().await.unwrap(), edition).await.unwrap();
        let weak: Vec<_> = found.iter().filter(|one| one.code == Check::WeakerThanLaw).collect();
        assert_eq!(weak.len(), 1, "{found:?}");
        assert!(weak[0].message.contains("部门决算说明"));
        proves(&bench).await;
    }

    async fn other_laws_have_everything_compiled_anew_with_the_next_day(bench) {
        let _ = finance(&bench).await;
        gk_duties::ensure_today(&bench.office).await.unwrap();
        bench.settle().await;
        bench.office.engine().script("update rolled set stamp = 1 where id = 2; update duty_rules set dated = 0").await.unwrap();
        let of = line_named(&bench, FINANCE, "收支总体情况表").await;
        bench.today_is(date(2026, 11, 25));
        gk_duties::ensure_today(&bench.office).await.unwrap();
        bench.settle().await;
        assert!(rules(&bench, &of).await[0].dated, "compiled by the laws as they are");
        proves(&bench).await;
    }

    async fn everybody_sees_which_limit_holds_and_why(bench) {
        let _ = finance(&bench).await;
        let by_law = line_named(&bench, FINANCE, "收支总体情况表").await.line;
        let mut visitor = bench.visitor();
        let seen = visitor.get(&format!("/items/{by_law}")).await.is(200).shows("依法公开");
        let seen = seen.shows("自本级政府财政部门批复之日起20日内公开").shows("《预算法》第十四条第二款");
        let _ = seen.shows("2015-01-01").hides("时限待明确</b>");
        let stricter = line_named(&bench, FINANCE, "绩效目标表").await.line;
        let _ = visitor.get(&format!("/items/{stricter}")).await.is(200).shows("按目录执行");
        let open = line_named(&bench, FINANCE, "专项资金").await.line;
        let _ = visitor.get(&format!("/items/{open}")).await.is(200).shows("时限待明确</b>");
        let clerk = person(&bench, FINANCE, Role::Clerk, "clerk", "周某").await;
        let of = line_named(&bench, FINANCE, "收支总体情况表").await;
        let _ = record_event(&bench.office, &clerk, &event(&of, TriggerEvent::Approved, date(2026, 11, 3))).await.unwrap();
        let seen = visitor.get(&format!("/items/{by_law}/{FINANCE}")).await.is(200);
        let _ = seen.shows("适用《预算法》第十四条第二款规定的期限").shows("2026-11-23");
    }

    async fn a_reviewer_names_what_the_text_leaves_open_and_a_further_naming_corrects_it(bench) {
        let _ = finance(&bench).await;
        let clerk = person(&bench, FINANCE, Role::Clerk, "clerk", "周某").await;
        let reviewer = person(&bench, COUNTY, Role::Reviewer, "reviewer", "吴某").await;
        let other = person(&bench, FINANCE, Role::Reviewer, "other", "王某").await;
        let of = line_named(&bench, FINANCE, "专项资金").await;
        let formed = event(&of, TriggerEvent::FormedOrChanged, date(2026, 11, 10));
        let _ = record_event(&bench.office, &clerk, &formed).await.unwrap();
        let first = naming(&of, 0, "10日内公开", date(2020, 1, 1), "");
        for actor in [&clerk, &other] {
            let refused = name_limit(&bench.office, actor, &first).await;
            assert!(matches!(refused, Err(Problem::NotAllowed(_))), "the catalog is the county's");
        }
        let vague = naming(&of, 3, "按规定", date(2027, 1, 1), "");
        let all = ["naming.stale", "naming.not_a_limit", "naming.in_the_future"];
        assert_eq!(codes(name_limit(&bench.office, &reviewer, &vague).await.unwrap_err()), all);
        let settled = line_named(&bench, FINANCE, "收支总体情况表").await;
        let wrong = naming(&settled, 0, "10日内公开", date(2020, 1, 1), "");
        assert_eq!(codes(name_limit(&bench.office, &reviewer, &wrong).await.unwrap_err()), ["naming.not_open"]);
        let nowhere = NamingLimit { rule_no: 7, ..first.clone() };
        assert_eq!(codes(name_limit(&bench.office, &reviewer, &nowhere).await.unwrap_err()), ["naming.no_such_rule"]);
        assert_eq!(last_naming(&bench, &of).await, 0, "nothing was left behind");

        let _ = name_limit(&bench.office, &reviewer, &first).await.unwrap();
        let now = duties(&bench, &of).await[1].clone();
        assert_eq!((now.facts.due, now.state), (Some(date(2026, 11, 20)), DutyState::Overdue));
        proves(&bench).await;
        let number = last_naming(&bench, &of).await;
        let stale = naming(&of, 0, "15日内公开", date(2020, 1, 1), "引错条文");
        assert_eq!(codes(name_limit(&bench.office, &reviewer, &stale).await.unwrap_err()), ["naming.stale"]);
        let silent = naming(&of, number, "15日内公开", date(2020, 1, 1), "");
        assert_eq!(codes(name_limit(&bench.office, &reviewer, &silent).await.unwrap_err()), ["naming.no_reason"]);
        let further = naming(&of, number, "15日内公开", date(2020, 1, 1), "引错条文");
        let _ = name_limit(&bench.office, &reviewer, &further).await.unwrap();
        let now = duties(&bench, &of).await[1].clone();
        assert_eq!((now.facts.due, now.state), (Some(date(2026, 11, 25)), DutyState::NotDue));
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(gk_duties::namings_of(&mut read, of.line).await.unwrap().len(), 2, "the former is kept");
        drop(read);
        proves(&bench).await;
    }

    async fn a_naming_from_a_later_day_leaves_what_happened_before_as_it_was(bench) {
        let _ = finance(&bench).await;
        let clerk = person(&bench, FINANCE, Role::Clerk, "clerk", "周某").await;
        let reviewer = person(&bench, COUNTY, Role::Reviewer, "reviewer", "吴某").await;
        let of = line_named(&bench, FINANCE, "专项资金").await;
        for on in [date(2026, 11, 10), date(2026, 11, 20)] {
            let _ = record_event(&bench.office, &clerk, &event(&of, TriggerEvent::FormedOrChanged, on)).await.unwrap();
        }
        let later = naming(&of, 0, "自批复之日起10日内公开", date(2026, 11, 15), "");
        let _ = name_limit(&bench.office, &reviewer, &later).await.unwrap();
        let all = duties(&bench, &of).await;
        let states: Vec<_> = all.iter().filter(|one| one.kind == DutyKind::Event).map(|one| (one.start.unwrap(), one.state)).collect();
        let expected = [(date(2026, 11, 10), DutyState::Unclear), (date(2026, 11, 20), DutyState::Ended)];
        assert_eq!(states, expected, "before: open as it was; after: forming starts nothing any more");
        let before = event(&of, TriggerEvent::FormedOrChanged, date(2026, 11, 12));
        let _ = record_event(&bench.office, &clerk, &before).await.unwrap();
        let after = event(&of, TriggerEvent::Approved, date(2026, 11, 16));
        let _ = record_event(&bench.office, &clerk, &after).await.unwrap();
        let due: Vec<_> = duties(&bench, &of).await.iter().filter_map(|one| (one.start == Some(after.on)).then_some(one.facts.due)).collect();
        assert_eq!(due, [Some(date(2026, 11, 26))]);
        proves(&bench).await;
        let number = last_naming(&bench, &of).await;
        let back = naming(&of, number, "10日内公开", date(2026, 11, 1), "起算点写错");
        let _ = name_limit(&bench.office, &reviewer, &back).await.unwrap();
        let all = duties(&bench, &of).await;
        let of_day = |day| all.iter().find(|one| one.start == Some(day)).unwrap();
        assert_eq!(of_day(date(2026, 11, 20)).facts.due, Some(date(2026, 11, 30)), "forming starts it again");
        assert_eq!(of_day(date(2026, 11, 10)).state, DutyState::Overdue);
        proves(&bench).await;
    }

    async fn the_desk_lists_what_is_open_and_everybody_sees_what_was_named(bench) {
        let _ = finance(&bench).await;
        let _ = person(&bench, COUNTY, Role::Reviewer, "reviewer", "吴某").await;
        let _ = person(&bench, COUNTY, Role::Clerk, "clerk", "周某").await;
        let of = line_named(&bench, FINANCE, "专项资金").await;
        let (form, item) = (format!("/desk/limits/{}/1", of.line), format!("/items/{}", of.line));
        let mut clerk = signed_in(&bench, "clerk").await;
        let _ = clerk.get("/desk/limits").await.is(403);
        let _ = clerk.get(&form).await.is(403);
        assert!(bench.visitor().get(&form).await.at.starts_with("/desk/sign-in"));
        let mut reviewer = signed_in(&bench, "reviewer").await;
        let (seen, statements) = bench.count_statements(reviewer.get("/desk/limits")).await;
        assert!(statements <= 10, "{statements} statements");
        let _ = seen.is(200).shows("待指明的时限").shows("专项资金").shows("按有关规定公开").hides("收支总体情况表");
        let _ = reviewer.get(&form).await.is(200).shows("具体期限须由人写明");
        let fields = |phrase: &'static str, seen: &'static str, why: &'static str| {
            [("phrase", phrase), ("source", "《某专项资金管理办法》第九条"), ("from", "2020-01-01"), ("why", why), ("seen", seen)]
        };
        let _ = reviewer.post(&form, &fields("按规定", "0", "")).await.is(422).shows("读不成").shows("value=\"按规定\"");
        let _ = reviewer.post(&form, &[("phrase", "10日内"), ("source", "x"), ("from", "昨天"), ("seen", "0")]).await.is(422).shows("不是日期");
        let _ = clerk.post(&form, &fields("10日内公开", "0", "")).await.is(403);
        let done = reviewer.post(&form, &fields("10日内公开", "0", "")).await.is(200);
        let _ = done.shows("已指明").shows("没有待指明的时限").shows("《某专项资金管理办法》第九条");
        let _ = reviewer.get(&form).await.is(200).shows("更正").shows("指明记录");
        let seen = bench.visitor().get(&item).await.is(200).shows("《某专项资金管理办法》第九条").shows("按有关规定公开");
        let _ = seen.shows("指明时限的记录（1）").hides("时限待明确</b>").hides("吴某");
        let settled = line_named(&bench, FINANCE, "收支总体情况表").await.line;
        let _ = reviewer.get(&format!("/desk/limits/{settled}/1")).await.is(200).shows("不需要另行指明");
        let _ = reviewer.get(&format!("/desk/limits/{settled}/9")).await.is(422);
        let _ = reviewer.get("/desk/limits/999999/1").await.is(404);
    }
}
