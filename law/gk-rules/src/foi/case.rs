//! A case (案件): what its events say, folded; nothing is known of it that no event tells.

use serde::{Deserialize, Serialize};

use super::application::Channel;
use super::decision::Decision;
use super::event::{Assigned, Opinion, Party, Recorded, Relief, ReliefResult};
use super::stage::{Closed, Progress, Stage};
use super::worksheet::Worksheet;
use crate::report::Applicants;
use crate::{Day, Moment};

/// 案件: an application from its arrival to the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// 提交
    pub filing: Filing,
    /// 收到申请之日 (条例 art 31); nothing while it is not confirmed.
    pub received_on: Option<Day>,
    /// 登记
    pub registered: Option<Registration>,
    /// 承办机构
    pub assigned: Option<Assigned>,
    /// 审查步骤的回答
    pub answers: Option<Worksheet>,
    /// What bears on the clock of the present round.
    pub interim: Interim,
    /// 检索记录
    pub searches: Vec<Search>,
    /// Where the present round stands.
    pub progress: Progress,
    /// 以前各次办理的结果: rounds that were concluded before the present one.
    pub rounds: Vec<Closed>,
    /// 救济
    pub reliefs: Vec<ReliefCase>,
    /// 更正过的事件, as they were.
    pub corrections: Vec<Kept>,
    /// The last event.
    pub last: Last,
}

/// 提交: how it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// 收到渠道
    pub channel: Channel,
    /// 申请人类型
    pub applicant: Applicants,
    /// 提交日、到达日
    pub on: Day,
    /// 联系未果的各日
    pub tried: Vec<Day>,
}

/// 登记
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// 登记编号
    pub number: String,
    /// 登记日
    pub on: Day,
}

/// 办理中的事项: what happened in the present round that moves its last day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interim {
    /// 责令重新办理: from which day the present round counts, and how many working days the order leaves.
    pub anew: Option<Anew>,
    /// 补正
    pub correction: Option<Correction>,
    /// 征求意见
    pub consultations: Vec<Consultation>,
    /// 延期
    pub extension: Option<Extension>,
    /// 说明理由
    pub excess: Option<Excess>,
    /// 收费
    pub fee: Option<FeeNotice>,
    /// 补充材料的各日
    pub supplements: Vec<Day>,
}

/// 责令重新办理
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anew {
    /// 起算日
    pub from: Day,
    /// 期限 in working days, where the order fixes one.
    pub days: Option<u32>,
}

/// 补正 (条例 art 30)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// 需要补正的事项
    pub items: Vec<String>,
    /// 补正期限 in working days; the setting's when absent.
    pub days: Option<u32>,
    /// 告知日
    pub asked_on: Day,
    /// 收到补正之日
    pub taken_on: Option<Day>,
}

/// 征求意见 (条例 arts 32–34)
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consultation {
    /// 被征求意见人的代号
    pub party: String,
    /// 身份
    pub role: Party,
    /// 发出日
    pub sent_on: Day,
    /// 收到征求意见书之日
    pub received_on: Option<Day>,
    /// 答复意见
    pub answer: Option<Answer>,
    /// 告知其决定公开之日
    pub told_on: Option<Day>,
}

/// 答复意见
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// 意见
    pub opinion: Opinion,
    /// 收到日
    pub on: Day,
}

/// 延期 (条例 art 33)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// 工作日数
    pub days: u32,
    /// 告知日
    pub on: Day,
    /// 同意的负责人
    pub approved_by: i64,
}

/// 要求说明理由 (条例 art 35)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excess {
    /// 期间内件数
    pub count: u32,
    /// 要求日
    pub asked_on: Day,
    /// 说明日
    pub given_on: Option<Day>,
    /// 认定
    pub finding: Option<Finding>,
}

/// 对理由的认定
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// 认定日
    pub on: Day,
    /// 合理的，延迟答复的期限; nothing where the reasons are unreasonable.
    pub until: Option<Day>,
}

/// 收费 (条例 art 42; 国办函〔2020〕109号)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeNotice {
    /// 金额, in fen.
    pub fen: i64,
    /// 通知日
    pub notified_on: Day,
    /// 收到通知之日
    pub received_on: Option<Day>,
    /// 缴费日
    pub paid_on: Option<Day>,
}

