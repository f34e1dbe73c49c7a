//! Strictness (宽严): which of two limits lets an organ wait longer, by their worst cases.
//!
//! Two periods of one unit compare by number. Working days and calendar days compare by what the calendar can do to
//! them: a week has five working days, up to two more are made up at its edges (调休), and a holiday with its
//! weekends may take nine days; a period that ends on a holiday runs on to the next working day (民法典第二百零三条).

use std::cmp::Ordering;

use crate::time::limit::{DayInPeriod, Kind, Limit, Period, Rule, Span, Trigger, TriggerEvent, Unit};

/// 宽严: how a lower rule stands to the rule above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Order {
    /// Never later, sometimes earlier.
    Stricter,
    /// The same day always.
    Same,
    /// Later in some cases, not in all.
    SometimesLater,
    /// Never earlier, and later as a rule.
    Looser,
    /// Two kinds that no calendar can compare, or one that is not certain.
    Unknown,
}

/// The longest run of days off a holiday can make with its weekends.
const LONGEST_HOLIDAY: u32 = 9;
/// How many weekend days near a period can be worked (调休).
const MADE_UP: u32 = 2;

/// Compares the deadlines of two rules, the one above first; trigger, scope and posting are not looked at.
#[must_use]
pub fn compare(above: &Kind, here: &Kind) -> Order {
    use Kind::{ByDate, Continuous, Immediate, PerLaw, Periodic, SameAsAbove, Unclear, WithEvent, Within};
    match (above, here) {
        (Unclear | SameAsAbove, _) | (_, Unclear | SameAsAbove) => Order::Unknown,
        (Within { n: a, unit: ua }, Within { n: b, unit: ub }) => {
            periods(Span { n: *a, unit: *ua }, Span { n: *b, unit: *ub })
        }
        (WithEvent, WithEvent) | (Immediate, Immediate) | (Continuous, Continuous) | (PerLaw, PerLaw) => {
            Order::Same
        }
        (WithEvent, Immediate | Within { .. }) | (Immediate, Within { .. }) => Order::Looser,
        (Immediate | Within { .. }, WithEvent) | (Within { .. }, Immediate) => Order::Stricter,
        (Periodic { .. }, Periodic { .. }) => periodic(above, here),
        (ByDate { year: ya, month: ma, day: da }, ByDate { year: yb, month: mb, day: db }) => {
            dates((*ya, *ma, *da), (*yb, *mb, *db))
        }
        _ => Order::Unknown,
    }
}

fn by_number(above: u32, here: u32) -> Order {
    match here.cmp(&above) {
        Ordering::Less => Order::Stricter,
        Ordering::Equal => Order::Same,
        Ordering::Greater => Order::Looser,
    }
}

/// Compares two periods after one event, the one above first.
#[must_use]
pub fn periods(above: Span, here: Span) -> Order {
    if above.unit == here.unit {
        return by_number(above.n, here.n);
    }
    match (above.unit, here.unit) {
        (Unit::WorkingDay, _) => {
            let (least, most) = days(here);
            days_against_working_days(above.n, least, most)
        }
        (_, Unit::WorkingDay) => {
            let (least, most) = days(above);
            working_days_against_days(least, most, here.n)
        }
        _ => {
            let ((least_above, most_above), (least, most)) = (days(above), days(here));
            if least > most_above {
                Order::Looser
            } else if most <= least_above {
                Order::Stricter
            } else {
                Order::SometimesLater
            }
        }
    }
}

/// The shortest and the longest the period can be, in calendar days.
fn days(span: Span) -> (u32, u32) {
    match span.unit {
        Unit::Day | Unit::WorkingDay => (span.n, span.n),
        Unit::Hour => (span.n / 24, span.n.div_ceil(24)),
        Unit::Month => (span.n.saturating_mul(28), span.n.saturating_mul(31)),
    }
}

/// The most working days that can lie in so many calendar days: five a week, and the made-up ones.
fn most_working_days_in(days: u32) -> u32 {
    let whole = (days / 7).saturating_mul(5) + (days % 7).min(5);
    whole.saturating_add(MADE_UP).min(days)
}

/// The most calendar days that so many working days can take.
fn most_days_of(working: u32) -> u32 {
    working.saturating_add(working.div_ceil(5).saturating_mul(2)).saturating_add(LONGEST_HOLIDAY)
}

/// `most` calendar days end at the latest on the first working day from the last on.
fn days_against_working_days(above: u32, least: u32, most: u32) -> Order {
    if most_working_days_in(most.saturating_sub(1)) < above {
        Order::Stricter
    } else if least > most_days_of(above) {
        Order::Looser
    } else {
        Order::SometimesLater
    }
}

fn working_days_against_days(least: u32, most: u32, here: u32) -> Order {
    if most_working_days_in(most.saturating_sub(1)).saturating_add(1) < here {
        Order::Looser
    } else if most_days_of(here) <= least {
        Order::Stricter
    } else {
        Order::SometimesLater
    }
}

