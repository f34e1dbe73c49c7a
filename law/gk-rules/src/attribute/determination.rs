//! The determination (认定): the attribute proposed with its grounds and its opinion, and the reasons why it does not stand.
//!
//! 国办发〔2016〕80号: the attribute is fixed with the draft and handed in with it; what is not proactive is explained.

use serde::{Deserialize, Serialize};

use super::Attribute;
use super::ground::{Detail, reasons_against};
use crate::citation::{ogi, state_80, state_secrets_regulation};
use crate::redaction::ground::Ground;
use crate::{Coded, Day, Reason};

/// 意见的最少字数: an opinion of fewer says nothing.
pub const LEAST_OPINION: usize = 10;

/// 认定意见: what is proposed, and later what was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Determination {
    /// 公开属性
    pub attribute: Attribute,
    /// 理由; those of the parts removed stand with the parts.
    pub grounds: Vec<Detail>,
    /// 认定意见, in words.
    pub opinion: String,
    /// 能否区分处理: whether what may be open can be parted from the rest; nothing before anybody looked.
    pub separable: Option<bool>,
    /// 部分公开: what is taken out of the copy that becomes public.
    pub removed: Vec<Removed>,
    /// 法律规定应当主动公开: arts 20 and 21, or a catalog item in force, order it to be open.
    pub ordered_open: bool,
}

/// 隐去之处: a place of the derivative, in words, and its ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// 位置
    pub place: String,
    /// 理由
    pub ground: Ground,
    /// How many characters or cells; nothing is kept of what they were.
    pub amount: u32,
}

impl Determination {
    /// 主动公开，无须隐去: the rule, from which everything else departs.
    #[must_use]
    pub fn open(opinion: impl Into<String>) -> Self {
        Self {
            attribute: Attribute::Proactive,
            grounds: Vec::new(),
            opinion: opinion.into(),
            separable: None,
            removed: Vec::new(),
            ordered_open: false,
        }
    }
    /// 是否部分公开
    #[must_use]
    pub fn is_partial(&self) -> bool {
        !self.removed.is_empty()
    }
    /// 涉及的理由, of the whole and of parts.
    pub fn all_grounds(&self) -> impl Iterator<Item = Ground> + '_ {
        self.grounds.iter().map(Detail::ground).chain(self.removed.iter().map(|one| one.ground))
    }
}

/// 要件认不出: a detail of a ground was left out or cannot be read.
#[must_use]
pub fn detail_malformed(ground: Ground, what: DetailField) -> Reason {
    let words = format!("“{}”的{}没有填写或者认不出。", ground.label(), what.label());
    Reason::new("attribute.detail", words).by(ground.basis())
}

/// 隐去之处没有选择理由.
#[must_use]
pub fn no_part_ground(place: &str) -> Reason {
    let shown: String = place.chars().take(30).collect();
    Reason::new("attribute.part_without_ground", format!("隐去的位置“{shown}”没有选择理由。"))
        .by(ogi(37, 0, 0))
}

/// 公开属性没有选择.
#[must_use]
pub fn no_attribute() -> Reason {
    Reason::new("attribute.none", "请选择公开属性。")
        .by(ogi(13, 0, 0))
        .cure("没有不予公开的理由的，应当公开。")
}

crate::codes! {
    /// 理由的要件: what a ground must say that is chosen or dated.
    pub enum DetailField {
        /// 密级
        Level = "level" => "密级",
        /// 定密日期
        ClassifiedOn = "classified_on" => "定密日期",
        /// 保密期限届满日
        Until = "until" => "保密期限届满日",
        /// 类别
        Class = "class" => "类别",
        /// 第三方意见
        Opinion = "party_opinion" => "第三方意见",
    }
}

crate::codes! {
    /// 能否区分处理 (条例 art 37)
    pub enum Separable {
        /// 可以
        Yes = "yes" => "可以区分",
        /// 不能
        No = "no" => "不能区分",
    }
}

/// 不得提出认定的理由: all of them.
#[must_use]
pub fn reasons_not_to_determine(proposed: &Determination, today: Day) -> Vec<Reason> {
    let mut against = Vec::new();
    let open = proposed.attribute == Attribute::Proactive;
    if !open && proposed.opinion.trim().chars().count() < LEAST_OPINION {
        let words =
            format!("认定为{}的，应当书面说明理由，不少于{LEAST_OPINION}个字。", proposed.attribute.label());
        against.push(Reason::new("attribute.no_opinion", words).by(state_80(0, 0, 0)));
    }
    match proposed.attribute {
        Attribute::Withheld if proposed.grounds.is_empty() => against.push(
            Reason::new("attribute.no_ground", "不予公开的，应当写明第十四条至第十六条中的理由。")
                .by(ogi(13, 0, 0))
                .cure("没有这些理由的，应当公开。"),
        ),
        Attribute::Proactive if !proposed.grounds.is_empty() => against.push(
            Reason::new("attribute.open_with_grounds", "写有不予公开的理由，却认定为主动公开。")
                .by(ogi(13, 0, 0))
                .cure("整件可以公开的删去理由；只有部分不能公开的，逐处写明隐去的位置和理由。"),
        ),
        _ => {}
    }
    if proposed.ordered_open && !open {
        against.push(ordered_open(proposed));
    }
    against.extend(parts(proposed));
    against.extend(proposed.grounds.iter().flat_map(|detail| reasons_against(detail, today)));
    against
}

