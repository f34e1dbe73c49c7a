//! Rows without cell borders (无界线文本): cut by the words of the head, of limits, of law, and of known items.

use super::cells::{features, item_names};
use super::run_tail::{cut_limit, cut_ticks, limit_start};
use super::table::{Row, Table};
use super::text_grid::Line;
use super::words::{Column, Label, VARIANTS, label};
use crate::text::{fold, skeleton};

/// The rows of a text whose head is a chain of labels without borders, if it is such a text.
pub(super) fn read(lines: &[Line]) -> Option<Table> {
    let head_at = lines.iter().position(|line| chain(&line.text).is_some_and(|labels| labels.len() >= 5))?;
    let mut rows: Vec<Row> = Vec::new();
    for line in lines.iter().take(head_at).filter(|line| !line.text.trim().is_empty()) {
        rows.push(Row::new(line.number, vec![line.text.trim().to_owned()]));
    }
    let mut columns: Vec<Column> = Vec::new();
    for line in lines.iter().skip(head_at).filter(|line| !line.text.trim().is_empty()) {
        if let Some(labels) = chain(&line.text) {
            columns.extend(labels.iter().filter_map(|one| match label(one) {
                Some(Label::Column(column)) => Some(column),
                _ => None,
            }));
            rows.push(Row::new(line.number, labels));
            continue;
        }
        let numbered = line.text.trim_start().starts_with(|c: char| c.is_ascii_digit());
        match rows.last_mut() {
            Some(row) if !numbered && row.cells.len() == 1 && row.cell(0).starts_with('\u{1}') => {
                if let Some(cell) = row.cells.first_mut() {
                    cell.push_str(line.text.trim());
                }
            }
            _ => rows.push(Row::new(line.number, vec![format!("\u{1}{}", line.text.trim())])),
        }
    }
    let names: Vec<(String, bool, bool)> = known_names();
    for row in &mut rows {
        if let Some(text) = row.cells.first().and_then(|cell| cell.strip_prefix('\u{1}')).map(fold) {
            row.cells = cut(&text, &columns, &names);
        }
    }
    Some(Table { rows, loose: true, run_together: true, ..Table::default() })
}

/// The labels of a line that consists of labels alone.
fn chain(line: &str) -> Option<Vec<String>> {
    if !(12..=900).contains(&line.len()) {
        return None;
    }
    let text = fold(line);
    if text.contains('《') {
        return None;
    }
    let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut labels = Vec::new();
    let mut rest = plain.as_str();
    while !rest.is_empty() {
        let (words, _) = VARIANTS.iter().find(|(words, _)| rest.starts_with(words))?;
        labels.push((*words).to_owned());
        rest = rest.get(words.len()..)?;
    }
    (labels.len() >= 3).then_some(labels)
}

fn known_names() -> Vec<(String, bool, bool)> {
    let mut names: Vec<(String, bool, bool)> =
        item_names().map(|(name, first, second)| (name.to_owned(), first, second)).collect();
    names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
    names
}

/// The cells of a row in the order of the standard's columns.
fn cut(text: &str, columns: &[Column], names: &[(String, bool, bool)]) -> Vec<String> {
    let (number, rest) = leading_number(text);
    let (rest, ticks) = cut_ticks(rest);
    let (middle, channels, behind) = cut_channels(rest);
    let (head, basis, tail) = match cut_basis(middle) {
        (head, "", _) => {
            let (head, tail) = head.split_at(limit_start(head).unwrap_or(head.len()));
            (head, "", tail)
        }
        found => found,
    };
    let (limit, responsible) = cut_limit(tail);
    let (level1, level2, elements) =
        cut_items(head, names, columns.contains(&Column::Level(1)), matches!(number, "" | "1"));
    [number, &level1, &level2, &elements, basis, &limit, &responsible, channels, behind]
        .into_iter()
        .map(|cell| cell.trim().to_owned())
        .chain(ticks)
        .collect()
}

fn leading_number(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end > 3 { ("", text) } else { text.split_at(end) }
}

