//! Migrations: SQL files embedded in order, each applied once in its own transaction, its text remembered by hash.

use crate::ledger::sha256;
use crate::problem::Fault;
use crate::sql::{Dialect, Engine};
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
    /// Its text, in the common part of the dialects; `{ID}` is the engine's integer primary key.
    pub text: &'static str,
}

const TABLE: &str =
    "create table if not exists schema_migrations (version text primary key, sha256 text not null)";

/// Brings a database to the newest version.
///
/// # Errors
/// When a migration fails, one that was applied has been edited since, or the database is newer than the program.
pub async fn migrate(engine: &dyn Engine, migrations: &[Migration]) -> Result<usize, Fault> {
    engine.script(TABLE).await?;
    let mut read = engine.read().await?;
    let applied = read.rows(&APPLIED, params![]).await?;
    drop(read);
    if let Some(row) = applied.get(migrations.len()) {
        let version: String = row.get(0)?;
        return Err(Fault::new(format!("the database is newer than the program: it has {version}")));
    }
    let mut count = 0;
    for (at, migration) in migrations.iter().enumerate() {
        let hash = sha256(migration.text.as_bytes());
        if let Some(row) = applied.get(at) {
            let (version, known): (String, String) = (row.get(0)?, row.get(1)?);
            if version != migration.version || known != hash {
                return Err(Fault::new(format!(
                    "migration {version} in the database is not the program's {}",
                    migration.version
                )));
            }
            continue;
        }
        let id = match engine.dialect() {
            Dialect::Sqlite => "integer primary key",
            Dialect::Postgres => "bigint primary key",
        };
        let text = migration.text.replace("{ID}", id);
        let mark = format!(
            "insert into schema_migrations (version, sha256) values ('{}', '{hash}')",
            migration.version
        );
        engine.script(&format!("{text}\n;{mark}")).await?;
        count += 1;
    }
    Ok(count)
}
