//! Which pages are asked for: the first page of each list, and pages anywhere in it by their key.

use gk_base::directory::{self, Seat};
use gk_base::{Office, Sql, Value, params};

use crate::Cookies;
use crate::drive::{Page, Plainly};

/// At how many places of a list it is asked for.
const PLACES: i64 = 64;
const OVERDUE: i64 = 0;

const BUSIEST: Sql = Sql {
    name: "load.busiest",
    text: "select o.id, o.code, count(*) from duties d join organs o on o.id = d.organ where d.state = 0
        group by o.id, o.code order by 3 desc, 1 limit 1",
};
const COUNT_GAPS: Sql = Sql {
    name: "load.count_gaps",
    text: "select count(*) from duties where occurrence = 0 and item_state = $1 and organ >= $2 and organ <= $3",
};
const GAPS: Sql = Sql {
    name: "load.gaps",
    text: "select d.organ, d.line, i.name, o.name, t.due_day from duties d join items i on i.id = d.item
        join organs o on o.id = d.organ join terms t on t.id = d.term
        where d.occurrence = 0 and d.item_state = $1 and d.organ >= $2 and d.organ <= $3
        order by d.organ, d.line limit $4 offset $5",
};
const OPEN: Sql = Sql {
    name: "load.open",
    text:
        "select coalesce(t.due_day, 9999999), d.id, i.name, o.name from duties d join items i on i.id = d.item
        join organs o on o.id = d.organ join terms t on t.id = d.term where d.organ = $1 and d.state = 0
        order by 1, 2 limit $2 offset $3",
};
const COUNT_OPEN: Sql =
    Sql { name: "load.count_open", text: "select count(*) from duties where organ = $1 and state = 0" };
const LINES: Sql = Sql {
    name: "load.lines",
    text: "select line, count(*) from duties where occurrence = 0 group by line order by 2 desc, 1 limit $1",
};
const OBLIGED: Sql = Sql {
    name: "load.obliged",
    text: "select d.organ, o.code, o.name, d.item_state from duties d join organs o on o.id = d.organ
        where d.line = $1 and d.occurrence = 0 order by d.organ limit $2 offset $3",
};
const ORGANS: Sql =
    Sql { name: "load.organs", text: "select code from organs where level = $1 order by id limit $2" };
const RECORDS: Sql = Sql {
    name: "load.records",
    text: "select r.id, r.title, r.docnum, r.made_on, o.name from records r join organs o on o.id = r.organ
        order by r.id desc limit $1 offset $2",
};
const COUNT_RECORDS: Sql = Sql { name: "load.count_records", text: "select count(*) from records" };
const LIKE: Sql = Sql {
    name: "load.like",
    text: "select r.number, r.title, r.published_on from records r where r.stage = 'published'
        and (r.title like $1 or r.body like $1 or r.docnum like $1) order by r.published_on desc, r.id desc limit 20",
};

/// The organ above all.
pub(crate) async fn root(office: &Office) -> Seat {
    directory::list_roots(&mut office.read().await.unwrap()).await.unwrap().remove(0)
}

/// The organ with the most duties overdue: its number, its code, how many.
pub(crate) async fn busiest(office: &Office) -> (i64, String, i64) {
    let row = office.read().await.unwrap().row(&BUSIEST, &[]).await.unwrap().unwrap();
    (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap())
}

/// All pages.
pub(crate) async fn pages(office: &Office, cookies: &Cookies) -> Vec<Page> {
    let mut all = vec![Page::of("home", vec!["/".into()])];
    all.extend(gaps(office).await);
    all.extend(desk(office, &cookies.clerk).await);
    all.extend(library(office, &cookies.office).await);
    all.extend(items(office).await);
    all.extend(coverage(office, &cookies.supervisor).await);
    all.extend(search());
    all
}

async fn number(office: &Office, sql: &Sql, values: &[Value]) -> i64 {
    office.read().await.unwrap().number(sql, values).await.unwrap()
}

/// Places spread over a list of so many rows, the last of them near its end.
fn places(rows: i64) -> impl Iterator<Item = i64> {
    (1..=PLACES).map(move |nth| rows * nth / (PLACES + 1))
}

async fn gaps(office: &Office) -> Vec<Page> {
    let root = root(office).await;
    let range = (root.organ.id.0, root.last);
    let rows = number(office, &COUNT_GAPS, params![OVERDUE, range.0, range.1]).await;
    let at = format!("/coverage/{}/all?state=overdue", root.organ.code);
    let (mut deep, mut plainly) = (Vec::new(), Vec::new());
    for place in places(rows) {
        let one = params![OVERDUE, range.0, range.1, 1, place].to_vec();
        let row = office.read().await.unwrap().row(&GAPS, &one).await.unwrap().unwrap();
        deep.push(format!("{at}&after={}-{}", row.get::<i64>(0).unwrap(), row.get::<i64>(1).unwrap()));
        plainly.push(params![OVERDUE, range.0, range.1, 51, place].to_vec());
    }
    println!("gap list: {rows} items");
    let first = params![OVERDUE, range.0, range.1, 51, 0].to_vec();
    vec![
        Page::of("gap list of the province, first page", vec![at]).beside(Plainly::new(GAPS, vec![first])),
        Page::of("gap list of the province, anywhere by key", deep).beside(Plainly::new(GAPS, plainly)),
    ]
}

