//! What was read from where: imports with their diagnostics and the drafts they made.

use gk_base::sql::Row;
use gk_base::{Fault, Moment, Problem, Read, Tx, Value, params, statements};
use gk_rules::catalog::draft::{Diagnostic, Severity};
use gk_rules::catalog::edition::Tier;

macro_rules! import {
    ($rest:literal) => {
        concat!(
            "select m.id, m.organ, o.name, m.tier, m.blob, m.file_name, m.pasted, m.read_at, m.read_name, m.items, m.errors,
            m.warnings, m.notes, m.editions, o.path from imports m join organs o on o.id = m.organ ",
            $rest
        )
    };
}

statements! {
    "catalog";
    /// One import.
    IMPORT = import!("where m.id = $1");
    /// The same file of the same organ and tier.
    SAME_FILE = import!("where m.organ = $1 and m.tier = $2 and m.blob = $3");
    /// The imports of a subtree before an id, the newest first.
    IMPORTS = import!("where m.organ >= $1 and m.organ <= $2 and m.id < $3 order by m.id desc limit $4");
    /// What was not certain.
    DIAGNOSTICS = "select diagnostics from imports where id = $1";
    /// A new import.
    INSERT_IMPORT = "insert into imports (id, organ, tier, blob, file_name, pasted, read_at, read_by, read_name, items, errors, warnings, notes,
        diagnostics, editions) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    /// Which drafts are left of it.
    SET_EDITIONS = "update imports set editions = $2 where id = $1";
    /// Forgets an import none of whose drafts is left, so that the file can be read again.
    FORGET_IMPORT = "delete from imports where id = $1";
}

/// 导入（列表）: one import without its diagnostics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportLine {
    /// Its id.
    pub id: String,
    /// Whose catalog.
    pub organ: i64,
    /// Its name.
    pub organ_name: String,
    /// The organ's path, for the question who may.
    pub path: String,
    /// Whose standard.
    pub tier: Tier,
    /// The file's bytes.
    pub blob: String,
    /// The file's name.
    pub file_name: String,
    /// Pasted text and no file.
    pub pasted: bool,
    /// When.
    pub read_at: Moment,
    /// By whom; empty for the system.
    pub read_name: String,
    /// What was found.
    pub counts: Found,
    /// The drafts it made, by id.
    pub editions: Vec<i64>,
}

/// 读取计数: how much was read and how much of it is not certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Found {
    /// Items.
    pub items: u64,
    /// 错误
    pub errors: u64,
    /// 警告
    pub warnings: u64,
    /// 提示
    pub notes: u64,
}

impl Found {
    /// Counts diagnostics.
    pub(crate) fn of(items: usize, diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| {
            u64::try_from(diagnostics.iter().filter(|one| one.severity == severity).count())
                .unwrap_or(u64::MAX)
        };
        Self {
            items: u64::try_from(items).unwrap_or(u64::MAX),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }
}

impl ImportLine {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            organ: row.get(1)?,
            organ_name: row.get(2)?,
            tier: row.code(3)?,
            blob: row.get(4)?,
            file_name: row.get(5)?,
            pasted: row.get(6)?,
            read_at: row.get(7)?,
            read_name: row.get(8)?,
            counts: Found {
                items: row.get(9)?,
                errors: row.get(10)?,
                warnings: row.get(11)?,
                notes: row.get(12)?,
            },
            editions: row.json(13)?,
            path: row.get(14)?,
        })
    }
}

/// The import with this id.
pub(crate) async fn load(read: &mut Read, id: &str) -> Result<ImportLine, Problem> {
    match read.row(&IMPORT, params![id]).await? {
        Some(row) => Ok(ImportLine::from_row(&row)?),
        None => Err(Problem::missing("import", id)),
    }
}

/// The import of the same bytes for the same organ and tier.
pub(crate) async fn same(
    read: &mut Read,
    organ: i64,
    tier: Tier,
    blob: &str,
) -> Result<Option<ImportLine>, Fault> {
    read.row(&SAME_FILE, params![organ, Value::code(tier), blob])
        .await?
        .as_ref()
        .map(ImportLine::from_row)
        .transpose()
}

/// The imports of a subtree before an id, the newest first.
pub(crate) async fn list(
    read: &mut Read,
    (first, last): (i64, i64),
    before: &str,
    limit: i64,
) -> Result<Vec<ImportLine>, Fault> {
    let before = if before.is_empty() { "~" } else { before };
    read.rows(&IMPORTS, params![first, last, before, limit]).await?.iter().map(ImportLine::from_row).collect()
}

/// What was not certain.
pub(crate) async fn diagnostics(read: &mut Read, id: &str) -> Result<Vec<Diagnostic>, Fault> {
    match read.row(&DIAGNOSTICS, params![id]).await? {
        Some(row) => row.json(0),
        None => Ok(Vec::new()),
    }
}

/// A new import.
pub(crate) async fn insert(tx: &mut Tx, line: &ImportLine, diagnostics: &[Diagnostic]) -> Result<(), Fault> {
    let json = |e| Fault::because("diagnostics as JSON", e);
    let diagnostics = serde_json::to_string(diagnostics).map_err(json)?;
    let editions = serde_json::to_string(&line.editions).map_err(json)?;
    let n = |v: u64| i64::try_from(v).unwrap_or(i64::MAX);
    let (who, counts) = (tx.who().person, line.counts);
    tx.run(
        &INSERT_IMPORT,
        params![
            &line.id,
            line.organ,
            Value::code(line.tier),
            &line.blob,
            &line.file_name,
            line.pasted,
            line.read_at,
            who,
            &line.read_name,
            n(counts.items),
            n(counts.errors),
            n(counts.warnings),
            n(counts.notes),
            diagnostics,
            editions
        ],
    )
    .await?;
    Ok(())
}

/// One draft of an import is gone; with the last one the import is forgotten, so that the file can be read again.
pub(crate) async fn lose(tx: &mut Tx, id: &str, edition: i64) -> Result<(), Problem> {
    let line = load(tx, id).await?;
    let left: Vec<i64> = line.editions.into_iter().filter(|one| *one != edition).collect();
    if left.is_empty() {
        tx.run(&FORGET_IMPORT, params![id]).await?;
    } else {
        let json = serde_json::to_string(&left).map_err(|e| Fault::because("editions as JSON", e))?;
        tx.run(&SET_EDITIONS, params![id, json]).await?;
    }
    Ok(())
}
