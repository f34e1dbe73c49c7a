//! From a case to the annual report (年度报告的统计): which row, column and year, by the rules G1 to G8.
//!
//! G1 the year of receipt is that of the day of receipt (条例 art 31). G2 a result is counted by the day of the reply (posting or
//! signature), in one row. G3 部分公开 absorbs the rest; G4 the main outcome is the handler's choice; both are settled when the
//! reply is drafted. G5 withdrawn, merged, transferred stand in 其他. G6 the kind of applicant is that of registration.
//! G7 what is answered anew on an order is no second application and no second result: the first answer counts. Nothing
//! is counted of what was never received: an application by network that nobody could confirm.

use serde::Serialize;

use super::case::{Case, ReliefCase};
use super::event::{Relief, ReliefColumn};
use crate::Day;
use crate::report::{Applicants, Row};

/// 统计事实: what the annual report must know of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// 收到之日 (G1)
    pub received_on: Day,
    /// 申请人类型 (G6)
    pub applicant: Applicants,
    /// 办理结果 and its day (G2–G5, G7); nothing while it is not answered.
    pub result: Option<(Row, Day)>,
    /// 救济 for table C
    pub reliefs: Vec<ReliefCase>,
}

/// 一年中的统计: the cells of table B in which a case stands in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct InYear {
    /// The column.
    pub applicant: Applicants,
    /// b1: 本年新收; else b2: 上年结转.
    pub is_new: bool,
    /// b3: the row of the result; nothing stands in b4: 结转下年度.
    pub result: Option<Row>,
}

/// 统计: nothing for what was never received.
#[must_use]
pub fn counted(case: &Case) -> Option<Counted> {
    let received_on = case.received_on?;
    // A reply before the receipt contradicts itself; it is counted on the day of receipt, so that the sums agree.
    let result = case.first_end().map(|(decision, on)| (decision.row(), on.max(received_on)));
    let in_table =
        |one: &&ReliefCase| matches!(one.relief, Relief::Review | Relief::Suit | Relief::SuitAfterReview);
    let reliefs = case.reliefs.iter().filter(in_table).copied().collect();
    Some(Counted { received_on, applicant: case.filing.applicant, result, reliefs })
}

impl Counted {
    /// 某年的统计: nothing for a year before its receipt or after its answer.
    #[must_use]
    pub fn in_year(&self, year: i16) -> Option<InYear> {
        let answered = self.result.map(|(_, on)| on.year());
        if self.received_on.year() > year || answered.is_some_and(|answered| answered < year) {
            return None;
        }
        Some(InYear {
            applicant: self.applicant,
            is_new: self.received_on.year() == year,
            result: self.result.filter(|(_, on)| on.year() == year).map(|(row, _)| row),
        })
    }

    /// 某年的救济统计 (G8 [m?], as the report's setting 推定 has it): the year it ended by its result; 尚未审结 in the year it began.
    #[must_use]
    pub fn reliefs_in_year(&self, year: i16) -> Vec<(Relief, ReliefColumn)> {
        let column = |one: &ReliefCase| match one.concluded {
            Some(end) if end.on.year() == year => Some(end.result.column()),
            Some(end) if end.on.year() < year => None,
            _ if one.filed_on.year() == year => Some(ReliefColumn::Pending),
            _ => None,
        };
        self.reliefs.iter().filter_map(|one| Some((one.relief, column(one)?))).collect()
    }
}
