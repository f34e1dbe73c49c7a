//! All diagnostics on one page (诊断代码总表): codes, severity, sentence and hint, as Markdown.

use std::fmt::Write as _;

use super::finding::Check;
use super::reading::diagnostics::TABLE;
use super::trouble::{Fault, FileKind, Spot, Trouble};
use crate::Coded;

/// A number that stands for any number on the page.
const ANY: u64 = 7;

/// 诊断代码总表: the text of `docs/diagnostics.md`.
#[must_use]
pub fn page() -> String {
    let mut out = String::from(
        "# Diagnostics\n\nEvery code the product gives for files, catalogs and editions. Codes are stable and never reused. Written by\n\
         `cargo run -p gk-rules --example diagnostics > docs/diagnostics.md`; a test fails when this page is out of date.\n\
         `{}` and `N` stand for what was found.\n",
    );
    out.push_str(
        "\n## GK-F: files (文件)\n\nGK-F0xx refuse the file, GK-F1xx remark on a file that was read.\n\n",
    );
    out.push_str("| code | severity | message | hint |\n|---|---|---|---|\n");
    for fault in faults() {
        let trouble = Trouble { file: String::new(), spot: Spot::File, fault };
        let whole = trouble.message();
        let message = whole.rsplit_once("”：").map_or(whole.as_str(), |(_, rest)| rest);
        let severity = if trouble.is_remark() { "note" } else { "error" };
        line(&mut out, &[trouble.code(), severity, &message.replace('7', "N"), trouble.hint()]);
    }
    out.push_str("\n## GK-C: reading of catalogs (目录读取)\n\n| code | severity | message | hint |\n|---|---|---|---|\n");
    for entry in TABLE {
        line(&mut out, &[entry.code, entry.severity.code(), entry.message, entry.hint]);
    }
    out.push_str(
        "\n## GK-N: checks of editions (版本检查)\n\nGK-N0xx look at an edition alone, GK-N1xx hold it against the standard above. The grade and the hint come\n\
         with each finding. A blocking finding that may be explained is answered by a written explanation.\n\n\
         | code | check | may be explained |\n|---|---|---|\n",
    );
    for check in Check::ALL {
        let explained = if check.may_be_explained() { "yes" } else { "no" };
        line(&mut out, &[check.code(), check.label(), explained]);
    }
    out
}

fn line(out: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    // Writing to a text cannot fail.
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

/// One fault of every kind.
fn faults() -> Vec<Fault> {
    let (limit, count) = (ANY, ANY);
    vec![
        Fault::Empty,
        Fault::TooLarge { bytes: ANY, limit },
        Fault::Unpacked { limit },
        Fault::Ratio { limit },
        Fault::TooManyParts { found: ANY, limit },
        Fault::TooManySheets { limit },
        Fault::TooManyRows { limit },
        Fault::TooManyColumns { limit },
        Fault::TooManyCells { limit },
        Fault::CellTooLong { limit },
        Fault::TooDeep { limit },
        Fault::Encrypted,
        Fault::Damaged,
        Fault::Unsupported(FileKind::Pdf),
        Fault::Unknown,
        Fault::Nothing,
        Fault::TooManyMerges { limit },
        Fault::TextTooLong { limit },
        Fault::NameDiffers(FileKind::Html),
        Fault::HiddenSheet,
        Fault::HiddenRows { count, first: 7 },
        Fault::HiddenColumns { count, first: 0 },
        Fault::AutoNumbering { count },
        Fault::OddBytes { count, encoding: "GB18030" },
        Fault::OverlappingMerges { count },
        Fault::NoStoredValue { count },
        Fault::NestedTable { count },
        Fault::TrackedChanges { count },
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_of_a_fault_is_on_the_page() {
        let source = include_str!("trouble.rs");
        let codes: BTreeSet<&str> = source
            .match_indices("\"GK-F")
            .filter_map(|(at, _)| source.get(at + 1..at + 8))
            .filter(|code| code.bytes().skip(4).all(|b| b.is_ascii_digit()))
            .collect();
        let listed: BTreeSet<&str> = faults().iter().map(Fault::code).collect();
        assert_eq!(codes, listed);
        assert_eq!(faults().len(), listed.len());
    }
}
