//! Measures (办理情况指标): how long, how many in time; for figures, never for a decision.

use crate::Day;

/// 按期: answered by the last day; what has no last day is not late.
#[must_use]
pub fn in_time(due: Option<Day>, answered: Day) -> bool {
    due.is_none_or(|due| answered <= due)
}

/// 中位数: of an even number the lower of the two in the middle.
#[must_use]
pub fn median(values: &[i64]) -> Option<i64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len().saturating_sub(1) / 2).copied()
}

/// 占比 in thousandths, rounded; 0 of nothing.
#[must_use]
pub fn share(part: u64, whole: u64) -> u64 {
    (part.saturating_mul(1000) + whole / 2).checked_div(whole).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_last_day_itself_is_in_time() {
        assert!(in_time(Some(date(2026, 3, 5)), date(2026, 3, 5)) && in_time(None, date(2026, 3, 5)));
        assert!(!in_time(Some(date(2026, 3, 5)), date(2026, 3, 6)));
    }

    #[test]
    fn the_median_and_the_share_of_nothing_are_told_as_such() {
        assert_eq!((median(&[]), median(&[9, 1, 5]), median(&[4, 1])), (None, Some(5), Some(1)));
        assert_eq!((share(0, 0), share(1, 3), share(3, 3)), (0, 333, 1000));
    }
}
