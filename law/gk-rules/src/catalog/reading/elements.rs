//! Content elements (公开内容要素): a cell cut into its elements, with 必选 and 可选 where a legend explains the marks.

use crate::catalog::draft::ElementDraft;
use crate::text::squeeze;

/// 图例: which marks stand for 必选 and 可选, where the table says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Legend {
    required: Vec<char>,
    optional: Vec<char>,
}

/// Marks that may stand before an element.
const BULLETS: [char; 14] = ['●', '〇', '○', '■', '□', '◆', '◇', '·', '•', '▪', '★', '☆', '◎', '▲'];

impl Legend {
    /// Takes up a legend (●为必选项，〇为可选项) from a text that stands in or near the head.
    pub(super) fn add(&mut self, text: &str) {
        if !text.contains("必选") && !text.contains("可选") && !text.contains("必须公开") {
            return;
        }
        let mut mark = None;
        let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        for (at, c) in chars.iter().enumerate() {
            if BULLETS.contains(c) {
                mark = Some(*c);
            }
            let pair = (chars.get(at), chars.get(at + 1));
            let Some(found) = mark else { continue };
            match pair {
                (Some('必'), Some('选' | '须')) if !self.required.contains(&found) => {
                    self.required.push(found);
                    mark = None;
                }
                (Some('可'), Some('选')) if !self.optional.contains(&found) => {
                    self.optional.push(found);
                    mark = None;
                }
                _ => {}
            }
        }
    }

    fn necessity(&self, mark: char) -> Option<bool> {
        if self.required.contains(&mark) {
            Some(true)
        } else if self.optional.contains(&mark) {
            Some(false)
        } else {
            None
        }
    }
}

/// The elements of a cell: numbered, bulleted, or separated by ；; short names between 、 count as elements too.
pub(super) fn read(cell: &str, legend: &Legend) -> Vec<ElementDraft> {
    let text = squeeze(cell);
    let marks = marks(&text);
    let mut parts: Vec<(Option<char>, String)> = Vec::new();
    if marks.len() >= 2 || marks.first().is_some_and(|(at, _, _)| *at == 0) {
        let chars: Vec<char> = text.chars().collect();
        let before: String = chars.iter().take(marks.first().map_or(0, |(at, _, _)| *at)).collect();
        parts.push((None, before));
        for (index, (_, end, bullet)) in marks.iter().enumerate() {
            let stop = marks.get(index + 1).map_or(chars.len(), |(at, _, _)| *at);
            parts.push((*bullet, chars.iter().take(stop).skip(*end).collect()));
        }
    } else {
        parts.extend(separated(&text).into_iter().map(|part| (None, part)));
    }
    parts
        .into_iter()
        .filter_map(|(bullet, part)| {
            let (bullet, words) = match part.trim_start().chars().next() {
                Some(c) if bullet.is_none() && BULLETS.contains(&c) => {
                    (Some(c), part.trim_start().get(c.len_utf8()..).unwrap_or_default().to_owned())
                }
                _ => (bullet, part),
            };
            let words = words.trim().trim_end_matches([';', '。', '、', ',', ' ']);
            (!words.is_empty()).then(|| ElementDraft {
                text: words.to_owned(),
                required: bullet.and_then(|mark| legend.necessity(mark)),
            })
        })
        .collect()
}

/// Where elements begin: (start, behind the mark, bullet). Numbers count when they run 1, 2, 3.
fn marks(text: &str) -> Vec<(usize, usize, Option<char>)> {
    let chars: Vec<char> = text.chars().collect();
    let at = |one: usize| chars.get(one).copied().unwrap_or(' ');
    let mut found: Vec<(usize, usize, Option<char>)> = Vec::new();
    let mut next = 1_u32;
    let mut here = 0;
    let mut depth = 0_i32;
    while here < chars.len() {
        let c = at(here);
        match c {
            '(' | '《' | '〈' => depth += 1,
            ')' | '》' | '〉' => depth -= 1,
            _ => {}
        }
        let open = depth <= 0 || c == '(' && depth == 1;
        if let Some(end) = numbered(&chars, here, next).filter(|_| open) {
            found.push((here, end, None));
            next += 1;
            depth = 0;
            here = end;
            continue;
        }
        if depth <= 0
            && BULLETS.contains(&c)
            && !(c == '·' && at(here.wrapping_sub(1)).is_alphanumeric() && here > 0)
        {
            let after_number = found.last().is_some_and(|(_, end, bullet)| {
                bullet.is_none() && chars.get(*end..here).is_some_and(|gap| gap.iter().all(|c| *c == ' '))
            });
            if !after_number {
                found.push((here, here + 1, Some(c)));
            }
        }
        here += 1;
    }
    found
}

