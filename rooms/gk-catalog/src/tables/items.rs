//! Items of editions: one row an item, its content whole as JSON, the columns people sort and filter by beside it.

use std::collections::BTreeMap;

use gk_base::sql::Row;
use gk_base::{Fault, Problem, Read, Tx, Value, params, statements};
use gk_rules::Day;
use gk_rules::catalog::draft::Place;
use gk_rules::catalog::item::{Item, ItemCode};
use serde::{Deserialize, Serialize};

macro_rules! item {
    ($rest:literal) => {
        concat!("select i.id, i.edition, i.line, i.seq, i.body from items i ", $rest)
    };
}

statements! {
    "catalog";
    /// Every item of an edition.
    ALL_ITEMS = item!("where i.edition = $1 order by i.seq limit 10000");
    /// The items of an edition after a place, of a word or all.
    ITEMS = item!("where i.edition = $1 and i.seq > $2
        and (cast($3 as text) is null or i.level1 like $3 or i.level2 like $3 or i.name like $3) order by i.seq limit $4");
    /// The items before a place, the last first: for the way back.
    ITEMS_BEFORE = item!("where i.edition = $1 and i.seq < $2
        and (cast($3 as text) is null or i.level1 like $3 or i.level2 like $3 or i.name like $3) order by i.seq desc limit $4");
    /// One item.
    ITEM = item!("where i.id = $1");
    /// The item with a code.
    ITEM_BY_CODE = item!("where i.edition = $1 and i.code = $2");
    /// Lines of items in force, after one.
    LINES_IN_FORCE = "select l.id from item_lines l where l.id > $1 and exists (select 1 from items i join editions e on e.id = i.edition
        where i.line = l.id and e.stage = 'in_force') order by l.id limit $2";
    /// Items in force, by line, after one.
    IN_FORCE_AFTER = item!("join editions e on e.id = i.edition where e.stage = 'in_force' and i.line > $1 order by i.line limit $2");
    /// The item of a line in the edition that holds on a day.
    ITEM_ON = item!("join editions e on e.id = i.edition where i.line = $1 and e.stage in ('in_force', 'superseded')
        and e.valid_from <= $2 and (e.valid_to is null or e.valid_to > $2)");
    /// The item of a line in the newest edition that was ever in force.
    ITEM_LAST = item!("join editions e on e.id = i.edition where i.line = $1 and e.valid_from is not null order by e.valid_from desc limit 1");
    /// The items of a line in every edition, the newest first.
    ITEMS_OF_LINE = item!("where i.line = $1 order by i.edition desc limit 100");
    /// Where an item came from.
    ORIGIN = "select origin from items where id = $1";
    /// Where the items of an edition came from, after a place.
    ORIGINS = "select id, origin from items where edition = $1 and seq > $2 order by seq limit $3";
    /// The numbers of an edition's items: the greatest place.
    LAST_SEQ = "select max(seq) from items where edition = $1";
    /// The last place under a first-level item.
    LAST_OF_LEVEL1 = "select max(seq) from items where edition = $1 and level1 = $2";
    /// Makes room behind a place.
    MAKE_ROOM = "update items set seq = seq + 1 where edition = $1 and seq > $2";
    /// What an item now says.
    REWRITE = "update items set level1 = $2, level2 = $3, name = $4, applies = $5, county = $6, township = $7, village = $8, body = $9 where id = $1";
    /// A new item.
    INSERT_ITEM = "insert into items (id, edition, line, seq, code, domain, level1, level2, name, applies, county, township, village, body, origin)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    /// Forgets the items of a draft.
    FORGET_ITEMS = "delete from items where edition = $1";
    /// Copies where items came from to the next edition, line by line.
    COPY_ORIGINS = "update items set origin = coalesce((select f.origin from items f where f.edition = $2 and f.line = items.line), origin)
        where edition = $1";
}

/// 公开事项（列表）: an item with its place in an edition and its line through the editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemLine {
    /// The row's id.
    pub id: i64,
    /// The edition.
    pub edition: i64,
    /// The line: the same through all editions of the catalog.
    pub line: i64,
    /// The place in the edition, from 1.
    pub seq: i64,
    /// What it says.
    pub item: Item,
}

/// 来源: where an item was read, and the raw text of its cells; empty for one typed by hand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Origin {
    /// The import's id; empty for none.
    pub import: String,
    /// Sheet and row.
    pub place: Place,
    /// The raw cells by canonical column name.
    pub raw: BTreeMap<String, String>,
}

