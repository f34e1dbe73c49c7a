//! Cited legal bases (引用的依据): titles in their marks, with the numbers and articles beside them.

use serde::Serialize;

use super::clean::{CleanLine, written};
use super::field::{At, Confidence, Diagnostic, Field, Trouble};
use crate::numbers::docnum::{self, DocumentNumber};

/// 引用的依据: an instrument that the document cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitedBasis {
    /// 名称, without its marks; empty where only the number is cited.
    pub title: String,
    /// 发文字号
    pub number: Option<DocumentNumber>,
    /// 条款, as written (第十一条、第四十八条).
    pub articles: String,
}

const LEADS: &[&str] = &[
    "根据",
    "依据",
    "按照",
    "依照",
    "遵照",
    "贯彻落实",
    "贯彻执行",
    "落实",
    "执行",
    "违反",
    "参照",
    "符合",
    "适用",
    "转发",
    "贯彻",
    "对照",
    "废止",
    "修改",
];
const LAWS: &[&str] = &[
    "法", "条例", "办法", "规定", "细则", "决定", "意见", "通知", "规则", "纲要", "方案", "标准", "通则",
    "典",
];
/// 依据数上限: a catalog of bases is no text that cites them.
const MOST: usize = 500;

/// 正文: the words of lines with the line of every character.
struct Body {
    chars: Vec<char>,
    places: Vec<At>,
}

/// 查找依据: in the lines given, each instrument once.
#[must_use]
pub fn bases(lines: &[CleanLine], out: &mut Vec<Diagnostic>) -> Vec<Field<CitedBasis>> {
    let body = body(lines);
    let mut found: Vec<Field<CitedBasis>> = Vec::new();
    let mut at = 0;
    let mut followed = false;
    while at < body.chars.len() && found.len() < MOST {
        if body.chars.get(at) != Some(&'《') {
            at += 1;
            continue;
        }
        let Some(close) = closing(&body.chars, at) else {
            out.push(Diagnostic::new(
                Trouble::TitleMarks,
                body.places.get(at).copied(),
                &text(&body.chars, at, at + 30),
            ));
            at += 1;
            continue;
        };
        let (cited, end, marked) = behind(&body.chars, at, close);
        let led = LEADS.iter().any(|lead| text(&body.chars, at.saturating_sub(8), at).contains(lead));
        let law = LAWS
            .iter()
            .any(|kind| cited.title.trim_end_matches(['）', '行', '试', '暂', '（']).ends_with(kind));
        let listed =
            followed && matches!(body.chars.get(at.saturating_sub(1)), Some('、' | '和' | '及' | '与'));
        followed = led || marked || listed;
        if law && (led || marked || listed) {
            push(&mut found, cited, &body, (at, end), Confidence::Certain);
        } else if law {
            push(&mut found, cited, &body, (at, end), Confidence::Probable);
        }
        at = end.max(at + 1);
    }
    bare_numbers(&body, &mut found);
    found.sort_by_key(|one| one.at);
    found
}

fn body(lines: &[CleanLine]) -> Body {
    let (mut chars, mut places) = (Vec::new(), Vec::new());
    for line in lines {
        for c in line.text.chars() {
            chars.push(c);
            places.push(line.at);
        }
        if line.text.ends_with(['。', ';', ':']) {
            chars.push('\n');
            places.push(line.at);
        }
    }
    Body { chars, places }
}

fn text(chars: &[char], from: usize, to: usize) -> String {
    chars.get(from..to.min(chars.len())).unwrap_or_default().iter().collect()
}

