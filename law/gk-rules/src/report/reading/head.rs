//! Title, dates and sections as found (标题、日期、各部分): who reports, of which year, published when.

use super::super::annual::{Correction, paragraphs};
use super::super::format::Part;
use super::super::numerals;
use super::{Filling, Known, Unread};
use crate::catalog::likeness::likeness;
use crate::catalog::trouble::Spot;
use crate::text::{fold, skeleton, squeeze};
use crate::{Coded, Day};

/// A heading is no longer than this, in characters.
const HEADING: usize = 40;
/// A title is no longer than this.
const TITLE: usize = 80;

/// The lines of a document by section.
#[derive(Debug, Default)]
pub(super) struct Sections {
    /// Before the first heading.
    pub(super) before: Vec<String>,
    /// Heading and lines, in order.
    pub(super) found: Vec<(String, Vec<String>)>,
}

/// What stands at the head.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) organ: String,
    pub(super) year: Option<i16>,
    pub(super) title: String,
    pub(super) published_on: Option<Day>,
    pub(super) preface: Vec<String>,
    pub(super) corrections: Vec<Correction>,
}

/// The section a line is the heading of: 一、总体情况 as it is or nearly, with its number or in its exact words.
pub(super) fn part_of(line: &str) -> Option<Part> {
    let line = line.trim();
    if line.is_empty() || line.chars().count() > HEADING {
        return None;
    }
    let key = skeleton(line);
    if let Some(part) = Part::ALL.iter().find(|part| skeleton(part.label()) == key) {
        return Some(*part);
    }
    let rest = after_number(line)?;
    let best = Part::ALL.iter().max_by_key(|part| likeness(rest, part.label()))?;
    (likeness(rest, best.label()) >= 600).then_some(*best)
}

/// What stands behind 一、 or 一. at the beginning of a line.
fn after_number(line: &str) -> Option<&str> {
    let rest =
        line.trim_start().strip_prefix(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'])?;
    rest.trim_start().strip_prefix(['、', '.', '．', '，', ','])
}

/// Cuts lines into sections at their headings. A heading of no unified format counts where none of the unified ones is
/// found at all (reports before 2019).
pub(super) fn sections(lines: &[String]) -> Sections {
    let unified = lines.iter().any(|line| part_of(line).is_some());
    let is_heading = |line: &str| {
        part_of(line).is_some()
            || (!unified
                && line.chars().count() <= HEADING
                && after_number(line).is_some()
                && !line.contains('。'))
    };
    let mut out = Sections::default();
    for line in lines {
        if is_heading(line) {
            out.found.push((line.split_whitespace().collect::<Vec<_>>().join(" "), Vec::new()));
        } else if let Some((_, lines)) = out.found.last_mut() {
            lines.push(line.clone());
        } else {
            out.before.push(line.clone());
        }
    }
    out
}

/// Title, organ, year, dates, and the paragraphs before the first section.
pub(super) fn read(lines: &[String], known: &Known, filling: &mut Filling) -> Head {
    let mut head = Head::default();
    let lines: Vec<String> = lines.iter().flat_map(|line| paragraphs(line)).collect();
    // The name of the page says it as well, often with the name of the site behind it.
    let is_whole = |line: &str| ["报告", "年报"].iter().any(|end| squeeze(line).ends_with(end));
    let titles = || (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|line| title(line).is_some()));
    let at =
        titles().find(|at| lines.get(*at).is_some_and(|line| is_whole(line))).or_else(|| titles().next());
    let mut rest = lines.clone();
    match at.and_then(|at| Some((at, title(lines.get(at)?)?))) {
        Some((at, (organ, year))) => {
            let own = lines.get(at).cloned().unwrap_or_default();
            // The organ may stand on a line of its own over the title.
            let above = at.checked_sub(1).and_then(|above| lines.get(above)).filter(|_| organ.is_empty());
            let above = above
                .filter(|line| line.chars().count() <= HEADING && !line.contains(['。', '，', '：', ':']));
            head.title = format!("{}{own}", above.cloned().unwrap_or_default());
            head.organ = above.map_or(organ, |line| squeeze(line));
            head.year = Some(year);
            rest.drain(at..=at);
            if above.is_some() {
                rest.drain(at.saturating_sub(1)..at);
            }
        }
        None => filling.tell(Unread::NoTitle, Spot::File, None, "找不到“某年政府信息公开工作年度报告”的标题"),
    }
    if head.organ.is_empty() {
        head.organ = known.organ.clone().unwrap_or_default();
    }
    if head.organ.is_empty() {
        filling.tell(Unread::NoOrgan, Spot::File, None, "标题中看不出机关名称");
    }
    head.year = head.year.or(known.year);
    if head.year.is_none() {
        filling.tell(Unread::NoYear, Spot::File, None, "看不出是哪一年度的报告，没有适用的格式");
    }
    for line in rest.into_iter().filter(|line| *line != head.title) {
        if let Some(correction) = correction(&line) {
            head.corrections.push(correction);
            continue;
        }
        match published(&line) {
            Some((day, whole)) if head.published_on.is_none() => {
                head.published_on = Some(day);
                if !whole {
                    head.preface.push(line);
                }
            }
            _ => head.preface.push(line),
        }
    }
    head
}

