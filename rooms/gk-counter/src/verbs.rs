//! The verbs of the room, in the order the office does them.

pub mod import_file;
pub mod make_key;
