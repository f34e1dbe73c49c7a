//! Kinds within the grounds of withholding (不予公开情形的分类), as 条例 arts 14 and 16 name them.

crate::codes! {
    /// 三安全一稳定 (条例 art 14).
    pub enum Safety {
        /// 国家安全
        State = "state" => "国家安全",
        /// 公共安全
        Public = "public" => "公共安全",
        /// 经济安全
        Economic = "economic" => "经济安全",
        /// 社会稳定
        Stability = "stability" => "社会稳定",
    }
}

crate::codes! {
    /// 三类内部事务信息 (条例 art 16(1)).
    pub enum InternalClass {
        /// 人事管理
        Personnel = "personnel" => "人事管理",
        /// 后勤管理
        Logistics = "logistics" => "后勤管理",
        /// 内部工作流程
        Workflow = "workflow" => "内部工作流程",
    }
}

crate::codes! {
    /// 四类过程性信息 (条例 art 16(2)).
    pub enum ProcessClass {
        /// 讨论记录
        Discussion = "discussion" => "讨论记录",
        /// 过程稿
        Draft = "draft" => "过程稿",
        /// 磋商信函
        Consultation = "consultation" => "磋商信函",
        /// 请示报告
        Submission = "submission" => "请示报告",
    }
}
