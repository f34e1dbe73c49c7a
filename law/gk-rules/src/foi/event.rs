//! Events of a case (案件事件): what happened to an application, day by day; a case is nothing but its events folded.

use serde::{Deserialize, Serialize};

use super::application::{Channel, ServiceMode};
use super::decision::Decision;
pub use super::relief::{Relief, ReliefColumn, ReliefResult};
use super::stage::Verb;
use super::worksheet::Worksheet;
use crate::report::Applicants;
use crate::{Coded, Day, Moment};

/// 案件事件记录: an event with its place in the history, its day, who recorded it and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// 序号: 1 for the first, then one more each.
    pub seq: u32,
    /// 发生日: the day that counts for the law.
    pub day: Day,
    /// 登记时刻: when it was written down; absent in histories that do not tell.
    #[serde(default)]
    pub at: Option<Moment>,
    /// 登记人; 0 is the program itself.
    pub by: i64,
    /// What happened.
    #[serde(flatten)]
    pub event: CaseEvent,
}

/// 案件事件: what can happen to an application (条例 arts 29–45).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum CaseEvent {
    /// 提交、到达
    Submitted(Submitted),
    /// 联系申请人未果
    ContactTried(ContactTried),
    /// 双方确认
    Confirmed,
    /// 登记
    Registered(Registered),
    /// 审查
    Examined(Examined),
    /// 分办
    Assigned(Assigned),
    /// 补正告知
    CorrectionAsked(CorrectionAsked),
    /// 收到补正
    CorrectionTaken,
    /// 征求意见
    Consulted(Consulted),
    /// 征求意见书送达
    ConsultationReceived(Named),
    /// 收到意见
    OpinionRecorded(OpinionRecorded),
    /// 告知第三方决定公开
    ThirdPartyTold(Named),
    /// 延期
    Extended(Extended),
    /// 要求说明理由
    ReasonsAsked(ReasonsAsked),
    /// 说明理由
    ReasonsGiven,
    /// 理由合理，延迟答复
    ReasonsAccepted(ReasonsAccepted),
    /// 理由不合理
    ReasonsRejected,
    /// 收费通知
    FeeNotified(FeeNotified),
    /// 收费通知送达
    FeeNoticeReceived,
    /// 缴费
    FeePaid,
    /// 不再处理
    Lapsed(Lapsed),
    /// 检索
    SearchLogged(SearchLogged),
    /// 申请人补充材料
    Supplemented(Words),
    /// 申请人撤回
    WithdrawnByApplicant,
    /// 并案
    MergedInto(MergedInto),
    /// 转送
    Transferred(Transferred),
    /// 拟答复
    Drafted(Drafted),
    /// 审核同意
    Approved(Approved),
    /// 退回
    Returned(Words),
    /// 决定
    Decided(Decided),
    /// 送达
    Served(Served),
    /// 归档
    FiledAway,
    /// 进入救济或者重新办理
    Reopened(Reopened),
    /// 救济终结
    ReliefConcluded(ReliefConcluded),
    /// 更正事件
    EventCorrected(EventCorrected),
}

/// 提交、到达: the day is the day it was handed in, signed for, or came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// 收到渠道
    pub channel: Channel,
    /// 申请人类型, frozen at registration.
    pub applicant: Applicants,
}

/// 联系申请人未果: an attempt to confirm a plain letter, a fax, or what came by network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactTried {
    /// 联系方式和结果
    pub words: String,
}

/// 登记
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// 登记编号
    pub number: String,
}

/// 审查: the answers of the worksheet so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examined {
    /// 审查步骤的回答
    pub answers: Worksheet,
}

/// 分办
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// 承办机构
    pub unit: String,
    /// 协办机构
    #[serde(default)]
    pub joint: Vec<String>,
}

