//! What the annual report must know of cases: written with every step, read by the batch.

use gk_base::sql::{Row, Value};
use gk_base::{Coded, Fault, Read, Tx, params, statements};
use gk_rules::Day;
use gk_rules::foi::Case;
use gk_rules::foi::counted::counted;
use gk_rules::report::{CaseFacts, Relief, ReliefResult, Row as ReportRow};
use gk_rules::time::dense::day_number;

statements! {
    "foi.counted";
    /// The facts of a case.
    PUT = "insert into foi_counted (matter, organ, received_on, applicant, result, answered_on, took, settled_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (matter) do update set received_on = excluded.received_on,
        applicant = excluded.applicant, result = excluded.result, answered_on = excluded.answered_on, took = excluded.took,
        settled_on = excluded.settled_on";
    /// A case that turns out never to have been received.
    DROP = "delete from foi_counted where matter = $1";
    /// The reliefs of a case are written anew.
    DROP_RELIEFS = "delete from foi_reliefs where matter = $1";
    /// A relief.
    PUT_RELIEF = "insert into foi_reliefs (matter, seq, organ, course, started_on, result, ended_on) values ($1, $2, $3, $4, $5, $6, $7)";
    /// Cases of an organ that count in some year of a range, after one.
    FACTS = "select matter, received_on, applicant, result, answered_on from foi_counted
        where organ = $1 and matter > $2 and received_on <= $4 and settled_on >= $3 order by matter limit $5";
    /// The reliefs of a range of cases of an organ.
    RELIEFS = "select matter, course, started_on, result, ended_on from foi_reliefs
        where organ = $1 and matter > $2 and matter <= $3 order by matter, seq limit 100000";
}

/// How many cases are read at once.
const BATCH: i64 = 20_000;
/// A day that is not reached.
const PENDING: &str = "9999-12-31";

/// Writes down what a case counts as now.
pub(crate) async fn put(tx: &mut Tx, (matter, organ): (i64, i64), case: &Case) -> Result<(), Fault> {
    let Some(counted) = counted(case) else {
        if case.last.seq > 1 {
            tx.run(&DROP, params![matter]).await?;
        }
        return Ok(());
    };
    let answered = counted.result.map(|(_, on)| on);
    let took = answered.map(|on| day_number(on) - day_number(counted.received_on));
    let settled = counted.settled_on().map_or_else(|| PENDING.to_owned(), |day| day.to_string());
    let row = counted.result.map(|(row, _)| row.code());
    let values: &[Value] =
        params![matter, organ, counted.received_on, counted.applicant.code(), row, answered, took, settled];
    tx.run(&PUT, values).await?;
    let facts = counted.facts(String::new());
    if !case.reliefs.is_empty() || !case.corrections.is_empty() {
        tx.run(&DROP_RELIEFS, params![matter]).await?;
    }
    let row = |(seq, one): (i64, &Relief)| {
        let (result, on) = one.ended.map_or((None, None), |(result, on)| (Some(result.code()), Some(on)));
        params![matter, seq, organ, one.course.code(), one.started_on, result, on].to_vec()
    };
    let rows: Vec<Vec<Value>> = (1_i64..).zip(&facts.relief).map(row).collect();
    if !rows.is_empty() {
        tx.run_many(&PUT_RELIEF, rows).await?;
    }
    Ok(())
}

/// The facts of an organ's cases that count in some year from one day to another, in their order.
pub async fn facts(read: &mut Read, organ: i64, (first, last): (Day, Day)) -> Result<Vec<CaseFacts>, Fault> {
    let (mut all, mut after) = (Vec::new(), 0_i64);
    loop {
        let rows = read.rows(&FACTS, params![organ, after, first, last, BATCH]).await?;
        let Some(end) = rows.last().map(|row| row.get::<i64>(0)).transpose()? else { return Ok(all) };
        let reliefs = read.rows(&RELIEFS, params![organ, after, end]).await?;
        let mut reliefs =
            reliefs.iter().map(relief).collect::<Result<Vec<_>, Fault>>()?.into_iter().peekable();
        for row in &rows {
            let (matter, mut facts) = fact(row)?;
            while reliefs.next_if(|(of, _)| *of < matter).is_some() {}
            while let Some((_, one)) = reliefs.next_if(|(of, _)| *of == matter) {
                facts.relief.push(one);
            }
            all.push(facts);
        }
        if rows.len() < usize::try_from(BATCH).unwrap_or(usize::MAX) {
            return Ok(all);
        }
        after = end;
    }
}

fn fact(row: &Row) -> Result<(i64, CaseFacts), Fault> {
    let matter: i64 = row.get(0)?;
    let result: Option<ReportRow> = row.maybe_code(3)?;
    let on: Option<Day> = row.get(4)?;
    let facts = CaseFacts {
        key: matter.to_string(),
        received_on: row.get(1)?,
        applicant: row.code(2)?,
        result: result.zip(on),
        relief: Vec::new(),
    };
    Ok((matter, facts))
}

fn relief(row: &Row) -> Result<(i64, Relief), Fault> {
    let result: Option<ReliefResult> = row.maybe_code(3)?;
    let on: Option<Day> = row.get(4)?;
    Ok((row.get(0)?, Relief { course: row.code(1)?, started_on: row.get(2)?, ended: result.zip(on) }))
}
