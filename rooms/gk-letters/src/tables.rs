//! Every statement of the room, by what it is about.

pub(crate) mod letters;
pub(crate) mod redactions;

use gk_base::Sql;
use gk_base::sealed::SealedColumn;

/// All of them: prepared on both engines in one test.
pub(crate) fn all() -> Vec<&'static [Sql]> {
    vec![letters::ALL, redactions::ALL]
}

/// Every sealed column: a change of keys finds them all.
pub(crate) fn sealed() -> Vec<SealedColumn> {
    [letters::SEALED, redactions::SEALED].concat()
}
