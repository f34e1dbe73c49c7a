//! Every statement of the room, by what it is about.

pub(crate) mod keys;

use gk_base::Sql;

/// All of them: prepared on both engines in one test.
pub(crate) fn all() -> Vec<&'static [Sql]> {
    vec![keys::ALL]
}
