//! Any bytes under any name are read or refused, never a panic.
#![no_main]

#[allow(dead_code)]
#[path = "../../outside/gk-sheets/src/tests/build.rs"]
mod build;
mod seeds;

use gk_sheets::{Limits, take};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: seeds::write().expect("a folder to write seeds to"), |bytes: &[u8]| {
    // Small limits reach their own edges sooner.
    let limits = Limits { rows: 3_000, columns: 300, cells: 100_000, unpacked_bytes: 4 << 20, ..Limits::default() };
    for name in ["目录.xlsx", "目录.csv", "-"] {
        match take(name, bytes, &limits) {
            Ok(taken) => assert!(taken.remarks.iter().all(|remark| remark.is_remark())),
            Err(trouble) => assert!(!trouble.is_remark() && trouble.message().contains(name)),
        }
    }
});