/// How many hundredths of a time a year a period comes round; 250 working days make a year.
fn times_a_year(period: Period, n: u32, times: u32) -> u32 {
    let per_period: u32 = match period {
        Period::WorkingDays => 25_000,
        Period::Day => 36_500,
        Period::Week => 5_200,
        Period::Month => 1_200,
        Period::Quarter => 400,
        Period::HalfYear => 200,
        Period::Year => 100,
    };
    times.saturating_mul(per_period) / n.max(1)
}

fn periodic(above: &Kind, here: &Kind) -> Order {
    let (
        Kind::Periodic { period: pa, n: na, times: ta, day: da },
        Kind::Periodic { period: pb, n: nb, times: tb, day: db },
    ) = (above, here)
    else {
        return Order::Unknown;
    };
    match times_a_year(*pa, *na, *ta).cmp(&times_a_year(*pb, *nb, *tb)) {
        Ordering::Less => Order::Stricter,
        Ordering::Greater => Order::Looser,
        Ordering::Equal if (pa, na) == (pb, nb) => fixed_days(da.as_ref(), db.as_ref()),
        Ordering::Equal => Order::Unknown,
    }
}

/// The fixed day inside one and the same period: none is the period's end.
fn fixed_days(above: Option<&DayInPeriod>, here: Option<&DayInPeriod>) -> Order {
    let rank = |day: &DayInPeriod| (day.month.unwrap_or(1), day.day);
    match (above, here) {
        (None, None) => Order::Same,
        (Some(_), None) => Order::Looser,
        (None, Some(_)) => Order::Stricter,
        (Some(a), Some(b)) => match rank(b).cmp(&rank(a)) {
            Ordering::Less => Order::Stricter,
            Ordering::Equal => Order::Same,
            Ordering::Greater => Order::Looser,
        },
    }
}

fn dates(above: (Option<i16>, i8, i8), here: (Option<i16>, i8, i8)) -> Order {
    if above.0.is_some() != here.0.is_some() {
        return Order::Unknown;
    }
    match here.cmp(&above) {
        Ordering::Less => Order::Stricter,
        Ordering::Equal => Order::Same,
        Ordering::Greater => Order::Looser,
    }
}

/// Compares two minimum postings, the one above first: the shorter is the weaker.
#[must_use]
pub fn postings(above: Span, here: Span) -> Order {
    match periods(here, above) {
        Order::SometimesLater => match periods(above, here) {
            Order::Stricter => Order::Looser,
            Order::Looser => Order::Stricter,
            _ => Order::SometimesLater,
        },
        order => order,
    }
}

/// Whether the rule may run longer than art 26's 20 working days.
#[must_use]
pub fn above_ceiling(rule: &Rule) -> bool {
    match rule.kind {
        Kind::Within { n, unit } => {
            let ceiling = Span { n: 20, unit: Unit::WorkingDay };
            // 一个月 and 30日 are longer than 20 working days as a rule, though not over every holiday
            matches!(periods(ceiling, Span { n, unit }), Order::Looser)
                || (unit == Unit::Day && n > 28)
                || unit == Unit::Month
        }
        _ => false,
    }
}

/// 起算点: whether two starting events are the same for the law; a missing one is art 26's 形成或者变更.
#[must_use]
pub fn same_start(above: Option<&Trigger>, here: Option<&Trigger>) -> bool {
    use TriggerEvent::{FormedOrChanged, MadeOrObtained, Named};
    let event = |one: Option<&Trigger>| one.map_or(FormedOrChanged, |trigger| trigger.event);
    match (event(above), event(here)) {
        // 制作或者获取 covers 形成 and more
        (FormedOrChanged | TriggerEvent::Formed, FormedOrChanged | MadeOrObtained) => true,
        (Named, Named) => above.map(|one| one.words.trim()) == here.map(|one| one.words.trim()),
        (a, b) => a == b,
    }
}

/// 是否为期限: whether the rule says by when (长期公开 says how long).
#[must_use]
pub fn is_deadline(rule: &Rule) -> bool {
    !matches!(rule.kind, Kind::Continuous)
}

