//! A whole province at scale, for benchmarks and tests: divisions, departments, and for every county an edition of each of
//! the 26 domains in force. Nothing of it is anybody's publication.

use gk_base::{Fault, Office, Problem, Tx, Value, directory, params, statements};
use gk_catalog::Origin;
use gk_org::verbs::{found_divisions, found_organ};
use gk_rules::Day;
use gk_rules::catalog::item::Item;
use gk_rules::catalog::settle::settle;
use gk_rules::org::{Level, Names, OrganKind};
use gk_rules::records::IndexNumber;
use gk_standards::{divisions, domains, items};

statements! {
    "province";
    /// Who is obliged by what, in the order of duties.
    OBLIGED = "select d.id, d.organ, d.line, d.domain, i.code, i.name, o.code, o.name from duties d join items i on i.id = d.item
        join organs o on o.id = d.organ where d.id > $1 and d.occurrence = 0 order by d.id limit $2";
    /// How many are.
    COUNT_OBLIGED = "select count(*) from duties where occurrence = 0";
}

/// 规模: how much is made.
#[derive(Debug, Clone)]
pub struct Scale {
    /// Codes of divisions; all of Liaoning when empty.
    pub within: Vec<String>,
    /// The first day of the first county's editions.
    pub from: Day,
    /// Each county's editions begin so many days after those of the county before, in a round of a hundred.
    pub apart: i64,
}

/// 成果: what was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Made {
    /// Divisions founded.
    pub divisions: usize,
    /// Departments founded.
    pub departments: usize,
    /// Editions in force.
    pub editions: usize,
    /// Items of all editions.
    pub items: usize,
}

/// The departments of a county: ASCII tail of the code, and what stands behind the county's name.
const DEPARTMENTS: [(&str, &str); 15] = [
    ("zrzyj", "自然资源局"),
    ("mzj", "民政局"),
    ("jyj", "教育局"),
    ("rsj", "人力资源和社会保障局"),
    ("wjj", "卫生健康局"),
    ("nyj", "农业农村局"),
    ("czj", "财政局"),
    ("zjj", "住房和城乡建设局"),
    ("sthj", "生态环境分局"),
    ("wlj", "文化旅游和广播电视局"),
    ("scjg", "市场监督管理局"),
    ("gaj", "公安局"),
    ("sfj", "司法局"),
    ("yjj", "应急管理局"),
    ("fgj", "发展和改革局"),
];

/// Makes it; `progress` is told how many counties of how many are done.
///
/// # Errors
/// When the database fails.
pub async fn generate(
    office: &Office,
    scale: &Scale,
    mut progress: impl FnMut(usize, usize) + Send,
) -> Result<Made, Problem> {
    let within = scale.within.clone();
    let divisions =
        found_divisions::run(office, found_divisions::FoundDivisions { within }, |_, _| {}).await?;
    let mut made = Made { divisions, ..Made::default() };
    let wanted =
        |code: &str| scale.within.is_empty() || scale.within.iter().any(|one| code.starts_with(one.as_str()));
    let counties: Vec<_> = divisions::all()
        .filter(|one| one.level == divisions::DivisionLevel::County && wanted(one.code))
        .collect();
    let bodies = bodies()?;
    for (at, county) in counties.iter().enumerate() {
        for (tail, name) in DEPARTMENTS {
            found_organ::run(office, None, department(county, tail, name)?).await?;
            made.departments += 1;
        }
        let days = scale.apart * i64::try_from(at % 100).unwrap_or(0);
        let from = scale.from.checked_add(jiff::Span::new().days(days)).unwrap_or(scale.from);
        let mut tx = office.begin_as_system().await?;
        let (editions, items) = catalogs(&mut tx, county.code, from, &bodies).await?;
        tx.commit().await?;
        made.editions += editions;
        made.items += items;
        progress(at + 1, counties.len());
    }
    Ok(made)
}

