//! What files hold (附件检视): the words that can be read in them, and what hides in them (隐藏数据).
//!
//! 条例 art 17 asks that what becomes public was examined; nobody examines what he does not see. Readers report, this file
//! says how grave it is. 个人信息保护法 art 51: places of photographs and names of authors are personal information.

use std::fmt;

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
    pub fn new(problem: Problem, told: Told<'_>) -> Self {
        Self { problem: problem.code().to_owned(), words: told.to_string() }
    }
}

/// 说明: what a reader can say of a hidden thing, never the thing itself; the words are here.
#[derive(Debug, Clone, Copy)]
pub enum Told<'a> {
    /// Nothing beside the kind
    Plainly,
    /// 表名
    Sheet(&'a str),
    /// 第几张幻灯片, by its inner name
    Slide(&'a str),
    /// 行数, of an inner part
    Rows(&'a str, u32),
    /// 列数, of an inner part
    Columns(&'a str, u32),
    /// 条数
    Items(u32),
    /// 处数
    Places(u32),
    /// 文件数
    Files(u32),
    /// 内部文件
    Part(&'a str),
    /// 页
    Pages(&'a [u32]),
    /// 认不出的页
    PagesUnread(&'a [u32]),
    /// 保存次数
    Saved(usize),
    /// 作者
    Author(&'a str),
    /// 最后修改人
    Editor(&'a str),
    /// 主管
    Manager(&'a str),
    /// 单位
    Company(&'a str),
    /// 拍摄设备
    Device,
    /// 拍摄者
    Photographer,
    /// 拍摄时间和参数
    Taken,
    /// 脚本
    Script,
    /// 图片已损坏
    Picture,
    /// 图片中的
    InPicture(&'a str, &'a str),
    /// 格式不能检查
    Kind(&'a str),
    /// 读取时的问题
    Trouble(&'a str),
    /// 只检查了一部分
    TooLong,
    /// 没有完成
    NotFinished,
    /// 还没有检查
    NotYet,
}

/// Pages are named one by one up to so many.
const PAGES_NAMED: usize = 10;

fn pages(pages: &[u32]) -> String {
    let named: Vec<String> = pages.iter().take(PAGES_NAMED).map(u32::to_string).collect();
    let more = if pages.len() > PAGES_NAMED { "等" } else { "" };
    format!("{}{more}", named.join("、"))
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plainly => Ok(()),
            Self::Sheet(name) => write!(f, "：表“{name}”"),
            Self::Slide(part) => write!(f, "：{part}"),
            Self::Rows(part, count) => write!(f, "：{part}，{count}行"),
            Self::Columns(part, count) => write!(f, "：{part}，{count}列"),
            Self::Items(count) => write!(f, "：{count}条"),
            Self::Places(count) => write!(f, "：{count}处"),
            Self::Files(count) => write!(f, "：{count}个"),
            Self::Part(name) => write!(f, "的内部文件“{name}”"),
            Self::Pages(all) => write!(f, "：第{}页", pages(all)),
            Self::PagesUnread(all) => write!(f, "：第{}页是图片或者认不出的文字", pages(all)),
            Self::Saved(times) => write!(f, "：保存过{times}次"),
            Self::Author(name) => write!(f, "：作者“{name}”"),
            Self::Editor(name) => write!(f, "：最后修改人“{name}”"),
            Self::Manager(name) => write!(f, "：主管“{name}”"),
            Self::Company(name) => write!(f, "：单位“{name}”"),
            Self::Device => f.write_str("：拍摄设备"),
            Self::Photographer => f.write_str("：作者"),
            Self::Taken => f.write_str("：拍摄时间和参数"),
            Self::Script => f.write_str("：PDF中的脚本"),
            Self::Picture => f.write_str("，图片已损坏"),
            Self::InPicture(file, words) => write!(f, "中的图片“{file}”{words}"),
            Self::Kind(label) => write!(f, "是{label}，不能自动检查其中的内容"),
            Self::Trouble(words) => write!(f, "：{words}"),
            Self::TooLong => f.write_str("：文字过多，只检查了前一部分"),
            Self::NotFinished => f.write_str("：检查没有完成"),
            Self::NotYet => f.write_str("还没有检查"),
        }
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
    pub fn broken(told: Told<'_>) -> Self {
        Self { lines: Vec::new(), hidden: vec![Hidden::new(Problem::FileBroken, told)] }
    }
    /// 不能自动检查: of a kind nobody reads here.
    #[must_use]
    pub fn unread(told: Told<'_>) -> Self {
        Self { lines: Vec::new(), hidden: vec![Hidden::new(Problem::FileUnread, told)] }
    }
    /// Adds words of a page; beyond the bound nothing is added, and that is told once.
    pub fn add(&mut self, page: u32, text: &str) {
        let mut there: usize = self.lines.iter().map(|(_, line)| line.len()).sum();
        for line in text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()) {
            there += line.len();
            if there > MOST_CHARS {
                self.tell(Problem::FileUnread, Told::TooLong);
                return;
            }
            self.lines.push((page, line.to_owned()));
        }
    }
    /// Adds something hidden, the first of them and of each kind of words once.
    pub fn tell(&mut self, problem: Problem, told: Told<'_>) {
        let one = Hidden::new(problem, told);
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
            file.tell(Problem::Comment, Told::Items(n));
        }
        assert_eq!(file.hidden.len(), MOST_HIDDEN);
    }

    #[test]
    fn findings_of_two_files_never_stand_in_one_place() {
        let file = Inspected::broken(Told::Plainly);
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
        file.tell(Problem::HiddenSheet, Told::Sheet("底稿"));
        let kept = serde_json::to_string(&file).expect("it is plain");
        assert_eq!(serde_json::from_str::<Inspected>(&kept).expect("as written"), file);
    }
}
