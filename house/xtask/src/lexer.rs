//! Reads Rust as tokens: enough to tell words, strings and comments apart, and tests from the rest.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word: keyword, identifier or number.
    Word,
    /// One character of punctuation.
    Mark,
    /// The content of a string literal of any form.
    Text,
    /// A character literal or a lifetime.
    Tick,
    /// `/// …` or `//! …`, without the slashes.
    Doc,
    /// Any other comment.
    Comment,
}

/// One token and the line it begins on, counted from 1.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) text: String,
    pub(crate) line: usize,
}

impl Token {
    /// Whether it is this mark or word.
    pub(crate) fn is(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Word | Kind::Mark) && self.text == text
    }
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, bytes: usize) -> &'a str {
        let (head, tail) = self.rest.split_at(bytes.min(self.rest.len()));
        self.line += head.matches('\n').count();
        self.rest = tail;
        head
    }
    fn line_comment(&mut self) -> (Kind, String) {
        let end = self.rest.find('\n').unwrap_or(self.rest.len());
        let text = self.take(end);
        let doc = (text.starts_with("///") && !text.starts_with("////")) || text.starts_with("//!");
        (
            if doc { Kind::Doc } else { Kind::Comment },
            text.chars().skip(3).collect::<String>().trim().to_owned(),
        )
    }
    fn block_comment(&mut self) -> (Kind, String) {
        let mut depth = 0_usize;
        let mut end = 0;
        while let Some(left) = self.rest.get(end..).filter(|left| !left.is_empty()) {
            let step = if left.starts_with("/*") {
                depth += 1;
                2
            } else if left.starts_with("*/") {
                depth = depth.saturating_sub(1);
                2
            } else {
                left.chars().next().map_or(1, char::len_utf8)
            };
            end += step;
            if depth == 0 {
                break;
            }
        }
        (Kind::Comment, self.take(end).to_owned())
    }
    /// A string with escapes; the quote has not been taken yet.
    fn text(&mut self) -> (Kind, String) {
        let mut end = 1;
        let mut escaped = false;
        for c in self.rest.chars().skip(1) {
            end += c.len_utf8();
            if !escaped && c == '"' {
                break;
            }
            escaped = !escaped && c == '\\';
        }
        (Kind::Text, self.take(end).trim_matches('"').to_owned())
    }
    /// A raw string, after its prefix; begins at `#` or `"`.
    fn raw(&mut self) -> (Kind, String) {
        let hashes = self.rest.chars().take_while(|c| *c == '#').count();
        let close = format!("\"{}", "#".repeat(hashes));
        let body = self.rest.get(hashes + 1..).unwrap_or_default();
        let length = body.find(&close).unwrap_or(body.len());
        let text = body.get(..length).unwrap_or_default().to_owned();
        self.take(hashes + 1 + length + close.len());
        (Kind::Text, text)
    }
    /// `'a'`, `'\n'` or `'life`.
    fn tick(&mut self) -> (Kind, String) {
        let mut chars = self.rest.char_indices().skip(1);
        let (_, first) = chars.next().unwrap_or((0, '\''));
        if first == '\\' {
            let close = self
                .rest
                .char_indices()
                .skip(3)
                .find(|(_, c)| *c == '\'')
                .map_or(self.rest.len(), |(at, _)| at);
            return (Kind::Tick, self.take(close + 1).to_owned());
        }
        if chars.next().is_some_and(|(_, c)| c == '\'') {
            return (Kind::Tick, self.take(2 + first.len_utf8()).to_owned());
        }
        (Kind::Tick, self.take(1).to_owned())
    }
    fn word(&mut self) -> (Kind, String) {
        let end = self
            .rest
            .char_indices()
            .find(|(_, c)| !(c.is_alphanumeric() || *c == '_'))
            .map_or(self.rest.len(), |(at, _)| at);
        let word = self.take(end).to_owned();
        match (word.as_str(), self.rest.chars().next()) {
            ("r" | "br" | "cr", Some('"' | '#')) if self.rest.trim_start_matches('#').starts_with('"') => {
                self.raw()
            }
            ("b" | "c", Some('"')) => self.text(),
            ("b", Some('\'')) => self.tick(),
            _ => (Kind::Word, word),
        }
    }
}