/// Before the first box, the boxes with their names, what stands behind the last name of the list.
fn cut_channels(text: &str) -> (&str, &str, &str) {
    const BOXES: [char; 6] = ['■', '□', '▄', '☑', '☐', '£'];
    let Some(start) = text.find(BOXES) else { return (text, "", "") };
    let (before, list) = text.split_at(start);
    let last = list.rfind(BOXES).unwrap_or(0);
    let name = list.get(last..).unwrap_or_default();
    let ends = [
        "平台",
        "网站公开",
        "网站",
        "公示栏",
        "电子屏)",
        "中心",
        "窗口",
        "栏",
        "网",
        "推送",
        "查阅点",
        "服务站",
        "公报",
        "媒体",
        "一端",
        "现场",
        "电视",
    ];
    if name.contains("其他") {
        return (before, list, "");
    }
    let end =
        ends.iter().filter_map(|end| name.find(end).map(|at| at + end.len())).max().unwrap_or(name.len());
    let behind = name.get(end..).unwrap_or_default();
    if behind.is_empty()
        || behind.chars().count() > 40
        || !behind.chars().next().is_some_and(crate::text::is_han)
    {
        return (before, list, "");
    }
    let cut = last + end;
    (before, list.get(..cut).unwrap_or(list), list.get(cut..).unwrap_or_default())
}

/// Before the first instrument, the instruments, what stands behind the last.
fn cut_basis(text: &str) -> (&str, &str, &str) {
    let mut start = None;
    let mut last_end = None;
    let mut depth = 0_u32;
    let mut before: [char; 3] = [' '; 3];
    for (at, c) in text.char_indices() {
        match c {
            '《' => {
                let listed = matches!(before, [_, _, '●' | '·' | '○' | '•' | '◆'])
                    || matches!(before, [_, '●' | '·', ' ']);
                if depth == 0 && !listed && start.is_none() {
                    start = Some(at);
                }
                depth += 1;
            }
            '》' => {
                depth = depth.saturating_sub(1);
                if start.is_some() {
                    last_end = Some(at + c.len_utf8());
                }
            }
            _ => {}
        }
        before.rotate_left(1);
        if let Some(slot) = before.last_mut() {
            *slot = c;
        }
    }
    let (Some(start), Some(mut end)) = (start, last_end) else { return (text, "", "") };
    let head = text.get(..start).unwrap_or_default();
    let start = start - list_number(head);
    loop {
        let tail = text.get(end..).unwrap_or_default();
        let more = behind_title(tail);
        if more == 0 {
            break;
        }
        end += more;
    }
    (
        text.get(..start).unwrap_or_default(),
        text.get(start..end).unwrap_or_default(),
        text.get(end..).unwrap_or_default(),
    )
}

/// The length of `1.` at the end of a text.
fn list_number(text: &str) -> usize {
    let bare = text.trim_end().trim_end_matches(['.', '、']);
    let digits = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    if bare.len() < text.trim_end().len() && bare.len() > digits.len() {
        text.len() - digits.len()
    } else {
        0
    }
}

/// The length of what still belongs to the instruments: a bracket, a number, 等法律法规和文件规定, a further item of a list.
fn behind_title(tail: &str) -> usize {
    let trimmed = tail.trim_start();
    let gap = tail.len() - trimmed.len();
    if trimmed.starts_with(['(', '〔', '[']) {
        let open = trimmed.chars().next().unwrap_or('(');
        let twin = match open {
            '(' => ')',
            '[' => ']',
            _ => '〕',
        };
        let close = trimmed.find(twin).map(|at| at + twin.len_utf8());
        let digits = close.map(|at| {
            at + trimmed
                .get(at..)
                .unwrap_or_default()
                .chars()
                .take_while(|c| c.is_ascii_digit() || *c == '号')
                .map(char::len_utf8)
                .sum::<usize>()
        });
        return digits.filter(|at| *at < 90).map_or(0, |at| gap + at);
    }
    if trimmed.starts_with([';', '、', ',', '。']) {
        return gap + trimmed.chars().next().map_or(0, char::len_utf8);
    }
    for words in ["等法律法规和文件规定", "等有关规定", "等相关规定", "等规定", "及相关规定", "等文件"]
    {
        if trimmed.starts_with(words) {
            return gap + words.len();
        }
    }
    if let Some(length) = bare_number(trimmed) {
        return gap + length;
    }
    let digits = trimmed.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < trimmed.len() && digits.starts_with('.') {
        let end = ["有关规定", "相关规定", "规定", "文件"]
            .iter()
            .filter_map(|end| digits.find(end).map(|at| at + end.len()))
            .min();
        return end.filter(|at| *at < 90).map_or(0, |at| gap + trimmed.len() - digits.len() + at);
    }
    if trimmed.starts_with('等') && !trimmed.starts_with("等级") {
        return gap + '等'.len_utf8();
    }
    0
}

