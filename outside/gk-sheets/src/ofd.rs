//! OFD (GB/T 33190): the words of each page, put into lines by where they stand.

use gk_rules::catalog::trouble::Fault;

use crate::intake::{Intake, Run, Stop};
use crate::parts::Parts;
use crate::walk::{Step, Walk, attr};

/// Pages of a document at most.
const PAGES: usize = 2_000;

/// Lines with their pages, counted from one.
pub(crate) fn lines(parts: &mut Parts<'_>, intake: &mut Intake<'_>) -> Run<Vec<(u32, String)>> {
    let xml = parts.must("OFD.xml", intake)?;
    let roots = texts_of(&xml, "OFD.xml", "DocRoot", intake)?;
    let mut out = Vec::new();
    let mut page = 0_u32;
    for root in roots.iter().take(PAGES) {
        let root = root.trim().trim_start_matches('/').to_owned();
        let xml = parts.must(&root, intake)?;
        for place in pages_of(&xml, &root, intake)?.into_iter().take(PAGES) {
            page += 1;
            let place = beside(&root, &place);
            let Some(xml) = parts.text(&place, intake)? else { continue };
            let lines = page_lines(&xml, &place, intake)?;
            intake.text(lines.iter().map(String::len).sum())?;
            out.extend(lines.into_iter().map(|line| (page, line)));
        }
    }
    if out.is_empty() { Err(Stop::file(Fault::Nothing)) } else { Ok(out) }
}

/// The text of every element of a name.
fn texts_of(xml: &str, part: &str, wanted: &str, intake: &Intake<'_>) -> Run<Vec<String>> {
    let mut walk = Walk::new(xml, part, intake);
    let (mut out, mut inside) = (Vec::new(), false);
    while let Some(step) = walk.next()? {
        match step {
            Step::Open(tag) if tag.local_name().as_ref() == wanted => {
                inside = true;
                out.push(String::new());
            }
            Step::Text(text) if inside => {
                if let Some(last) = out.last_mut() {
                    last.push_str(&text);
                }
            }
            Step::Close(name) if name == wanted => inside = false,
            _ => {}
        }
    }
    Ok(out)
}

/// Where the pages of a document lie, in order; templates are no pages.
fn pages_of(xml: &str, part: &str, intake: &Intake<'_>) -> Run<Vec<String>> {
    let mut walk = Walk::new(xml, part, intake);
    let mut out = Vec::new();
    while let Some(step) = walk.next()? {
        if let Step::Open(tag) = step
            && tag.local_name().as_ref() == "Page"
            && let Some(place) = attr(&tag, "BaseLoc")
        {
            out.push(place);
        }
    }
    Ok(out)
}

/// A place as a part's name: from the root with a slash, else beside the document.
fn beside(root: &str, place: &str) -> String {
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    match place.trim().strip_prefix('/') {
        Some(rooted) => rooted.to_owned(),
        None if folder.is_empty() => place.trim().to_owned(),
        None => format!("{folder}/{}", place.trim()),
    }
}

/// A piece of text where it stands, in tenths of a millimetre.
struct Word {
    top: i64,
    left: i64,
    high: i64,
    text: String,
}

fn page_lines(xml: &str, part: &str, intake: &Intake<'_>) -> Run<Vec<String>> {
    let mut walk = Walk::new(xml, part, intake);
    let mut words: Vec<Word> = Vec::new();
    let (mut bounds, mut inside) = ([0_i64; 4], false);
    while let Some(step) = walk.next()? {
        match step {
            Step::Open(tag) => match tag.local_name().as_ref() {
                "TextObject" => bounds = numbers(&attr(&tag, "Boundary").unwrap_or_default()),
                "TextCode" => {
                    let shift = |name| tenths(&attr(&tag, name).unwrap_or_default());
                    let [left, top, _, high] = bounds;
                    // The baseline within the object tells lines of one object apart.
                    words.push(Word {
                        top: top.saturating_add(shift("Y")),
                        left: left.saturating_add(shift("X")),
                        high,
                        text: String::new(),
                    });
                    inside = true;
                }
                _ => {}
            },
            Step::Text(text) if inside => {
                if let Some(last) = words.last_mut() {
                    last.text.push_str(&text);
                }
            }
            Step::Close(name) if name == "TextCode" => inside = false,
            Step::Close(_) | Step::Text(_) => {}
        }
    }
    words.retain(|word| !word.text.trim().is_empty());
    Ok(by_lines(words))
}

/// Words whose baselines are nearer than half their height stand in one line, from left to right.
fn by_lines(mut words: Vec<Word>) -> Vec<String> {
    words.sort_by_key(|word| (word.top, word.left));
    let mut lines: Vec<Vec<Word>> = Vec::new();
    for word in words {
        let near = |line: &&mut Vec<Word>| {
            line.first().is_some_and(|first| (word.top - first.top).abs() * 2 <= word.high.max(20))
        };
        match lines.last_mut().filter(near) {
            Some(line) => line.push(word),
            None => lines.push(vec![word]),
        }
    }
    let told = |mut line: Vec<Word>| {
        line.sort_by_key(|word| word.left);
        line.into_iter().map(|word| word.text).collect::<String>()
    };
    lines.into_iter().map(told).collect()
}

fn numbers(text: &str) -> [i64; 4] {
    let mut out = [0; 4];
    for (slot, part) in out.iter_mut().zip(text.split_whitespace()) {
        *slot = tenths(part);
    }
    out
}

/// A decimal number in tenths, bounded.
fn tenths(text: &str) -> i64 {
    let (whole, rest) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let minus = whole.starts_with('-');
    let whole: i64 = whole.trim_start_matches(['-', '+']).parse().unwrap_or(0);
    let tenth = rest.chars().next().and_then(|c| c.to_digit(10)).map_or(0, i64::from);
    let value = whole.clamp(0, 1_000_000) * 10 + tenth;
    if minus { -value } else { value }
}
