//! Relations between documents (改、废、释): recorded once, seen from both sides.

use serde::{Deserialize, Serialize};

use crate::citation::{ogi, state_115};
use crate::{Coded, Day, Reason};

/// 文件标识: a record's number; never shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentId(pub i64);

crate::codes! {
    /// 效力影响: what one document does to another.
    pub enum Effect {
        /// 修改
        Amends = "amends" => "修改",
        /// 废止
        Repeals = "repeals" => "废止",
        /// 代替: a new document in place of the old
        Replaces = "replaces" => "代替",
        /// 延长有效期
        Extends = "extends" => "延长有效期",
        /// 解释
        Interprets = "interprets" => "解释",
        /// 宣布失效: a clean-up decision
        DeclaresLapsed = "declares_lapsed" => "宣布失效",
    }
}

impl Effect {
    /// 反向的说法, on the page of the document that it happens to.
    #[must_use]
    pub const fn from_the_other_side(self) -> &'static str {
        match self {
            Self::Amends => "被修改",
            Self::Repeals => "被废止",
            Self::Replaces => "被代替",
            Self::Extends => "有效期被延长",
            Self::Interprets => "被解释",
            Self::DeclaresLapsed => "被宣布失效",
        }
    }
    /// 是否终止全文或者条款的效力
    #[must_use]
    pub const fn ends(self) -> bool {
        matches!(self, Self::Repeals | Self::Replaces | Self::DeclaresLapsed)
    }
}

/// 范围: the whole document or some articles, by their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// 全文
    Whole,
    /// 部分条款
    Articles(Vec<u16>),
}

/// 效力关系: one document, what it does to another, from when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// 施加影响的文件
    pub by: DocumentId,
    /// 受影响的文件
    pub target: DocumentId,
    /// 影响
    pub effect: Effect,
    /// 范围
    pub scope: Scope,
    /// 生效日期: the first day on which the target stands changed.
    pub from: Day,
    /// 延长至: the new last day, for an extension.
    pub until: Option<Day>,
}

/// 两件文件的情况: what is known of both when a relation is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// 施加影响的文件的成文日期
    pub by_made_on: Day,
    /// 施加影响的文件是否已经公开
    pub by_published: bool,
    /// 受影响的文件的成文日期
    pub target_made_on: Day,
    /// 受影响的文件的失效日期
    pub target_expires_on: Option<Day>,
    /// 受影响的文件的条数
    pub target_articles: Option<u16>,
    /// 制定机关相同或者是其上级
    pub competent: bool,
}

/// 不得登记效力关系的理由: all of them.
#[must_use]
pub fn reasons_not_to_relate(relation: &Relation, pair: Pair, known: &[Relation]) -> Vec<Reason> {
    let mut against = Vec::new();
    let mut no = |code, words: String, cure: &str| {
        let reason = Reason::new(code, words);
        against.push(if cure.is_empty() { reason } else { reason.cure(cure) });
    };
    let effect = relation.effect.label();
    if relation.by == relation.target {
        no("validity.itself", format!("文件不能{effect}自己。"), "");
    }
    if relation.from < pair.by_made_on {
        no(
            "validity.before_made",
            format!("{effect}的生效日期{}早于文件的成文日期{}。", relation.from, pair.by_made_on),
            "请核对生效日期。",
        );
    }
    if pair.by_made_on < pair.target_made_on {
        no("validity.older", format!("较早的文件不能{effect}较晚的文件。"), "请核对两件文件是否填反。");
    }
    scope_and_term(&mut no, relation, pair);
    let ended = known.iter().any(|one| {
        one.target == relation.target
            && one.effect.ends()
            && one.scope == Scope::Whole
            && one.from <= relation.from
    });
    if ended && relation.effect != Effect::Interprets {
        no("validity.already_ended", "受影响的文件在此之前已经废止或者失效。".into(), "请核对。");
    }
    if known.contains(relation) {
        no("validity.twice", "同样的效力关系已经登记。".into(), "");
    }
    if circle(relation, known) {
        no("validity.circle", "两件文件互相废止或者代替。".into(), "请核对两件文件是否填反。");
    }
    if !pair.competent {
        against.push(
            Reason::new("validity.not_competent", format!("制定机关无权{effect}该文件。"))
                .by(state_115(0, 0, 0))
                .cure("应由原制定机关或者其上级机关作出。"),
        );
    }
    if !pair.by_published && relation.effect != Effect::Interprets {
        against.push(
            Reason::new("validity.unpublished", "未经公布的文件不得作为依据。")
                .by(state_115(0, 0, 0))
                .by(ogi(26, 0, 0))
                .cure("请先公开该文件。"),
        );
    }
    against
}

