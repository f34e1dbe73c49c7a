//! Tallies kept in step: what changes at an organ changes at everybody above it, in the same transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use gk_base::sql::NULL_INT;
use gk_base::{Fault, Read, Row, Tx, Value, params};
use gk_rules::duty::{DutyState, Tally};
use gk_rules::org::OrganPath;

use crate::tables::{catalogs, tallies as sql};

/// Changes of tallies, gathered before they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Steps(BTreeMap<(i64, i64), Tally>);

impl Steps {
    /// An item of an organ goes from one state to another.
    pub(crate) fn step(
        &mut self,
        (organ, domain): (i64, i64),
        before: Option<DutyState>,
        now: Option<DutyState>,
    ) -> Result<(), Fault> {
        if before == now {
            return Ok(());
        }
        self.add((organ, domain), Tally::step(before, now))
    }
    fn add(&mut self, key: (i64, i64), by: Tally) -> Result<(), Fault> {
        let tally = self.0.entry(key).or_default();
        *tally = tally.plus(by).map_err(|e| Fault::because("a tally", e))?;
        Ok(())
    }
    /// The same, at every organ above and for all domains together.
    pub(crate) fn spread(&self, above: &Above) -> Result<Self, Fault> {
        let mut all = Self::default();
        for ((organ, domain), by) in self.0.iter().filter(|(_, by)| **by != Tally::ZERO) {
            for place in above.of(*organ) {
                all.add((place, *domain), *by)?;
                all.add((place, 0), *by)?;
            }
        }
        Ok(all)
    }
    /// Writes them.
    pub(crate) async fn write(self, tx: &mut Tx) -> Result<(), Fault> {
        let organs: BTreeSet<i64> =
            self.0.iter().filter(|(_, by)| **by != Tally::ZERO).map(|((organ, _), _)| *organ).collect();
        if organs.is_empty() {
            return Ok(());
        }
        let above = Above::load(tx, &organs).await?;
        let rows = self.spread(&above)?.rows();
        tx.run_many(&sql::ADD, rows).await?;
        Ok(())
    }
    pub(crate) fn rows(&self) -> Vec<Vec<Value>> {
        let row = |((organ, domain), t): (&(i64, i64), &Tally)| {
            [*organ, *domain, t.applicable, t.on_time, t.late, t.stated_none, t.not_due, t.overdue, t.unclear]
                .map(Value::Int)
                .to_vec()
        };
        self.0.iter().filter(|(_, by)| **by != Tally::ZERO).map(row).collect()
    }
    /// The figures, by organ and domain.
    pub(crate) fn into_map(self) -> BTreeMap<(i64, i64), Tally> {
        self.0
    }
}

/// Everybody above an organ, itself first.
pub(crate) struct Above(HashMap<i64, Vec<i64>>);

impl Above {
    /// For a few organs one by one, for many the whole tree at once.
    pub(crate) async fn load(read: &mut Read, organs: &BTreeSet<i64>) -> Result<Self, Fault> {
        if organs.len() > 40 {
            return Self::all(read).await;
        }
        let mut ways = HashMap::new();
        for organ in organs {
            let row = read.row(&catalogs::PATH, params![*organ]).await?;
            let path: String = row.ok_or_else(|| Fault::new(format!("no organ {organ}")))?.get(0)?;
            let path: OrganPath = path.parse().map_err(|e| Fault::because("an organ's path", e))?;
            ways.insert(*organ, path.organs().rev().map(|id| id.0).collect());
        }
        Ok(Self(ways))
    }
    /// For every organ.
    pub(crate) async fn all(read: &mut Read) -> Result<Self, Fault> {
        let ints = read.ints(&catalogs::PARENTS, &[]).await?;
        let mut ways: HashMap<i64, Vec<i64>> = HashMap::with_capacity(ints.len() / 2);
        for pair in ints.chunks_exact(2) {
            let &[id, parent] = pair else { continue };
            let mut way = vec![id];
            if parent != NULL_INT {
                way.extend(ways.get(&parent).into_iter().flatten());
            }
            ways.insert(id, way);
        }
        Ok(Self(ways))
    }
    fn of(&self, organ: i64) -> impl Iterator<Item = i64> + '_ {
        self.0.get(&organ).into_iter().flatten().copied()
    }
}

/// Reads the seven figures that begin at a column.
pub(crate) fn tally(row: &Row, at: usize) -> Result<Tally, Fault> {
    Ok(Tally {
        applicable: row.get(at)?,
        on_time: row.get(at + 1)?,
        late: row.get(at + 2)?,
        stated_none: row.get(at + 3)?,
        not_due: row.get(at + 4)?,
        overdue: row.get(at + 5)?,
        unclear: row.get(at + 6)?,
    })
}
