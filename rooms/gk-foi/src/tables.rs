//! Every statement of the room, by what it is about.

pub(crate) mod cases;
pub(crate) mod events;
pub(crate) mod files;
pub(crate) mod lists;
pub(crate) mod parties;
pub(crate) mod redactions;
pub(crate) mod serials;

use gk_base::Sql;
use gk_base::sealed::SealedColumn;

/// All of them: prepared on both engines in one test.
pub(crate) fn all() -> Vec<&'static [Sql]> {
    vec![cases::ALL, events::ALL, files::ALL, lists::ALL, parties::ALL, redactions::ALL, serials::ALL]
}

/// Every sealed column: a change of keys finds them all.
pub(crate) fn sealed() -> Vec<SealedColumn> {
    [cases::SEALED, parties::SEALED, redactions::SEALED].concat()
}
