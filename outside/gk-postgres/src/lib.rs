//! Engine for PostgreSQL-wire databases: a pool of connections, statements prepared and cached on each.

use std::collections::HashMap;
use std::io::{Error, ErrorKind};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod};
use gk_base::problem::Fault;
use gk_base::sql::{Dialect, Engine, NULL_INT, Row, Sql, Value, Work};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type};
use tokio_postgres::{NoTls, Statement};

/// How many connections may be open at once.
const CONNECTIONS: usize = 16;

/// A PostgreSQL-wire database.
pub struct Postgres {
    pool: Pool,
    names: Arc<Mutex<HashMap<&'static str, Arc<str>>>>,
}

impl Postgres {
    /// Makes a pool for a `postgres://` address; connections are opened when needed.
    ///
    /// # Errors
    /// When the address does not parse.
    pub fn open(url: &str) -> Result<Self, Fault> {
        let config: tokio_postgres::Config = url.parse().map_err(|e: tokio_postgres::Error| {
            Fault::because("the database address", Error::new(ErrorKind::InvalidInput, e))
        })?;
        let manager =
            Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .build()
            .map_err(|e| Fault::because("the pool", e))?;
        Ok(Self { pool, names: Arc::default() })
    }
    async fn client(&self) -> Result<Object, Fault> {
        self.pool.get().await.map_err(|error| match error {
            PoolError::Backend(error) => fault("the database does not answer", error),
            other => Fault::because("the database does not answer", other),
        })
    }
    async fn start(&self, begin: &str) -> Result<Box<dyn Work>, Fault> {
        let client = self.client().await?;
        client.batch_execute(begin).await.map_err(|e| fault("beginning", e))?;
        Ok(Box::new(PostgresWork { client: Some(client), names: Arc::clone(&self.names) }))
    }
}

#[async_trait]
impl Engine for Postgres {
    async fn begin(&self) -> Result<Box<dyn Work>, Fault> {
        self.start("begin isolation level read committed").await
    }
    async fn read(&self) -> Result<Box<dyn Work>, Fault> {
        self.start("begin isolation level repeatable read read only").await
    }
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }
    async fn prepare(&self, sql: &Sql) -> Result<(), Fault> {
        self.client().await?.prepare(sql.text).await.map_err(|e| fault(sql.name, e))?;
        Ok(())
    }
    async fn script(&self, text: &str) -> Result<(), Fault> {
        // Several statements in one message are one transaction.
        self.client().await?.batch_execute(text).await.map_err(|e| fault("running a script", e))
    }
    async fn analyze(&self) -> Result<(), Fault> {
        self.client().await?.batch_execute("analyze").await.map_err(|e| fault("analyze", e))
    }
}

struct PostgresWork {
    client: Option<Object>,
    names: Arc<Mutex<HashMap<&'static str, Arc<str>>>>,
}

impl PostgresWork {
    fn client(&self) -> Result<&Object, Fault> {
        self.client.as_ref().ok_or_else(|| Fault::new("the unit of work is over"))
    }
    async fn statement(&self, sql: &Sql) -> Result<Statement, Fault> {
        self.client()?.prepare_cached(sql.text).await.map_err(|e| fault(sql.name, e))
    }
    /// The bulk statement of a table, remembered.
    fn copy_text(&self, table: &'static str, columns: &[&str]) -> Arc<str> {
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(
            names
                .entry(table)
                .or_insert_with(|| format!("copy {table} ({}) from stdin", columns.join(", ")).into()),
        )
    }
}

impl Drop for PostgresWork {
    fn drop(&mut self) {
        // Not committed: the connection forgets what was begun before it serves anybody else.
        if let Some(client) = self.client.take() {
            match tokio::runtime::Handle::try_current() {
                Ok(runtime) => {
                    runtime.spawn(async move {
                        if client.batch_execute("rollback").await.is_err() {
                            drop(Object::take(client));
                        }
                    });
                }
                Err(_) => drop(Object::take(client)),
            }
        }
    }
}

