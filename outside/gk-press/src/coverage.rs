//! Characters no font has: found before anything is set, all of them, with the text they stand in.

use std::collections::HashMap;

use gk_rules::paper::reasons::is_private;
use typst::text::FontBook;

/// Texts with the characters that cannot be shown.
pub(crate) fn gaps(book: &FontBook, texts: &[&str]) -> Vec<(String, Vec<char>)> {
    let mut known: HashMap<char, bool> = HashMap::new();
    let mut out = Vec::new();
    for text in texts {
        let mut chars: Vec<char> = Vec::new();
        for c in text.chars() {
            let shown = *known.entry(c).or_insert_with(|| is_shown(book, c));
            if !shown && !chars.contains(&c) {
                chars.push(c);
            }
        }
        if !chars.is_empty() {
            out.push(((*text).to_owned(), chars));
        }
    }
    out
}

fn is_shown(book: &FontBook, c: char) -> bool {
    if c == '\n' {
        return true;
    }
    if c.is_control() || is_private(c) || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}') {
        return false;
    }
    let code = u32::from(c);
    (0..).map_while(|index| book.info(index)).any(|info| info.coverage.contains(code))
}
