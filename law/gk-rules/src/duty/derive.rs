//! How a duty stands (责任状态): a pure function of its facts and the day, and how an item stands by its duties.

use serde::{Deserialize, Serialize};

use crate::{Coded, Day};

crate::codes! {
    /// 责任状态: how a duty stands on a day. The order is that of [`fold`]: the first present decides for the item.
    pub enum DutyState {
        /// 逾期未公开: the last day has passed and nothing was published
        Overdue = "overdue" => "逾期未公开",
        /// 按时公开: published on or before the last day
        OnTime = "on_time" => "按时公开",
        /// 逾期公开: published, but after the last day
        Late = "late" => "逾期公开",
        /// 已声明暂无: a signed statement 暂无此类信息 holds
        StatedNone = "stated_none" => "已声明暂无",
        /// 未到期: the last day has not passed
        NotDue = "not_due" => "未到期",
        /// 时限待明确: no due date can be known before a person names the limit or the calendar is announced
        Unclear = "unclear" => "时限待明确",
        /// 不再适用: the item, the organ's duty or the event has ended
        Ended = "ended" => "不再适用",
    }
}

impl DutyState {
    /// Its place in [`Coded::ALL`], for dense tables.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Overdue => 0,
            Self::OnTime => 1,
            Self::Late => 2,
            Self::StatedNone => 3,
            Self::NotDue => 4,
            Self::Unclear => 5,
            Self::Ended => 6,
        }
    }
    /// The state with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }
}

/// 责任事实: everything the state depends on besides the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// 最后期限: the last day on which publishing is in time; nothing while it cannot be known.
    pub due: Option<Day>,
    /// 公开日: the day on which a published record first met it.
    pub met_on: Option<Day>,
    /// 声明日: the day of the statement 暂无此类信息.
    pub stated_on: Option<Day>,
    /// The last day on which the statement holds; without it the statement holds on.
    pub stated_until: Option<Day>,
    /// 终止日: the first day on which the duty no longer applies.
    pub ended_on: Option<Day>,
}

impl Facts {
    /// The last day as the statement leaves it: one that was made in time carries the duty to the statement's last day.
    #[must_use]
    pub fn carried_due(&self) -> Option<Day> {
        let due = self.due?;
        match (self.stated_on, self.stated_until) {
            (Some(stated), Some(until)) if stated <= due => Some(due.max(until)),
            (Some(stated), None) if stated <= due => Some(Day::MAX),
            _ => Some(due),
        }
    }
}

/// 责任状态的推导: how the duty stands on `today`. What lies after `today` has not happened yet.
///
/// Publishing decides before ending: what was met stays met. Ending decides before the due date: the edition that follows
/// carries the duty on. Without a due date the duty is unclear unless it has ended or a statement holds: nobody can say
/// whether what was published came in time.
#[must_use]
pub fn derive(facts: &Facts, today: Day) -> DutyState {
    let happened = |day: Option<Day>| day.filter(|day| *day <= today);
    let ended = happened(facts.ended_on);
    let met = happened(facts.met_on).filter(|met| ended.is_none_or(|ended| *met < ended));
    let due = Facts { stated_on: happened(facts.stated_on), ..*facts }.carried_due();
    if let (Some(met), Some(due)) = (met, due) {
        return if met <= due { DutyState::OnTime } else { DutyState::Late };
    }
    if ended.is_some() {
        return DutyState::Ended;
    }
    let stated = happened(facts.stated_on).is_some() && facts.stated_until.is_none_or(|until| today <= until);
    if met.is_none() && stated {
        return DutyState::StatedNone;
    }
    match due {
        None => DutyState::Unclear,
        Some(due) if today > due => DutyState::Overdue,
        Some(_) => DutyState::NotDue,
    }
}

/// 即将到期: a view of [`DutyState::NotDue`]. `horizon` is the third working day after today, as the calendar has it.
#[must_use]
pub fn is_due_soon(facts: &Facts, today: Day, horizon: Day) -> bool {
    derive(facts, today) == DutyState::NotDue && facts.carried_due().is_some_and(|due| due <= horizon)
}

