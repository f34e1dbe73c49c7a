//! Warnings before the last day (期限预警): which step a case stands at, and whom it concerns, ever higher.

use super::glance::days_left;
use super::settings::Law;
use crate::Day;
use crate::org::Role;

crate::codes! {
    /// 预警层级: each is told once for a case and its last day.
    pub enum WarningStep {
        /// 黄色: the handler.
        Amber = "amber" => "临近期限，请承办人办理",
        /// 红色: the reviewer.
        Red = "red" => "即将届满，请审核人督促",
        /// 届满日: the leader.
        LastDay = "last_day" => "今天届满，请负责人过问",
        /// 逾期: the organ above.
        Overdue = "overdue" => "已经逾期，上级机关可见",
    }
}

impl WarningStep {
    /// 次序, from 1.
    #[must_use]
    pub const fn rank(self) -> i64 {
        match self {
            Self::Amber => 1,
            Self::Red => 2,
            Self::LastDay => 3,
            Self::Overdue => 4,
        }
    }
    /// The step of a rank.
    #[must_use]
    pub const fn from_rank(rank: i64) -> Option<Self> {
        Some(match rank {
            1 => Self::Amber,
            2 => Self::Red,
            3 => Self::LastDay,
            4 => Self::Overdue,
            _ => return None,
        })
    }
    /// 升级: whether it goes beyond the handler.
    #[must_use]
    pub const fn is_escalation(self) -> bool {
        !matches!(self, Self::Amber)
    }
    /// 对象: the post it is for in the organ; of what is overdue, that of the supervisor above.
    #[must_use]
    pub const fn role(self) -> Role {
        match self {
            Self::Amber => Role::Clerk,
            Self::Red => Role::Reviewer,
            Self::LastDay => Role::Leader,
            Self::Overdue => Role::Supervisor,
        }
    }
    /// 从哪一层级起与某职务有关: a post sees what is its own and what has gone above it.
    #[must_use]
    pub const fn first_for(role: Role) -> Self {
        match role {
            Role::Reviewer => Self::Red,
            Role::Leader => Self::LastDay,
            Role::Supervisor | Role::Auditor => Self::Overdue,
            _ => Self::Amber,
        }
    }
}

/// 预警层级 of a last day on a day; nothing while it is far.
#[must_use]
pub fn step(due: Day, today: Day, law: Law<'_>) -> Option<WarningStep> {
    if today > due {
        return Some(WarningStep::Overdue);
    }
    if today == due {
        return Some(WarningStep::LastDay);
    }
    let warnings = law.of_day(&law.settings.warnings, today)?.value;
    let left = days_left(due, today, law)?;
    if left <= 0 {
        Some(WarningStep::LastDay)
    } else if left <= i64::from(warnings.red) {
        Some(WarningStep::Red)
    } else if left <= i64::from(warnings.amber) {
        Some(WarningStep::Amber)
    } else {
        None
    }
}

/// 预警范围: the last day that is near enough today; plain days where the year is not announced, which reach no less far.
#[must_use]
pub fn horizon(today: Day, law: Law<'_>) -> Day {
    let amber = law.of_day(&law.settings.warnings, today).map_or(5, |row| row.value.amber);
    let plain = || today.checked_add(jiff::Span::new().days(i64::from(amber) * 3)).unwrap_or(today);
    law.calendar.add_working_days(today, amber).unwrap_or_else(|_| plain())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foi::settings::FoiSettings;
    use crate::time::calendar::{Calendar, YearNotice};
    use jiff::civil::date;

    #[test]
    fn a_case_goes_from_the_handler_to_the_organ_above() {
        let notice = YearNotice { year: 2026, source: "x".into(), off: vec![], make_up: vec![] };
        let (calendar, settings) = (Calendar::of([notice]).unwrap(), FoiSettings::national());
        let law = Law { calendar: &calendar, settings: &settings };
        let due = date(2026, 6, 26);
        let on = |day| step(due, date(2026, 6, day), law);
        assert_eq!(on(18), None);
        assert_eq!(on(19), Some(WarningStep::Amber));
        assert_eq!(on(24), Some(WarningStep::Red));
        assert_eq!(on(26), Some(WarningStep::LastDay));
        assert_eq!(on(27), Some(WarningStep::Overdue));
        assert_eq!(horizon(date(2026, 6, 19), law), due);
    }

    #[test]
    fn ranks_are_read_back_and_rise() {
        use crate::Coded;
        for (at, step) in (1_i64..).zip(WarningStep::ALL) {
            assert_eq!((step.rank(), WarningStep::from_rank(at)), (at, Some(*step)));
        }
        assert!(!WarningStep::Amber.is_escalation() && WarningStep::Overdue.is_escalation());
        assert_eq!(WarningStep::first_for(Role::Leader), WarningStep::LastDay);
    }
}
