//! What people do about duties: one verb a file.

mod announce_calendar;
mod compile_edition;
mod correct_event;
mod decide_responsible;
mod end_none;
mod name_limit;
mod record_event;
mod state_none;

pub use announce_calendar::announce_calendar_year;
pub use compile_edition::compile_edition;
pub use correct_event::{Correcting, correct_event};
pub use decide_responsible::{Deciding, decide_responsible};
pub use end_none::end_none;
pub(crate) use name_limit::Place;
pub use name_limit::{NamingLimit, name_limit};
pub use record_event::{Recording, record_event};
pub use state_none::{Saying, state_none};
