//! Warnings: what was told to whom; and how the organs below stand.

use std::sync::Arc;

use gk_base::cabinet::AsOf;
use gk_base::sql::{Row, Value};
use gk_base::{Fault, Read, Tx, params, statements};
use gk_rules::Day;
use gk_rules::foi::warning::WarningStep;

use super::cases::{Matter, list};

statements! {
    "foi.warnings";
    /// Up to which day warnings were given.
    ROLLED = "select day from foi_rolled where one = 1";
    /// They were given up to a day.
    ROLL = "insert into foi_rolled (one, day) values (1, $1) on conflict (one) do update set day = excluded.day";
    /// Open cases due by a day, after a key, with the highest step that was told of that last day.
    NEAR = "select c.id, c.organ, c.due_on, c.number, c.handler, (select max(w.step) from foi_warnings w where w.matter = c.id and w.due_on = c.due_on)
        from foi_cases c where c.is_open = 1 and c.due_key <= $1 and (c.due_key, c.id) > ($2, $3)
        order by c.due_key, c.id limit $4";
    /// A warning.
    INSERT = "insert into foi_warnings (matter, due_on, step, organ, warned_on) values ($1, $2, $3, $4, $5) on conflict do nothing";
    /// How many open cases of an organ have been told of from a step on; a thousand at most.
    COUNT = "select count(*) from (select c.id from foi_cases c where c.organ = $1 and c.is_open = 1 and c.due_key <= $2
        and exists (select 1 from foi_warnings w where w.matter = c.id and w.due_on = c.due_on and w.step >= $3) limit 1000) x";
    /// The open cases of an organ that have been told of from a step on, after a key.
    LIST = list!("where c.organ = $1 and c.is_open = 1 and c.due_key < '9999' and (c.due_key, c.id) > ($3, $4)
        and exists (select 1 from foi_warnings w where w.matter = c.id and w.due_on = c.due_on and w.step >= $2)
        order by c.due_key, c.id limit $5");
    /// How organs of a range stand: open, overdue, due soon.
    STAND = "select o.id, o.code, o.name, cast(sum(t.many) as bigint), cast(sum(case when t.due_key < $3 then t.many else 0 end) as bigint),
        cast(sum(case when t.due_key >= $3 and t.due_key <= $4 then t.many else 0 end) as bigint)
        from foi_tallies t left join organs o on o.id = t.organ where t.organ >= $1 and t.organ <= $2 and t.many > 0
        group by o.id, o.code, o.name order by o.id limit 20000";
    /// How many days the middle one of the cases answered since a day took, of the organs of a range.
    MEDIANS = "select organ, took from (select organ, took, row_number() over (partition by organ order by took, matter) as place,
        count(*) over (partition by organ) as many from foi_counted
        where organ >= $1 and organ <= $2 and answered_on >= $3 and took is not null) r where place = (many + 1) / 2
        order by organ limit 20000";
}

/// 临近期限的案件
pub(crate) struct Near {
    pub(crate) id: i64,
    pub(crate) organ: i64,
    pub(crate) due: Day,
    pub(crate) number: Option<String>,
    pub(crate) handler: Option<i64>,
    /// The highest step told of this last day.
    pub(crate) told: i64,
}

/// Up to which day warnings were given; nothing before the first time.
pub(crate) async fn rolled(read: &mut Read) -> Result<Option<Day>, Fault> {
    read.row(&ROLLED, &[]).await?.map(|row| row.get(0)).transpose()
}

/// Notes up to which day warnings were given.
pub(crate) async fn roll(tx: &mut Tx, day: Day) -> Result<(), Fault> {
    tx.run(&ROLL, params![day]).await?;
    Ok(())
}

/// Open cases due by a day, the nearest first.
pub(crate) async fn near(
    read: &mut Read,
    until: Day,
    after: &(String, i64),
    limit: i64,
) -> Result<Vec<Near>, Fault> {
    let rows = read.rows(&NEAR, params![until, &after.0, after.1, limit]).await?;
    let one = |row: &Row| {
        Ok(Near {
            id: row.get(0)?,
            organ: row.get(1)?,
            due: row.get(2)?,
            number: row.get(3)?,
            handler: row.get(4)?,
            told: row.get::<Option<i64>>(5)?.unwrap_or(0),
        })
    };
    rows.iter().map(one).collect()
}

/// Writes warnings down.
pub(crate) async fn insert(tx: &mut Tx, given: &[(Near, WarningStep)]) -> Result<(), Fault> {
    let today = tx.today();
    let row = |(near, step): &(Near, WarningStep)| -> Vec<Value> {
        params![near.id, near.due, step.rank(), near.organ, today].to_vec()
    };
    tx.run_many(&INSERT, given.iter().map(row).collect()).await?;
    Ok(())
}

/// How many open cases of an organ, due by a day, have been told of from a step on; a thousand at most. Counted once for
/// everybody who looks until something is committed.
pub(crate) async fn count(read: &mut Read, organ: i64, until: Day, from: WarningStep) -> Result<i64, Fault> {
    let (as_of, name) = (AsOf::of(read).await?, format!("foi.warned:{organ}:{until}:{}", from.rank()));
    let office = read.office().clone();
    if let Some(known) = office.cabinet().find::<i64>(as_of, &name) {
        return Ok(*known);
    }
    let counted = read.number(&COUNT, params![organ, until, from.rank()]).await?;
    office.cabinet().put(as_of, name, size_of::<i64>(), &Arc::new(counted));
    Ok(counted)
}

/// The open cases of an organ that have been told of from a step on, the nearest last day first.
pub async fn list_from(
    read: &mut Read,
    organ: i64,
    from: WarningStep,
    after: &(String, i64),
    limit: i64,
) -> Result<Vec<Matter>, Fault> {
    let rows = read.rows(&LIST, params![organ, from.rank(), &after.0, after.1, limit]).await?;
    rows.iter().map(Matter::from_row).collect()
}

/// 机关的办理情况
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganStanding {
    pub organ: i64,
    pub code: String,
    pub name: String,
    pub open: i64,
    pub overdue: i64,
    pub soon: i64,
    /// 办理用时的中位数, in days.
    pub median: Option<i64>,
}

/// How the organs of a range stand today, those with open cases or answered ones; `since` is from when answers are looked at.
pub async fn standings(
    read: &mut Read,
    (first, last): (i64, i64),
    soon: Day,
    since: Day,
) -> Result<Vec<OrganStanding>, Fault> {
    let today = read.today();
    let medians = read.rows(&MEDIANS, params![first, last, since]).await?;
    let medians: std::collections::BTreeMap<i64, i64> =
        medians.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, Fault>>()?;
    let rows = read.rows(&STAND, params![first, last, today, soon]).await?;
    let one = |row: &Row| {
        let organ = row.get(0)?;
        Ok(OrganStanding {
            organ,
            code: row.get(1)?,
            name: row.get(2)?,
            open: row.get(3)?,
            overdue: row.get(4)?,
            soon: row.get(5)?,
            median: medians.get(&organ).copied(),
        })
    };
    rows.iter().map(one).collect()
}
