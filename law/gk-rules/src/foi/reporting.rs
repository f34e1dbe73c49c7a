//! From the register to the annual report (登记簿与年度报告): a counted case as the report takes it, and which checks follow from it.

use super::counted::Counted;
use super::event::Relief;
use crate::duty::settings::in_force;
use crate::report::{Balance, CaseFacts, Course, PendingRule, Relief as ReliefFacts};
use crate::{Day, Reason};

/// 由登记簿核对的勾稽关系: those that concern tables B and C; the others are of table A and the texts.
pub const CHECKED: [Balance; 9] = [
    Balance::BothHalves,
    Balance::Results,
    Balance::Applicants,
    Balance::Relief,
    Balance::CarriedOver,
    Balance::Numbers,
    Balance::Register,
    Balance::AfterReview,
    Balance::DirectSuit,
];

impl Relief {
    /// 表三类别: its block of table C; nothing for what is neither a review nor a suit.
    #[must_use]
    pub const fn course(self) -> Option<Course> {
        match self {
            Self::Review => Some(Course::Review),
            Self::Suit => Some(Course::Direct),
            Self::SuitAfterReview => Some(Course::AfterReview),
            Self::OwnMistake | Self::Order => None,
        }
    }
}

impl Counted {
    /// 统计事实: as the annual report takes it, under the key the register gives it.
    #[must_use]
    pub fn facts(&self, key: String) -> CaseFacts {
        let relief = self.reliefs.iter().filter_map(|one| {
            let ended = one.concluded.map(|end| (end.result, end.on));
            Some(ReliefFacts { course: one.relief.course()?, started_on: one.filed_on, ended })
        });
        let relief = relief.collect();
        let (received_on, applicant) = (self.received_on, self.applicant);
        CaseFacts { key, received_on, applicant, result: self.result, relief }
    }
    /// 最后统计日: the last day on which it changes a figure; nothing while something of it is pending.
    #[must_use]
    pub fn settled_on(&self) -> Option<Day> {
        let mut last = self.result?.1;
        for one in &self.reliefs {
            last = last.max(one.concluded?.on);
        }
        Some(last)
    }
}

/// 跨年未结案件的统计口径 of a year.
#[must_use]
pub fn pending_rule_of(year: i16) -> PendingRule {
    let end = Day::new(year, 12, 31).unwrap_or_default();
    let rules = crate::report::register::pending_rule();
    in_force("", &rules, end).map_or(PendingRule::YearOfStartAndYearOfEnd, |row| row.value)
}

/// 年度不可用
#[must_use]
pub fn year_unusable(typed: &str) -> Reason {
    let typed: String = typed.chars().take(10).collect();
    Reason::new("foi.report_year", format!("“{typed}”不是可以统计的年度。"))
        .cure("写四位数的年度，2008年以后、本年以前。")
}

/// 报告不是这一年度、这一机关的
#[must_use]
pub fn other_report(organ: &str, year: i16) -> Reason {
    Reason::new("foi.other_report", format!("所给的是{organ}{year}年度的报告。"))
        .cure("请选择本机关、同一年度的报告。")
}

/// 文件读不出报告
#[must_use]
pub fn unreadable_report(words: &str) -> Reason {
    Reason::new("foi.report_unreadable", format!("没有读出年度报告：{words}"))
}

/// 没有选择文件
#[must_use]
pub fn no_report_file() -> Reason {
    Reason::new("foi.no_report_file", "没有选择文件。")
        .cure("选择上年报告的文件（xlsx、docx、html、json）后再提交。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foi::case::{Conclusion, ReliefCase};
    use crate::report::{Applicants, Row};
    use jiff::civil::date;

    #[test]
    fn a_case_is_settled_when_its_last_suit_is() {
        let relief = |concluded| ReliefCase { relief: Relief::Suit, filed_on: date(2026, 2, 1), concluded };
        let end =
            Conclusion { on: date(2026, 5, 1), result: crate::report::ReliefResult::Upheld, anew: false };
        let mut case = Counted {
            received_on: date(2026, 1, 4),
            applicant: Applicants::Person,
            result: Some((Row::Disclosed, date(2026, 1, 20))),
            reliefs: vec![relief(Some(end))],
        };
        assert_eq!(case.settled_on(), Some(date(2026, 5, 1)));
        let facts = case.facts("1".into());
        assert_eq!(facts.relief.first().map(|one| one.course), Some(Course::Direct));
        case.reliefs.push(relief(None));
        assert_eq!(case.settled_on(), None);
        case.result = None;
        assert_eq!(case.settled_on(), None);
    }

    #[test]
    fn the_rule_for_what_is_pending_is_that_of_the_years_end() {
        assert_eq!(pending_rule_of(2026), PendingRule::YearOfStartAndYearOfEnd);
    }
}
