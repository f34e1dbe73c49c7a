//! The text of a file in its order (文件正文): paragraphs and tables, and the same as numbered lines.

use crate::catalog::sheet::{Piece, Sheet};
use crate::document::Line;

/// A line that lacks no more than so many characters of the longest was broken by the page, not by its writer.
const SHORT_BY: usize = 3;
/// Below this length of the longest line nothing is put together again.
const NARROW: usize = 16;

/// 文段: one paragraph or one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// 段落, with its page, counted from one.
    Text(u32, String),
    /// 表格
    Table(Sheet),
}

/// 文件正文: blocks in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flow {
    /// Paragraphs and tables.
    pub blocks: Vec<Block>,
    /// 版式文件: whether the lines are those of printed pages, which break within sentences.
    pub printed: bool,
}

/// 文行: a line with the block it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowLine {
    /// The line as the reader of documents takes it.
    pub line: Line,
    /// Index of its block.
    pub block: usize,
}

impl Flow {
    /// 流式文件: of paragraphs and tables.
    #[must_use]
    pub fn of_pieces(pieces: Vec<Piece>) -> Self {
        let block = |piece| match piece {
            Piece::Text(text) => Block::Text(1, text),
            Piece::Table(sheet) => Block::Table(sheet),
        };
        Self { blocks: pieces.into_iter().map(block).collect(), printed: false }
    }
    /// 版式文件: of lines with their pages.
    #[must_use]
    pub fn of_pages(lines: &[(u32, String)]) -> Self {
        let blocks = lines.iter().map(|(page, text)| Block::Text(*page, text.clone())).collect();
        Self { blocks, printed: true }
    }
    /// 分行: every line with its block; a row of a table is a line, its cells parted by tabs.
    #[must_use]
    pub fn lines(&self) -> Vec<FlowLine> {
        let mut out = Vec::new();
        let mut page = 1;
        for (block, one) in self.blocks.iter().enumerate() {
            match one {
                Block::Text(on, text) => {
                    page = *on;
                    let lines = text.lines().map(|text| Line { page, text: text.to_owned() });
                    out.extend(lines.map(|line| FlowLine { line, block }));
                }
                Block::Table(sheet) => {
                    let rows = sheet.rows.iter().map(|row| row_line(row));
                    out.extend(rows.map(|text| FlowLine { line: Line { page, text }, block }));
                }
            }
        }
        out
    }
    /// 全部文字, line by line.
    #[must_use]
    pub fn text(&self) -> String {
        self.lines().iter().map(|one| one.line.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

fn row_line(row: &[String]) -> String {
    let cells: Vec<String> = row.iter().map(|cell| cell.replace(['\n', '\r', '\t'], " ")).collect();
    cells.join("\t").trim_end_matches('\t').to_owned()
}

/// 并段: lines of printed pages put together to paragraphs; a line that is nearly full goes on in the next.
#[must_use]
pub fn joined(lines: &[&str]) -> Vec<String> {
    let length = |line: &str| line.trim().chars().count();
    let full = lines.iter().map(|line| length(line)).max().unwrap_or(0);
    let mut out: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        let text = line.trim();
        if text.is_empty() {
            goes_on = false;
            continue;
        }
        let indented = line.starts_with(['\u{3000}', ' ', '\t']);
        match out.last_mut().filter(|_| goes_on && !indented) {
            Some(last) => last.push_str(text),
            None => out.push(text.to_owned()),
        }
        goes_on =
            full >= NARROW && length(line) + SHORT_BY >= full && !text.ends_with(['。', '：', ':', '；']);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_line_and_knows_its_block() {
        let sheet = Sheet { rows: vec![vec!["甲".into(), "乙\n丙".into()]], ..Sheet::default() };
        let flow = Flow::of_pieces(vec![Piece::Text("一\n二".into()), Piece::Table(sheet)]);
        let lines: Vec<(usize, String)> =
            flow.lines().into_iter().map(|one| (one.block, one.line.text)).collect();
        assert_eq!(lines, [(0, "一".to_owned()), (0, "二".to_owned()), (1, "甲\t乙 丙".to_owned())]);
    }

    #[test]
    fn lines_of_a_page_become_paragraphs() {
        let page = [
            "各乡镇人民政府：",
            "为做好本县困难群众临时救助工作，根据上级有关文件的要",
            "求，现将有关事项通知如下。",
            "请认真执行。",
        ];
        assert_eq!(
            joined(&page),
            [
                "各乡镇人民政府：",
                "为做好本县困难群众临时救助工作，根据上级有关文件的要求，现将有关事项通知如下。",
                "请认真执行。"
            ]
        );
        assert_eq!(joined(&["短", "行"]), ["短", "行"]);
    }
}
