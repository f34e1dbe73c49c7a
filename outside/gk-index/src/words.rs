//! What was typed into the search box, read: words, quoted phrases, document numbers, other words for the same thing.

use crate::glyphs::{Glyph, glyphs, number_key, spelling};

/// Characters of a query that are read; the rest is cut.
pub const MAX_QUERY_CHARS: usize = 120;
/// Words of a query that are read; the rest is cut.
pub const MAX_QUERY_WORDS: usize = 16;
/// Other words for one word.
const MAX_FORMS: usize = 8;

/// Other words for the same thing (同义词): 低保 is also looked for as 最低生活保障. One direction a line.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    pairs: Vec<(String, String)>,
}

impl Synonyms {
    /// Each word with the words it is also looked for as. Words without a letter, digit or Chinese character are left out.
    pub fn new<W: AsRef<str>>(table: impl IntoIterator<Item = (W, W)>) -> Self {
        let pairs =
            table.into_iter().map(|(word, other)| (spelling(word.as_ref()), spelling(other.as_ref())));
        Self {
            pairs: pairs
                .filter(|(word, other)| !word.is_empty() && !other.is_empty() && word != other)
                .collect(),
        }
    }

    /// The spellings a word is also looked for as: every known word in it replaced, one at a time.
    fn of(&self, word: &str) -> Vec<String> {
        let known = self
            .pairs
            .iter()
            .filter(|(from, to)| word.contains(from.as_str()) && !word.contains(to.as_str()));
        known.map(|(from, to)| word.replacen(from.as_str(), to, 1)).take(MAX_FORMS).collect()
    }
}

/// A query, read. Made once and used for searching and for marking what was found.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub(crate) words: Vec<Word>,
    /// Spelling of all that was typed: a title with this spelling is what was asked for.
    pub(crate) spelling: String,
    /// The document number it may be as a whole.
    pub(crate) number: Option<String>,
    typed: bool,
    cut: bool,
}

/// One word: found if any of its forms is.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// As typed first, then the other words for it.
    pub(crate) forms: Vec<Vec<Glyph>>,
    pub(crate) number: Option<String>,
}

impl Words {
    /// Reads what was typed: white space parts words, "…", “…”, 「…」 keep them together. Never fails.
    #[must_use]
    pub fn read(text: &str, synonyms: &Synonyms) -> Self {
        let short: String = text.trim().chars().take(MAX_QUERY_CHARS).collect();
        let mut cut = short.len() < text.trim().len();
        let mut words: Vec<Word> = Vec::new();
        for written in split(&short) {
            let typed = glyphs(written);
            if typed.is_empty() {
                continue;
            }
            if words.len() == MAX_QUERY_WORDS {
                cut = true;
                break;
            }
            let others = synonyms.of(&spelling(written));
            let forms = std::iter::once(typed).chain(others.iter().map(|other| glyphs(other))).collect();
            words.push(Word { forms, number: as_number(written) });
        }
        Self { words, spelling: spelling(&short), number: as_number(&short), typed: !short.is_empty(), cut }
    }

    /// Whether nothing was typed: then everything is listed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        !self.typed
    }

    /// Whether nothing that was typed can be looked for (only marks): then nothing is found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether what was typed was longer than [`MAX_QUERY_CHARS`] or [`MAX_QUERY_WORDS`], and only its beginning was used.
    #[must_use]
    pub fn was_cut(&self) -> bool {
        self.cut
    }
}

/// The key a text would have if it were a document number: some letters, then digits.
fn as_number(text: &str) -> Option<String> {
    let key = number_key(text);
    let digits = key.chars().filter(char::is_ascii_digit).count();
    (digits >= 5 && key.chars().next().is_some_and(|c| !c.is_ascii_digit())).then_some(key)
}

fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (word, after) = quoted(rest, first).unwrap_or_else(|| {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            rest.split_at_checked(end).unwrap_or((rest, ""))
        });
        words.push(word);
        rest = after.trim_start();
    }
    words
}

/// A word in quotation marks, when the closing one ends the text or has a space behind it; and what follows.
fn quoted(text: &str, first: char) -> Option<(&str, &str)> {
    let closing = match first {
        '"' | '\u{ff02}' => ['"', '\u{ff02}'],
        '\u{201c}' | '\u{201d}' => ['\u{201d}', '\u{201c}'],
        '\u{300c}' => ['\u{300d}', '\u{300d}'],
        '\u{300e}' => ['\u{300f}', '\u{300f}'],
        _ => return None,
    };
    let inner = text.strip_prefix(first)?;
    let mut ends = inner.match_indices(closing);
    ends.find_map(|(end, mark)| {
        let (word, after) = inner.split_at_checked(end)?;
        let after = after.strip_prefix(mark)?;
        (after.is_empty() || after.starts_with(char::is_whitespace)).then_some((word, after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spellings(text: &str) -> Vec<String> {
        let words = Words::read(text, &Synonyms::default());
        words.words.iter().map(|word| word.forms[0].iter().map(|glyph| glyph.ch).collect()).collect()
    }

    #[test]
    fn white_space_parts_words_and_quotation_marks_keep_them() {
        assert_eq!(spellings("低保　岫岩"), ["低保", "岫岩"]);
        assert_eq!(spellings("“低保 岫岩” 2020"), ["低保岫岩", "2020"]);
        assert_eq!(spellings("关于“十四五”规划"), ["关于十四五规划"]);
        assert_eq!(spellings("\"低保 岫岩"), ["低保", "岫岩"]);
        assert_eq!(spellings("《 》 AND OR title:x"), ["and", "or", "titlex"]);
    }

    #[test]
    fn other_words_replace_the_known_part() {
        let synonyms = Synonyms::new([("低保", "最低生活保障")]);
        let words = Words::read("低保对象", &synonyms);
        let other: String = words.words[0].forms[1].iter().map(|glyph| glyph.ch).collect();
        assert_eq!(other, "最低生活保障对象");
    }

    #[test]
    fn a_long_query_is_cut_and_says_so() {
        assert!(Words::read(&"字".repeat(200), &Synonyms::default()).was_cut());
        let many = Words::read(&"字 ".repeat(30), &Synonyms::default());
        assert!(many.was_cut() && many.words.len() == MAX_QUERY_WORDS);
        assert!(!Words::read("低保", &Synonyms::default()).was_cut());
    }

    #[test]
    fn nothing_typed_and_nothing_to_look_for_are_two_things() {
        assert!(Words::read("　", &Synonyms::default()).is_blank());
        let marks = Words::read("？！", &Synonyms::default());
        assert!(!marks.is_blank() && marks.is_empty());
    }
}