/// Behind `1.`, `1、`, `(1)`, `①`, `1 .` at this place, when it is the expected number.
fn numbered(chars: &[char], from: usize, expected: u32) -> Option<usize> {
    let at = |one: usize| chars.get(one).copied().unwrap_or('\0');
    let circled = u32::from(at(from)).checked_sub(0x2460).filter(|n| *n < 20).map(|n| n + 1);
    if let Some(n) = circled {
        return (n == expected && (from == 0 || expected > 1)).then_some(from + 1);
    }
    let before = from.checked_sub(1).map_or(' ', at);
    if before.is_ascii_digit() || before == '.' || before == '第' || before == '-' {
        return None;
    }
    let open = at(from) == '(';
    let mut here = from + usize::from(open);
    let mut value = 0_u32;
    let begun = here;
    while let Some(digit) = at(here).to_digit(10).filter(|_| here < begun + 3) {
        value = value * 10 + digit;
        here += 1;
    }
    if here == begun || value != expected {
        return None;
    }
    while at(here) == ' ' {
        here += 1;
    }
    match at(here) {
        ')' if open => Some(here + 1),
        '.' | '、' | ')' if !open && !at(here + 1).is_ascii_digit() => Some(here + 1),
        '.' if !open && at(here + 1).is_ascii_digit() && at(here + 2) == '年' => None,
        '《' if !open => Some(here),
        c if !open
            && expected > 1
            && crate::text::is_han(c)
            && !"个年月日次份项级类期号人元天名万户批届家张条种部章岁".contains(c) =>
        {
            Some(here)
        }
        _ => None,
    }
}

/// Parts between ； outside brackets; short names between 、 or , where nothing else separates.
fn separated(text: &str) -> Vec<String> {
    let parts = split(text, &[';']);
    if parts.len() > 1 {
        return parts;
    }
    let names = split(text, &['、', ',']);
    let short = names.len() >= 3
        && names.iter().all(|name| (2..=14).contains(&name.trim().chars().count()))
        && !text.contains(['《', ':', '。']);
    if short { names } else { parts }
}

fn split(text: &str, marks: &[char]) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0_i32;
    for c in text.chars() {
        match c {
            '(' | '《' | '〈' | '“' | '【' => depth += 1,
            ')' | '》' | '〉' | '”' | '】' => depth = (depth - 1).max(0),
            _ => {}
        }
        if depth == 0 && marks.contains(&c) {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cell: &str) -> Vec<String> {
        read(cell, &Legend::default()).into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn numbered_elements_are_cut_at_their_numbers() {
        assert_eq!(texts("1.检查制度 2.检查标准 3.检查结果等"), ["检查制度", "检查标准", "检查结果等"]);
        assert_eq!(texts("1. 招聘单位2. 岗位要求3. 福利待遇"), ["招聘单位", "岗位要求", "福利待遇"]);
        assert_eq!(texts("1.办事指南，包括21项要素 2.过程信息"), ["办事指南,包括21项要素", "过程信息"]);
    }

    #[test]
    fn bullets_follow_the_legend() {
        let mut legend = Legend::default();
        legend.add("公开内容（要素）（●为必选项，〇为可选项）");
        let found = read("1.●文件名称 2.〇文号", &legend);
        assert_eq!(
            found.iter().map(|one| (one.text.as_str(), one.required)).collect::<Vec<_>>(),
            [("文件名称", Some(true)), ("文号", Some(false))]
        );
        assert_eq!(
            read("●政策依据; ●补贴结果;", &Legend::default()).first().and_then(|one| one.required),
            None
        );
    }

    #[test]
    fn semicolons_separate_and_short_names_between_commas_do() {
        assert_eq!(texts("地方性法规;地方政府规章;规范性文件。").len(), 3);
        assert_eq!(texts("申请条件、 申请材料、 申请流程、 法定依据").len(), 4);
        assert_eq!(texts("与安全生产有关的法律、法规").len(), 1);
        assert_eq!(texts("7次沟中迁").len(), 1);
    }
}
