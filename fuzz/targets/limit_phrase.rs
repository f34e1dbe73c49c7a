//! Any phrase is read as a time limit or left unclear, never a panic; the same phrase is read the same way.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|phrase: &str| {
    let read = gk_rules::time::read::read;
    assert_eq!(read(phrase), read(phrase));
});
