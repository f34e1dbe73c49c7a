//! The procedure of a record (信息公开程序): draft → submitted → reviewed → cleared → approved → scheduled or published → superseded
//! or withdrawn, each step taking what it changes.
//!
//! 条例 art 17: examined before it is published (先审查、后公开). What is sent back is a draft again, with the reason. Which
//! reviews lie between two stages is said in [`attribute::steps`](crate::attribute::steps).

use serde::{Deserialize, Serialize};

use super::ground::WithdrawGround;
use crate::{Day, Moment};

crate::codes! {
    /// 阶段: where a record stands.
    pub enum Stage {
        /// 草稿
        Draft = "draft" => "草稿",
        /// 待审核
        Submitted = "submitted" => "待审核",
        /// 已审核: first check and disclosure review are done
        Reviewed = "reviewed" => "已审核",
        /// 已通过保密审查
        Cleared = "cleared" => "已通过保密审查",
        /// 已批准: what is not published stays here
        Approved = "approved" => "已批准",
        /// 定时公开
        Scheduled = "scheduled" => "待定时公开",
        /// 已公开
        Published = "published" => "已公开",
        /// 已被取代: a newer version is live
        Superseded = "superseded" => "已被新版本取代",
        /// 已撤下
        Withdrawn = "withdrawn" => "已撤下",
    }
}

/// 办理环节的最后一步: the name of the step that makes a record public.
pub const RELEASE: &str = "公开";

impl Stage {
    /// 审查中: sent, and not judged to the end.
    #[must_use]
    pub const fn is_under_review(self) -> bool {
        matches!(self, Self::Submitted | Self::Reviewed | Self::Cleared)
    }
}

/// 程序: where the record stands, and what is known only from then on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Progress {
    /// 草稿
    Draft {
        /// 退回意见, when it was sent back.
        returned: Option<Returned>,
    },
    /// 待审核
    Submitted {
        /// 送审
        sent: Step,
    },
    /// 已审核
    Reviewed {
        /// 送审
        sent: Step,
    },
    /// 已通过保密审查
    Cleared {
        /// 送审
        sent: Step,
    },
    /// 已批准
    Approved {
        /// 送审
        sent: Step,
        /// 批准
        approved: Step,
    },
    /// 待定时公开
    Scheduled {
        /// 送审
        sent: Step,
        /// 批准
        approved: Step,
        /// 公开时间, to the second.
        at: Moment,
    },
    /// 已公开
    Published {
        /// 送审
        sent: Step,
        /// 审核并公开; its day is the 发布日期.
        published: Step,
    },
    /// 已被新版本取代
    Superseded {
        /// 审核并公开
        published: Step,
        /// 被取代
        superseded: Step,
    },
    /// 已撤下
    Withdrawn {
        /// 审核并公开
        published: Step,
        /// 撤下
        withdrawn: Step,
        /// 撤下理由
        ground: WithdrawGround,
        /// 撤下说明: seen inside, not on the tombstone.
        words: String,
    },
}

/// 办理记录: who, on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The person.
    pub by: i64,
    /// The day.
    pub on: Day,
}

/// 退回: who sent it back, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// 退回人
    pub by: Step,
    /// 退回理由
    pub why: String,
}

/// 阶段不符: the step does not lead from where the record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("该信息处于“{from}”阶段，不能{step}")]
pub struct WrongStage {
    /// Where it stands.
    pub from: Stage,
    /// What was tried, as officers say it.
    pub step: &'static str,
}

impl Default for Progress {
    fn default() -> Self {
        Self::Draft { returned: None }
    }
}

