//! Reads the 122 layouts of tests/data/mess and compares every given field with the answers in rows.csv.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may stop on broken test data"
)]

mod answers;

use std::collections::BTreeSet;

use answers::{Record, compare, data, plain, records};
use gk_rules::catalog::draft::Draft;
use gk_rules::catalog::sheet::Source;
use gk_rules::catalog::{Hint, read};

fn read_file(name: &str) -> (String, Draft) {
    let text = std::fs::read_to_string(data().join(name)).expect("the test data is in the repository");
    let draft = read(&Source::Text(text.clone()), &Hint { domain: None, file: String::new() });
    (text, draft)
}

/// The codes of what was said about a file.
fn said(draft: &Draft) -> BTreeSet<&str> {
    draft.diagnostics.iter().map(|one| one.code.as_str()).collect()
}

#[test]
fn at_least_ninety_five_of_a_hundred_rows_are_read_with_every_given_field_right() {
    let answers = records(&data().join("rows.csv"));
    let (mut rows, mut right, mut lost) = (0, 0, 0);
    let mut report = String::new();
    for entry in records(&data().join("index.csv")) {
        let source = &entry["source"];
        let (text, draft) = read_file(&entry["file"]);
        let shown = plain(&text);
        let expected: Vec<&Record> = answers.iter().filter(|row| &row["source"] == source).collect();
        rows += expected.len();
        if expected.len() != draft.items.len() {
            report += &format!(
                "{} [{} {}] {} items, {} expected\n",
                entry["file"],
                entry["layout"],
                entry["effects"],
                draft.items.len(),
                expected.len()
            );
        }
        for (at, row) in expected.iter().enumerate() {
            let Some(item) = draft.items.get(at) else { continue };
            let compared = compare(item, at.checked_sub(1).and_then(|one| draft.items.get(one)), row, &shown);
            lost += compared.lost;
            if compared.wrong.is_empty() {
                right += 1;
                continue;
            }
            report += &format!(
                "{} [{} {}] item {} line {} {:?}\n",
                entry["file"],
                entry["layout"],
                entry["effects"],
                at + 1,
                item.source.row,
                said(&draft)
            );
            for (name, expected, read) in compared.wrong {
                report += &format!("    {name}: expected {expected:?} read {read:?}\n");
            }
        }
    }
    println!("{report}\n{right} of {rows} rows right; {lost} fields are not shown by their text");
    assert!(right * 100 >= rows * 95, "{right} of {rows} rows right\n{report}");
}
