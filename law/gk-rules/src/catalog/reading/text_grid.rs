//! Text without cells (文本来源): which kind of layout it is, and its rows.

use super::diagnostics::{Report, Trouble};
use super::table::{MOST_CELLS, MOST_ROWS, Row, Table, shorten};
use super::words::label;
use super::{fixed, lines, pipes, run_together};
use crate::text::strip_pinyin;

/// One line of the text with its 1-based number.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) number: u32,
    pub(super) text: String,
}

/// The rows of a text.
pub(super) fn read(text: &str, report: &mut Report) -> Table {
    let lines = clean(text, report);
    let mut table = shape(&lines);
    super::origin::trace(text, &mut table.rows, report);
    for row in &mut table.rows {
        shorten(row, report);
    }
    table
}

/// The kind of layout is seen from the separators and from where the labels of the head stand.
fn shape(lines: &[Line]) -> Table {
    let filled = lines.iter().filter(|line| !line.text.trim().is_empty()).count();
    let piped = lines.iter().filter(|line| line.text.contains('|')).count();
    let tabbed = lines.iter().filter(|line| line.text.trim_end().matches('\t').count() >= 2).count();
    let pipes: usize = lines.iter().map(|line| line.text.matches('|').count()).sum();
    if piped >= 2 && (piped * 10 >= filled * 3 || pipes >= 16 && pipes * 4 >= filled) {
        return pipes::read(lines);
    }
    if tabbed >= 2 && tabbed * 10 >= filled * 3 {
        return tabs(lines);
    }
    if let Some(table) = run_together::read(lines) {
        return table;
    }
    if let Some(table) = fixed::read(lines) {
        return table;
    }
    lines::read(lines)
}

/// A line is a row, a tab ends a cell.
fn tabs(lines: &[Line]) -> Table {
    let rows = lines
        .iter()
        .filter(|line| !line.text.trim().is_empty())
        .map(|line| {
            Row::new(line.number, line.text.split('\t').take(MOST_CELLS + 1).map(ToOwned::to_owned).collect())
        })
        .collect();
    Table { rows, ..Table::default() }
}

/// Lines without the remains of markup and pinyin; what is too long is cut and said.
fn clean(text: &str, report: &mut Report) -> Vec<Line> {
    let total = text.lines().count();
    if total > MOST_ROWS {
        report.say(Trouble::TooLong, 0, 0, &total.to_string());
    }
    let mut lines = Vec::new();
    for (at, raw) in text.lines().take(MOST_ROWS).enumerate() {
        let number = super::table::number(at);
        let wide = raw.replace(['｜', '│', '┃', '¦'], "|");
        let bare = without_tags(&wide);
        let plain = strip_pinyin(&bare);
        if plain.len() != wide.len() && plain.trim().is_empty() {
            continue;
        }
        if is_navigation(&plain) {
            continue;
        }
        lines.push(Line { number, text: plain });
    }
    lines
}

/// Tags of HTML and character references; 〈…〉 and <Chinese titles> stay. A cell's tag becomes a border, a row's a line.
fn without_tags(line: &str) -> String {
    if !line.contains(['<', '&']) {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(open) = rest.find('<') {
        let (before, tail) = rest.split_at(open);
        out.push_str(before);
        let tag = tail.find('>').filter(|end| *end <= 400).and_then(|end| tail.split_at_checked(end + 1));
        match tag.filter(|(tag, _)| is_tag(tag)) {
            Some((tag, after)) => {
                if tag.starts_with("</td") || tag.starts_with("</th") {
                    out.push('|');
                }
                rest = after;
            }
            None => {
                out.push('<');
                rest = tail.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    let out = out
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replace("&quot;", "\"");
    if out.chars().all(|c| c == '|' || c.is_whitespace()) && !line.trim_start().starts_with(['|', ' ']) {
        String::new()
    } else {
        out
    }
}

/// Elements of HTML met in pages; other words in angle brackets are titles.
const TAGS: &str = "a abbr acronym address article b bdo big blockquote br button caption center cite code col \
    colgroup dd del details dfn dir div dl dt em fieldset figure font footer form h1 h2 h3 h4 \
    h5 h6 header hr i img input ins kbd label legend li listing main mark menu menuitem meter \
    nav nobr noframes noscript o object ol optgroup option p pre progress q rp rt ruby s samp \
    script section select small source span strong style sub summary sup table tbody td tfoot \
    th thead tr track tt u ul var video wbr xmp";

fn is_tag(tag: &str) -> bool {
    let name: String =
        tag.trim_start_matches(['<', '/', '!']).chars().take_while(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    !name.is_empty() && TAGS.split(' ').any(|one| one == name)
}

/// Page numbers and the navigation of a web page.
fn is_navigation(line: &str) -> bool {
    let plain: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    if plain.is_empty() || plain.chars().count() > 40 || plain.contains('|') {
        return false;
    }
    let page = plain.strip_prefix('第').is_some_and(|rest| {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        digits.len() < rest.len() && (digits.starts_with("页"))
    });
    let dashed = plain.len() > 2
        && plain.starts_with(['-', '—'])
        && plain.trim_matches(|c: char| matches!(c, '-' | '—')).bytes().all(|b| b.is_ascii_digit())
        && plain.bytes().any(|b| b.is_ascii_digit());
    let words = [
        "上一页",
        "下一页",
        "首页>",
        "当前位置",
        "您现在的位置",
        "打印本页",
        "关闭窗口",
        "分享到",
        "字体：",
        "字体:[",
        "扫一扫",
        "返回顶部",
        "浏览次数",
        "网站地图",
        "【打印",
        "[打印",
        "下载附件",
    ];
    page || dashed || words.iter().any(|one| plain.starts_with(one))
}

/// The head's labels at the front of a list of cells: how many cells the head takes, 0 when there is none.
pub(super) fn head_length<'a>(cells: impl Iterator<Item = &'a str>) -> usize {
    let mut taken = 0;
    let mut labels = 0;
    let mut strange = 0;
    for (at, cell) in cells.take(60).enumerate() {
        if super::cells::is_number(cell) {
            break;
        }
        if label(cell).is_some() {
            labels += 1;
            strange = 0;
            taken = at + 1;
        } else if !cell.trim().is_empty() {
            strange += 1;
            let known = super::words::is_known_extra(cell);
            if !known && (strange > 1 || cell.chars().count() > 12) {
                break;
            }
            if known {
                taken = at + 1;
            }
        } else {
            strange += 1;
            if strange > 2 {
                break;
            }
        }
    }
    if labels >= 4 { taken } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_titles_in_angle_brackets_stay() {
        assert_eq!(
            without_tags("<p id=\"a\">公开</p>《关于印发<办法>的通知》"),
            "公开《关于印发<办法>的通知》"
        );
        assert_eq!(without_tags("<p id=\"x\"><td id=\"x\"></td></p>"), "");
    }

    #[test]
    fn page_numbers_are_no_rows() {
        assert!(
            is_navigation("第 3 页 共 10 页") && is_navigation("- 12 -") && is_navigation("上一页 下一页")
        );
        assert!(!is_navigation("3") && !is_navigation("政策文件"));
    }
}