/// Organ and year of a title; the organ stands before the year or behind it.
fn title(line: &str) -> Option<(String, i16)> {
    let text = squeeze(line);
    let is_title = text.contains("信息公开") && (text.contains("年度报告") || text.contains("年报"));
    if !is_title || text.chars().count() > TITLE || text.contains('。') {
        return None;
    }
    let (before, year, behind) = year_in(&text)?;
    let behind = behind.trim_start_matches('年').trim_start_matches('度');
    let organ_behind = ["政府信息公开", "信息公开"]
        .iter()
        .find_map(|word| behind.find(word))
        .and_then(|at| behind.get(..at));
    let before = before.trim_matches(|c: char| c.is_whitespace() || "《》关于(（".contains(c));
    let organ = if before.is_empty() { organ_behind.unwrap_or_default().trim() } else { before };
    Some((organ.to_owned(), year))
}

/// The first year of a text, in digits or as 二〇二四, with what stands on both sides.
fn year_in(text: &str) -> Option<(&str, i16, &str)> {
    for (at, _) in text.match_indices('年') {
        let before = text.get(..at)?;
        let tail: Vec<(usize, char)> = before.char_indices().rev().take(4).collect();
        let Some((start, _)) = tail.last().filter(|_| tail.len() == 4) else { continue };
        let word = before.get(*start..)?;
        let year = word.parse::<i16>().ok().or_else(|| {
            let digits = word.chars().all(|c| numerals::is_numeral(c) && !"十百千万亿".contains(c));
            numerals::whole(word).filter(|_| digits).and_then(|n| i16::try_from(n).ok())
        });
        if let Some(year) = year.filter(|year| (2000..=2099).contains(year)) {
            return Some((before.get(..*start)?, year, text.get(at..)?));
        }
    }
    None
}

/// The day behind 发布日期：, and whether the line says nothing else.
fn published(line: &str) -> Option<(Day, bool)> {
    let text = squeeze(line);
    let rest = ["发布日期", "发布时间", "公布日期", "公开日期", "发文日期"]
        .iter()
        .find_map(|word| text.strip_prefix(word))?;
    let rest = rest.strip_prefix([':', '：'])?.trim();
    let (day, behind) = day(rest)?;
    Some((day, behind.trim().is_empty()))
}

/// A day at the beginning of a text: 2026年1月30日, 2026-01-30, 2026/1/30, 2026.1.30.
fn day(text: &str) -> Option<(Day, &str)> {
    let (year, rest) = text.split_once(['年', '-', '/', '.'])?;
    let (month, rest) = rest.split_once(['月', '-', '/', '.'])?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, rest) = rest.split_at(end);
    let day = Day::new(year.trim().parse().ok()?, month.trim().parse().ok()?, number.parse().ok()?).ok()?;
    Some((day, rest.strip_prefix('日').unwrap_or(rest)))
}

/// 更正（第2版，2026年3月1日）：理由.
fn correction(line: &str) -> Option<Correction> {
    let text = fold(line);
    let (inside, reason) = text.strip_prefix("更正(第")?.split_once("):")?;
    let (version, on) = inside.split_once("版,")?;
    let (on, rest) = day(on.trim())?;
    // The reason keeps the marks it was written with.
    let (_, written) = line.split_once(['）', ')']).filter(|_| rest.is_empty())?;
    let written = written.trim_start_matches(['：', ':']).trim();
    let reason = if written.is_empty() { reason.trim() } else { written };
    Some(Correction { version: version.parse().ok()?, on, reason: reason.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_organ_and_year_whichever_stands_first() {
        let organ = |line: &str| title(line).map(|(organ, year)| format!("{organ}/{year}"));
        assert_eq!(organ("示范县民政局2025年政府信息公开工作年度报告").as_deref(), Some("示范县民政局/2025"));
        assert_eq!(
            organ("２０２５年度示范县民政局政府信息公开工作年度报告").as_deref(),
            Some("示范县民政局/2025")
        );
        assert_eq!(organ("示范县 二〇二四年 政府信息公开 年报").as_deref(), Some("示范县/2024"));
        assert_eq!(organ("2025年政府信息公开工作年度报告").as_deref(), Some("/2025"));
        assert_eq!(organ("根据《条例》，编制2025年政府信息公开年度报告。"), None);
    }

    #[test]
    fn headings_are_found_with_small_differences_and_sentences_are_not() {
        assert_eq!(part_of("一、总体情况"), Some(Part::Overview));
        assert_eq!(part_of("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"), Some(Part::Relief));
        assert_eq!(part_of("五、存在的主要问题及改进措施"), Some(Part::Problems));
        assert_eq!(part_of("总体情况"), Some(Part::Overview));
        for no in ["（一）主动公开", "一、公开领导小组", "总体情况良好", "", "1.总体"]
        {
            assert_eq!(part_of(no), None, "{no}");
        }
    }

    #[test]
    fn days_and_corrections_are_read_back() {
        assert_eq!(published("发布日期：2026年1月30日"), Some((jiff::civil::date(2026, 1, 30), true)));
        assert_eq!(published("发布时间:2026-01-30 来源：办公室").map(|(_, whole)| whole), Some(false));
        assert_eq!(published("发布日期：2026年2月30日"), None);
        let one = correction("更正（第2版，2026年3月1日）：表二总计（列）有误").unwrap();
        assert_eq!((one.version, one.reason.as_str()), (2, "表二总计（列）有误"));
    }
}
