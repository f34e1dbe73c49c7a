//! Any text, with cells or without, is read as a catalog with diagnostics, never a panic.
#![no_main]

use gk_rules::catalog::reading::{Hint, read};
use gk_rules::catalog::sheet::Source;
use gk_sheets::{Limits, take};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    read(&Source::Text(text.to_owned()), &Hint::default());
    let limits = Limits { rows: 500, columns: 60, cells: 5_000, ..Limits::default() };
    if let Ok(taken) = take("目录.csv", text.as_bytes(), &limits) {
        read(&taken.source, &Hint::default());
    }
});