/// 补正告知: the day is that of its service on the applicant (条例 art 30).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionAsked {
    /// 需要补正的事项
    pub items: Vec<String>,
    /// 补正期限 in working days; the setting's when absent.
    #[serde(default)]
    pub days: Option<u32>,
}

crate::codes! {
    /// 被征求意见的人: whose silence means what (条例 arts 32–34).
    pub enum Party {
        /// 第三方: silence is no consent
        ThirdParty = "third_party" => "第三方",
        /// 共同制作机关: silence is consent
        JointMaker = "joint_maker" => "共同制作机关",
        /// 其他机关
        OtherOrgan = "other_organ" => "其他机关",
    }
}

/// 征求意见: the day is that of sending; from the next day on the reply clock stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consulted {
    /// 被征求意见人的代号: unique in the case, no name.
    pub party: String,
    /// 身份
    pub role: Party,
}

/// 指明被征求意见人: an event of one consultation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// 被征求意见人的代号
    pub party: String,
}

crate::codes! {
    /// 意见: what the one asked answered.
    pub enum Opinion {
        /// 同意公开
        Agrees = "agrees" => "同意公开",
        /// 不同意公开
        Objects = "objects" => "不同意公开",
        /// 未表示意见
        NoView = "no_view" => "未表示意见",
    }
}

/// 收到意见
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionRecorded {
    /// 被征求意见人的代号
    pub party: String,
    /// 意见
    pub opinion: Opinion,
    /// 理由
    #[serde(default)]
    pub reasons: String,
}

/// 延期: the day is that of sending the notice (条例 art 33).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// 延长的工作日数
    pub days: u32,
    /// 同意延期的工作机构负责人
    pub approved_by: i64,
    /// 延期理由
    #[serde(default)]
    pub reason: String,
}

/// 要求说明理由 (条例 art 35)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonsAsked {
    /// 期间内申请件数
    pub count: u32,
}

/// 理由合理，延迟答复: the date told to the applicant replaces the last day of the reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonsAccepted {
    /// 延迟答复的合理期限
    pub until: Day,
}

/// 收费通知 (条例 art 42; 国办函〔2020〕109号)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeNotified {
    /// 金额, in fen.
    pub fen: i64,
}

/// 不再处理: for want of correction or of payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapsed {
    /// 告知书文号
    pub number: String,
}

/// 检索: which systems, files and people were asked; the proof for 信息不存在.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchLogged {
    /// 检索的系统、档案、人员
    pub places: Vec<String>,
    /// 检索词和方法
    #[serde(default)]
    pub words: String,
    /// 是否检索到
    pub found: bool,
}

/// 文字说明
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// What is said.
    pub words: String,
}

/// 并案
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedInto {
    /// 并入案件的登记编号
    pub number: String,
}

/// 转送
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transferred {
    /// 转送机关
    pub to: String,
}

/// 拟答复
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafted {
    /// 主要答复类型: decides row and letter.
    pub decision: Decision,
    /// 同时适用的其他类型: kept for search, counted nowhere.
    #[serde(default)]
    pub others: Vec<Decision>,
    /// 前次答复的文号, for what was answered before (E2, E5).
    #[serde(default)]
    pub former: Option<String>,
}

/// 审核同意
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// 本人审核本人拟稿的理由: only where the organ has nobody else.
    #[serde(default)]
    pub forced: Option<String>,
}

/// 决定
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// 答复类型: the draft's.
    pub decision: Decision,
    /// 答复文号
    pub number: String,
    /// 本人决定本人拟稿的理由
    #[serde(default)]
    pub forced: Option<String>,
}

/// 送达: the day is the posting day, the day of signature, or the day it entered the applicant's system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    /// 送达方式
    pub mode: ServiceMode,
}

/// 进入救济: the day is that of filing, or of the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopened {
    /// 种类
    pub relief: Relief,
}