fn department(
    county: &divisions::Division,
    tail: &str,
    name: &str,
) -> Result<found_organ::FoundOrgan, Problem> {
    Ok(found_organ::FoundOrgan {
        parent: Some(county.code.to_owned()),
        code: format!("{}-{tail}", county.code),
        names: Names::new(format!("{}{name}", county.name), ""),
        kind: OrganKind::Department,
        level: Level::County,
        region: county.code.parse().map_err(|e| Fault::new(format!("{}: {e}", county.code)))?,
        line: None,
        fictional: true,
    })
}

/// The items of a domain with their text as stored.
type Bodies = Vec<(String, Vec<(Item, String)>)>;

fn bodies() -> Result<Bodies, Problem> {
    let mut all = Vec::new();
    for domain in domains::all() {
        let drafts: Vec<_> =
            items::of(domain.code).map(|one| one.draft(gk_rules::time::read::read)).collect();
        let mut list = Vec::new();
        for item in settle(&drafts, &|_| Some(domain.code)).items.into_values().flatten() {
            let text = serde_json::to_string(&item).map_err(|e| Fault::because("an item as JSON", e))?;
            list.push((item, text));
        }
        all.push((domain.code.to_string(), list));
    }
    Ok(all)
}

const CATALOGS: &[&str] = &["id", "organ", "tier", "domain", "last_number", "last_serial"];
const EDITIONS: &[&str] = &[
    "id",
    "catalog",
    "number",
    "stage",
    "valid_from",
    "drafted_name",
    "reviewed_name",
    "items",
    "applicable",
    "blocking",
    "warnings",
    "notes",
    "source_name",
    "made_at",
    "version",
];
const LINES: &[&str] = &["id", "catalog", "code"];
const ITEMS: &[&str] = &[
    "id", "edition", "line", "seq", "code", "domain", "level1", "level2", "name", "applies", "county",
    "township", "village", "body", "origin",
];

async fn catalogs(tx: &mut Tx, county: &str, from: Day, bodies: &Bodies) -> Result<(usize, usize), Problem> {
    let organ = directory::load_by_code(tx, county).await?.organ.id.0;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let all: usize = bodies.iter().map(|(_, items)| items.len()).sum();
    let catalog = tx.next_numbers("catalogs", count(bodies.len())).await?;
    let edition = tx.next_numbers("editions", count(bodies.len())).await?;
    let mut line = tx.next_numbers("item_lines", count(all)).await?;
    let mut item = tx.next_numbers("items", count(all)).await?;
    let origin =
        serde_json::to_string(&Origin::default()).map_err(|e| Fault::because("an origin as JSON", e))?;
    let at = tx.now();
    let (mut catalogs, mut editions, mut lines, mut items) = (vec![], vec![], vec![], vec![]);
    for (nth, (domain, list)) in (0_i64..).zip(bodies) {
        let (c, e, n) = (catalog + nth, edition + nth, list.len());
        catalogs.push(params![c, organ, "county", domain, 1, n].to_vec());
        let row = params![e, c, 1, "in_force", from, "", "", n, n, 0, 0, 0, "", at, 1];
        editions.push(row.to_vec());
        for (seq, (one, body)) in (1_i64..).zip(list) {
            lines.push(params![line, c, one.code.to_string()].to_vec());
            items.push(item_row((item, e, line, seq), one, (domain, body, &origin)));
            line += 1;
            item += 1;
        }
    }
    tx.bulk("catalogs", CATALOGS, catalogs).await?;
    tx.bulk("editions", EDITIONS, editions).await?;
    tx.bulk("item_lines", LINES, lines).await?;
    tx.bulk("items", ITEMS, items).await?;
    Ok((bodies.len(), all))
}

