//! Events of records (政府信息事件): what the ledger calls each step of a record's way.

crate::codes! {
    /// 政府信息事件: codes of the ledger.
    pub enum RecordEvent {
        /// 起草信息
        Drafted = "records.drafted" => "起草信息",
        /// 保存草稿
        Saved = "records.saved" => "保存草稿",
        /// 上传附件
        Attached = "records.attached" => "上传附件",
        /// 删除附件
        Detached = "records.detached" => "删除附件",
        /// 忽略检查发现
        Dismissed = "records.dismissed" => "忽略检查发现",
        /// 隐去个人信息
        Masked = "records.masked" => "隐去个人信息",
        /// 送审
        Submitted = "records.submitted" => "送审",
        /// 收回
        TakenBack = "records.taken_back" => "收回送审",
        /// 退回
        Returned = "records.returned" => "退回修改",
        /// 审核并公开
        Published = "records.published" => "审核通过，公开",
        /// 登记效力日期
        LifeSet = "records.life_set" => "登记效力日期",
        /// 登记效力关系
        Related = "records.related" => "登记效力关系",
        /// 撤下
        Withdrawn = "records.withdrawn" => "撤下",
    }
}
