//! The glossary: one term, one identifier; and every identifier it names exists.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexer::Kind;
use crate::tree::Tree;

const GLOSSARY: &str = "docs/glossary.md";

/// Complaints about the glossary.
pub(crate) fn complaints(tree: &Tree) -> Vec<String> {
    let Some(file) = tree.files.iter().find(|f| f.path == GLOSSARY) else {
        return vec![format!("{GLOSSARY}: is not there")];
    };
    let words: BTreeSet<&str> = tree
        .rust
        .iter()
        .flat_map(|f| &f.tokens)
        .filter(|t| t.kind == Kind::Word)
        .map(|t| t.text.as_str())
        .collect();
    let mut out = Vec::new();
    let (mut terms, mut names) = (BTreeMap::new(), BTreeMap::new());
    for (n, line) in file.text.lines().enumerate() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, term, identifiers, _, place, _] = cells.as_slice() else { continue };
        if term.starts_with('-') || *term == "中文" {
            continue;
        }
        if let Some(before) = terms.insert((*term).to_owned(), n + 1) {
            out.push(format!("{GLOSSARY}:{}: {term} stands on line {before} already", n + 1));
        }
        for name in identifiers.split('`').skip(1).step_by(2) {
            if let Some(before) = names.insert(name.to_owned(), n + 1) {
                out.push(format!("{GLOSSARY}:{}: `{name}` names another term on line {before}", n + 1));
            }
            let last = name.trim_end_matches("(..)").rsplit("::").next().unwrap_or(name);
            if *place != "later" && !words.contains(last) {
                out.push(format!("{GLOSSARY}:{}: `{name}` is nowhere in the code", n + 1));
            }
        }
    }
    if terms.len() < 20 {
        out.push(format!("{GLOSSARY}: only {} terms were read: is the table still a table?", terms.len()));
    }
    out
}
