//! Arrows between crates, from `cargo metadata`, against the table of the house (ADR 1).

use crate::dependencies::{metadata, text};
use crate::tree::Tree;

/// What each crate may ask of ours. A crate that is not here is not yet part of the house.
const MAY_ASK: &[(&str, &[&str])] = &[
    ("gk-rules", &[]),
    ("gk-standards", &["gk-rules"]),
    ("gk-base", &["gk-rules"]),
    ("gk-webkit", &["gk-base", "gk-rules"]),
    ("gk-org", &[LAW, BASE]),
    ("gk-catalog", &[LAW, BASE]),
    ("gk-duties", &[LAW, BASE, "gk-catalog"]),
    ("gk-records", &[LAW, BASE, "gk-catalog", "gk-duties"]),
    ("gk-desk", &[LAW, BASE, "gk-catalog", "gk-duties", "gk-records"]),
    ("gk-intake", &[LAW, BASE, "gk-records"]),
    ("gk-validity", &[LAW, BASE, "gk-catalog", "gk-records"]),
    ("gk-foi", &[LAW, BASE]),
    ("gk-letters", &[LAW, BASE, "gk-foi"]),
    ("gk-answers", &[LAW, BASE, "gk-records", "gk-foi"]),
    ("gk-supervision", &[LAW, BASE, "gk-duties", "gk-foi", "gk-answers"]),
    ("gk-counter", &[LAW, BASE, "gk-records", "gk-foi", "gk-letters", "gk-answers"]),
    (
        "gk-portal",
        &[LAW, BASE, "gk-org", "gk-catalog", "gk-duties", "gk-records", "gk-validity", "gk-answers"],
    ),
    ("gk-sqlite", &["gk-base", "gk-rules"]),
    ("gk-postgres", &["gk-base", "gk-rules"]),
    ("gk-sheets", &["gk-base", "gk-rules"]),
    ("gk-index", &["gk-base", "gk-rules"]),
    ("gk-press", &["gk-base", "gk-rules"]),
    ("gk-post", &["gk-base", "gk-rules"]),
    ("gk-signon", &["gk-base", "gk-rules", "gk-post"]),
    ("gk-server", &[LAW, BASE, ROOMS, OUTSIDE]),
    ("gk-testkit", &[LAW, BASE, ROOMS, OUTSIDE, "gk-server"]),
    ("gk-flows", &[LAW, BASE, ROOMS, OUTSIDE, "gk-server", "gk-testkit"]),
    ("xtask", &[LAW]),
];
const LAW: &str = "law/";
const BASE: &str = "base/";
const ROOMS: &str = "rooms/";
const OUTSIDE: &str = "outside/";

/// All that the rules may stand on, so that they stay without IO, clock and chance.
const RULES_MAY_USE: [&str; 3] = ["jiff", "serde", "thiserror"];

/// Drivers and file formats: only `outside/` may name them.
const FOREIGN: [&str; 23] = [
    "rusqlite",
    "tokio-postgres",
    "deadpool-postgres",
    "sqlx",
    "tantivy",
    "calamine",
    "rust_xlsxwriter",
    "zip",
    "quick-xml",
    "csv",
    "encoding_rs",
    "scraper",
    "lettre",
    "typst",
    "hayro",
    "pdf-writer",
    "lopdf",
    "image",
    "flate2",
    "reqwest",
    "hyper",
    "rustls",
    "tokio-rustls",
];

/// Complaints about arrows.
pub(crate) fn complaints(tree: &Tree) -> Result<Vec<String>, String> {
    let packages = metadata(tree, &["--no-deps"])?;
    if packages.len() < MAY_ASK.len() {
        return Err(format!(
            "cargo metadata lists {} crates, the house has {}",
            packages.len(),
            MAY_ASK.len()
        ));
    }
    let empty = Vec::new();
    let mut out = Vec::new();
    for package in &packages {
        let name = text(package, "name");
        let home = folder(tree, package);
        let Some((_, allowed)) = MAY_ASK.iter().find(|(crate_name, _)| *crate_name == name) else {
            out.push(format!("{home}: the crate {name} is not in the table of house/xtask/src/arrows.rs"));
            continue;
        };
        for needed in package.get("dependencies").and_then(|d| d.as_array()).unwrap_or(&empty) {
            out.extend(complaint(tree, (name, &home), allowed, needed));
        }
    }
    Ok(out)
}

fn complaint(
    tree: &Tree,
    (name, home): (&str, &str),
    allowed: &[&str],
    needed: &serde_json::Value,
) -> Option<String> {
    let other = text(needed, "name");
    let for_tests = text(needed, "kind") == "dev";
    if let Some(path) = needed.get("path").and_then(|p| p.as_str()) {
        let there =
            path.trim_start_matches(tree.root.to_string_lossy().as_ref()).trim_start_matches('/').to_owned();
        let fine = allowed.iter().any(|one| *one == other || (one.ends_with('/') && there.starts_with(one)));
        return (!fine).then(|| format!("{home}/Cargo.toml: {name} may not ask {other}"));
    }
    if name == "gk-rules" && !for_tests && !RULES_MAY_USE.contains(&other) {
        return Some(format!(
            "{home}/Cargo.toml: the rules may use {} only, not {other}",
            RULES_MAY_USE.join(", ")
        ));
    }
    if !for_tests && !home.starts_with(OUTSIDE) && FOREIGN.contains(&other) {
        return Some(format!("{home}/Cargo.toml: only outside/ may name {other}"));
    }
    let web = other == "axum" || other == "tower-http";
    let may_web = name == "gk-webkit" || home.starts_with(ROOMS) || home.starts_with("house/");
    (web && !may_web).then(|| format!("{home}/Cargo.toml: only webkit, rooms and house may name {other}"))
}

fn folder(tree: &Tree, package: &serde_json::Value) -> String {
    let manifest = text(package, "manifest_path");
    let root = tree.root.to_string_lossy();
    manifest
        .trim_start_matches(root.as_ref())
        .trim_start_matches('/')
        .trim_end_matches("/Cargo.toml")
        .to_owned()
}
