//! Every statement of the room, by table, and how rows become nouns.

pub(crate) mod catalogs;
pub(crate) mod drafts;
pub(crate) mod editions;
pub(crate) mod explanations;
pub(crate) mod imports;
pub(crate) mod items;
pub(crate) mod limits;
pub(crate) mod whole;

use gk_base::sql::Sql;

/// Every statement of the room.
pub(crate) fn all() -> Vec<&'static [Sql]> {
    vec![catalogs::ALL, drafts::ALL, editions::ALL, explanations::ALL, imports::ALL, items::ALL, limits::ALL]
}
