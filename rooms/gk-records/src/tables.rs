//! Every statement of the room, by what it is about.

pub(crate) mod checks;
pub(crate) mod determinations;
pub(crate) mod files;
pub(crate) mod lists;
pub(crate) mod records;
pub(crate) mod reviews;

use gk_base::Sql;

/// All of them: prepared on both engines in one test.
pub(crate) fn all() -> Vec<&'static [Sql]> {
    vec![records::ALL, lists::ALL, files::ALL, checks::ALL, determinations::ALL, reviews::ALL]
}
