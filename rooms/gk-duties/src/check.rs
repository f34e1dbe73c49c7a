//! The check (核对): what is cached is what follows from the facts, and tallies are what counting gives.

use std::collections::{BTreeMap, HashMap};

use gk_base::sql::NULL_INT;
use gk_base::{Fault, Problem, Read, params, settings};
use gk_rules::Coded;
use gk_rules::duty::acts::{Difference, DifferenceKind};
use gk_rules::duty::clocks::Clocks;
use gk_rules::duty::dense::{Line, NEVER, derive_narrow};
use gk_rules::duty::derive::item_state;
use gk_rules::duty::{DutyState, Tally};
use gk_rules::time::dense::{Dense, day_number};

use crate::compile::label;
use crate::held::{narrow, state};
use crate::meeting::day_text;
use crate::roll::rolled;
use crate::steps::{Above, Steps, tally};
use crate::tables::{duties as sql, tallies as tallies_sql};
use crate::terms::{Term, all_clocks, all_terms};

/// How many differences are told at most: the first ones say where to look.
const TOLD: usize = 1000;
/// Columns of the narrow table.
const NARROW: usize = 12;

/// Proves that last days, states and tallies are what follows from the facts; `progress` is told how many duties are done.
/// An empty list is the proof.
///
/// # Errors
/// When the database fails.
pub async fn check(
    read: &mut Read,
    mut progress: impl FnMut(u64) + Send,
) -> Result<Vec<Difference>, Problem> {
    let mut found = Found(Vec::new());
    let calendar = settings::calendar(read).await?;
    let dense = Dense::of(&calendar);
    let clocks = all_clocks(read).await?;
    let terms = all_terms(read).await?;
    for term in &terms {
        found.due(term, &clocks, &dense);
    }
    let terms: HashMap<i64, Term> = terms.into_iter().map(|term| (term.id, term)).collect();
    let today = rolled(read).await?.map_or(day_number(read.today()), |(day, _)| day);
    let met = all_met(read).await?;
    let mut counted = Steps::default();
    let ints = read.ints(&sql::TABLE, params![0_i64, i64::MAX]).await?;
    let rows: Vec<&[i64]> = ints.chunks_exact(NARROW).collect();
    for (done, group) in (1_u64..).zip(rows.chunk_by(|a, b| a.get(1..3) == b.get(1..3))) {
        found.item(group, (&terms, &met), today, &mut counted)?;
        if done.is_multiple_of(4096) {
            progress(done);
        }
    }
    let above = Above::all(read).await?;
    let counted = counted.spread(&above)?.into_map();
    found.tallies(read, counted).await?;
    Ok(found.0)
}

async fn all_met(read: &mut Read) -> Result<HashMap<i64, i64>, Fault> {
    let ints = read.ints(&sql::ALL_MET, &[]).await?;
    Ok(ints.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect())
}

struct Found(Vec<Difference>);

impl Found {
    fn tell(&mut self, kind: DifferenceKind, place: String, stored: String, derived: String) {
        if self.0.len() < TOLD {
            self.0.push(Difference { kind, place, stored, derived });
        }
    }

    fn due(&mut self, term: &Term, clocks: &Clocks, dense: &Dense) {
        let derived = clocks.due(dense, term.clock, term.start);
        if derived != term.due {
            let place = format!("term:{}", term.id);
            self.tell(DifferenceKind::Due, place, day_text(term.due), day_text(derived));
        }
    }

    /// All duties of one organ under one item.
    fn item(
        &mut self,
        group: &[&[i64]],
        (terms, all_met): (&HashMap<i64, Term>, &HashMap<i64, i64>),
        today: i32,
        counted: &mut Steps,
    ) -> Result<(), Fault> {
        let mut states = Vec::with_capacity(group.len());
        let mut head = None;
        for row in group {
            let &[id, organ, _, domain, occurrence, term, met, stated, until, ended, now, fold] = *row else {
                return Err(Fault::new("a duty with other columns"));
            };
            let term = terms.get(&term).ok_or_else(|| Fault::new(format!("duty {id} has no term")))?;
            let line = Line {
                clock: term.clock,
                start: term.start,
                met: narrow(met)?,
                stated: narrow(stated)?,
                until: if until == NULL_INT { i32::MAX } else { narrow(until)? },
                ended: narrow(ended)?,
            };
            let derived = derive_narrow(&line, term.due, today);
            states.push(derived);
            if i64::from(derived.number()) != now {
                let place = format!("duty:{id}");
                self.tell(DifferenceKind::State, place, label(now).into(), derived.label().into());
            }
            let first = all_met.get(&id).copied().unwrap_or(NULL_INT);
            if first != met {
                let (stored, derived) = (day_text(line.met), day_text(narrow(first)?));
                self.tell(DifferenceKind::Met, format!("duty:{id}"), stored, derived);
            }
            if occurrence == 0 {
                let has_ended = line.ended != NEVER && line.ended <= today;
                head = Some((id, organ, domain, fold, has_ended));
            }
        }
        let Some((id, organ, domain, fold, has_ended)) = head else { return Ok(()) };
        let folded = item_state(has_ended, states);
        let stored = (fold != NULL_INT).then(|| state(fold));
        if folded != stored {
            let words = |state: Option<DutyState>| state.map_or(String::new(), |s| s.label().to_owned());
            self.tell(DifferenceKind::ItemState, format!("duty:{id}"), words(stored), words(folded));
        }
        counted.step((organ, domain), None, folded)
    }

    async fn tallies(
        &mut self,
        read: &mut Read,
        mut counted: BTreeMap<(i64, i64), Tally>,
    ) -> Result<(), Fault> {
        let ints = read.ints(&tallies_sql::EVERY, &[]).await?;
        for row in ints.chunks_exact(9) {
            let &[organ, domain, applicable, on_time, late, stated_none, not_due, overdue, unclear] = row
            else {
                continue;
            };
            let stored = Tally { applicable, on_time, late, stated_none, not_due, overdue, unclear };
            let derived = counted.remove(&(organ, domain)).unwrap_or(Tally::ZERO);
            self.tally((organ, domain), stored, derived);
        }
        for (place, derived) in counted {
            self.tally(place, Tally::ZERO, derived);
        }
        Ok(())
    }

    fn tally(&mut self, (organ, domain): (i64, i64), stored: Tally, derived: Tally) {
        if stored != derived {
            let words = |tally: &Tally| tally.figures().map(|(label, n)| format!("{label}{n}")).join("、");
            let place = format!("tally:{organ}/{domain}");
            self.tell(DifferenceKind::Tally, place, words(&stored), words(&derived));
        }
    }
}

/// One tally as stored; nought where there is no row.
pub(crate) async fn stored(read: &mut Read, organ: i64, domain: i64) -> Result<Tally, Fault> {
    let row = read.row(&tallies_sql::OF, params![organ, domain]).await?;
    row.map_or(Ok(Tally::ZERO), |row| tally(&row, 2))
}
