//! Files that were closed (归档案卷): from which day and how long each is kept.

use gk_base::{Coded, Fault, Read, Tx, params, statements};
use gk_rules::Day;
use gk_rules::foi::file::Retention;

use super::cases::{Matter, case_columns};

statements! {
    "foi.kept";
    /// How a file is kept.
    OF_MATTER = "select filed_on, retention from foi_kept where matter = $1";
    /// Files of an organ whose time ends by a day, the first to end first, after a key.
    ENDING = concat!("select ", case_columns!(), ", k.filed_on, k.retention, k.ends_key from foi_cases c
        join organs o on o.id = c.organ join foi_kept k on k.matter = c.id where k.organ = $1 and k.ends_key <= $2
        and (k.ends_key > $3 or (k.ends_key = $3 and k.matter > $4)) order by k.ends_key, k.matter limit $5");
    /// Written when it is filed; filed again, the newest holds.
    PUT = "insert into foi_kept (matter, organ, filed_on, retention, ends_key) values ($1, $2, $3, $4, $5)
        on conflict (matter) do update set filed_on = excluded.filed_on, retention = excluded.retention, ends_key = excluded.ends_key";
}

/// 保管: since when and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeping {
    pub filed_on: Day,
    pub retention: Retention,
}

impl Keeping {
    /// The last day; empty for ever.
    pub fn ends(self) -> String {
        self.retention.ends(self.filed_on).map(|day| day.to_string()).unwrap_or_default()
    }
}

/// How a file is kept, once it is filed.
pub async fn find(read: &mut Read, matter: i64) -> Result<Option<Keeping>, Fault> {
    let row = read.row(&OF_MATTER, params![matter]).await?;
    row.map(|row| Ok(Keeping { filed_on: row.get(0)?, retention: row.code(1)? })).transpose()
}

/// Writes how a file is kept.
pub(crate) async fn put(tx: &mut Tx, matter: &Matter, keeping: Keeping) -> Result<(), Fault> {
    let ends = keeping
        .retention
        .ends(keeping.filed_on)
        .map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
    let values = params![matter.id, matter.organ.id.0, keeping.filed_on, keeping.retention.code(), ends];
    tx.run(&PUT, values).await?;
    Ok(())
}

/// Files of an organ whose time ends by a day, after a key.
pub async fn ending(
    read: &mut Read,
    organ: i64,
    until: Day,
    (key, id): (&str, i64),
    limit: i64,
) -> Result<Vec<(Matter, Keeping)>, Fault> {
    let rows = read.rows(&ENDING, params![organ, until.to_string(), key, id, limit]).await?;
    let one = |row: &gk_base::sql::Row| {
        Ok((Matter::from_row(row)?, Keeping { filed_on: row.get(38)?, retention: row.code(39)? }))
    };
    rows.iter().map(one).collect()
}
