//! Every statement of the room, by what it is about.

pub(crate) mod cleanups;
pub(crate) mod relations;
pub(crate) mod tasks;

use gk_base::Sql;

/// All of them: prepared on both engines in one test.
pub(crate) fn all() -> Vec<&'static [Sql]> {
    vec![cleanups::ALL, relations::ALL, tasks::ALL]
}
