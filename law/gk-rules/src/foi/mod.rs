//! Disclosure by application (依申请公开): 条例 chapter 4, from the form to the archived file.
//!
//! | file | rests on |
//! |---|---|
//! | [`application`] | 条例 arts 27, 29, 31: who applies, by which channel, in which form it is wanted |
//! | [`decision`] | 条例 arts 14–16, 30, 35–39, 42: the closed list of outcomes, each with article, report row, letter, remedy |
//! | [`letter`] | the letters of a case, L1 to L25 |
//! | [`event`] | what can happen to an application; a case is its events folded |
//! | [`material`] | what each file of a case is for |
//! | [`stage`] | stages S1 to S13, the verbs, what is known at each stage |
//! | [`case`] | what the events say, folded |
//! | [`relief`] | 行政复议法, 行政诉讼法: reviews, suits, orders and how they end |
//! | [`replay`] | the history folded into a case; corrections in place of what they correct |
//! | [`steps`] | one function for each verb, with all the reasons not to |
//! | [`settings`] | the periods of the law and of practice, dated: 2008, 2019 |
//! | [`own`] | what an organ may fix for itself and those below; what it may not |
//! | [`clock`] | 条例 arts 30–35: the reply clock, every day explained |
//! | [`periods`] | the other clocks: correction, consultation, fee, review, suit |
//! | [`glance`] | what lists, timelines and buttons ask |
//! | [`words`] | fixed words of the room |
//! | [`form`] | 条例 art 29: what an application must say, reasons field by field |
//! | [`split`] | 一事一申请: a proposal how a text might be divided |
//! | [`burden`] | 条例 art 35: many applications of one applicant are flagged, never refused |
//! | [`counted`] | the row, column and year of the annual report |
//! | [`reporting`] | the register and the annual report |
//! | [`warning`] | warnings before the last day, and whom they are for |
//! | [`link`] | keys of office systems, and why a request is not taken |
//! | [`intake`] | applications by the file |
//! | [`hook`] | events sent to office systems: what, where, when again |
//! | [`ical`] | RFC 5545: last days as a calendar |
//! | [`dense`] | the clocks of a hundred thousand open cases at once |
//! | [`outline`] | everything that follows from the events on a day |
//! | [`ledger`] | what the ledger calls each step |
//! | [`worksheet`] | the seven-step review, whose answers determine the outcome |
//! | [`letters`] | what each letter needs, the organs' templates and their checker, the text |
//! | [`remedy`], [`review_organ`] | 行政复议法 arts 20–34, 行政诉讼法 arts 45, 46: what may be contested, where, until when |
//! | [`fee`] | 条例 art 42, 国办函〔2020〕109号: the fee and its two tariffs |
//! | [`delivery`] | 国办公开办函〔2016〕235号: how a letter is served, and the day that counts |
//! | [`depersonalise`], [`personal`] | 条例 art 15: what of a case may be shown |
//! | [`measures`] | how long, how many in time |
//! | [`satisfaction`] | what an applicant says of the handling |
//! | [`duplicate`] | 条例 art 36(6): the same asked again, shown and never refused by itself |
//! | [`proactive`] | 条例 art 44: from applications to disclosure |
//! | [`answers`] | which answered request everybody may read |
//! | [`explained`] | explained cases without persons |
//! | [`file`] | 条例 art 45: the case file, its index, how long it is kept |

// NOT MODELLED 条例 art 41: a request to correct records about oneself is no application; only its internal period is a setting.
// NOT MODELLED 条例 art 55: schools, hospitals, public utilities follow other rules; applications to them are not received here.
// NOT MODELLED 行政复议法 arts 53–62: the clocks of the reviewing organ are its own; here stands what it decided, and when.

pub mod account;
pub mod answers;
pub mod application;
pub mod burden;
pub mod case;
pub mod clock;
pub mod counted;
pub mod decision;
pub mod delivery;
pub mod dense;
pub mod depersonalise;
pub mod duplicate;
pub mod event;
pub mod explained;
pub mod fee;
pub mod file;
pub mod form;
pub mod glance;
pub mod hook;
pub mod ical;
pub mod intake;
pub mod ledger;
pub mod letter;
pub mod letters;
pub mod link;
pub mod material;
pub mod measures;
pub mod outline;
pub mod own;
pub mod periods;
pub mod personal;
pub mod proactive;
pub mod relief;
pub mod remedy;
pub mod replay;
pub mod reporting;
pub mod review_organ;
#[cfg(test)]
mod samples;
pub mod satisfaction;
pub mod settings;
pub mod split;
pub mod stage;
pub mod steps;
pub mod warning;
pub mod words;
pub mod worksheet;

pub use application::{Carrier, Channel, ServiceMode};
pub use case::Case;
pub use clock::{Level, ReplyClock, reply_clock};
pub use decision::{Decision, RemedyKind};
pub use event::{CaseEvent, Recorded};
pub use ledger::FoiEvent;
pub use letter::Letter;
pub use material::FileRole;
pub use outline::Outline;
pub use settings::{FoiSettings, Law};
pub use stage::{Progress, Stage, Verb};
pub use worksheet::Worksheet;
