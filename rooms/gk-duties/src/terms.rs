//! Clocks and terms by number: a term is a clock that started on a day, with its last day.

use std::collections::HashMap;
use std::sync::Arc;

use gk_base::{Fault, Read, Tx, params, settings};
use gk_rules::duty::clocks::{Clocks, due};
use gk_rules::duty::dense::NEVER;
use gk_rules::duty::obligations::Clock;
use gk_rules::time::calendar::Calendar;
use gk_rules::time::dense::day_number;

use crate::held::{day, day_value, narrow};
use crate::tables::duties as sql;

/// The terms known in one unit of work.
pub(crate) struct Terms {
    calendar: Arc<Calendar>,
    clocks: HashMap<i64, Clock>,
    numbers: HashMap<String, i64>,
    known: HashMap<(i64, i32), (i64, i32)>,
}

impl Terms {
    pub(crate) async fn open(read: &mut Read) -> Result<Self, Fault> {
        let calendar = settings::calendar(read).await?;
        Ok(Self { calendar, clocks: HashMap::new(), numbers: HashMap::new(), known: HashMap::new() })
    }
    /// The working calendar.
    pub(crate) fn calendar(&self) -> &Calendar {
        &self.calendar
    }
    /// The number of a clock, taken in when it is new.
    pub(crate) async fn clock_id(&mut self, tx: &mut Tx, clock: &Clock) -> Result<i64, Fault> {
        let body = serde_json::to_string(clock).map_err(|e| Fault::because("a clock as JSON", e))?;
        if let Some(id) = self.numbers.get(&body) {
            return Ok(*id);
        }
        let id = match tx.row(&sql::CLOCK_ID, params![&body]).await? {
            Some(row) => row.get(0)?,
            None => {
                let id = tx.next_numbers("clocks", 1).await?;
                tx.run(&sql::ADD_CLOCK, params![id, &body]).await?;
                id
            }
        };
        self.clocks.insert(id, clock.clone());
        self.numbers.insert(body, id);
        Ok(id)
    }
    /// The clock with a number.
    pub(crate) async fn clock(&mut self, read: &mut Read, id: i64) -> Result<Clock, Fault> {
        if let Some(clock) = self.clocks.get(&id) {
            return Ok(clock.clone());
        }
        let row = read.row(&sql::CLOCK, params![id]).await?;
        let clock: Clock = row.ok_or_else(|| Fault::new(format!("no clock {id}")))?.json(0)?;
        self.clocks.insert(id, clock.clone());
        Ok(clock)
    }
    /// The term of a clock that starts on a day: its number and last day ([`NEVER`] when that cannot be known).
    pub(crate) async fn get(&mut self, tx: &mut Tx, clock: i64, start: i32) -> Result<(i64, i32), Fault> {
        if let Some(term) = self.known.get(&(clock, start)) {
            return Ok(*term);
        }
        let term = match tx.row(&sql::TERM, params![clock, start]).await? {
            Some(row) => (row.get(0)?, row.get::<Option<i32>>(1)?.unwrap_or(NEVER)),
            None => {
                let body = self.clock(tx, clock).await?;
                let last = day(start).and_then(|start| due(&body, start, &self.calendar));
                let last = last.map_or(NEVER, day_number);
                let id = tx.next_numbers("terms", 1).await?;
                tx.run(&sql::ADD_TERM, params![id, clock, start, day_value(last)]).await?;
                (id, last)
            }
        };
        self.known.insert((clock, start), term);
        Ok(term)
    }
}

/// Every clock, in the order of the numbers.
pub(crate) async fn all_clocks(read: &mut Read) -> Result<Clocks, Fault> {
    let mut clocks = Clocks::default();
    for row in read.rows(&sql::CLOCKS, &[]).await? {
        let id: i64 = row.get(0)?;
        let number = clocks.number(&row.json::<Clock>(1)?).map_err(|e| Fault::because("the clocks", e))?;
        if i64::from(number) + 1 != id {
            return Err(Fault::new(format!("clock {id} stands at place {number}: the numbers have a gap")));
        }
    }
    Ok(clocks)
}

/// A term as stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Term {
    pub id: i64,
    /// The clock's place, its number less one.
    pub clock: u16,
    pub start: i32,
    pub due: i32,
}

/// Every term, in the order of the numbers.
pub(crate) async fn all_terms(read: &mut Read) -> Result<Vec<Term>, Fault> {
    let ints = read.ints(&sql::TERMS, &[]).await?;
    let mut terms = Vec::with_capacity(ints.len() / 4);
    for chunk in ints.chunks_exact(4) {
        let &[id, clock, start, due] = chunk else { continue };
        let clock = u16::try_from(clock - 1).map_err(|e| Fault::because("a clock's number", e))?;
        terms.push(Term { id, clock, start: narrow(start)?, due: narrow(due)? });
    }
    Ok(terms)
}
