//! Legal bases (公开依据): a cell cut into the instruments it cites, with titles and document numbers.

use super::diagnostics::{Report, Trouble};
use crate::catalog::draft::BasisDraft;
use crate::numbers::docnum;
use crate::text::squeeze;

/// The instruments of a cell.
pub(super) fn read(cell: &str, row: u32, column: u32, report: &mut Report) -> Vec<BasisDraft> {
    let text = squeeze(cell);
    let (opened, closed) = (text.matches('《').count(), text.matches('》').count());
    if opened != closed {
        report.say(Trouble::TitleBroken, row, column, &text);
    }
    parts(&text).into_iter().map(|part| one(&part, row, column, report)).collect()
}

/// Instruments begin at a title, at a document number behind a separator, or at a list number.
fn parts(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut parts: Vec<String> = vec![String::new()];
    let mut title = 0_i32;
    let mut bracket = 0_i32;
    for (at, c) in chars.iter().enumerate() {
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        match c {
            '《' => {
                let nests = parts.last().is_some_and(|one| {
                    one.ends_with("印发")
                        || one.ends_with("转发")
                        || one.ends_with('的')
                        || one.ends_with("关于")
                        || one.ends_with("实施")
                });
                let unclosed = title > 0 && !nests;
                if unclosed {
                    title = 0;
                }
                let has_title = unclosed
                    || parts.last().is_some_and(|one| {
                        one.contains('》') || one.ends_with('号') && number(one).is_some()
                    });
                if title == 0 && bracket <= 0 && has_title {
                    parts.push(String::new());
                }
                title += 1;
            }
            '》' => title = (title - 1).max(0),
            '(' => bracket += 1,
            ')' => bracket = (bracket - 1).max(0),
            _ => {}
        }
        let separator = matches!(c, '、' | ';' | ',' | '。' | ' ') && bracket <= 0 && title == 0;
        if let Some(last) = parts.last_mut() {
            last.push(*c);
        }
        let goes_on = || number(&chars.iter().skip(at + 1).take(30).collect::<String>()).is_some();
        if separator && (*c != ' ' || next == '《' || next.is_ascii_digit() || goes_on()) {
            parts.push(String::new());
        }
    }
    glue(parts)
}

/// Pieces that name no instrument (等, 号, 及其实施细则) stay with the one before them.
fn glue(parts: Vec<String>) -> Vec<String> {
    let mut glued: Vec<String> = Vec::new();
    for part in parts {
        if part.trim().is_empty() {
            continue;
        }
        let names = part.contains(['《', '》']) || number(&part).is_some() || part.starts_with('【');
        let bare = unnumbered(part.trim()).trim_end_matches(['、', ';', ',', '。', ' ']);
        let ends = [
            "法", "条例", "办法", "规定", "意见", "通知", "决定", "细则", "规程", "标准", "纲要", "方案",
            "规划", "公告",
        ]
        .iter()
        .any(|end| bare.trim_end_matches('等').ends_with(end));
        let listed = bare.len() < part.trim().trim_end_matches(['、', ';', ',', '。', ' ']).len();
        let stands = names || ends && !bare.starts_with(['等', '及']) || listed;
        match glued.last_mut() {
            Some(last) if !stands || is_list_number(last) || part.trim_start().starts_with('(') => {
                last.push_str(&part);
            }
            _ => glued.push(part),
        }
    }
    glued
}

fn is_list_number(text: &str) -> bool {
    !text.trim().is_empty()
        && text.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '、' | '(' | ')' | ' '))
}

/// A text without its list number.
fn unnumbered(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == text.len() || text.len() - rest.len() > 2 {
        return text;
    }
    match rest.trim_start().chars().next() {
        Some('.' | '、' | ')') => rest
            .trim_start()
            .get(1..)
            .map_or("", |one| {
                if rest.trim_start().starts_with('、') {
                    rest.trim_start().trim_start_matches('、')
                } else {
                    one
                }
            })
            .trim_start(),
        Some('《' | '【') => rest.trim_start(),
        _ => text,
    }
}

