//! Coverage (公开覆盖情况): tallies of items by state, that add and subtract, the share on time, and who is worst.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::derive::DutyState;

/// 统计: how many items stand how. An additive group: differences may be negative, sums of real items never are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Tally {
    /// 应公开: items that apply (不再适用 is not counted).
    pub applicable: i64,
    /// 按时公开
    pub on_time: i64,
    /// 逾期公开
    pub late: i64,
    /// 已声明暂无
    pub stated_none: i64,
    /// 未到期
    pub not_due: i64,
    /// 逾期未公开
    pub overdue: i64,
    /// 时限待明确
    pub unclear: i64,
}

/// 统计用语: the words of figures about coverage.
pub mod words {
    /// 按时公开率
    pub const SHARE: &str = "按时公开率";
    /// 各领域公开情况
    pub const BY_DOMAIN: &str = "各领域公开情况";
    /// 领域
    pub const DOMAIN: &str = "领域";
    /// 机关
    pub const ORGAN: &str = "机关";
    /// 层级
    pub const LEVEL: &str = "层级";
    /// 已到期按时率
    pub const DECIDED: &str = "已到期按时率";
}

/// 统计溢出: a figure left the range of whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("统计数字超出范围")]
pub struct Overflow;

/// 统计不一致: a tally that cannot be one of real items; a fault of the program, never of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Inconsistent {
    /// A figure is below nought.
    #[error("统计中“{0}”为负数")]
    Negative(&'static str),
    /// The states do not add up to the applicable items.
    #[error("各状态之和{sum}与应公开数{applicable}不符")]
    Sum {
        /// What the states add up to; nothing when they overflow.
        sum: i64,
        /// What should come out.
        applicable: i64,
    },
}

impl Tally {
    /// Nothing at all.
    pub const ZERO: Self =
        Self { applicable: 0, on_time: 0, late: 0, stated_none: 0, not_due: 0, overdue: 0, unclear: 0 };

    /// One item in a state; an ended item counts nowhere.
    #[must_use]
    pub fn one(state: DutyState) -> Self {
        let mut tally = Self { applicable: 1, ..Self::ZERO };
        match state {
            DutyState::OnTime => tally.on_time = 1,
            DutyState::Late => tally.late = 1,
            DutyState::StatedNone => tally.stated_none = 1,
            DutyState::NotDue => tally.not_due = 1,
            DutyState::Overdue => tally.overdue = 1,
            DutyState::Unclear => tally.unclear = 1,
            DutyState::Ended => return Self::ZERO,
        }
        tally
    }
    /// The figures with their labels, the applicable ones first.
    #[must_use]
    pub fn figures(&self) -> [(&'static str, i64); 7] {
        [
            ("应公开", self.applicable),
            ("按时公开", self.on_time),
            ("逾期公开", self.late),
            ("已声明暂无", self.stated_none),
            ("未到期", self.not_due),
            ("逾期未公开", self.overdue),
            ("时限待明确", self.unclear),
        ]
    }
    /// The sum.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        self.with(other, i64::checked_add)
    }
    /// The difference.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn minus(self, other: Self) -> Result<Self, Overflow> {
        self.with(other, i64::checked_sub)
    }
    /// What changes when an item goes from one state to another; `None` for an item that was not or is no more.
    #[must_use]
    pub fn step(before: Option<DutyState>, now: Option<DutyState>) -> Self {
        let side = |state: Option<DutyState>| state.map_or(Self::ZERO, Self::one);
        side(now).minus(side(before)).unwrap_or(Self::ZERO)
    }
    /// The sum of many.
    ///
    /// # Errors
    /// [`Overflow`].
    pub fn sum(all: impl IntoIterator<Item = Self>) -> Result<Self, Overflow> {
        all.into_iter().try_fold(Self::ZERO, Self::plus)
    }
    /// 勾稽: whether the figures can be those of real items.
    ///
    /// # Errors
    /// [`Inconsistent`] with the figure that is wrong.
    pub fn check(&self) -> Result<(), Inconsistent> {
        if let Some((label, _)) = self.figures().into_iter().find(|(_, n)| *n < 0) {
            return Err(Inconsistent::Negative(label));
        }
        let states = self.figures().into_iter().skip(1).try_fold(0_i64, |sum, (_, n)| sum.checked_add(n));
        match states {
            Some(sum) if sum == self.applicable => Ok(()),
            other => Err(Inconsistent::Sum { sum: other.unwrap_or(i64::MAX), applicable: self.applicable }),
        }
    }
    /// 按时公开率: items met on time ÷ applicable items. Items stated 暂无 or not yet due stay in the denominator: that is the
    /// figure assessments use; [`Tally::share_of_decided`] leaves them out. Nothing where nothing applies.
    #[must_use]
    pub fn share_on_time(&self) -> Option<Share> {
        Share::of(self.on_time, self.applicable)
    }
    /// 已到期按时率: items met on time ÷ items that are decided (on time, late, overdue). Nothing where none is decided.
    #[must_use]
    pub fn share_of_decided(&self) -> Option<Share> {
        let decided = self.on_time.checked_add(self.late)?.checked_add(self.overdue)?;
        Share::of(self.on_time, decided)
    }

    fn with(self, other: Self, op: fn(i64, i64) -> Option<i64>) -> Result<Self, Overflow> {
        let one = |a: i64, b: i64| op(a, b).ok_or(Overflow);
        Ok(Self {
            applicable: one(self.applicable, other.applicable)?,
            on_time: one(self.on_time, other.on_time)?,
            late: one(self.late, other.late)?,
            stated_none: one(self.stated_none, other.stated_none)?,
            not_due: one(self.not_due, other.not_due)?,
            overdue: one(self.overdue, other.overdue)?,
            unclear: one(self.unclear, other.unclear)?,
        })
    }
}

