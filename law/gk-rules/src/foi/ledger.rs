//! Events of the ledger (依申请公开的记录): what the ledger calls each step of a case; the case's own events say what happened.

use super::event::CaseEvent;

crate::codes! {
    /// 依申请公开事件: codes of the ledger.
    pub enum FoiEvent {
        /// 提交申请
        Submitted = "foi.submitted" => "提交公开申请",
        /// 联系申请人
        ContactTried = "foi.contact_tried" => "联系申请人",
        /// 确认收到
        Confirmed = "foi.confirmed" => "确认收到申请",
        /// 登记
        Registered = "foi.registered" => "登记公开申请",
        /// 审查
        Examined = "foi.examined" => "审查公开申请",
        /// 分办
        Assigned = "foi.assigned" => "分办公开申请",
        /// 告知补正
        CorrectionAsked = "foi.correction_asked" => "告知补正",
        /// 收到补正
        CorrectionTaken = "foi.correction_taken" => "收到补正",
        /// 征求意见
        Consulted = "foi.consulted" => "征求意见",
        /// 征求意见书送达
        ConsultationReceived = "foi.consultation_received" => "征求意见书送达",
        /// 收到意见
        OpinionRecorded = "foi.opinion_recorded" => "收到意见",
        /// 告知第三方
        ThirdPartyTold = "foi.third_party_told" => "告知第三方",
        /// 延期
        Extended = "foi.extended" => "延期答复",
        /// 要求说明理由
        ReasonsAsked = "foi.reasons_asked" => "要求说明理由",
        /// 说明理由
        ReasonsGiven = "foi.reasons_given" => "申请人说明理由",
        /// 理由合理
        ReasonsAccepted = "foi.reasons_accepted" => "认定理由合理",
        /// 理由不合理
        ReasonsRejected = "foi.reasons_rejected" => "认定理由不合理",
        /// 收费通知
        FeeNotified = "foi.fee_notified" => "通知收费",
        /// 收费通知送达
        FeeNoticeReceived = "foi.fee_notice_received" => "收费通知送达",
        /// 缴费
        FeePaid = "foi.fee_paid" => "缴费",
        /// 不再处理
        Lapsed = "foi.lapsed" => "不再处理",
        /// 检索
        SearchLogged = "foi.search_logged" => "登记检索",
        /// 补充材料
        Supplemented = "foi.supplemented" => "补充材料",
        /// 撤回申请
        WithdrawnByApplicant = "foi.withdrawn_by_applicant" => "申请人撤回",
        /// 并案
        MergedInto = "foi.merged_into" => "并案",
        /// 转送
        Transferred = "foi.transferred" => "转送",
        /// 拟答复
        Drafted = "foi.drafted" => "拟答复",
        /// 审核同意
        Approved = "foi.approved" => "审核同意答复",
        /// 退回
        Returned = "foi.returned" => "退回拟答复",
        /// 作出答复
        Decided = "foi.decided" => "作出答复",
        /// 送达
        Served = "foi.served" => "送达答复",
        /// 归档
        FiledAway = "foi.filed_away" => "案件归档",
        /// 进入救济
        Reopened = "foi.reopened" => "登记救济",
        /// 救济终结
        ReliefConcluded = "foi.relief_concluded" => "登记救济结果",
        /// 更正事件
        EventCorrected = "foi.event_corrected" => "更正办理记录",
        /// 查看个人信息
        PersonalDataSeen = "foi.personal_data_seen" => "查看申请人的个人信息",
        /// 区分处理
        Redacted = "foi.redacted" => "区分处理材料",
        /// 由我承办
        Taken = "foi.taken" => "承办公开申请",
        /// 上传文件
        FileAdded = "foi.file_added" => "上传案件文件",
        /// 生成文书
        LetterMade = "foi.letter_made" => "生成文书",
        /// 备齐文书
        LetterPrepared = "foi.letter_prepared" => "备齐文书",
        /// 修改文书模板
        TemplateSet = "foi.template_set" => "修改文书模板",
        /// 修改依申请公开设置
        SettingSet = "foi.setting_set" => "修改依申请公开设置",
        /// 规定机关的期限
        LimitSet = "foi.limit_set" => "规定机关的期限",
        /// 重新计算期限
        Rederived = "foi.rederived" => "重新计算答复期限",
        /// 留存年度报告
        ReportKept = "foi.report_kept" => "留存年度报告统计表",
        /// 临近期限
        Warned = "foi.warned" => "答复期限预警",
        /// 升级
        Escalated = "foi.escalated" => "答复期限预警升级",
        /// 订阅地址
        AddressMade = "foi.address_made" => "生成期限日历订阅地址",
        /// 接口密钥
        KeyMade = "foi.key_made" => "签发接口密钥",
        /// 停用接口密钥
        KeyEnded = "foi.key_ended" => "停用接口密钥",
        /// 订阅推送
        HookMade = "foi.hook_made" => "订阅推送",
        /// 修改订阅
        HookChanged = "foi.hook_changed" => "修改推送订阅",
        /// 暂停推送
        HookPaused = "foi.hook_paused" => "暂停推送",
        /// 恢复推送
        HookResumed = "foi.hook_resumed" => "恢复推送",
        /// 更换推送密钥
        HookSecretChanged = "foi.hook_secret_changed" => "更换推送密钥",
        /// 停止推送
        HookStopped = "foi.hook_stopped" => "停止推送",
        /// 重新推送
        DeliveryRenewed = "foi.delivery_renewed" => "重新推送未送达的消息",
        /// 开通账户
        AccountMade = "foi.account_made" => "申请人开通账户",
        /// 存入账户
        AccountLinked = "foi.account_linked" => "申请存入申请人账户",
        /// 注销账户
        AccountClosed = "foi.account_closed" => "申请人注销账户",
        /// 登记送达凭证
        ServiceProved = "foi.service_proved" => "登记送达凭证",
        /// 打印邮寄标签
        LabelMade = "foi.label_made" => "打印邮寄标签",
        /// 导出案卷
        Packaged = "foi.packaged" => "导出案卷",
        /// 申请人评价
        Rated = "foi.rated" => "申请人评价",
        /// 建议主动公开
        ProposalOpened = "foi.proposal_opened" => "建议主动公开",
        /// 采纳主动公开的建议
        ProposalAccepted = "foi.proposal_accepted" => "采纳主动公开的建议",
        /// 不采纳主动公开的建议
        ProposalDeclined = "foi.proposal_declined" => "不采纳主动公开的建议",
        /// 公示答复
        AnswerShown = "foi.answer_shown" => "公示答复",
        /// 撤下公示的答复
        AnswerWithdrawn = "foi.answer_withdrawn" => "撤下公示的答复",
        /// 起草案例
        ExplainedDrafted = "foi.explained_drafted" => "起草案例",
        /// 审核案例
        ExplainedReviewed = "foi.explained_reviewed" => "审核案例",
        /// 公开案例
        ExplainedOpened = "foi.explained_opened" => "公开案例",
        /// 不再公开案例
        ExplainedClosed = "foi.explained_closed" => "不再公开案例",
    }
}

