//! The verbs of the room, in the order the office does them.

pub mod take_in;

pub mod import_file;
pub mod make_key;

pub mod subscribe;

pub mod close_account;
pub mod link_case;
pub mod sign_on;

pub mod change_hook;
pub mod deliver;
pub mod rotate_secret;
pub mod send_again;
pub mod switch_hook;
