//! The office: engine, clock and ids together, and the unit of work every verb runs in.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use gk_rules::org::Actor;
use gk_rules::{Coded, Day, Moment};
use tokio::sync::Notify;

use crate::ledger::{self, Entry, Who};
use crate::ports::{Clock, Ids, Keys, Post, Press, Redactor, Sheets, SignOn};
use crate::problem::{Fault, Problem};
use crate::settings::OwnCalendar;
use crate::sql::{Dialect, Engine, Row, Sql, Value, Work};

/// What happens in the same transaction as an event (see `house/gk-server/src/consequences.rs`).
pub type Now =
    for<'a> fn(&'a mut Tx, &'a Entry) -> Pin<Box<dyn Future<Output = Result<(), Problem>> + Send + 'a>>;

/// 后果: what follows from an event.
#[derive(Default, Clone)]
pub struct Consequences {
    /// In the same transaction, in this order.
    pub now: Vec<Now>,
    /// Kinds of jobs queued in the same transaction; the entry's `seq` is their body.
    pub later: Vec<&'static str>,
}

/// The outside world an office works with.
#[derive(Clone)]
pub struct Ports {
    /// The database.
    pub engine: Arc<dyn Engine>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Ids and secrets.
    pub ids: Arc<dyn Ids>,
    /// Files.
    pub sheets: Arc<dyn Sheets>,
    /// The keys of sealed values, which are not in the database.
    pub keys: Arc<dyn Keys>,
    /// Papers.
    pub press: Arc<dyn Press>,
    /// Redaction.
    pub redactor: Arc<dyn Redactor>,
    /// Messages to systems outside.
    pub post: Arc<dyn Post>,
    /// Who is in front of a citizen's browser.
    pub sign_on: Arc<dyn SignOn>,
}

/// 同时写入: what is written with whatever an office commits, in the same transaction and as its last rows; it records no event.
#[async_trait::async_trait]
pub trait Together: Send + Sync {
    /// Writes it.
    ///
    /// # Errors
    /// Nothing is committed then.
    async fn write(&self, tx: &mut Tx) -> Result<(), Problem>;
}

/// The office. Cheap to clone.
#[derive(Clone)]
pub struct Office(Arc<Inner>, Option<Arc<dyn Together>>);

struct Inner {
    ports: Ports,
    consequences: BTreeMap<&'static str, Consequences>,
    wake: Notify,
    statements: AtomicU64,
    calendar: crate::settings::CalendarShelf,
    cabinet: crate::cabinet::Cabinet,
}

impl Office {
    /// Puts an office together; `consequences` by event code.
    #[must_use]
    pub fn new(ports: Ports, consequences: BTreeMap<&'static str, Consequences>) -> Self {
        let inner = Arc::new(Inner {
            ports,
            consequences,
            wake: Notify::new(),
            statements: AtomicU64::new(0),
            calendar: crate::settings::CalendarShelf::default(),
            cabinet: crate::cabinet::Cabinet::default(),
        });
        Self(inner, None)
    }
    /// The same office for one request, which writes something with whatever it commits.
    #[must_use]
    pub fn together(&self, with: Arc<dyn Together>) -> Self {
        Self(Arc::clone(&self.0), Some(with))
    }
    /// This moment.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.0.ports.clock.now()
    }
    /// Today in China Standard Time.
    #[must_use]
    pub fn today(&self) -> Day {
        self.0.ports.clock.today()
    }
    /// Thirty-two random bytes.
    #[must_use]
    pub fn secret(&self) -> [u8; 32] {
        self.0.ports.ids.secret()
    }
    /// A new id, ordered by time.
    #[must_use]
    pub fn next_id(&self) -> String {
        self.0.ports.ids.next(self.now())
    }
    /// Which dialect the database speaks.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.0.ports.engine.dialect()
    }
    /// The engine itself: for migrations, checks and the test bench.
    #[must_use]
    pub fn engine(&self) -> &dyn Engine {
        self.0.ports.engine.as_ref()
    }
    /// Files of offices.
    #[must_use]
    pub fn sheets(&self) -> Arc<dyn Sheets> {
        Arc::clone(&self.0.ports.sheets)
    }
    /// The keys of sealed values.
    #[must_use]
    pub fn keys(&self) -> &dyn Keys {
        self.0.ports.keys.as_ref()
    }
    /// Papers set for printing, editing and reading.
    #[must_use]
    pub fn press(&self) -> Arc<dyn Press> {
        Arc::clone(&self.0.ports.press)
    }
    /// Pages shown, and taken out of copies.
    #[must_use]
    pub fn redactor(&self) -> Arc<dyn Redactor> {
        Arc::clone(&self.0.ports.redactor)
    }
    /// Messages to systems outside. No unit of work may be open while an answer is waited for.
    #[must_use]
    pub fn post(&self) -> Arc<dyn Post> {
        Arc::clone(&self.0.ports.post)
    }
    /// The system that knows who is in front of a citizen's browser. No unit of work may be open while it is asked.
    #[must_use]
    pub fn sign_on(&self) -> &dyn SignOn {
        self.0.ports.sign_on.as_ref()
    }
    /// How many statements have run: a test counts queries per page with it.
    #[must_use]
    pub fn statements_run(&self) -> u64 {
        self.0.statements.load(Ordering::Relaxed)
    }
    /// Waits until something was committed.
    pub async fn something_happened(&self) {
        self.0.wake.notified().await;
    }
    /// What was computed and still holds.
    #[must_use]
    pub fn cabinet(&self) -> &crate::cabinet::Cabinet {
        &self.0.cabinet
    }
    pub(crate) fn calendar_shelf(&self) -> &crate::settings::CalendarShelf {
        &self.0.calendar
    }

    /// Begins a writing unit of work in the name of a person in a post.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(&self, actor: &Actor) -> Result<Tx, Problem> {
        self.begin_as(Who::person(actor)).await
    }
    /// Begins a writing unit of work in the name of the system (jobs, imports at start-up).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin_as_system(&self) -> Result<Tx, Problem> {
        self.begin_as(Who::system()).await
    }
    /// Begins a writing unit of work.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin_as(&self, who: Who) -> Result<Tx, Problem> {
        let work = self.0.ports.engine.begin().await?;
        let mut tx = Tx {
            read: Read { work, office: self.clone(), own_calendar: OwnCalendar::Writing(None) },
            who,
            now: self.now(),
            entries: Vec::new(),
            jobs: Vec::new(),
            noted: Vec::new(),
            changed: false,
            inward: false,
        };
        // SQLite has one writer at a time; elsewhere the end of the chain is taken first, so that nobody waits in a ring (ADR 7).
        if self.dialect() == Dialect::Postgres {
            ledger::lock(&mut tx).await?;
        }
        Ok(tx)
    }
    /// Begins a reading unit of work: one consistent snapshot.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read(&self) -> Result<Read, Problem> {
        let work = self.0.ports.engine.read().await?;
        Ok(Read { work, office: self.clone(), own_calendar: OwnCalendar::Reading })
    }
}

