//! Migrations: all are listed, and every CHECK list is the list of some code.

use std::collections::{BTreeMap, BTreeSet};

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
    // What holds at the end of the time line: a later list for a column takes the place of an earlier one, for each engine.
    let mut holds: BTreeMap<(String, &str), (String, Check)> = BTreeMap::new();
    for file in tree.files.iter().filter(|f| f.path.starts_with("migrations/")) {
        seen += 1;
        let name = file.path.trim_start_matches("migrations/").trim_end_matches(".sql");
        if !listed.contains(&name) {
            out.push(format!("{}: not listed in {LIST}", file.path));
        }
        for check in checks(&file.text) {
            for engine in check.engines() {
                holds.insert((check.column.clone(), *engine), (file.path.clone(), check.clone()));
            }
        }
    }
    for (path, check) in holds.values() {
        let known = exceptions::CHECKS.iter().any(|(one, _)| *one == check.column);
        if !known && !codes.contains(&check.list) {
            let shown: Vec<&str> = check.list.iter().map(String::as_str).collect();
            let complaint = format!(
                "{path}:{}: CHECK of {} ({}) is the ALL of no code: change both together",
                check.line,
                check.column,
                shown.join(", ")
            );
            if !out.contains(&complaint) {
                out.push(complaint);
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

/// The engines, and the mark of the section of a migration that is for one alone.
const ENGINES: [(&str, &str); 2] = [("sqlite", "-- {SQLITE}"), ("postgres", "-- {POSTGRES}")];
/// The mark from which a migration is for both again.
const BOTH: &str = "-- {BOTH}";

/// `column … check (column in ('a', 'b'))`
#[derive(Debug, Clone, PartialEq, Eq)]
struct Check {
    line: usize,
    /// `table.column`
    column: String,
    /// What it lets pass, without the empty string.
    list: BTreeSet<String>,
    /// The one engine it is for; nothing where it is for both.
    only: Option<&'static str>,
}

impl Check {
    fn engines(&self) -> &[&'static str] {
        match &self.only {
            Some(one) => std::slice::from_ref(one),
            None => &["sqlite", "postgres"],
        }
    }
}

fn checks(text: &str) -> Vec<Check> {
    let (mut out, mut table, mut only) = (Vec::new(), "", None);
    for (n, line) in text.lines().enumerate() {
        let line = line.trim_start();
        if line.starts_with(BOTH) {
            only = None;
        }
        if let Some((engine, _)) = ENGINES.iter().find(|(_, mark)| line.starts_with(mark)) {
            only = Some(*engine);
        }
        for begins in ["create table ", "alter table "] {
            if let Some(rest) = line.strip_prefix(begins) {
                table = rest.split([' ', '(']).next().unwrap_or_default();
            }
        }
        for part in line.split("check (").skip(1) {
            let Some((column, rest)) = part.split_once(" in (") else { continue };
            let inner = rest.split(')').next().unwrap_or_default();
            // Quotes stand double where the check itself stands in a text.
            let values = inner.split(',').filter(|v| v.contains('\'')).map(|v| v.trim().trim_matches('\''));
            let list: BTreeSet<String> = values.filter(|v| !v.is_empty()).map(str::to_owned).collect();
            if !list.is_empty() {
                out.push(Check { line: n + 1, column: format!("{table}.{}", column.trim()), list, only });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(of: &[&str]) -> BTreeSet<String> {
        of.iter().map(|one| (*one).to_owned()).collect()
    }

    #[test]
    fn a_check_list_is_read() {
        let read = checks(
            "create table a (\n  b text not null check (b in ('x', 'y')), c bigint check (c in (0, 1))\n);",
        );
        let only = Check { line: 2, column: "a.b".to_owned(), list: list(&["x", "y"]), only: None };
        assert_eq!(read, [only]);
    }

    #[test]
    fn a_list_may_be_changed_for_each_engine_in_its_way() {
        let read = checks(
            "alter table a add column d text check (d in ('', 'p'));\n-- {POSTGRES}\nalter table a add check (b in ('x', 'z'));\n\
             -- {SQLITE}\nupdate sqlite_schema set sql = replace(sql,\n  'check (b in (''x''))',\n  'check (b in (''x'', ''z''))');\n\
             -- {BOTH}\nalter table a add column e text check (e in ('q'));",
        );
        let shown: Vec<_> = read.iter().map(|one| (one.column.as_str(), one.list.len(), one.only)).collect();
        let expected = [
            ("a.d", 1, None),
            ("a.b", 2, Some("postgres")),
            ("a.b", 1, Some("sqlite")),
            ("a.b", 2, Some("sqlite")),
            ("a.e", 1, None),
        ];
        assert_eq!(shown, expected);
        assert_eq!(read.first().map(Check::engines), Some(["sqlite", "postgres"].as_slice()));
    }
}
