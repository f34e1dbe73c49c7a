//! The law index: article → where it is implemented → which tests call that.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::lexer::{self, Kind, Token};
use crate::tree::{Rust, Tree};
use crate::words::is_han;

/// An article: the instrument as written, and the number (0: the whole).
type Article = (String, u16);

/// Writes docs/law-index.md.
pub(crate) fn page(tree: &Tree) -> String {
    let titles = titles(tree);
    let mut index: BTreeMap<Article, BTreeSet<String>> = BTreeMap::new();
    let mut open = Vec::new();
    let product = |f: &&Rust| (f.path.starts_with("law/") && f.path.contains("/src/")) && !f.is_test;
    for file in tree.rust.iter().filter(product) {
        for (at, token) in file.product() {
            for article in cited(file, at, token, &titles) {
                index.entry(article).or_default().insert(place(file, at));
            }
            if let Some(rest) =
                token.text.strip_prefix("NOT MODELLED").filter(|_| token.kind == Kind::Comment)
            {
                open.push(format!("{}:{} {}", file.path, token.line, rest.trim_start_matches([':', ' '])));
            }
        }
    }
    let tests = tests(tree);
    let mut out = String::from(
        "# Law index\n\nWritten by `make docs` from the citations and the documentation in `law/`: do not edit. For each article: the functions and types\n\
         that rest on it, and how many tests call each.\n\n| instrument | article | where it is implemented |\n|---|---|---|\n",
    );
    for ((instrument, article), places) in &index {
        let number = if *article == 0 { "whole".to_owned() } else { article.to_string() };
        let shown: Vec<String> = places.iter().map(|place| with_tests(place, &tests)).collect();
        let _ = writeln!(out, "| {instrument} | {number} | {} |", shown.join("<br>"));
    }
    out += "\n## Not modelled\n\n";
    if open.is_empty() {
        out += "Nothing is marked `// NOT MODELLED` at present; what is left out by decision is in docs/architecture.md.\n";
    }
    for one in open {
        let _ = writeln!(out, "- {one}");
    }
    out
}

/// `ogi` → 政府信息公开条例, from citation.rs itself; and the short names used in documentation.
fn titles(tree: &Tree) -> BTreeMap<String, String> {
    let mut out = BTreeMap::from([("条例".to_owned(), "政府信息公开条例".to_owned())]);
    for file in tree.rust.iter().filter(|f| f.path.ends_with("/citation.rs")) {
        for at in 0..file.tokens.len() {
            let (Some(name), Some(title)) = (file.tokens.get(at), file.tokens.get(at + 2)) else { continue };
            if name.kind == Kind::Word
                && title.kind == Kind::Text
                && lexer::stands(&file.tokens, at + 1, &["="])
            {
                out.insert(name.text.clone(), title.text.clone());
            }
        }
    }
    out
}

/// The articles that a token cites: a constructor call, or a sentence of documentation.
fn cited(file: &Rust, at: usize, token: &Token, titles: &BTreeMap<String, String>) -> Vec<Article> {
    if token.kind == Kind::Doc {
        return in_words(&token.text, titles);
    }
    let Some(title) = titles.get(&token.text).filter(|_| token.kind == Kind::Word) else { return Vec::new() };
    let defined = at.checked_sub(1).and_then(|b| file.tokens.get(b)).is_some_and(|t| t.is("fn"));
    if defined || !lexer::stands(&file.tokens, at + 1, &["("]) {
        return Vec::new();
    }
    let article = file.tokens.get(at + 2).and_then(|t| t.text.parse().ok());
    article.map(|article| (title.clone(), article)).into_iter().collect()
}

/// `条例 arts 19, 20–22` in a sentence.
fn in_words(text: &str, titles: &BTreeMap<String, String>) -> Vec<Article> {
    let mut out = Vec::new();
    for (start, marker) in text.match_indices(" art") {
        let before = text.get(..start).unwrap_or_default();
        let instrument: String =
            before.chars().rev().take_while(|c| is_han(*c)).collect::<Vec<_>>().into_iter().rev().collect();
        let after = text.get(start + marker.len()..).unwrap_or_default();
        let Some(numbers) = after.strip_prefix("s ").or_else(|| after.strip_prefix(' ')) else { continue };
        if instrument.is_empty() {
            continue;
        }
        let title = titles.get(&instrument).cloned().unwrap_or(instrument);
        out.extend(articles(numbers).into_iter().map(|n| (title.clone(), n)));
    }
    out
}

