//! The channels (公开渠道和载体): the twelve of the standard, their other names, and the reading of a ticked list.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::diagnostics::{Report, Trouble};
use crate::Coded;
use crate::catalog::channel::ChannelCode;
use crate::catalog::draft::ChannelDraft;
use crate::text::{skeleton, squeeze};

/// 其他
pub const OTHER: &str = "CH99";

/// Code, label of the standard, other names (letters only) that mean the same.
const CHANNELS: [(&str, &str, &[&str]); 12] = [
    (
        "CH01",
        "政府网站",
        &[
            "政府门户网站",
            "门户网站",
            "部门网站",
            "网站公开",
            "区政府门户网站",
            "县政府门户网站",
            "市政府门户网站",
            "政府网站常规公开",
            "政府信息公开网站",
            "政务网站",
            "县政府网站",
            "区政府网站",
            "市政府网站",
            "政府信息公开平台",
            "政府网",
        ],
    ),
    ("CH02", "政府公报", &["公报"]),
    (
        "CH03",
        "两微一端",
        &["一微一端", "政务新媒体", "公众号", "微信公众号", "微信", "微博", "两微", "新媒体", "政务微博微信"],
    ),
    ("CH04", "发布会/听证会", &["发布会", "听证会", "新闻发布会", "发布会听证会"]),
    ("CH05", "广播电视", &["广播", "电视", "广播电台", "电视台"]),
    ("CH06", "纸质媒体", &["纸质载体", "报刊", "报纸", "纸质", "纸媒"]),
    ("CH07", "公开查阅点", &["查阅点", "政府信息公开查阅点", "信息公开查阅点", "公共查阅点"]),
    (
        "CH08",
        "政务服务中心",
        &[
            "政府服务中心",
            "行政服务中心",
            "政务服务大厅",
            "政务大厅",
            "办事大厅",
            "政务中心",
            "行政审批服务中心",
            "为民服务中心",
            "办事服务大厅",
        ],
    ),
    (
        "CH09",
        "便民服务站",
        &["便民服务窗口", "便民服务中心", "便民服务点", "乡镇便民服务中心", "便民服务大厅"],
    ),
    ("CH10", "入户/现场", &["入户", "现场", "入户现场宣传", "入户现场公开", "人户现场"]),
    (
        "CH11",
        "社区/企事业单位/村公示栏(电子屏)",
        &[
            "社区企事业单位村公示栏",
            "社区村公示栏电子屏",
            "社区村公示栏",
            "村公示栏",
            "村务公开栏",
            "公示栏",
            "公告栏",
            "公开栏",
            "政务公开栏",
            "村居企事业单位公示栏电子屏",
            "社区公示栏",
            "电子屏",
            "村公开栏",
            "镇政府公告栏",
            "镇公示栏",
            "线下公示栏",
            "村委会公示栏",
            "乡镇公示栏",
            "行政村公示栏",
            "企事业单位公示栏",
            "单位村委会公示栏电子屏",
        ],
    ),
    ("CH12", "精准推送", &["一键直达"]),
];

/// How a mark before a channel reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Ticked,
    Empty,
}

/// Codes by the letters of every name.
static CODES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let all = CHANNELS
        .iter()
        .flat_map(|(code, label, aliases)| aliases.iter().chain([label]).map(|name| (skeleton(name), *code)));
    all.collect()
});

/// 渠道代码: the code of a channel written by its label or another name, or nothing.
#[must_use]
pub fn code(text: &str) -> Option<&'static str> {
    if text.len() > 120 {
        return None;
    }
    CODES.get(skeleton(text).as_str()).copied()
}

/// 渠道别名: the other names of an entry of the check list, as met in published catalogs; none for 其他.
#[must_use]
pub fn aliases(code: ChannelCode) -> &'static [&'static str] {
    CHANNELS.iter().find(|(one, _, _)| *one == code.code()).map_or(&[], |(_, _, aliases)| aliases)
}

/// Whether a cell looks like a list of channels.
pub(super) fn looks_like(cell: &str) -> bool {
    let boxes = cell.chars().filter(|c| mark(*c).is_some()).count();
    boxes > 0 && (boxes >= 3 || cell.chars().next().is_some_and(|c| mark(c).is_some())) && cell.len() < 2000
        || code(cell).is_some()
        || cell.contains("网站") && cell.chars().count() < 24
}

