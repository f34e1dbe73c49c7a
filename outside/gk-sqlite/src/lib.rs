//! Engine for SQLite: one writer, several readers, WAL; statements are cached per connection.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use async_trait::async_trait;
use gk_base::problem::Fault;
use gk_base::sql::{Dialect, Engine, NULL_INT, Row, Sql, Value, Work};
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags};
use tokio::sync::{OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

/// How many readers may be open at once.
const READERS: usize = 8;
/// How many prepared statements a connection keeps.
const STATEMENTS: usize = 512;
/// How many rows are inserted by one statement; with forty columns still far below the 32 766 values SQLite binds.
const BATCH: usize = 64;

/// SQLite in a file.
pub struct Sqlite {
    path: PathBuf,
    writer: Arc<tokio::sync::Mutex<Connection>>,
    readers: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
    texts: Arc<Texts>,
}

/// Statement texts with SQLite's placeholders, made once each.
#[derive(Default)]
struct Texts(RwLock<HashMap<&'static str, Arc<str>>>);

impl Texts {
    /// `$1` outside quotes becomes `?1`: SQLite would number `$1` by its place, not by its figure.
    fn of(&self, sql: &Sql) -> Arc<str> {
        if let Some(text) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(sql.text) {
            return Arc::clone(text);
        }
        let mut quoted = false;
        let text: String = sql
            .text
            .chars()
            .map(|c| {
                if c == '\'' {
                    quoted = !quoted;
                }
                if c == '$' && !quoted { '?' } else { c }
            })
            .collect();
        let text: Arc<str> = text.into();
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(sql.text, Arc::clone(&text));
        text
    }
}

impl Sqlite {
    /// Opens or makes the file.
    ///
    /// # Errors
    /// When the file cannot be opened or is no SQLite database.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        let writer = connect(path)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Arc::new(tokio::sync::Mutex::new(writer)),
            readers: Arc::default(),
            permits: Arc::new(Semaphore::new(READERS)),
            texts: Arc::default(),
        })
    }

    /// Opens or makes a file that is thrown away should the machine fail meanwhile: the disk is not waited for. For
    /// loading beside what is in use; open it anew afterwards.
    ///
    /// # Errors
    /// As [`Sqlite::open`].
    pub fn open_disposable(path: &Path) -> Result<Self, Fault> {
        let opened = Self::open(path)?;
        let writer = opened.writer.try_lock().map_err(|e| Fault::because("a fresh writer", e))?;
        writer.execute_batch("pragma synchronous = off").map_err(|e| broken("not waiting", e))?;
        drop(writer);
        Ok(opened)
    }

    /// Copies the database, as it is at one moment, to another file while it is in use.
    ///
    /// # Errors
    /// When the copy cannot be written.
    pub fn copy_to(&self, target: &Path, mut progress: impl FnMut(u64, u64)) -> Result<(), Fault> {
        let source = connect(&self.path)?;
        let mut target = Connection::open(target).map_err(|e| broken("opening the copy", e))?;
        let backup = rusqlite::backup::Backup::new(&source, &mut target)
            .map_err(|e| broken("beginning the copy", e))?;
        loop {
            let step = backup.step(4096).map_err(|e| broken("copying", e))?;
            let at = backup.progress();
            let total = u64::try_from(at.pagecount).unwrap_or(0);
            progress(total - u64::try_from(at.remaining).unwrap_or(0), total);
            if step == rusqlite::backup::StepResult::Done {
                return Ok(());
            }
        }
    }
}

fn connect(path: &Path) -> Result<Connection, Fault> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)
        .map_err(|e| broken(format!("opening {}", path.display()), e))?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    // Plans are made once, not anew for every value: after `analyze` SQLite would otherwise look at each value bound before each run.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map_err(|e| broken("keeping plans", e))?;
    conn.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 10000;
         pragma temp_store = memory; pragma wal_autocheckpoint = 4000; pragma cache_size = -65536; pragma mmap_size = 1073741824; pragma trusted_schema = off;",
    )
    .map_err(|e| broken(format!("preparing {}", path.display()), e))?;
    Ok(conn)
}

