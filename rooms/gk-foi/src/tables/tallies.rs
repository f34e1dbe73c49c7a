//! How many open cases stand where: moved with every change of a case, so that no list counts its cases.

use gk_base::sql::Value;
use gk_base::{Day, Fault, Read, Tx, params, statements};

statements! {
    "foi.tallies";
    /// A case is about to be changed: where it stood there is one less.
    OUT = "update foi_tallies set many = many - 1 where organ = (select c.organ from foi_cases c where c.id = $1 and c.is_open = 1)
        and stage = (select c.stage from foi_cases c where c.id = $1) and due_key = (select c.due_key from foi_cases c where c.id = $1)";
    /// A case was changed: where it stands there is one more.
    IN = "insert into foi_tallies (organ, stage, due_key, many) select c.organ, c.stage, c.due_key, 1 from foi_cases c
        where c.id = $1 and c.is_open = 1 on conflict (organ, stage, due_key) do update set many = foi_tallies.many + 1";
    /// How many open cases of an organ are overdue, due today, and due by a day.
    DUE = "select cast(sum(case when due_key < $2 then many else 0 end) as bigint), cast(sum(case when due_key = $2 then many else 0 end) as bigint),
        cast(sum(case when due_key > $2 then many else 0 end) as bigint) from foi_tallies where organ = $1 and due_key <= $3";
    /// All are counted anew: away with them,
    CLEAR = "delete from foi_tallies";
    /// and from the cases.
    ANEW = "insert into foi_tallies (organ, stage, due_key, many) select organ, stage, due_key, count(*) from foi_cases
        where is_open = 1 group by organ, stage, due_key";
}

fn each(cases: &[i64]) -> Vec<Vec<Value>> {
    cases.iter().map(|id| params![*id].to_vec()).collect()
}

/// Before some cases are changed.
pub(crate) async fn take_out(tx: &mut Tx, cases: &[i64]) -> Result<(), Fault> {
    tx.run_many(&OUT, each(cases)).await?;
    Ok(())
}

/// After they were changed.
pub(crate) async fn put_in(tx: &mut Tx, cases: &[i64]) -> Result<(), Fault> {
    tx.run_many(&IN, each(cases)).await?;
    Ok(())
}

/// How many open cases of an organ are overdue, due today, and due after it up to a day.
pub(crate) async fn due(read: &mut Read, organ: i64, until: Day) -> Result<[i64; 3], Fault> {
    let today = read.today();
    let Some(row) = read.row(&DUE, params![organ, today, until]).await? else { return Ok([0; 3]) };
    let many = |at| Ok::<_, Fault>(row.get::<Option<i64>>(at)?.unwrap_or(0));
    Ok([many(0)?, many(1)?, many(2)?])
}

/// Counts all of them anew.
pub(crate) async fn anew(tx: &mut Tx) -> Result<(), Fault> {
    tx.run(&CLEAR, &[]).await?;
    tx.run(&ANEW, &[]).await?;
    Ok(())
}
