//! XML as text: only what the parts of a document need.

use std::fmt::Write as _;

/// A part being written.
#[derive(Debug, Default)]
pub(super) struct Xml(String);

/// How many, or how large, as a number of the format.
pub(super) type Twips = i64;

impl Xml {
    /// A part with its declaration.
    pub(super) fn part() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }
    /// Markup as it stands: of our own making only.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }
    /// Markup with numbers in it.
    pub(super) fn put(&mut self, markup: std::fmt::Arguments<'_>) -> &mut Self {
        // Writing to a string does not fail.
        let _ = self.0.write_fmt(markup);
        self
    }
    /// Words of people.
    pub(super) fn text(&mut self, words: &str) -> &mut Self {
        self.0.push_str(&escaped(words));
        self
    }
    /// What was written.
    pub(super) fn done(self) -> String {
        self.0
    }
}

/// Words as they stand in XML.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
