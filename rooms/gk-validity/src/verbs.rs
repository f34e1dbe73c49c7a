//! The verbs of the room.

pub mod conclude;
pub mod decide;
pub mod open_cleanup;
pub mod relate;
pub mod set_life;
pub mod settle;
