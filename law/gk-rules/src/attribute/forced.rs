//! An office of one person (单人办理): what is done alone is done for a reason, and looked at from above the next day.
//!
//! 条例 arts 4, 46: the organ above guides and inspects. No text names the procedure; it is how separation of duties is kept where
//! nobody else is there.

use serde::{Deserialize, Serialize};

use super::steps::Review;
use crate::citation::ogi;
use crate::org::organ::OrganId;
use crate::{Coded, Day, Reason};

/// 理由的最少字数
pub const LEAST_WHY: usize = 10;

/// 单人办理: a step taken by whoever may not take it otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forced {
    /// 环节
    pub review: Review,
    /// 办理人
    pub by: i64,
    /// 日期
    pub on: Day,
    /// 理由
    pub why: String,
}

/// 本机关的人手: who else could take the step today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hands {
    /// 其他可以办理的人数
    pub others: usize,
    /// 上级机关; nothing at the top of the tree.
    pub above: Option<OrganId>,
}

/// 待复核: an entry of the list of the organ above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookedAt {
    /// 复核机关
    pub organ: OrganId,
    /// 列入日期
    pub on: Day,
}

/// 不得单人办理的理由: all of them. The secrecy review is never done alone: what is out is out.
#[must_use]
pub fn reasons_not_to_force(forced: &Forced, hands: Hands) -> Vec<Reason> {
    let mut against = Vec::new();
    if hands.others > 0 {
        let words = format!("还有{}人可以办理{}，不能单人办理。", hands.others, forced.review.label());
        against.push(Reason::new("attribute.others_there", words).by(ogi(17, 0, 0)).cure("请交另一人办理。"));
    }
    if forced.why.trim().chars().count() < LEAST_WHY {
        let words = format!("单人办理应当写明理由，不少于{LEAST_WHY}个字。");
        against.push(Reason::new("attribute.no_forced_why", words).by(ogi(17, 0, 0)));
    }
    if hands.above.is_none() {
        against.push(
            Reason::new("attribute.nobody_above", "没有上级机关可以复核，不能单人办理。")
                .by(ogi(46, 0, 0))
                .cure("请先指定审核员。"),
        );
    }
    if forced.review == Review::Secrecy {
        against.push(
            Reason::new("attribute.secrecy_alone", "保密审查不能由起草人自己作出。")
                .by(crate::citation::state_secrets(35, 0, 0))
                .cure("请上级机关或者同级保密机构的人员审查。"),
        );
    }
    against
}

/// 不得作此复核的理由.
#[must_use]
pub fn reasons_not_to_look_at(done: bool, agreed: bool, words: &str) -> Vec<Reason> {
    let mut against = Vec::new();
    if done {
        against.push(Reason::new("attribute.looked_at", "这一项已经复核过了。").by(ogi(46, 0, 0)));
    }
    if !agreed && words.trim().chars().count() < LEAST_WHY {
        let words = format!("不认可的，应当写明意见，不少于{LEAST_WHY}个字。");
        against.push(Reason::new("attribute.no_objection", words).by(ogi(46, 0, 0)));
    }
    against
}

/// 列入上级的复核清单: the next day's.
#[must_use]
pub fn looked_at(forced: &Forced, hands: Hands) -> Option<LookedAt> {
    let organ = hands.above?;
    Some(LookedAt { organ, on: forced.on.tomorrow().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn one_person_acts_for_a_reason_and_the_organ_above_sees_it_the_next_day() {
        let forced = Forced {
            review: Review::Final,
            by: 1,
            on: date(2026, 12, 31),
            why: "防汛预警须立即公开，本站只有一人在岗".into(),
        };
        let alone = Hands { others: 0, above: Some(OrganId(5)) };
        assert_eq!(reasons_not_to_force(&forced, alone), []);
        assert_eq!(looked_at(&forced, alone), Some(LookedAt { organ: OrganId(5), on: date(2027, 1, 1) }));
    }

    #[test]
    fn every_reason_against_is_given() {
        let forced = Forced { review: Review::Secrecy, by: 1, on: date(2026, 12, 31), why: "急".into() };
        let codes: Vec<_> = reasons_not_to_force(&forced, Hands { others: 2, above: None })
            .iter()
            .map(|one| one.code)
            .collect();
        assert_eq!(
            codes,
            [
                "attribute.others_there",
                "attribute.no_forced_why",
                "attribute.nobody_above",
                "attribute.secrecy_alone"
            ]
        );
        assert_eq!(looked_at(&forced, Hands { others: 0, above: None }), None);
        assert_eq!(reasons_not_to_look_at(false, true, ""), []);
        assert_eq!(reasons_not_to_look_at(true, false, "不妥").len(), 2);
    }
}