#[async_trait]
impl Work for PostgresWork {
    async fn rows(&mut self, sql: &Sql, params: &[Value]) -> Result<Vec<Row>, Fault> {
        let statement = self.statement(sql).await?;
        let params = bound(params);
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(dynamic).collect();
        let rows = self.client()?.query(&statement, &params).await.map_err(|e| fault(sql.name, e))?;
        rows.iter().map(|row| read_row(sql, row)).collect()
    }
    async fn run(&mut self, sql: &Sql, params: &[Value]) -> Result<u64, Fault> {
        let statement = self.statement(sql).await?;
        let params = bound(params);
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(dynamic).collect();
        self.client()?.execute(&statement, &params).await.map_err(|e| fault(sql.name, e))
    }
    async fn ints(&mut self, sql: &Sql, params: &[Value]) -> Result<Vec<i64>, Fault> {
        let statement = self.statement(sql).await?;
        let params = bound(params);
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(dynamic).collect();
        let rows = self.client()?.query(&statement, &params).await.map_err(|e| fault(sql.name, e))?;
        let mut out = Vec::with_capacity(rows.len() * statement.columns().len());
        for row in &rows {
            for at in 0..row.len() {
                out.push(
                    row.try_get::<_, Option<i64>>(at).map_err(|e| fault(sql.name, e))?.unwrap_or(NULL_INT),
                );
            }
        }
        Ok(out)
    }
    async fn run_many(&mut self, sql: &Sql, params: Vec<Vec<Value>>) -> Result<u64, Fault> {
        let statement = self.statement(sql).await?;
        let client = self.client()?;
        let mut changed = 0;
        // Statements of a chunk go out together and their answers are read together.
        for chunk in params.chunks(512) {
            let sets: Vec<Vec<Bound<'_>>> = chunk.iter().map(|set| bound(set)).collect();
            let answers = sets.iter().map(|set| {
                let set: Vec<&(dyn ToSql + Sync)> = set.iter().map(dynamic).collect();
                let statement = &statement;
                async move { client.execute(statement, &set).await }
            });
            for answer in join_all(answers).await {
                changed += answer.map_err(|e| fault(sql.name, e))?;
            }
        }
        Ok(changed)
    }
    async fn bulk(
        &mut self,
        table: &'static str,
        columns: &'static [&'static str],
        rows: Vec<Vec<Value>>,
    ) -> Result<u64, Fault> {
        use futures_util::SinkExt as _;
        let text = self.copy_text(table, columns);
        let sink = self.client()?.copy_in(&*text).await.map_err(|e| fault(table, e))?;
        let mut sink = std::pin::pin!(sink);
        for chunk in rows.chunks(4096) {
            let mut out = String::with_capacity(chunk.len() * 64);
            for row in chunk {
                copy_line(&mut out, row);
            }
            sink.send(bytes::Bytes::from(out)).await.map_err(|e| fault(table, e))?;
        }
        sink.finish().await.map_err(|e| fault(table, e))
    }
    async fn commit(mut self: Box<Self>) -> Result<(), Fault> {
        self.client()?.batch_execute("commit").await.map_err(|e| fault("committing", e))?;
        self.client = None;
        Ok(())
    }
}

/// Waits for all, in order; all are under way at once, so their statements are pipelined.
async fn join_all<F: Future>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    futures_util::future::join_all(futures).await
}

