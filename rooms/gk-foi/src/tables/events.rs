//! Events of cases: written once, read in their order.

use gk_base::sql::{Row, Value};
use gk_base::{Fault, Read, Tx, params, statements};
use gk_rules::Coded;
use gk_rules::foi::{CaseEvent, Recorded};

statements! {
    "foi.events";
    /// The events of a case.
    OF_MATTER = "select seq, day, at, person, name, body, version from foi_events where matter = $1 order by seq limit 1000";
    /// A new one, before its case is saved.
    INSERT = "insert into foi_events (matter, seq, day, at, person, name, event, body, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, (select c.version + 1 from foi_cases c where c.id = $1))";
    /// The events of some cases, in the order of cases.
    OF_RANGE = "select matter, seq, day, at, person, body from foi_events where matter >= $1 and matter <= $2 order by matter, seq";
}

/// 案件事件（存档）: an event with the name of who recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What the law reads.
    pub recorded: Recorded,
    /// Who recorded it; the program has no name.
    pub name: String,
    /// The version of the case that it made.
    pub version: u32,
}

/// The events of a case, in their order.
pub(crate) async fn of_matter(read: &mut Read, matter: i64) -> Result<Vec<Told>, Fault> {
    read.rows(&OF_MATTER, params![matter]).await?.iter().map(told).collect()
}

fn told(row: &Row) -> Result<Told, Fault> {
    let recorded = Recorded {
        seq: row.get(0)?,
        day: row.get(1)?,
        at: Some(row.get(2)?),
        by: row.get(3)?,
        event: row.json(5)?,
    };
    Ok(Told { recorded, name: row.get(4)?, version: row.get(6)? })
}

/// Writes an event down.
pub(crate) async fn insert(tx: &mut Tx, matter: i64, recorded: &Recorded, name: &str) -> Result<(), Fault> {
    let at = recorded.at.unwrap_or(tx.now());
    let values: &[Value] = params![
        matter,
        recorded.seq,
        recorded.day,
        at,
        recorded.by,
        name,
        recorded.event.ledger().code(),
        json(&recorded.event)?
    ];
    tx.run(&INSERT, values).await?;
    Ok(())
}

fn json(event: &CaseEvent) -> Result<String, Fault> {
    serde_json::to_string(event).map_err(|e| Fault::because("writing an event", e))
}

/// The events of the cases from one number to another, case by case.
pub(crate) async fn of_range(read: &mut Read, first: i64, last: i64) -> Result<Vec<(i64, Recorded)>, Fault> {
    let rows = read.rows(&OF_RANGE, params![first, last]).await?;
    let one = |row: &Row| {
        let recorded = Recorded {
            seq: row.get(1)?,
            day: row.get(2)?,
            at: Some(row.get(3)?),
            by: row.get(4)?,
            event: row.json(5)?,
        };
        Ok((row.get(0)?, recorded))
    };
    rows.iter().map(one).collect()
}
