//! The list of wrong words (错误用语): a maintained table with dates, and the search for it.
//!
//! 国办秘函〔2019〕19号 counts wrong expressions against a site. Wrong characters are wrong on any day; the name of an organ is wrong
//! from the day on which it was changed, and a document made before that day is left alone.

use std::sync::LazyLock;

use super::finding::{Finding, Problem, Spot};
use crate::Day;
use crate::privacy::places::{stands, written};
use crate::text::fold_char;

/// 词条: a wrong word and the right one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// 错误写法
    pub wrong: String,
    /// 正确写法
    pub right: String,
    /// 项目: a wrong word or an old name.
    pub problem: Problem,
    /// First day on which it is wrong.
    pub from: Day,
    /// 来源
    pub source: String,
    /// 例外: longer words in which it is right, parted by 、.
    pub except: Vec<String>,
}

/// 词表有误: a line that is no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("词表第{line}行有误：应为“错误写法、正确写法、类别、起始日期、来源、例外”六栏，以制表符分隔")]
pub struct BadEntry {
    /// Counted from one.
    pub line: usize,
}

/// 读取词表: six columns parted by tabs, `#` begins a remark.
///
/// # Errors
/// [`BadEntry`] with the first line that is none.
pub fn entries(table: &str) -> Result<Vec<Mistake>, BadEntry> {
    let mut out = Vec::new();
    for (line, text) in (1..).zip(table.lines()) {
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        out.push(entry(text).ok_or(BadEntry { line })?);
    }
    Ok(out)
}

fn entry(text: &str) -> Option<Mistake> {
    let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
    let [wrong, right, kind, from, source, except] = cells.as_slice() else { return None };
    let problem = match *kind {
        "错字" => Problem::Mistake,
        "旧称" => Problem::OldName,
        _ => return None,
    };
    let sound = wrong.chars().count() >= 2 && !right.is_empty() && wrong != right && !source.is_empty();
    let except = except.split('、').filter(|one| !one.is_empty()).map(str::to_owned).collect();
    sound.then_some(Mistake {
        wrong: (*wrong).to_owned(),
        right: (*right).to_owned(),
        problem,
        from: from.parse().ok()?,
        source: (*source).to_owned(),
        except,
    })
}

/// 随附词表: what is shipped; an office keeps its own beside it.
pub static SHIPPED: LazyLock<Vec<Mistake>> =
    LazyLock::new(|| entries(include_str!("../../data/mistakes.txt")).unwrap_or_default());

/// 查找错误用语: in a text made on `made_on`; characters are folded one by one, so that places stay the same.
#[must_use]
pub fn search(text: &str, list: &[Mistake], made_on: Day) -> Vec<Finding> {
    let mut out = Vec::new();
    let live: Vec<&Mistake> = list.iter().filter(|one| one.from <= made_on).collect();
    for (number, line) in (1_u32..).zip(text.lines()) {
        let chars: Vec<char> = line.chars().map(|c| fold_char(c).unwrap_or(c)).collect();
        for at in 0..chars.len() {
            for one in live.iter().filter(|one| stands(&chars, at, &one.wrong)) {
                if is_excepted(&chars, at, one) {
                    continue;
                }
                let length = one.wrong.chars().count();
                let spot = spot(number, at, length);
                let shown = format!("“{}”应为“{}”", written(&chars, at..at + length), one.right);
                out.push(Finding::new(one.problem, Some(spot), shown));
            }
        }
    }
    out
}

fn spot(line: u32, at: usize, length: usize) -> Spot {
    let whole = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Spot { line, from: whole(at), to: whole(at + length) }
}

/// Whether the word stands inside a longer one in which it is right.
fn is_excepted(chars: &[char], at: usize, one: &Mistake) -> bool {
    one.except.iter().chain([&one.right]).any(|longer| {
        let length = longer.chars().count();
        (0..length).any(|back| {
            at.checked_sub(back).is_some_and(|from| {
                stands(chars, from, longer) && from + length >= at + one.wrong.chars().count()
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn found(text: &str, made_on: Day) -> Vec<String> {
        search(text, &SHIPPED, made_on).into_iter().map(|one| one.evidence).collect()
    }

    #[test]
    fn the_shipped_list_is_read_whole() {
        let all = entries(include_str!("../../data/mistakes.txt")).unwrap();
        assert!(all.len() >= 60 && SHIPPED.len() == all.len());
        assert!(all.iter().all(|one| one.problem == Problem::Mistake || one.from >= date(2013, 1, 1)));
    }

    #[test]
    fn wrong_words_are_found_with_their_place() {
        let findings = search("第一行\n认真布署，按排到位", &SHIPPED, date(2024, 1, 1));
        assert_eq!(findings.len(), 2);
        assert_eq!(
            (findings[0].spot, findings[0].evidence.as_str()),
            (Some(Spot { line: 2, from: 2, to: 4 }), "“布署”应为“部署”")
        );
        assert!(found("认真部署，安排到位。", date(2024, 1, 1)).is_empty());
    }

    #[test]
    fn an_old_name_is_wrong_only_from_its_day() {
        assert_eq!(found("由县工商行政管理局负责", date(2024, 1, 1)).len(), 1);
        assert!(found("由县工商行政管理局负责", date(2017, 1, 1)).is_empty());
        assert_eq!(search("县卫生和计划生育局", &SHIPPED, date(2024, 1, 1))[0].problem, Problem::OldName);
    }

    #[test]
    fn a_word_inside_a_right_one_is_left_alone_and_a_bad_line_is_named() {
        let list = entries("一但\t一旦\t错字\t2000-01-01\t现代汉语词典\t唯一但、之一但").unwrap();
        assert!(search("这是唯一但不充分的条件", &list, date(2024, 1, 1)).is_empty());
        assert_eq!(search("一但发现", &list, date(2024, 1, 1)).len(), 1);
        assert_eq!(entries("# 说明\n布署\t部署"), Err(BadEntry { line: 2 }));
    }
}