impl Progress {
    /// 阶段
    #[must_use]
    pub fn stage(&self) -> Stage {
        match self {
            Self::Draft { .. } => Stage::Draft,
            Self::Submitted { .. } => Stage::Submitted,
            Self::Reviewed { .. } => Stage::Reviewed,
            Self::Cleared { .. } => Stage::Cleared,
            Self::Approved { .. } => Stage::Approved,
            Self::Scheduled { .. } => Stage::Scheduled,
            Self::Published { .. } => Stage::Published,
            Self::Superseded { .. } => Stage::Superseded,
            Self::Withdrawn { .. } => Stage::Withdrawn,
        }
    }
    /// 送审, of what was sent and is not a draft again.
    #[must_use]
    pub fn sent(&self) -> Option<Step> {
        match self {
            Self::Submitted { sent }
            | Self::Reviewed { sent }
            | Self::Cleared { sent }
            | Self::Approved { sent, .. }
            | Self::Scheduled { sent, .. }
            | Self::Published { sent, .. } => Some(*sent),
            Self::Draft { .. } | Self::Superseded { .. } | Self::Withdrawn { .. } => None,
        }
    }
    /// 批准, of what is approved and not public.
    #[must_use]
    pub fn approved(&self) -> Option<Step> {
        match self {
            Self::Approved { approved, .. } | Self::Scheduled { approved, .. } => Some(*approved),
            _ => None,
        }
    }
    /// 发布日期: the day it was published, also of what was superseded or withdrawn since.
    #[must_use]
    pub fn published_on(&self) -> Option<Day> {
        match self {
            Self::Published { published, .. }
            | Self::Superseded { published, .. }
            | Self::Withdrawn { published, .. } => Some(published.on),
            _ => None,
        }
    }
    /// 履行日: the day from which the record meets its duty; nothing for what is not public, unless it was taken down
    /// because it had run its course.
    #[must_use]
    pub fn meets_duty_from(&self) -> Option<Day> {
        match self {
            Self::Published { published, .. } => Some(published.on),
            Self::Withdrawn { published, ground, .. } => ground.keeps_duty_met().then_some(published.on),
            _ => None,
        }
    }
    /// 送审.
    ///
    /// # Errors
    /// [`WrongStage`] unless it is a draft.
    pub fn submit(self, sent: Step) -> Result<Self, WrongStage> {
        match self {
            Self::Draft { .. } => Ok(Self::Submitted { sent }),
            other => Err(other.cannot("送审")),
        }
    }
    /// 收回: the author takes it back before anybody has judged it.
    ///
    /// # Errors
    /// [`WrongStage`] unless it is submitted.
    pub fn take_back(self) -> Result<Self, WrongStage> {
        match self {
            Self::Submitted { .. } => Ok(Self::default()),
            other => Err(other.cannot("收回")),
        }
    }
    /// 退回: a draft again, with the reason; what is approved and not public too, when it is looked at again.
    ///
    /// # Errors
    /// [`WrongStage`] where it is a draft or was public.
    pub fn return_it(self, by: Step, why: String) -> Result<Self, WrongStage> {
        let stage = self.stage();
        if stage.is_under_review() || matches!(stage, Stage::Approved | Stage::Scheduled) {
            return Ok(Self::Draft { returned: Some(Returned { by, why }) });
        }
        Err(self.cannot("退回"))
    }
    /// 审查: to the stage that the opinions given have reached; the last of them approves.
    ///
    /// # Errors
    /// [`WrongStage`] unless it is under review, or where the stage lies outside the reviews.
    pub fn reach(self, stage: Stage, by: Step) -> Result<Self, WrongStage> {
        let sent = self.sent().filter(|_| self.stage().is_under_review());
        match (sent, stage) {
            (Some(sent), Stage::Submitted) => Ok(Self::Submitted { sent }),
            (Some(sent), Stage::Reviewed) => Ok(Self::Reviewed { sent }),
            (Some(sent), Stage::Cleared) => Ok(Self::Cleared { sent }),
            (Some(sent), Stage::Approved) => Ok(Self::Approved { sent, approved: by }),
            _ => Err(self.cannot("审查")),
        }
    }
    /// 定时公开.
    ///
    /// # Errors
    /// [`WrongStage`] unless it is approved.
    pub fn schedule(self, at: Moment) -> Result<Self, WrongStage> {
        match self {
            Self::Approved { sent, approved } => Ok(Self::Scheduled { sent, approved, at }),
            other => Err(other.cannot("设定公开时间")),
        }
    }
    /// 取消定时.
    ///
    /// # Errors
    /// [`WrongStage`] unless it is scheduled.
    pub fn unschedule(self) -> Result<Self, WrongStage> {
        match self {
            Self::Scheduled { sent, approved, .. } => Ok(Self::Approved { sent, approved }),
            other => Err(other.cannot("取消定时")),
        }
    }
    /// 公开.
    ///
    /// # Errors
    /// [`WrongStage`] unless it is approved or scheduled.
    pub fn publish(self, published: Step) -> Result<Self, WrongStage> {
        match self {
            Self::Approved { sent, .. } | Self::Scheduled { sent, .. } => {
                Ok(Self::Published { sent, published })
            }
            other => Err(other.cannot("公开")),
        }
    }
    /// 由新版本取代.
    ///
    /// # Errors
    /// [`WrongStage`] unless it is published.
    pub fn supersede(self, superseded: Step) -> Result<Self, WrongStage> {
        match self {
            Self::Published { published, .. } => Ok(Self::Superseded { published, superseded }),
            other => Err(other.cannot("由新版本取代")),
        }
    }
    /// 撤下: never undone; what is right is published anew.
    ///
    /// # Errors
    /// [`WrongStage`] unless it is published.
    pub fn withdraw(
        self,
        withdrawn: Step,
        ground: WithdrawGround,
        words: String,
    ) -> Result<Self, WrongStage> {
        match self {
            Self::Published { published, .. } => Ok(Self::Withdrawn { published, withdrawn, ground, words }),
            other => Err(other.cannot("撤下")),
        }
    }

