//! Many applications of one applicant (大量、频繁申请): 条例 art 35. They are counted and flagged, never refused for their number.

use std::collections::BTreeMap;

use serde::Serialize;

use super::settings::Law;
use crate::citation::ogi;
use crate::{Day, Reason};

/// 件数: how many applications of one applicant were received.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Burden {
    /// 当月
    pub in_month: u32,
    /// 当年
    pub in_year: u32,
}

/// 各申请人件数: for every applicant, known by the room's blind key, the applications of the month and the year of a day.
#[must_use]
pub fn burdens<K: Ord>(received: impl IntoIterator<Item = (K, Day)>, on: Day) -> BTreeMap<K, Burden> {
    let mut all: BTreeMap<K, Burden> = BTreeMap::new();
    for (key, day) in received {
        if day.year() != on.year() || day > on {
            continue;
        }
        let one = all.entry(key).or_default();
        one.in_year = one.in_year.saturating_add(1);
        if day.month() == on.month() {
            one.in_month = one.in_month.saturating_add(1);
        }
    }
    all
}

/// 提示: what the clerk is told when the number is large. It is a hint: whether it exceeds what is reasonable, and why, is asked
/// of the applicant (art 35); nothing is refused or closed by it.
#[must_use]
pub fn flag(burden: Burden, on: Day, law: Law<'_>) -> Option<Reason> {
    let line = law.of_day(&law.settings.excess, on)?;
    let many = burden.in_month > line.value.in_month || burden.in_year > line.value.in_year;
    many.then(|| {
        let words = format!(
            "该申请人本月申请{}件、本年申请{}件，超过提示线（每月{}件、每年{}件；{}）。",
            burden.in_month, burden.in_year, line.value.in_month, line.value.in_year, line.source
        );
        Reason::new("foi.many_applications", words)
            .by(ogi(35, 0, 0))
            .cure("照常登记；认为明显超过合理范围的，可以要求说明理由。")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foi::settings::FoiSettings;
    use crate::time::calendar::Calendar;
    use jiff::civil::date;

    #[test]
    fn applications_are_counted_by_month_and_year_of_one_applicant() {
        let day = |m, d| date(2026, m, d);
        let received = [
            ("a", day(3, 1)),
            ("a", day(3, 31)),
            ("a", day(1, 5)),
            ("b", day(3, 2)),
            ("a", date(2025, 3, 1)),
        ];
        let all = burdens(received, day(3, 31));
        assert_eq!(all["a"], Burden { in_month: 2, in_year: 3 });
        assert_eq!(all["b"], Burden { in_month: 1, in_year: 1 });
        assert_eq!(
            burdens(received, day(3, 15))["a"],
            Burden { in_month: 1, in_year: 2 },
            "not what is to come"
        );
    }

    #[test]
    fn two_hundred_in_an_hour_are_flagged_and_nothing_is_refused() {
        let (calendar, settings) = (Calendar::default(), FoiSettings::national());
        let law = Law { calendar: &calendar, settings: &settings };
        let on = date(2026, 3, 2);
        let all = burdens((0..200).map(|_| ("key", on)), on);
        let flag = flag(all["key"], on, law).unwrap();
        assert_eq!((flag.code, flag.basis), ("foi.many_applications", Some(ogi(35, 0, 0))));
        assert!(flag.words.contains("200件"));
        assert_eq!(super::flag(Burden { in_month: 10, in_year: 30 }, on, law), None);
    }
}
