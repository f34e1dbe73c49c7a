//! Sizes: files, rooms and templates stay small enough to be one idea.

use std::collections::BTreeMap;

use crate::tree::Tree;

const FILE: usize = 500;
const ROOM: usize = 6_000;
const TEMPLATE: usize = 150;

/// Complaints about sizes.
pub(crate) fn complaints(tree: &Tree) -> Vec<String> {
    let mut out = Vec::new();
    let mut rooms: BTreeMap<&str, usize> = BTreeMap::new();
    for file in &tree.rust {
        let lines = file.product_lines();
        if lines > FILE {
            out.push(format!("{}: {lines} lines without tests; at most {FILE}: split it by idea", file.path));
        }
        if let Some(room) = file.path.strip_prefix("rooms/").and_then(|rest| rest.split('/').next()) {
            *rooms.entry(room).or_default() += lines;
        }
    }
    for (room, lines) in rooms {
        if lines > ROOM {
            out.push(format!("rooms/{room}: {lines} lines; at most {ROOM}: it is two rooms"));
        }
    }
    for file in tree.files.iter().filter(|f| f.path.contains("/templates/") && f.path.ends_with(".html")) {
        let lines = file.text.lines().count();
        if lines > TEMPLATE {
            out.push(format!("{}: {lines} lines; a template has at most {TEMPLATE}", file.path));
        }
    }
    out
}
