//! The portable dump (可移植备份): every table as JSON lines in a packed file, the same from either engine and into either.

use std::io::{BufRead, BufReader, Read, Seek, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use gk_base::ledger::sha256;
use gk_base::problem::Fault;
use gk_base::sql::{Dialect, Engine, Row, Sql, Value, Work};
use gk_sheets::{Packer, Unpacker};
use serde::{Deserialize, Serialize};

use crate::migrations;

/// The part that says what the others are.
const MANIFEST: &str = "manifest.json";
/// The form of the dump; another number is another form.
const FORM: u32 = 1;
/// Rows read or written together.
const BATCH: usize = 2000;

/// What a dump holds.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    form: u32,
    /// The last migration, and the hash of all of them.
    version: String,
    migrations: String,
    tables: Vec<Table>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Table {
    name: String,
    columns: Vec<String>,
}

/// Why a dump is not taken in.
#[derive(Debug)]
pub enum Refused {
    /// It is none.
    NotOne,
    /// It was made by another version.
    OtherVersion(String),
    /// Something in it is not what it should be: the part, empty where it is the whole.
    Damaged(String),
    /// The database.
    Fault(Fault),
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The hash of all migrations of the program.
fn migrations_hash() -> String {
    let texts: Vec<&str> = migrations::ALL.iter().map(|one| one.text).collect();
    sha256(texts.join("\n").as_bytes())
}

/// The tables in the order they were made, so that what is referred to comes first; the list of migrations is left out.
fn tables() -> Vec<&'static str> {
    let lines = migrations::ALL.iter().flat_map(|one| one.text.lines());
    let name = |line: &'static str| line.trim().strip_prefix("create table ")?.split([' ', '(']).next();
    lines.filter_map(name).collect()
}

/// Whether rows of a table refer to others of the same table: they are written all at once, for a row may come before
/// the one it refers to.
fn refers_to_itself(table: &str) -> bool {
    let texts =
        migrations::ALL.iter().filter_map(|one| one.text.split(&format!("create table {table} ")).nth(1));
    let mut bodies = texts.filter_map(|text| text.split(';').next());
    bodies.any(|body| body.contains(&format!("references {table} ")))
}

/// A statement that is made at run time: as many as there are tables, kept for the life of the process.
fn made(text: String) -> Sql {
    Sql { name: "dump", text: text.leak() }
}

async fn columns(work: &mut dyn Work, dialect: Dialect, table: &str) -> Result<Vec<String>, Fault> {
    let text = match dialect {
        Dialect::Sqlite => format!("select name from pragma_table_info('{table}') order by cid"),
        Dialect::Postgres => format!(
            "select cast(column_name as text) from information_schema.columns where table_schema = current_schema() and table_name = '{table}' order by ordinal_position"
        ),
    };
    work.rows(&made(text), &[]).await?.iter().map(|row| row.get(0)).collect()
}

/// Writes the whole database, as it is at one moment, while it is in use. `progress` is told how many rows are written.
///
/// # Errors
/// When the database or the disk fails.
pub async fn dump<W: Write + Seek>(
    engine: &dyn Engine,
    out: W,
    mut progress: impl FnMut(u64),
) -> Result<W, Fault> {
    let disk = |e: std::io::Error| Fault::because("writing a dump", e);
    let mut work = engine.read().await?;
    let mut manifest = Manifest {
        form: FORM,
        version: migrations::ALL.last().map_or(String::new(), |last| last.version.to_owned()),
        migrations: migrations_hash(),
        tables: Vec::new(),
    };
    for table in tables() {
        let columns = columns(work.as_mut(), engine.dialect(), table).await?;
        manifest.tables.push(Table { name: table.to_owned(), columns });
    }
    let mut packer = Packer::new(out);
    packer.begin(MANIFEST).map_err(disk)?;
    let text = serde_json::to_string_pretty(&manifest).map_err(|e| Fault::because("a dump's manifest", e))?;
    packer.write_all(text.as_bytes()).map_err(disk)?;
    let mut done = 0;
    for table in &manifest.tables {
        packer.begin(&part_of(table)).map_err(disk)?;
        let mut pages = Pages::of(work.as_mut(), engine.dialect(), table).await?;
        loop {
            let rows = pages.next(work.as_mut()).await?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                let line = serde_json::Value::Array(row.0.iter().map(written).collect());
                writeln!(packer, "{line}").map_err(disk)?;
            }
            done += u64::try_from(rows.len()).unwrap_or(0);
            progress(done);
        }
    }
    packer.finish().map_err(disk)
}

fn part_of(table: &Table) -> String {
    format!("{}.jsonl", table.name)
}

/// The rows of a table, page by page: by row number in SQLite, by a cursor elsewhere.
struct Pages {
    sql: Sql,
    after: Option<i64>,
}

impl Pages {
    async fn of(work: &mut dyn Work, dialect: Dialect, table: &Table) -> Result<Self, Fault> {
        let (name, columns) = (&table.name, table.columns.join(", "));
        if dialect == Dialect::Sqlite {
            let text =
                format!("select rowid, {columns} from {name} where rowid > $1 order by rowid limit {BATCH}");
            return Ok(Self { sql: made(text), after: Some(i64::MIN) });
        }
        work.run(
            &made(format!("declare dump_{name} no scroll cursor for select {columns} from {name}")),
            &[],
        )
        .await?;
        Ok(Self { sql: made(format!("fetch {BATCH} from dump_{name}")), after: None })
    }
    async fn next(&mut self, work: &mut dyn Work) -> Result<Vec<Row>, Fault> {
        let Some(after) = self.after else { return work.rows(&self.sql, &[]).await };
        let mut rows = work.rows(&self.sql, &[Value::Int(after)]).await?;
        if let Some(last) = rows.last() {
            self.after = Some(last.get(0)?);
        }
        for row in &mut rows {
            row.0.remove(0);
        }
        Ok(rows)
    }
}

fn written(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Int(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Bytes(bytes) => serde_json::json!({ "base64": BASE64.encode(bytes) }),
    }
}

fn read(value: &serde_json::Value) -> Option<Value> {
    match value {
        serde_json::Value::Null => Some(Value::Null),
        serde_json::Value::Number(number) => number.as_i64().map(Value::Int),
        serde_json::Value::String(text) => Some(Value::Text(text.clone())),
        serde_json::Value::Object(map) => BASE64.decode(map.get("base64")?.as_str()?).ok().map(Value::Bytes),
        _ => None,
    }
}

/// Takes a dump into a migrated database that holds nothing of anybody's, in one transaction. `progress` is told how many
/// rows are read.
///
/// # Errors
/// [`Refused`]; nothing is left behind then.
pub async fn load<R: Read + Seek>(
    engine: &dyn Engine,
    from: R,
    mut progress: impl FnMut(u64),
) -> Result<(), Refused> {
    // Something packed that cannot be unpacked was cut off on its way.
    let mut unpacker = Unpacker::open(from).map_err(|_| Refused::Damaged(String::new()))?;
    let manifest: Manifest = {
        let part = unpacker.part(MANIFEST).map_err(|_| Refused::NotOne)?;
        serde_json::from_reader(part).map_err(|_| Refused::NotOne)?
    };
    if manifest.form != FORM || manifest.migrations != migrations_hash() {
        return Err(Refused::OtherVersion(manifest.version));
    }
    let mut work = engine.begin().await?;
    if engine.dialect() == Dialect::Sqlite {
        // What a row refers to may come after it; it is asked again at the end.
        work.run(&made("pragma defer_foreign_keys = on".to_owned()), &[]).await?;
    }
    for table in tables().into_iter().rev() {
        work.run(&made(format!("delete from {table}")), &[]).await?;
    }
    let mut done = 0;
    for name in tables() {
        let known = columns(work.as_mut(), engine.dialect(), name).await?;
        let table = manifest.tables.iter().find(|one| one.name == name && one.columns == known);
        let table = table.ok_or_else(|| Refused::Damaged(name.to_owned()))?;
        let columns: Vec<&'static str> = table.columns.iter().map(|one| &*one.clone().leak()).collect();
        let part = unpacker.part(&part_of(table)).map_err(|_| Refused::Damaged(name.to_owned()))?;
        let most = if refers_to_itself(name) { usize::MAX } else { BATCH };
        let mut rows = Rows { lines: BufReader::new(part).lines(), table: name, width: columns.len(), most };
        let columns: &'static [&'static str] = columns.leak();
        loop {
            let batch = rows.next()?;
            if batch.is_empty() {
                break;
            }
            done += u64::try_from(batch.len()).unwrap_or(0);
            work.bulk(name, columns, batch).await?;
            progress(done);
        }
    }
    work.commit().await?;
    Ok(())
}