impl CaseEvent {
    /// 记录名: what the ledger calls it.
    #[must_use]
    pub const fn ledger(&self) -> FoiEvent {
        use FoiEvent as F;
        match self {
            Self::Submitted(_) => F::Submitted,
            Self::ContactTried(_) => F::ContactTried,
            Self::Confirmed => F::Confirmed,
            Self::Registered(_) => F::Registered,
            Self::Examined(_) => F::Examined,
            Self::Assigned(_) => F::Assigned,
            Self::CorrectionAsked(_) => F::CorrectionAsked,
            Self::CorrectionTaken => F::CorrectionTaken,
            Self::Consulted(_) => F::Consulted,
            Self::ConsultationReceived(_) => F::ConsultationReceived,
            Self::OpinionRecorded(_) => F::OpinionRecorded,
            Self::ThirdPartyTold(_) => F::ThirdPartyTold,
            Self::Extended(_) => F::Extended,
            Self::ReasonsAsked(_) => F::ReasonsAsked,
            Self::ReasonsGiven => F::ReasonsGiven,
            Self::ReasonsAccepted(_) => F::ReasonsAccepted,
            Self::ReasonsRejected => F::ReasonsRejected,
            Self::FeeNotified(_) => F::FeeNotified,
            Self::FeeNoticeReceived => F::FeeNoticeReceived,
            Self::FeePaid => F::FeePaid,
            Self::Lapsed(_) => F::Lapsed,
            Self::SearchLogged(_) => F::SearchLogged,
            Self::Supplemented(_) => F::Supplemented,
            Self::WithdrawnByApplicant => F::WithdrawnByApplicant,
            Self::MergedInto(_) => F::MergedInto,
            Self::Transferred(_) => F::Transferred,
            Self::Drafted(_) => F::Drafted,
            Self::Approved(_) => F::Approved,
            Self::Returned(_) => F::Returned,
            Self::Decided(_) => F::Decided,
            Self::Served(_) => F::Served,
            Self::FiledAway => F::FiledAway,
            Self::Reopened(_) => F::Reopened,
            Self::ReliefConcluded(_) => F::ReliefConcluded,
            Self::EventCorrected(_) => F::EventCorrected,
        }
    }
}
