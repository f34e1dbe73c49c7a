//! The way of a record (程序): draft, submitted, reviewed, reviewed for secrecy, approved, scheduled or published, and its end.

use super::steps::Review;
use super::{Attribute, Determination};
use crate::Coded;

crate::codes! {
    /// 办理状态: where a version of a record stands.
    pub enum State {
        /// 草稿
        Draft = "draft" => "草稿",
        /// 已送审
        Submitted = "submitted" => "已送审",
        /// 已审核: first check and disclosure review are done
        Reviewed = "reviewed" => "已审核",
        /// 保密审查通过
        Cleared = "cleared" => "已通过保密审查",
        /// 已批准
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

crate::codes! {
    /// 办理动作: what leads from one state to another.
    pub enum Move {
        /// 送审
        Submit = "submit" => "送审",
        /// 收回
        TakeBack = "take_back" => "收回",
        /// 退回
        Return = "return" => "退回",
        /// 审核通过
        PassReview = "pass_review" => "审核通过",
        /// 保密审查通过
        PassSecrecy = "pass_secrecy" => "保密审查通过",
        /// 批准
        Approve = "approve" => "批准",
        /// 定时
        Schedule = "schedule" => "设定公开时间",
        /// 取消定时
        Unschedule = "unschedule" => "取消定时",
        /// 公开
        Publish = "publish" => "公开",
        /// 被取代
        Supersede = "supersede" => "由新版本取代",
        /// 撤下
        Withdraw = "withdraw" => "撤下",
    }
}

/// 状态不符: the move does not lead from where the record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("该信息处于“{from}”状态，不能{action}")]
pub struct WrongMove {
    /// 状态
    pub from: State,
    /// 动作
    pub action: Move,
}

impl State {
    /// 转移: the state a move leads to.
    ///
    /// # Errors
    /// [`WrongMove`] where there is no such way.
    pub fn after(self, action: Move, proposed: &Determination) -> Result<Self, WrongMove> {
        let open = proposed.attribute == Attribute::Proactive;
        let secrecy = super::steps::required(super::steps::Matter {
            proposed,
            author: 0,
            normative: false,
            opinions: &[],
        })
        .contains(&Review::Secrecy);
        match (self, action) {
            (Self::Draft, Move::Submit) => Ok(Self::Submitted),
            (Self::Submitted, Move::TakeBack) => Ok(Self::Draft),
            (Self::Submitted | Self::Reviewed | Self::Cleared, Move::Return) => Ok(Self::Draft),
            (Self::Submitted, Move::PassReview) => Ok(Self::Reviewed),
            (Self::Reviewed, Move::PassSecrecy) if secrecy => Ok(Self::Cleared),
            (Self::Cleared, Move::Approve) => Ok(Self::Approved),
            (Self::Reviewed, Move::Approve) if !secrecy => Ok(Self::Approved),
            // Only what is public of itself is scheduled or published; the rest is kept as approved.
            (Self::Approved, Move::Schedule) if open => Ok(Self::Scheduled),
            (Self::Scheduled, Move::Unschedule) => Ok(Self::Approved),
            (Self::Approved | Self::Scheduled, Move::Publish) if open => Ok(Self::Published),
            // At the moment of release everything is checked again; what fails goes back.
            (Self::Approved | Self::Scheduled, Move::Return) => Ok(Self::Draft),
            (Self::Published | Self::Approved, Move::Supersede) => Ok(Self::Superseded),
            (Self::Published, Move::Withdraw) => Ok(Self::Withdrawn),
            _ => Err(WrongMove { from: self, action }),
        }
    }
    /// 可以的动作: what the page offers.
    #[must_use]
    pub fn moves(self, proposed: &Determination) -> Vec<Move> {
        Move::ALL.iter().copied().filter(|action| self.after(*action, proposed).is_ok()).collect()
    }
    /// 是否终结: nothing leads out of it.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Superseded | Self::Withdrawn)
    }
    /// 是否可以修改: only a draft is edited; every other state keeps what was judged.
    #[must_use]
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::determination::tests::internal;
    use proptest::prelude::*;

    #[test]
    fn an_open_record_goes_all_the_way() {
        let open = Determination::open("");
        let way = [
            Move::Submit,
            Move::PassReview,
            Move::PassSecrecy,
            Move::Approve,
            Move::Schedule,
            Move::Publish,
            Move::Supersede,
        ];
        let end = way.into_iter().try_fold(State::Draft, |state, action| state.after(action, &open));
        assert_eq!(end, Ok(State::Superseded));
        assert_eq!(State::Published.moves(&open), [Move::Supersede, Move::Withdraw]);
        assert!(State::Withdrawn.is_final() && State::Withdrawn.moves(&open).is_empty());
    }

    #[test]
    fn what_is_withheld_is_approved_and_never_published() {
        let held = internal();
        let way = [Move::Submit, Move::PassReview, Move::Approve];
        let end = way.into_iter().try_fold(State::Draft, |state, action| state.after(action, &held));
        assert_eq!(end, Ok(State::Approved));
        assert_eq!(
            State::Approved.after(Move::Publish, &held),
            Err(WrongMove { from: State::Approved, action: Move::Publish })
        );
        assert_eq!(
            State::Reviewed.after(Move::Approve, &Determination::open("")).unwrap_err().from,
            State::Reviewed
        );
    }

    proptest! {
        #[test]
        fn nothing_is_published_that_was_not_approved_after_a_secrecy_review(actions in proptest::collection::vec(0..Move::ALL.len(), 0..40)) {
            let open = Determination::open("");
            let (mut state, mut cleared, mut approved) = (State::Draft, false, false);
            for at in actions {
                let before = state;
                state = state.after(Move::ALL[at], &open).unwrap_or(state);
                if state == State::Draft { cleared = false; approved = false; }
                cleared |= state == State::Cleared;
                approved |= state == State::Approved;
                if before != State::Published && state == State::Published {
                    prop_assert!(cleared && approved);
                }
            }
        }
    }
}
