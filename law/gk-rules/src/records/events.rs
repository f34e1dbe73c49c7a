//! Events of records (政府信息事件): what the ledger calls each step of a record's way.

crate::codes! {
    /// 政府信息事件: codes of the ledger.
    pub enum RecordEvent {
        /// 起草信息
        Drafted = "records.drafted" => "起草信息",
        /// 收件录入
        TakenIn = "records.taken_in" => "收件录入",
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
        /// 接手办理
        TakenOver = "records.taken_over" => "接手办理",
        /// 送审
        Submitted = "records.submitted" => "送审",
        /// 认定公开属性
        Determined = "records.determined" => "提出公开属性认定",
        /// 选择公开事项
        ItemChosen = "records.item_chosen" => "选择公开事项",
        /// 审查
        Reviewed = "records.reviewed" => "审查",
        /// 单人办理
        Forced = "records.forced" => "单人办理审查",
        /// 复核单人办理
        LookedAt = "records.looked_at" => "上级复核单人办理",
        /// 批准
        Approved = "records.approved" => "批准",
        /// 设定公开时间
        Scheduled = "records.scheduled" => "设定公开时间",
        /// 取消定时
        Unscheduled = "records.unscheduled" => "取消定时公开",
        /// 到时未公开
        ReleaseHeld = "records.release_held" => "到公开时间，检查未通过，退回",
        /// 重新评估
        Reassessed = "records.reassessed" => "重新评估公开属性",
        /// 开始修订
        RevisionBegun = "records.revision_begun" => "开始修订",
        /// 公开新版本
        Revised = "records.revised" => "公开新版本",
        /// 被新版本取代
        Superseded = "records.superseded" => "被新版本取代",
        /// 规定审查程序
        WayFixed = "records.way_fixed" => "规定审查程序",
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
        /// 开始清理
        CleanupOpened = "records.cleanup_opened" => "开始清理",
        /// 清理意见
        CleanupConcluded = "records.cleanup_concluded" => "提出清理意见",
        /// 清理决定
        CleanupDecided = "records.cleanup_decided" => "登记清理决定",
        /// 公布清理结果
        CleanupPublished = "records.cleanup_published" => "公布清理结果",
        /// 发现引用
        CiterFound = "records.citer_found" => "列入复核",
        /// 复核办结
        CiterSettled = "records.citer_settled" => "复核办结",
        /// 撤下
        Withdrawn = "records.withdrawn" => "撤下",
    }
}
