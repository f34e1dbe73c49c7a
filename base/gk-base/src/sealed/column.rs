//! Sealed columns (加密列): where sealed values stand, so that a change of keys finds every one of them.

use gk_rules::privacy::SecretKind;

use crate::sql::{Sql, Value};

/// 加密列: a column of sealed values, as the door plate of its room lists it. Written by [`sealed_columns!`].
///
/// [`sealed_columns!`]: crate::sealed_columns
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealedColumn {
    /// The table.
    pub table: &'static str,
    /// The column; its name ends in `_sealed`.
    pub column: &'static str,
    /// What stands there.
    pub kind: SecretKind,
    /// The column of the blind index, where it is looked up.
    pub index: Option<&'static str>,
    /// Whether the column that names the row holds numbers.
    pub by_number: bool,
    /// Every statement on it: `[all, stale, swap, keys]`, and `[index keys]` where there is an index.
    pub statements: &'static [Sql],
}

impl SealedColumn {
    /// `table.column`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}.{}", self.table, self.column)
    }
    /// The place of a value: what it is bound to.
    pub(super) fn place(&self, row: &RowId) -> String {
        format!("{}.{}.{}", self.table, self.column, row.text())
    }
    /// Before the first row.
    pub(super) fn start(&self) -> Value {
        if self.by_number { Value::Int(i64::MIN) } else { Value::Text(String::new()) }
    }
    pub(super) fn statement(&self, at: Statement) -> Option<&Sql> {
        self.statements.get(match at {
            Statement::All => 0,
            Statement::Stale => 1,
            Statement::Swap => 2,
            Statement::Keys => 3,
            Statement::IndexKeys => 4,
        })
    }
}

/// The statements on a sealed column.
#[derive(Debug, Clone, Copy)]
pub(super) enum Statement {
    All,
    Stale,
    Swap,
    Keys,
    IndexKeys,
}

/// The row a sealed value stands in: its key, a text or a number. It must be known before the value is sealed, and stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowId(Value);

impl RowId {
    pub(super) fn text(&self) -> String {
        match &self.0 {
            Value::Int(number) => number.to_string(),
            Value::Text(text) => text.clone(),
            Value::Null | Value::Bytes(_) => String::new(),
        }
    }
    pub(super) fn of(value: Value) -> Self {
        Self(value)
    }
    pub(super) fn value(&self) -> Value {
        self.0.clone()
    }
}

impl From<i64> for RowId {
    fn from(number: i64) -> Self {
        Self(Value::Int(number))
    }
}
impl From<&str> for RowId {
    fn from(text: &str) -> Self {
        Self(Value::Text(text.to_owned()))
    }
}
impl From<String> for RowId {
    fn from(text: String) -> Self {
        Self(Value::Text(text))
    }
}
impl From<&String> for RowId {
    fn from(text: &String) -> Self {
        Self(Value::Text(text.clone()))
    }
}

/// Writes a room's sealed columns and their list in one go, with the statements that re-seal them.
///
/// `sealed_columns! {
///     /// 身份证件号码
///     ID_NUMBER = "foi_applicants"."id_number_sealed", row "id" (text), ResidentId, index "id_number_index";
///     ADDRESS = "foi_applicants"."address_sealed", row "id" (text), Address;
/// }` gives `const ID_NUMBER: SealedColumn` … and `SEALED: &[SealedColumn]` for the door plate. The row's column is
/// `(text)` or `(number)`; it names one row, and never changes. An index column must not be unique: while keys are
/// changed, one value has two indexes.
#[macro_export]
macro_rules! sealed_columns {
    ($($(#[$meta:meta])* $name:ident = $table:literal . $column:literal, row $row:literal ($by:ident), $kind:ident $(, index $index:literal)?;)+) => {
        $($(#[$meta])* pub const $name: $crate::sealed::SealedColumn = $crate::sealed::SealedColumn {
            table: $table,
            column: $column,
            kind: $crate::sealed_columns!(@kind $kind),
            index: $crate::sealed_columns!(@index $($index)?),
            by_number: $crate::sealed_columns!(@by $by),
            statements: $crate::sealed_columns!(@statements $table, $column, $row $(, $index)?),
        };)+
        /// Every sealed column of this file, for the door plate.
        pub const SEALED: &[$crate::sealed::SealedColumn] = &[$($name),+];
    };
    (@kind $kind:ident) => { $crate::SecretKind::$kind };
    (@index) => { None };
    (@index $index:literal) => { Some($index) };
    (@by text) => { false };
    (@by number) => { true };
    (@sql $table:literal, $column:literal, $what:literal, $text:expr) => {
        $crate::sql::Sql { name: concat!("sealed.", $table, ".", $column, ".", $what), text: $text }
    };
    (@statements $table:literal, $column:literal, $row:literal) => { &[
        $crate::sealed_columns!(@sql $table, $column, "all", concat!("select ", $row, ", ", $column, " from ", $table,
            " where ", $row, " > $1 and ", $column, " is not null order by ", $row, " limit $2")),
        $crate::sealed_columns!(@sql $table, $column, "stale", concat!("select ", $row, ", ", $column, " from ", $table,
            " where ", $row, " > $1 and ", $column, " is not null and substr(", $column, ", 1, 5) <> $2 order by ", $row,
            " limit $3")),
        $crate::sealed_columns!(@sql $table, $column, "swap", concat!("update ", $table, " set ", $column, " = $1 where ",
            $row, " = $2 and ", $column, " = $3")),
        $crate::sealed_columns!(@sql $table, $column, "keys", concat!("select substr(", $column, ", 2, 4), count(*) from ",
            $table, " where ", $column, " is not null group by substr(", $column, ", 2, 4)")),
    ] };
    (@statements $table:literal, $column:literal, $row:literal, $index:literal) => { &[
        $crate::sealed_columns!(@sql $table, $column, "all", concat!("select ", $row, ", ", $column, ", ", $index, " from ",
            $table, " where ", $row, " > $1 and ", $column, " is not null order by ", $row, " limit $2")),
        $crate::sealed_columns!(@sql $table, $column, "stale", concat!("select ", $row, ", ", $column, " from ", $table,
            " where ", $row, " > $1 and ", $column, " is not null and (substr(", $column, ", 1, 5) <> $2 or ", $index,
            " is null or substr(", $index, ", 1, 8) <> $3) order by ", $row, " limit $4")),
        $crate::sealed_columns!(@sql $table, $column, "swap", concat!("update ", $table, " set ", $column, " = $1, ",
            $index, " = $2 where ", $row, " = $3 and ", $column, " = $4")),
        $crate::sealed_columns!(@sql $table, $column, "keys", concat!("select substr(", $column, ", 2, 4), count(*) from ",
            $table, " where ", $column, " is not null group by substr(", $column, ", 2, 4)")),
        $crate::sealed_columns!(@sql $table, $column, "index_keys", concat!("select substr(", $index, ", 1, 8), count(*) from ",
            $table, " where ", $index, " is not null group by substr(", $index, ", 1, 8)")),
    ] };
}
