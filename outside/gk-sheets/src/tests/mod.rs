//! What every reader must do, on files built here.

mod bad;
mod broken;
pub(crate) mod build;
mod documents;
mod intake;
mod pages;
mod reports;
mod workbooks;

use gk_rules::catalog::sheet::{Merge, Sheet, Source};
use gk_rules::catalog::trouble::Fault;

use crate::{Limits, Taken, take};

fn taken(name: &str, bytes: &[u8]) -> Taken {
    take(name, bytes, &Limits::default()).unwrap_or_else(|trouble| panic!("{trouble}"))
}

fn sheets(name: &str, bytes: &[u8]) -> Vec<Sheet> {
    match taken(name, bytes).source {
        Source::Sheets(sheets) => sheets,
        Source::Text(text) => panic!("text: {text}"),
    }
}

fn only(name: &str, bytes: &[u8]) -> Sheet {
    let mut found = sheets(name, bytes);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn text(name: &str, bytes: &[u8]) -> String {
    match taken(name, bytes).source {
        Source::Text(text) => text,
        Source::Sheets(sheets) => panic!("{sheets:?}"),
    }
}

fn remarks(name: &str, bytes: &[u8]) -> Vec<Fault> {
    taken(name, bytes).remarks.into_iter().map(|remark| remark.fault).collect()
}

fn merge(top: usize, left: usize, bottom: usize, right: usize) -> Merge {
    Merge { top, left, bottom, right }
}

fn sorted(mut merges: Vec<Merge>) -> Vec<(usize, usize, usize, usize)> {
    merges.sort_by_key(|m| (m.top, m.left));
    merges.into_iter().map(|m| (m.top, m.left, m.bottom, m.right)).collect()
}
