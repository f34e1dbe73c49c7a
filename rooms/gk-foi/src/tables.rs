//! Every statement of the room, by what it is about.

pub(crate) mod addresses;
pub(crate) mod answers;
pub(crate) mod cases;
pub(crate) mod counted;
pub(crate) mod events;
pub(crate) mod explained;
pub(crate) mod figures;
pub(crate) mod files;
pub(crate) mod letters;
pub(crate) mod keys;
pub(crate) mod lists;
pub(crate) mod parties;
pub(crate) mod reports;
pub(crate) mod redactions;
pub(crate) mod serials;
pub(crate) mod tallies;
pub(crate) mod warnings;
pub(crate) mod kept;
pub(crate) mod proposals;
pub(crate) mod ratings;
pub(crate) mod services;

use gk_base::Sql;
use gk_base::sealed::SealedColumn;

/// All of them: prepared on both engines in one test.
pub(crate) fn all() -> Vec<&'static [Sql]> {
    vec![cases::ALL, events::ALL, files::ALL, letters::ALL, lists::ALL, parties::ALL, serials::ALL]
    vec![addresses::ALL, keys::ALL, warnings::ALL, cases::ALL, counted::ALL, reports::ALL, events::ALL, files::ALL, lists::ALL, parties::ALL, serials::ALL, tallies::ALL]
    let mut all: Vec<&'static [Sql]> =
        vec![cases::ALL, events::ALL, files::ALL, lists::ALL, parties::ALL, serials::ALL];
    all.extend([answers::ALL, explained::ALL, figures::ALL, kept::ALL, proposals::ALL, ratings::ALL, services::ALL]);
    all
    vec![cases::ALL, events::ALL, files::ALL, lists::ALL, parties::ALL, redactions::ALL, serials::ALL]
}

/// Every sealed column: a change of keys finds them all.
pub(crate) fn sealed() -> Vec<SealedColumn> {
    [cases::SEALED, letters::SEALED, parties::SEALED].concat()
    [cases::SEALED, parties::SEALED, ratings::SEALED].concat()
    [cases::SEALED, parties::SEALED, redactions::SEALED].concat()
}
