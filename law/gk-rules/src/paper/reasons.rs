//! Why a paper cannot be set (不能排版的理由): all of them at once.

use super::{Block, Paper, Table};
use crate::Reason;

/// Characters of one paper.
const CHARACTERS: usize = 2_000_000;
/// Cells of one table.
const CELLS: usize = 50_000;
/// Bytes of one picture.
const PICTURE: usize = 4 << 20;

/// 不能排版的理由: what is missing or does not fit, before any machine looks at it.
#[must_use]
pub fn reasons_not_to_set(paper: &Paper) -> Vec<Reason> {
    let mut out = Vec::new();
    if paper.title.trim().is_empty() {
        out.push(Reason::new("paper.no_title", "文书没有标题").cure("请填写标题"));
    }
    let length: usize = paper.texts().iter().map(|text| text.len() / 3).sum();
    if length > CHARACTERS {
        out.push(
            Reason::new("paper.too_long", format!("全文超过{CHARACTERS}字，无法排成一份文书"))
                .cure("请拆成几份，或者把长附件另行提供"),
        );
    }
    out.extend(paper.blocks().filter_map(of_block));
    out
}

fn of_block(block: &Block) -> Option<Reason> {
    match block {
        Block::Table(table) => of_table(table),
        Block::Picture(picture) if picture.bytes.len() > PICTURE || picture.alt.trim().is_empty() => Some(
            Reason::new("paper.picture", "文书中的图片过大，或者没有说明图片内容的替代文字")
                .cure("请把图片缩小到4 MB以内，并写明图片内容"),
        ),
        Block::Paragraph(_)
        | Block::Flush(_)
        | Block::Heading { .. }
        | Block::List { .. }
        | Block::Runs(_)
        | Block::Quote(_)
        | Block::Picture(_) => None,
    }
}

fn of_table(table: &Table) -> Option<Reason> {
    let name = if table.caption.is_empty() { String::new() } else { format!("“{}”", table.caption) };
    if table.header.iter().chain(&table.rows).map(Vec::len).sum::<usize>() > CELLS {
        let words = format!("表格{name}的单元格超过{CELLS}个");
        return Some(Reason::new("paper.table_too_large", words).cure("请拆成几张表"));
    }
    let misfit = table.grid().err()?;
    let words = format!("表格{name}第{}行的单元格没有恰好占满{}列", misfit.row, misfit.columns);
    Some(Reason::new("paper.table_misfit", words).cure("请检查这一行的合并单元格"))
}

/// 缺少字体: which kinds of letters no font offers, and where fonts were looked for.
#[must_use]
pub fn no_fonts(missing: &[&str], looked_in: &[String]) -> Reason {
    Reason::new(
        "paper.no_fonts",
        format!("缺少排版字体：{}。已查找：{}", missing.join("、"), looked_in.join("；")),
    )
    .cure("请由运维人员执行 scripts/prepare fonts，或者用 --fonts-dir 指定字体目录")
}

/// 缺字: texts with characters no font has, or that no paper may hold.
#[must_use]
pub fn no_glyph(found: &[(String, Vec<char>)]) -> Reason {
    let told: Vec<String> = found.iter().take(8).map(|(text, chars)| told(text, chars)).collect();
    let more = if found.len() > 8 { format!("；另有{}处", found.len() - 8) } else { String::new() };
    Reason::new("paper.no_glyph", format!("有的字在现有字体中没有字形：{}{more}", told.join("；")))
        .cure("请改用规范字，或者由运维人员安装收录这些字的字体")
}

fn told(text: &str, chars: &[char]) -> String {
    let named: Vec<String> = chars
        .iter()
        .map(|c| match c.is_control() || is_private(*c) {
            true => format!("U+{:04X}", u32::from(*c)),
            false => format!("{c}（U+{:04X}）", u32::from(*c)),
        })
        .collect();
    format!("“{}”中的{}", around(text, chars), named.join("、"))
}

/// The words around the first of the characters.
fn around(text: &str, chars: &[char]) -> String {
    let at = text.chars().position(|c| chars.contains(&c)).unwrap_or_default();
    let shown: String = text.chars().skip(at.saturating_sub(8)).take(17).collect();
    shown.chars().filter(|c| !c.is_control()).collect()
}

/// 私用区字符: a character whose meaning is known to one machine only.
#[must_use]
pub fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::{TableCell, samples};

    #[test]
    fn a_paper_without_title_or_with_a_crooked_table_is_not_set() {
        let mut paper = samples::reply();
        assert_eq!(reasons_not_to_set(&paper), []);
        paper.title = " ".into();
        let rows = vec![vec![TableCell::new("一")]];
        paper.body.push(Block::Table(Table { widths: vec![1.0, 1.0], rows, ..Table::default() }));
        let codes: Vec<_> = reasons_not_to_set(&paper).iter().map(|one| one.code).collect();
        assert_eq!(codes, ["paper.no_title", "paper.table_misfit"]);
    }

    #[test]
    fn a_missing_character_is_named_with_the_words_around_it() {
        let reason = no_glyph(&[("本机关收到李\u{e001}提交的申请".into(), vec!['\u{e001}'])]);
        assert!(reason.words.contains("收到李"), "{}", reason.words);
        assert!(reason.words.contains("U+E001"), "{}", reason.words);
    }
}