/// The rules of a lower limit that answer a rule above: those of the same scope, else those for everything.
#[must_use]
pub fn answering<'a>(rule: &Rule, here: &'a Limit) -> Vec<&'a Rule> {
    let same_kind = |one: &&Rule| is_deadline(one) == is_deadline(rule);
    let scope = |one: &Rule| one.scope.as_deref().map(super::likeness::folded);
    let wanted = scope(rule);
    let exact: Vec<_> = here.rules.iter().filter(same_kind).filter(|one| scope(one) == wanted).collect();
    if exact.is_empty() {
        return here.rules.iter().filter(same_kind).filter(|one| one.scope.is_none()).collect();
    }
    exact
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wd(n: u32) -> Span {
        Span { n, unit: Unit::WorkingDay }
    }
    fn d(n: u32) -> Span {
        Span { n, unit: Unit::Day }
    }
    fn m(n: u32) -> Span {
        Span { n, unit: Unit::Month }
    }

    #[test]
    fn one_unit_compares_by_number() {
        assert_eq!(periods(wd(20), wd(7)), Order::Stricter);
        assert_eq!(periods(wd(7), wd(20)), Order::Looser);
        assert_eq!(periods(d(20), d(20)), Order::Same);
    }

    #[test]
    fn working_days_and_days_compare_by_the_worst_case() {
        assert_eq!(periods(wd(20), d(20)), Order::Stricter, "20日 are at most 17 working days on");
        assert_eq!(
            periods(d(20), wd(20)),
            Order::Looser,
            "20 working days are at least four weeks but for made-up days"
        );
        assert_eq!(periods(wd(20), d(30)), Order::SometimesLater);
        assert_eq!(periods(wd(20), d(60)), Order::Looser);
        assert_eq!(periods(d(60), wd(20)), Order::Stricter);
        assert_eq!(periods(wd(20), m(1)), Order::SometimesLater);
        assert_eq!(periods(d(30), m(1)), Order::SometimesLater);
        assert_eq!(periods(m(1), d(28)), Order::Stricter);
    }

    #[test]
    fn at_once_is_stricter_than_any_period_and_with_the_event_stricter_still() {
        let within = Kind::Within { n: 1, unit: Unit::WorkingDay };
        assert_eq!(compare(&within, &Kind::Immediate), Order::Stricter);
        assert_eq!(compare(&Kind::Immediate, &within), Order::Looser);
        assert_eq!(compare(&Kind::WithEvent, &Kind::Immediate), Order::Looser);
    }

    #[test]
    fn oftener_is_stricter_and_a_fixed_day_is_stricter_than_none() {
        let every = |period, times, day| Kind::Periodic { period, n: 1, times, day };
        let days = |n| Kind::Periodic { period: Period::WorkingDays, n, times: 1, day: None };
        let (year, quarter) = (every(Period::Year, 1, None), every(Period::Quarter, 1, None));
        assert_eq!(compare(&year, &quarter), Order::Stricter);
        assert_eq!(compare(&every(Period::Quarter, 4, None), &every(Period::Year, 1, None)), Order::Looser);
        let fixed = every(Period::Quarter, 1, Some(DayInPeriod { month: Some(1), day: 20 }));
        assert_eq!(compare(&fixed, &quarter), Order::Looser);
        assert_eq!(compare(&days(20), &every(Period::Month, 1, None)), Order::Looser);
    }

    #[test]
    fn what_is_not_certain_is_never_compared() {
        assert_eq!(compare(&Kind::Unclear, &Kind::Immediate), Order::Unknown);
        assert_eq!(compare(&Kind::PerLaw, &Kind::Immediate), Order::Unknown);
        assert_eq!(compare(&Kind::Immediate, &Kind::SameAsAbove), Order::Unknown);
    }

    #[test]
    fn a_shorter_posting_is_the_weaker_one() {
        assert_eq!(postings(d(30), d(10)), Order::Looser);
        assert_eq!(postings(wd(5), wd(7)), Order::Stricter);
        assert_eq!(postings(wd(7), d(7)), Order::Looser);
    }

    #[test]
    fn thirty_days_and_a_month_are_above_the_ceiling_and_four_weeks_are_not() {
        let above = |n, unit| above_ceiling(&super::super::samples::rule(Kind::Within { n, unit }));
        assert!(above(30, Unit::WorkingDay) && above(30, Unit::Day) && above(1, Unit::Month));
        assert!(
            !above(20, Unit::WorkingDay)
                && !above(20, Unit::Day)
                && !above(28, Unit::Day)
                && !above(48, Unit::Hour)
        );
    }

    fn any_span() -> impl Strategy<Value = Span> {
        (
            1_u32..400,
            prop_oneof![Just(Unit::WorkingDay), Just(Unit::Day), Just(Unit::Month), Just(Unit::Hour)],
        )
            .prop_map(|(n, unit)| Span { n, unit })
    }

    proptest! {
        #[test]
        fn nothing_is_stricter_both_ways(a in any_span(), b in any_span()) {
            let (one, two) = (periods(a, b), periods(b, a));
            prop_assert!(!(one == Order::Looser && two == Order::Looser));
            prop_assert!(!(one == Order::Stricter && two == Order::Stricter));
        }
        #[test]
        fn a_longer_lower_period_is_never_stricter_than_a_shorter_one(a in any_span(), b in any_span()) {
            let longer = Span { n: b.n + 1, ..b };
            prop_assert!(periods(a, longer) >= periods(a, b) || a.unit != b.unit && periods(a, b) == Order::Looser);
        }
        #[test]
        fn every_period_is_the_same_as_itself(a in any_span()) {
            prop_assert_eq!(periods(a, a), Order::Same);
        }
    }
}