/// One line of COPY's text format.
fn copy_line(out: &mut String, row: &[Value]) {
    use std::fmt::Write as _;
    for (at, value) in row.iter().enumerate() {
        if at > 0 {
            out.push('\t');
        }
        match value {
            Value::Null => out.push_str("\\N"),
            Value::Int(v) => {
                let _ = write!(out, "{v}");
            }
            Value::Text(v) => {
                for c in v.chars() {
                    match c {
                        '\\' => out.push_str("\\\\"),
                        '\t' => out.push_str("\\t"),
                        '\n' => out.push_str("\\n"),
                        '\r' => out.push_str("\\r"),
                        '\0' => {}
                        c => out.push(c),
                    }
                }
            }
            Value::Bytes(v) => {
                out.push_str("\\\\x");
                for byte in v {
                    let _ = write!(out, "{byte:02x}");
                }
            }
        }
    }
    out.push('\n');
}

/// A value as PostgreSQL takes it: numbers narrowed to the column's type, NUL (which it cannot hold) left out of text.
#[derive(Debug)]
struct Bound<'a>(&'a Value);

fn dynamic<'a>(param: &'a Bound<'_>) -> &'a (dyn ToSql + Sync) {
    param
}

fn bound(params: &[Value]) -> Vec<Bound<'_>> {
    params.iter().map(Bound).collect()
}

impl ToSql for Bound<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(v) => match *ty {
                Type::INT4 => i32::try_from(*v)?.to_sql(ty, out),
                Type::INT2 => i16::try_from(*v)?.to_sql(ty, out),
                Type::BOOL => (*v != 0).to_sql(ty, out),
                Type::INT8 => v.to_sql(ty, out),
                _ => Err(format!("a number was given where {ty} is asked").into()),
            },
            Value::Text(v) if v.contains('\0') => v.replace('\0', "").to_sql(ty, out),
            Value::Text(v) => match *ty {
                Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::UNKNOWN => v.to_sql(ty, out),
                _ => Err(format!("text was given where {ty} is asked").into()),
            },
            Value::Bytes(v) => v.to_sql(ty, out),
        }
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    tokio_postgres::types::to_sql_checked!();
}

fn read_row(sql: &Sql, row: &tokio_postgres::Row) -> Result<Row, Fault> {
    let mut values = Vec::with_capacity(row.len());
    for (at, column) in row.columns().iter().enumerate() {
        let got = match *column.type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(at).map(|v| v.map_or(Value::Null, Value::Int)),
            Type::INT4 => row.try_get::<_, Option<i32>>(at).map(Value::from),
            Type::BOOL => row.try_get::<_, Option<bool>>(at).map(Value::from),
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(at).map(Value::from),
            Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::UNKNOWN => {
                row.try_get::<_, Option<String>>(at).map(Value::from)
            }
            ref other => {
                return Err(Fault::new(format!(
                    "{}: column {at} is {other}; cast it to bigint or text",
                    sql.name
                )));
            }
        };
        values.push(got.map_err(|e| fault(sql.name, e))?);
    }
    Ok(Row(values))
}

/// What kind of trouble the server speaks of, where it is one that has words for people.
fn kind(error: &tokio_postgres::Error) -> Option<ErrorKind> {
    let said = error.code()?;
    let known = [
        (SqlState::INVALID_PASSWORD, ErrorKind::PermissionDenied),
        (SqlState::INVALID_AUTHORIZATION_SPECIFICATION, ErrorKind::PermissionDenied),
        (SqlState::INSUFFICIENT_PRIVILEGE, ErrorKind::PermissionDenied),
        (SqlState::INVALID_CATALOG_NAME, ErrorKind::NotFound),
        (SqlState::DISK_FULL, ErrorKind::StorageFull),
    ];
    known.into_iter().find(|(code, _)| code == said).map(|(_, kind)| kind)
}

fn fault(name: &str, error: tokio_postgres::Error) -> Fault {
    let unique = error.code() == Some(&SqlState::UNIQUE_VIOLATION);
    let detail = error.as_db_error().map(|e| format!(" ({})", e.message())).unwrap_or_default();
    let what = format!("{name}{detail}");
    let fault = match kind(&error) {
        Some(kind) => Fault::because(what, Error::new(kind, error)),
        None => Fault::because(what, error),
    };
    if unique { fault.conflicting() } else { fault }
}
