//! Events of the room (依申请公开事件): what the ledger calls each step of a case.

use super::event::CaseEvent;

crate::codes! {
    /// 依申请公开事件: codes of the ledger.
    pub enum FoiEvent {
        /// 收到申请
        Submitted = "foi.submitted" => "收到申请",
        /// 联系申请人
        ContactTried = "foi.contact_tried" => "联系申请人",
        /// 确认收到
        Confirmed = "foi.confirmed" => "确认收到",
        /// 登记
        Registered = "foi.registered" => "登记",
        /// 审查
        Examined = "foi.examined" => "审查",
        /// 分办
        Assigned = "foi.assigned" => "分办",
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
        /// 延期答复
        Extended = "foi.extended" => "延期答复",
        /// 要求说明理由
        ReasonsAsked = "foi.reasons_asked" => "要求说明理由",
        /// 收到理由说明
        ReasonsGiven = "foi.reasons_given" => "收到理由说明",
        /// 认定理由合理
        ReasonsAccepted = "foi.reasons_accepted" => "认定理由合理",
        /// 认定理由不合理
        ReasonsRejected = "foi.reasons_rejected" => "认定理由不合理",
        /// 通知收费
        FeeNotified = "foi.fee_notified" => "通知收费",
        /// 收费通知送达
        FeeNoticeReceived = "foi.fee_notice_received" => "收费通知送达",
        /// 收到缴费
        FeePaid = "foi.fee_paid" => "收到缴费",
        /// 不再处理
        Lapsed = "foi.lapsed" => "不再处理",
        /// 登记检索
        SearchLogged = "foi.search_logged" => "登记检索",
        /// 收到补充材料
        Supplemented = "foi.supplemented" => "收到补充材料",
        /// 申请人撤回
        WithdrawnByApplicant = "foi.withdrawn_by_applicant" => "申请人撤回",
        /// 并案
        MergedInto = "foi.merged_into" => "并案",
        /// 转送
        Transferred = "foi.transferred" => "转送",
        /// 拟答复
        Drafted = "foi.drafted" => "拟答复",
        /// 审核同意
        Approved = "foi.approved" => "审核同意",
        /// 退回
        Returned = "foi.returned" => "退回",
        /// 作出答复
        Decided = "foi.decided" => "作出答复",
        /// 送达
        Served = "foi.served" => "送达",
        /// 归档
        FiledAway = "foi.filed_away" => "归档",
        /// 登记救济
        Reopened = "foi.reopened" => "登记救济",
        /// 救济终结
        ReliefConcluded = "foi.relief_concluded" => "救济终结",
        /// 更正事件
        EventCorrected = "foi.event_corrected" => "更正事件",
        /// 由我承办
        Taken = "foi.taken" => "承办",
        /// 上传文件
        FileAdded = "foi.file_added" => "上传文件",
        /// 生成文书
        LetterMade = "foi.letter_made" => "生成文书",
        /// 重新计算期限
        Rederived = "foi.rederived" => "重新计算期限",
    }
}

impl FoiEvent {
    /// 案件事件的登记名称: what the ledger calls an event of a case.
    #[must_use]
    pub const fn of(event: &CaseEvent) -> Self {
        match event {
            CaseEvent::Submitted(_) => Self::Submitted,
            CaseEvent::ContactTried(_) => Self::ContactTried,
            CaseEvent::Confirmed => Self::Confirmed,
            CaseEvent::Registered(_) => Self::Registered,
            CaseEvent::Examined(_) => Self::Examined,
            CaseEvent::Assigned(_) => Self::Assigned,
            CaseEvent::CorrectionAsked(_) => Self::CorrectionAsked,
            CaseEvent::CorrectionTaken => Self::CorrectionTaken,
            CaseEvent::Consulted(_) => Self::Consulted,
            CaseEvent::ConsultationReceived(_) => Self::ConsultationReceived,
            CaseEvent::OpinionRecorded(_) => Self::OpinionRecorded,
            CaseEvent::ThirdPartyTold(_) => Self::ThirdPartyTold,
            CaseEvent::Extended(_) => Self::Extended,
            CaseEvent::ReasonsAsked(_) => Self::ReasonsAsked,
            CaseEvent::ReasonsGiven => Self::ReasonsGiven,
            CaseEvent::ReasonsAccepted(_) => Self::ReasonsAccepted,
            CaseEvent::ReasonsRejected => Self::ReasonsRejected,
            CaseEvent::FeeNotified(_) => Self::FeeNotified,
            CaseEvent::FeeNoticeReceived => Self::FeeNoticeReceived,
            CaseEvent::FeePaid => Self::FeePaid,
            CaseEvent::Lapsed(_) => Self::Lapsed,
            CaseEvent::SearchLogged(_) => Self::SearchLogged,
            CaseEvent::Supplemented(_) => Self::Supplemented,
            CaseEvent::WithdrawnByApplicant => Self::WithdrawnByApplicant,
            CaseEvent::MergedInto(_) => Self::MergedInto,
            CaseEvent::Transferred(_) => Self::Transferred,
            CaseEvent::Drafted(_) => Self::Drafted,
            CaseEvent::Approved(_) => Self::Approved,
            CaseEvent::Returned(_) => Self::Returned,
            CaseEvent::Decided(_) => Self::Decided,
            CaseEvent::Served(_) => Self::Served,
            CaseEvent::FiledAway => Self::FiledAway,
            CaseEvent::Reopened(_) => Self::Reopened,
            CaseEvent::ReliefConcluded(_) => Self::ReliefConcluded,
            CaseEvent::EventCorrected(_) => Self::EventCorrected,
        }
    }
}
