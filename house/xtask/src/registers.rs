//! Registers written from the code: addresses and events.

use std::fmt::Write as _;

use crate::lexer::{self, Kind, stands};
use crate::tree::Tree;

const METHODS: [&str; 5] = ["get", "post", "put", "delete", "patch"];

/// Writes docs/routes.md.
pub(crate) fn routes(tree: &Tree) -> String {
    let mut lines = Vec::new();
    for file in tree.rust.iter().filter(|f| f.path.starts_with("rooms/") || f.path.starts_with("base/")) {
        for (at, _) in file.product().filter(|(_, t)| t.is("route")) {
            let Some(address) = file.tokens.get(at + 2).filter(|t| t.kind == Kind::Text) else { continue };
            let end = lexer::behind(&file.tokens, at + 1);
            let methods: Vec<String> = (at..end)
                .filter_map(|n| file.tokens.get(n))
                .filter(|t| METHODS.iter().any(|m| t.is(m)))
                .map(|t| t.text.to_uppercase())
                .collect();
            lines.push(format!("| `{}` | {} | `{}` |", address.text, methods.join(" "), file.path));
        }
    }
    lines.sort();
    lines.dedup();
    format!(
        "# Addresses\n\nWritten by `make docs` from the rooms' doors: do not edit. Everything under `/desk` asks for a signed-in post.\n\n\
         | address | methods | file |\n|---|---|---|\n{}\n",
        lines.join("\n")
    )
}

/// Writes docs/events.md.
pub(crate) fn events(tree: &Tree) -> String {
    let mut out = String::from(
        "# Events\n\nWritten by `make docs` from the law's event codes: do not edit. Each is recorded in the ledger in the transaction of the change;\n\
         what follows from it is in `house/gk-server/src/consequences.rs`.\n\n| event | 中文 | recorded by |\n|---|---|---|\n",
    );
    let mut lines = Vec::new();
    for file in tree.rust.iter().filter(|f| f.path.starts_with("law/")) {
        for (at, _) in file.product().filter(|(_, t)| t.is("enum")) {
            let name = file.tokens.get(at + 1).map_or("", |t| t.text.as_str());
            if !name.ends_with("Event") {
                continue;
            }
            for n in at..lexer::behind(&file.tokens, at + 2) {
                let (Some(variant), Some(code), Some(label)) =
                    (file.tokens.get(n), file.tokens.get(n + 2), file.tokens.get(n + 5))
                else {
                    continue;
                };
                if stands(&file.tokens, n + 1, &["="])
                    && stands(&file.tokens, n + 3, &["=", ">"])
                    && code.kind == Kind::Text
                {
                    lines.push((code.text.clone(), label.text.clone(), recorders(tree, name, &variant.text)));
                }
            }
        }
    }
    lines.sort();
    for (code, label, places) in lines.iter().filter(|(code, _, _)| code.contains('.')) {
        let _ = writeln!(out, "| `{code}` | {label} | {} |", places.join("<br>"));
    }
    out
}

fn recorders(tree: &Tree, name: &str, variant: &str) -> Vec<String> {
    let mut out = Vec::new();
    for file in tree.rust.iter().filter(|f| !f.path.starts_with("law/")) {
        if file.product().any(|(at, _)| stands(&file.tokens, at, &[name, ":", ":", variant])) {
            out.push(format!("`{}`", file.path));
        }
    }
    out
}