/// What the law orders to be open is withheld only on grounds that forbid; classing it as secret is itself forbidden.
fn ordered_open(proposed: &Determination) -> Reason {
    let secret = proposed.grounds.iter().any(|detail| matches!(detail, Detail::Secret { .. }));
    let basis = if secret { state_secrets_regulation(5, 0, 0) } else { ogi(19, 0, 0) };
    Reason::new("attribute.must_be_open", "法律、法规和目录规定应当主动公开的，不能认定为其他属性。")
        .by(basis)
        .cure("请认定为主动公开；其中不能公开的内容逐处隐去。")
}

/// 条例 art 37: what can be parted is parted.
fn parts(proposed: &Determination) -> Vec<Reason> {
    let mut against = Vec::new();
    let withheld = proposed.attribute == Attribute::Withheld;
    if withheld && proposed.separable.is_none() {
        against.push(
            Reason::new("attribute.not_separated", "没有说明能否作区分处理。")
                .by(ogi(37, 0, 0))
                .cure("请选择能否区分处理。"),
        );
    }
    if withheld && proposed.separable == Some(true) {
        against.push(
            Reason::new("attribute.separable", "能够作区分处理的，应当公开可以公开的内容。")
                .by(ogi(37, 0, 0))
                .cure("请认定为公开，并列明隐去的位置和理由。"),
        );
    }
    if withheld && proposed.is_partial() {
        against.push(
            Reason::new("attribute.withheld_in_parts", "整件不予公开的，没有隐去的位置可言。")
                .by(ogi(37, 0, 0)),
        );
    }
    for (n, one) in (1..).zip(&proposed.removed) {
        if one.place.trim().is_empty() || one.amount == 0 {
            let words = format!("第{n}处隐去没有写明位置或者数量。");
            against.push(Reason::new("attribute.no_place", words).by(ogi(37, 0, 0)));
        }
    }
    against
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::attribute::ground::InternalClass;
    use jiff::civil::date;

    pub(in crate::attribute) const TODAY: Day = date(2026, 11, 30);
    pub(in crate::attribute) fn internal() -> Determination {
        Determination {
            attribute: Attribute::Withheld,
            grounds: vec![Detail::Internal { class: InternalClass::Logistics }],
            opinion: "属于本机关后勤管理的内部事务信息".into(),
            separable: Some(false),
            removed: Vec::new(),
            ordered_open: false,
        }
    }
    fn codes(proposed: &Determination) -> Vec<&'static str> {
        reasons_not_to_determine(proposed, TODAY).iter().map(|reason| reason.code).collect()
    }

    #[test]
    fn openness_is_the_rule_and_needs_no_words() {
        assert!(codes(&Determination::open("")).is_empty());
        assert!(codes(&internal()).is_empty());
    }

    #[test]
    fn everything_that_is_missing_is_said_at_once() {
        let bare =
            Determination { grounds: Vec::new(), opinion: "内部".into(), separable: None, ..internal() };
        assert_eq!(codes(&bare), ["attribute.no_opinion", "attribute.no_ground", "attribute.not_separated"]);
        let on_request = Determination { attribute: Attribute::OnRequest, ..bare };
        assert_eq!(codes(&on_request), ["attribute.no_opinion"]);
    }

    #[test]
    fn what_can_be_parted_is_parted_and_every_part_says_where_and_why() {
        assert_eq!(codes(&Determination { separable: Some(true), ..internal() }), ["attribute.separable"]);
        let removed =
            vec![Removed {
                place: "第二页表一“银行账号”栏".into(), ground: Ground::Privacy, amount: 12
            }];
        let partial = Determination { removed: removed.clone(), ..Determination::open("") };
        assert!(codes(&partial).is_empty() && partial.is_partial());
        assert_eq!(partial.all_grounds().collect::<Vec<_>>(), [Ground::Privacy]);
        let nowhere = vec![Removed { place: " ".into(), ..removed[0].clone() }];
        assert_eq!(
            codes(&Determination { removed: nowhere, ..Determination::open("") }),
            ["attribute.no_place"]
        );
    }

    #[test]
    fn what_the_law_orders_open_is_not_withheld() {
        let ordered = reasons_not_to_determine(&Determination { ordered_open: true, ..internal() }, TODAY);
        assert_eq!(ordered[0].code, "attribute.must_be_open");
        let mixed = Determination { attribute: Attribute::Proactive, separable: None, ..internal() };
        assert_eq!(codes(&mixed), ["attribute.open_with_grounds"]);
    }
}
