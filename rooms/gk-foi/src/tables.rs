//! Every statement of the room, by what it is about.

pub(crate) mod addresses;
pub(crate) mod cases;
pub(crate) mod counted;
pub(crate) mod events;
pub(crate) mod figures;
pub(crate) mod files;
pub(crate) mod kept;
pub(crate) mod limits;
pub(crate) mod lists;
pub(crate) mod parties;
pub(crate) mod serials;
pub(crate) mod tallies;
pub(crate) mod warnings;

use gk_base::Sql;
use gk_base::sealed::SealedColumn;

/// All of them: prepared on both engines in one test.
pub(crate) fn all() -> Vec<&'static [Sql]> {
    vec![
        addresses::ALL,
        cases::ALL,
        counted::ALL,
        events::ALL,
        figures::ALL,
        files::ALL,
        kept::ALL,
        limits::ALL,
        lists::ALL,
        parties::ALL,
        serials::ALL,
        tallies::ALL,
        warnings::ALL,
    ]
}

/// Every sealed column: a change of keys finds them all.
pub(crate) fn sealed() -> Vec<SealedColumn> {
    [cases::SEALED, parties::SEALED].concat()
}
