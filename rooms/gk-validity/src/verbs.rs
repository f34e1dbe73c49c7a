//! The verbs of the room.

pub mod relate;
pub mod set_life;
pub mod settle;
