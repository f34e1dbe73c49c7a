//! The verbs of the room, in the order the office does them.

pub mod mark_redaction;
pub mod prepare_letter;
pub mod redact;
pub mod release_letter;
pub mod set_batch;
pub mod set_setting;
pub mod set_template;
