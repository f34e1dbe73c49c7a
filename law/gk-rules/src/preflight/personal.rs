//! The search for personal matter (个人信息扫描): a text in, findings out, in the order of the text.
//!
//! 条例 art 15; 个人信息保护法 arts 25, 28, 34. It searches what can be read: text, cells, the text layer of files.

use super::finding::{Finding, Spot};
use super::lists::{ListRule, lists};
use super::numbers::{Hit, numbers};
use super::people::about_people;
use crate::Day;
use crate::duty::settings::Setting;
use crate::privacy::places::fold;

/// 扫描的参数: the day, by which ages and birthdays are judged, and the rules of lists.
#[derive(Debug, Clone, Copy)]
pub struct Scan<'a> {
    /// 日期
    pub day: Day,
    /// 名单规则
    pub rules: &'a [Setting<ListRule>],
}

/// 发现数上限: more of them in one text say nothing more.
pub const MOST_FINDINGS: usize = 1_000;

/// 扫描: every finding of a text, errors and warnings and notes alike.
#[must_use]
pub fn scan(text: &str, with: &Scan<'_>) -> Vec<Finding> {
    let lines: Vec<&str> = text.lines().collect();
    let mut hits: Vec<(usize, Hit)> = lists(&lines, with.rules, with.day);
    for (at, line) in lines.iter().enumerate() {
        let chars = fold(line);
        let mut of_line = numbers(&chars, with.day);
        of_line.extend(about_people(&chars, with.day));
        hits.extend(of_line.into_iter().map(|hit| (at, hit)));
        if hits.len() > MOST_FINDINGS * 2 {
            break;
        }
    }
    hits.sort_by_key(|(line, hit)| (*line, hit.range.start, hit.problem));
    hits.dedup_by(|(next_line, next), (line, one)| {
        next_line == line && next.problem == one.problem && next.range.start < one.range.end
    });
    let whole = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let found = hits.into_iter().map(|(line, hit)| {
        let spot = Spot { line: whole(line + 1), from: whole(hit.range.start), to: whole(hit.range.end) };
        Finding::new(hit.problem, Some(spot), hit.evidence).at(hit.severity)
    });
    found.take(MOST_FINDINGS).collect()
}
