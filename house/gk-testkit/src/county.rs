//! 示范县: a fictional county below Liaoning with departments, townships and villages, and catalogs in force.

use gk_base::directory;
use gk_catalog::verbs::{Hand, adopt_from_parent, found_standards, put_in_force, review_edition};
use gk_org::verbs::{appoint, found_divisions, found_organ};
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::item::DomainCode;
use gk_rules::org::{Actor, Level, Names, OrganKind, Role};

use gk_records::verbs::{Seen, dismiss, draft, publish, save, submit, withdraw};
use gk_rules::preflight::Problem;
use gk_rules::preflight::dismissal::DismissReason;
use gk_rules::records::classes::Classes;
use gk_rules::records::elements::{Says, Tick};
use gk_rules::records::{Body, BodyFormat, Kind, WithdrawGround};

use crate::Bench;

/// The county's own code.
pub const COUNTY: &str = "219900";

/// Departments: code after the county's, name, short name.
const DEPARTMENTS: [(&str, &str, &str); 6] = [
    ("mzj", "示范县民政局", "县民政局"),
    ("czj", "示范县财政局", "县财政局"),
    ("zrzy", "示范县自然资源局", "县自然资源局"),
    ("rsj", "示范县人力资源和社会保障局", "县人社局"),
    ("wjj", "示范县卫生健康局", "县卫健局"),
    ("cgj", "示范县城市管理综合行政执法局", "县城管执法局"),
];

fn organ(parent: &str, code: &str, name: &str, kind: OrganKind, level: Level) -> found_organ::FoundOrgan {
    found_organ::FoundOrgan {
        parent: Some(parent.to_owned()),
        code: code.to_owned(),
        names: Names::new(name, ""),
        kind,
        level,
        region: code.split('-').next().unwrap_or(code).parse().expect("a region"),
        line: None,
        fictional: true,
    }
}

/// Founds the province, one real county beside it, and the fictional county with six departments, `townships` townships
/// and two villages in each.
pub async fn found(bench: &Bench, townships: usize) {
    let office = &bench.office;
    let real = found_divisions::FoundDivisions { within: vec!["210102".into()] };
    found_divisions::run(office, real, |_, _| {}).await.expect("divisions");
    let county = organ("21", COUNTY, "示范县人民政府", OrganKind::CountyGovernment, Level::County);
    found_organ::run(office, None, county).await.expect("the county");
    for (code, name, short) in DEPARTMENTS {
        let mut one = organ(COUNTY, &format!("{COUNTY}-{code}"), name, OrganKind::Department, Level::County);
        short.clone_into(&mut one.names.short);
        found_organ::run(office, None, one).await.expect("a department");
    }
    for n in 1..=townships {
        let code = format!("{COUNTY}{n:03}");
        let name = format!("示范县第{n}镇人民政府");
        let town = organ(COUNTY, &code, &name, OrganKind::Township, Level::Township);
        found_organ::run(office, None, town).await.expect("a township");
        for v in 1..=2 {
            let name = format!("示范县第{n}镇第{v}村村民委员会");
            let village =
                organ(&code, &format!("{code}{v:03}"), &name, OrganKind::VillageCommittee, Level::Village);
            found_organ::run(office, None, village).await.expect("a village");
        }
    }
}

/// Founds so many small departments more.
pub async fn found_departments(bench: &Bench, count: usize) {
    for n in 1..=count {
        let (code, name) = (format!("{COUNTY}-d{n}"), format!("示范县第{n}局"));
        let one = organ(COUNTY, &code, &name, OrganKind::Department, Level::County);
        found_organ::run(&bench.office, None, one).await.expect("a department");
    }
}

/// Somebody of an organ, by account; the password is [`crate::browser::PASSWORD`].
pub async fn person(bench: &Bench, organ: &str, role: Role, account: &str, name: &str) -> Actor {
    let cmd = appoint::Appoint {
        organ: organ.into(),
        role,
        title: String::new(),
        account: account.into(),
        name: name.into(),
        password: Some(crate::browser::PASSWORD.into()),
    };
    let held = appoint::run(&bench.office, None, cmd).await.expect("an appointment");
    let mut read = bench.office.read().await.expect("a look");
    directory::find_actor(&mut read, held.person, held.post).await.expect("a look").expect("the person")
}

/// Takes in the province's common catalog and puts the county's catalogs of these domains, adopted from it, in force today.
pub async fn put_catalogs_in_force(bench: &Bench, domains: &[u8]) {
    let office = &bench.office;
    let standards = found_standards::FoundStandards {
        organ: "21".into(),
        tier: Tier::Province,
        from: jiff::civil::date(2020, 4, 30),
    };
    found_standards::run(office, standards, |_, _| {}).await.expect("the standards");
    let chief = person(bench, COUNTY, Role::DisclosureOffice, "gongkaiban", "郑某").await;
    for number in domains {
        let domain = DomainCode::new(*number).expect("a domain");
        let adopt = adopt_from_parent::AdoptFromParent { organ: COUNTY.into(), tier: Tier::County, domain };
        let edition = adopt_from_parent::run(office, Hand::System, adopt).await.expect("a draft");
        let seen = version(bench, edition).await;
        review_edition::run(office, &chief, review_edition::ReviewEdition { edition, seen })
            .await
            .expect("it is reviewed");
        let seen = version(bench, edition).await;
        let from = office.today();
        put_in_force::run(office, &chief, put_in_force::PutInForce { edition, seen, from })
            .await
            .expect("it is in force");
    }
    bench.settle().await;
}

