//! 公示期: what was posted hangs until its last day; taken down before, it was posted too short.

use gk_base::Problem;
use gk_duties::DutyLine;
use gk_records::verbs::{Seen, draft, withdraw};
use gk_rules::Day;
use gk_rules::catalog::edition::Tier;
use gk_rules::duty::{DutyKind, DutyState, PostingState};
use gk_rules::org::Actor;
use gk_rules::records::WithdrawGround;
use gk_testkit::county::{COUNTY, Writing, pair, publish};
use gk_testkit::{Bench, on_both};
use jiff::civil::date;

use crate::duties_compile::proves;
use crate::duties_tables::{Row, codes, duties, enact, line_named, settle};
use crate::records_desk::signed_in;

const LAND: &str = "219900-zrzy";
const ROWS: [Row<'_>; 3] = [
    ("征地前期准备", "征地补偿安置公告", "及时公开", "示范县自然资源局", "县"),
    (
        "征地前期准备",
        "听证通知",
        "自收到申请之日起3日内公示，公示期不少于5个工作日",
        "示范县自然资源局",
        "县",
    ),
    ("征地管理政策", "政策文件", "信息形成或者变更之日起20个工作日内", "示范县自然资源局", "县"),
];
/// Thirty days after the twenty-fourth of November.
const LAST: Day = date(2026, 12, 24);

async fn land(bench: &Bench) -> (Actor, Actor) {
    let chief = settle(bench, 1).await;
    let _ = enact(bench, &chief, (COUNTY, Tier::County, "征地补偿"), &ROWS).await;
    bench.today_is(date(2026, 11, 24));
    pair(bench, LAND, "land").await
}

async fn post(bench: &Bench, people: &(Actor, Actor), of: &DutyLine, title: &str) -> String {
    publish(bench, people, of.line, Writing { title, number: "", body: "公告正文。" }).await
}

async fn take_down(
    bench: &Bench,
    by: &Actor,
    number: &str,
    ground: WithdrawGround,
    early: bool,
) -> Result<(), Problem> {
    let mut read = bench.office.read().await.unwrap();
    let Some(gk_records::Public::Full(kept)) = gk_records::find_public(&mut read, number).await.unwrap()
    else {
        panic!("{number} is not public")
    };
    drop(read);
    let seen = Seen { record: kept.id, version: kept.record.version };
    let cmd = withdraw::Withdraw { ground, note: "试验".into(), early };
    withdraw::run(&bench.office, by, seen, cmd).await
}

async fn postings(bench: &Bench, of: &DutyLine) -> Vec<DutyLine> {
    duties(bench, of).await.into_iter().filter(|one| one.kind == DutyKind::Posting).collect()
}