impl ItemLine {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            edition: row.get(1)?,
            line: row.get(2)?,
            seq: row.get(3)?,
            item: row.json(4)?,
        })
    }
}

async fn many(read: &mut Read, sql: &gk_base::Sql, params: &[Value]) -> Result<Vec<ItemLine>, Fault> {
    read.rows(sql, params).await?.iter().map(ItemLine::from_row).collect()
}

async fn one(read: &mut Read, sql: &gk_base::Sql, params: &[Value]) -> Result<Option<ItemLine>, Fault> {
    read.row(sql, params).await?.as_ref().map(ItemLine::from_row).transpose()
}

/// Every item of an edition, in order.
pub(crate) async fn all(read: &mut Read, edition: i64) -> Result<Vec<ItemLine>, Fault> {
    many(read, &ALL_ITEMS, params![edition]).await
}

/// A word as a pattern; nothing for an empty one.
fn pattern(word: &str) -> Option<String> {
    let plain = word.trim().replace(['%', '_'], "");
    (!plain.is_empty()).then(|| format!("%{plain}%"))
}

/// The items after a place.
pub(crate) async fn after(
    read: &mut Read,
    edition: i64,
    seq: i64,
    word: &str,
    limit: i64,
) -> Result<Vec<ItemLine>, Fault> {
    many(read, &ITEMS, params![edition, seq, pattern(word), limit]).await
}

/// The items before a place, in order.
pub(crate) async fn before(
    read: &mut Read,
    edition: i64,
    seq: i64,
    word: &str,
    limit: i64,
) -> Result<Vec<ItemLine>, Fault> {
    let mut items = many(read, &ITEMS_BEFORE, params![edition, seq, pattern(word), limit]).await?;
    items.reverse();
    Ok(items)
}

/// The item with this id.
pub(crate) async fn load(read: &mut Read, id: i64) -> Result<ItemLine, Problem> {
    one(read, &ITEM, params![id]).await?.ok_or_else(|| Problem::missing("item", id))
}

/// The item of a line that holds on a day.
pub(crate) async fn on(read: &mut Read, line: i64, day: Day) -> Result<Option<ItemLine>, Fault> {
    one(read, &ITEM_ON, params![line, day]).await
}

/// The item of a line as it was last in force.
pub(crate) async fn last(read: &mut Read, line: i64) -> Result<Option<ItemLine>, Fault> {
    one(read, &ITEM_LAST, params![line]).await
}

/// The item of an edition with this code.
pub(crate) async fn by_code(
    read: &mut Read,
    edition: i64,
    code: ItemCode,
) -> Result<Option<ItemLine>, Fault> {
    one(read, &ITEM_BY_CODE, params![edition, code.to_string()]).await
}

/// Lines of items in force, after one, in order.
pub(crate) async fn lines_in_force(read: &mut Read, after: i64, limit: i64) -> Result<Vec<i64>, Fault> {
    read.ints(&LINES_IN_FORCE, params![after, limit]).await
}

/// Items in force, by line, after one.
pub(crate) async fn in_force_after(read: &mut Read, after: i64, limit: i64) -> Result<Vec<ItemLine>, Fault> {
    many(read, &IN_FORCE_AFTER, params![after, limit]).await
}

/// The items of a line in every edition, the newest first.
pub(crate) async fn of_line(read: &mut Read, line: i64) -> Result<Vec<ItemLine>, Fault> {
    many(read, &ITEMS_OF_LINE, params![line]).await
}

/// Where an item came from.
pub(crate) async fn origin(read: &mut Read, id: i64) -> Result<Origin, Fault> {
    match read.row(&ORIGIN, params![id]).await? {
        Some(row) => row.json(0),
        None => Ok(Origin::default()),
    }
}

