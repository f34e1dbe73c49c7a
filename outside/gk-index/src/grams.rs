//! The tokenizer: every two neighbouring characters, at the place of the first.
//!
//! Each character is the first of exactly one token, so a single character is found by the tokens that begin with it,
//! and every cut of two or more characters is a phrase. Positions are character places, so phrases are exact.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::glyphs::{Glyph, glyphs};
use crate::hiding;

/// Stands before a pair that is a word by itself here; no text can contain it, control characters are not indexed.
pub(crate) const FREE: char = '\u{1}';

/// Cuts text into pairs of characters.
#[derive(Clone, Default)]
pub(crate) struct Grams;

pub(crate) struct GramStream {
    glyphs: Vec<Glyph>,
    next: usize,
    free: bool,
    token: Token,
}

impl Tokenizer for Grams {
    type TokenStream<'a> = GramStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> GramStream {
        GramStream { glyphs: glyphs(text), next: 0, free: false, token: Token::default() }
    }
}

impl TokenStream for GramStream {
    fn advance(&mut self) -> bool {
        if self.free {
            self.free = false;
            self.token.text.insert(0, FREE);
            return true;
        }
        let Some(first) = self.glyphs.get(self.next) else { return false };
        self.token.text.clear();
        self.token.text.push(first.ch);
        self.token.position = usize::try_from(first.at).unwrap_or(usize::MAX);
        self.token.offset_from = first.from;
        self.token.offset_to = first.to;
        if let Some(second) = self.glyphs.get(self.next + 1).filter(|second| second.at == first.at + 1) {
            self.token.text.push(second.ch);
            self.token.offset_to = second.to;
            self.free = hiding::stands_free(&self.glyphs, self.next);
        }
        self.next += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<(usize, String)> {
        let mut grams = Grams;
        let mut stream = grams.token_stream(text);
        let mut out = Vec::new();
        while stream.advance() {
            out.push((stream.token().position, stream.token().text.clone()));
        }
        out
    }

    #[test]
    fn every_character_begins_one_token() {
        let expect = [(0, "低保"), (1, "保1"), (2, "12"), (3, "2")];
        assert_eq!(tokens("低保12"), expect.map(|(at, text)| (at, text.to_owned())));
    }

    #[test]
    fn a_word_that_stands_free_is_marked() {
        assert!(tokens("民政局").contains(&(0, "\u{1}民政".to_owned())));
        assert!(!tokens("人民政府").iter().any(|(_, text)| text.starts_with(FREE)));
    }
}
