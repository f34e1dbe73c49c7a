//! Any phrase is read as a time limit or left unclear, never a panic, and its text is kept.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|phrase: &str| {
    let limit = gk_rules::time::read::read(phrase);
    assert_eq!(limit.text, phrase);
});
