//! The disclosure log (答复公示): answered requests the organ shows, without personal data.

use gk_base::sql::{Row, Value};
use gk_base::{Coded, Fault, Problem, Read, Tx, params, statements};
use gk_rules::Day;
use gk_rules::foi::Decision;
use gk_rules::foi::answers::{Shown, is_public};

use gk_foi::Matter;

macro_rules! columns {
    () => {
        "select a.id, a.organ, o.code, o.name, a.decision, a.answered_on, a.title, a.asked, a.answered, a.shown,
        a.confirmed, a.version from foi_answers a join organs o on o.id = a.organ "
    };
}

statements! {
    "foi.answers";
    /// One, whoever asks.
    BY_ID = concat!(columns!(), "where a.id = $1");
    /// That of a case.
    OF_MATTER = concat!(columns!(), "where a.matter = $1");
    /// Shown ones, the newest first, before one; of an organ, a year, a decision.
    NEWEST = concat!(columns!(), "where a.shown = 1 and a.confirmed = 1 and a.id < $1 and (cast($2 as text) is null or o.code = $2)
        and (cast($3 as bigint) is null or a.year = $3) and (cast($4 as text) is null or a.decision = $4)
        and (cast($5 as text) is null or a.title like $5 escape '!' or a.asked like $5 escape '!') order by a.id desc limit $6");
    /// Shown ones after one, in order, for the index.
    AFTER = concat!(columns!(), "where a.shown = 1 and a.confirmed = 1 and a.id > $1 order by a.id limit $2");
    /// Shown ones among fifty.
    AMONG = concat!(columns!(), "where a.shown = 1 and a.confirmed = 1 and a.id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
        $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38,
        $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50) order by a.id");
    /// A new one.
    INSERT = "insert into foi_answers (id, matter, organ, decision, year, answered_on, title, asked, answered, shown, confirmed, saved_at,
        saved_name, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, 1, $10, $11, 1)";
    /// Shown again, at the version seen.
    AGAIN = "update foi_answers set decision = $3, year = $4, answered_on = $5, title = $6, asked = $7, answered = $8, shown = 1,
        confirmed = 1, saved_at = $9, saved_name = $10, version = version + 1 where id = $1 and version = $2";
    /// Taken back, at the version seen.
    HIDE = "update foi_answers set shown = 0, saved_at = $3, saved_name = $4, version = version + 1 where id = $1 and version = $2";
}

/// 公示的答复（存档）
pub(crate) struct AnswerLine {
    pub(crate) id: i64,
    pub(crate) organ: i64,
    pub(crate) organ_code: String,
    pub(crate) organ_name: String,
    pub(crate) decision: Decision,
    pub(crate) on: Day,
    pub(crate) title: String,
    pub(crate) asked: String,
    pub(crate) answered: String,
    pub(crate) shown: bool,
    pub(crate) confirmed: bool,
    pub(crate) version: u32,
}

impl AnswerLine {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            organ: row.get(1)?,
            organ_code: row.get(2)?,
            organ_name: row.get(3)?,
            decision: row.code(4)?,
            on: row.get(5)?,
            title: row.get(6)?,
            asked: row.get(7)?,
            answered: row.get(8)?,
            shown: row.get(9)?,
            confirmed: row.get(10)?,
            version: row.get(11)?,
        })
    }
    /// Whether everybody may read it.
    pub(crate) fn is_public(&self) -> bool {
        is_public(Shown { chosen: self.shown, confirmed: self.confirmed })
    }
}

/// One that everybody may read.
pub(crate) async fn load_public(read: &mut Read, id: i64) -> Result<AnswerLine, Problem> {
    let found = read.row(&BY_ID, params![id]).await?.as_ref().map(AnswerLine::from_row).transpose()?;
    found.filter(AnswerLine::is_public).ok_or_else(|| Problem::missing("answer", id))
}

/// Those everybody may read after one, in order.
pub(crate) async fn public_after(read: &mut Read, after: i64, limit: i64) -> Result<Vec<AnswerLine>, Fault> {
    let found: Result<Vec<AnswerLine>, Fault> =
        read.rows(&AFTER, params![after, limit]).await?.iter().map(AnswerLine::from_row).collect();
    Ok(found?.into_iter().filter(AnswerLine::is_public).collect())
}

/// Those among these, fifty at most, that everybody may read.
pub(crate) async fn public_of(read: &mut Read, ids: &[i64]) -> Result<Vec<AnswerLine>, Fault> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<Value> =
        ids.iter().copied().chain(std::iter::repeat(0)).take(50).map(Value::from).collect();
    let found: Result<Vec<AnswerLine>, Fault> =
        read.rows(&AMONG, &values).await?.iter().map(AnswerLine::from_row).collect();
    Ok(found?.into_iter().filter(AnswerLine::is_public).collect())
}

/// That of a case, or nothing.
pub(crate) async fn of_matter(read: &mut Read, matter: i64) -> Result<Option<AnswerLine>, Fault> {
    read.row(&OF_MATTER, params![matter]).await?.as_ref().map(AnswerLine::from_row).transpose()
}

/// Which ones are wanted.
#[derive(Default)]
pub(crate) struct Narrow {
    pub(crate) organ: Option<String>,
    pub(crate) year: Option<i64>,
    pub(crate) decision: Option<Decision>,
    pub(crate) word: Option<String>,
}

/// Shown ones, the newest first.
pub(crate) async fn newest(
    read: &mut Read,
    narrow: &Narrow,
    before: i64,
    limit: i64,
) -> Result<Vec<AnswerLine>, Fault> {
    let word = narrow.word.as_deref().map(|word| format!("%{}%", gk_foi::lists::escaped(word)));
    let (organ, decision) = (narrow.organ.clone(), narrow.decision.map(Coded::code));
    let values = params![before, organ, narrow.year, decision, word, limit];
    let rows = read.rows(&NEWEST, values).await?;
    rows.iter().map(AnswerLine::from_row).collect()
}

/// What is shown.
pub(crate) struct Text<'a> {
    pub(crate) decision: Decision,
    pub(crate) on: Day,
    pub(crate) title: &'a str,
    pub(crate) asked: &'a str,
    pub(crate) answered: &'a str,
}

/// Shows one; gives its number.
pub(crate) async fn show(
    tx: &mut Tx,
    matter: &Matter,
    former: Option<&AnswerLine>,
    text: &Text<'_>,
) -> Result<i64, Problem> {
    let (now, name, year) = (tx.now(), tx.who().name.clone(), i64::from(text.on.year()));
    if let Some(former) = former {
        let values = params![
            former.id,
            former.version,
            text.decision.code(),
            year,
            text.on,
            text.title,
            text.asked,
            text.answered,
            now,
            name
        ];
        tx.run_at_version(&AGAIN, values).await?;
        return Ok(former.id);
    }
    let id = tx.next_numbers("foi_answers", 1).await?;
    let organ = matter.organ.id.0;
    let values = params![
        id,
        matter.id,
        organ,
        text.decision.code(),
        year,
        text.on,
        text.title,
        text.asked,
        text.answered,
        now,
        name
    ];
    tx.run(&INSERT, values).await?;
    Ok(id)
}

/// Takes one back.
pub(crate) async fn hide(tx: &mut Tx, one: &AnswerLine) -> Result<(), Problem> {
    let (now, name) = (tx.now(), tx.who().name.clone());
    tx.run_at_version(&HIDE, params![one.id, one.version, now, name]).await
}