fn item_row(
    (id, edition, line, seq): (i64, i64, i64, i64),
    item: &Item,
    (domain, body, origin): (&String, &String, &String),
) -> Vec<Value> {
    let levels = item.reach.levels;
    params![
        id,
        edition,
        line,
        seq,
        item.code.to_string(),
        domain,
        &item.path.level1,
        &item.path.level2,
        item.path.name(),
        item.applies(),
        levels.county,
        levels.township,
        levels.village,
        body,
        origin
    ]
    .to_vec()
}

const RECORDS: &[&str] = &[
    "id",
    "number",
    "organ",
    "line",
    "domain",
    "item_code",
    "title",
    "summary",
    "kind",
    "docnum",
    "made_on",
    "format",
    "body",
    "attachments",
    "stage",
    "version",
    "author",
    "author_name",
    "sender",
    "sender_name",
    "sent_on",
    "reviewer",
    "reviewer_name",
    "published_on",
    "ground_note",
    "returned_note",
    "saved_name",
    "saved_at",
    "missing",
];
/// How many are read and written together.
const BATCH: i64 = 5000;
/// Over how many days up to today they were published.
const DAYS: i64 = 400;

/// Puts so many pieces of published information into the library, spread over all who are obliged; they meet no duty and
/// are in no ledger, so the index has to be made anew.
///
/// # Errors
/// When the database fails.
pub async fn publish(
    office: &Office,
    wanted: i64,
    mut progress: impl FnMut(i64) + Send,
) -> Result<i64, Problem> {
    let obliged = office.read().await?.number(&COUNT_OBLIGED, &[]).await?;
    let (mut after, mut seen, mut made) = (0, 0, 0);
    while made < wanted {
        let mut tx = office.begin_as_system().await?;
        let heads = tx.rows(&OBLIGED, params![after, BATCH]).await?;
        let Some(last) = heads.last() else { break };
        after = last.get(0)?;
        let mut rows = Vec::new();
        for head in &heads {
            seen += 1;
            // Evenly: the share of those seen that is published never falls behind the share wanted.
            if made * obliged < wanted * seen {
                made += 1;
                rows.push(record_row(&tx, head, made)?);
            }
        }
        tx.bulk("records", RECORDS, rows).await?;
        tx.commit().await?;
        progress(made);
    }
    Ok(made)
}

fn record_row(tx: &Tx, head: &gk_base::Row, nth: i64) -> Result<Vec<Value>, Fault> {
    let (organ, line, domain): (i64, i64, i64) = (head.get(1)?, head.get(2)?, head.get(3)?);
    let (code, item, issuer, name): (String, String, String, String) =
        (head.get(4)?, head.get(5)?, head.get(6)?, head.get(7)?);
    let today = tx.today();
    let ago = |days: i64| today.checked_sub(jiff::Span::new().days(days)).unwrap_or(today);
    let on = ago(nth * 7 % DAYS);
    let serial = u32::try_from(nth).map_err(|e| Fault::because("a serial", e))?;
    let number = IndexNumber::give(&format!("{issuer:0<6}").to_uppercase(), on.year(), serial)
        .map_err(|e| Fault::because("an index number", e))?;
    let title = format!("{name}关于{item}的公开信息（第{nth}号，虚构）");
    let body = format!(
        "本信息由程序生成，不是任何行政机关公开的。\n\n## 基本情况\n\n{name}依照标准目录公开{item}的对象、条件、标准、程序和办理结果。\n\n\
        ## 办理情况\n\n本期受理{}件，办结{}件，涉及资金{}万元。对结果有异议的，可以向{name}反映。\n",
        nth % 97,
        nth % 89,
        nth % 1009
    );
    Ok(params![
        nth,
        number.as_str(),
        organ,
        line,
        format!("{domain:02}"),
        code,
        title,
        "",
        "other",
        format!("示公发〔{}〕{}号", on.year(), nth),
        on,
        "markdown",
        body,
        0,
        "published",
        4,
        0,
        "",
        0,
        "",
        on,
        0,
        "",
        on,
        "",
        "",
        "",
        tx.now(),
        0
    ]
    .to_vec())
}