/// A reading unit of work; queries of every room take one, so that they serve verbs and pages alike.
pub struct Read {
    work: Box<dyn Work>,
    office: Office,
    pub(crate) own_calendar: OwnCalendar,
}

impl Read {
    /// The rows of a query.
    ///
    /// # Errors
    /// When the statement fails.
    pub async fn rows(&mut self, sql: &Sql, params: &[Value]) -> Result<Vec<Row>, Fault> {
        self.office.0.statements.fetch_add(1, Ordering::Relaxed);
        self.work.rows(sql, params).await
    }
    /// The first row, or nothing.
    ///
    /// # Errors
    /// When the statement fails.
    pub async fn row(&mut self, sql: &Sql, params: &[Value]) -> Result<Option<Row>, Fault> {
        Ok(self.rows(sql, params).await?.into_iter().next())
    }
    /// The single number a counting query gives; 0 where there is no row.
    ///
    /// # Errors
    /// When the statement fails or gives no number.
    pub async fn number(&mut self, sql: &Sql, params: &[Value]) -> Result<i64, Fault> {
        match self.row(sql, params).await? {
            Some(row) => Ok(row.get::<Option<i64>>(0)?.unwrap_or(0)),
            None => Ok(0),
        }
    }
    /// The rows of a query whose columns are all numbers, flat and row by row; null is [`crate::sql::NULL_INT`].
    ///
    /// # Errors
    /// When the statement fails.
    pub async fn ints(&mut self, sql: &Sql, params: &[Value]) -> Result<Vec<i64>, Fault> {
        self.office.0.statements.fetch_add(1, Ordering::Relaxed);
        self.work.ints(sql, params).await
    }
    /// The office this belongs to.
    #[must_use]
    pub fn office(&self) -> &Office {
        &self.office
    }
    /// Today in China Standard Time.
    #[must_use]
    pub fn today(&self) -> Day {
        self.office.today()
    }
}

/// A job to be done later, written with the transaction.
struct Later {
    kind: &'static str,
    body: String,
    dedup: Option<String>,
    run_at: Moment,
}

/// A writing unit of work: a [`Read`] that can also change, record and commit.
pub struct Tx {
    read: Read,
    who: Who,
    now: Moment,
    entries: Vec<ledger::Pending>,
    jobs: Vec<Later>,
    /// Keys known to be noted in the database.
    pub(crate) noted: Vec<crate::sealed::KeyId>,
    /// Whether anything was written.
    changed: bool,
    /// Whether no page kept shows what was written.
    inward: bool,
}

impl std::ops::Deref for Tx {
    type Target = Read;
    fn deref(&self) -> &Read {
        &self.read
    }
}
impl std::ops::DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Read {
        &mut self.read
    }
}

