//! Views of the list of records that people keep.

use gk_base::{Fault, Read, Tx, params, statements};
use gk_rules::records::bulk::MOST_VIEWS;

statements! {
    "desk";
    /// Those of a person.
    VIEWS = "select name, filter from desk_views where person = $1 order by name limit $2";
    /// Keeps one under its name.
    KEEP = "insert into desk_views (person, name, filter, kept_on) values ($1, $2, $3, $4)
        on conflict (person, name) do update set filter = $3, kept_on = $4";
    /// Forgets one.
    DROP = "delete from desk_views where person = $1 and name = $2";
}

/// 保存的筛选
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct View {
    pub(crate) name: String,
    /// As it stands behind the `?` of the list.
    pub(crate) filter: String,
}

/// The views of a person.
pub(crate) async fn views(read: &mut Read, person: i64) -> Result<Vec<View>, Fault> {
    let most = i64::try_from(MOST_VIEWS).unwrap_or(i64::MAX);
    let rows = read.rows(&VIEWS, params![person, most]).await?;
    rows.iter().map(|row| Ok(View { name: row.get(0)?, filter: row.get(1)? })).collect()
}

/// Keeps a view.
pub(crate) async fn keep(tx: &mut Tx, person: i64, view: &View) -> Result<(), Fault> {
    let today = tx.today();
    tx.run(&KEEP, params![person, &view.name, &view.filter, today]).await.map(|_| ())
}

/// Forgets a view.
pub(crate) async fn drop_one(tx: &mut Tx, person: i64, name: &str) -> Result<(), Fault> {
    tx.run(&DROP, params![person, name]).await.map(|_| ())
}