/// What the articles and the extended term leave to be desired.
fn scope_and_term(no: &mut impl FnMut(&'static str, String, &str), relation: &Relation, pair: Pair) {
    let effect = relation.effect.label();
    match &relation.scope {
        Scope::Articles(list) if list.is_empty() => {
            no("validity.no_articles", "没有写明是哪些条款。".into(), "请填写条款，或者选择全文。");
        }
        Scope::Articles(list) => {
            let beyond = pair.target_articles.filter(|all| list.iter().any(|one| *one == 0 || one > all));
            if let Some(all) = beyond {
                no("validity.no_such_article", format!("受影响的文件只有{all}条。"), "请核对条款。");
            }
            if matches!(relation.effect, Effect::Extends | Effect::Replaces) {
                no(
                    "validity.whole_only",
                    format!("{effect}只能针对全文。"),
                    "请选择全文；只改部分条款的，登记为修改。",
                );
            }
        }
        Scope::Whole => {}
    }
    if relation.effect == Effect::Extends {
        let later = relation.until.zip(pair.target_expires_on).is_some_and(|(new, old)| new > old);
        if !later {
            no("validity.not_longer", "延长后的失效日期应当晚于原来的失效日期。".into(), "");
        }
        if pair.target_expires_on.is_some_and(|old| relation.from > old) {
            no("validity.already_lapsed", "原文件在延长之前已经失效。".into(), "请重新制定并公布。");
        }
    }
}

/// Whether a chain of endings leads back to where it began.
fn circle(relation: &Relation, known: &[Relation]) -> bool {
    let mut seen = vec![relation.target];
    let mut at = 0;
    while relation.effect.ends()
        && let Some(here) = seen.get(at).copied()
    {
        at += 1;
        for one in known.iter().filter(|one| one.by == here && one.effect.ends()) {
            if one.target == relation.by {
                return true;
            }
            if !seen.contains(&one.target) {
                seen.push(one.target);
            }
        }
    }
    false
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use jiff::civil::date;

    pub(in crate::validity) fn relation(effect: Effect, scope: Scope, from: Day) -> Relation {
        Relation { by: DocumentId(2), target: DocumentId(1), effect, scope, from, until: None }
    }
    fn pair() -> Pair {
        Pair {
            by_made_on: date(2024, 1, 10),
            by_published: true,
            target_made_on: date(2019, 5, 1),
            target_expires_on: Some(date(2024, 4, 30)),
            target_articles: Some(20),
            competent: true,
        }
    }
    fn codes(relation: &Relation, pair: Pair, known: &[Relation]) -> Vec<&'static str> {
        reasons_not_to_relate(relation, pair, known).iter().map(|one| one.code).collect()
    }

    #[test]
    fn a_later_document_of_the_same_organ_may_change_an_earlier_one() {
        let repeal = relation(Effect::Repeals, Scope::Whole, date(2024, 2, 1));
        assert!(codes(&repeal, pair(), &[]).is_empty());
        let longer = Relation {
            until: Some(date(2026, 4, 30)),
            ..relation(Effect::Extends, Scope::Whole, date(2024, 2, 1))
        };
        assert!(codes(&longer, pair(), &[]).is_empty());
        assert_eq!(Effect::Repeals.from_the_other_side(), "被废止");
    }

    #[test]
    fn everything_against_it_is_said_at_once() {
        let odd = Relation {
            target: DocumentId(2),
            ..relation(Effect::Amends, Scope::Articles(vec![21]), date(2018, 1, 1))
        };
        let worst = Pair { by_made_on: date(2019, 1, 1), by_published: false, competent: false, ..pair() };
        assert_eq!(
            codes(&odd, worst, &[]),
            [
                "validity.itself",
                "validity.before_made",
                "validity.older",
                "validity.no_such_article",
                "validity.not_competent",
                "validity.unpublished"
            ]
        );
        let short = relation(Effect::Extends, Scope::Articles(vec![]), date(2024, 6, 1));
        assert_eq!(
            codes(&short, pair(), &[]),
            ["validity.no_articles", "validity.not_longer", "validity.already_lapsed"]
        );
    }

    #[test]
    fn what_is_ended_is_not_ended_again_and_no_two_end_each_other() {
        let repeal = relation(Effect::Repeals, Scope::Whole, date(2024, 2, 1));
        let again = Relation { by: DocumentId(3), from: date(2024, 3, 1), ..repeal.clone() };
        assert_eq!(codes(&again, pair(), std::slice::from_ref(&repeal)), ["validity.already_ended"]);
        let back = Relation { by: DocumentId(1), target: DocumentId(2), ..repeal.clone() };
        assert_eq!(codes(&back, pair(), std::slice::from_ref(&repeal)), ["validity.circle"]);
        assert_eq!(
            codes(&repeal, pair(), std::slice::from_ref(&repeal)),
            ["validity.already_ended", "validity.twice"]
        );
    }
}