    fn cannot(&self, step: &'static str) -> WrongStage {
        WrongStage { from: self.stage(), step }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::Coded;
    use jiff::civil::date;
    use proptest::prelude::*;

    pub(crate) const STEP: Step = Step { by: 8, on: date(2024, 3, 1) };
    /// One of each stage, in the order of the stages.
    pub(crate) fn stages() -> [Progress; 9] {
        let submitted = Progress::default().submit(STEP).unwrap();
        let reviewed = submitted.clone().reach(Stage::Reviewed, STEP).unwrap();
        let cleared = reviewed.clone().reach(Stage::Cleared, STEP).unwrap();
        let approved = cleared.clone().reach(Stage::Approved, STEP).unwrap();
        let scheduled = approved.clone().schedule(Moment::UNIX_EPOCH).unwrap();
        let published = scheduled.clone().publish(STEP).unwrap();
        let superseded = published.clone().supersede(STEP).unwrap();
        let withdrawn = published.clone().withdraw(STEP, WithdrawGround::Mistake, "日期有误".into()).unwrap();
        [
            Progress::default(),
            submitted,
            reviewed,
            cleared,
            approved,
            scheduled,
            published,
            superseded,
            withdrawn,
        ]
    }
    /// The one of a stage.
    pub(crate) fn at(stage: Stage) -> Progress {
        stages().into_iter().find(|one| one.stage() == stage).unwrap()
    }
    fn step(progress: Progress, which: u8) -> Result<Progress, WrongStage> {
        match which {
            0 => progress.submit(STEP),
            1 => progress.take_back(),
            2 => progress.return_it(STEP, "缺附件".into()),
            3 => progress.reach(Stage::Reviewed, STEP),
            4 => progress.reach(Stage::Cleared, STEP),
            5 => progress.reach(Stage::Approved, STEP),
            6 => progress.schedule(Moment::UNIX_EPOCH),
            7 => progress.unschedule(),
            8 => progress.publish(STEP),
            9 => progress.supersede(STEP),
            _ => progress.withdraw(STEP, WithdrawGround::Duplicate, "重复".into()),
        }
    }

    #[test]
    fn every_stage_is_reached_and_nothing_leads_out_of_the_last_two() {
        assert_eq!(stages().map(|one| one.stage()).as_slice(), Stage::ALL);
        for (which, last) in (0..11).flat_map(|which| [(which, Stage::Superseded), (which, Stage::Withdrawn)])
        {
            assert_eq!(step(at(last), which).unwrap_err().from, last);
        }
    }

    #[test]
    fn only_these_steps_lead_anywhere() {
        let allowed: Vec<Vec<u8>> = stages()
            .iter()
            .map(|from| (0..11).filter(|which| step(from.clone(), *which).is_ok()).collect())
            .collect();
        let review = |more: &[u8]| [more, &[2, 3, 4, 5]].concat();
        assert_eq!(
            allowed,
            [
                vec![0],
                review(&[1]),
                review(&[]),
                review(&[]),
                vec![2, 6, 8],
                vec![2, 7, 8],
                vec![9, 10],
                vec![],
                vec![]
            ]
        );
    }

    #[test]
    fn what_is_returned_is_a_draft_with_the_reason() {
        let returned = at(Stage::Cleared).return_it(STEP, "缺附件".into()).unwrap();
        assert_eq!(returned, Progress::Draft { returned: Some(Returned { by: STEP, why: "缺附件".into() }) });
    }

    #[test]
    fn what_was_wrong_never_met_the_duty_but_a_posting_that_ended_did() {
        let (published, withdrawn) = (at(Stage::Published), at(Stage::Withdrawn));
        assert_eq!(published.meets_duty_from(), Some(STEP.on));
        assert_eq!((withdrawn.meets_duty_from(), withdrawn.published_on()), (None, Some(STEP.on)));
        let over = published.withdraw(STEP, WithdrawGround::PostingOver, "公示期满".into()).unwrap();
        assert_eq!(over.meets_duty_from(), Some(STEP.on));
    }

    proptest! {
        #[test]
        fn whatever_the_steps_nothing_is_published_that_was_not_approved(steps in proptest::collection::vec(0_u8..11, 0..60)) {
            let mut now = Progress::default();
            for which in steps {
                let before = now.stage();
                now = step(now.clone(), which).unwrap_or(now);
                if now.stage() == Stage::Published {
                    prop_assert!(matches!(before, Stage::Approved | Stage::Scheduled | Stage::Published));
                }
                let stored = serde_json::to_string(&now).unwrap();
                prop_assert_eq!(&serde_json::from_str::<Progress>(&stored).unwrap(), &now);
            }
        }
    }
}
