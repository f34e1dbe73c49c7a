//! The verbs of the room.

pub mod take_in;
