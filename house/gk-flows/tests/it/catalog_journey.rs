//! From a file to an edition in force: import, correct, review, put in force, and everything that is refused on the way.

use gk_base::Problem;
use gk_catalog::verbs::import_file::{Content, ImportFile};
use gk_catalog::verbs::{
    adopt_from_parent, correct_item, discard_draft, drop_item, explain_finding, found_standards, import_file,
    put_in_force, return_edition, review_edition, start_next_edition, take_over, withdraw_edition,
};
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::finding::{Check, Grade};
use gk_rules::catalog::state::Stage;
use gk_rules::catalog::typed::Typed;
use gk_testkit::{Bench, on_both};

use crate::catalog_people::{CLERK, LEADER, OFFICE, PROVINCE, REVIEWER, STRANGER, TABLE, actor, settle};

fn file(name: &str, text: &str) -> ImportFile {
    ImportFile {
        organ: "219900".into(),
        tier: Tier::County,
        domain: "社会救助".into(),
        content: Content::File { name: name.into(), bytes: text.as_bytes().to_vec() },
    }
}

async fn import(bench: &Bench, cmd: ImportFile) -> Result<import_file::Imported, Problem> {
    import_file::run(&bench.office, &actor(bench, CLERK).await, cmd).await
}

fn codes(problem: Problem) -> Vec<&'static str> {
    match problem {
        Problem::Refused(reasons) => reasons.into_iter().map(|one| one.code).collect(),
        other => panic!("{other}"),
    }
}

async fn line(bench: &Bench, edition: i64) -> gk_catalog::EditionLine {
    let mut read = bench.office.read().await.unwrap();
    gk_catalog::load_edition(&mut read, edition).await.unwrap()
}

/// The county's edition of 社会救助 that holds on a day.
async fn holding(read: &mut gk_base::Read, day: &str) -> Option<i64> {
    let found =
        gk_catalog::find_in_force(read, 20, Tier::County, "20".parse().unwrap(), day.parse().unwrap());
    found.await.unwrap().map(|one| one.id)
}

/// Explains every blocking finding that may be explained.
async fn explain_all(bench: &Bench, edition: i64) {
    let mut read = bench.office.read().await.unwrap();
    let findings = gk_catalog::findings(&mut read, edition).await.unwrap();
    drop(read);
    for one in findings.into_iter().filter(|one| one.grade == Grade::Blocking) {
        let seen = line(bench, edition).await.version;
        let cmd = explain_finding::ExplainFinding {
            edition,
            seen,
            check: one.code,
            item: one.item,
            words: "本县情况如此。".into(),
        };
        explain_finding::run(&bench.office, &actor(bench, CLERK).await, cmd).await.unwrap();
    }
}

async fn review(bench: &Bench, edition: i64) -> Result<(), Problem> {
    let seen = line(bench, edition).await.version;
    review_edition::run(
        &bench.office,
        &actor(bench, REVIEWER).await,
        review_edition::ReviewEdition { edition, seen },
    )
    .await
}

async fn enact(bench: &Bench, edition: i64, from: &str) -> Result<(), Problem> {
    let cmd = put_in_force::PutInForce {
        edition,
        seen: line(bench, edition).await.version,
        from: from.parse().unwrap(),
    };
    put_in_force::run(&bench.office, &actor(bench, LEADER).await, cmd).await
}

/// An edition in force, imported from the table.
async fn in_force(bench: &Bench) -> i64 {
    let edition = import(bench, file("社会救助.csv", TABLE)).await.unwrap().editions[0];
    explain_all(bench, edition).await;
    review(bench, edition).await.unwrap();
    enact(bench, edition, "2026-11-24").await.unwrap();
    edition
}

