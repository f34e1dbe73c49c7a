//! What stands at the end of a document (附件说明、附注、抄送机关、印发机关和印发日期).

use serde::Serialize;

use super::clean::{CleanLine, listed, written};
use super::date::{self, ReadDate};
use super::field::{At, Confidence, Field};
use super::organ;
use crate::Day;
use crate::attribute::Attribute;

/// 附注中的公开属性: the note line (此件公开发布) and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisclosureNote {
    /// 公开属性; nothing where the words are of another kind.
    pub attribute: Option<Attribute>,
    /// 删减后公开
    pub reduced: bool,
    /// The words, without brackets.
    pub words: String,
}

/// 印发机关和印发日期
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Printed {
    /// 印发机关
    pub by: String,
    /// 印发日期
    pub on: Day,
}

fn field<T>(value: T, taken: &[CleanLine], confidence: Confidence) -> Option<Field<T>> {
    let (first, last) = (taken.first()?, taken.last()?);
    let raw: Vec<&str> = taken.iter().map(|line| line.raw.as_str()).collect();
    let at = At { page: first.at.page, line: first.at.line, to_line: last.at.to_line };
    Some(Field { value, raw: raw.join("\n"), at, confidence })
}

/// 公开属性的文字: 此件公开发布, 主动公开, 依申请公开, 不予公开, 删减后公开.
#[must_use]
pub fn disclosure(words: &str) -> Option<DisclosureNote> {
    let plain: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.trim_matches(['(', ')', '（', '）', '。', '【', '】']);
    let said = ["公开属性:", "公开方式:", "信息公开选项:", "信息公开属性:", "信息公开类别:"]
        .iter()
        .find_map(|key| plain.strip_prefix(key))
        .unwrap_or(plain);
    let own = said
        .strip_prefix("此件")
        .or_else(|| said.strip_prefix("本件"))
        .or_else(|| said.strip_prefix("此文件"))
        .unwrap_or(said);
    let reduced = own.contains("删减") || own.contains("部分公开");
    let attribute = if own.contains("不予公开") || own.contains("不公开") {
        Some(Attribute::Withheld)
    } else if own.contains("依申请公开") {
        Some(Attribute::OnRequest)
    } else if ["公开发布", "主动公开", "社会公开", "删减后公开", "全文公开", "予以公开", "向社会公开"]
        .iter()
        .any(|word| own.contains(word))
        || own == "公开"
    {
        Some(Attribute::Proactive)
    } else {
        None
    };
    let called = said.len() < plain.len()
        || own.len() < said.len()
        || ["主动公开", "依申请公开", "不予公开", "公开发布"].contains(&own);
    (called && own.chars().count() <= 16 && attribute.is_some()).then(|| DisclosureNote {
        attribute,
        reduced,
        words: plain.to_owned(),
    })
}

/// 附注: the note line in round brackets; the first in the text.
#[must_use]
pub fn note(lines: &[CleanLine]) -> Option<Field<DisclosureNote>> {
    lines.iter().enumerate().find_map(|(at, line)| {
        let value = disclosure(&line.text)?;
        let framed = line.text.starts_with('(') && line.text.ends_with(')');
        let confidence = if framed { Confidence::Certain } else { Confidence::Probable };
        field(value, lines.get(at..=at)?, confidence)
    })
}

/// 附件说明: the names behind 附件：, below the text and above the signature.
#[must_use]
pub fn attachments(lines: &[CleanLine], until: usize) -> Option<Field<Vec<String>>> {
    let body = lines.get(..until.min(lines.len())).unwrap_or(lines);
    let from =
        body.iter().rposition(|line| line.text.starts_with("附件:") || line.text.starts_with("附:"))?;
    let first = body.get(from)?;
    let head = first.text.split_once(':').map_or("", |(_, rest)| rest).trim();
    let mut names: Vec<String> = if head.is_empty() { Vec::new() } else { vec![unnumbered(head).to_owned()] };
    let mut end = from + 1;
    while let Some(line) = body.get(end) {
        let text = line.text.trim();
        let numbered = text.starts_with(|c: char| c.is_ascii_digit())
            && date::of_line(text).is_none()
            && unnumbered(text).len() < text.len();
        // A name that is broken goes on in the next line; what is an organ or a date is the signature.
        let goes_on = !numbered
            && !line.gap
            && !organ::is_organ(text)
            && date::at_end(text).is_none()
            && !text.contains('。')
            && end < from + 24;
        if numbered {
            names.push(unnumbered(text).to_owned());
        } else if goes_on && !names.is_empty() {
            if let Some(last) = names.last_mut() {
                last.push_str(text);
            }
        } else {
            break;
        }
        end += 1;
    }
    let names: Vec<String> =
        names.iter().flat_map(|one| split_inline(one)).map(|one| written(&one)).collect();
    let confidence =
        if first.text.starts_with("附件:") { Confidence::Certain } else { Confidence::Probable };
    if names.is_empty() { None } else { field(names, body.get(from..end)?, confidence) }
}

