//! Least posting (公示期): what was posted hangs until the last day of the period; taken down earlier it was posted too
//! short. The days are counted from the posting like any period (民法典 arts 201 and 203).

use super::derive::Facts;
use crate::{Coded, Day, Reason};

crate::codes! {
    /// 公示情况: how a posting stands.
    pub enum PostingState {
        /// It hangs, and the last day has not passed
        Running = "running" => "公示中",
        /// It hung until the last day
        Over = "over" => "公示期满",
        /// It was taken down before
        Short = "short" => "公示期不足",
        /// 放假安排尚未公布: it hangs, and the last day cannot be known yet
        Open = "open" => "公示中，届满日待定",
    }
}

/// 公示情况: a posting is met from the day it is put up, and no more met once it is taken down too early; what is taken down
/// later than its last day stays met.
#[must_use]
pub fn posting_state(facts: &Facts, today: Day) -> PostingState {
    match (facts.met_on, facts.due) {
        (None, _) => PostingState::Short,
        (Some(_), None) => PostingState::Open,
        (Some(_), Some(last)) if today <= last => PostingState::Running,
        (Some(_), Some(_)) => PostingState::Over,
    }
}

/// 公示期未满: why what is posted may not be taken down yet, unless it must be. `last` is the last day of the period.
#[must_use]
pub fn posting_runs(last: Day, today: Day) -> Option<Reason> {
    (today <= last).then(|| {
        let words = format!("公示期至{last}，尚未届满。");
        Reason::new("record.posting_runs", words).cure(format!(
            "确须提前撤下的，勾选“公示期未满，仍须撤下”并在说明中写明缘由；该次公示列为{}。",
            PostingState::Short.label()
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duty::derive::{DutyState, derive};
    use jiff::civil::date;

    fn facts(met: Option<Day>, due: Option<Day>) -> Facts {
        Facts { met_on: met, due, ..Facts::default() }
    }

    #[test]
    fn a_posting_runs_to_the_end_of_its_last_day() {
        let hung = facts(Some(date(2024, 3, 1)), Some(date(2024, 3, 8)));
        assert_eq!(posting_state(&hung, date(2024, 3, 8)), PostingState::Running);
        assert_eq!(posting_state(&hung, date(2024, 3, 9)), PostingState::Over);
        assert_eq!(derive(&hung, date(2024, 3, 9)), DutyState::OnTime);
        assert_eq!(posting_state(&facts(hung.met_on, None), date(2024, 3, 9)), PostingState::Open);
    }

    #[test]
    fn what_was_taken_down_too_early_is_short_at_once_and_a_gap_when_the_period_is_over() {
        let short = facts(None, Some(date(2024, 3, 8)));
        assert_eq!(posting_state(&short, date(2024, 3, 2)), PostingState::Short);
        assert_eq!(derive(&short, date(2024, 3, 9)), DutyState::Overdue);
    }

    #[test]
    fn nothing_is_taken_down_before_the_day_after_the_last() {
        let last = date(2024, 3, 8);
        assert_eq!(posting_runs(last, last).unwrap().code, "record.posting_runs");
        assert!(posting_runs(last, date(2024, 3, 9)).is_none());
    }
}
