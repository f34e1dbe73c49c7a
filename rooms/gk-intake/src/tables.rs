//! What was read in files that came in, and what is there already.

use gk_base::sql::{Row, Value};
use gk_base::{Fault, Read, Tx, params, statements};
use gk_rules::intake::likeness::NEARLY;
use gk_rules::intake::reasons::Same;
use gk_rules::intake::{Likeness, Reading};

statements! {
    "intake";
    /// What was read for a record.
    OF_RECORD = "select hash, name, reading from record_readings where record = $1";
    /// Keeps it.
    KEEP = "insert into record_readings (record, hash, name, reading, likeness, made_on) values ($1, $2, $3, $4, $5, $6)";
    /// Makes a text findable by its likeness.
    BAND = "insert into record_bands (band, record) values ($1, $2) on conflict (band, record) do nothing";
    /// Records of an organ that hold a file.
    SAME_FILE = "select r.id, r.title, r.docnum from records r where r.organ = $1 and r.stage not in ('withdrawn', 'superseded')
        and (r.id in (select a.record from attachments a where a.hash = $2)
        or r.id in (select x.record from record_readings x where x.hash = $2)) order by r.id limit 5";
    /// Records of an organ under a document number.
    SAME_NUMBER = "select r.id, r.title, r.docnum from records r where r.docnum = $2 and r.docnum <> '' and r.organ = $1
        and r.stage not in ('withdrawn', 'superseded') order by r.id limit 5";
    /// Records of an organ that have a band of a text in common with it, those with most of them first.
    LIKE = "select r.id, r.title, r.docnum, x.likeness from record_bands b join record_readings x on x.record = b.record
        join records r on r.id = b.record where b.band in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        and r.organ = $1 and r.stage not in ('withdrawn', 'superseded')
        group by r.id, r.title, r.docnum, x.likeness order by count(*) desc, r.id limit 10";
}

/// 收件识读（存档）: with the file it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptReading {
    /// SHA-256 of the file.
    pub(crate) hash: String,
    /// Its name.
    pub(crate) name: String,
    pub(crate) reading: Reading,
}

/// 重复的信息: a record that is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// In what it is the same.
    pub same: Same,
    /// The record.
    pub record: i64,
    /// Its title; empty while it has none.
    pub title: String,
    /// 发文字号; may be empty.
    pub number: String,
}

/// What was read for a record, where it began with a file.
pub(crate) async fn find(read: &mut Read, record: i64) -> Result<Option<KeptReading>, Fault> {
    let Some(row) = read.row(&OF_RECORD, params![record]).await? else { return Ok(None) };
    Ok(Some(KeptReading { hash: row.get(0)?, name: row.get(1)?, reading: row.json(2)? }))
}

/// Keeps what was read, and makes the text findable.
pub(crate) async fn keep(
    tx: &mut Tx,
    record: i64,
    kept: &KeptReading,
    likeness: Option<&Likeness>,
) -> Result<(), Fault> {
    let today = tx.today();
    let reading = serde_json::to_string(&kept.reading).map_err(|e| Fault::because("what was read", e))?;
    let signature = likeness.map(Likeness::text).unwrap_or_default();
    let values = params![record, &kept.hash, &kept.name, reading, signature, today];
    tx.run(&KEEP, values).await?;
    let bands = likeness.map(Likeness::bands).unwrap_or_default();
    let rows = bands.into_iter().map(|band| params![band, record].to_vec()).collect();
    tx.run_many(&BAND, rows).await?;
    Ok(())
}

/// What an organ has already of a file, its number and its text; each record once.
pub(crate) async fn doubles(
    read: &mut Read,
    organ: i64,
    (hash, number): (&str, &str),
    likeness: Option<&Likeness>,
) -> Result<Vec<Double>, Fault> {
    let mut out: Vec<Double> = Vec::new();
    let mut add = |same: Same, row: &Row| -> Result<(), Fault> {
        let record = row.get(0)?;
        if out.iter().all(|one| one.record != record) {
            out.push(Double { same, record, title: row.get(1)?, number: row.get(2)? });
        }
        Ok(())
    };
    for row in read.rows(&SAME_FILE, params![organ, hash]).await? {
        add(Same::File, &row)?;
    }
    for row in read.rows(&SAME_NUMBER, params![organ, number]).await? {
        add(Same::Number, &row)?;
    }
    if let Some(likeness) = likeness {
        let values: Vec<Value> = std::iter::once(Value::from(organ))
            .chain(likeness.bands().into_iter().map(Value::from))
            .collect();
        for row in read.rows(&LIKE, &values).await? {
            let other = Likeness::read(&row.get::<String>(3)?);
            if other.is_some_and(|other| likeness.alike(&other) >= NEARLY) {
                add(Same::Text, &row)?;
            }
        }
    }
    Ok(out)
}
