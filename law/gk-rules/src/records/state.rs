//! The procedure of a record (信息公开程序): draft → submitted → published → withdrawn, each step taking what it changes.
//!
//! 条例 art 17: examined before it is published (先审查、后公开). What is sent back is a draft again, with the reason.

use serde::{Deserialize, Serialize};

use super::ground::WithdrawGround;
use crate::Day;

crate::codes! {
    /// 阶段: where a record stands.
    pub enum Stage {
        /// 草稿
        Draft = "draft" => "草稿",
        /// 待审核
        Submitted = "submitted" => "待审核",
        /// 已公开
        Published = "published" => "已公开",
        /// 已撤下
        Withdrawn = "withdrawn" => "已撤下",
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
    /// 已公开
    Published {
        /// 送审
        sent: Step,
        /// 审核并公开; its day is the 发布日期.
        published: Step,
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
            Self::Published { .. } => Stage::Published,
            Self::Withdrawn { .. } => Stage::Withdrawn,
        }
    }
    /// 发布日期: the day it was published, also of what was withdrawn since.
    #[must_use]
    pub fn published_on(&self) -> Option<Day> {
        match self {
            Self::Published { published, .. } | Self::Withdrawn { published, .. } => Some(published.on),
            Self::Draft { .. } | Self::Submitted { .. } => None,
        }
    }
    /// 履行日: the day from which the record meets its duty; nothing for what is not public, unless it was taken down
    /// because it had run its course.
    #[must_use]
    pub fn meets_duty_from(&self) -> Option<Day> {
        match self {
            Self::Published { published, .. } => Some(published.on),
            Self::Withdrawn { published, ground, .. } => ground.keeps_duty_met().then_some(published.on),
            Self::Draft { .. } | Self::Submitted { .. } => None,
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
    /// 退回: a draft again, with the reason.
    ///
    /// # Errors
    /// [`WrongStage`] unless it is submitted.
    pub fn return_it(self, by: Step, why: String) -> Result<Self, WrongStage> {
        match self {
            Self::Submitted { .. } => Ok(Self::Draft { returned: Some(Returned { by, why }) }),
            other => Err(other.cannot("退回")),
        }
    }
    /// 审核并公开.
    ///
    /// # Errors
    /// [`WrongStage`] unless it is submitted.
    pub fn publish(self, published: Step) -> Result<Self, WrongStage> {
        match self {
            Self::Submitted { sent } => Ok(Self::Published { sent, published }),
            other => Err(other.cannot("公开")),
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
    /// One of each stage.
    pub(crate) fn stages() -> [Progress; 4] {
        let submitted = Progress::default().submit(STEP).unwrap();
        let published = submitted.clone().publish(STEP).unwrap();
        let withdrawn = published.clone().withdraw(STEP, WithdrawGround::Mistake, "日期有误".into()).unwrap();
        [Progress::default(), submitted, published, withdrawn]
    }
    fn step(progress: Progress, which: u8) -> Result<Progress, WrongStage> {
        match which {
            0 => progress.submit(STEP),
            1 => progress.take_back(),
            2 => progress.return_it(STEP, "缺附件".into()),
            3 => progress.publish(STEP),
            _ => progress.withdraw(STEP, WithdrawGround::Duplicate, "重复".into()),
        }
    }

    #[test]
    fn every_stage_is_reached_and_nothing_leads_out_of_the_last() {
        assert_eq!(stages().map(|one| one.stage()).as_slice(), Stage::ALL);
        for which in 0..5 {
            assert_eq!(step(stages()[3].clone(), which).unwrap_err().from, Stage::Withdrawn);
        }
    }

    #[test]
    fn only_these_steps_lead_anywhere() {
        let allowed: Vec<Vec<u8>> = stages()
            .iter()
            .map(|from| (0..5).filter(|which| step(from.clone(), *which).is_ok()).collect())
            .collect();
        assert_eq!(allowed, [vec![0], vec![1, 2, 3], vec![4], vec![]]);
    }

    #[test]
    fn what_is_returned_is_a_draft_with_the_reason() {
        let [_, submitted, ..] = stages();
        let returned = submitted.return_it(STEP, "缺附件".into()).unwrap();
        assert_eq!(returned, Progress::Draft { returned: Some(Returned { by: STEP, why: "缺附件".into() }) });
    }

    #[test]
    fn what_was_wrong_never_met_the_duty_but_a_posting_that_ended_did() {
        let [.., published, withdrawn] = stages();
        assert_eq!(published.meets_duty_from(), Some(STEP.on));
        assert_eq!((withdrawn.meets_duty_from(), withdrawn.published_on()), (None, Some(STEP.on)));
        let over = published.withdraw(STEP, WithdrawGround::PostingOver, "公示期满".into()).unwrap();
        assert_eq!(over.meets_duty_from(), Some(STEP.on));
    }

    proptest! {
        #[test]
        fn whatever_the_steps_nothing_is_published_that_was_not_submitted(steps in proptest::collection::vec(0_u8..5, 0..30)) {
            let mut now = Progress::default();
            for which in steps {
                let before = now.stage();
                now = step(now.clone(), which).unwrap_or(now);
                if now.stage() == Stage::Published { prop_assert!(matches!(before, Stage::Submitted | Stage::Published)); }
                let stored = serde_json::to_string(&now).unwrap();
                prop_assert_eq!(&serde_json::from_str::<Progress>(&stored).unwrap(), &now);
            }
        }
    }
}
