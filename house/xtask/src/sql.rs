//! Migrations: all are listed, and every CHECK list is the list of some code.

use std::collections::BTreeSet;

use crate::exceptions;
use crate::lexer::{Kind, stands};
use crate::tree::Tree;

const LIST: &str = "house/gk-server/src/migrations.rs";

/// Complaints about migrations.
pub(crate) fn complaints(tree: &Tree) -> Vec<String> {
    let mut out = Vec::new();
    let listed: Vec<&str> = tree
        .rust
        .iter()
        .filter(|f| f.path == LIST)
        .flat_map(|f| &f.tokens)
        .filter(|t| t.kind == Kind::Text && t.text.as_bytes().first().is_some_and(u8::is_ascii_digit))
        .map(|t| t.text.as_str())
        .collect();
    if !listed.is_sorted() {
        out.push(format!("{LIST}: the time line is not in order"));
    }
    let codes = lists(tree);
    let mut seen = 0;
    for file in tree.files.iter().filter(|f| f.path.starts_with("migrations/")) {
        seen += 1;
        let name = file.path.trim_start_matches("migrations/").trim_end_matches(".sql");
        if !listed.contains(&name) {
            out.push(format!("{}: not listed in {LIST}", file.path));
        }
        for (line, column, list) in checks(&file.text) {
            let known = exceptions::CHECKS.iter().any(|(one, _)| *one == column);
            if !known && !codes.contains(&list) {
                let shown: Vec<&str> = list.iter().map(String::as_str).collect();
                out.push(format!(
                    "{}:{line}: CHECK of {column} ({}) is the ALL of no code: change both together",
                    file.path,
                    shown.join(", ")
                ));
            }
        }
    }
    if seen != listed.len() {
        out.push(format!("{LIST}: lists {} migrations, the folder holds {seen}", listed.len()));
    }
    out
}

/// The codes of every `codes!` list of the tree.
fn lists(tree: &Tree) -> BTreeSet<BTreeSet<String>> {
    let mut out = BTreeSet::new();
    for file in &tree.rust {
        for (at, _) in file
            .product()
            .filter(|(at, t)| t.is("enum") && file.tokens.get(at + 2).is_some_and(|o| o.is("{")))
        {
            let end = crate::lexer::behind(&file.tokens, at + 2);
            let list: BTreeSet<String> = (at..end)
                .filter(|n| stands(&file.tokens, n.saturating_sub(1), &["="]))
                .filter_map(|n| file.tokens.get(n).filter(|t| t.kind == Kind::Text))
                .map(|t| t.text.clone())
                .collect();
            if !list.is_empty() {
                out.insert(list);
            }
        }
    }
    out
}

/// `column … check (column in ('a', 'b'))`: line, table.column, list.
fn checks(text: &str) -> Vec<(usize, String, BTreeSet<String>)> {
    let mut out = Vec::new();
    let mut table = "";
    for (n, line) in text.lines().enumerate() {
        if let Some(rest) = line.trim_start().strip_prefix("create table ") {
            table = rest.split([' ', '(']).next().unwrap_or_default();
        }
        for part in line.split("check (").skip(1) {
            let Some((column, rest)) = part.split_once(" in (") else { continue };
            let values: BTreeSet<String> = rest
                .split(')')
                .next()
                .unwrap_or_default()
                .split(',')
                .filter_map(|v| v.trim().strip_prefix('\'')?.strip_suffix('\''))
                .map(str::to_owned)
                .collect();
            if !values.is_empty() {
                out.push((n + 1, format!("{table}.{}", column.trim()), values));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_list_is_read() {
        let read = checks(
            "create table a (\n  b text not null check (b in ('x', 'y')), c bigint check (c in (0, 1))\n);",
        );
        assert_eq!(read.len(), 1);
        assert_eq!((read[0].0, read[0].1.as_str(), read[0].2.len()), (2, "a.b", 2));
    }
}