struct Rows<R: BufRead> {
    lines: std::io::Lines<R>,
    table: &'static str,
    width: usize,
    most: usize,
}

impl<R: BufRead> Rows<R> {
    fn next(&mut self) -> Result<Vec<Vec<Value>>, Refused> {
        let mut batch = Vec::new();
        for line in self.lines.by_ref().take(self.most) {
            let row = line.ok().and_then(|line| serde_json::from_str::<Vec<serde_json::Value>>(&line).ok());
            let row: Option<Vec<Value>> = row.and_then(|row| row.iter().map(read).collect());
            match row.filter(|row| row.len() == self.width) {
                Some(row) => batch.push(row),
                None => return Err(Refused::Damaged(self.table.to_owned())),
            }
        }
        Ok(batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_known_and_comes_after_what_it_refers_to() {
        let all = tables();
        for name in ["ledger", "organs", "editions", "items", "duties", "records", "attachments", "tallies"] {
            assert!(all.contains(&name), "{name}");
        }
        let place = |name: &str| all.iter().position(|one| *one == name);
        assert!(place("organs") < place("catalogs") && place("item_lines") < place("records"));
        assert!(refers_to_itself("organs") && refers_to_itself("editions") && !refers_to_itself("records"));
        let made: usize = migrations::ALL.iter().map(|one| one.text.matches("create table ").count()).sum();
        assert_eq!(all.len(), made);
    }

    #[test]
    fn values_survive_being_written_and_read() {
        for value in
            [Value::Null, Value::Int(i64::MAX), Value::Text("甲\n\"乙\"".into()), Value::Bytes(vec![0, 255])]
        {
            assert_eq!(read(&written(&value)), Some(value));
        }
    }
}
