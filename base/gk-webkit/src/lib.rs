//! Page shell, doors, forms, tables, sessions: the web as rooms see it.

// The macros in `templates/ui` name this crate by its name, here as in the rooms.
extern crate self as gk_webkit;

pub mod assets;
pub mod figures;
pub mod parts;
pub mod shell;