/// The length of an instrument cited by its number alone (2.民办函〔2019〕52号) or as what the places have
/// (各地相关政策法规文件).
fn bare_number(text: &str) -> Option<usize> {
    let listed = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let body = if listed.len() < text.len() { listed.strip_prefix(['.', '、'])? } else { text };
    let code = body.find(['〔', '[']).filter(|at| (3..=36).contains(at));
    let numbered = code.and_then(|at| {
        let han = body.get(..at)?.chars().all(crate::text::is_han);
        let year = body.get(at..)?.chars().skip(1).take_while(char::is_ascii_digit).count() == 4;
        let end = body.find('号').filter(|end| *end > at && *end < at + 24)?;
        (han && year).then_some(end + '号'.len_utf8())
    });
    let places = || {
        body.starts_with("各地").then(|| {
            let ends = ["政策法规文件", "政策文件", "有关规定", "相关规定"];
            ends.iter().filter_map(|end| body.find(end).map(|at| at + end.len())).min()
        })?
    };
    let length = numbered.or_else(places).filter(|length| *length < 90)?;
    Some(text.len() - body.len() + length)
}

/// First level, second level, contents; a name known for both levels is the first in the row that opens a table (`opens`).
/// Cut by known names, by a list number, by words said again.
fn cut_items(
    text: &str,
    names: &[(String, bool, bool)],
    has_levels: bool,
    opens: bool,
) -> (String, String, String) {
    if !has_levels {
        return (String::new(), String::new(), text.to_owned());
    }
    let second = prefix(text, names, |name| name.2).unwrap_or(0);
    let first = prefix(text, names, |name| name.1).filter(|first| {
        let behind = text.get(*first..).unwrap_or_default();
        let inside = behind.starts_with(['所', '的', '及', '和', '与', '类', '等', '、']);
        let named = || contents_start(behind).is_some_and(|at| at >= 12);
        !inside && (second < *first || second == *first && (opens || named()))
    });
    let (level1, rest) = text.split_at(first.unwrap_or(0));
    let second = second_length(rest, names);
    match second {
        Some(length) => {
            let (level2, elements) = rest.split_at(length);
            (level1.to_owned(), level2.to_owned(), elements.to_owned())
        }
        None => (level1.to_owned(), String::new(), rest.to_owned()),
    }
}

/// How long the known name at the front of a text is, brackets and marks inside it counted.
fn prefix(
    text: &str,
    names: &[(String, bool, bool)],
    wanted: impl Fn(&(String, bool, bool)) -> bool,
) -> Option<usize> {
    let plain = skeleton(&text.chars().take(60).collect::<String>());
    let name = names
        .iter()
        .find(|name| wanted(name) && name.0.chars().count() >= 2 && plain.starts_with(name.0.as_str()))?;
    let mut left = name.0.chars().count();
    for (at, c) in text.char_indices() {
        if left == 0 {
            return Some(if c == ')' { at + 1 } else { at });
        }
        if c.is_alphanumeric() {
            left -= 1;
        }
    }
    (left == 0).then_some(text.len())
}

