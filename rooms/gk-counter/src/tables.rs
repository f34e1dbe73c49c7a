//! Every statement of the room, by what it is about.

pub(crate) mod accounts;
pub(crate) mod deliveries;
pub(crate) mod hooks;
pub(crate) mod keys;

use gk_base::Sql;
use gk_base::sealed::SealedColumn;

/// All of them: prepared on both engines in one test.
pub(crate) fn all() -> Vec<&'static [Sql]> {
    vec![accounts::ALL, deliveries::ALL, hooks::ALL, keys::ALL]
}

/// Every sealed column: a change of keys finds them all.
pub(crate) fn sealed() -> Vec<SealedColumn> {
    [accounts::SEALED, hooks::SEALED].concat()
}
