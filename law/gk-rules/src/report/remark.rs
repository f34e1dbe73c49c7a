//! What a check says (核对意见): which check, how it weighs, where, both sides in words; and explanations bound to it.

use serde::{Deserialize, Serialize};

use super::figure::Figure;
use super::places::Place;
use crate::citation::{Citation, ogi, reconsideration, report_format, state_109};

crate::codes! {
    /// 勾稽关系: every check of a report; the codes are stable.
    pub enum Balance {
        /// K1
        BothHalves = "K1" => "第一项加第二项之和等于第三项加第四项之和",
        /// K2
        Results = "K2" => "办理结果总计等于各项办理结果之和",
        /// K3
        Applicants = "K3" => "总计列等于各类申请人之和",
        /// K4
        Relief = "K4" => "复议、诉讼总计等于各结果之和",
        /// K5
        CarriedOver = "K5" => "上年结转等于上年报告的结转下年度",
        /// K6
        InForce = "K6" => "现行有效件数与上年衔接",
        /// K7
        Numbers = "K7" => "件数为非负整数，金额为非负数",
        /// K8
        Prose = "K8" => "总体情况的数字与表格一致",
        /// K9
        Hierarchy = "K9" => "政府报告等于本级与下级之和",
        /// K10
        Fees = "K10" => "写明信息处理费收取情况",
        /// K11
        Register = "K11" => "表格与登记簿一致",
        /// K12
        AfterReview = "K12" => "复议后起诉不多于已审结的复议",
        /// K13
        DirectSuit = "K13" => "不予公开的不得未经复议直接起诉",
        /// K14
        Headings = "K14" => "六个部分齐全、标题准确、内容不空",
        /// K15
        Blanks = "K15" => "空白、斜线、横线不等于零",
        /// K16
        LastProblems = "K16" => "上年问题本年有回应",
        /// K17
        Head = "K17" => "机关名称、年度、发布日期",
    }
}

impl Balance {
    /// What it rests on.
    #[must_use]
    pub const fn basis(self) -> Citation {
        match self {
            Self::DirectSuit => reconsideration(23, 0, 0),
            Self::Fees => state_109(0, 0, 0),
            Self::Head => ogi(49, 0, 0),
            Self::LastProblems | Self::Hierarchy => ogi(50, 0, 0),
            _ => report_format(0, 0, 0),
        }
    }
}

crate::codes! {
    /// 轻重: whether a remark stops the publishing or asks for an explanation.
    pub enum Severity {
        /// E
        Error = "E" => "错误",
        /// W
        Warning = "W" => "警告",
    }
}

/// 两边之和: the two sides that should be equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Sides {
    /// What stands on the left.
    pub left: Figure,
    /// What stands on the right.
    pub right: Figure,
}

impl Sides {
    /// 相差
    #[must_use]
    pub fn apart(self) -> Figure {
        self.left.apart(self.right)
    }
}

/// 核对意见: one thing a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Which check.
    pub check: Balance,
    /// How it weighs.
    pub severity: Severity,
    /// 单元格: the cells it is about; none where it is about the text or the head.
    pub places: Vec<Place>,
    /// The two sides, where there are two.
    pub sides: Option<Sides>,
    /// One Chinese sentence, with both sides.
    pub words: String,
    /// What to do about it.
    pub hint: String,
    /// 案件: cases that may explain it, where the register is known.
    pub cases: Vec<String>,
}

impl Remark {
    pub(super) fn new(check: Balance, severity: Severity, words: impl Into<String>) -> Self {
        Self {
            check,
            severity,
            places: Vec::new(),
            sides: None,
            words: words.into(),
            hint: String::new(),
            cases: Vec::new(),
        }
    }
    pub(super) fn at(mut self, places: Vec<Place>) -> Self {
        self.places = places;
        self
    }
    pub(super) const fn sides(mut self, left: Figure, right: Figure) -> Self {
        self.sides = Some(Sides { left, right });
        self
    }
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
    pub(super) fn cases(mut self, cases: Vec<String>) -> Self {
        self.cases = cases;
        self
    }
    /// 内容标记: what an explanation is bound to; it changes with the check, the cells, the figures and the words.
    #[must_use]
    pub fn stamp(&self) -> String {
        let places: Vec<String> = self.places.iter().map(|place| place.code()).collect();
        let text = format!("{}|{}|{}", crate::Coded::code(self.check), places.join(","), self.words);
        format!("{}-{:016x}", crate::Coded::code(self.check), fnv(&text))
    }
}

/// FNV-1a: the same text has the same number on every machine and in every version.
fn fnv(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

crate::codes! {
    /// 说明类别: what kind of explanation a warning is answered by.
    pub enum Why {
        /// 首次编制
        FirstYear = "first_year" => "首次按本格式编制，没有上年基数",
        /// 机构变动
        OrganChanged = "organ_changed" => "机构合并、分立、撤销或者职能划转",
        /// 失效
        Expired = "expired" => "文件有效期届满自动失效，未计入本年废止",
        /// 上年更正
        LastCorrected = "last_corrected" => "上年数据统计口径调整或者已更正",
        /// 文字另有所指
        OtherMeaning = "other_meaning" => "文字中的数字另有所指或者为约数",
        /// 下级未报
        NotYetIn = "not_yet_in" => "下级机关尚未报送",
        /// 平台以外
        OutsideRegister = "outside_register" => "有案件在平台以外办理",
        /// 另有依据
        OtherGround = "other_ground" => "案件另有依据，逐件核对无误",
        /// 其他
        Other = "other" => "其他",
    }
}

/// 说明: the answer to a warning, bound to what the warning said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The stamp of the remark it answers.
    pub stamp: String,
    /// Its kind.
    pub why: Why,
    /// 具体情况; an empty one answers nothing.
    pub words: String,
}

impl Explanation {
    /// Whether it answers a remark: only a warning, only with words, and only while the remark says the same.
    #[must_use]
    pub fn answers(&self, remark: &Remark) -> bool {
        remark.severity == Severity::Warning && !self.words.trim().is_empty() && self.stamp == remark.stamp()
    }
}

impl Remark {
    /// 待处理: an error, or a warning that nobody has explained.
    #[must_use]
    pub fn is_open(&self, explanations: &[Explanation]) -> bool {
        !explanations.iter().any(|one| one.answers(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(remark: &Remark, words: &str) -> Explanation {
        Explanation { stamp: remark.stamp(), why: Why::OtherMeaning, words: words.into() }
    }

    #[test]
    fn an_explanation_answers_a_warning_as_long_as_it_says_the_same() {
        let warning = Remark::new(Balance::Prose, Severity::Warning, "文字为12件，表格为13件");
        let answer = explained(&warning, "12件为网络申请");
        assert!(!warning.is_open(std::slice::from_ref(&answer)));
        let changed = Remark::new(Balance::Prose, Severity::Warning, "文字为12件，表格为14件");
        assert!(changed.is_open(&[answer]));
        assert!(warning.is_open(&[explained(&warning, "  ")]));
    }

    #[test]
    fn an_error_cannot_be_explained_away() {
        let error = Remark::new(Balance::BothHalves, Severity::Error, "不相等");
        assert!(error.is_open(&[explained(&error, "就是这样")]));
    }

    #[test]
    fn a_stamp_is_the_same_on_every_machine() {
        let remark = Remark::new(Balance::Head, Severity::Warning, "x");
        assert_eq!(remark.stamp(), format!("K17-{:016x}", fnv("K17||x")));
        assert_eq!(fnv(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv("a"), 0xaf63_dc4c_8601_ec8c);
    }
}