/// 事项状态: how an item stands by its duties; nothing for an item without duties.
///
/// Overdue if any is overdue; else in time if any is in time; else late; else stated none; else not due; else unclear; else
/// ended. Stricter than the figure used in assessments (items with at least one record in time ÷ applicable items): there
/// one record in time outweighs any number of missing ones, here a single missing one shows.
#[must_use]
pub fn fold(duties: impl IntoIterator<Item = DutyState>) -> Option<DutyState> {
    duties.into_iter().min()
}

/// 事项状态, the end of the item included: an item that is no longer in the catalog has ended whatever was met before; it
/// is no more among the applicable ones.
#[must_use]
pub fn item_state(has_ended: bool, duties: impl IntoIterator<Item = DutyState>) -> Option<DutyState> {
    let folded = fold(duties);
    if has_ended { folded.map(|_| DutyState::Ended) } else { folded }
}

/// 考核口径: whether the item counts as met in assessments: at least one of its duties was met in time.
#[must_use]
pub fn is_met_for_assessment(duties: impl IntoIterator<Item = DutyState>) -> bool {
    duties.into_iter().any(|state| state == DutyState::OnTime)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;

    fn d(n: i16) -> Day {
        date(2024, 1, 1).checked_add(i64::from(n).days()).unwrap()
    }
    /// Facts within a hundred days.
    pub(crate) fn facts() -> impl Strategy<Value = Facts> {
        let day = || proptest::option::of((0_i16..100).prop_map(d));
        (day(), day(), day(), day(), day()).prop_map(|(due, met_on, stated_on, stated_until, ended_on)| {
            Facts { due, met_on, stated_on, stated_until, ended_on }
        })
    }

    #[test]
    fn an_item_that_left_the_catalog_has_ended_whatever_was_met() {
        assert_eq!(item_state(true, [DutyState::OnTime]), Some(DutyState::Ended));
        assert_eq!(item_state(false, [DutyState::OnTime, DutyState::Overdue]), Some(DutyState::Overdue));
        assert_eq!(item_state(true, []), None);
    }

    #[test]
    fn the_last_day_is_still_in_time() {
        let due = Facts { due: Some(d(10)), ..Facts::default() };
        assert_eq!(derive(&due, d(10)), DutyState::NotDue);
        assert_eq!(derive(&due, d(11)), DutyState::Overdue);
        let met = |n| derive(&Facts { met_on: Some(d(n)), ..due }, d(20));
        assert_eq!((met(10), met(11)), (DutyState::OnTime, DutyState::Late));
    }

    #[test]
    fn what_comes_tomorrow_does_not_count_today() {
        let facts = Facts { due: Some(d(1)), met_on: Some(d(5)), ..Facts::default() };
        assert_eq!(derive(&facts, d(4)), DutyState::Overdue);
        assert_eq!(derive(&facts, d(5)), DutyState::Late);
    }

    #[test]
    fn a_statement_holds_for_its_period_and_then_the_duty_is_back() {
        let facts =
            Facts { due: Some(d(10)), stated_on: Some(d(8)), stated_until: Some(d(50)), ..Facts::default() };
        assert_eq!(derive(&facts, d(7)), DutyState::NotDue);
        assert_eq!(derive(&facts, d(50)), DutyState::StatedNone);
        assert_eq!(derive(&facts, d(51)), DutyState::Overdue);
    }

    #[test]
    fn information_that_comes_while_a_timely_statement_holds_is_in_time() {
        let facts = Facts {
            due: Some(d(10)),
            stated_on: Some(d(8)),
            stated_until: Some(d(50)),
            met_on: Some(d(30)),
            ended_on: None,
        };
        assert_eq!(derive(&facts, d(30)), DutyState::OnTime);
        assert_eq!(
            derive(&Facts { stated_on: Some(d(11)), ..facts }, d(30)),
            DutyState::Late,
            "stated too late"
        );
        assert_eq!(derive(&Facts { met_on: Some(d(51)), ..facts }, d(60)), DutyState::Late);
    }

    #[test]
    fn without_a_due_date_nobody_can_say_in_time() {
        let facts = Facts { met_on: Some(d(3)), ..Facts::default() };
        assert_eq!(derive(&facts, d(9)), DutyState::Unclear);
        assert_eq!(derive(&Facts { ended_on: Some(d(4)), ..facts }, d(9)), DutyState::Ended);
        assert_eq!(derive(&Facts { stated_on: Some(d(1)), ..Facts::default() }, d(9)), DutyState::StatedNone);
    }

    #[test]
    fn an_ended_duty_asks_nothing_but_what_was_met_stays_met() {
        let facts = Facts { due: Some(d(10)), ended_on: Some(d(20)), ..Facts::default() };
        assert_eq!(derive(&facts, d(19)), DutyState::Overdue);
        assert_eq!(derive(&facts, d(20)), DutyState::Ended);
        assert_eq!(derive(&Facts { met_on: Some(d(5)), ..facts }, d(30)), DutyState::OnTime);
    }

    #[test]
    fn soon_is_a_view_of_not_due() {
        let facts = Facts { due: Some(d(10)), ..Facts::default() };
        assert!(!is_due_soon(&facts, d(5), d(8)));
        assert!(is_due_soon(&facts, d(7), d(10)));
        assert!(!is_due_soon(&facts, d(11), d(14)), "overdue is not soon");
    }

    #[test]
    fn one_missing_duty_outweighs_all_that_were_met() {
        use DutyState::{Ended, Late, NotDue, OnTime, Overdue, StatedNone, Unclear};
        assert_eq!(fold([OnTime, Overdue, Late]), Some(Overdue));
        assert!(is_met_for_assessment([OnTime, Overdue, Late]), "the assessment figure is milder");
        assert_eq!(fold([Late, OnTime, NotDue]), Some(OnTime));
        assert_eq!(fold([Unclear, NotDue, StatedNone, Late]), Some(Late));
        assert_eq!(fold([Unclear, NotDue]), Some(NotDue));
        assert_eq!(fold([Ended, Unclear]), Some(Unclear));
        assert_eq!(fold([Ended]), Some(Ended));
        assert_eq!(fold([]), None);
    }

    #[test]
    fn a_number_is_a_place_in_the_list() {
        for state in DutyState::ALL {
            assert_eq!(DutyState::from_number(state.number()), Some(*state));
        }
        assert_eq!(DutyState::from_number(7), None);
    }

    proptest! {
        #[test]
        fn time_alone_moves_a_duty_from_not_due_to_overdue_and_nowhere_else(due in 0_i16..100, a in 0_i16..120, b in 0_i16..120) {
            let facts = Facts { due: Some(d(due)), ..Facts::default() };
            let (early, late) = (derive(&facts, d(a.min(b))), derive(&facts, d(a.max(b))));
            prop_assert!(early == late || (early, late) == (DutyState::NotDue, DutyState::Overdue));
        }

        #[test]
        fn published_in_time_is_for_ever(facts in facts(), a in 0_i16..120, b in 0_i16..120) {
            if derive(&facts, d(a.min(b))) == DutyState::OnTime {
                prop_assert_eq!(derive(&facts, d(a.max(b))), DutyState::OnTime);
            }
        }

        #[test]
        fn a_later_due_day_never_makes_it_worse(facts in facts(), more in 0_i16..50, today in 0_i16..150) {
            if let Some(due) = facts.due {
                let later = Facts { due: Some(due.checked_add(i64::from(more).days()).unwrap()), ..facts };
                let (before, after) = (derive(&facts, d(today)), derive(&later, d(today)));
                prop_assert!(before == after || matches!((before, after),
                    (DutyState::Late, DutyState::OnTime) | (DutyState::Overdue, DutyState::NotDue)), "{before:?} {after:?}");
            }
        }

        #[test]
        fn the_fold_does_not_know_the_order(numbers in proptest::collection::vec(0_u8..7, 0..12), cut in 0_usize..12) {
            let states: Vec<_> = numbers.iter().filter_map(|n| DutyState::from_number(*n)).collect();
            let mut turned = states.clone();
            turned.reverse();
            if !turned.is_empty() { let by = cut % turned.len(); turned.rotate_left(by); }
            prop_assert_eq!(fold(states.clone()), fold(turned));
            let (left, right) = states.split_at(cut.min(states.len()));
            let parts = fold(left.iter().copied()).into_iter().chain(fold(right.iter().copied()));
            prop_assert_eq!(fold(parts), fold(states.iter().copied()), "parts fold to the whole");
        }
    }
}