on_both! {
    async fn a_file_becomes_a_draft_is_reviewed_and_comes_into_force(bench) {
        settle(&bench).await;
        let imported = import(&bench, file("社会救助.csv", TABLE)).await.unwrap();
        let [edition] = imported.editions[..] else { panic!("{imported:?}") };
        let draft = line(&bench, edition).await;
        assert_eq!((draft.stage, draft.number, draft.counts.items), (Stage::Draft, 1, 3));
        let mut read = bench.office.read().await.unwrap();
        let items = gk_catalog::list_items(&mut read, edition, 0, 10).await.unwrap();
        let names: Vec<_> = items.iter().map(|one| one.item.path.name().to_owned()).collect();
        assert_eq!(names, ["政策法规文件", "监督检查", "最低生活保障审核信息"]);
        assert_eq!(items[1].item.path.level1, "综合业务");
        assert_eq!(items[0].item.content.limit.rules.len(), 1);
        drop(read);
        explain_all(&bench, edition).await;
        review(&bench, edition).await.unwrap();
        enact(&bench, edition, "2026-12-01").await.unwrap();
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(holding(&mut read, "2026-11-30").await, None);
        assert_eq!(holding(&mut read, "2026-12-01").await, Some(edition));
        let (item, of) = gk_catalog::find_item_by_line(&mut read, items[0].line, "2027-01-01".parse().unwrap()).await.unwrap().unwrap();
        assert_eq!((item.id, of.id), (items[0].id, edition));
        let events: Vec<_> = gk_base::ledger::of_subject(&mut read, &format!("edition:{edition}"), 10)
            .await.unwrap().into_iter().map(|one| one.event).collect();
        assert_eq!(events.first().map(String::as_str), Some("catalog.edition_in_force"));
        let blob = of.came.blob.unwrap();
        assert_eq!(gk_base::blobs::load(&mut read, &blob).await.unwrap().unwrap(), TABLE.as_bytes());
    }

    async fn the_same_file_is_read_once(bench) {
        settle(&bench).await;
        let first = import(&bench, file("社会救助.csv", TABLE)).await.unwrap();
        let mut read = bench.office.read().await.unwrap();
        let before = gk_base::ledger::head(&mut read).await.unwrap();
        drop(read);
        let again = import(&bench, file("另一个名字.csv", TABLE)).await.unwrap();
        assert!(again.again && !first.again);
        assert_eq!(again.editions, first.editions);
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(gk_base::ledger::head(&mut read).await.unwrap(), before);
    }

    async fn what_cannot_be_taken_in_is_said_and_leaves_nothing_behind(bench) {
        settle(&bench).await;
        let with = |change: &dyn Fn(&mut ImportFile)| { let mut cmd = file("目录.csv", TABLE); change(&mut cmd); cmd };
        let wrong = [
            (with(&|c| c.organ = "999999".into()), "catalog.unknown_organ"),
            (with(&|c| c.organ = String::new()), "catalog.unknown_organ"),
            (with(&|c| c.tier = Tier::Province), "catalog.wrong_tier"),
            (with(&|c| c.domain = "航天".into()), "catalog.unknown_domain"),
            (with(&|c| c.content = Content::File { name: "空.xlsx".into(), bytes: vec![] }), "GK-F001"),
            (with(&|c| c.content = Content::Text("你好，世界".into())), "catalog.nothing_read"),
        ];
        for (cmd, code) in wrong {
            assert_eq!(codes(import(&bench, cmd).await.unwrap_err())[0], code);
        }
        let fake = with(&|c| c.content = Content::File { name: "目录.xlsx".into(), bytes: b"%PDF-1.7 not a workbook".to_vec() });
        let refused = codes(import(&bench, fake).await.unwrap_err());
        assert!(refused[0].starts_with("GK-F0"), "{refused:?}");
        let mut read = bench.office.read().await.unwrap();
        assert_eq!(gk_base::ledger::head(&mut read).await.unwrap().0, 0);
        assert!(gk_base::blobs::list(&mut read, "", 10).await.unwrap().is_empty());
    }

    async fn a_stranger_may_not_and_nobody_reviews_his_own_work(bench) {
        settle(&bench).await;
        let stranger = actor(&bench, STRANGER).await;
        let denied = import_file::run(&bench.office, &stranger, file("目录.csv", TABLE)).await.unwrap_err();
        assert!(matches!(denied, Problem::NotAllowed(_)));
        let office = actor(&bench, OFFICE).await;
        let edition = import_file::run(&bench.office, &office, file("目录.csv", TABLE)).await.unwrap().editions[0];
        let seen = line(&bench, edition).await.version;
        let own = review_edition::run(&bench.office, &office, review_edition::ReviewEdition { edition, seen }).await;
        assert!(matches!(own.unwrap_err(), Problem::NotAllowed(_)));
    }

    async fn a_day_in_2099_or_gone_by_is_refused_with_every_reason(bench) {
        settle(&bench).await;
        let edition = import(&bench, file("目录.csv", TABLE)).await.unwrap().editions[0];
        assert!(codes(enact(&bench, edition, "2099-01-01").await.unwrap_err()).contains(&"catalog.not_reviewed"));
        explain_all(&bench, edition).await;
        review(&bench, edition).await.unwrap();
        assert_eq!(codes(enact(&bench, edition, "2099-01-01").await.unwrap_err()), ["catalog.effective_too_far"]);
        assert_eq!(codes(enact(&bench, edition, "2026-11-23").await.unwrap_err()), ["catalog.effective_in_the_past"]);
        assert_eq!(line(&bench, edition).await.stage, Stage::Reviewed);
    }

    async fn what_somebody_saved_first_is_not_overwritten(bench) {
        settle(&bench).await;
        let edition = import(&bench, file("目录.csv", TABLE)).await.unwrap().editions[0];
        let seen = line(&bench, edition).await.version;
        let drop_first = |seen| drop_item::DropItem { edition, seen, code: "20-0001".parse().unwrap(), reason: "无此职权".into() };
        let clerk = actor(&bench, CLERK).await;
        drop_item::run(&bench.office, &clerk, drop_first(seen)).await.unwrap();
        let stale = drop_item::run(&bench.office, &clerk, drop_first(seen)).await.unwrap_err();
        assert!(matches!(stale, Problem::Stale(_)));
        assert_eq!(line(&bench, edition).await.counts.applicable, 2);
    }

    async fn the_next_edition_closes_the_one_before_and_keeps_its_lines(bench) {
        settle(&bench).await;
        let first = in_force(&bench).await;
        let clerk = actor(&bench, CLERK).await;
        let next = start_next_edition::run(&bench.office, &clerk, start_next_edition::StartNextEdition { edition: first }).await.unwrap();
        let again = start_next_edition::run(&bench.office, &clerk, start_next_edition::StartNextEdition { edition: first }).await;
        assert_eq!(codes(again.unwrap_err()), ["catalog.draft_waits"]);
        let mut read = bench.office.read().await.unwrap();
        let (old, new) = (gk_catalog::all_items(&mut read, first).await.unwrap(), gk_catalog::all_items(&mut read, next).await.unwrap());
        drop(read);
        assert_eq!(old.iter().map(|one| one.line).collect::<Vec<_>>(), new.iter().map(|one| one.line).collect::<Vec<_>>());
        let mut typed = Typed::of(&new[0].item);
        typed.limit = "制定或获取文件之日起5个工作日内".into();
        let cmd = correct_item::CorrectItem { edition: next, seen: line(&bench, next).await.version, code: new[0].item.code, typed, parent: None };
        correct_item::run(&bench.office, &clerk, cmd).await.unwrap();
        review(&bench, next).await.unwrap();
        assert_eq!(codes(enact(&bench, next, "2026-11-24").await.unwrap_err())[0], "catalog.overlap");
        enact(&bench, next, "2027-01-01").await.unwrap();
        let former = line(&bench, first).await;
        assert_eq!((former.stage, former.validity.unwrap().to), (Stage::Superseded, Some("2027-01-01".parse().unwrap())));
        let mut read = bench.office.read().await.unwrap();
        let (_, _, diff) = gk_catalog::diff_editions(&mut read, first, next).await.unwrap();
        assert_eq!(diff.changes.len(), 1);
        assert_eq!(holding(&mut read, "2026-12-31").await, Some(first));
        assert_eq!(holding(&mut read, "2027-01-01").await, Some(next));
    }

    async fn a_reviewed_edition_can_go_back_and_one_in_force_can_end(bench) {
        settle(&bench).await;
        let edition = import(&bench, file("目录.csv", TABLE)).await.unwrap().editions[0];
        explain_all(&bench, edition).await;
        review(&bench, edition).await.unwrap();
        let (reviewer, leader) = (actor(&bench, REVIEWER).await, actor(&bench, LEADER).await);
        let seen = line(&bench, edition).await.version;
        return_edition::run(&bench.office, &reviewer, return_edition::ReturnEdition { edition, seen, note: "补依据".into() }).await.unwrap();
        assert_eq!(line(&bench, edition).await.stage, Stage::Draft);
        review(&bench, edition).await.unwrap();
        enact(&bench, edition, "2026-11-24").await.unwrap();
        let end = |seen, to: &str| withdraw_edition::WithdrawEdition { edition, seen, to: to.parse().unwrap(), note: String::new() };
        let seen = line(&bench, edition).await.version;
        assert_eq!(codes(withdraw_edition::run(&bench.office, &leader, end(seen, "2026-11-24")).await.unwrap_err()), ["catalog.end_before_start"]);
        withdraw_edition::run(&bench.office, &leader, end(seen, "2026-12-24")).await.unwrap();
        assert_eq!(line(&bench, edition).await.stage, Stage::Superseded);
    }

    async fn a_draft_thrown_away_lets_its_file_be_read_again(bench) {
        settle(&bench).await;
        let first = import(&bench, file("目录.csv", TABLE)).await.unwrap();
        let other = file("别的.csv", &TABLE.replace("监督检查", "监督举报"));
        assert_eq!(codes(import(&bench, other).await.unwrap_err()), ["catalog.draft_waits"]);
        let cmd = discard_draft::DiscardDraft { edition: first.editions[0], seen: line(&bench, first.editions[0]).await.version };
        discard_draft::run(&bench.office, &actor(&bench, CLERK).await, cmd).await.unwrap();
        let second = import(&bench, file("目录.csv", TABLE)).await.unwrap();
        assert!(!second.again);
        assert_eq!(line(&bench, second.editions[0]).await.number, 2);
    }

    async fn the_standard_above_is_founded_adopted_and_its_next_edition_taken_over(bench) {
        settle(&bench).await;
        let found = found_standards::FoundStandards { organ: "21".into(), tier: Tier::Province, from: "2021-01-01".parse().unwrap() };
        assert_eq!(found_standards::run(&bench.office, found.clone(), |_, _| {}).await.unwrap(), 26);
        assert_eq!(found_standards::run(&bench.office, found, |_, _| {}).await.unwrap(), 0);
        let clerk = actor(&bench, CLERK).await;
        let adopt = adopt_from_parent::AdoptFromParent { organ: "219900".into(), tier: Tier::County, domain: "20".parse().unwrap() };
        let ours = adopt_from_parent::run(&bench.office, &clerk, adopt).await.unwrap();
        let draft = line(&bench, ours).await;
        assert!(draft.counts.items > 5 && draft.parent.is_some());
        let mut read = bench.office.read().await.unwrap();
        let missing = gk_catalog::findings(&mut read, ours).await.unwrap().into_iter().filter(|one| one.code == Check::MissingItem).count();
        assert_eq!(missing, 0);
        let above = draft.parent.clone().unwrap().id;
        drop(read);

        let province = actor(&bench, PROVINCE).await;
        let theirs = start_next_edition::run(&bench.office, &province, start_next_edition::StartNextEdition { edition: above }).await.unwrap();
        let mut read = bench.office.read().await.unwrap();
        let first = gk_catalog::all_items(&mut read, theirs).await.unwrap().remove(0);
        drop(read);
        let mut typed = Typed::of(&first.item);
        typed.limit = "自信息形成之日起3个工作日内".into();
        let cmd = correct_item::CorrectItem { edition: theirs, seen: line(&bench, theirs).await.version, code: first.item.code, typed, parent: None };
        correct_item::run(&bench.office, &province, cmd).await.unwrap();
        let early = take_over::TakeOver { edition: ours, seen: line(&bench, ours).await.version, above: theirs, choices: Default::default() };
        assert_eq!(codes(take_over::run(&bench.office, &clerk, early).await.unwrap_err()), ["catalog.not_a_standard_above"]);
        force(&bench, theirs).await;
        let cmd = take_over::TakeOver { edition: ours, seen: line(&bench, ours).await.version, above: theirs, choices: Default::default() };
        assert_eq!(take_over::run(&bench.office, &clerk, cmd).await.unwrap(), ours);
        let merged = line(&bench, ours).await;
        assert_eq!(merged.parent.as_ref().unwrap().id, theirs);
        let mut read = bench.office.read().await.unwrap();
        let items = gk_catalog::all_items(&mut read, ours).await.unwrap();
        assert_eq!(items[0].item.content.limit.text, "自信息形成之日起3个工作日内");
        assert_eq!(items.len(), usize::try_from(draft.counts.items).unwrap());
    }
}

/// Puts the province's draft in force whatever its findings: explained, reviewed and enacted by the system.
async fn force(bench: &Bench, edition: i64) {
    let mut read = bench.office.read().await.unwrap();
    let findings = gk_catalog::findings(&mut read, edition).await.unwrap();
    drop(read);
    let hand = || gk_catalog::verbs::Hand::System;
    for one in findings.into_iter().filter(|one| one.grade == Grade::Blocking) {
        let seen = line(bench, edition).await.version;
        let cmd = explain_finding::ExplainFinding {
            edition,
            seen,
            check: one.code,
            item: one.item,
            words: "按国家标准。".into(),
        };
        explain_finding::run(&bench.office, hand(), cmd).await.unwrap();
    }
    let seen = line(bench, edition).await.version;
    review_edition::run(&bench.office, hand(), review_edition::ReviewEdition { edition, seen })
        .await
        .unwrap();
    let seen = line(bench, edition).await.version;
    let from = "2026-12-01".parse().unwrap();
    put_in_force::run(&bench.office, hand(), put_in_force::PutInForce { edition, seen, from }).await.unwrap();
}
