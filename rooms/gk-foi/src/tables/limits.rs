//! What organs fixed for themselves and those below: read for one organ with every page, for all of them by the jobs.

use std::collections::BTreeMap;

use gk_base::sql::{Row, Value};
use gk_base::{Coded, Fault, Read, Tx, params, statements};
use gk_rules::Day;
use gk_rules::foi::FoiSettings;
use gk_rules::foi::own::{FoiLimit, OwnValue};
use gk_rules::org::{OrganId, OrganPath};

statements! {
    "foi.limits";
    /// What the organs of a path fixed, from the top down; no path is longer.
    OF_PATH = "select l.organ, l.setting, l.valid_from, l.value, o.name, l.basis from foi_limits l join organs o on o.id = l.organ
        where l.organ in ($1, $2, $3, $4, $5, $6, $7, $8) order by l.organ, l.setting, l.valid_from desc limit 1000";
    /// What all organs fixed, with their ranges, after a key.
    EVERY = "select l.organ, l.setting, l.valid_from, l.value, o.name, l.basis, o.last from foi_limits l join organs o on o.id = l.organ
        where (l.organ, l.setting, l.valid_from) > ($1, $2, $3) order by l.organ, l.setting, l.valid_from limit 1000";
    /// What one organ fixed, the newest first.
    HISTORY = "select setting, valid_from, value, basis, note, set_at, set_name from foi_limits where organ = $1
        order by valid_from desc, setting limit 200";
    /// Fixes one from a day on.
    SET = "insert into foi_limits (organ, setting, valid_from, value, basis, note, set_at, set_by, set_name)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (organ, setting, valid_from) do update set value = excluded.value,
        basis = excluded.basis, note = excluded.note, set_at = excluded.set_at, set_by = excluded.set_by, set_name = excluded.set_name";
    /// The open cases of a range of organs are to be derived anew: no calendar has the stamp 0.
    UNSTAMP = "update foi_cases set calendar_stamp = 0 where is_open = 1 and organ >= $1 and organ <= $2";
}

/// How many levels a path may have.
const LEVELS: usize = 8;

fn own(row: &Row) -> Result<(i64, OwnValue), Fault> {
    let value = OwnValue {
        limit: row.code(1)?,
        from: row.get(2)?,
        value: row.get(3)?,
        organ: row.get(4)?,
        basis: row.get(5)?,
    };
    Ok((row.get(0)?, value))
}

/// What applies to an organ: the national values with those of the organs above it and its own.
pub(crate) async fn of_path(read: &mut Read, path: &OrganPath) -> Result<FoiSettings, Fault> {
    let ids: Vec<i64> = path.organs().map(|one| one.0).collect();
    let nearest = ids.iter().rev().take(LEVELS).copied();
    let values: Vec<Value> = nearest.chain(std::iter::repeat(0)).take(LEVELS).map(Into::into).collect();
    let rows = read.rows(&OF_PATH, &values).await?;
    let mut levels: BTreeMap<i64, Vec<OwnValue>> = BTreeMap::new();
    for row in &rows {
        let (organ, value) = own(row)?;
        levels.entry(organ).or_default().push(value);
    }
    // Ids are in the order of the tree: who stands above has the lesser one.
    Ok(FoiSettings::national().with_own(&levels.into_values().collect::<Vec<_>>()))
}

/// 各机关自定的期限: all of them, for what looks at the cases of many organs.
#[derive(Default)]
pub(crate) struct Everywhere(BTreeMap<i64, (i64, Vec<OwnValue>)>);

impl Everywhere {
    pub(crate) async fn load(read: &mut Read) -> Result<Self, Fault> {
        let mut all = Self::default();
        let mut after = (0_i64, String::new(), String::new());
        loop {
            let rows = read.rows(&EVERY, params![after.0, &after.1, &after.2]).await?;
            let Some(last) = rows.last() else { return Ok(all) };
            after = (last.get(0)?, last.get(1)?, last.get(2)?);
            for row in &rows {
                let (organ, value) = own(row)?;
                all.0.entry(organ).or_insert((row.get(6)?, Vec::new())).1.push(value);
            }
        }
    }
    /// What applies to an organ.
    pub(crate) fn of(&self, organ: i64) -> FoiSettings {
        let above = self.0.range(..=organ).filter(|(_, (last, _))| organ <= *last);
        let levels: Vec<_> = above.map(|(_, (_, values))| values.clone()).collect();
        FoiSettings::national().with_own(&levels)
    }
    /// The organs that fixed something.
    pub(crate) fn organs(&self) -> impl Iterator<Item = i64> + '_ {
        self.0.keys().copied()
    }
}

/// 一条规定, as the page of an organ lists it.
pub(crate) struct LimitLine {
    pub(crate) limit: FoiLimit,
    pub(crate) from: Day,
    pub(crate) value: Option<u32>,
    pub(crate) basis: String,
    pub(crate) note: String,
    pub(crate) set_at: gk_base::Moment,
    pub(crate) set_name: String,
}

/// What one organ fixed, the newest first.
pub(crate) async fn history(read: &mut Read, organ: OrganId) -> Result<Vec<LimitLine>, Fault> {
    let one = |row: &Row| {
        Ok(LimitLine {
            limit: row.code(0)?,
            from: row.get(1)?,
            value: row.get(2)?,
            basis: row.get(3)?,
            note: row.get(4)?,
            set_at: row.get(5)?,
            set_name: row.get(6)?,
        })
    };
    read.rows(&HISTORY, params![organ.0]).await?.iter().map(one).collect()
}

/// Fixes a value for an organ and those below it, up to the organ `last`.
pub(crate) async fn set(
    tx: &mut Tx,
    (organ, last): (OrganId, i64),
    (limit, from, value): (FoiLimit, Day, Option<u32>),
    (basis, note): (&str, &str),
) -> Result<(), Fault> {
    let (at, by, name) = (tx.now(), tx.who().person.unwrap_or(0), tx.who().name.clone());
    tx.run(&SET, params![organ.0, limit.code(), from, value, basis, note, at, by, name]).await?;
    tx.run(&UNSTAMP, params![organ.0, last]).await?;
    Ok(())
}