on_both! {
    async fn what_is_published_hangs_until_the_last_day_the_law_asks_for(bench) {
        let people = land(&bench).await;
        let of = line_named(&bench, LAND, "征地补偿安置公告").await;
        assert!(postings(&bench, &of).await.is_empty(), "nothing hangs before something is posted");
        let number = post(&bench, &people, &of, "某村征地补偿安置公告").await;
        let [one] = &postings(&bench, &of).await[..] else { panic!("one posting") };
        assert_eq!((one.start, one.facts.due, one.state), (Some(date(2026, 11, 24)), Some(LAST), DutyState::OnTime));
        assert_eq!(one.posting(date(2026, 12, 24)), Some(PostingState::Running));
        proves(&bench).await;

        let mut visitor = bench.visitor();
        let item = format!("/items/{}", of.line);
        let _ = visitor.get(&item).await.is(200).shows("正在公示").shows("公示至 <time>2026-12-24</time>").shows("《土地管理法实施条例》第二十八条");
        let _ = visitor.get(&format!("{item}/{LAND}")).await.is(200).shows("公示中").shows("2026-12-24");
        let _ = visitor.get(&format!("/info/{number}")).await.is(200).shows("公示至：2026-12-24");

        let (_, reviewer) = &people;
        for ground in [WithdrawGround::Mistake, WithdrawGround::PostingOver] {
            let refused = take_down(&bench, reviewer, &number, ground, false).await.unwrap_err();
            assert_eq!(codes(refused), ["record.posting_runs"]);
        }
        bench.today_is(LAST);
        let refused = take_down(&bench, reviewer, &number, WithdrawGround::PostingOver, true).await.unwrap_err();
        assert_eq!(codes(refused), ["record.posting_runs"], "the last day belongs to the period");
        bench.today_is(LAST.tomorrow().unwrap());
        gk_duties::ensure_today(&bench.office).await.unwrap();
        let _ = visitor.get(&item).await.is(200).hides("正在公示");
        let before: Vec<_> = duties(&bench, &of).await.iter().map(|one| one.state).collect();
        take_down(&bench, reviewer, &number, WithdrawGround::PostingOver, false).await.unwrap();
        let after: Vec<_> = duties(&bench, &of).await.iter().map(|one| one.state).collect();
        assert_eq!(before, after, "what has run its course stays met");
        let _ = visitor.get(&format!("{item}/{LAND}")).await.is(200).shows("公示期满");
        proves(&bench).await;
    }

    async fn what_is_taken_down_early_is_short_until_it_is_posted_anew(bench) {
        let people = land(&bench).await;
        let of = line_named(&bench, LAND, "征地补偿安置公告").await;
        let number = post(&bench, &people, &of, "某村征地补偿安置公告").await;
        bench.today_is(date(2026, 11, 30));
        let mut reviewer = signed_in(&bench, "land-b").await;
        let record = {
            let mut read = bench.office.read().await.unwrap();
            let Some(gk_records::Public::Full(kept)) = gk_records::find_public(&mut read, &number).await.unwrap() else { panic!() };
            (format!("/desk/records/{}", kept.id), kept.record.version.to_string())
        };
        let _ = reviewer.get(&record.0).await.is(200).shows("公示期未满，仍须撤下").shows("至 <time>2026-12-24</time>");
        let fields = [("seen", record.1.as_str()), ("ground", "mistake"), ("note", "面积有误")];
        let refused = reviewer.post(&format!("{}/withdraw", record.0), &fields).await.is(422);
        let _ = refused.shows("公示期至2026-12-24，尚未届满").shows("公示期不足");
        let mut forced = fields.to_vec();
        forced.push(("early", "1"));
        let _ = reviewer.post(&format!("{}/withdraw", record.0), &forced).await.is(200);
        let [short] = &postings(&bench, &of).await[..] else { panic!("one posting") };
        assert_eq!(short.posting(bench.office.today()), Some(PostingState::Short));
        let page = format!("/items/{}/{LAND}", of.line);
        let _ = bench.visitor().get(&page).await.is(200).shows("公示期不足");
        proves(&bench).await;

        let _ = draft::run(&bench.office, &people.0, draft::Draft { line: Some(of.line), duty: Some(short.id) }).await.unwrap();
        let published = gk_duties::Published {
            record: "again".into(), organ: of.organ, line: of.line, duty: Some(short.id), made_on: None,
            published_on: bench.office.today(), title: "重新公告".into(),
        };
        let mut tx = bench.office.begin_as_system().await.unwrap();
        gk_duties::meet(&mut tx, &published).await.unwrap();
        tx.commit().await.unwrap();
        let [anew] = &postings(&bench, &of).await[..] else { panic!("the same posting") };
        assert_eq!((anew.id, anew.start, anew.facts.due), (short.id, Some(date(2026, 11, 30)), Some(date(2026, 12, 30))));
        assert_eq!(anew.posting(bench.office.today()), Some(PostingState::Running));
        proves(&bench).await;
    }

    async fn a_short_posting_is_a_gap_when_the_period_is_over(bench) {
        let people = land(&bench).await;
        let of = line_named(&bench, LAND, "征地补偿安置公告").await;
        let number = post(&bench, &people, &of, "某村征地补偿安置公告").await;
        take_down(&bench, &people.1, &number, WithdrawGround::StateSecret, true).await.unwrap();
        bench.today_is(LAST.tomorrow().unwrap());
        gk_duties::ensure_today(&bench.office).await.unwrap();
        let all = duties(&bench, &of).await;
        assert_eq!(all.iter().find(|one| one.kind == DutyKind::Posting).unwrap().state, DutyState::Overdue);
        assert_eq!(all[0].item_state, Some(DutyState::Overdue));
        proves(&bench).await;
    }

    async fn only_an_item_that_asks_for_it_has_a_posting(bench) {
        let people = land(&bench).await;
        let plain = line_named(&bench, LAND, "政策文件").await;
        let number = post(&bench, &people, &plain, "某政策").await;
        assert!(postings(&bench, &plain).await.is_empty());
        take_down(&bench, &people.1, &number, WithdrawGround::Mistake, false).await.unwrap();
        let of = line_named(&bench, LAND, "听证通知").await;
        let _ = post(&bench, &people, &of, "某听证通知").await;
        let [one] = &postings(&bench, &of).await[..] else { panic!("one posting") };
        assert_eq!(one.facts.due, Some(date(2026, 12, 1)), "five working days");
        let held = gk_base::directory::load_by_code(&mut bench.office.read().await.unwrap(), LAND).await.unwrap();
        let mut notice = gk_standards::calendar::notices().pop().unwrap();
        notice.off.push(gk_rules::time::calendar::NamedDay { day: date(2026, 11, 26), name: "试验".into() });
        let chief = crate::duties_compile::actor(&held, 99, gk_rules::org::Role::DisclosureOffice);
        gk_duties::verbs::announce_calendar_year(&bench.office, &chief, &notice).await.unwrap();
        assert_eq!(postings(&bench, &of).await[0].facts.due, Some(date(2026, 12, 2)), "counted by the calendar as it is");
        proves(&bench).await;
    }
}
