//! Redactions: the marks on a file, sealed, and what came of them: the new file, its black areas, their grounds.

use gk_base::sealed::{Opening, Sealed};
use gk_base::sql::Row;
use gk_base::{Fault, Problem, Read, Tx, params, sealed_columns, statements};
use gk_rules::redaction::Blacked;
use gk_rules::redaction::ground::Ground;
use gk_rules::redaction::{Mark, Place};
use serde::{Deserialize, Serialize};

use gk_foi::files::FileLine;

sealed_columns! {
    /// 涂黑位置和文字, as JSON: words to be taken out are what nobody else may read.
    MARKS = "foi_redactions"."marks_sealed", row "id" (number), Words;
}

statements! {
    "foi.redactions";
    /// A file of a case with its redaction, where it has one.
    OF_FILE = "select f.id, f.seq, f.role, f.name, f.media, f.size, f.content, f.shared, f.added_at, f.added_name,
        r.id, r.marks_sealed, r.result, r.blacked, r.unread, r.looked_name, r.version, r.saved_name, r.saved_at
        from foi_files f left join foi_redactions r on r.matter = f.matter and r.file = f.id where f.matter = $1 and f.id = $2";
    /// Those of a case that were carried out.
    MADE = "select r.result, f.name, r.blacked from foi_redactions r join foi_files f on f.id = r.file
        where r.matter = $1 and r.result is not null order by r.id limit 50";
    /// A new one.
    INSERT = "insert into foi_redactions (id, matter, file, marks_sealed, marked, blacked, unread, looked_name, version, saved_name,
        saved_at) values ($1, $2, $3, $4, $5, '[]', '[]', '', 1, $6, $7)";
    /// Other marks.
    MARK = "update foi_redactions set marks_sealed = $3, marked = $4, saved_name = $5, saved_at = $6, version = version + 1
        where id = $1 and version = $2";
    /// What came of it.
    RESULT = "update foi_redactions set result = $3, blacked = $4, unread = $5, looked_name = $6, saved_name = $7, saved_at = $8,
        version = version + 1 where id = $1 and version = $2";
}

/// 涂黑处（存档）: a mark with the ground it was chosen for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Marked {
    /// What.
    pub place: Place,
    /// On which ground.
    pub ground: Ground,
}

impl Marked {
    /// As the redactor takes it.
    pub(crate) fn mark(&self) -> Mark {
        Mark { place: self.place.clone(), ground: self.ground.printed().to_owned() }
    }
}

/// 区分处理（存档）
#[derive(Clone)]
pub(crate) struct Redaction {
    pub(crate) id: i64,
    pub(crate) marks: Sealed,
    /// The new file.
    pub(crate) result: Option<i64>,
    pub(crate) blacked: Vec<Blacked>,
    /// Pages that a person looked through.
    pub(crate) unread: Vec<u32>,
    pub(crate) looked: String,
    pub(crate) version: u32,
    pub(crate) saved: String,
    pub(crate) saved_at: gk_base::Moment,
}

impl Redaction {
    /// From the columns after those of the file.
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(10)?,
            marks: row.get(11)?,
            result: row.get(12)?,
            blacked: row.json(13)?,
            unread: row.json(14)?,
            looked: row.get(15)?,
            version: row.get(16)?,
            saved: row.get(17)?,
            saved_at: row.get(18)?,
        })
    }
    /// Goes on when the version on the screen is the one stored.
    pub(crate) fn at(self, seen: u32) -> Result<Self, Problem> {
        if self.version == seen { Ok(self) } else { Err(Problem::stale(self.saved, Some(self.saved_at))) }
    }
    /// Its marks, opened.
    pub(crate) fn marks(&self, tx: &mut Tx, opening: &Opening) -> Result<Vec<Marked>, Fault> {
        let plain = tx.open(&MARKS.at(self.id, &self.marks), opening)?;
        serde_json::from_slice(plain.bytes()).map_err(|e| Fault::because("sealed marks", e))
    }
}

/// A file of a case with its redaction, where it has one; nothing where there is no such file.
pub(crate) async fn of_file(
    read: &mut Read,
    matter: i64,
    file: i64,
) -> Result<Option<(FileLine, Option<Redaction>)>, Fault> {
    let Some(row) = read.row(&OF_FILE, params![matter, file]).await? else { return Ok(None) };
    let marked = row.get::<Option<i64>>(10)?.is_some();
    let redaction = if marked { Some(Redaction::from_row(&row)?) } else { None };
    Ok(Some((FileLine::from_row(&row)?, redaction)))
}

/// 区分处理的结果: a redacted file of a case, whose table of grounds a letter tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The redacted file.
    pub file: i64,
    /// The name of what it was made from.
    pub of: String,
    /// Its black areas, with the article printed on each.
    pub blacked: Vec<Blacked>,
}

/// Those of a case that were carried out.
pub(crate) async fn made(read: &mut Read, matter: i64) -> Result<Vec<Outcome>, Fault> {
    let rows = read.rows(&MADE, params![matter]).await?;
    rows.iter().map(|row| Ok(Outcome { file: row.get(0)?, of: row.get(1)?, blacked: row.json(2)? })).collect()
}

/// Writes marks down, at the version they were seen with; the first ones are a new row.
pub(crate) async fn save_marks(
    tx: &mut Tx,
    (matter, file): (i64, i64),
    before: Option<&Redaction>,
    marks: &[Marked],
) -> Result<(), Problem> {
    let (now, name) = (tx.now(), tx.who().name.clone());
    let text = json(&marks)?;
    let count = i64::try_from(marks.len()).unwrap_or(i64::MAX);
    match before {
        Some(one) => {
            let sealed = tx.seal(&MARKS, one.id, text).await?;
            tx.run_at_version(&MARK, params![one.id, one.version, &sealed, count, name, now]).await
        }
        None => {
            let id = tx.next_numbers("foi_redactions", 1).await?;
            let sealed = tx.seal(&MARKS, id, text).await?;
            tx.run(&INSERT, params![id, matter, file, &sealed, count, name, now]).await?;
            Ok(())
        }
    }
}

/// Writes down what came of it.
pub(crate) async fn save_result(
    tx: &mut Tx,
    before: &Redaction,
    file: i64,
    (blacked, unread): (&[Blacked], &[u32]),
) -> Result<(), Problem> {
    let (now, name) = (tx.now(), tx.who().name.clone());
    let looked = if unread.is_empty() { String::new() } else { name.clone() };
    let values = params![before.id, before.version, file, json(&blacked)?, json(&unread)?, looked, name, now];
    tx.run_at_version(&RESULT, values).await
}

fn json<T: Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|e| Fault::because("writing marks", e))
}
