//! Marking what was found: works on the text alone, reads it as the index does, and never cuts a character.

use std::collections::{BTreeSet, HashMap};

use crate::glyphs::{Glyph, glyphs};
use crate::words::Words;

/// A piece of text to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Plain(String),
    /// What was looked for.
    Mark(String),
}

const ELLIPSIS: char = '…';
/// Places looked at for the best cut.
const MAX_MATCHES: usize = 2_000;

/// One place where a word was found, in bytes.
#[derive(Clone, Copy)]
struct Match {
    from: usize,
    to: usize,
    word: usize,
}

/// The whole text with what was looked for marked: for titles.
#[must_use]
pub fn mark(text: &str, words: &Words) -> Vec<Piece> {
    pieces(text, 0, text.len(), &matches(text, words))
}

/// About `width` characters of the text around the place where most of the words are, marked; the beginning if there
/// is none. White space is shown as one space, and what is left out as an ellipsis.
#[must_use]
pub fn snippet(text: &str, words: &Words, width: usize) -> Vec<Piece> {
    let found = matches(text, words);
    let width = width.max(1);
    let start = best_start(text, &found, width);
    let end = after_chars(text, start, width);
    let mut out = pieces(text, start, end, &found);
    if start > 0 {
        match out.first_mut() {
            Some(Piece::Plain(first)) => first.insert(0, ELLIPSIS),
            _ => out.insert(0, Piece::Plain(ELLIPSIS.to_string())),
        }
    }
    if text.get(end..).is_some_and(|rest| !rest.trim().is_empty()) {
        push(&mut out, ELLIPSIS, false);
    }
    out
}

fn matches(text: &str, words: &Words) -> Vec<Match> {
    let mut by_first: HashMap<char, Vec<(usize, &[Glyph])>> = HashMap::new();
    for (place, word) in words.words.iter().enumerate() {
        for form in &word.forms {
            if let Some(first) = form.first() {
                by_first.entry(first.ch).or_default().push((place, form));
            }
        }
    }
    let mut found = Vec::new();
    if by_first.is_empty() {
        return found;
    }
    let written = glyphs(text);
    for (place, glyph) in written.iter().enumerate() {
        for (word, form) in by_first.get(&glyph.ch).into_iter().flatten() {
            if let Some(part) = written.get(place..place + form.len())
                && same(part, form)
                && let Some(last) = part.last()
            {
                found.push(Match { from: glyph.from, to: last.to, word: *word });
            }
        }
    }
    found
}

fn same(part: &[Glyph], form: &[Glyph]) -> bool {
    let (Some(there), Some(here)) = (part.first(), form.first()) else { return false };
    part.iter().zip(form).all(|(a, b)| a.ch == b.ch && a.at - there.at == b.at - here.at)
}

/// The byte at which to begin: a little before the match from which most different words are within the width.
fn best_start(text: &str, found: &[Match], width: usize) -> usize {
    let all = found.iter().map(|one| one.word).collect::<BTreeSet<usize>>().len();
    let mut best = (0, None);
    for (place, first) in found.iter().take(MAX_MATCHES).enumerate() {
        // A character has at most four bytes, most have three: near enough for choosing.
        let reach = first.from + width * 3;
        let near = found.iter().skip(place).take_while(|one| one.to <= reach).take(width);
        let different: BTreeSet<usize> = near.map(|one| one.word).collect();
        if different.len() > best.0 {
            best = (different.len(), Some(first.from));
        }
        if best.0 == all {
            break;
        }
    }
    let Some(from) = best.1 else { return 0 };
    let before = text.get(..from).unwrap_or("");
    // All of it, when it fits.
    if before.chars().count() + text.get(from..).map_or(0, |rest| rest.chars().take(width + 1).count())
        <= width
    {
        return 0;
    }
    before.char_indices().rev().take(width / 4).last().map_or(from, |(at, _)| at)
}

fn after_chars(text: &str, start: usize, count: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    rest.char_indices().nth(count).map_or(text.len(), |(at, _)| start + at)
}

/// The text between two bytes, matches marked, overlapping ones together.
fn pieces(text: &str, start: usize, end: usize, found: &[Match]) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut coming = found.iter().peekable();
    let mut marked_to = 0;
    let mut space = false;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < end) {
        while let Some(one) = coming.next_if(|one| one.from <= at) {
            marked_to = marked_to.max(one.to);
        }
        if at < start {
            continue;
        }
        if c.is_whitespace() || c.is_control() {
            space = !out.is_empty();
            continue;
        }
        let is_marked = at < marked_to;
        if space {
            let inside = is_marked && matches!(out.last(), Some(Piece::Mark(_)));
            push(&mut out, ' ', inside);
            space = false;
        }
        push(&mut out, c, is_marked);
    }
    out
}

fn push(out: &mut Vec<Piece>, c: char, is_marked: bool) {
    match (out.last_mut(), is_marked) {
        (Some(Piece::Mark(text)), true) | (Some(Piece::Plain(text)), false) => text.push(c),
        (_, true) => out.push(Piece::Mark(c.to_string())),
        (_, false) => out.push(Piece::Plain(c.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::words::Synonyms;

    fn show(pieces: &[Piece]) -> String {
        let show = |piece: &Piece| match piece {
            Piece::Plain(text) => text.clone(),
            Piece::Mark(text) => format!("[{text}]"),
        };
        pieces.iter().map(show).collect()
    }

    fn words(text: &str) -> Words {
        Words::read(text, &Synonyms::new([("低保", "最低生活保障")]))
    }

    #[test]
    fn a_traditional_query_marks_simplified_text_and_other_words() {
        assert_eq!(show(&mark("关于发放低保金的通知", &words("發放 低保"))), "关于[发放低保]金的通知");
        assert_eq!(show(&mark("农村最低生活保障办法", &words("低保"))), "农村[最低生活保障]办法");
        assert_eq!(show(&mark("鞍政办发〔2019〕14号", &words("鞍政办发(2019)14"))), "[鞍政办发〔2019〕14]号");
    }

    #[test]
    fn a_snippet_shows_where_most_words_are() {
        let text = format!("低保{}岫岩  低保\n对象{}", "甲".repeat(200), "乙".repeat(200));
        let shown = show(&snippet(&text, &words("岫岩 低保"), 40));
        assert!(
            shown.starts_with("…甲") && shown.contains("[岫岩 低保] 对象") && shown.ends_with("乙…"),
            "{shown}"
        );
    }

    #[test]
    fn a_short_text_is_shown_whole_and_a_text_without_the_word_from_its_beginning() {
        assert_eq!(show(&snippet("甲乙丙 丁", &words("丙"), 20)), "甲乙[丙] 丁");
        assert_eq!(show(&snippet("甲乙丙丁", &words("戊"), 2)), "甲乙…");
        assert_eq!(show(&snippet("", &words("戊"), 2)), "");
    }

    proptest! {
        #[test]
        fn any_text_and_any_query_give_the_text_back(text in any::<String>(), query in any::<String>(), width in 0_usize..50) {
            let words = words(&query);
            let shown = snippet(&text, &words, width);
            prop_assert!(shown.len() <= 2 * width + 3);
            let plain: String = mark(&text, &words).iter().map(|piece| match piece {
                Piece::Plain(text) | Piece::Mark(text) => text.as_str(),
            }).collect();
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>();
            prop_assert_eq!(bare(&plain), bare(&text));
        }
    }
}
