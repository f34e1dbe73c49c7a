//! A table that names files and what is known of them (批量收件表): what it says goes before what is read in the file.

use crate::catalog::sheet::Sheet;
use crate::records::Kind;
use crate::text::squeeze;
use crate::{Coded, Day, Reason};

/// 已知要素: what a person says of a document; nothing where it is left to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// 名称
    pub title: Option<String>,
    /// 发文字号
    pub number: Option<String>,
    /// 成文日期
    pub made_on: Option<Day>,
    /// 体裁
    pub kind: Option<Kind>,
}

/// 收件表的一行
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// 文件: its name beside the table.
    pub file: String,
    /// 已知要素
    pub known: Known,
}

const FILE: &str = "文件";
const COLUMNS: [&str; 5] = [FILE, "名称", "发文字号", "成文日期", "体裁"];

/// 读收件表: the first sheet with a heading 文件.
///
/// # Errors
/// All that is wrong, line by line; then nothing is taken in.
pub fn rows(sheets: &[Sheet]) -> Result<Vec<Row>, Vec<Reason>> {
    for sheet in sheets {
        let head = sheet.rows.iter().position(|row| row.iter().any(|cell| squeeze(cell) == FILE));
        if let Some(head) = head {
            return below(sheet, head);
        }
    }
    let words = format!("收件表没有“{FILE}”一列。");
    Err(vec![
        Reason::new("intake.table.no_head", words)
            .cure("第一行写列名：文件、名称、发文字号、成文日期、体裁；除文件外可以省略。"),
    ])
}

fn below(sheet: &Sheet, head: usize) -> Result<Vec<Row>, Vec<Reason>> {
    let heading: Vec<String> = sheet.rows.get(head).into_iter().flatten().map(|cell| squeeze(cell)).collect();
    let at = COLUMNS.map(|name| heading.iter().position(|cell| cell == name));
    let (mut out, mut against) = (Vec::new(), Vec::new());
    for (n, row) in sheet.rows.iter().enumerate().skip(head + 1) {
        let cell = |column: usize| {
            let cell = at.get(column).copied().flatten().and_then(|at| row.get(at));
            cell.map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty())
        };
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut wrong = |what: &str| against.push(line(n + 1, what));
        let file = cell(0).unwrap_or_default();
        if file.is_empty() || super::archive::is_unsafe(&file) {
            wrong("文件名没有填写，或者含有路径以外的位置、控制字符");
        }
        let (day, kind) = (cell(3), cell(4));
        let made_on = day.as_deref().map(str::parse::<Day>);
        if matches!(made_on, Some(Err(_))) {
            wrong("成文日期应当写成“年-月-日”，例如 2026-03-05");
        }
        let named = kind.as_deref().map(|kind| Kind::ALL.iter().copied().find(|one| one.label() == kind));
        if named == Some(None) {
            wrong("体裁认不出");
        }
        let known = Known {
            title: cell(1),
            number: cell(2),
            made_on: made_on.and_then(Result::ok),
            kind: named.flatten(),
        };
        out.push(Row { file, known });
    }
    if against.is_empty() { Ok(out) } else { Err(against) }
}

fn line(n: usize, what: &str) -> Reason {
    Reason::new("intake.table.line", format!("收件表第{n}行：{what}。"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn sheet(rows: &[&[&str]]) -> Vec<Sheet> {
        let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        vec![Sheet { rows, ..Sheet::default() }]
    }

    #[test]
    fn a_table_says_what_is_known_and_leaves_the_rest_to_be_read() {
        let all = rows(&sheet(&[
            &["救助文件一览"],
            &["文 件", "成文日期", "体裁", "名称"],
            &["甲.docx", "2026-03-05", "通知", ""],
            &["", "", "", ""],
            &["乙.pdf", "", "", "临时救助办法"],
        ]))
        .unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!((all[0].known.made_on, all[0].known.kind), (Some(date(2026, 3, 5)), Some(Kind::Notice)));
        assert_eq!(
            (all[0].known.title.as_deref(), all[1].known.title.as_deref()),
            (None, Some("临时救助办法"))
        );
    }

    #[test]
    fn every_line_that_is_wrong_is_named() {
        let against =
            rows(&sheet(&[&["文件", "成文日期", "体裁"], &["", "去年", "小说"], &["../甲.docx", "", ""]]))
                .unwrap_err();
        assert_eq!(against.len(), 4);
        assert!(against[3].words.contains("第3行"));
        assert_eq!(rows(&sheet(&[&["名称"], &["甲"]])).unwrap_err()[0].code, "intake.table.no_head");
    }
}
