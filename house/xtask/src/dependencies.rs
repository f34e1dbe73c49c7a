//! What we depend on: each says what it saves, none is idle, and every licence is one we may use.

use std::collections::BTreeSet;
use std::process::Command;

use crate::tree::Tree;

const LIST: &str = "docs/dependencies.md";

/// What cargo knows of the packages; `--no-deps` for ours alone.
pub(crate) fn metadata(tree: &Tree, arguments: &[&str]) -> Result<Vec<serde_json::Value>, String> {
    let output = Command::new(option_env!("CARGO").unwrap_or("cargo"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(arguments)
        .current_dir(&tree.root)
        .output()
        .map_err(|e| format!("cargo metadata does not run: {e}"))?;
    if !output.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).map_err(|e| e.to_string())?;
    read.get("packages")
        .and_then(|p| p.as_array())
        .cloned()
        .ok_or_else(|| "cargo metadata lists no packages".to_owned())
}

/// A text of a JSON object, empty when it is not there.
pub(crate) fn text<'a>(value: &'a serde_json::Value, key: &str) -> &'a str {
    value.get(key).and_then(|v| v.as_str()).unwrap_or_default()
}

/// Complaints about what we depend on.
pub(crate) fn complaints(tree: &Tree) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    let named = named(tree);
    let used: BTreeSet<String> = metadata(tree, &["--no-deps"])?
        .iter()
        .flat_map(|p| p.get("dependencies").and_then(|d| d.as_array()).cloned().unwrap_or_default())
        .map(|d| text(&d, "name").to_owned())
        .collect();
    let said = tree.files.iter().find(|f| f.path == LIST).map_or("", |f| f.text.as_str());
    for name in &named {
        if !used.contains(name) {
            out.push(format!("Cargo.toml: {name} is used by no crate: take it out"));
        }
        if !name.starts_with("gk-") && !said.contains(&format!("| `{name}` |")) {
            out.push(format!("{LIST}: says nothing of {name}: what does it save?"));
        }
    }
    for line in said.lines().filter_map(|line| line.strip_prefix("| `")) {
        let name = line.split('`').next().unwrap_or_default();
        if !named.contains(name) {
            out.push(format!("{LIST}: {name} is not in Cargo.toml"));
        }
    }
    out.extend(licences(tree)?);
    Ok(out)
}

/// The names under `[workspace.dependencies]`.
fn named(tree: &Tree) -> BTreeSet<String> {
    let manifest = tree.files.iter().find(|f| f.path == "Cargo.toml").map_or("", |f| f.text.as_str());
    manifest
        .lines()
        .skip_while(|line| *line != "[workspace.dependencies]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once(" = ").map(|(name, _)| name.trim().to_owned()))
        .filter(|name| !name.starts_with('#'))
        .collect()
}

fn licences(tree: &Tree) -> Result<Vec<String>, String> {
    let policy = tree.files.iter().find(|f| f.path == "deny.toml").map_or("", |f| f.text.as_str());
    let list = policy
        .split_once("\nallow = [")
        .and_then(|(_, rest)| rest.split_once(']'))
        .map_or("", |(list, _)| list);
    let allowed: BTreeSet<&str> = list.split('"').skip(1).step_by(2).collect();
    let host = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let packages = metadata(tree, &["--filter-platform", &host])?;
    let foreign = packages.iter().filter(|p| p.get("source").is_some_and(|s| !s.is_null()));
    Ok(foreign
        .filter(|p| !is_allowed(text(p, "license"), &allowed))
        .map(|p| {
            format!(
                "Cargo.lock: {} is under `{}`, which deny.toml does not allow",
                text(p, "name"),
                text(p, "license")
            )
        })
        .collect())
}

/// An SPDX expression: every part joined by AND must offer, among those joined by OR, one that is allowed.
fn is_allowed(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let plain = expression.replace(['(', ')'], " ").replace('/', " OR ");
    !expression.is_empty()
        && plain.split(" AND ").all(|part| {
            part.split(" OR ")
                .any(|one| allowed.contains(one.split(" WITH ").next().unwrap_or_default().trim()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_allowed_when_every_part_offers_one() {
        let allowed = BTreeSet::from(["MIT", "Apache-2.0"]);
        for fine in
            ["MIT", "MIT/GPL-3.0", "(GPL-3.0 OR MIT) AND Apache-2.0", "Apache-2.0 WITH LLVM-exception"]
        {
            assert!(is_allowed(fine, &allowed), "{fine}");
        }
        for not in ["", "GPL-3.0", "MIT AND GPL-3.0"] {
            assert!(!is_allowed(not, &allowed), "{not}");
        }
    }
}
