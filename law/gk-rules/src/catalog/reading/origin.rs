//! Where cells came from (来处): every cell of a text found again in its source, markup and line breaks included.

use super::diagnostics::{Report, Trouble};
use super::table::{Origin, Row, number};
use crate::text::fold_char;

/// The most characters that may stand between two cells and belong to neither (navigation, a title said again).
const MOST_BETWEEN: usize = 300;
/// The most places tried for one cell.
const MOST_TRIES: usize = 12;
/// The longest tag or bracket inside a cell, in bytes.
const LONGEST_MARKUP: usize = 400;

/// Finds every cell of the rows in the source, in the order of the rows, and keeps it as it stood there. A cell that
/// cannot be found (its words were put together from several places) stays as it was read.
pub(super) fn trace(source: &str, rows: &mut [Row], report: &mut Report) {
    let starts = line_starts(source);
    let mut cursor = 0;
    for row in rows {
        let line = usize::try_from(row.number).unwrap_or(usize::MAX).saturating_sub(1);
        cursor = cursor.max(starts.get(line).copied().unwrap_or(0));
        for at in 0..row.cells.len() {
            if row.cell(at).trim().is_empty() || row.is_traced(at) {
                continue;
            }
            let Some(found) = find(source, cursor, row.cell(at)) else { continue };
            let text = source.get(found.start..found.end).unwrap_or_default();
            let line = number(starts.partition_point(|start| *start <= found.start).saturating_sub(1));
            if found.markup {
                report.say(Trouble::MarkupRemoved, line, number(at), text);
            }
            if text != row.cell(at) || line != row.number {
                row.came_from(at, Origin { row: line, column: number(at), text: text.to_owned() });
            }
            cursor = found.end;
        }
    }
}

/// The byte each line of a text begins at.
fn line_starts(source: &str) -> Vec<usize> {
    let mut starts = vec![0];
    starts.extend(source.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1));
    starts
}

/// A cell in its source.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    start: usize,
    end: usize,
    /// Whether markup or pinyin stood inside.
    markup: bool,
}

/// The first place at or behind `from` whose letters are those of the cell.
fn find(source: &str, from: usize, cell: &str) -> Option<Found> {
    let first = cell.chars().filter(|c| !c.is_whitespace()).find_map(fold_char)?;
    let tail = source.get(from..)?;
    let mut tries = 0;
    let mut between = 0;
    let mut rest = tail;
    while let Some(c) = rest.chars().next() {
        let at = source.len() - rest.len();
        if fold_char(c) == Some(first) || c == '&' && matches!(first, '<' | '>' | '&' | '"') {
            if let Some(found) = follow(source, at, cell) {
                return Some(found);
            }
            tries += 1;
        }
        let step = tag(rest).unwrap_or_else(|| {
            between += usize::from(c.is_alphanumeric());
            c.len_utf8()
        });
        if tries > MOST_TRIES || between > MOST_BETWEEN {
            return None;
        }
        rest = rest.get(step..)?;
    }
    None
}

/// Follows the letters of a cell from a place in the source, over white space, borders, markup and pinyin.
fn follow(source: &str, start: usize, cell: &str) -> Option<Found> {
    let mut rest = source.get(start..)?;
    let mut end = start;
    let mut markup = false;
    let mut pending = false;
    let mut letters = cell.chars().filter(|c| !c.is_whitespace()).filter_map(fold_char).peekable();
    while let Some(wanted) = letters.next() {
        loop {
            let c = rest.chars().next()?;
            let here = source.len() - rest.len();
            let sounds =
                wanted == '(' && pinyin(rest).is_some_and(|(_, first)| Some(&first) != letters.peek());
            let step = match fold_char(c) {
                Some(one) if one == wanted && !sounds => c.len_utf8(),
                _ => {
                    let (step, is_markup) = skip(rest, wanted)?;
                    pending |= is_markup;
                    if step > 0 {
                        rest = rest.get(step..)?;
                        continue;
                    }
                    entity(rest)?.0
                }
            };
            markup |= pending;
            rest = rest.get(step..)?;
            end = here + step;
            break;
        }
    }
    if let Some((length, _)) = pinyin(rest) {
        end += length;
        markup = true;
    }
    Some(Found { start, end, markup })
}

