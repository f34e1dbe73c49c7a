//! Paragraphs and tables as Markdown (正文转换): nothing is lost, and no character of the text becomes a mark.

use crate::catalog::sheet::Sheet;

/// A heading is no longer than this, in characters.
const HEADING: usize = 45;

/// 段落: a heading where it is numbered as one (GB/T 9704-2012, 7.3.3) and no sentence, else a paragraph.
#[must_use]
pub fn paragraph(text: &str) -> String {
    let text = text.trim();
    let escaped = escaped(text);
    match level(text) {
        Some(level) => format!("{} {escaped}", "#".repeat(level)),
        None => escaped,
    }
}

/// 层次: 2 for 一、 and 第一章, 3 for （一）; nothing for what is no heading.
fn level(text: &str) -> Option<usize> {
    if text.chars().count() > HEADING || text.contains(['。', '；', '：', ':']) {
        return None;
    }
    let numeral = |part: &str| !part.is_empty() && part.chars().all(|c| "一二三四五六七八九十百".contains(c));
    if text.split_once('、').is_some_and(|(number, rest)| numeral(number) && !rest.is_empty()) {
        return Some(2);
    }
    if let Some((number, _)) = text.strip_prefix('第').and_then(|rest| rest.split_once('章'))
        && numeral(number)
    {
        return Some(2);
    }
    let inside = text.strip_prefix(['（', '(']).and_then(|rest| rest.split_once(['）', ')']));
    inside.is_some_and(|(number, rest)| numeral(number) && !rest.is_empty()).then_some(3)
}

/// 转义: marks of Markdown stand for themselves.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    for (at, c) in text.chars().enumerate() {
        let opens = at == 0 && matches!(c, '#' | '+' | '-' | '=' | '>');
        let lists = at > 0 && at == digits && matches!(c, '.' | ')');
        if opens || lists || matches!(c, '\\' | '`' | '*' | '_' | '<' | '[' | ']' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
    }
    out
}

/// 表格: the first row is its head; a cell covered by a merge is empty.
#[must_use]
pub fn table(sheet: &Sheet) -> String {
    let columns = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return String::new();
    }
    let line = |row: &Vec<String>| {
        let cells: Vec<String> =
            (0..columns).map(|at| escaped(row.get(at).map_or("", |cell| cell.trim()))).collect();
        format!("| {} |", cells.join(" | "))
    };
    let mut lines: Vec<String> = sheet.rows.iter().map(line).collect();
    lines.insert(1.min(lines.len()), format!("|{}", " --- |".repeat(columns)));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_numbers() {
        assert_eq!(paragraph("一、总体要求"), "## 一、总体要求");
        assert_eq!(paragraph("（二）申请"), "### （二）申请");
        assert_eq!(paragraph("第一章 总则"), "## 第一章 总则");
        assert_eq!(paragraph("一、总体要求。坚持公开"), "一、总体要求。坚持公开");
        assert_eq!(paragraph("第一条 为了规范"), "第一条 为了规范");
    }

    #[test]
    fn no_character_becomes_a_mark() {
        assert_eq!(paragraph("1. 甲*乙_丙"), "1\\. 甲\\*乙\\_丙");
        assert_eq!(paragraph("# 甲"), "\\# 甲");
        assert_eq!(paragraph("<script>"), "\\<script>");
        assert_eq!(paragraph("2020年1.5倍"), "2020年1.5倍");
    }

    #[test]
    fn a_table_keeps_every_cell() {
        let rows = vec![vec!["甲".into(), "乙|丙".into()], vec!["1".into()]];
        let sheet = Sheet { rows, ..Sheet::default() };
        assert_eq!(table(&sheet), "| 甲 | 乙\\|丙 |\n| --- | --- |\n| 1 |  |");
        assert_eq!(table(&Sheet::default()), "");
    }
}
