//! Keeps the house in order: `tidy` complains, `docs` writes the generated documents, `golden` the golden files.

mod arrows;
mod dependencies;
mod exceptions;
mod glossary;
mod law_index;
mod lexer;
mod links;
mod registers;
mod sizes;
mod sql;
mod tree;
mod words;

use std::io::Write as _;
use std::process::ExitCode;

use tree::Tree;

/// Documents that are written from the code.
fn generated(tree: &Tree) -> [(&'static str, String); 3] {
    [
        ("docs/law-index.md", law_index::page(tree)),
        ("docs/routes.md", registers::routes(tree)),
        ("docs/events.md", registers::events(tree)),
    ]
}

/// Everything tidy has to complain about.
fn complaints(tree: &Tree) -> Result<Vec<String>, String> {
    let mut out = arrows::complaints(tree)?;
    out.extend(dependencies::complaints(tree)?);
    out.extend(sizes::complaints(tree));
    out.extend(words::complaints(tree));
    out.extend(sql::complaints(tree));
    out.extend(links::complaints(tree));
    out.extend(glossary::complaints(tree));
    for (path, text) in generated(tree) {
        if tree.files.iter().find(|f| f.path == path).is_none_or(|f| f.text != text) {
            out.push(format!("{path}: is not what the code says now: run `make docs` and commit it"));
        }
    }
    Ok(out)
}

fn run(what: &str) -> Result<Vec<String>, String> {
    let tree = tree::read().map_err(|e| format!("the repository cannot be read: {e}"))?;
    let write = |path: &str, text: &str| {
        std::fs::write(tree.root.join(path), text).map_err(|e| format!("{path}: {e}"))
    };
    match what {
        "tidy" => complaints(&tree),
        "docs" => {
            for (path, text) in generated(&tree) {
                write(path, &text)?;
            }
            Ok(Vec::new())
        }
        "golden" => {
            write("law/gk-rules/src/org/authority.golden", &gk_rules::org::authority::matrix())?;
            for (name, text) in gk_standards::letters::samples::texts() {
                write(&format!("law/gk-standards/tests/golden/foi/{name}.txt"), &text)?;
            }
            Ok(Vec::new())
        }
        other => Err(format!("unknown: {other}; there are tidy, docs and golden")),
    }
}

fn main() -> ExitCode {
    let what = std::env::args().nth(1).unwrap_or_else(|| "tidy".to_owned());
    let mut say = std::io::stderr().lock();
    match run(&what) {
        Ok(complaints) => {
            for one in &complaints {
                let _ = writeln!(say, "{one}");
            }
            let _ = writeln!(say, "{what}: {} complaints", complaints.len());
            if complaints.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(problem) => {
            let _ = writeln!(say, "{what}: {problem}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        let found = run("tidy").unwrap();
        assert!(found.is_empty(), "{} complaints:\n{}", found.len(), found.join("\n"));
    }
}