/// Reads a file.
pub(crate) fn read(source: &str) -> Vec<Token> {
    let mut reader = Reader { rest: source, line: 1 };
    let mut out = Vec::new();
    while let Some(c) = reader.rest.chars().next() {
        let line = reader.line;
        let (kind, text) = match c {
            _ if c.is_whitespace() => {
                reader.take(c.len_utf8());
                continue;
            }
            '/' if reader.rest.starts_with("//") => reader.line_comment(),
            '/' if reader.rest.starts_with("/*") => reader.block_comment(),
            '"' => reader.text(),
            '\'' => reader.tick(),
            _ if c.is_alphanumeric() || c == '_' => reader.word(),
            _ => (Kind::Mark, reader.take(c.len_utf8()).to_owned()),
        };
        out.push(Token { kind, text, line });
    }
    out
}

/// The index behind the bracket that closes the one at `open`.
pub(crate) fn behind(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        if token.kind == Kind::Mark {
            match token.text.as_str() {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return at + 1;
                    }
                }
                _ => {}
            }
        }
    }
    tokens.len()
}

/// Whether the tokens from `at` are these words and marks.
pub(crate) fn stands(tokens: &[Token], at: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(n, word)| tokens.get(at + n).is_some_and(|t| t.is(word)))
}

/// Spans of tokens under `#[cfg(test)]`, and the modules so marked that stand in files of their own.
pub(crate) fn tests(tokens: &[Token]) -> (Vec<std::ops::Range<usize>>, Vec<String>) {
    let (mut spans, mut modules) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        if !stands(tokens, at, &["#", "[", "cfg", "(", "test", ")", "]"]) {
            at += 1;
            continue;
        }
        let mut end = at + 7;
        while let Some(token) = tokens.get(end) {
            if token.is(";") {
                if let Some(name) = tokens.get(end.saturating_sub(1)) {
                    modules.push(name.text.clone());
                }
                end += 1;
                break;
            }
            if token.is("{") {
                end = behind(tokens, end);
                break;
            }
            end = if token.is("[") || token.is("(") { behind(tokens, end) } else { end + 1 };
        }
        spans.push(at..end);
        at = end;
    }
    (spans, modules)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> Vec<(Kind, String)> {
        read(source).into_iter().map(|t| (t.kind, t.text)).collect()
    }

    #[test]
    fn strings_comments_and_ticks_are_told_apart() {
        let seen = kinds(
            "let a = r#\"公\"开\"#; // 注\n let b: &'a str = \"x\\\"开\"; '\\''; 'x'; /* /* */ */ b\"z\"",
        );
        let texts: Vec<&str> = seen.iter().filter(|t| t.0 == Kind::Text).map(|t| t.1.as_str()).collect();
        assert_eq!(texts, ["公\"开", "x\\\"开", "z"]);
        assert_eq!(seen.iter().filter(|t| t.0 == Kind::Comment).count(), 2);
        assert_eq!(seen.iter().filter(|t| t.0 == Kind::Tick).count(), 3);
    }

    #[test]
    fn what_is_only_for_tests_is_found() {
        let tokens = read(
            "fn a() {}\n#[cfg(test)]\n#[path = \"x\"]\nmod proof;\n#[cfg(test)]\nmod tests { fn b() {} }\nfn c() {}",
        );
        let (spans, modules) = tests(&tokens);
        assert_eq!(modules, ["proof"]);
        assert_eq!(spans.len(), 2);
        assert!(tokens.get(spans[1].clone()).unwrap().iter().any(|t| t.is("b")));
        assert!(!tokens.get(spans[1].clone()).unwrap().iter().any(|t| t.is("c")));
    }
}