async fn desk(office: &Office, cookie: &str) -> Vec<Page> {
    let (organ, _, _) = busiest(office).await;
    let rows = number(office, &COUNT_OPEN, params![organ]).await;
    let (mut deep, mut plainly) = (Vec::new(), Vec::new());
    for place in places(rows) {
        let row = office.read().await.unwrap().row(&OPEN, params![organ, 1, place]).await.unwrap().unwrap();
        let key = (row.get::<i64>(0).unwrap(), row.get::<i64>(1).unwrap());
        deep.push(format!("/desk?show=overdue&after={}-{}", key.0, key.1));
        plainly.push(params![organ, 41, place].to_vec());
    }
    println!("desk list: {rows} duties overdue");
    let first = Plainly::new(OPEN, vec![params![organ, 41, 0].to_vec()]);
    vec![
        Page::of("desk: today, first page", vec!["/desk?show=overdue".into()]).by(cookie).beside(first),
        Page::of("desk: today, anywhere by key", deep).by(cookie).beside(Plainly::new(OPEN, plainly)),
        Page::of("desk: items that ask for events", vec!["/desk/events".into()]).by(cookie),
    ]
}

async fn library(office: &Office, cookie: &str) -> Vec<Page> {
    let rows = number(office, &COUNT_RECORDS, &[]).await;
    let deep = places(rows).map(|place| format!("/desk/records?before={}", rows - place)).collect();
    let plainly = places(rows).map(|place| params![51, place].to_vec()).collect();
    println!("library: {rows} records");
    let first = Plainly::new(RECORDS, vec![params![51, 0].to_vec()]);
    vec![
        Page::of("desk: library of the province, first page", vec!["/desk/records".into()])
            .by(cookie)
            .beside(first),
        Page::of("desk: library, anywhere by key", deep).by(cookie).beside(Plainly::new(RECORDS, plainly)),
    ]
}

async fn items(office: &Office) -> Vec<Page> {
    let lines = office.read().await.unwrap().rows(&LINES, params![PLACES]).await.unwrap();
    let (mut first, mut deep, mut of_organ) = (Vec::new(), Vec::new(), Vec::new());
    let (mut at_first, mut anywhere) = (Vec::new(), Vec::new());
    for row in &lines {
        let (line, obliged): (i64, i64) = (row.get(0).unwrap(), row.get(1).unwrap());
        let place = obliged / 2;
        let row = office.read().await.unwrap().row(&OBLIGED, params![line, 1, place]).await.unwrap().unwrap();
        let (organ, code): (i64, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        first.push(format!("/items/{line}"));
        deep.push(format!("/items/{line}?after={organ}"));
        of_organ.push(format!("/items/{line}/{code}"));
        at_first.push(params![line, 51, 0].to_vec());
        anywhere.push(params![line, 51, place].to_vec());
    }
    vec![
        Page::of("item with its organs, first page", first).beside(Plainly::new(OBLIGED, at_first)),
        Page::of("item with its organs, halfway by key", deep).beside(Plainly::new(OBLIGED, anywhere)),
        Page::of("item of an organ, with explanations", of_organ),
    ]
}

async fn coverage(office: &Office, cookie: &str) -> Vec<Page> {
    let root = root(office).await.organ.code;
    let mut codes = Vec::new();
    for level in ["city", "county"] {
        for row in office.read().await.unwrap().rows(&ORGANS, params![level, PLACES / 2]).await.unwrap() {
            codes.push(row.get::<String>(0).unwrap());
        }
    }
    let of = |start: &str| codes.iter().map(|code| format!("{start}{code}")).collect::<Vec<_>>();
    let ranked = |level: &str| vec![format!("/desk/supervision/{root}?level={level}")];
    vec![
        Page::of("coverage of the province", vec![format!("/coverage/{root}")]),
        Page::of("coverage of cities and counties", of("/coverage/")),
        Page::of("organs", of("/organs/")),
        Page::of("supervision of the province", vec!["/desk/supervision".into()]).by(cookie),
        Page::of("supervision: all counties ranked", ranked("county")).by(cookie),
        Page::of("supervision: all townships ranked", ranked("township")).by(cookie),
        Page::of("supervision: all villages ranked", ranked("village")).by(cookie),
    ]
}

fn search() -> Vec<Page> {
    let asked = |words: &[&str]| {
        let encoded = words.iter().map(|word| format!("/search?q={}", gk_webkit::door::encode(word)));
        let plainly = words.iter().map(|word| params![format!("%{word}%")].to_vec()).collect();
        (encoded.collect::<Vec<_>>(), Plainly::new(LIKE, plainly))
    };
    let page = |name, words: &[&str]| {
        let (paths, plainly) = asked(words);
        Page::of(name, paths).beside(plainly)
    };
    vec![
        Page::of("search: newest of all, first pages", vec!["/search".into()]).following(10),
        page("search: a frequent word", &["救助", "预算", "征收"]),
        page("search: the same, ten pages on", &["救助"]).following(10),
        page("search: two words", &["救助 标准", "土地 征收"]),
        page("search: a rare number", &["第4711号", "第1234号", "第777号"]),
    ]
}
