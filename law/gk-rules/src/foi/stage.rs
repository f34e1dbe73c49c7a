//! Stages and verbs of a case (案件阶段、办理步骤): where it stands, what can be done from there.

use serde::{Deserialize, Serialize};

use super::application::ServiceMode;
use super::decision::Decision;
use crate::Day;

crate::codes! {
    /// 案件阶段
    pub enum Stage {
        /// 待确认: a plain letter, a fax, or what came by network, not confirmed yet
        Unconfirmed = "s1" => "待确认",
        /// 待登记: the day of receipt is fixed
        Received = "s1r" => "待登记",
        /// 已登记
        Registered = "s2" => "已登记",
        /// 审查
        Examining = "s3" => "审查",
        /// 待补正
        AwaitingCorrection = "s4" => "待补正",
        /// 承办
        InHand = "s5" => "承办",
        /// 征求第三方意见
        ConsultingThirdParty = "s6" => "征求第三方意见",
        /// 征求其他机关意见
        ConsultingOrgans = "s7" => "征求其他机关意见",
        /// 待说明理由
        AwaitingReasons = "s8r" => "待说明理由",
        /// 待缴费
        AwaitingFee = "s8f" => "待缴费",
        /// 拟答复: drafted, to be approved
        Drafted = "s9" => "拟答复",
        /// 已审核
        Approved = "s9a" => "已审核待决定",
        /// 已答复待送达
        Decided = "s10" => "已答复待送达",
        /// 已送达
        Served = "s11" => "已送达",
        /// 已终结: withdrawn, merged, transferred
        Ended = "s11e" => "已终结待归档",
        /// 归档
        Filed = "s12" => "已归档",
        /// 救济中
        InRelief = "s13" => "救济中",
    }
}

impl Stage {
    /// 未答复: whether the organ still owes the applicant something.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Served | Self::Ended | Self::Filed | Self::InRelief)
    }
}

crate::codes! {
    /// 办理步骤: the verbs of a case, in the order in which the office does them.
    pub enum Verb {
        /// 联系
        TryContact = "try_contact" => "联系申请人",
        /// 确认
        Confirm = "confirm" => "确认收到",
        /// 登记
        Register = "register" => "登记",
        /// 审查
        Examine = "examine" => "审查",
        /// 分办
        Assign = "assign" => "分办",
        /// 补正告知
        AskCorrection = "ask_correction" => "告知补正",
        /// 收到补正
        TakeCorrection = "take_correction" => "登记补正",
        /// 征求意见
        Consult = "consult" => "征求意见",
        /// 征求意见书送达
        ConsultationReached = "consultation_reached" => "登记征求意见书送达",
        /// 收到意见
        RecordOpinion = "record_opinion" => "登记意见",
        /// 告知第三方
        TellThirdParty = "tell_third_party" => "告知第三方",
        /// 延期
        Extend = "extend" => "延期答复",
        /// 要求说明理由
        AskReasons = "ask_reasons" => "要求说明理由",
        /// 登记理由
        TakeReasons = "take_reasons" => "登记申请人说明的理由",
        /// 理由合理
        AcceptReasons = "accept_reasons" => "认定理由合理",
        /// 理由不合理
        RejectReasons = "reject_reasons" => "认定理由不合理",
        /// 收费通知
        NotifyFee = "notify_fee" => "通知收费",
        /// 收费通知送达
        FeeNoticeReached = "fee_notice_reached" => "登记收费通知送达",
        /// 缴费
        TakeFee = "take_fee" => "登记缴费",
        /// 不再处理
        Lapse = "lapse" => "不再处理",
        /// 检索
        LogSearch = "log_search" => "登记检索",
        /// 补充材料
        Supplement = "supplement" => "登记补充材料",
        /// 申请人撤回
        WithdrawByApplicant = "withdraw_by_applicant" => "登记撤回申请",
        /// 并案
        Merge = "merge" => "并案",
        /// 转送
        Transfer = "transfer" => "转送",
        /// 拟答复
        DraftReply = "draft_reply" => "拟答复",
        /// 审核
        Approve = "approve" => "审核同意",
        /// 退回
        ReturnIt = "return_it" => "退回",
        /// 决定
        Decide = "decide" => "作出答复",
        /// 送达
        Serve = "serve" => "登记送达",
        /// 归档
        FileAway = "file_away" => "归档",
        /// 进入救济
        Reopen = "reopen" => "登记救济",
        /// 救济终结
        ConcludeRelief = "conclude_relief" => "登记救济结果",
        /// 更正事件
        CorrectEvent = "correct_event" => "更正事件",
    }
}

/// 程序: where the present round of handling stands, and what is known only from then on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Progress {
    /// 到达: not registered yet
    Arrived,
    /// 已登记
    Registered,
    /// 审查
    Examining,
    /// 承办: consultations may run
    InHand,
    /// 待补正
    AwaitingCorrection {
        /// Where it stood before.
        was: Standing,
    },
    /// 待说明理由
    AwaitingReasons {
        /// Where it stood before.
        was: Standing,
    },
    /// 待缴费
    AwaitingFee {
        /// Where it stood before.
        was: Standing,
    },
    /// 拟答复
    Drafted {
        /// 拟稿
        draft: Draft,
    },
    /// 已审核
    Approved {
        /// 拟稿
        draft: Draft,
        /// 审核
        approved: Step,
    },
    /// 已答复待送达
    Decided {
        /// 答复
        reply: Reply,
    },
    /// 已送达
    Served {
        /// 答复
        reply: Reply,
        /// 送达
        served: Service,
    },
    /// 已终结 without a letter
    Ended {
        /// How
        decision: Decision,
        /// 终结日
        on: Day,
    },
    /// 已归档
    Filed {
        /// What was filed
        closed: Closed,
        /// 归档日
        on: Day,
    },
}

/// 原阶段: where a case stood before it began to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// 已登记
    Registered,
    /// 审查
    Examining,
    /// 承办
    InHand,
}

/// 办理记录: who, on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The person.
    pub by: i64,
    /// The day.
    pub on: Day,
}

/// 拟稿
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// 主要答复类型
    pub decision: Decision,
    /// 同时适用的其他类型
    pub others: Vec<Decision>,
    /// 拟稿人、拟稿日
    pub made: Step,
}

/// 答复
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// 答复类型
    pub decision: Decision,
    /// 同时适用的其他类型
    pub others: Vec<Decision>,
    /// 答复文号
    pub number: String,
    /// 决定
    pub made: Step,
}

/// 送达
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// 送达方式
    pub mode: ServiceMode,
    /// 送达日
    pub on: Day,
}

/// 办结情况: what a filed case ended with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Closed {
    /// 已送达
    Answered {
        /// 答复
        reply: Reply,
        /// 送达
        served: Service,
    },
    /// 已终结
    Ended {
        /// How
        decision: Decision,
        /// 终结日
        on: Day,
    },
}
