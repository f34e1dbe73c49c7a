//! Documents: links and paths they name exist.

use crate::tree::Tree;

/// Complaints about documents.
pub(crate) fn complaints(tree: &Tree) -> Vec<String> {
    let mut out = Vec::new();
    let ours = |path: &str| path.ends_with(".md") && !path.starts_with("law/gk-rules/tests/");
    for file in tree.files.iter().filter(|f| ours(&f.path)) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (n, line) in file.text.lines().enumerate() {
            for target in links(line) {
                let path = resolve(folder, target.split('#').next().unwrap_or_default());
                if !path.is_empty() && !tree.paths.contains(&path) {
                    out.push(format!("{}:{}: the link {target} leads nowhere", file.path, n + 1));
                }
            }
            for path in named(line) {
                if !tree.paths.contains(path.trim_end_matches('/')) {
                    out.push(format!("{}:{}: there is no {path}", file.path, n + 1));
                }
            }
        }
    }
    out
}

/// Targets of `[text](target)` within the repository.
fn links(line: &str) -> Vec<&str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|t| {
            !t.contains("://") && !t.starts_with('#') && !t.starts_with("mailto:") && !t.contains(' ')
        })
        .collect()
}

/// Paths of the tree between backticks.
fn named(line: &str) -> Vec<&str> {
    const ROOTS: [&str; 11] = [
        "law/",
        "base/",
        "rooms/",
        "outside/",
        "house/",
        "e2e/",
        "fuzz/",
        "migrations/",
        "docs/",
        "scripts/",
        ".ci/",
    ];
    let pattern = |one: &str| one.contains(['<', '>', '*', '…', '{', '}', ' ', '$', '|']);
    line.split('`')
        .skip(1)
        .step_by(2)
        .map(|one| one.split("::").next().unwrap_or(one))
        .filter(|one| ROOTS.iter().any(|root| one.starts_with(root)) && !pattern(one))
        .collect()
}

fn resolve(folder: &str, target: &str) -> String {
    if target.is_empty() {
        return String::new();
    }
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_and_resolved() {
        assert_eq!(links("see [a](../b.md#c) and [d](https://e) or ![f](g.png)"), ["../b.md#c", "g.png"]);
        assert_eq!(resolve("docs/adr", "../b.md"), "docs/b.md");
        assert_eq!(resolve("", "docs/b.md"), "docs/b.md");
        assert_eq!(named("in `law/gk-rules/src/lib.rs` and `rooms/gk-<room>/`"), ["law/gk-rules/src/lib.rs"]);
    }
}