/// Where the items after a place came from, by item.
pub(crate) async fn origins(
    read: &mut Read,
    edition: i64,
    seq: i64,
    limit: i64,
) -> Result<BTreeMap<i64, Origin>, Fault> {
    read.rows(&ORIGINS, params![edition, seq, limit])
        .await?
        .iter()
        .map(|row| Ok((row.get(0)?, row.json(1)?)))
        .collect()
}

fn body(item: &Item) -> Result<String, Fault> {
    serde_json::to_string(item).map_err(|e| Fault::because("an item as JSON", e))
}

/// The columns beside the body, in the order of `REWRITE`.
fn columns(item: &Item) -> Result<[Value; 8], Fault> {
    let levels = item.reach.levels;
    Ok([
        (&item.path.level1).into(),
        (&item.path.level2).into(),
        item.path.name().into(),
        item.applies().into(),
        levels.county.into(),
        levels.township.into(),
        levels.village.into(),
        body(item)?.into(),
    ])
}

const COLUMNS: &[&str] = &[
    "id", "edition", "line", "seq", "code", "domain", "level1", "level2", "name", "applies", "county",
    "township", "village", "body", "origin",
];

fn row(
    id: i64,
    (edition, line, seq): (i64, i64, i64),
    item: &Item,
    origin: &Origin,
) -> Result<Vec<Value>, Fault> {
    let origin = serde_json::to_string(origin).map_err(|e| Fault::because("an origin as JSON", e))?;
    let mut out: Vec<Value> = vec![
        id.into(),
        edition.into(),
        line.into(),
        seq.into(),
        item.code.to_string().into(),
        item.code.domain().to_string().into(),
    ];
    out.extend(columns(item)?);
    out.push(origin.into());
    Ok(out)
}

/// Writes the items of an edition, in order, from place 1 on.
pub(crate) async fn write(
    tx: &mut Tx,
    edition: i64,
    lines: &BTreeMap<ItemCode, i64>,
    items: &[(Item, Origin)],
) -> Result<(), Fault> {
    if items.is_empty() {
        return Ok(());
    }
    let first = tx.next_numbers("items", i64::try_from(items.len()).unwrap_or(i64::MAX)).await?;
    let mut rows = Vec::with_capacity(items.len());
    for ((id, seq), (item, origin)) in (first..).zip(1..).zip(items) {
        let line =
            lines.get(&item.code).copied().ok_or_else(|| Fault::new(format!("no line for {}", item.code)))?;
        rows.push(row(id, (edition, line, seq), item, origin)?);
    }
    tx.bulk("items", COLUMNS, rows).await?;
    Ok(())
}

/// Puts one item behind the others of its first-level item, or at the end; gives its id.
pub(crate) async fn add(tx: &mut Tx, edition: i64, line: i64, item: &Item) -> Result<i64, Fault> {
    let last = tx.number(&LAST_SEQ, params![edition]).await?;
    let behind = tx.number(&LAST_OF_LEVEL1, params![edition, &item.path.level1]).await?;
    let behind = if behind == 0 { last } else { behind };
    if behind < last {
        tx.run(&MAKE_ROOM, params![edition, behind]).await?;
    }
    let id = tx.next_numbers("items", 1).await?;
    tx.run(&INSERT_ITEM, &row(id, (edition, line, behind + 1), item, &Origin::default())?).await?;
    Ok(id)
}

/// Says what an item now says.
pub(crate) async fn rewrite(tx: &mut Tx, id: i64, item: &Item) -> Result<(), Fault> {
    let mut values = vec![Value::from(id)];
    values.extend(columns(item)?);
    tx.run(&REWRITE, &values).await?;
    Ok(())
}

/// Forgets the items of a draft.
pub(crate) async fn forget(tx: &mut Tx, edition: i64) -> Result<(), Fault> {
    tx.run(&FORGET_ITEMS, params![edition]).await?;
    Ok(())
}

/// Items of one edition remember where the same items of another came from.
pub(crate) async fn copy_origins(tx: &mut Tx, edition: i64, from: i64) -> Result<(), Fault> {
    tx.run(&COPY_ORIGINS, params![edition, from]).await?;
    Ok(())
}
