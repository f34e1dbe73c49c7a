//! Figures of an organ's applications over a year: by month, by decision, how long, how many in time.

use gk_base::{Fault, Read, params, statements};
use gk_rules::Day;
use gk_rules::foi::Decision;

statements! {
    "foi.figures";
    /// How many were received in each month.
    RECEIVED = "select substr(received_on, 1, 7), count(*) from foi_cases where organ = $1 and received_on >= $2 and received_on <= $3
        group by substr(received_on, 1, 7)";
    /// What became of those that ended, the newest first: as many as a year of a large organ has.
    ENDED = "select decision, received_on, due_on, decided_on, ended_on from foi_cases
        where organ = $1 and ended_on >= $2 and ended_on <= $3 order by ended_on desc, id desc limit $4";
}

/// 办结的一件
pub struct EndedLine {
    pub decision: Option<Decision>,
    pub received_on: Option<Day>,
    pub due_on: Option<Day>,
    pub decided_on: Option<Day>,
    pub ended_on: Day,
}

/// How many were received in each month (`2026-03`).
pub async fn received(
    read: &mut Read,
    organ: i64,
    from: &str,
    until: &str,
) -> Result<Vec<(String, i64)>, Fault> {
    let rows = read.rows(&RECEIVED, params![organ, from, until]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// What ended between two days.
pub async fn ended(
    read: &mut Read,
    organ: i64,
    from: &str,
    until: &str,
    limit: i64,
) -> Result<Vec<EndedLine>, Fault> {
    let rows = read.rows(&ENDED, params![organ, from, until, limit]).await?;
    let one = |row: &gk_base::sql::Row| {
        Ok(EndedLine {
            decision: row.maybe_code(0)?,
            received_on: row.get(1)?,
            due_on: row.get(2)?,
            decided_on: row.get(3)?,
            ended_on: row.get(4)?,
        })
    };
    rows.iter().map(one).collect()
}
