//! Disclosure by application (依申请公开): 条例 chapter 4, from the form to the archived file.
//!
//! | file | rests on |
//! |---|---|
//! | [`application`] | 条例 arts 27, 29, 31: who applies, by which channel, in which form it is wanted |
//! | [`decision`] | 条例 arts 14–16, 30, 35–39, 42: the closed list of outcomes, each with article, report row, letter, remedy |
//! | [`letter`] | the letters of a case, L1 to L25 |
//! | [`event`] | what can happen to an application; a case is its events folded |
//! | [`events`] | what the ledger calls each event |
//! | [`material`] | what each file of a case is for |
//! | [`stage`] | stages S1 to S13, the verbs, what is known at each stage |
//! | [`case`] | what the events say, folded |
//! | [`query_code`] | by which an applicant comes back |
//! | [`replay`] | the history folded into a case; corrections in place of what they correct |
//! | [`steps`] | one function for each verb, with all the reasons not to |
//! | [`settings`] | the periods of the law and of practice, dated: 2008, 2019 |
//! | [`clock`] | 条例 arts 30–35: the reply clock, every day explained |
//! | [`numbering`] | 条例 art 45: patterns of numbers |
//! | [`periods`] | the other clocks: correction, consultation, fee, review, suit |
//! | [`form`] | 条例 art 29: what an application must hold |
//! | [`glance`] | what lists, timelines and buttons ask |
//! | [`words`] | fixed words of the room |
//! | [`worksheet`] | the seven-step review, whose answers determine the outcome |
//! | [`letters`] | what each letter needs, the organs' templates and their checker, the text |
//! | [`remedy`], [`review_organ`] | 行政复议法 arts 20–34, 行政诉讼法 arts 45, 46: what may be contested, where, until when |
//! | [`fee`] | 条例 art 42, 国办函〔2020〕109号: the fee and its two tariffs |
//! | [`delivery`] | 国办公开办函〔2016〕235号: how a letter is served, and the day that counts |
//! | [`depersonalise`] | 条例 art 15: what of a case may be shown |
//! | [`file`] | 条例 art 45: the case file, its index, how long it is kept |

pub mod application;
pub mod case;
pub mod clock;
pub mod decision;
pub mod event;
pub mod events;
pub mod form;
pub mod glance;
pub mod letter;
pub mod material;
pub mod numbering;
pub mod periods;
pub mod query_code;
pub mod replay;
pub mod settings;
pub mod stage;
pub mod steps;
pub mod words;
pub mod worksheet;
pub mod delivery;
pub mod depersonalise;
pub mod fee;
pub mod file;
pub mod letter;
pub mod letters;
pub mod remedy;
pub mod review_organ;
#[cfg(test)]
mod samples;

pub use application::{Carrier, Channel, ServiceMode};
pub use case::Case;
pub use clock::{Level, ReplyClock, reply_clock};
pub use decision::{Decision, RemedyKind};
pub use event::{CaseEvent, Recorded};
pub use events::FoiEvent;
pub use letter::Letter;
pub use material::FileRole;
pub use settings::{FoiSettings, Law};
pub use stage::{Progress, Stage, Verb};
pub use worksheet::Worksheet;
