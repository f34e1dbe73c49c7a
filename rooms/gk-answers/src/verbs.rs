//! The verbs of the room, in the order the office does them.

pub mod answer;
pub mod explain;
pub mod label;
pub mod package;
pub mod propose;
pub mod prove;
pub mod rate;