/// The length and the first letter of a syllable in brackets at the front.
fn pinyin(rest: &str) -> Option<(usize, char)> {
    let inner = rest.strip_prefix(['(', '（'])?;
    let first = inner.chars().next()?;
    let end = inner.find([')', '）']).filter(|end| (1..=16).contains(end))?;
    let syllable = inner.get(..end)?;
    let sounds = syllable.chars().all(|c| c.is_lowercase()) && !syllable.is_ascii();
    let close = inner.get(end..)?.chars().next()?;
    sounds.then(|| (rest.len() - inner.len() + end + close.len_utf8(), first))
}

/// How many bytes at the front belong to no cell, and whether they are markup; 0 bytes for a reference that stands for
/// the wanted character.
fn skip(rest: &str, wanted: char) -> Option<(usize, bool)> {
    let c = rest.chars().next()?;
    if c.is_whitespace() || fold_char(c).is_none() || matches!(c, '|' | '｜' | '│' | '┃' | '¦') {
        return Some((c.len_utf8(), false));
    }
    if let Some(length) = tag(rest) {
        return Some((length, true));
    }
    if let Some((length, stands_for)) = entity(rest) {
        return match stands_for {
            one if one == wanted => Some((0, true)),
            ' ' => Some((length, true)),
            _ => None,
        };
    }
    if matches!(c, '(' | '（') {
        let end = rest.find([')', '）']).filter(|end| *end <= 20)?;
        let close = rest.get(end..)?.chars().next()?;
        return Some((end + close.len_utf8(), true));
    }
    None
}

/// The length of a tag at the front.
fn tag(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('<')?;
    let named = inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    inner.find('>').map(|end| end + 2).filter(|length| named && *length <= LONGEST_MARKUP)
}

/// A character reference at the front: its length and the character it stands for.
fn entity(rest: &str) -> Option<(usize, char)> {
    [("&nbsp;", ' '), ("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"')]
        .into_iter()
        .find(|(words, _)| rest.starts_with(words))
        .map(|(words, c)| (words.len(), c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(source: &str, cells: &[&str]) -> (Vec<Origin>, usize) {
        let mut row = Row::new(1, cells.iter().map(|one| (*one).to_owned()).collect());
        let mut report = Report::default();
        trace(source, std::slice::from_mut(&mut row), &mut report);
        ((0..cells.len()).map(|at| row.origin(at)).collect(), report.diagnostics.len())
    }

    #[test]
    fn cells_are_found_with_what_was_taken_out_of_them() {
        let (found, said) =
            raw("1 | 政策<b>文\n件</b> | 內(nèi)容&nbsp;(要素) |", &["1", "政策文件", "內容 (要素)"]);
        let texts: Vec<&str> = found.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts, ["1", "政策<b>文\n件", "內(nèi)容&nbsp;(要素)"]);
        assert_eq!(found.iter().map(|one| one.row).collect::<Vec<_>>(), [1, 1, 2]);
        assert_eq!(said, 2);
    }

    #[test]
    fn folded_cells_are_found_as_they_were_written() {
        let (found, said) = raw("１法律（國家）《條例》", &["1", "法律(国家)", "《条例》"]);
        let texts: Vec<&str> = found.iter().map(|one| one.text.as_str()).collect();
        assert_eq!((texts, said), (vec!["１", "法律（國家）", "《條例》"], 0));
    }

    #[test]
    fn a_cell_put_together_from_several_places_stays_as_it_was_read() {
        let (found, _) = raw("甲 乙\n丙", &["丙乙"]);
        assert_eq!(found.first().map(|one| one.text.as_str()), Some("丙乙"));
    }
}
