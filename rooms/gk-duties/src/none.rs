//! Statements 暂无此类信息 as stored.

use gk_base::ports::local_text;
use gk_base::{Fault, Problem, Read, Row, params};
use gk_rules::Day;
use gk_rules::duty::none::Statement;
use gk_rules::org::OrganId;

use crate::held;
use crate::tables::events as sql;

/// 已作声明: one line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    /// Its number.
    pub id: i64,
    /// The item's lineage.
    pub line: i64,
    /// Who signed, for which organ, when, until when and why.
    pub statement: Statement,
    /// The signature.
    pub by: String,
    /// When it was signed, as shown.
    pub at: String,
    /// The day from which it no longer holds, when it was ended.
    pub ended_on: Option<Day>,
    /// Who ended it; empty while nobody has.
    pub ended_by: String,
    /// Why; empty while nobody has.
    pub ended_why: String,
    /// The item's name, in lists.
    pub item: String,
}

impl StatementLine {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        let day = |at: usize| -> Result<Day, Fault> {
            held::day(row.get(at)?).ok_or_else(|| Fault::new("a statement without a day"))
        };
        let at: gk_rules::Moment = row.get(8)?;
        Ok(Self {
            id: row.get(0)?,
            line: row.get(2)?,
            statement: Statement {
                by: row.get(3)?,
                organ: OrganId(row.get(1)?),
                on: day(5)?,
                until: day(6)?,
                words: row.get(7)?,
            },
            by: row.get(4)?,
            at: local_text(at),
            ended_on: row.get::<Option<i32>>(9)?.and_then(held::day),
            ended_by: row.get::<Option<String>>(10)?.unwrap_or_default(),
            ended_why: row.get::<Option<String>>(11)?.unwrap_or_default(),
            item: row.get::<String>(12).unwrap_or_default(),
        })
    }
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.ended_on.is_none() && self.statement.on <= day && day <= self.statement.until
    }
}

/// One statement.
///
/// # Errors
/// [`Problem::Missing`] when there is none.
pub async fn load_statement(read: &mut Read, id: i64) -> Result<StatementLine, Problem> {
    let row = read.row(&sql::STATEMENT, params![id]).await?;
    Ok(StatementLine::from_row(&row.ok_or_else(|| Problem::missing("statement", id))?)?)
}

/// The last statement of an organ about an item, or nothing.
///
/// # Errors
/// When the database fails.
pub async fn last_statement(read: &mut Read, organ: i64, line: i64) -> Result<Option<StatementLine>, Fault> {
    read.row(&sql::LAST_STATEMENT, params![organ, line])
        .await?
        .as_ref()
        .map(StatementLine::from_row)
        .transpose()
}

/// The statements of an organ, newest first, before one; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_statements(
    read: &mut Read,
    organ: i64,
    before: i64,
    limit: i64,
) -> Result<Vec<StatementLine>, Fault> {
    read.rows(&sql::STATEMENTS_OF_ORGAN, params![organ, before, limit])
        .await?
        .iter()
        .map(StatementLine::from_row)
        .collect()
}
