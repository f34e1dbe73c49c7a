//! Text as the index sees it: folded characters with their place, marks and spaces left out.

use std::sync::LazyLock;

use gk_rules::text::fold;

/// One character that counts, its place among those that count, and where it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glyph {
    pub(crate) ch: char,
    /// Place in characters. Neighbours in one run are 1 apart; over a full stop, or over a mark between two digits
    /// or Latin letters, they are 2 apart, so that a phrase does not reach across.
    pub(crate) at: u32,
    /// First byte in the text.
    pub(crate) from: usize,
    /// The byte after it.
    pub(crate) to: usize,
}

/// What stood between two characters that count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    Nothing,
    Mark,
    Stop,
}

enum Class {
    Counts,
    Mark,
    Stop,
    Invisible,
}

/// The folded form of every character of the basic plane; NUL for one that folds to nothing.
static FOLDED: LazyLock<Vec<char>> =
    LazyLock::new(|| (0..=0xffff_u32).map(|code| char::from_u32(code).map_or('\0', fold_slowly)).collect());

/// The characters of `text` that count, in order.
pub(crate) fn glyphs(text: &str) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::with_capacity(text.len() / 3 + 1);
    let mut between = Between::Nothing;
    for (from, c) in text.char_indices() {
        let ch = folded(c);
        match class(c, ch) {
            Class::Invisible => {}
            Class::Mark if between == Between::Nothing => between = Between::Mark,
            Class::Mark => {}
            Class::Stop => between = Between::Stop,
            Class::Counts => {
                let at = out.last().map_or(0, |last| last.at.saturating_add(step(last.ch, between, ch)));
                out.push(Glyph { ch, at, from, to: from + c.len_utf8() });
                between = Between::Nothing;
            }
        }
    }
    out
}

/// The characters that count, without their places: two texts of one spelling read the same.
pub(crate) fn spelling(text: &str) -> String {
    glyphs(text).iter().map(|glyph| glyph.ch).collect()
}

/// A document number without brackets, spaces, 年, 第 and 号: one key for all ways of writing it.
pub(crate) fn number_key(text: &str) -> String {
    const YEAR: char = '\u{5e74}';
    const ORDINAL: char = '\u{7b2c}';
    const NUMBER: char = '\u{53f7}';
    spelling(text).chars().filter(|c| !matches!(*c, YEAR | ORDINAL | NUMBER)).collect()
}

fn step(before: char, between: Between, after: char) -> u32 {
    match between {
        Between::Nothing => 1,
        Between::Mark if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric() => 2,
        Between::Mark => 1,
        Between::Stop => 2,
    }
}

fn folded(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    usize::try_from(u32::from(c))
        .ok()
        .and_then(|code| FOLDED.get(code))
        .copied()
        .unwrap_or_else(|| fold_slowly(c))
}

fn fold_slowly(c: char) -> char {
    let one = fold(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or('\0');
    one.to_lowercase().next().unwrap_or(one)
}

fn class(written: char, folded: char) -> Class {
    if written.is_whitespace() {
        return Class::Mark;
    }
    if folded == '\0' || folded.is_control() {
        return Class::Invisible;
    }
    if folded.is_alphanumeric() {
        return Class::Counts;
    }
    match folded {
        '!' | '?' | ';' | '\u{3002}' => Class::Stop,
        '%' | '+' | '@' | '#' | '&' | '$' => Class::Counts,
        ' '..='~' | '\u{80}'..='\u{bf}' | '\u{2b0}'..='\u{36f}' => Class::Mark,
        '\u{2000}'..='\u{206f}'
        | '\u{3000}'..='\u{303f}'
        | '\u{fe10}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ffef}' => Class::Mark,
        _ => Class::Counts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<(char, u32)> {
        glyphs(text).iter().map(|glyph| (glyph.ch, glyph.at)).collect()
    }

    #[test]
    fn marks_and_line_breaks_do_not_part_a_phrase_but_full_stops_do() {
        assert_eq!(places("《办\n法》。好"), [('办', 0), ('法', 1), ('好', 3)]);
    }

    #[test]
    fn digits_on_both_sides_of_a_mark_stay_apart() {
        assert_eq!(places("1.5"), [('1', 0), ('5', 2)]);
        assert_eq!(places("〔2〕1"), places("(２) 1"));
    }

    #[test]
    fn every_bracket_form_of_a_document_number_has_one_key() {
        for form in [
            "国办发〔2019〕14号",
            "国办发[2019]14号",
            "國辦發（２０１９）１４號",
            "国办发2019第14",
            "国办发【2019】 14 号",
        ] {
            assert_eq!(number_key(form), "国办发201914", "{form}");
        }
    }

    #[test]
    fn folding_never_makes_two_characters_of_one() {
        for c in (0..=0x2_ffff).filter_map(char::from_u32) {
            assert!(fold(&c.to_string()).chars().count() <= 1, "{c:?}");
        }
    }

    #[test]
    fn a_glyph_remembers_its_bytes() {
        let text = "（臺灣）Ａ";
        let written: Vec<&str> = glyphs(text).iter().map(|glyph| &text[glyph.from..glyph.to]).collect();
        assert_eq!(written, ["臺", "灣", "Ａ"]);
        assert_eq!(spelling(text), "台湾a");
    }
}
