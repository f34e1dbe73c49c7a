//! Every statement of the room, by what it is about.

pub(crate) mod checks;
pub(crate) mod files;
pub(crate) mod lists;
pub(crate) mod records;
pub(crate) mod relations;

use gk_base::Sql;

/// All of them: prepared on both engines in one test.
pub(crate) fn all() -> Vec<&'static [Sql]> {
    vec![records::ALL, lists::ALL, files::ALL, checks::ALL, relations::ALL]
}