/// 救济终结: the day is that on which the decision reached the organ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReliefConcluded {
    /// 种类
    pub relief: Relief,
    /// 结果
    pub result: ReliefResult,
    /// 责令重新答复
    #[serde(default)]
    pub anew: bool,
    /// 重新答复的期限 in working days, where the decision fixes one.
    #[serde(default)]
    pub days: Option<u32>,
}

/// 更正事件: an event put right with a reason; the former is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventCorrected {
    /// 被更正事件的序号
    pub of: u32,
    /// 更正后的事件; absent where it never happened.
    #[serde(default)]
    pub replacement: Option<Box<Replacement>>,
    /// 更正理由
    pub reason: String,
}

/// 更正后的事件: the day and what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// 发生日
    pub day: Day,
    /// What happened; of the same kind as before.
    #[serde(flatten)]
    pub event: CaseEvent,
}

impl CaseEvent {
    /// 办理步骤: the verb by which it comes about; nothing for the arrival.
    #[must_use]
    pub const fn verb(&self) -> Option<Verb> {
        Some(match self {
            Self::Submitted(_) => return None,
            Self::ContactTried(_) => Verb::TryContact,
            Self::Confirmed => Verb::Confirm,
            Self::Registered(_) => Verb::Register,
            Self::Examined(_) => Verb::Examine,
            Self::Assigned(_) => Verb::Assign,
            Self::CorrectionAsked(_) => Verb::AskCorrection,
            Self::CorrectionTaken => Verb::TakeCorrection,
            Self::Consulted(_) => Verb::Consult,
            Self::ConsultationReceived(_) => Verb::ConsultationReached,
            Self::OpinionRecorded(_) => Verb::RecordOpinion,
            Self::ThirdPartyTold(_) => Verb::TellThirdParty,
            Self::Extended(_) => Verb::Extend,
            Self::ReasonsAsked(_) => Verb::AskReasons,
            Self::ReasonsGiven => Verb::TakeReasons,
            Self::ReasonsAccepted(_) => Verb::AcceptReasons,
            Self::ReasonsRejected => Verb::RejectReasons,
            Self::FeeNotified(_) => Verb::NotifyFee,
            Self::FeeNoticeReceived => Verb::FeeNoticeReached,
            Self::FeePaid => Verb::TakeFee,
            Self::Lapsed(_) => Verb::Lapse,
            Self::SearchLogged(_) => Verb::LogSearch,
            Self::Supplemented(_) => Verb::Supplement,
            Self::WithdrawnByApplicant => Verb::WithdrawByApplicant,
            Self::MergedInto(_) => Verb::Merge,
            Self::Transferred(_) => Verb::Transfer,
            Self::Drafted(_) => Verb::DraftReply,
            Self::Approved(_) => Verb::Approve,
            Self::Returned(_) => Verb::ReturnIt,
            Self::Decided(_) => Verb::Decide,
            Self::Served(_) => Verb::Serve,
            Self::FiledAway => Verb::FileAway,
            Self::Reopened(_) => Verb::Reopen,
            Self::ReliefConcluded(_) => Verb::ConcludeRelief,
            Self::EventCorrected(_) => Verb::CorrectEvent,
        })
    }

    /// 事件名: what people read.
    #[must_use]
    pub fn label(&self) -> &'static str {
        self.verb().map_or("提交申请", Coded::label)
    }

    /// 外部事实: what others did, and of which the organ may learn later; its day may lie before the day it is recorded.
    #[must_use]
    pub const fn is_from_outside(&self) -> bool {
        matches!(
            self,
            Self::Submitted(_)
                | Self::CorrectionTaken
                | Self::ConsultationReceived(_)
                | Self::OpinionRecorded(_)
                | Self::ReasonsGiven
                | Self::FeeNoticeReceived
                | Self::FeePaid
                | Self::Supplemented(_)
                | Self::WithdrawnByApplicant
                | Self::Served(_)
                | Self::Reopened(_)
                | Self::ReliefConcluded(_)
        )
    }
}
