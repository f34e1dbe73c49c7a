//! Attached files of records.

use std::collections::BTreeMap;

use gk_base::sql::Row;
use gk_base::{Coded, Fault, Read, Tx, params, statements};
use gk_rules::preflight::file::Inspected;
use gk_rules::records::Media;

statements! {
    "records.files";
    /// The files of a record.
    OF_RECORD = "select id, name, media, size, hash from attachments where record = $1 order by id limit 100";
    /// One file.
    ONE = "select id, name, media, size, hash from attachments where record = $1 and id = $2";
    /// One file of a version that stood before.
    ONE_PAST = "select a.id, a.name, a.media, a.size, a.hash from attachments a join records r on r.id = a.record
        where r.revises = $1 and r.stage = 'superseded' and a.id = $2";
    /// A new one.
    INSERT = "insert into attachments (id, record, name, media, size, hash, added_at) values ($1, $2, $3, $4, $5, $6, $7)";
    /// What was found in the files of a record.
    LOOKS = "select a.hash, l.look from attachments a join file_looks l on l.hash = a.hash where a.record = $1 order by a.id limit 100";
    /// What was found in a file, unless it is known.
    LOOK = "insert into file_looks (hash, look, looked_on) values ($1, $2, $3) on conflict (hash) do nothing";
    /// Files of one record belong to another, and the other way round.
    SWAP = "update attachments set record = case when record = $1 then $2 else $1 end where record in ($1, $2)";
    /// Taken away.
    REMOVE = "delete from attachments where record = $1 and id = $2";
}

/// 附件（存档）: one file of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    /// Its number.
    pub id: i64,
    /// 名称
    pub name: String,
    /// 格式
    pub media: Media,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    pub hash: String,
}

impl FileLine {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            media: row.code(2)?,
            size: row.get(3)?,
            hash: row.get(4)?,
        })
    }
}

/// The files of a record, in the order they came.
pub(crate) async fn of_record(read: &mut Read, record: i64) -> Result<Vec<FileLine>, Fault> {
    read.rows(&OF_RECORD, params![record]).await?.iter().map(FileLine::from_row).collect()
}

/// One file of a record.
pub(crate) async fn find(read: &mut Read, record: i64, id: i64) -> Result<Option<FileLine>, Fault> {
    read.row(&ONE, params![record, id]).await?.as_ref().map(FileLine::from_row).transpose()
}

/// One file of a version that stood before the one that holds.
pub(crate) async fn find_past(read: &mut Read, live: i64, id: i64) -> Result<Option<FileLine>, Fault> {
    read.row(&ONE_PAST, params![live, id]).await?.as_ref().map(FileLine::from_row).transpose()
}

/// What was found in the files of a record, by hash.
pub(crate) async fn looks(read: &mut Read, record: i64) -> Result<BTreeMap<String, Inspected>, Fault> {
    let rows = read.rows(&LOOKS, params![record]).await?;
    let one = |row: &Row| {
        let look: String = row.get(1)?;
        let look = serde_json::from_str(&look).map_err(|e| Fault::because("what was found in a file", e))?;
        Ok((row.get(0)?, look))
    };
    rows.iter().map(one).collect()
}

/// Keeps what was found in a file.
pub(crate) async fn keep_look(tx: &mut Tx, hash: &str, look: &Inspected) -> Result<(), Fault> {
    let today = tx.today();
    let look = serde_json::to_string(look).map_err(|e| Fault::because("what was found in a file", e))?;
    tx.run(&LOOK, params![hash, look, today]).await?;
    Ok(())
}

/// Adds one.
pub(crate) async fn insert(tx: &mut Tx, record: i64, file: &FileLine) -> Result<(), Fault> {
    let now = tx.now();
    let values = params![
        file.id,
        record,
        &file.name,
        file.media.code(),
        i64::try_from(file.size).unwrap_or(i64::MAX),
        &file.hash,
        now
    ];
    tx.run(&INSERT, values).await?;
    Ok(())
}

/// The same files go with another version of the record.
pub(crate) async fn copy(tx: &mut Tx, from: i64, to: i64) -> Result<(), Fault> {
    for file in of_record(tx, from).await? {
        let id = tx.next_numbers("attachments", 1).await?;
        insert(tx, to, &FileLine { id, ..file }).await?;
    }
    Ok(())
}

/// The files of each of two records go with its text to the other.
pub(crate) async fn swap(tx: &mut Tx, one: i64, other: i64) -> Result<(), Fault> {
    tx.run(&SWAP, params![one, other]).await?;
    Ok(())
}

/// Takes one away; the bytes stay, for other records and for the ledger.
pub(crate) async fn remove(tx: &mut Tx, record: i64, id: i64) -> Result<u64, Fault> {
    tx.run(&REMOVE, params![record, id]).await
}