impl Tx {
    /// The moment of this unit of work: one for all its rows.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.now
    }
    /// In whose name.
    #[must_use]
    pub fn who(&self) -> &Who {
        &self.who
    }
    /// A new id, ordered by time.
    #[must_use]
    pub fn next_id(&self) -> String {
        self.read.office.0.ports.ids.next(self.now)
    }
    /// Runs a change; gives the number of rows changed.
    ///
    /// # Errors
    /// When the statement fails; a fault that `is_conflict` where a uniqueness constraint spoke.
    pub async fn run(&mut self, sql: &Sql, params: &[Value]) -> Result<u64, Fault> {
        self.read.office.0.statements.fetch_add(1, Ordering::Relaxed);
        self.changed = true;
        self.read.work.run(sql, params).await
    }
    /// Runs a change that must find its row at the version seen; otherwise someone saved first.
    ///
    /// # Errors
    /// [`Problem::Stale`] when no row changed.
    pub async fn run_at_version(&mut self, sql: &Sql, params: &[Value]) -> Result<(), Problem> {
        if self.run(sql, params).await? == 0 {
            return Err(Problem::stale(String::new(), None));
        }
        Ok(())
    }
    /// Runs one change with many sets of parameters; gives the number of rows changed.
    ///
    /// # Errors
    /// When the statement fails.
    pub async fn run_many(&mut self, sql: &Sql, params: Vec<Vec<Value>>) -> Result<u64, Fault> {
        self.read.office.0.statements.fetch_add(1, Ordering::Relaxed);
        self.changed = true;
        self.read.work.run_many(sql, params).await
    }
    /// The next number of a counter (dense ids of a table), `count` of them; gives the first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_numbers(&mut self, counter: &'static str, count: i64) -> Result<i64, Fault> {
        crate::settings::next_numbers(self, counter, count).await
    }
    /// Inserts many rows the fast way.
    ///
    /// # Errors
    /// When the insertion fails.
    pub async fn bulk(
        &mut self,
        table: &'static str,
        columns: &'static [&'static str],
        rows: Vec<Vec<Value>>,
    ) -> Result<u64, Fault> {
        self.read.office.0.statements.fetch_add(1, Ordering::Relaxed);
        self.changed = true;
        self.read.work.bulk(table, columns, rows).await
    }
    /// Records an event in the ledger of this unit of work; written at commit.
    /// `subject` is `kind:id` (`record:0190…`, `organ:42`); `organ` is whose affair it is.
    pub fn ledger<E: Coded>(
        &mut self,
        event: E,
        organ: Option<i64>,
        subject: impl Into<String>,
        body: &serde_json::Value,
    ) {
        self.entries.push(ledger::Pending {
            event: event.code(),
            organ,
            subject: subject.into(),
            body: body.to_string(),
        });
    }
    /// Leaves a job for later, in the same transaction. Of jobs with the same `dedup`, one waits at a time.
    pub fn later(&mut self, kind: &'static str, body: impl Into<String>, dedup: Option<String>) {
        self.jobs.push(Later { kind, body: body.into(), dedup, run_at: self.now });
    }
    /// The same, not before a moment.
    pub fn later_at(&mut self, kind: &'static str, body: impl Into<String>, run_at: Moment) {
        self.jobs.push(Later { kind, body: body.into(), dedup: None, run_at });
    }

    /// Says that nothing computed and kept ([`crate::cabinet::Cabinet`]) shows what this unit of work writes: the course of jobs and
    /// deliveries, findings of a check. Without effect where it records an event.
    pub fn inward(&mut self) {
        self.inward = true;
    }

    /// Writes the ledger, what follows from it, and the outbox; then makes it all true for everybody.
    ///
    /// # Errors
    /// When a consequence refuses or the database fails; nothing is left behind then.
    pub async fn commit(mut self) -> Result<(), Problem> {
        let office = self.read.office.clone();
        self.inward &= self.entries.is_empty();
        // A consequence may record further events; a bound keeps two from answering each other for ever.
        for _ in 0..8 {
            if self.entries.is_empty() {
                break;
            }
            let pending = std::mem::take(&mut self.entries);
            let entries = ledger::append(&mut self, pending).await?;
            for entry in &entries {
                let Some(after) = office.0.consequences.get(entry.event.as_str()) else { continue };
                for kind in &after.later {
                    self.later(kind, entry.seq.to_string(), None);
                }
                for now in after.now.clone() {
                    now(&mut self, entry).await?;
                }
            }
        }
        if let Some(with) = office.1.clone() {
            with.write(&mut self).await?;
            self.inward = false;
        }
        if !self.entries.is_empty() {
            return Err(Fault::new("events answer each other without end").into());
        }
        let jobs = std::mem::take(&mut self.jobs);
        for job in jobs {
            crate::jobs::enqueue(&mut self, job.kind, &job.body, job.dedup, job.run_at).await?;
        }
        if self.changed && !self.inward {
            crate::settings::advance(&mut self, crate::cabinet::CHANGES).await?;
        }
        self.read.work.commit().await?;
        if let OwnCalendar::Writing(Some((stamp, calendar))) = self.read.own_calendar {
            office.calendar_shelf().put(stamp, &calendar);
        }
        office.0.wake.notify_one();
        Ok(())
    }
}
