//! Catalogs written in the test itself: imported from a table, explained, reviewed and put in force.

use gk_base::Problem;
use gk_catalog::verbs::import_file::{Content, ImportFile};
use gk_catalog::verbs::{Hand, explain_finding, import_file, put_in_force, review_edition};
use gk_duties::DutyLine;
use gk_rules::catalog::edition::Tier;
use gk_rules::catalog::finding::Grade;
use gk_rules::org::{Actor, Role};
use gk_testkit::{Bench, county};
use jiff::civil::date;

/// One item: levels, 公开时限, 公开主体, and at which levels (县、乡、村).
pub(crate) type Row<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str);

const HEAD: &str = "\
序号,公开事项,,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,,公开方式,,公开层级,,
,一级事项,二级事项,,,,,,全社会,特定群体,主动,依申请,县级,乡级,村级
";

fn table(rows: &[Row<'_>]) -> String {
    let mut text = HEAD.to_owned();
    for (n, (level1, level2, limit, body, levels)) in (1..).zip(rows) {
        let tick = |level: char| if levels.contains(level) { "√" } else { "" };
        let (county, town, village) = (tick('县'), tick('乡'), tick('村'));
        let basis = "《中华人民共和国政府信息公开条例》（国令第711号）";
        text += &format!(
            "{n},\"{level1}\",\"{level2}\",正文,{basis},\"{limit}\",\"{body}\",■政府网站,√,,√,,{county},{town},{village}\n"
        );
    }
    text
}

/// The fictional county with its disclosure office, whose catalogs come next; the second of November.
pub(crate) async fn settle(bench: &Bench, townships: usize) -> Actor {
    bench.today_is(date(2026, 11, 2));
    county::found(bench, townships).await;
    county::person(bench, county::COUNTY, Role::DisclosureOffice, "gongkaiban", "郑某").await
}

/// Takes in a table as a new edition of a catalog and puts it in force today; gives the edition.
pub(crate) async fn enact(
    bench: &Bench,
    chief: &Actor,
    (organ, tier, domain): (&str, Tier, &str),
    rows: &[Row<'_>],
) -> i64 {
    let content = Content::File { name: "目录.csv".into(), bytes: table(rows).into_bytes() };
    let cmd = ImportFile { organ: organ.into(), tier, domain: domain.into(), content };
    let edition = import_file::run(&bench.office, Hand::System, cmd).await.unwrap().editions[0];
    put(bench, chief, edition).await;
    edition
}

/// Explains what stands in the way of a draft, has it reviewed and puts it in force today.
pub(crate) async fn put(bench: &Bench, chief: &Actor, edition: i64) {
    let office = &bench.office;
    let findings = gk_catalog::findings(&mut office.read().await.unwrap(), edition).await.unwrap();
    for one in findings.into_iter().filter(|one| one.grade == Grade::Blocking) {
        let seen = version(bench, edition).await;
        let (check, item) = (one.code, one.item);
        let words = "本县情况如此。".into();
        let cmd = explain_finding::ExplainFinding { edition, seen, check, item, words };
        explain_finding::run(office, Hand::System, cmd).await.unwrap();
    }
    let seen = version(bench, edition).await;
    review_edition::run(office, chief, review_edition::ReviewEdition { edition, seen }).await.unwrap();
    let seen = version(bench, edition).await;
    let cmd = put_in_force::PutInForce { edition, seen, from: office.today() };
    put_in_force::run(office, chief, cmd).await.unwrap();
    bench.settle().await;
}

/// The version of an edition.
pub(crate) async fn version(bench: &Bench, edition: i64) -> i64 {
    gk_catalog::load_edition(&mut bench.office.read().await.unwrap(), edition).await.unwrap().version
}

/// The line of an organ's item by its name, among those it is obliged by.
pub(crate) async fn line_named(bench: &Bench, organ: &str, name: &str) -> DutyLine {
    let found = find_line(bench, organ, name).await;
    found.unwrap_or_else(|| panic!("{organ} is not obliged by {name}"))
}

/// The same, where it may not be there.
pub(crate) async fn find_line(bench: &Bench, organ: &str, name: &str) -> Option<DutyLine> {
    let mut read = bench.office.read().await.unwrap();
    let seat = gk_base::directory::load_by_code(&mut read, organ).await.unwrap();
    let all = gk_duties::lines_of_organ(&mut read, seat.organ.id.0, None, 0, 1000).await.unwrap();
    all.into_iter().find(|one| one.item_name == name)
}

/// The duties of an organ under an item, the head first.
pub(crate) async fn duties(bench: &Bench, of: &DutyLine) -> Vec<DutyLine> {
    let mut read = bench.office.read().await.unwrap();
    gk_duties::of_item(&mut read, of.organ, of.line, -1, 500).await.unwrap()
}

/// The codes of the reasons a verb was refused for.
pub(crate) fn codes(problem: Problem) -> Vec<&'static str> {
    match problem {
        Problem::Refused(reasons) => reasons.iter().map(|reason| reason.code).collect(),
        other => panic!("{other}"),
    }
}
