//! A case at a glance (案件概况): everything that follows from its events on a day; pages, lists and the command line show it.

use serde::Serialize;

use super::case::Case;
use super::clock::{Level, ReplyClock, reply_clock};
use super::counted::{Counted, counted};
use super::decision::{Decision, RemedyKind};
use super::letter::Letter;
use super::periods::{Period, periods};
use super::review_organ::REVIEW_LAW_FROM;
use super::settings::Law;
use super::stage::{Closed, Progress, Stage, Verb};
use super::steps::{Hand, permitted};
use crate::Day;

/// 案件概况
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outline {
    /// 案件阶段
    pub stage: Stage,
    /// 答复期限
    pub clock: ReplyClock,
    /// 剩余工作日
    pub remaining: Option<i64>,
    /// 预警级别
    pub level: Level,
    /// 其他期限
    pub periods: Vec<Period>,
    /// 可以办理的步骤
    pub permitted: Vec<Verb>,
    /// 答复类型
    pub decision: Option<Decision>,
    /// 答复文书
    pub letter: Option<Letter>,
    /// 救济途径类别
    pub remedy: Option<RemedyKind>,
    /// 年度报告
    pub counted: Option<Counted>,
    /// 是否按期: whether the answer was served by the last day; nothing while it is not.
    pub on_time: Option<bool>,
}

impl Outline {
    /// 概况 of a case on a day.
    #[must_use]
    pub fn of(case: &Case, today: Day, law: Law<'_>) -> Self {
        let clock = reply_clock(case, law);
        let decision = case.decision();
        let open = case.stage().is_open();
        Self {
            stage: case.stage(),
            remaining: clock.remaining(today, law).filter(|_| open),
            level: if open { clock.level(today, law) } else { Level::Standing },
            periods: periods(case, law),
            permitted: permitted(case, Hand { person: 0, on: today, law: Some(law) }),
            decision,
            letter: decision.and_then(Decision::letter),
            remedy: case.remedy_kind(),
            counted: counted(case),
            on_time: case.ended_on().zip(clock.due.date).map(|(on, due)| on <= due),
            clock,
        }
    }
}

impl Case {
    /// 救济途径类别 by the law of the day on which the reply was made (no text speaks of a reply made before the change and
    /// served after it: a choice).
    #[must_use]
    pub fn remedy_kind(&self) -> Option<RemedyKind> {
        let (decision, made) = match &self.progress {
            Progress::Decided { reply } | Progress::Served { reply, .. } => (reply.decision, reply.made.on),
            Progress::Filed { closed: Closed::Answered { reply, .. }, .. } => (reply.decision, reply.made.on),
            Progress::Ended { decision, on } => (*decision, *on),
            Progress::Filed { closed: Closed::Ended { decision, on }, .. } => (*decision, *on),
            _ => return None,
        };
        Some(match decision.remedy_kind() {
            RemedyKind::ReviewFirst | RemedyKind::Mixed if made < REVIEW_LAW_FROM => RemedyKind::Open,
            kind => kind,
        })
    }

    /// 办结日 of the present round.
    #[must_use]
    pub fn ended_on(&self) -> Option<Day> {
        match &self.progress {
            Progress::Served { served, .. } => Some(served.on),
            Progress::Ended { on, .. } => Some(*on),
            Progress::Filed { closed, .. } => Some(closed.on()),
            _ => None,
        }
    }
}
