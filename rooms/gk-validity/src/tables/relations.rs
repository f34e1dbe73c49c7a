//! Validity: from when to when records hold, and what they do to each other.

use gk_base::sql::Row;
use gk_base::{Coded, Fault, Read, Tx, params, statements};
use gk_rules::Day;
use gk_rules::records::Stage;
use gk_rules::validity::relation::DocumentId;
use gk_rules::validity::{Life, Relation, Scope};

statements! {
    "validity.relations";
    /// From when to when a record holds.
    LIFE = "select effective_on, last_day, articles from record_lives where record = $1";
    /// Says so.
    SET_LIFE = "insert into record_lives (record, effective_on, last_day, articles, set_name, set_on) values ($1, $2, $3, $4, $5, $6)
        on conflict (record) do update set effective_on = $2, last_day = $3, articles = $4, set_name = $5, set_on = $6";
    /// What a record does to others and others to it, with the other's names.
    OF = "select x.by_record, x.target, x.effect, x.articles, x.from_day, x.until_day, x.made_name, x.made_on, r.number, r.title,
        r.docnum, r.stage from record_relations x join records r on r.id = case when x.by_record = $1 then x.target else x.by_record end
        where x.by_record = $1 or x.target = $1 order by x.from_day, x.id limit 200";
    /// One relation.
    BY_ID = "select x.by_record, x.target, x.effect, x.articles, x.from_day, x.until_day from record_relations x where x.id = $1";
    /// Public documents of a range of organs whose last day lies between two days.
    ENDING = "select r.id, r.title, r.docnum, r.number, l.last_day from record_lives l join records r on r.id = l.record
        where l.last_day >= $3 and l.last_day <= $4 and r.organ >= $1 and r.organ <= $2 and r.stage = 'published'
        order by l.last_day, r.id limit $5";
    /// A new one.
    INSERT = "insert into record_relations (id, by_record, target, effect, articles, from_day, until_day, made_name, made_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
}

/// 效力关系（存档）: with the record on its other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tie {
    pub(crate) relation: Relation,
    pub(crate) made_name: String,
    pub(crate) made_on: Day,
    pub(crate) other: Other,
}

/// 另一件文件
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Other {
    /// 索引号
    pub(crate) number: String,
    /// 名称; shown only where the record is public.
    pub(crate) title: String,
    /// 发文字号
    pub(crate) docnum: String,
    pub(crate) public: bool,
}

fn written(scope: &Scope) -> String {
    match scope {
        Scope::Whole => String::new(),
        Scope::Articles(list) => list.iter().map(u16::to_string).collect::<Vec<_>>().join(","),
    }
}

fn read_scope(text: &str) -> Result<Scope, Fault> {
    if text.is_empty() {
        return Ok(Scope::Whole);
    }
    let list = text.split(',').map(str::parse).collect::<Result<_, _>>();
    Ok(Scope::Articles(list.map_err(|e| Fault::because("articles", e))?))
}

/// The columns of a relation, from the first.
fn relation(row: &Row) -> Result<Relation, Fault> {
    let scope: String = row.get(3)?;
    Ok(Relation {
        by: DocumentId(row.get(0)?),
        target: DocumentId(row.get(1)?),
        effect: row.code(2)?,
        scope: read_scope(&scope)?,
        from: row.get(4)?,
        until: row.get(5)?,
    })
}

/// The relation with this number.
pub(crate) async fn find(read: &mut Read, id: i64) -> Result<Option<Relation>, Fault> {
    read.row(&BY_ID, params![id]).await?.as_ref().map(relation).transpose()
}

/// 将要到期的文件
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ending {
    pub(crate) record: i64,
    pub(crate) title: String,
    pub(crate) docnum: String,
    pub(crate) number: String,
    pub(crate) last_day: Day,
}

/// Public documents of some organs whose last day lies between two days, the nearest first.
pub(crate) async fn ending(
    read: &mut Read,
    (first, last): (i64, i64),
    (from, to): (Day, Day),
    limit: i64,
) -> Result<Vec<Ending>, Fault> {
    let rows = read.rows(&ENDING, params![first, last, from, to, limit]).await?;
    let one = |row: &Row| {
        Ok(Ending {
            record: row.get(0)?,
            title: row.get(1)?,
            docnum: row.get(2)?,
            number: row.get::<Option<String>>(3)?.unwrap_or_default(),
            last_day: row.get(4)?,
        })
    };
    rows.iter().map(one).collect()
}

fn tie(row: &Row) -> Result<Tie, Fault> {
    let stage: Stage = row.code(11)?;
    Ok(Tie {
        relation: relation(row)?,
        made_name: row.get(6)?,
        made_on: row.get(7)?,
        other: Other {
            number: row.get::<Option<String>>(8)?.unwrap_or_default(),
            title: row.get(9)?,
            docnum: row.get(10)?,
            public: stage == Stage::Published,
        },
    })
}

/// What a record does to others and others to it, by the day from which it holds.
pub(crate) async fn of(read: &mut Read, record: i64) -> Result<Vec<Tie>, Fault> {
    read.rows(&OF, params![record]).await?.iter().map(tie).collect()
}

/// From when to when a record holds, where somebody said so.
pub(crate) async fn life(read: &mut Read, record: i64) -> Result<Option<Life>, Fault> {
    let row = read.row(&LIFE, params![record]).await?;
    let one = |row: Row| {
        Ok(Life {
            document: DocumentId(record),
            effective_on: row.get(0)?,
            last_day: row.get(1)?,
            articles: row.get(2)?,
        })
    };
    row.map(one).transpose()
}

/// Says from when to when a record holds.
pub(crate) async fn set_life(tx: &mut Tx, life: Life) -> Result<(), Fault> {
    let (name, today) = (tx.who().name.clone(), tx.today());
    let articles = life.articles.map(i64::from);
    tx.run(&SET_LIFE, params![life.document.0, life.effective_on, life.last_day, articles, name, today])
        .await?;
    Ok(())
}

/// A new relation; gives its number.
pub(crate) async fn insert(tx: &mut Tx, one: &Relation) -> Result<i64, Fault> {
    let id = tx.next_numbers("record_relations", 1).await?;
    let (name, today) = (tx.who().name.clone(), tx.today());
    let scope = written(&one.scope);
    let values =
        params![id, one.by.0, one.target.0, one.effect.code(), scope, one.from, one.until, name, today];
    tx.run(&INSERT, values).await?;
    Ok(id)
}
