//! Relief (救济): reviews, suits and orders, how they end, and the columns of the annual report in which they are counted (G9).

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
    /// 救济结果: how a review or a suit ended.
    pub enum ReliefResult {
        /// 维持
        Upheld = "upheld" => "维持",
        /// 驳回复议请求、诉讼请求
        ClaimRejected = "claim_rejected" => "驳回请求",
        /// 撤销
        Revoked = "revoked" => "撤销",
        /// 变更
        Changed = "changed" => "变更",
        /// 确认违法
        FoundUnlawful = "found_unlawful" => "确认违法",
        /// 责令履行
        OrderedToAct = "ordered_to_act" => "责令履行",
        /// 责令重新作出
        OrderedAnew = "ordered_anew" => "责令重新作出",
        /// 撤回
        Withdrawn = "withdrawn" => "撤回",
        /// 终止
        Ended = "ended" => "终止",
        /// 不予受理、驳回起诉
        NotAdmitted = "not_admitted" => "不予受理",
        /// 调解、和解
        Settled = "settled" => "调解或者和解",
        /// 其他
        Other = "other" => "其他",
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
    /// 统计类别: 结果纠正 is 撤销、变更、确认违法、责令履行、责令重作; 结果维持 is 维持 and 驳回请求; the rest is 其他结果.
    #[must_use]
    pub const fn column(self) -> ReliefColumn {
        match self {
            Self::Upheld | Self::ClaimRejected => ReliefColumn::Upheld,
            Self::Revoked | Self::Changed | Self::FoundUnlawful | Self::OrderedToAct | Self::OrderedAnew => {
                ReliefColumn::Corrected
            }
            Self::Withdrawn | Self::Ended | Self::NotAdmitted | Self::Settled | Self::Other => {
                ReliefColumn::Other
            }
        }
    }
    /// 须重新办理: whether such a result can order the organ to answer (again).
    #[must_use]
    pub fn may_order(self) -> bool {
        self.column() == ReliefColumn::Corrected || self == Self::Other
    }
}
