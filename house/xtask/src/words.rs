//! Words: names of files, first lines, Chinese where it belongs and nowhere else, nouns of the law with their term.

use crate::exceptions;
use crate::lexer::{self, Kind};
use crate::tree::{Rust, Tree};

const DRAWERS: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "misc", "shared", "stuff"];

/// Whether a character is Han.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Complaints about words.
pub(crate) fn complaints(tree: &Tree) -> Vec<String> {
    let mut out = Vec::new();
    for file in &tree.rust {
        drawer(&file.path, &mut out);
        // A room's README is the documentation of its crate.
        let by_readme = file.text.starts_with("#![doc = include_str!(\"../README.md\")]");
        if !file.text.starts_with("//! ") && !by_readme {
            out.push(format!(
                "{}:1: a file begins with //! and one sentence that says what it is for",
                file.path
            ));
        }
        han(file, &mut out);
        if file.path.starts_with("law/") && file.path.contains("/src/") {
            nouns(file, &mut out);
        }
        fields(file, &mut out);
        twins(file, &mut out);
        web(file, &mut out);
    }
    out
}

fn drawer(path: &str, out: &mut Vec<String>) {
    for part in path.trim_end_matches(".rs").split('/') {
        if DRAWERS.contains(&part) {
            out.push(format!("{path}: `{part}` says nothing; name it after what it is about"));
        }
    }
}

/// Chinese for people is in templates, in the law, and in data.
fn han(file: &Rust, out: &mut Vec<String>) {
    let allowed =
        file.path.starts_with("law/") || exceptions::HAN.iter().any(|(path, _)| file.path.starts_with(path));
    if allowed {
        return;
    }
    for (_, token) in file.product().filter(|(_, t)| t.kind == Kind::Text && t.text.chars().any(is_han)) {
        let start: String = token.text.chars().take(20).collect();
        out.push(format!(
            "{}:{}: Chinese for people belongs in a template or in the law: {start}",
            file.path, token.line
        ));
    }
}

/// A public noun of the law has its Chinese term in the first line of its documentation.
fn nouns(file: &Rust, out: &mut Vec<String>) {
    for (at, token) in file.product() {
        let noun = ["struct", "enum", "trait", "type"].iter().any(|word| token.is(word));
        let public =
            at.checked_sub(1).and_then(|before| file.tokens.get(before)).is_some_and(|t| t.is("pub"));
        if !noun || !public {
            continue;
        }
        let name = file.tokens.get(at + 1).map_or("", |t| t.text.as_str());
        let docs = file.docs_above(at);
        if name.starts_with('$') || name.is_empty() {
            continue;
        }
        if !docs.first().is_some_and(|line| line.chars().any(is_han)) {
            out.push(format!(
                "{}:{}: {name} is a noun of the law: the first line of its documentation gives the Chinese term",
                file.path, token.line
            ));
        }
    }
}

/// A state is a code, not a string.
fn fields(file: &Rust, out: &mut Vec<String>) {
    if !["law/", "base/", "rooms/"].iter().any(|folder| file.path.starts_with(folder)) {
        return;
    }
    for (at, token) in file.product().filter(|(_, t)| t.is("struct")) {
        let Some(open) = (at..file.tokens.len().min(at + 24))
            .find(|n| file.tokens.get(*n).is_some_and(|t| t.is("{") || t.is(";") || t.is("(")))
        else {
            continue;
        };
        if !file.tokens.get(open).is_some_and(|t| t.is("{")) {
            continue;
        }
        for here in open..lexer::behind(&file.tokens, open) {
            let name = file.tokens.get(here).map_or("", |t| t.text.as_str());
            let bare = lexer::stands(&file.tokens, here + 1, &[":", "String"]);
            let maybe = lexer::stands(&file.tokens, here + 1, &[":", "Option", "<", "String", ">"]);
            let held =
                exceptions::STRING_CODES.iter().any(|(path, field, _)| file.path == *path && name == *field);
            if ["state", "status", "kind", "type"].contains(&name) && (bare || maybe) && !held {
                out.push(format!(
                    "{}:{}: `{name}: String`: a state is a code (codes!), not a string",
                    file.path, token.line
                ));
            }
        }
    }
}

/// A noun exists once: no second struct for the table, for the wire, for the form.
fn twins(file: &Rust, out: &mut Vec<String>) {
    for (at, token) in file.product().filter(|(_, t)| t.is("struct")) {
        let name = file.tokens.get(at + 1).map_or("", |t| t.text.as_str());
        let twin = ["Row", "Dto", "Entity"].iter().any(|end| name.ends_with(end) && name != *end);
        if twin && !exceptions::ROWS.iter().any(|(known, _)| *known == name) {
            out.push(format!(
                "{}:{}: {name}: rows are read into the noun of the law itself",
                file.path, token.line
            ));
        }
    }
}

/// Only pages and the door plate know the web framework.
fn web(file: &Rust, out: &mut Vec<String>) {
    let Some((_, inner)) = file.path.strip_prefix("rooms/").and_then(|rest| rest.split_once("/src/")) else {
        return;
    };
    if inner.starts_with("pages") || inner == "lib.rs" {
        return;
    }
    for (_, token) in file.product().filter(|(_, t)| t.is("axum")) {
        out.push(format!(
            "{}:{}: only pages and the door plate may name {}",
            file.path, token.line, token.text
        ));
    }
}
