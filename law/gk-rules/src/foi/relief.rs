//! Relief (救济): reviews, suits and orders, how they end, and the columns of the annual report in which they are counted (G9).

pub use crate::report::ReliefResult;
use crate::report::places::Outcome;

crate::codes! {
    /// 救济和重新办理的种类
    pub enum Relief {
        /// 行政复议
        Review = "review" => "行政复议",
        /// 未经复议直接起诉
        Suit = "suit" => "行政诉讼（未经复议直接起诉）",
        /// 复议后起诉
        SuitAfterReview = "suit_after_review" => "行政诉讼（复议后起诉）",
        /// 更正: the organ finds its own reply wrong
        OwnMistake = "own_mistake" => "机关自行纠正",
        /// 责令重新办理 (条例 arts 47, 51)
        Order = "order" => "主管部门、上级机关责令重新办理",
    }
}

crate::codes! {
    /// 救济结果的统计类别: the columns of the annual report (G9).
    pub enum ReliefColumn {
        /// 结果维持
        Upheld = "upheld" => "结果维持",
        /// 结果纠正
        Corrected = "corrected" => "结果纠正",
        /// 其他结果
        Other = "other" => "其他结果",
        /// 尚未审结
        Pending = "pending" => "尚未审结",
    }
}

impl ReliefResult {
    /// 统计类别: the column of table C, in which the procedure counts as well.
    #[must_use]
    pub const fn column(self) -> ReliefColumn {
        match self.outcome() {
            Outcome::Upheld => ReliefColumn::Upheld,
            Outcome::Corrected => ReliefColumn::Corrected,
            Outcome::OtherResult => ReliefColumn::Other,
            Outcome::Pending | Outcome::Total => ReliefColumn::Pending,
        }
    }
    /// 须重新办理: whether such a result can order the organ to answer (again).
    #[must_use]
    pub fn may_order(self) -> bool {
        self.column() == ReliefColumn::Corrected || self == Self::Other
    }
}
