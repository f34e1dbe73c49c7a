//! Grounds of withdrawal (撤下理由): why something published is taken down; the tombstone names one.

use crate::Citation;
use crate::citation::{liaoning_13, ogi, penalty};

crate::codes! {
    /// 撤下理由: a closed list; what is not here is no ground.
    pub enum WithdrawGround {
        /// 错误更正
        Mistake = "mistake" => "信息有误，更正后重新公开",
        /// 国家秘密
        StateSecret = "state_secret" => "涉及国家秘密",
        /// 法律、行政法规禁止公开
        Forbidden = "forbidden" => "法律、行政法规禁止公开",
        /// 三安全一稳定
        Safety = "safety" => "公开后可能危及国家安全、公共安全、经济安全、社会稳定",
        /// 商业秘密
        TradeSecret = "trade_secret" => "涉及商业秘密",
        /// 个人隐私
        Privacy = "privacy" => "涉及个人隐私",
        /// 内部事务信息
        Internal = "internal" => "属于行政机关内部事务信息",
        /// 过程性信息、行政执法案卷信息
        Process = "process" => "属于过程性信息或者行政执法案卷信息",
        /// 行政处罚决定被变更、撤销、确认违法或者确认无效
        PenaltyRevoked = "penalty_revoked" => "行政处罚决定已被变更、撤销、确认违法或者确认无效",
        /// 已废止失效
        Lapsed = "lapsed" => "已废止或者失效",
        /// 公示期满
        PostingOver = "posting_over" => "公示期满",
        /// 重复发布
        Duplicate = "duplicate" => "重复发布",
    }
}

impl WithdrawGround {
    /// The article it rests on; nothing where no text speaks of it (公示期满、重复发布 are our own list).
    #[must_use]
    pub fn basis(self) -> Option<Citation> {
        match self {
            Self::Mistake => Some(ogi(6, 0, 0)),
            Self::StateSecret | Self::Forbidden | Self::Safety => Some(ogi(14, 0, 0)),
            Self::TradeSecret | Self::Privacy => Some(ogi(15, 0, 0)),
            Self::Internal => Some(ogi(16, 1, 0)),
            Self::Process => Some(ogi(16, 2, 0)),
            Self::PenaltyRevoked => Some(penalty(48, 0, 0)),
            Self::Lapsed => Some(liaoning_13(0, 0, 0)),
            Self::PostingOver | Self::Duplicate => None,
        }
    }
    /// Whether the tombstone may show the title: not where the title itself may be what must not be known.
    #[must_use]
    pub fn shows_title(self) -> bool {
        !matches!(
            self,
            Self::StateSecret
                | Self::Forbidden
                | Self::Safety
                | Self::TradeSecret
                | Self::Privacy
                | Self::PenaltyRevoked
                | Self::PostingOver
        )
    }
    /// Whether what was met stays met: information that was public in time and has run its course discharged its duty; what
    /// was wrong or must not be public did not.
    #[must_use]
    pub fn keeps_duty_met(self) -> bool {
        matches!(self, Self::PostingOver | Self::Lapsed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;

    #[test]
    fn every_ground_of_withholding_rests_on_its_article() {
        use WithdrawGround as G;
        let article = |ground: G| ground.basis().map(|basis| (basis.instrument(), basis.article()));
        let ogi_article = |n| Some(("政府信息公开条例", n));
        assert_eq!(article(G::Mistake), ogi_article(6));
        for ground in [G::StateSecret, G::Forbidden, G::Safety] {
            assert_eq!(article(ground), ogi_article(14));
        }
        assert_eq!((article(G::TradeSecret), article(G::Privacy)), (ogi_article(15), ogi_article(15)));
        assert_eq!((article(G::Internal), article(G::Process)), (ogi_article(16), ogi_article(16)));
        assert_eq!(article(G::PenaltyRevoked), Some(("行政处罚法", 48)));
        assert_eq!(article(G::Lapsed), Some(("辽政办发〔2020〕13号", 0)));
    }

    #[test]
    fn a_tombstone_never_repeats_what_had_to_be_hidden() {
        for ground in WithdrawGround::ALL {
            let hidden = ground.basis().is_some_and(|basis| [14, 15, 48].contains(&basis.article()));
            assert!(!(hidden && ground.shows_title()), "{ground}");
        }
        assert!(WithdrawGround::Mistake.shows_title());
    }
}