fn mark(c: char) -> Option<Mark> {
    Some(match c {
        '■' | '▄' | '█' | '▆' | '▇' | '●' | '◆' | '☑' | '√' | '✓' | '✔' | '▣' | '◼' | '☒' | '⊠' | '⬛'
        | '▪' | '◾' | '\u{f0fe}' | '\u{f052}' | '\u{f06e}' | '\u{f0fc}' => Mark::Ticked,
        '□' | '口' | '£' | '○' | '〇' | '☐' | '◇' | '◻' | '⬜' | '▢' | '▯' | '\u{f0a8}' | '\u{f06f}'
        | '\u{f0a3}' => Mark::Empty,
        _ => return None,
    })
}

/// The ticked channels of a cell.
pub(super) fn read(cell: &str, row: u32, column: u32, report: &mut Report) -> Vec<ChannelDraft> {
    let text = squeeze(cell);
    if text.is_empty() || is_nothing(&text) {
        return Vec::new();
    }
    let text = half_boxes(&text);
    let parts = split_at_marks(&text);
    let mut channels: Vec<ChannelDraft> = Vec::new();
    if parts.iter().all(|(mark, _)| mark.is_none()) {
        for name in plain_names(&text) {
            push(&mut channels, &name, row, column, report);
        }
        return channels;
    }
    for (mark, words) in &parts {
        match mark {
            Some(Mark::Ticked) => {
                for name in ticked_names(words) {
                    push(&mut channels, &name, row, column, report);
                }
            }
            Some(Mark::Empty) => {}
            None if words.trim().is_empty() => {}
            None => report.say(Trouble::UnknownBox, row, column, words),
        }
    }
    if channels.is_empty() {
        report.say(Trouble::ChannelsUnticked, row, column, &text);
    }
    channels
}

/// `无`, `/`, `—`: nothing said.
fn is_nothing(text: &str) -> bool {
    matches!(text, "无" | "/" | "-" | "—" | "——" | "\\")
}

/// Letters that recognition or a font made of a box (t政府网站, R政府网站, o政府公报) as the boxes they were.
fn half_boxes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    let mut clear = true;
    for (at, c) in chars.iter().enumerate() {
        let rest: String = chars.iter().skip(at + 1).take(24).collect();
        let known = || starts_with_channel(rest.trim_start());
        let stands_for = match c {
            'R' | 'þ' | 'S' | 'n' | 'l' | 'T' | 't' | 'V' | 'v' | 'P' if clear && known() => '■',
            'o' | 'O' | 'q' | '¨' | 'D' | 'p' | '0' | '回' | '日' | '囗' | '凵' if clear && known() => {
                '□'
            }
            '▲' | '★' | '△' if clear && known() => '■',
            c => *c,
        };
        out.push(stands_for);
        clear = !c.is_alphanumeric() || mark(*c).is_some();
    }
    out
}

fn starts_with_channel(text: &str) -> bool {
    CHANNELS.iter().any(|(_, label, _)| text.starts_with(label.split(['/', '(']).next().unwrap_or(label)))
        || text.starts_with("其他")
}

/// The cell cut at its marks; the part before the first mark has none. 口 counts only where a channel may begin.
fn split_at_marks(text: &str) -> Vec<(Option<Mark>, String)> {
    let mut parts: Vec<(Option<Mark>, String)> = vec![(None, String::new())];
    let chars: Vec<char> = text.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let found = match c {
            '口' | '〇' | '●' | '○' => mark(*c).filter(|_| {
                let before = at.checked_sub(1).and_then(|one| chars.get(one)).copied().unwrap_or(' ');
                let rest: String = chars.iter().skip(at + 1).take(24).collect();
                !crate::text::is_han(before) || starts_with_channel(rest.trim_start())
            }),
            c => mark(*c),
        };
        match found {
            Some(mark) => parts.push((Some(mark), String::new())),
            None => {
                if let Some((_, words)) = parts.last_mut() {
                    words.push(*c);
                }
            }
        }
    }
    parts
}

/// The names behind one tick: one as a rule; more where a list of known names stands there.
fn ticked_names(words: &str) -> Vec<String> {
    let words = words.trim().trim_end_matches(['、', ',', ';', '。', ' ']);
    if code(words).is_some() || words.starts_with("其他") {
        return vec![words.to_owned()];
    }
    let names = plain_names(words);
    if names.len() > 1 && names.iter().all(|name| code(name).is_some()) {
        names
    } else {
        vec![words.to_owned()]
    }
}