fn one(part: &str, row: u32, column: u32, report: &mut Report) -> BasisDraft {
    let text = unnumbered(part.trim()).trim_end_matches(['、', ';', ',', '。', ' ', ':']).to_owned();
    let title = title(&text);
    let found = number(&text);
    if let Some((number, true)) = &found {
        report.say(Trouble::NumberRepaired, row, column, number);
    }
    BasisDraft { text, title, number: found.map(|(number, _)| number) }
}

/// The words inside the outermost 《》, to the end where 》 was lost.
fn title(text: &str) -> Option<String> {
    let start = text.find('《');
    let end = text.rfind('》');
    let inner = match (start, end) {
        (Some(start), Some(end)) if end > start => text.get(start + '《'.len_utf8()..end),
        (Some(start), _) => text
            .get(start + '《'.len_utf8()..)
            .map(|rest| rest.split(['(', '〔', '[']).next().unwrap_or(rest)),
        (None, Some(end)) => text.get(..end),
        (None, None) => None,
    }?;
    let inner = inner.trim();
    (!inner.is_empty()).then(|| inner.to_owned())
}

/// The first document number as it should be written, and whether it was written otherwise.
fn number(text: &str) -> Option<(String, bool)> {
    let found = docnum::find_all(&closed(text)).into_iter().next()?;
    let number = found.number.to_string();
    let repaired = found.number.year().is_some() && !text.contains(&number);
    Some((number, repaired))
}

/// A year whose closing bracket was lost (建村〔2017192号) with the bracket put back: a year has four digits.
fn closed(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 3);
    for (at, c) in chars.iter().enumerate() {
        out.push(*c);
        let begun = at
            .checked_sub(4)
            .and_then(|one| chars.get(one))
            .is_some_and(|one| matches!(one, '〔' | '[' | '﹝'));
        let year: String = chars.iter().take(at + 1).skip((at + 1).saturating_sub(4)).collect();
        let is_year =
            (year.starts_with("19") || year.starts_with("20")) && year.bytes().all(|b| b.is_ascii_digit());
        if begun && is_year && chars.get(at + 1).is_some_and(char::is_ascii_digit) {
            out.push('〕');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cell: &str) -> Vec<String> {
        read(cell, 1, 1, &mut Report::default()).into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn every_title_is_an_instrument() {
        assert_eq!(
            texts("《土地管理法》《城乡规划法》、《政府信息公开条例》"),
            ["《土地管理法》", "《城乡规划法》", "《政府信息公开条例》"]
        );
        assert_eq!(
            texts("1.《法》(国令第711号);2.建设用地审查报批有关规定"),
            ["《法》(国令第711号)", "建设用地审查报批有关规定"]
        );
        assert_eq!(
            texts("《财政部关于印发〈办法〉的通知》、财预〔2016〕143号等法律法规和文件规定"),
            ["《财政部关于印发〈办法〉的通知》", "财预〔2016〕143号等法律法规和文件规定"]
        );
        assert_eq!(texts("《信息公开条例》及相关规定"), ["《信息公开条例》及相关规定"]);
        assert_eq!(texts("《经济适用住房管理办法》 《公共租赁住房管理办法 《通知》").len(), 3);
    }

    #[test]
    fn numbers_are_found_and_their_brackets_repaired() {
        let mut report = Report::default();
        let found =
            read("《意见》(中办发[2016]8号) 建村〔2017192号 《条例》(国务院令第711号)", 2, 4, &mut report);
        let numbers: Vec<Option<&str>> = found.iter().map(|one| one.number.as_deref()).collect();
        assert!(
            numbers.contains(&Some("中办发〔2016〕8号"))
                && numbers.contains(&Some("建村〔2017〕192号"))
                && numbers.contains(&Some("国务院令第711号")),
            "{numbers:?}"
        );
        assert_eq!(report.diagnostics.len(), 2);
    }
}