/// `19, 20–22 and 26(2)` → 19, 20, 21, 22, 26.
fn articles(text: &str) -> Vec<u16> {
    let mut out: Vec<u16> = Vec::new();
    let mut rest = text;
    let mut through = false;
    loop {
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let Some(number) = rest.get(..digits).and_then(|d| d.parse::<u16>().ok()) else { return out };
        match out.last().copied().filter(|last| through && *last < number && number - last < 60) {
            Some(last) => out.extend(last + 1..=number),
            None => out.push(number),
        }
        rest = rest.get(digits..).unwrap_or_default();
        if rest.starts_with('(') {
            rest = rest.split_once(')').map_or("", |(_, tail)| tail);
        }
        let joint = [(", ", false), ("–", true), ("-", true), (" and ", false)];
        let Some((mark, is_range)) = joint.iter().find(|(mark, _)| rest.starts_with(mark)) else {
            return out;
        };
        rest = rest.strip_prefix(mark).unwrap_or_default();
        through = *is_range;
    }
}

/// `path` and the function or type the token stands in or above; the file alone for what is said of the file.
fn place(file: &Rust, at: usize) -> String {
    let named = |n: usize| {
        let words = ["fn", "struct", "enum", "trait", "type", "const"];
        file.tokens.get(n).is_some_and(|t| words.iter().any(|w| t.is(w)))
            && file.tokens.get(n + 1).is_some_and(|t| t.kind == Kind::Word)
    };
    let name = |n: usize| file.tokens.get(n + 1).map_or("", |t| t.text.as_str());
    let path = file.path.trim_start_matches("law/");
    let is_doc = file.tokens.get(at).is_some_and(|t| t.kind == Kind::Doc);
    if is_doc
        && file
            .text
            .lines()
            .nth(file.tokens.get(at).map_or(0, |t| t.line) - 1)
            .is_some_and(|l| l.starts_with("//!"))
    {
        return format!("`{path}`");
    }
    let found = if is_doc { (at..file.tokens.len().min(at + 60)).find(|n| named(*n)) } else { None }
        .or_else(|| (0..at).rev().find(|n| named(*n)));
    found.map_or_else(|| format!("`{path}`"), |n| format!("`{path}` {}", name(n)))
}

/// Words that tests name, by the file under which the tests stand (none: tests in files of their own), with how many.
type Tests = BTreeMap<(String, String), usize>;

fn tests(tree: &Tree) -> Tests {
    let mut out = Tests::new();
    for file in &tree.rust {
        for at in 0..file.tokens.len() {
            let tested = file.in_test(at) && lexer::stands(&file.tokens, at, &["fn"]);
            let Some(open) = (at..file.tokens.len()).find(|n| file.tokens.get(*n).is_some_and(|t| t.is("{")))
            else {
                break;
            };
            if !tested {
                continue;
            }
            let end = lexer::behind(&file.tokens, open);
            let words: BTreeSet<&str> = (open..end)
                .filter_map(|n| file.tokens.get(n).filter(|t| t.kind == Kind::Word))
                .map(|t| t.text.as_str())
                .collect();
            for word in words {
                let under = if file.is_test {
                    String::new()
                } else {
                    file.path.trim_start_matches("law/").to_owned()
                };
                *out.entry((under, word.to_owned())).or_default() += 1;
            }
        }
    }
    out
}

fn with_tests(place: &str, tests: &Tests) -> String {
    let Some((path, name)) = place.split_once("` ") else { return place.to_owned() };
    let count = |under: &str| tests.get(&(under.to_owned(), name.to_owned())).copied().unwrap_or_default();
    match count(path.trim_start_matches('`')) + count("") {
        0 => place.to_owned(),
        1 => format!("{place} (1 test)"),
        n => format!("{place} ({n} tests)"),
    }
}

#[cfg(test)]
mod tests_of_the_index {
    use super::*;

    #[test]
    fn articles_are_read_from_a_sentence() {
        assert_eq!(articles("19, 20–22 and 26(2): x"), [19, 20, 21, 22, 26]);
        assert!(articles("of war").is_empty());
        let titles = BTreeMap::from([("条例".to_owned(), "政府信息公开条例".to_owned())]);
        let read = in_words("what is made (条例 arts 12, 19; 民法典 art 203)", &titles);
        let shown: Vec<(&str, u16)> = read.iter().map(|(i, n)| (i.as_str(), *n)).collect();
        assert_eq!(shown, [("政府信息公开条例", 12), ("政府信息公开条例", 19), ("民法典", 203)]);
    }
}
