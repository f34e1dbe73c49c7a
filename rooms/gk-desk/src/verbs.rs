//! The verbs of the room.

pub mod do_many;
pub mod drop_view;
pub mod keep_view;
