//! Clean-ups of an organ's documents, and what was concluded of each.

use gk_base::sql::Row;
use gk_base::{Coded, Fault, Problem, Read, Tx, params, statements};
use gk_rules::Day;
use gk_rules::org::OrganId;
use gk_rules::validity::cleanup::{CleanupStage, Conclusion, Extent};

macro_rules! cleanup {
    ($rest:literal) => {
        concat!(
            "select c.id, c.organ, c.name, c.basis, c.extent, c.stage, c.opened_name, c.opened_on, c.decided_on,
        c.decided_name, c.record from validity_cleanups c ",
            $rest
        )
    };
}

statements! {
    "validity.cleanups";
    /// Public documents of an organ that a clean-up may hold: of those determined to be normative, or all that have a number.
    CANDIDATES = "select r.id from records r left join record_determinations d on d.record = r.id where r.organ = $1 and r.stage = 'published'
        and ((cast($2 as bigint) = 1 and d.normative = 1) or (cast($2 as bigint) = 0 and r.docnum <> '')) order by r.id limit $3";
    /// A new one.
    OPEN = "insert into validity_cleanups (id, organ, name, basis, extent, stage, opened_by, opened_name, opened_on, decided_name)
        values ($1, $2, $3, $4, $5, 'open', $6, $7, $8, '')";
    /// A document of it.
    ENTER = "insert into validity_entries (cleanup, record, words, said_name) values ($1, $2, '', '')";
    /// One.
    BY_ID = cleanup!("where c.id = $1");
    /// The one whose result a record is.
    OF_RECORD = cleanup!("where c.record = $1");
    /// Those of an organ, the newest first.
    OF_ORGAN = cleanup!("where c.organ = $1 and c.id < $2 order by c.id desc limit $3");
    /// Its documents with what was concluded.
    ENTRIES = "select e.record, e.conclusion, e.words, e.said_by, e.said_name, r.title, r.docnum, r.number, r.stage from validity_entries e
        join records r on r.id = e.record where e.cleanup = $1 order by e.record limit 500";
    /// What is concluded of one.
    CONCLUDE = "update validity_entries set conclusion = $3, words = $4, said_by = $5, said_name = $6 where cleanup = $1 and record = $2";
    /// Decided, with the draft of the result.
    DECIDE = "update validity_cleanups set stage = 'decided', decided_on = $2, decided_by = $3, decided_name = $4, record = $5
        where id = $1 and stage = 'open'";
    /// The result is public.
    PUBLISHED = "update validity_cleanups set stage = 'published' where id = $1 and stage = 'decided'";
}

/// 清理（存档）
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) id: i64,
    pub(crate) organ: OrganId,
    pub(crate) name: String,
    pub(crate) basis: String,
    pub(crate) extent: Extent,
    pub(crate) stage: CleanupStage,
    pub(crate) opened_name: String,
    pub(crate) opened_on: Day,
    pub(crate) decided_on: Option<Day>,
    pub(crate) decided_name: String,
    /// The draft of the result, later what was published.
    pub(crate) record: Option<i64>,
}

impl Kept {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            organ: OrganId(row.get(1)?),
            name: row.get(2)?,
            basis: row.get(3)?,
            extent: row.code(4)?,
            stage: row.code(5)?,
            opened_name: row.get(6)?,
            opened_on: row.get(7)?,
            decided_on: row.get(8)?,
            decided_name: row.get(9)?,
            record: row.get(10)?,
        })
    }
}

/// 清理条目（存档）
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) record: i64,
    pub(crate) conclusion: Option<Conclusion>,
    pub(crate) words: String,
    pub(crate) said_by: Option<i64>,
    pub(crate) said_name: String,
    pub(crate) title: String,
    pub(crate) docnum: String,
    /// 索引号, while it is public.
    pub(crate) number: String,
}

fn line(row: &Row) -> Result<Line, Fault> {
    let conclusion: Option<String> = row.get(1)?;
    let public = row.get::<String>(8)? == gk_rules::records::Stage::Published.code();
    Ok(Line {
        record: row.get(0)?,
        conclusion: conclusion.as_deref().and_then(Conclusion::from_code),
        words: row.get(2)?,
        said_by: row.get(3)?,
        said_name: row.get(4)?,
        title: row.get(5)?,
        docnum: row.get(6)?,
        number: row.get::<Option<String>>(7)?.filter(|_| public).unwrap_or_default(),
    })
}

/// The documents a clean-up may hold, one more than it may take.
pub(crate) async fn candidates(
    read: &mut Read,
    organ: OrganId,
    extent: Extent,
    limit: i64,
) -> Result<Vec<i64>, Fault> {
    read.ints(&CANDIDATES, params![organ.0, extent == Extent::Normative, limit]).await
}

/// Opens one with its documents; gives its number.
pub(crate) async fn open(
    tx: &mut Tx,
    organ: OrganId,
    (name, basis, extent): (&str, &str, Extent),
    documents: &[i64],
) -> Result<i64, Fault> {
    let id = tx.next_numbers("validity_cleanups", 1).await?;
    let (by, who, today) = (tx.who().person.unwrap_or(0), tx.who().name.clone(), tx.today());
    tx.run(&OPEN, params![id, organ.0, name, basis, extent.code(), by, who, today]).await?;
    tx.run_many(&ENTER, documents.iter().map(|record| params![id, *record].to_vec()).collect()).await?;
    Ok(id)
}

/// One clean-up.
pub(crate) async fn load(read: &mut Read, id: i64) -> Result<Kept, Problem> {
    match read.row(&BY_ID, params![id]).await? {
        Some(row) => Ok(Kept::from_row(&row)?),
        None => Err(Problem::missing("cleanup", id)),
    }
}

/// The clean-up whose result a record is.
pub(crate) async fn of_record(read: &mut Read, record: i64) -> Result<Option<Kept>, Fault> {
    read.row(&OF_RECORD, params![record]).await?.as_ref().map(Kept::from_row).transpose()
}

/// Those of an organ, the newest first.
pub(crate) async fn of_organ(
    read: &mut Read,
    organ: i64,
    before: i64,
    limit: i64,
) -> Result<Vec<Kept>, Fault> {
    read.rows(&OF_ORGAN, params![organ, before, limit]).await?.iter().map(Kept::from_row).collect()
}

/// The documents of one.
pub(crate) async fn entries(read: &mut Read, id: i64) -> Result<Vec<Line>, Fault> {
    read.rows(&ENTRIES, params![id]).await?.iter().map(line).collect()
}

/// What is concluded of some of them.
pub(crate) async fn conclude(tx: &mut Tx, id: i64, all: &[(i64, Conclusion, String)]) -> Result<(), Fault> {
    let (by, name) = (tx.who().person, tx.who().name.clone());
    let row = |(record, conclusion, words): &(i64, Conclusion, String)| {
        params![id, *record, conclusion.code(), words, by, &name].to_vec()
    };
    tx.run_many(&CONCLUDE, all.iter().map(row).collect()).await?;
    Ok(())
}

/// Decided on a day; `record` is the draft of the result.
pub(crate) async fn decide(tx: &mut Tx, id: i64, day: Day, record: i64) -> Result<(), Problem> {
    let (by, name) = (tx.who().person, tx.who().name.clone());
    let changed = tx.run(&DECIDE, params![id, day, by, &name, record]).await?;
    if changed == 0 { Err(Problem::stale(name, None)) } else { Ok(()) }
}

/// The result is public.
pub(crate) async fn published(tx: &mut Tx, id: i64) -> Result<(), Fault> {
    tx.run(&PUBLISHED, params![id]).await.map(|_| ())
}
