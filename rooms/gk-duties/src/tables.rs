//! All SQL of the room, by noun.

pub(crate) mod catalogs;
pub(crate) mod duties;
pub(crate) mod events;
pub(crate) mod limits;
pub(crate) mod lists;
pub(crate) mod tallies;
pub(crate) mod words;

use gk_base::Sql;

/// Every statement of the room.
pub(crate) fn all() -> Vec<&'static [Sql]> {
    vec![catalogs::ALL, duties::ALL, events::ALL, limits::ALL, lists::ALL, tallies::ALL, words::ALL]
}