#[async_trait]
impl Engine for Sqlite {
    async fn begin(&self) -> Result<Box<dyn Work>, Fault> {
        let conn = Arc::clone(&self.writer).lock_owned().await;
        conn.execute_batch("begin immediate").map_err(|e| broken("beginning", e))?;
        Ok(Box::new(SqliteWork { held: Some(Held::Writer(conn)), texts: Arc::clone(&self.texts) }))
    }
    async fn read(&self) -> Result<Box<dyn Work>, Fault> {
        let permit =
            Arc::clone(&self.permits).acquire_owned().await.map_err(|e| Fault::because("readers", e))?;
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = match idle {
            Some(conn) => conn,
            None => connect(&self.path)?,
        };
        conn.execute_batch("begin deferred").map_err(|e| broken("beginning to read", e))?;
        let held = Held::Reader(Some(conn), Arc::clone(&self.readers), permit);
        Ok(Box::new(SqliteWork { held: Some(held), texts: Arc::clone(&self.texts) }))
    }
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }
    async fn prepare(&self, sql: &Sql) -> Result<(), Fault> {
        let conn = self.writer.lock().await;
        conn.prepare(&self.texts.of(sql)).map_err(|e| broken(sql.name, e))?;
        Ok(())
    }
    async fn script(&self, text: &str) -> Result<(), Fault> {
        let conn = self.writer.lock().await;
        let result = conn.execute_batch(&format!("begin immediate;{text};commit;"));
        if result.is_err() && !conn.is_autocommit() {
            conn.execute_batch("rollback").map_err(|e| broken("rolling back a script", e))?;
        }
        result.map_err(|e| broken("running a script", e))
    }
    async fn analyze(&self) -> Result<(), Fault> {
        let conn = self.writer.lock().await;
        conn.execute_batch("analyze").map_err(|e| broken("analyze", e))
    }
}

enum Held {
    Writer(OwnedMutexGuard<Connection>),
    Reader(
        Option<Connection>,
        Arc<Mutex<Vec<Connection>>>,
        #[expect(dead_code, reason = "held until dropped")] OwnedSemaphorePermit,
    ),
}

impl Held {
    fn conn(&self) -> Result<&Connection, Fault> {
        match self {
            Self::Writer(guard) => Ok(guard),
            Self::Reader(Some(conn), ..) => Ok(conn),
            Self::Reader(None, ..) => Err(Fault::new("the reader was given back")),
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // A unit of work that was not committed leaves nothing behind.
        match self {
            Self::Writer(conn) => {
                if !conn.is_autocommit() {
                    let _ = conn.execute_batch("rollback");
                }
            }
            Self::Reader(conn, idle, _) => {
                if let Some(conn) = conn.take()
                    && conn.execute_batch("rollback").is_ok()
                {
                    idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
                }
            }
        }
    }
}

struct SqliteWork {
    held: Option<Held>,
    texts: Arc<Texts>,
}

impl SqliteWork {
    fn conn(&self) -> Result<&Connection, Fault> {
        self.held.as_ref().ok_or_else(|| Fault::new("the unit of work was lost"))?.conn()
    }
    /// Runs something long on a thread of its own.
    async fn aside<T: Send + 'static>(
        &mut self,
        job: impl FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let held = self.held.take().ok_or_else(|| Fault::new("the unit of work was lost"))?;
        let (held, result) = tokio::task::spawn_blocking(move || {
            let result = held.conn().and_then(job);
            (held, result)
        })
        .await
        .map_err(|e| Fault::because("a database thread died", e))?;
        self.held = Some(held);
        result
    }
}

#[async_trait]
impl Work for SqliteWork {
    async fn rows(&mut self, sql: &Sql, params: &[Value]) -> Result<Vec<Row>, Fault> {
        let text = self.texts.of(sql);
        let mut statement = self.conn()?.prepare_cached(&text).map_err(|e| fault(sql, e))?;
        let columns = statement.column_count();
        let mut rows = statement
            .query(rusqlite::params_from_iter(params.iter().map(Bound)))
            .map_err(|e| fault(sql, e))?;
        let mut out = Vec::new();
        while let Some(row) = rows.next().map_err(|e| fault(sql, e))? {
            let mut values = Vec::with_capacity(columns);
            for at in 0..columns {
                values.push(value(row.get_ref(at).map_err(|e| fault(sql, e))?));
            }
            out.push(Row(values));
        }
        Ok(out)
    }
    async fn run(&mut self, sql: &Sql, params: &[Value]) -> Result<u64, Fault> {
        let text = self.texts.of(sql);
        let mut statement = self.conn()?.prepare_cached(&text).map_err(|e| fault(sql, e))?;
        let changed = statement
            .execute(rusqlite::params_from_iter(params.iter().map(Bound)))
            .map_err(|e| fault(sql, e))?;
        Ok(u64::try_from(changed).unwrap_or(0))
    }
    async fn ints(&mut self, sql: &Sql, params: &[Value]) -> Result<Vec<i64>, Fault> {
        let (text, sql, params) = (self.texts.of(sql), *sql, params.to_vec());
        self.aside(move |conn| {
            let mut statement = conn.prepare_cached(&text).map_err(|e| fault(&sql, e))?;
            let columns = statement.column_count();
            let mut rows = statement
                .query(rusqlite::params_from_iter(params.iter().map(Bound)))
                .map_err(|e| fault(&sql, e))?;
            let mut out = Vec::new();
            while let Some(row) = rows.next().map_err(|e| fault(&sql, e))? {
                for at in 0..columns {
                    out.push(match row.get_ref(at).map_err(|e| fault(&sql, e))? {
                        ValueRef::Integer(v) => v,
                        ValueRef::Null => NULL_INT,
                        _ => return Err(Fault::new(format!("{}: column {at} is no number", sql.name))),
                    });
                }
            }
            Ok(out)
        })
        .await
    }
    async fn run_many(&mut self, sql: &Sql, params: Vec<Vec<Value>>) -> Result<u64, Fault> {
        let (text, sql) = (self.texts.of(sql), *sql);
        self.aside(move |conn| {
            let mut statement = conn.prepare_cached(&text).map_err(|e| fault(&sql, e))?;
            let mut changed = 0;
            for set in &params {
                let n = statement
                    .execute(rusqlite::params_from_iter(set.iter().map(Bound)))
                    .map_err(|e| fault(&sql, e))?;
                changed += u64::try_from(n).unwrap_or(0);
            }
            Ok(changed)
        })
        .await
    }
    async fn bulk(
        &mut self,
        table: &'static str,
        columns: &'static [&'static str],
        rows: Vec<Vec<Value>>,
    ) -> Result<u64, Fault> {
        let one = format!("({})", vec!["?"; columns.len()].join(", "));
        let text = move |many| {
            format!(
                "insert into {table} ({}) values {}",
                columns.join(", "),
                vec![one.as_str(); many].join(", ")
            )
        };
        self.aside(move |conn| {
            let sql = Sql { name: table, text: "bulk" };
            // Full batches by one statement, the rest row by row: two texts, however many rows there are.
            let (whole, rest) = rows.as_chunks::<BATCH>();
            let mut statement = conn.prepare_cached(&text(BATCH)).map_err(|e| fault(&sql, e))?;
            for batch in whole {
                let values = batch.iter().flatten().map(Bound);
                statement.execute(rusqlite::params_from_iter(values)).map_err(|e| fault(&sql, e))?;
            }
            let mut statement = conn.prepare_cached(&text(1)).map_err(|e| fault(&sql, e))?;
            for row in rest {
                statement
                    .execute(rusqlite::params_from_iter(row.iter().map(Bound)))
                    .map_err(|e| fault(&sql, e))?;
            }
            Ok(u64::try_from(rows.len()).unwrap_or(0))
        })
        .await
    }
    async fn commit(mut self: Box<Self>) -> Result<(), Fault> {
        self.conn()?.execute_batch("commit").map_err(|e| broken("committing", e))
    }
}

