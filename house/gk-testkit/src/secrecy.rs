//! Secrecy (保密): nothing of what must be sealed is plain in the files or tables of an office.

use crate::{Bench, leaks};

/// Asserts that none of these secrets is in the files of an office (database, index, keys) or in any table of its dump,
/// whichever engine it stands on; `tables` must not be empty.
///
/// # Panics
/// When one is found, or a table has nothing to look at.
pub async fn none_in(bench: &Bench, tables: &[&str], secrets: &[&str]) {
    let (looked, found) = leaks::in_folder(bench.dir(), secrets);
    assert!(looked > 0 && found.is_empty(), "{found:?}");
    let into = std::io::Cursor::new(Vec::new());
    let dump = gk_server::dump::dump(bench.office.engine(), into, |_| ()).await.expect("a dump");
    let file = bench.dir().join("dump.zip");
    std::fs::write(&file, dump.into_inner()).expect("the dump is written");
    let opened = std::fs::File::open(&file).expect("the dump is there");
    let mut unpacker = gk_sheets::Unpacker::open(opened).expect("the dump opens");
    for table in tables {
        let mut text = Vec::new();
        let mut part = unpacker.part(&format!("{table}.jsonl")).expect("the table is in the dump");
        std::io::Read::read_to_end(&mut part, &mut text).expect("the table is read");
        let found = leaks::in_bytes(&text, secrets);
        assert!(!text.is_empty() && found.is_empty(), "{table}: {found:?}");
    }
}
