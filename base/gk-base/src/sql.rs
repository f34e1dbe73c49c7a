//! Statements, values and rows: the narrow waist behind which a database product hides (ADR 2).

use async_trait::async_trait;
use gk_rules::{Coded, Day, Moment};

use crate::problem::Fault;

/// A named statement in the common part of the two dialects, with `$1…$n` placeholders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sql {
    /// `room.NAME`, shown in logs and faults.
    pub name: &'static str,
    /// The text.
    pub text: &'static str,
}

/// Writes a room's statements and their list in one go, so that none can miss the test that prepares them all.
///
/// `statements! { "catalog"; /// doc
///  LOAD_EDITION = "select …"; }` gives `const LOAD_EDITION: Sql` and `ALL: &[Sql]`.
#[macro_export]
macro_rules! statements {
    ($room:literal; $($(#[$meta:meta])* $name:ident = $text:expr;)+) => {
        $($(#[$meta])* pub(crate) const $name: $crate::sql::Sql = $crate::sql::Sql {
            name: concat!($room, ".", stringify!($name)),
            text: $text,
        };)+
        /// Every statement of this file: all are prepared on both engines in one test.
        pub const ALL: &[$crate::sql::Sql] = &[$($name),+];
    };
}

/// The whole portable type system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// SQL null.
    Null,
    /// `BIGINT`: counts, dense ids, epoch days, flags 0/1, money in fen.
    Int(i64),
    /// `TEXT`: words, codes, ids, ISO days, RFC 3339 moments, JSON.
    Text(String),
    /// `BYTEA`: files, hashes.
    Bytes(Vec<u8>),
}

impl Value {
    /// A code of a closed list.
    #[must_use]
    pub fn code<T: Coded>(code: T) -> Self {
        Self::Text(code.code().to_owned())
    }
    /// A code, or null.
    #[must_use]
    pub fn code_or_null<T: Coded>(code: Option<T>) -> Self {
        code.map_or(Self::Null, Self::code)
    }
}

macro_rules! into_value {
    ($($from:ty => |$v:ident| $to:expr),+ $(,)?) => { $(impl From<$from> for Value { fn from($v: $from) -> Self { $to } })+ };
}
into_value! {
    i64 => |v| Self::Int(v),
    i32 => |v| Self::Int(i64::from(v)),
    u32 => |v| Self::Int(i64::from(v)),
    u16 => |v| Self::Int(i64::from(v)),
    u8 => |v| Self::Int(i64::from(v)),
    bool => |v| Self::Int(i64::from(v)),
    &str => |v| Self::Text(v.to_owned()),
    String => |v| Self::Text(v),
    &String => |v| Self::Text(v.clone()),
    Vec<u8> => |v| Self::Bytes(v),
    &[u8] => |v| Self::Bytes(v.to_vec()),
    Day => |v| Self::Text(v.to_string()),
    Moment => |v| Self::Text(moment_text(v)),
    usize => |v| Self::Int(i64::try_from(v).unwrap_or(i64::MAX)),
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(v: Option<T>) -> Self {
        v.map_or(Self::Null, Into::into)
    }
}

/// Parameters of a statement: `params![organ, "x", day]`.
#[macro_export]
macro_rules! params {
    ($($v:expr),* $(,)?) => { &[$($crate::sql::Value::from($v)),*] };
}

/// A moment as stored: RFC 3339 UTC, always six digits of fraction, so that text order is time order.
#[must_use]
pub fn moment_text(moment: Moment) -> String {
    format!("{moment:.6}")
}

/// A row of results, by position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub Vec<Value>);

/// What a column can be read as.
pub trait Column: Sized {
    /// Reads one value; the error names what was there.
    ///
    /// # Errors
    /// When the value is of another type or does not parse.
    fn read(value: &Value) -> Result<Self, String>;
}

impl Row {
    /// The column at `at`, read as `T`.
    ///
    /// # Errors
    /// A fault that names the position and what was there.
    pub fn get<T: Column>(&self, at: usize) -> Result<T, Fault> {
        let value = self
            .0
            .get(at)
            .ok_or_else(|| Fault::new(format!("no column {at} in a row of {}", self.0.len())))?;
        T::read(value).map_err(|what| Fault::new(format!("column {at}: {what}")))
    }
    /// The code at `at`.
    ///
    /// # Errors
    /// When the code is not of the list.
    pub fn code<T: Coded>(&self, at: usize) -> Result<T, Fault> {
        let code: String = self.get(at)?;
        T::from_code(&code).ok_or_else(|| Fault::new(format!("column {at}: unknown code {code:?}")))
    }
    /// The code at `at`, or nothing where it is null.
    ///
    /// # Errors
    /// When the code is not of the list.
    pub fn maybe_code<T: Coded>(&self, at: usize) -> Result<Option<T>, Fault> {
        match self.0.get(at) {
            Some(Value::Null) => Ok(None),
            _ => self.code(at).map(Some),
        }
    }
    /// The JSON at `at`.
    ///
    /// # Errors
    /// When it does not parse as `T`.
    pub fn json<T: serde::de::DeserializeOwned>(&self, at: usize) -> Result<T, Fault> {
        let text: String = self.get(at)?;
        serde_json::from_str(&text).map_err(|e| Fault::new(format!("column {at}: {e}")))
    }
}

impl Column for i64 {
    fn read(value: &Value) -> Result<Self, String> {
        match value {
            Value::Int(v) => Ok(*v),
            other => Err(format!("a number was expected, got {}", kind(other))),
        }
    }
}
macro_rules! int_column {
    ($($t:ty),+) => { $(impl Column for $t {
        fn read(value: &Value) -> Result<Self, String> {
            <$t>::try_from(i64::read(value)?).map_err(|e| e.to_string())
        }
    })+ };
}
int_column!(i32, u32, u16, u8, u64, i16, i8, usize);
impl Column for bool {
    fn read(value: &Value) -> Result<Self, String> {
        Ok(i64::read(value)? != 0)
    }
}
impl Column for String {
    fn read(value: &Value) -> Result<Self, String> {
        match value {
            Value::Text(v) => Ok(v.clone()),
            other => Err(format!("text was expected, got {}", kind(other))),
        }
    }
}
impl Column for Vec<u8> {
    fn read(value: &Value) -> Result<Self, String> {
        match value {
            Value::Bytes(v) => Ok(v.clone()),
            other => Err(format!("bytes were expected, got {}", kind(other))),
        }
    }
}
impl Column for Day {
    fn read(value: &Value) -> Result<Self, String> {
        String::read(value)?.parse().map_err(|e: jiff::Error| e.to_string())
    }
}
impl Column for Moment {
    fn read(value: &Value) -> Result<Self, String> {
        String::read(value)?.parse().map_err(|e: jiff::Error| e.to_string())
    }
}
impl<T: Column> Column for Option<T> {
    fn read(value: &Value) -> Result<Self, String> {
        match value {
            Value::Null => Ok(None),
            some => T::read(some).map(Some),
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Int(_) => "a number",
        Value::Text(_) => "text",
        Value::Bytes(_) => "bytes",
    }
}

/// What stands for null in [`Work::ints`].
pub const NULL_INT: i64 = i64::MIN;

/// Which family of databases speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Embedded SQLite.
    Sqlite,
    /// A PostgreSQL-wire database.
    Postgres,
}

/// A database product.
#[async_trait]
pub trait Engine: Send + Sync {
    /// Begins a writing unit of work.
    async fn begin(&self) -> Result<Box<dyn Work>, Fault>;
    /// Begins a reading unit of work: one consistent snapshot, dropped when done.
    async fn read(&self) -> Result<Box<dyn Work>, Fault>;
    /// Which dialect.
    fn dialect(&self) -> Dialect;
    /// Prepares a statement without running it; the test bench does so with all of them.
    async fn prepare(&self, sql: &Sql) -> Result<(), Fault>;
    /// Runs a migration's text in one transaction.
    async fn script(&self, text: &str) -> Result<(), Fault>;
    /// Updates the planner's statistics after large changes.
    async fn analyze(&self) -> Result<(), Fault>;
}

/// A unit of work: a transaction. Dropped without commit, it leaves nothing behind.
#[async_trait]
pub trait Work: Send {
    /// The rows of a query.
    async fn rows(&mut self, sql: &Sql, params: &[Value]) -> Result<Vec<Row>, Fault>;
    /// Runs a change; gives the number of rows changed.
    async fn run(&mut self, sql: &Sql, params: &[Value]) -> Result<u64, Fault>;
    /// The rows of a query whose columns are all numbers, flat and row by row; null is [`NULL_INT`]. For millions of rows.
    async fn ints(&mut self, sql: &Sql, params: &[Value]) -> Result<Vec<i64>, Fault>;
    /// Runs one change with many sets of parameters; gives the number of rows changed.
    async fn run_many(&mut self, sql: &Sql, params: Vec<Vec<Value>>) -> Result<u64, Fault>;
    /// Inserts many rows the fast way the product has.
    async fn bulk(
        &mut self,
        table: &'static str,
        columns: &'static [&'static str],
        rows: Vec<Vec<Value>>,
    ) -> Result<u64, Fault>;
    /// Makes it true for everybody.
    async fn commit(self: Box<Self>) -> Result<(), Fault>;
}