/// A value as SQLite takes it, without a copy.
struct Bound<'a>(&'a Value);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Int(v) => ValueRef::Integer(*v),
            Value::Text(v) => ValueRef::Text(v.as_bytes()),
            Value::Bytes(v) => ValueRef::Blob(v),
        }))
    }
}

fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(v) => Value::Int(v),
        ValueRef::Real(v) => Value::Text(v.to_string()),
        ValueRef::Text(v) => Value::Text(String::from_utf8_lossy(v).into_owned()),
        ValueRef::Blob(v) => Value::Bytes(v.to_vec()),
    }
}

/// A fault whose cause says what kind of trouble it is, where SQLite knows: the words for people are chosen by that.
fn broken(what: impl Into<String>, error: rusqlite::Error) -> Fault {
    use rusqlite::ErrorCode;
    use std::io::{Error, ErrorKind};
    let kind = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => ErrorKind::StorageFull,
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => ErrorKind::PermissionDenied,
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => ErrorKind::InvalidData,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => ErrorKind::ResourceBusy,
        _ => return Fault::because(what, error),
    };
    Fault::because(what, Error::new(kind, error))
}

fn fault(sql: &Sql, error: rusqlite::Error) -> Fault {
    let unique = matches!(&error, rusqlite::Error::SqliteFailure(e, _)
        if e.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE || e.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY);
    let fault = broken(sql.name, error);
    if unique { fault.conflicting() } else { fault }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAKE: Sql = Sql { name: "t.make", text: "create table t (a bigint, b text)" };
    const PUT: Sql = Sql { name: "t.put", text: "insert into t (a, b) values ($2, $1)" };
    const ALL: Sql = Sql { name: "t.all", text: "select a, b, '$1' from t order by a" };

    #[tokio::test]
    async fn placeholders_go_by_their_figure_and_quotes_are_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let engine = Sqlite::open(&dir.path().join("t.db")).unwrap();
        engine.script(MAKE.text).await.unwrap();
        let mut work = engine.begin().await.unwrap();
        work.run(&PUT, &["x".into(), 7_i64.into()]).await.unwrap();
        work.commit().await.unwrap();
        let mut read = engine.read().await.unwrap();
        let rows = read.rows(&ALL, &[]).await.unwrap();
        assert_eq!(rows, vec![Row(vec![Value::Int(7), "x".into(), "$1".into()])]);
    }

    #[tokio::test]
    async fn work_dropped_without_commit_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let engine = Sqlite::open(&dir.path().join("t.db")).unwrap();
        engine.script(MAKE.text).await.unwrap();
        let mut work = engine.begin().await.unwrap();
        work.bulk("t", &["a", "b"], vec![vec![1_i64.into(), Value::Null]]).await.unwrap();
        drop(work);
        let mut read = engine.read().await.unwrap();
        assert!(read.rows(&ALL, &[]).await.unwrap().is_empty());
    }
}
