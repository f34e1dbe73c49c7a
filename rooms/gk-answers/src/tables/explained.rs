//! Explained cases (案例) of organs: draft, reviewed by another, shown.

use gk_base::sql::{Row, Value};
use gk_base::{Coded, Fault, Moment, Problem, Read, Tx, params, statements};
use gk_foi::lists::escaped;
use gk_rules::foi::Decision;
use gk_rules::foi::explained::{Explained, ExplainedStanding};

macro_rules! columns {
    () => {
        "select e.id, e.organ, o.name, e.decision, e.title, e.facts, e.question, e.reasoning, e.articles, e.outcome, e.standing,
        e.drafted_by, e.drafted_name, e.reviewed_name, e.version, o.path, o.code, e.saved_at from foi_explained e join organs o on o.id = e.organ "
    };
}

/// Of one kind of answer, with a word in any part of it.
macro_rules! narrowed {
    ($decision:literal, $word:literal) => {
        concat!(
            "(cast(",
            $decision,
            " as text) is null or e.decision = ",
            $decision,
            ") and (cast(",
            $word,
            " as text) is null
            or lower(e.title) like ",
            $word,
            " escape '!' or lower(e.facts) like ",
            $word,
            " escape '!'
            or lower(e.question) like ",
            $word,
            " escape '!' or lower(e.reasoning) like ",
            $word,
            " escape '!'
            or lower(e.articles) like ",
            $word,
            " escape '!' or lower(e.outcome) like ",
            $word,
            " escape '!')"
        )
    };
}

statements! {
    "foi.explained";
    /// One.
    BY_ID = concat!(columns!(), "where e.id = $1");
    /// What an organ sees: its own, and those other organs reviewed; the newest first.
    NEWEST = concat!(columns!(), "where (e.organ = $1 or e.standing <> 'draft') and e.id < $2 and ", narrowed!("$3", "$4"),
        " order by e.id desc limit $5");
    /// What everybody sees.
    PUBLIC = concat!(columns!(), "where e.standing = 'public' and e.id < $1 and ", narrowed!("$2", "$3"), " order by e.id desc limit $4");
    /// What everybody sees after one, in order, for the index.
    AFTER = concat!(columns!(), "where e.standing = 'public' and e.id > $1 order by e.id limit $2");
    /// What everybody sees among fifty.
    AMONG = concat!(columns!(), "where e.standing = 'public' and e.id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
        $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39,
        $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50) order by e.id");
    /// A new one.
    INSERT = "insert into foi_explained (id, organ, decision, title, facts, question, reasoning, articles, outcome, standing, drafted_by,
        drafted_name, reviewed_name, saved_at, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'draft', $10, $11, '', $12, 1)";
    /// Moved on, at the version seen.
    MOVE = "update foi_explained set standing = $3, reviewed_by = coalesce($4, reviewed_by), reviewed_name = $5, saved_at = $6, version = version + 1
        where id = $1 and version = $2";
}

/// 案例（存档）
pub(crate) struct ExplainedLine {
    pub(crate) id: i64,
    pub(crate) organ: i64,
    pub(crate) organ_name: String,
    pub(crate) organ_path: String,
    pub(crate) organ_code: String,
    pub(crate) case: Explained,
    pub(crate) standing: ExplainedStanding,
    pub(crate) drafted_by: i64,
    pub(crate) drafted_name: String,
    pub(crate) reviewed_name: String,
    pub(crate) version: u32,
    /// When it was moved on last.
    pub(crate) saved_at: Moment,
}

/// Which ones are wanted, and where the page goes on.
pub(crate) struct Narrow<'a> {
    pub(crate) decision: Option<Decision>,
    /// A word in any part; empty for all.
    pub(crate) word: &'a str,
    pub(crate) before: i64,
}

impl Narrow<'_> {
    fn decision(&self) -> Option<&'static str> {
        self.decision.map(Coded::code)
    }
    fn pattern(&self) -> Option<String> {
        (!self.word.is_empty()).then(|| format!("%{}%", escaped(&self.word.to_lowercase())))
    }
}

impl ExplainedLine {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            organ: row.get(1)?,
            organ_name: row.get(2)?,
            organ_path: row.get(15)?,
            organ_code: row.get(16)?,
            case: Explained {
                decision: row.code::<Decision>(3)?,
                title: row.get(4)?,
                facts: row.get(5)?,
                question: row.get(6)?,
                reasoning: row.get(7)?,
                articles: row.get(8)?,
                outcome: row.get(9)?,
            },
            standing: row.code(10)?,
            drafted_by: row.get(11)?,
            drafted_name: row.get(12)?,
            reviewed_name: row.get(13)?,
            version: row.get(14)?,
            saved_at: row.get(17)?,
        })
    }
}

/// One.
pub(crate) async fn load(read: &mut Read, id: i64) -> Result<ExplainedLine, Problem> {
    match read.row(&BY_ID, params![id]).await? {
        Some(row) => Ok(ExplainedLine::from_row(&row)?),
        None => Err(Problem::missing("explained case", id)),
    }
}

/// What an organ sees, the newest first.
pub(crate) async fn newest(
    read: &mut Read,
    organ: i64,
    narrow: &Narrow<'_>,
    limit: i64,
) -> Result<Vec<ExplainedLine>, Fault> {
    let values = params![organ, narrow.before, narrow.decision(), narrow.pattern(), limit];
    read.rows(&NEWEST, values).await?.iter().map(ExplainedLine::from_row).collect()
}

/// What everybody sees, the newest first.
pub(crate) async fn public(
    read: &mut Read,
    narrow: &Narrow<'_>,
    limit: i64,
) -> Result<Vec<ExplainedLine>, Fault> {
    let values = params![narrow.before, narrow.decision(), narrow.pattern(), limit];
    read.rows(&PUBLIC, values).await?.iter().map(ExplainedLine::from_row).collect()
}

/// What everybody sees after one, in order.
pub(crate) async fn public_after(
    read: &mut Read,
    after: i64,
    limit: i64,
) -> Result<Vec<ExplainedLine>, Fault> {
    read.rows(&AFTER, params![after, limit]).await?.iter().map(ExplainedLine::from_row).collect()
}

/// What everybody sees among these, fifty at most.
pub(crate) async fn public_of(read: &mut Read, ids: &[i64]) -> Result<Vec<ExplainedLine>, Fault> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<Value> =
        ids.iter().copied().chain(std::iter::repeat(0)).take(50).map(Value::from).collect();
    read.rows(&AMONG, &values).await?.iter().map(ExplainedLine::from_row).collect()
}

/// Writes a draft down; gives its number.
pub(crate) async fn insert(tx: &mut Tx, organ: i64, case: &Explained) -> Result<i64, Fault> {
    let id = tx.next_numbers("foi_explained", 1).await?;
    let (now, by, name) = (tx.now(), tx.who().person.unwrap_or(0), tx.who().name.clone());
    let values = params![
        id,
        organ,
        case.decision.code(),
        &case.title,
        &case.facts,
        &case.question,
        &case.reasoning,
        &case.articles,
        &case.outcome,
        by,
        name,
        now
    ];
    tx.run(&INSERT, values).await?;
    Ok(id)
}

/// Moves one on.
pub(crate) async fn advance(
    tx: &mut Tx,
    one: &ExplainedLine,
    to: ExplainedStanding,
    (by, reviewer): (Option<i64>, &str),
) -> Result<(), Problem> {
    let now = tx.now();
    let values = params![one.id, one.version, to.code(), by, reviewer, now];
    tx.run_at_version(&MOVE, values).await
}
