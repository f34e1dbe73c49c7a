//! The escape clause (另有规定): 法律、法规另有规定的，从其规定 is taken out of the text and remembered.

use super::{each, skip_all};

/// The text without its escape clauses, and whether it had any.
pub(super) fn excise(plain: &str) -> (String, bool) {
    let mut text = plain.to_owned();
    let mut found = false;
    for mark in each("另有规定 另有要求 另有约定 另有明确规定") {
        while let Some((before, after)) = text.split_once(mark) {
            text = join(head(before), tail(after));
            found = true;
        }
    }
    if let Some((before, after)) = text.split_once("从其规定") {
        let clause = before.rfind([',', ';', '。', '(']).unwrap_or(before.len());
        text = format!("{}{after}", before.get(..clause).unwrap_or_default());
        found = true;
    }
    (text, found)
}

/// What stands before the escape clause: all but its own subject (法律、法规对…).
fn head(before: &str) -> &str {
    const SUBJECTS: &str = "除法 除国 除有 除上 除相 除另 除本 法律 相关政策 相关法 国家 上级 行政法规 政策法规 \
        有关法 有关规 如 若";
    let start = before
        .rfind([',', ';', '。', '(', ':'])
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let clause = before.get(start..).unwrap_or_default();
    let subject = each(SUBJECTS).filter_map(|word| clause.find(word)).min().unwrap_or(0);
    before.get(..start + subject).unwrap_or_default()
}

/// What stands behind it.
fn tail(after: &str) -> &str {
    skip_all(
        after,
        "的 , 应当 应 从其规定 从其约定 依其规定 按其规定 按照其规定 执行 除外 以外 外 依照 按照 按 从其 规定 其 依",
    )
}

/// The two put together; a comma keeps apart what the clause kept apart.
fn join(head: &str, tail: &str) -> String {
    const MARKS: [char; 5] = [',', ';', '。', '(', ':'];
    let apart = head.is_empty()
        || tail.is_empty()
        || head.ends_with(MARKS)
        || tail.starts_with([',', ';', '。', ')']);
    format!("{head}{}{tail}", if apart { "" } else { "," })
}