/// 万分比: a share in parts of ten thousand, 0 to 10 000, shown as a percentage with two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Share(u16);

impl Share {
    /// A share, rounded half up (四舍五入), except that all is shown only where all is meant and nothing only where
    /// nothing is: one item met in ten million is 0.01%, one gap in ten million is 99.99%. Nothing where nothing applies or
    /// the part is no part of the whole.
    #[must_use]
    pub fn of(part: i64, whole: i64) -> Option<Self> {
        if whole <= 0 || part < 0 || part > whole {
            return None;
        }
        let (part, whole) = (i128::from(part), i128::from(whole));
        let rounded = (part * 20_000 + whole) / (whole * 2);
        let shown = if part == whole {
            10_000
        } else if part == 0 {
            0
        } else {
            rounded.clamp(1, 9_999)
        };
        u16::try_from(shown).ok().map(Self)
    }
    /// Parts of ten thousand.
    #[must_use]
    pub fn per_ten_thousand(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}%", self.0 / 100, self.0 % 100)
    }
}

/// 由差到好: the order of lists for supervisors. The exact share on time first (never the rounded one), then more overdue,
/// more late, more applicable, and at last the key, so that the order is total. Where nothing applies stands at the end.
#[must_use]
pub fn worst_first<K: Ord + ?Sized>(a: (&Tally, &K), b: (&Tally, &K)) -> Ordering {
    let empty = |tally: &Tally| tally.applicable <= 0;
    let cross = |x: &Tally, y: &Tally| i128::from(x.on_time) * i128::from(y.applicable);
    let (x, y) = (a.0, b.0);
    empty(x)
        .cmp(&empty(y))
        .then_with(|| if empty(x) { Ordering::Equal } else { cross(x, y).cmp(&cross(y, x)) })
        .then_with(|| y.overdue.cmp(&x.overdue))
        .then_with(|| y.late.cmp(&x.late))
        .then_with(|| y.applicable.cmp(&x.applicable))
        .then_with(|| a.1.cmp(b.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;
    use proptest::prelude::*;

    fn state() -> impl Strategy<Value = Option<DutyState>> {
        proptest::option::of(proptest::sample::select(DutyState::ALL))
    }
    fn tally() -> impl Strategy<Value = Tally> {
        proptest::collection::vec(proptest::sample::select(DutyState::ALL), 0..30)
            .prop_map(|all| Tally::sum(all.into_iter().map(Tally::one)).unwrap())
    }

    #[test]
    fn an_ended_item_counts_nowhere_and_every_other_exactly_once() {
        for state in DutyState::ALL {
            let one = Tally::one(*state);
            one.check().unwrap();
            assert_eq!(one.applicable, i64::from(*state != DutyState::Ended));
        }
    }

    #[test]
    fn a_share_is_rounded_half_up_and_never_lies_at_the_ends() {
        let share = |part, whole| Share::of(part, whole).map(Share::per_ten_thousand);
        assert_eq!(share(1, 3), Some(3_333));
        assert_eq!(share(2, 3), Some(6_667));
        assert_eq!(share(1, 20_000), Some(1), "a half goes up");
        assert_eq!(share(12_345, 100_000_000), Some(1));
        assert_eq!(share(1, 100_000_000), Some(1), "not nothing");
        assert_eq!(share(99_999_999, 100_000_000), Some(9_999), "not all");
        assert_eq!((share(0, 7), share(7, 7)), (Some(0), Some(10_000)));
        assert_eq!((share(1, 0), share(-1, 5), share(6, 5)), (None, None, None));
        assert_eq!(Share::of(1_205, 10_000).unwrap().to_string(), "12.05%");
    }

    #[test]
    fn what_waits_lowers_the_assessment_figure_but_not_the_decided_one() {
        let tally =
            Tally { applicable: 10, on_time: 5, not_due: 3, stated_none: 1, overdue: 1, ..Tally::ZERO };
        tally.check().unwrap();
        assert_eq!(tally.share_on_time().unwrap().to_string(), "50.00%");
        assert_eq!(tally.share_of_decided().unwrap().to_string(), "83.33%");
        assert_eq!(Tally::ZERO.share_on_time(), None);
    }

    #[test]
    fn a_tally_that_cannot_be_is_found() {
        let short = Tally { applicable: 2, on_time: 1, ..Tally::ZERO };
        assert_eq!(short.check(), Err(Inconsistent::Sum { sum: 1, applicable: 2 }));
        let below = Tally { late: -1, ..Tally::ZERO };
        assert_eq!(below.check(), Err(Inconsistent::Negative("逾期公开")));
        let huge = Tally { applicable: i64::MAX, ..Tally::ZERO };
        assert_eq!(huge.plus(Tally::one(DutyState::Late)), Err(Overflow));
        let over = Tally { applicable: 1, on_time: i64::MAX, late: i64::MAX, ..Tally::ZERO };
        assert!(matches!(over.check(), Err(Inconsistent::Sum { .. })));
    }

    #[test]
    fn the_worst_comes_first_and_the_empty_last() {
        let bad = Tally { applicable: 4, overdue: 4, ..Tally::ZERO };
        let large = Tally { applicable: 40, overdue: 40, ..Tally::ZERO };
        let good = Tally { applicable: 3, on_time: 3, ..Tally::ZERO };
        let mut list = [("a", Tally::ZERO), ("b", good), ("c", bad), ("d", large), ("e", bad)];
        list.sort_by(|x, y| worst_first((&x.1, x.0), (&y.1, y.0)));
        assert_eq!(list.map(|(name, _)| name), ["d", "c", "e", "b", "a"]);
    }

    proptest! {
        #[test]
        fn steps_in_any_sequence_add_up_to_a_recount(
            moves in proptest::collection::vec((0_usize..6, state()), 0..60)
        ) {
            let mut items: [Option<DutyState>; 6] = [None; 6];
            let mut running = Tally::ZERO;
            for (which, now) in moves {
                running = running.plus(Tally::step(items[which], now)).unwrap();
                items[which] = now;
                prop_assert_eq!(running.check(), Ok(()));
            }
            let recount = Tally::sum(items.into_iter().flatten().map(Tally::one)).unwrap();
            prop_assert_eq!(running, recount);
        }

        #[test]
        fn tallies_form_a_group(a in tally(), b in tally(), c in tally()) {
            prop_assert_eq!(a.plus(b), b.plus(a));
            prop_assert_eq!(a.plus(b).unwrap().plus(c), a.plus(b.plus(c).unwrap()));
            prop_assert_eq!(a.plus(b).unwrap().minus(b), Ok(a));
            prop_assert_eq!(a.plus(Tally::ZERO), Ok(a));
        }

        #[test]
        fn the_order_is_total(a in tally(), b in tally(), c in tally()) {
            let order = |x: (&Tally, &u8), y: (&Tally, &u8)| worst_first(x, y);
            let (a, b, c) = ((&a, &1), (&b, &2), (&c, &3));
            prop_assert_eq!(order(a, b), order(b, a).reverse());
            prop_assert_ne!(order(a, b), Ordering::Equal);
            if order(a, b) == Ordering::Less && order(b, c) == Ordering::Less {
                prop_assert_eq!(order(a, c), Ordering::Less);
            }
        }

        #[test]
        fn a_share_never_falls_when_more_is_met(whole in 1_i64..100_000, a in 0_i64..100_000, b in 0_i64..100_000) {
            let (low, high) = (a.min(b).min(whole), a.max(b).min(whole));
            prop_assert!(Share::of(low, whole) <= Share::of(high, whole));
        }
    }
}
