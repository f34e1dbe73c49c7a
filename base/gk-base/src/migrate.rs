//! Migrations: SQL files embedded in order, each applied once in its own transaction, its text remembered by hash.

use crate::ledger::sha256;
use crate::problem::Fault;
use crate::sql::{Dialect, Engine, Row, Sql};
use crate::{params, statements};

statements! {
    "migrate";
    /// What was applied.
    APPLIED = "select version, sha256 from schema_migrations order by version";
}

/// One migration.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// `0001_base`, in order.
    pub version: &'static str,
    /// Its text, in the common part of the dialects; `{ID}` is the engine's integer primary key. What one engine alone is
    /// told stands between a line `-- {SQLITE}` or `-- {POSTGRES}` and a line `-- {BOTH}`.
    pub text: &'static str,
}

/// 版本不符: the database was made by another version of the program: by a newer one, or by one with other migrations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherVersion {
    /// The migration the database has and the program does not.
    pub database: String,
    /// The last migration of the program.
    pub program: String,
}

impl std::fmt::Display for OtherVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the database has {}, the program ends with {} or has another text of it",
            self.database, self.program
        )
    }
}
impl std::error::Error for OtherVersion {}

const TABLE: &str =
    "create table if not exists schema_migrations (version text primary key, sha256 text not null)";

/// How many migrations of the program a database waits for: all of them where it is empty. Nothing is changed.
///
/// # Errors
/// When the database cannot be read; [`OtherVersion`] as the cause when it was made by another version of the program.
pub async fn waiting(engine: &dyn Engine, migrations: &[Migration]) -> Result<usize, Fault> {
    let text = match engine.dialect() {
        Dialect::Sqlite => {
            "select count(*) from sqlite_master where type = 'table' and name = 'schema_migrations'"
        }
        Dialect::Postgres => {
            "select count(*) from information_schema.tables where table_schema = current_schema() and table_name = 'schema_migrations'"
        }
    };
    let mut read = engine.read().await?;
    let there = read.rows(&Sql { name: "migrate.THERE", text }, params![]).await?;
    if there.first().map(|row| row.get::<i64>(0)).transpose()? != Some(1) {
        return Ok(migrations.len());
    }
    let applied = read.rows(&APPLIED, params![]).await?;
    Ok(migrations.len() - known(&applied, migrations)?)
}

/// How many of the program's migrations were applied: the first ones, each with its text.
fn known(applied: &[Row], migrations: &[Migration]) -> Result<usize, Fault> {
    for (at, row) in applied.iter().enumerate() {
        let (version, hash): (String, String) = (row.get(0)?, row.get(1)?);
        let same = |one: &&Migration| one.version == version && sha256(one.text.as_bytes()) == hash;
        if migrations.get(at).filter(same).is_none() {
            let program = migrations.last().map_or_else(String::new, |last| last.version.to_owned());
            return Err(Fault::because("migrating", OtherVersion { database: version, program }));
        }
    }
    Ok(applied.len())
}

/// Brings a database to the newest version; gives how many migrations were applied.
///
/// # Errors
/// When a migration fails; [`OtherVersion`] as the cause when one that was applied has been edited since, or the database
/// is newer than the program.
pub async fn migrate(engine: &dyn Engine, migrations: &[Migration]) -> Result<usize, Fault> {
    engine.script(TABLE).await?;
    let mut read = engine.read().await?;
    let applied = read.rows(&APPLIED, params![]).await?;
    drop(read);
    let done = known(&applied, migrations)?;
    for migration in migrations.iter().skip(done) {
        let hash = sha256(migration.text.as_bytes());
        let text = text_for(migration.text, engine.dialect());
        let mark = format!(
            "insert into schema_migrations (version, sha256) values ('{}', '{hash}')",
            migration.version
        );
        engine.script(&format!("{text}\n;{mark}")).await?;
    }
    Ok(migrations.len() - done)
}

/// The text of a migration as one engine is told it.
fn text_for(text: &str, dialect: Dialect) -> String {
    let (id, other) = match dialect {
        Dialect::Sqlite => ("integer primary key", "-- {POSTGRES}"),
        Dialect::Postgres => ("bigint primary key", "-- {SQLITE}"),
    };
    let mut told = true;
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if line.starts_with("-- {") {
            told = line != other;
        } else if told {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.replace("{ID}", id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_is_told_what_is_for_it() {
        let text = "create table a (id {ID});\n-- {POSTGRES}\np;\n-- {SQLITE}\ns;\n-- {BOTH}\nb;\n";
        assert_eq!(text_for(text, Dialect::Sqlite), "create table a (id integer primary key);\ns;\nb;\n");
        assert_eq!(text_for(text, Dialect::Postgres), "create table a (id bigint primary key);\np;\nb;\n");
    }
}
