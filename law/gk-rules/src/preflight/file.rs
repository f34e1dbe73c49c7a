//! What files hold (附件检视): the words that can be read in them, and what hides in them (隐藏数据).
//!
//! 条例 art 17 asks that what becomes public was examined; nobody examines what he does not see. Readers report, this file
//! says how grave it is. 个人信息保护法 art 51: places of photographs and names of authors are personal information.

use serde::{Deserialize, Serialize};

use super::finding::{Finding, Problem, Spot};
use crate::Coded;
use crate::document::Line;

/// 附件所占的行: the line of the layout of [`super::record`] on which the first file begins; each has as many.
pub const FILE: u32 = 10_000_000;
/// 读取的文字上限, in characters, of one file.
pub const MOST_CHARS: usize = 2_000_000;
/// 隐藏数据条数上限, of one file.
pub const MOST_HIDDEN: usize = 50;

/// 隐藏数据: one thing that is in a file and not on its face.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// 种类: the code of a [`Problem`] of files.
    pub problem: String,
    /// 位置和数量, in words for people; nothing of what is hidden.
    pub words: String,
}

impl Hidden {
    /// One of a kind.
    #[must_use]
    pub fn new(problem: Problem, words: impl Into<String>) -> Self {
        Self { problem: problem.code().to_owned(), words: words.into() }
    }
}

/// 附件内容: what a reader found in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Inspected {
    /// 文字, in the order of the file.
    pub lines: Vec<(u32, String)>,
    /// 隐藏数据
    pub hidden: Vec<Hidden>,
}

impl Inspected {
    /// 打不开: with the reason, in words for people.
    #[must_use]
    pub fn broken(words: impl Into<String>) -> Self {
        Self { lines: Vec::new(), hidden: vec![Hidden::new(Problem::FileBroken, words)] }
    }
    /// 不能自动检查: of a kind nobody reads here.
    #[must_use]
    pub fn unread(words: impl Into<String>) -> Self {
        Self { lines: Vec::new(), hidden: vec![Hidden::new(Problem::FileUnread, words)] }
    }
    /// Adds words of a page; beyond the bound nothing is added, and that is told once.
    pub fn add(&mut self, page: u32, text: &str) {
        let mut there: usize = self.lines.iter().map(|(_, line)| line.len()).sum();
        for line in text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()) {
            there += line.len();
            if there > MOST_CHARS {
                self.tell(Problem::FileUnread, "文字过多，只检查了前一部分");
                return;
            }
            self.lines.push((page, line.to_owned()));
        }
    }
    /// Adds something hidden, the first of them and of each kind of words once.
    pub fn tell(&mut self, problem: Problem, words: impl Into<String>) {
        let one = Hidden::new(problem, words);
        if self.hidden.len() < MOST_HIDDEN && !self.hidden.contains(&one) {
            self.hidden.push(one);
        }
    }
    /// 文字: as one text, line by line.
    #[must_use]
    pub fn text(&self) -> String {
        self.lines.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n")
    }
    /// 识读用的行
    #[must_use]
    pub fn document(&self) -> Vec<Line> {
        self.lines.iter().map(|(page, text)| Line { page: *page, text: text.clone() }).collect()
    }
}

/// 附件中的发现: what hides in the `nth` file, counted from one, called `name`.
#[must_use]
pub fn hidden(nth: u32, name: &str, inspected: &Inspected) -> Vec<Finding> {
    let one = |(at, hidden): (u32, &Hidden)| {
        let spot = Spot { line: nth.saturating_mul(FILE), from: at, to: at + 1 };
        let problem = Problem::from_code(&hidden.problem)?;
        Some(Finding::new(problem, Some(spot), format!("“{name}”{}", hidden.words)))
    };
    (0..).zip(&inspected.hidden).filter_map(one).collect()
}

/// A finding of a file's own text, moved to where the file stands in the layout.
#[must_use]
pub fn moved(nth: u32, finding: Finding) -> Finding {
    let spot = finding
        .spot
        .map(|spot| Spot { line: nth.saturating_mul(FILE).saturating_add(spot.line.min(FILE - 1)), ..spot });
    Finding { spot, ..finding }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_hidden_things_are_bounded_and_told_once() {
        let mut file = Inspected::default();
        file.add(1, "第一行\n\n  \n第二行  ");
        assert_eq!(file.lines, [(1, "第一行".to_owned()), (1, "第二行".to_owned())]);
        file.add(2, &"字".repeat(MOST_CHARS));
        file.add(2, &"字".repeat(MOST_CHARS));
        assert_eq!(file.hidden.len(), 1, "told once");
        for n in 0..200 {
            file.tell(Problem::Comment, format!("第{n}处"));
        }
        assert_eq!(file.hidden.len(), MOST_HIDDEN);
    }

    #[test]
    fn findings_of_two_files_never_stand_in_one_place() {
        let file = Inspected::broken("打不开");
        let (one, two) = (hidden(1, "甲.docx", &file), hidden(2, "乙.docx", &file));
        assert_ne!(one[0].spot, two[0].spot);
        let at = |line| Finding::new(Problem::Mistake, Some(Spot { line, from: 0, to: 2 }), "");
        assert_ne!(moved(1, at(3)).spot, moved(2, at(3)).spot);
        assert_ne!(moved(1, at(3)).spot, hidden(1, "甲", &file)[0].spot);
    }

    #[test]
    fn what_a_reader_tells_is_kept_and_read_back() {
        let mut file = Inspected::default();
        file.add(3, "文字");
        file.tell(Problem::HiddenSheet, "表“底稿”");
        let kept = serde_json::to_string(&file).expect("it is plain");
        assert_eq!(serde_json::from_str::<Inspected>(&kept).expect("as written"), file);
    }
}
