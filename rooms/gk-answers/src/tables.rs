//! Every statement of the room, by what it is about.

pub(crate) mod answers;
pub(crate) mod explained;
pub(crate) mod proposals;
pub(crate) mod ratings;
pub(crate) mod services;

use gk_base::Sql;
use gk_base::sealed::SealedColumn;

/// All of them: prepared on both engines in one test.
pub(crate) fn all() -> Vec<&'static [Sql]> {
    vec![answers::ALL, explained::ALL, proposals::ALL, ratings::ALL, services::ALL]
}

/// Every sealed column: a change of keys finds them all.
pub(crate) fn sealed() -> Vec<SealedColumn> {
    ratings::SEALED.to_vec()
}
