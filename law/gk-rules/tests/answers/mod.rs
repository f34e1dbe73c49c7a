//! The answers of rows.csv and their comparison with what was read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gk_rules::catalog::draft::ItemDraft;
use gk_rules::text::{fold, strip_pinyin};

pub(crate) type Record = BTreeMap<String, String>;

/// A CSV file with a head; quotes and line ends inside quotes are understood.
pub(crate) fn records(path: &Path) -> Vec<Record> {
    let text = std::fs::read_to_string(path).expect("the test data is in the repository");
    let mut rows: Vec<Vec<String>> = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().expect("there is always a row");
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                row.last_mut().expect("there is always a cell").push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' if !quoted => {}
            c => row.last_mut().expect("there is always a cell").push(c),
        }
    }
    let head = rows.remove(0);
    rows.into_iter().filter(|row| row.len() > 1).map(|row| head.iter().cloned().zip(row).collect()).collect()
}

/// Letters and Han characters of a folded text, list numbers left out: what must be the same on both sides.
pub(crate) fn plain(text: &str) -> String {
    let folded = fold(&strip_pinyin(text));
    let chars: Vec<char> = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let mut out = String::new();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        if c.is_ascii_digit() {
            let end = (at..chars.len()).find(|one| !chars[*one].is_ascii_digit()).unwrap_or(chars.len());
            let before = at.checked_sub(1).map(|one| chars[one]);
            let after = chars.get(end).copied().unwrap_or(' ');
            let behind_mark = before.is_none_or(|c| matches!(c, ';' | ':' | '。'));
            let listed = end - at <= 2
                && before != Some('.')
                && (matches!(after, '.' | '、' | '《') || behind_mark && after != '个');
            if !listed {
                out.extend(&chars[at..end]);
            }
            at = end;
            continue;
        }
        let circled = ('①'..='⑳').contains(&c);
        if c.is_alphanumeric() && !circled && c != '〇' {
            out.push(c);
        }
        at += 1;
    }
    out
}

pub(crate) fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/mess")
}

/// One wrong field: name, what was expected, what was read.
pub(crate) type Wrong = (String, String, String);

pub(crate) struct Compared {
    pub(crate) wrong: Vec<Wrong>,
    pub(crate) lost: usize,
}

fn text_fields(item: &ItemDraft) -> [(&'static str, String); 6] {
    let join = |parts: Vec<&str>| parts.join(" ");
    [
        ("level1_item", item.level1.clone().unwrap_or_default()),
        ("level2_item", item.level2.clone().unwrap_or_default()),
        ("content_elements", join(item.elements.iter().map(|one| one.text.as_str()).collect())),
        ("legal_basis", join(item.basis.iter().map(|one| one.text.as_str()).collect())),
        ("time_limit_text", item.time_limit.as_ref().map(|one| one.text.clone()).unwrap_or_default()),
        ("responsible_body", item.responsible.clone().unwrap_or_default()),
    ]
}

fn flags(item: &ItemDraft) -> [(&'static str, Option<bool>); 6] {
    [
        ("audience_all", item.audience.all),
        ("mode_active", item.method.proactive),
        ("mode_on_request", item.method.on_request),
        ("level_county", item.levels.county),
        ("level_township", item.levels.township),
        ("level_village", item.levels.village),
    ]
}

fn text_of(item: &ItemDraft, name: &str) -> String {
    text_fields(item).into_iter().find(|(one, _)| *one == name).map(|(_, text)| text).unwrap_or_default()
}

/// `above`: the item before, whose values 同上 and carried first-level names repeat.
pub(crate) fn compare(item: &ItemDraft, above: Option<&ItemDraft>, row: &Record, shown: &str) -> Compared {
    let mut wrong = Vec::new();
    let mut lost = 0;
    let given = |name: &str| row.get(name).map_or("", String::as_str);
    for (name, read) in text_fields(item) {
        let (expected, read) = (plain(given(name)), plain(&read));
        if expected == read
            || given(name) == "同上" && above.is_some_and(|one| plain(&text_of(one, name)) == read)
        {
            continue;
        }
        if name == "level1_item"
            && expected.is_empty()
            && above.is_some_and(|one| plain(&text_of(one, name)) == read)
        {
            continue;
        }
        if !expected.is_empty() && !shown.contains(&expected) {
            lost += 1;
            continue;
        }
        wrong.push((name.to_owned(), given(name).to_owned(), read));
    }
    if shown.contains(&format!("{}领域基层政务", plain(given("domain"))))
        && item.domain.as_deref().map(plain) != Some(plain(given("domain")))
    {
        wrong.push((
            "domain".to_owned(),
            given("domain").to_owned(),
            item.domain.clone().unwrap_or_default(),
        ));
    }
    let expected: BTreeSet<String> =
        given("channels").split(';').map(plain).filter(|one| !one.is_empty()).collect();
    let channels: BTreeSet<String> =
        item.channels.iter().map(|one| plain(&one.text)).filter(|one| !one.is_empty()).collect();
    let same = expected.iter().eq(["同上"].iter()) && above.is_some_and(|one| one.channels == item.channels);
    if expected != channels && !same {
        if expected.iter().all(|one| shown.contains(one)) {
            wrong.push(("channels".to_owned(), given("channels").to_owned(), format!("{channels:?}")));
        } else {
            lost += 1;
        }
    }
    lost += compare_flags(item, row, shown, &mut wrong);
    Compared { wrong, lost }
}

/// The ticks; gives how many the text does not show (a combined column for 乡、村级 with only one of them meant).
fn compare_flags(item: &ItemDraft, row: &Record, shown: &str, wrong: &mut Vec<Wrong>) -> usize {
    let given = |name: &str| row.get(name).map_or("", String::as_str);
    let mut lost = 0;
    let specific = item.audience.specific.clone().unwrap_or_default();
    if plain(&specific) != plain(given("audience_specific")) {
        wrong.push(("audience_specific".to_owned(), given("audience_specific").to_owned(), specific));
    }
    for (name, read) in flags(item) {
        let combined = shown.contains("乡村级") && given("level_township") != given("level_village");
        if combined && matches!(name, "level_township" | "level_village") {
            lost += 1;
            continue;
        }
        let right = match given(name) {
            "1" => read == Some(true),
            _ => read != Some(true),
        };
        if !right {
            wrong.push((name.to_owned(), given(name).to_owned(), format!("{read:?}")));
        }
    }
    lost
}
