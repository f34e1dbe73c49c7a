//! The reader of 公开时限 (时限释读): phrases as people write them become rules; nothing is guessed, nothing panics.
//!
//! | file | what it reads |
//! |---|---|
//! | `tidy` | width, spaces, list marks: one plain line of the phrase |
//! | `number` | 20, 二十, 廿, 两; a number with its unit, masked and range forms |
//! | `round` | 每季度的首个月20日, 半年至少1次, 每年1月31日前 |
//! | `words` | 及时, 长期, 同步, 按规定, 同上 |
//! | `event` | 信息形成或者变更之日起: what starts the period, and to what it is confined |
//! | `posting` | 公示不少于7个工作日 |
//! | `escape` | 法律、法规另有规定的，从其规定 |
//! | `clause` | the clauses of a cell, put together into rules |

mod clause;
mod escape;
mod event;
mod number;
mod posting;
mod round;
mod tidy;
mod words;

#[cfg(test)]
mod tests;

pub use tidy::normalise;

use super::limit::{DayInPeriod, Limit, Period, Unit};

/// 释读公开时限: the rules in a phrase. What is not certain is [`Kind::Unclear`](super::limit::Kind::Unclear);
/// the rules are empty exactly when the phrase has no visible character, and then `text` is empty too.
#[must_use]
pub fn read(phrase: &str) -> Limit {
    let plain = normalise(phrase);
    let rules = clause::rules(&plain);
    if rules.is_empty() { Limit::default() } else { Limit { text: phrase.to_owned(), rules } }
}

/// What a piece of text promises, before it is known for what.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Promise {
    /// A number of units, and what follows it.
    Span { n: u32, unit: Unit, edge: Edge },
    /// A period that is certainly meant but cannot be read: masked, a range, before an event.
    Illegible,
    /// 及时; `upkeep` when it is about keeping up to date (及时更新).
    AtOnce { upkeep: bool },
    /// 在…时: at the event itself.
    When,
    /// 每季度.
    Round { period: Period, n: u32, times: u32, day: Option<DayInPeriod> },
    /// 1月31日前, one or several.
    Dates(Vec<(Option<i16>, i8, i8)>),
    /// 长期.
    Forever,
    /// 同步.
    Together,
    /// 按规定.
    ByLaw,
    /// 同上.
    Same,
}

/// What follows a number of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// 内
    In,
    /// nothing
    Bare,
    /// 以上
    AtLeast,
}

/// A promise found at the head of a text, and the text after it.
type Taken<'a, T> = Option<(T, &'a str)>;

/// The words of a list, which are divided by spaces.
fn each(words: &str) -> impl Iterator<Item = &str> {
    words.split_ascii_whitespace()
}

/// The longest of these words that the text begins with, removed.
fn strip_any<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    each(words).filter_map(|word| text.strip_prefix(word)).min_by_key(|rest| rest.len())
}

/// The longest of these words that the text ends with, removed.
fn strip_any_end<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    each(words).filter_map(|word| text.strip_suffix(word)).min_by_key(|rest| rest.len())
}

/// The text without any of these words at its head, however many there are.
fn skip_all<'a>(mut text: &'a str, words: &str) -> &'a str {
    while let Some(rest) = strip_any(text, words) {
        text = rest;
    }
    text
}

/// The text without any of these words at its end, however many there are.
fn skip_all_end<'a>(mut text: &'a str, words: &str) -> &'a str {
    while let Some(rest) = strip_any_end(text, words) {
        text = rest;
    }
    text
}

/// Whether the text holds any of these words.
fn has_any(text: &str, words: &str) -> bool {
    each(words).any(|word| text.contains(word))
}
