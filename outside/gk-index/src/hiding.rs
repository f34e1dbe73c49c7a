//! Words that hide another word across their parts: 民政 inside 人民政府 is not the word a reader asks for.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::glyphs::Glyph;

/// A longer word and where in it the hidden pair begins.
struct Hider {
    word: Vec<char>,
    at: usize,
}

static HIDERS: LazyLock<HashMap<(char, char), Vec<Hider>>> = LazyLock::new(|| {
    let mut hiders: HashMap<(char, char), Vec<Hider>> = HashMap::new();
    for line in include_str!("../data/hiding.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some((pair, hider)) = read(line) {
            hiders.entry(pair).or_default().push(hider);
        }
    }
    hiders
});

fn read(line: &str) -> Option<((char, char), Hider)> {
    let (word, hidden) = line.split_once(' ')?;
    let word: Vec<char> = word.chars().collect();
    let mut two = hidden.chars();
    let pair = (two.next()?, two.next()?);
    let at = word.windows(2).position(|part| part == [pair.0, pair.1])?;
    Some((pair, Hider { word, at }))
}

/// Whether some longer word is known to hide this pair.
pub(crate) fn can_hide(pair: (char, char)) -> bool {
    HIDERS.contains_key(&pair)
}

/// Whether the pair beginning at `here` is one that can be hidden, and is not hidden here.
pub(crate) fn stands_free(glyphs: &[Glyph], here: usize) -> bool {
    let (Some(first), Some(second)) = (glyphs.get(here), glyphs.get(here + 1)) else { return false };
    let Some(hiders) = HIDERS.get(&(first.ch, second.ch)) else { return false };
    !hiders.iter().any(|hider| {
        let around = here.checked_sub(hider.at).and_then(|start| glyphs.get(start..start + hider.word.len()));
        around.is_some_and(|around| {
            around.iter().map(|glyph| glyph.ch).eq(hider.word.iter().copied())
                && around.windows(2).all(|two| matches!(two, [a, b] if b.at == a.at + 1))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glyphs::glyphs;

    #[test]
    fn every_line_of_the_list_is_read() {
        let lines: Vec<&str> =
            include_str!("../data/hiding.txt").lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.len() > 30);
        for line in lines {
            assert!(read(line).is_some(), "{line}");
        }
    }

    #[test]
    fn civil_affairs_are_hidden_in_the_peoples_government_only() {
        assert!(!stands_free(&glyphs("县人民政府"), 2));
        assert!(stands_free(&glyphs("县民政局"), 1));
        assert!(stands_free(&glyphs("人。民政府"), 1));
    }
}