/// A list of plain names: 政府网站,公开查阅点；政务服务中心.
fn plain_names(text: &str) -> Vec<String> {
    if code(text).is_some() {
        return vec![text.to_owned()];
    }
    let mut names = Vec::new();
    let mut depth = 0_u32;
    let mut name = String::new();
    for c in text.chars() {
        match c {
            '(' | '《' => depth += 1,
            ')' | '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(c, ',' | ';' | '、' | '。' | ' ') {
            names.push(std::mem::take(&mut name));
        } else {
            name.push(c);
        }
    }
    names.push(name);
    names.into_iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

fn push(channels: &mut Vec<ChannelDraft>, name: &str, row: u32, column: u32, report: &mut Report) {
    let name =
        name.trim_matches(|c: char| matches!(c, '▲' | '★' | '△' | ' ' | ':' | ';' | ',' | '、' | '。'));
    if name.is_empty() {
        report.say(Trouble::UnknownBox, row, column, "■");
        return;
    }
    let found = code(name).or_else(|| lost_gong(name));
    if found.is_none() {
        let other = name
            .strip_prefix("其他")
            .map(|rest| rest.trim_matches(|c: char| c == ':' || c == '_' || c == ' '));
        match other {
            Some("") => report.say(Trouble::OtherChannelEmpty, row, column, name),
            Some(_) => {}
            None => report.say(Trouble::UnknownChannel, row, column, name),
        }
    }
    let code = found.unwrap_or(OTHER).to_owned();
    if !channels.iter().any(|one| one.code == code && one.text == name) {
        channels.push(ChannelDraft { code, text: name.to_owned() });
    }
}

/// A channel written without its 公 (示栏), where one page lost that character throughout.
fn lost_gong(name: &str) -> Option<&'static str> {
    CHANNELS
        .iter()
        .find(|(_, label, aliases)| {
            std::iter::once(label).chain(aliases.iter()).any(|one| {
                one.contains('公') && one.replacen('公', "", 1) == name && name.chars().count() > 2
            })
        })
        .map(|(code, _, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(cell: &str) -> Vec<String> {
        let mut report = Report::default();
        read(cell, 1, 1, &mut report).into_iter().map(|one| one.code).collect()
    }

    #[test]
    fn a_list_of_boxes_gives_the_ticked_ones() {
        assert_eq!(
            codes(
                "■政府网站 □政府公报 ■两微一端 □发布会/听证会 ■社区/企事业单位/村公示栏（电子屏）■其他____"
            ),
            ["CH01", "CH03", "CH11", "CH99"]
        );
        assert_eq!(codes("▄政府网站 口政府公报 口两微一端 ■公开查阅点"), ["CH01", "CH07"]);
        assert_eq!(codes("t政府网站 £政府公报 £两微一端"), ["CH01"]);
        assert_eq!(codes("☑ 政府网站 ☐ 政府公报"), ["CH01"]);
        assert_eq!(codes("R政府网站 £政府公报 R政务服务中心"), ["CH01", "CH08"]);
    }

    #[test]
    fn broken_words_and_traditional_characters_are_read() {
        assert_eq!(codes("■政府网\n站 □政府公报\n □两微一端\n ■发布 会/听证\n会"), ["CH01", "CH04"]);
        assert_eq!(codes("■政府網站 □政府公報 ■入戶/現場"), ["CH01", "CH10"]);
    }

    #[test]
    fn plain_names_are_read_without_boxes() {
        assert_eq!(codes("政府网站,公开查阅点,政务服务中心"), ["CH01", "CH07", "CH08"]);
        assert_eq!(codes("信用中国网站"), ["CH99"]);
        assert_eq!(codes("■▲政府网站"), ["CH01"]);
    }

    #[test]
    fn every_entry_of_the_check_list_is_read_by_its_label() {
        for one in ChannelCode::ALL.iter().filter(|one| **one != ChannelCode::Other) {
            assert_eq!(code(one.label()), Some(one.code()), "{one}");
            assert!(aliases(*one).iter().all(|alias| code(alias) == Some(one.code())), "{one}");
        }
        assert_eq!(CHANNELS.len() + 1, ChannelCode::ALL.len());
    }

    #[test]
    fn a_window_is_no_box() {
        assert_eq!(codes("■办事窗口"), ["CH99"]);
        assert_eq!(codes("■便民服务窗口 口政府网站"), ["CH09"]);
    }

    #[test]
    fn what_is_not_known_is_said() {
        let mut report = Report::default();
        let channels = read("■党群服务中心 ■其他", 3, 8, &mut report);
        assert_eq!(channels.len(), 2);
        let codes: Vec<&str> = report.diagnostics.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, ["GK-C021", "GK-C023"]);
    }
}
