//! The tree of organs: founded in bulk and by hand, on both engines.

use gk_base::directory;
use gk_org::verbs::{appoint, found_divisions, found_organ, rename};
use gk_rules::org::{Level, Names, OrganKind, Role};
use gk_testkit::on_both;

use found_divisions::FoundDivisions;
use found_organ::FoundOrgan;

on_both! {
    async fn all_of_liaoning(bench) {
        let mut told = Vec::new();
        let count =
            found_divisions::run(&bench.office, FoundDivisions::default(), |done, of| told.push((done, of)))
                .await
                .unwrap();
        assert_eq!((count, told.last()), (18_248, Some(&(18_248, 18_248))));
        let again = found_divisions::run(&bench.office, FoundDivisions::default(), |_, _| {}).await.unwrap();
        assert_eq!(again, 0, "founding twice changes nothing");

        let mut read = bench.office.read().await.unwrap();
        let province = directory::load_by_code(&mut read, "21").await.unwrap();
        let county = directory::load_by_code(&mut read, "210102").await.unwrap();
        let villages = directory::list_level(&mut read, &province, Level::Village, 0, 20_000).await.unwrap();
        assert_eq!(villages.len(), 16_727);
        assert!(province.holds(county.organ.id));
        assert_eq!(county.organ.names.full, "沈阳市和平区人民政府");
        let below = directory::list_subtree(&mut read, &county, 0, 5000).await.unwrap();
        assert!(below.iter().all(|seat| county.organ.path.holds(&seat.organ.path)));
        assert!(below.iter().all(|seat| seat.organ.region.as_str().starts_with("210102")));
        let by_region = 1 + below.len();
        let in_csv = gk_standards::divisions::all().filter(|one| one.code.starts_with("210102")).count();
        assert_eq!(by_region, in_csv, "the range holds the subtree and nothing else");
    }
}

fn department(code: &str, parent: &str, name: &str) -> FoundOrgan {
    FoundOrgan {
        parent: Some(parent.to_owned()),
        code: code.to_owned(),
        names: Names::new(name, ""),
        kind: OrganKind::Department,
        level: Level::County,
        region: "210102".parse().unwrap(),
        line: None,
        fictional: true,
    }
}

on_both! {
    async fn a_department_falls_into_the_range_of_its_county(bench) {
        let only = FoundDivisions { within: vec!["210102".into()] };
        found_divisions::run(&bench.office, only, |_, _| {}).await.unwrap();
        let mut ids = Vec::new();
        for n in 0..200 {
            let cmd = department(&format!("210102-d{n}"), "210102", &format!("试验区第{n}局"));
            ids.push(found_organ::run(&bench.office, None, cmd).await.unwrap());
        }
        let mut read = bench.office.read().await.unwrap();
        let county = directory::load_by_code(&mut read, "210102").await.unwrap();
        let children = directory::list_children(&mut read, county.organ.id, 0, 1000).await.unwrap();
        assert!(ids.iter().all(|id| county.holds(*id)));
        for pair in children.windows(2) {
            assert!(pair[0].last < pair[1].organ.id.0, "ranges of children do not overlap");
        }
        drop(read);

        let twice = found_organ::run(&bench.office, None, department("210102-d0", "210102", "甲局")).await;
        assert!(twice.unwrap_err().to_string().contains("org.code_taken"));
        let below_village = found_organ::run(&bench.office, None, department("x1", "210102001001", "甲局")).await;
        let problem = below_village.unwrap_err().to_string();
        assert!(problem.contains("org.no_room") || problem.contains("no organ"), "{problem}");
        let orphan = found_organ::run(&bench.office, None, department("x2", "999999", "甲局")).await;
        assert!(orphan.unwrap_err().to_string().contains("no organ 999999"));

        let names = Names::new("试验区民政局", "区民政局");
        rename::run(&bench.office, None, rename::Rename { code: "210102-d0".into(), names }).await.unwrap();
        let mut read = bench.office.read().await.unwrap();
        let organ = directory::load_by_code(&mut read, "210102-d0").await.unwrap().organ;
        assert_eq!(organ.names.full, "试验区民政局");
        assert_eq!(organ.names.aliases, ["试验区第0局"]);
    }
}

on_both! {
    async fn appointing_twice_changes_nothing(bench) {
        found_divisions::run(&bench.office, FoundDivisions { within: vec!["210102".into()] }, |_, _| {})
            .await
            .unwrap();
        let cmd = appoint::Appoint {
            organ: "210102".into(),
            role: Role::Administrator,
            title: String::new(),
            account: "admin".into(),
            name: "管某".into(),
            password: Some(gk_testkit::browser::PASSWORD.into()),
        };
        let first = appoint::run(&bench.office, None, cmd.clone()).await.unwrap();
        let again = appoint::run(&bench.office, None, appoint::Appoint { password: None, ..cmd.clone() }).await;
        assert_eq!(again.unwrap(), first);
        let clerk = appoint::Appoint { role: Role::Clerk, password: None, ..cmd };
        let second = appoint::run(&bench.office, None, clerk).await.unwrap();
        assert_eq!((second.person, second.post == first.post), (first.person, false));
    }
}
