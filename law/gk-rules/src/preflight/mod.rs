//! Preflight (发布前检查): what is looked at before anything becomes public, and every night again in what is public.
//!
//! The same functions run at save, at submit, at publish and nightly: a finding depends on the text and the day alone.
//!
//! | file | rests on |
//! |---|---|
//! | [`finding`] | what a finding says: code, place, masked evidence, article, cure, severity |
//! | [`personal`] | 条例 art 15; 个人信息保护法 arts 25, 28, 34: the search for personal matter |
//! | [`numbers`] | GB 11643, GB 32100, ISO/IEC 7812: numbers that point to a person |
//! | [`labels`] | the words beside a number that say what it is |
//! | [`names`] | names, by surname, given name and what stands around them |
//! | [`people`] | names beside an address, an illness, an age below eighteen |
//! | [`lists`] | 社会救助暂行办法 art 11: lists of people and what of them must be masked |
//! | [`metadata`] | 条例 arts 6, 12: dates and numbers that contradict each other |
//! | [`mistakes`] | 国办秘函〔2019〕19号: the maintained list of wrong words |
//! | [`file`] | what files hold: their words, and what hides in them |
//! | [`record`] | the whole check of a record, where its findings stand, and masking with one click |
//! | [`dismissal`] | a warning set aside for a reason, bound to the text it was given for |

pub mod dismissal;
pub mod file;
pub mod finding;
pub mod labels;
pub mod lists;
pub mod metadata;
pub mod mistakes;
pub mod names;
pub mod numbers;
pub mod people;
pub mod personal;
pub mod record;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use finding::{Finding, Problem, Severity, Spot};
pub use personal::{Scan, scan};