/// Where the second-level name ends: a known name (with 及… behind it), a list number, or contents that say it again.
fn second_length(text: &str, names: &[(String, bool, bool)]) -> Option<usize> {
    let known = prefix(text, names, |name| name.2);
    if let Some(length) = known {
        let behind = text.get(length..).unwrap_or_default();
        if let Some(again) = behind.strip_prefix('及').filter(|one| one.starts_with("回应")) {
            return Some(text.len() - again.len() + "回应".len());
        }
        return Some(length);
    }
    contents_start(text).or_else(|| said_again(text))
}

/// Where contents begin by a list number, a bullet, or the words contents begin with in every domain.
fn contents_start(text: &str) -> Option<usize> {
    const OPENINGS: [&str; 19] = [
        "1.",
        "1、",
        "●",
        "·",
        "①",
        "(1)",
        "一般公共预算",
        "政策依据",
        "申请条件",
        "申请指南",
        "申报条件",
        "依据、条件",
        "条件、程序",
        "法律法规和政策文件",
        "文件名称",
        "受理部门",
        "受理机构",
        "结果信息",
        "办理条件",
    ];
    OPENINGS.iter().filter_map(|mark| text.find(mark)).min().filter(|at| *at > 0)
}

/// 咨询监督|咨询电话…: contents that begin with the words the name begins with, or with 与…有关.
fn said_again(text: &str) -> Option<usize> {
    for marker in ["与", "本行政区域", "涉及", "有关"] {
        if let Some(at) = text.find(marker).filter(|at| *at >= 6 && *at < 90) {
            return Some(at);
        }
    }
    let start: String = text.chars().take(2).collect();
    let at = text
        .char_indices()
        .skip(3)
        .find(|(at, _)| text.get(*at..).is_some_and(|rest| rest.starts_with(&start)))
        .map(|(at, _)| at);
    at.filter(|at| *at < 90 && !features(text).blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Vec<String> {
        let columns = [Column::Number, Column::Level(1), Column::Level(2)];
        cut(&fold(text), &columns, &known_names())
    }

    #[test]
    fn a_head_without_borders_is_a_chain_of_labels() {
        let labels =
            chain("序号公开事项公开内容(要素)公开依据公开时限公开主体公开渠道和载体公开对象公开方式")
                .expect("a chain");
        assert_eq!(labels.len(), 9);
        assert!(chain("政策文件法律法规").is_none());
    }

    #[test]
    fn a_row_without_borders_is_cut_by_its_words() {
        let cells = row(
            "2部门和地方规章与救灾有关的部门和地方规章、规范性文件《政府信息公开条例》信息形成或变更之日起20个工作日内应急管理部门■政府网站 □政府公报",
        );
        assert_eq!(
            cells.get(..7).unwrap_or_default(),
            [
                "2",
                "",
                "部门和地方规章",
                "与救灾有关的部门和地方规章、规范性文件",
                "《政府信息公开条例》",
                "信息形成或变更之日起20个工作日内",
                "应急管理部门"
            ]
        );
    }

    #[test]
    fn an_instrument_cited_by_its_number_alone_is_a_basis() {
        let cells =
            row("1政策文件法律法规1.法律《条例》 2.民办函〔2019〕52号信息形成之日起10个工作日内民政局√√");
        assert_eq!(cells.get(4).map(String::as_str), Some("《条例》 2.民办函〔2019〕52号"), "{cells:?}");
        assert_eq!(cells.get(5..7).unwrap_or_default(), ["信息形成之日起10个工作日内", "民政局"]);
        assert_eq!(cells.get(9..).unwrap_or_default(), ["√", "√"]);
    }

    #[test]
    fn numbers_behind_a_title_stay_with_it() {
        let cells = row(
            "1批准服务信息办事指南申报材料清单、批准流程《意见》(中办发[2016]8号)《意见》(国办发〔2017〕94号)实时公开溪湖区发改局■投资项目在线审批监管平台项目单位",
        );
        assert_eq!(
            cells.get(1..).unwrap_or_default(),
            [
                "批准服务信息",
                "办事指南",
                "申报材料清单、批准流程",
                "《意见》(中办发[2016]8号)《意见》(国办发〔2017〕94号)",
                "实时公开",
                "溪湖区发改局",
                "■投资项目在线审批监管平台",
                "项目单位"
            ]
        );
    }
}