/// 检索记录
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// 检索日
    pub on: Day,
    /// 检索的系统、档案、人员
    pub places: Vec<String>,
    /// 是否检索到
    pub found: bool,
}

/// 救济: one review or suit about the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReliefCase {
    /// 种类
    pub relief: Relief,
    /// 提出日
    pub filed_on: Day,
    /// 终结
    pub concluded: Option<Conclusion>,
}

/// 救济终结
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conclusion {
    /// 终结日
    pub on: Day,
    /// 结果
    pub result: ReliefResult,
    /// 责令重新答复
    pub anew: bool,
}

/// 更正前的事件: what an event was before, kept with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// 更正事件的序号
    pub by_seq: u32,
    /// 更正人
    pub by: i64,
    /// 更正日
    pub on: Day,
    /// 更正理由
    pub reason: String,
    /// The event as it was.
    pub former: Recorded,
}

/// 最后事件
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Last {
    /// 序号
    pub seq: u32,
    /// 发生日
    pub day: Day,
    /// 登记时刻
    pub at: Option<Moment>,
}

impl Case {
    /// 案件阶段 (条例 arts 29–45).
    #[must_use]
    pub fn stage(&self) -> Stage {
        match &self.progress {
            Progress::Arrived if self.received_on.is_none() => Stage::Unconfirmed,
            Progress::Arrived => Stage::Received,
            Progress::Registered | Progress::Examining | Progress::InHand => self.consulting(),
            Progress::AwaitingCorrection { .. } => Stage::AwaitingCorrection,
            Progress::AwaitingReasons { .. } => Stage::AwaitingReasons,
            Progress::AwaitingFee { .. } => Stage::AwaitingFee,
            Progress::Drafted { .. } => Stage::Drafted,
            Progress::Approved { .. } => Stage::Approved,
            Progress::Decided { .. } => Stage::Decided,
            _ if self.reliefs.iter().any(|one| one.concluded.is_none()) => Stage::InRelief,
            Progress::Served { .. } => Stage::Served,
            Progress::Ended { .. } => Stage::Ended,
            Progress::Filed { .. } => Stage::Filed,
        }
    }

    fn consulting(&self) -> Stage {
        let waiting = |fits: fn(Party) -> bool| {
            self.interim.consultations.iter().any(|one| one.answer.is_none() && fits(one.role))
        };
        if waiting(|role| role == Party::ThirdParty) {
            return Stage::ConsultingThirdParty;
        }
        if waiting(|role| role != Party::ThirdParty) {
            return Stage::ConsultingOrgans;
        }
        match &self.progress {
            Progress::Registered => Stage::Registered,
            Progress::Examining => Stage::Examining,
            _ => Stage::InHand,
        }
    }

    /// 现行答复: the outcome of the present round, once there is one, even before it is served.
    #[must_use]
    pub fn decision(&self) -> Option<Decision> {
        match &self.progress {
            Progress::Decided { reply } | Progress::Served { reply, .. } => Some(reply.decision),
            Progress::Ended { decision, .. } => Some(*decision),
            Progress::Filed { closed, .. } => Some(closed.decision()),
            _ => None,
        }
    }

    /// 首次办结: how the case first ended and on which day; what the annual report counts.
    #[must_use]
    pub fn first_end(&self) -> Option<(Decision, Day)> {
        self.rounds.first().map(|closed| (closed.decision(), closed.on())).or_else(|| self.end())
    }

    /// 现行办结: how the present round ended and on which day, once it has.
    #[must_use]
    pub fn end(&self) -> Option<(Decision, Day)> {
        match &self.progress {
            Progress::Served { reply, served } => Some((reply.decision, served.on)),
            Progress::Ended { decision, on } => Some((*decision, *on)),
            Progress::Filed { closed, .. } => Some((closed.decision(), closed.on())),
            _ => None,
        }
    }
}

impl Closed {
    /// 答复类型
    #[must_use]
    pub const fn decision(&self) -> Decision {
        match self {
            Self::Answered { reply, .. } => reply.decision,
            Self::Ended { decision, .. } => *decision,
        }
    }
    /// 办结日: the day of service, or the day it ended.
    #[must_use]
    pub const fn on(&self) -> Day {
        match self {
            Self::Answered { served, .. } => served.on,
            Self::Ended { on, .. } => *on,
        }
    }
}