async fn version(bench: &Bench, edition: i64) -> i64 {
    let mut read = bench.office.read().await.expect("a look");
    gk_catalog::load_edition(&mut read, edition).await.expect("the edition").version
}

/// 拟公开的信息: what [`publish`] writes.
#[derive(Debug, Clone, Copy)]
pub struct Writing<'a> {
    /// 名称
    pub title: &'a str,
    /// 发文字号; empty for a list or a notice of the day.
    pub number: &'a str,
    /// 正文, Markdown.
    pub body: &'a str,
}

/// Two people of an organ, one to write and one to review; accounts `<account>-a` and `-b`.
pub async fn pair(bench: &Bench, organ: &str, account: &str) -> (Actor, Actor) {
    let clerk = person(bench, organ, Role::Clerk, &format!("{account}-a"), "周某").await;
    let reviewer = person(bench, organ, Role::Reviewer, &format!("{account}-b"), "吴某").await;
    (clerk, reviewer)
}

/// The lines an organ is obliged by in a domain, in order.
pub async fn lines_of(bench: &Bench, organ: &str, domain: i64) -> Vec<i64> {
    let mut read = bench.office.read().await.expect("a look");
    let seat = directory::load_by_code(&mut read, organ).await.expect("the organ");
    let duties = gk_duties::lines_of_organ(&mut read, seat.organ.id.0, Some(domain), 0, 1000).await;
    duties.expect("its duties").into_iter().map(|duty| duty.line).collect()
}

/// Writes information against an item, complete but not sent; gives the record and its version. Made today; every element is ticked.
pub async fn drafted(bench: &Bench, clerk: &Actor, line: i64, what: Writing<'_>) -> (i64, u32) {
    let office = &bench.office;
    let cmd = draft::Draft { line: Some(line), duty: None };
    let record = draft::run(office, clerk, cmd).await.expect("a draft");
    let mut read = office.read().await.expect("a look");
    let found = gk_catalog::find_item_by_line(&mut read, line, office.today()).await.expect("a look");
    drop(read);
    let elements = found.expect("the item").0.item.content.elements;
    let ticks = elements.into_iter().map(|one| Tick { element: one.text, says: Says::Contained }).collect();
    let text = save::Text {
        title: what.title.into(),
        summary: String::new(),
        kind: if what.number.is_empty() { Kind::Other } else { Kind::Notice },
        document_number: what.number.into(),
        made_on: Some(office.today()),
        body: Body { format: BodyFormat::Markdown, text: what.body.into() },
        ticks,
        classes: Classes::default(),
    };
    (record, save::run(office, clerk, Seen { record, version: 1 }, text).await.expect("it is saved"))
}

/// Writes, sends and publishes information against an item; gives its 索引号. Made today; every element is ticked.
pub async fn publish(
    bench: &Bench,
    (clerk, reviewer): &(Actor, Actor),
    line: i64,
    what: Writing<'_>,
) -> String {
    let office = &bench.office;
    let (record, version) = drafted(bench, clerk, line, what).await;
    if !what.number.is_empty() {
        // Several pieces of one document: the second is asked about, and answered.
        let cmd = dismiss::Dismiss {
            problem: Problem::NumberDuplicate,
            spot: None,
            reason: DismissReason::Checked,
            words: "同一文件分几件公开".into(),
        };
        let _ = dismiss::run(office, clerk, Seen { record, version }, cmd).await;
    }
    submit::run(office, clerk, Seen { record, version }).await.expect("it is sent");
    let seen = Seen { record, version: version + 1 };
    let number = publish::run(office, reviewer, seen, true).await.expect("it is published");
    bench.web.catch_up().await.expect("the index catches up");
    number.as_str().to_owned()
}

/// Takes published information down.
pub async fn withdraw(bench: &Bench, by: &Actor, number: &str, ground: WithdrawGround) {
    let mut read = bench.office.read().await.expect("a look");
    let found = gk_records::find_public(&mut read, number).await.expect("a look");
    let Some(gk_records::Public::Full(kept)) = found else { panic!("{number} is not public") };
    drop(read);
    let seen = Seen { record: kept.id, version: kept.record.version };
    let cmd = withdraw::Withdraw { ground, note: "试验".into(), early: false };
    withdraw::run(&bench.office, by, seen, cmd).await.expect("it is withdrawn");
    bench.web.catch_up().await.expect("the index catches up");
}