/// Where a title ends; titles may hold titles.
fn closing(chars: &[char], open: usize) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, c) in chars.iter().enumerate().skip(open).take(120) {
        match c {
            '《' => depth += 1,
            '》' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The instrument between the marks with the number and the articles behind it; where it ends; whether there were any.
fn behind(chars: &[char], open: usize, close: usize) -> (CitedBasis, usize, bool) {
    let title = written(&text(chars, open + 1, close));
    let mut end = close + 1;
    let mut number = None;
    if chars.get(end) == Some(&'(')
        && let Some(length) = chars.iter().skip(end).take(60).position(|c| *c == ')')
    {
        let inside = text(chars, end + 1, end + length);
        number = docnum::find_all(&inside).into_iter().next().map(|one| one.number);
        if number.is_some() || inside.contains("以下") || inside.contains("简称") {
            end += length + 1;
        }
    }
    let articles = articles(chars, end);
    end += articles.chars().count();
    let marked = number.is_some() || !articles.is_empty();
    (
        CitedBasis {
            title, number, articles: articles.trim_end_matches(['、', '和', '及', ',']).to_owned()
        },
        end,
        marked,
    )
}

/// 第十一条第二款、第四十八条.
fn articles(chars: &[char], from: usize) -> String {
    let allowed = |c: &char| {
        "第条款项目章节之一二三四五六七八九十百零〇、和及至到()".contains(*c) || c.is_ascii_digit()
    };
    if chars.get(from) != Some(&'第') {
        return String::new();
    }
    let run: Vec<char> = chars.iter().skip(from).take(60).take_while(|c| allowed(c)).copied().collect();
    let end = run.iter().rposition(|c| matches!(c, '条' | '款' | '项' | '章' | '节'));
    end.and_then(|end| run.get(..=end)).map(|run| run.iter().collect()).unwrap_or_default()
}

fn push(
    found: &mut Vec<Field<CitedBasis>>,
    value: CitedBasis,
    body: &Body,
    (from, to): (usize, usize),
    confidence: Confidence,
) {
    let known = found.iter_mut().find(|one| !value.title.is_empty() && one.value.title == value.title);
    if let Some(known) = known {
        known.value.number = known.value.number.take().or(value.number);
        if known.value.articles.is_empty() {
            known.value.articles = value.articles;
        }
        known.confidence = known.confidence.min(confidence);
        return;
    }
    let (Some(first), Some(last)) = (body.places.get(from), body.places.get(to.saturating_sub(1))) else {
        return;
    };
    let at = At { page: first.page, line: first.line, to_line: last.to_line };
    found.push(Field { value, raw: text(&body.chars, from, to), at, confidence });
}

/// Numbers cited without a title (根据国办发〔2019〕54号文件).
fn bare_numbers(body: &Body, found: &mut Vec<Field<CitedBasis>>) {
    let mut line = String::new();
    let mut place: Option<At> = None;
    let all: Vec<(char, At)> = body.chars.iter().copied().zip(body.places.iter().copied()).collect();
    for (c, at) in all.into_iter().chain([('\n', At { page: 0, line: 0, to_line: 0 })]) {
        if c != '\n' {
            line.push(c);
            place = place.or(Some(at));
            continue;
        }
        for one in docnum::find_all(&line) {
            let known = found.iter().any(|basis| basis.value.number.as_ref() == Some(&one.number));
            if let Some(at) = place.filter(|_| !known && found.len() < MOST) {
                let value =
                    CitedBasis { title: String::new(), number: Some(one.number), articles: String::new() };
                found.push(Field { value, raw: one.written, at, confidence: Confidence::Probable });
            }
        }
        line.clear();
        place = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{clean::clean, lines_of};

    fn found(words: &str) -> Vec<(String, Option<String>, String)> {
        let (lines, _) = clean(&lines_of(words));
        let read = bases(&lines, &mut Vec::new());
        read.into_iter()
            .map(|one| (one.value.title, one.value.number.map(|n| n.to_string()), one.value.articles))
            .collect()
    }

    #[test]
    fn bases_are_read_with_numbers_and_articles_across_lines() {
        let text = "根据《中华人民共和国政府信息公开条例》（国务院令第711号）第十九条、第二十条和《国务院办公厅关于全面推进基\n层政务公开标准化规范化工作的指导意见》（国办发〔2019〕54号），结合本县实际，制定本办法。\n按照辽政办发[2020]13号文件要求办理。";
        assert_eq!(
            found(text),
            [
                (
                    "中华人民共和国政府信息公开条例".into(),
                    Some("国务院令第711号".into()),
                    "第十九条、第二十条".into()
                ),
                (
                    "国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见".into(),
                    Some("国办发〔2019〕54号".into()),
                    String::new()
                ),
                (String::new(), Some("辽政办发〔2020〕13号".into()), String::new()),
            ]
        );
    }

    #[test]
    fn titles_within_titles_are_one_and_newspapers_are_none() {
        let read = found(
            "贯彻落实《关于修改〈某条例〉的决定》。《人民日报》报道。依照《关于印发《某办法》的通知》执行。",
        );
        assert_eq!(
            read.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(),
            ["关于修改〈某条例〉的决定", "关于印发《某办法》的通知"]
        );
    }
}
