//! The verbs of the room, in the order the office does them.

pub mod keep_report;