/// 1.甲 2.乙 in one line.
fn split_inline(text: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let numbered = *c == ' '
            && chars.get(at + 1).is_some_and(char::is_ascii_digit)
            && matches!(chars.get(at + 2), Some('.' | '、'));
        if numbered {
            out.push(String::new());
            at += 3;
        } else {
            if let Some(last) = out.last_mut() {
                last.push(*c);
            }
            at += 1;
        }
    }
    out.into_iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
}

fn unnumbered(text: &str) -> &str {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default();
    let bare =
        rest.strip_prefix('.').or_else(|| rest.strip_prefix('、')).filter(|_| (1..=2).contains(&digits));
    bare.unwrap_or(text).trim()
}

/// 抄送机关: behind 抄送：, to the full stop.
#[must_use]
pub fn copies(lines: &[CleanLine]) -> Option<Field<Vec<String>>> {
    let from =
        lines.iter().rposition(|line| line.text.starts_with("抄送:") || line.text.starts_with("抄报:"))?;
    let mut joined = String::new();
    let mut end = from;
    while let Some(line) = lines.get(end).filter(|_| end < from + 12) {
        if end > from
            && (line.text.ends_with("印发")
                || date::at_end(&line.text).is_some()
                || line.text.starts_with("(此件"))
        {
            break;
        }
        joined += &line.text;
        end += 1;
        if joined.ends_with('。') {
            break;
        }
    }
    let body = joined.split_once(':').map_or("", |(_, rest)| rest).trim_end_matches('。');
    let value = listed(body);
    let confidence = if joined.ends_with('。') { Confidence::Certain } else { Confidence::Probable };
    if value.is_empty() { None } else { field(value, lines.get(from..end)?, confidence) }
}

/// 印发机关和印发日期: 某机关 2020年5月20日印发, in one line or two.
#[must_use]
pub fn printed(lines: &[CleanLine]) -> Option<Field<Printed>> {
    let last = lines.iter().rposition(|line| {
        line.text.ends_with("印发") && line.text.chars().any(|c| c.is_ascii_digit() || c == '〇')
    })?;
    let line = lines.get(last)?;
    let text = line.text.trim_end_matches("印发");
    let (before, read) = date::at_end(text)?;
    let ReadDate::Day(on) = read else { return None };
    if !before.is_empty() && organ::is_organ(&before) {
        return field(Printed { by: before, on }, lines.get(last..=last)?, Confidence::Certain);
    }
    let above = lines.get(last.checked_sub(1)?)?;
    let by = organ::organs_of(above).into_iter().next().filter(|_| before.is_empty())?;
    field(Printed { by, on }, lines.get(last - 1..=last)?, Confidence::Probable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_line_is_known_in_its_variants() {
        let read = |text: &str| disclosure(text).and_then(|note| note.attribute);
        for text in
            ["(此件公开发布)", "（此件主动公开）", "(此件社会公开)", "(此件删减后公开)", "公开属性:主动公开"]
        {
            assert_eq!(read(text), Some(Attribute::Proactive), "{text}");
        }
        assert_eq!(read("(此件依申请公开)"), Some(Attribute::OnRequest));
        assert_eq!(read("(此件不予公开)"), Some(Attribute::Withheld));
        assert!(disclosure("(此件删减后公开)").is_some_and(|note| note.reduced));
        for text in ["(联系人:某某,电话:7823456)", "推进主动公开工作", "公开", "(二)"] {
            assert_eq!(disclosure(text), None, "{text}");
        }
    }
}
