//! The counting of periods (期间的计算, 民法典 arts 200–204): a last day, and what became of every day on the way.

use jiff::ToSpan;
use jiff::civil::{DateTime, Time};
use serde::Serialize;

use super::calendar::{Calendar, DayKind, NotAnnounced};
use super::limit::{Span, Unit};
use crate::{Citation, Coded, Day, citation};

/// No period is counted further than this many units; what is longer is out of range.
pub const LONGEST: u32 = 36_600;

/// 届满: when a period ends, or why there is no such day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Due {
    /// 届满日: the last day on which it is still in time.
    pub date: Option<Day>,
    /// 届满时刻: the time of that day, for periods in hours whose beginning is known to the minute.
    pub time: Option<Time>,
    /// 不早于: where the date is not certain, the day before which it cannot be.
    pub not_before: Option<Day>,
    /// 放假安排尚未公布的年份: the year that keeps the date from being certain.
    pub not_announced: Option<i16>,
    /// 无届满日: it never falls due (长期公开).
    pub open_ended: bool,
    /// 中止中: the clock stands still until it is resumed.
    pub stopped: bool,
    /// 提醒日: the day to remind of what is promised at once.
    pub alert_on: Option<Day>,
    /// Why there is no date, where the rule itself gives none.
    pub undetermined: Option<Undetermined>,
}

crate::codes! {
    /// 不能确定届满日的原因
    pub enum Undetermined {
        /// Another text fixes the period.
        PerLaw = "per_law" => "期限由其他规定确定，须由人写明",
        /// The row above is not known here.
        SameAsAbove = "same_as_above" => "与上一行相同，须先写明上一行的时限",
        /// The text is not certain.
        Unclear = "unclear" => "时限不明确，须由人核对原文",
        /// A number no period has.
        OutOfRange = "out_of_range" => "数字超出范围，须由人核对原文",
    }
}

impl Due {
    /// A certain last day.
    #[must_use]
    pub fn on(day: Day) -> Self {
        Self { date: Some(day), ..Self::default() }
    }
    /// No last day, and why.
    #[must_use]
    pub fn undetermined(why: Undetermined) -> Self {
        Self { undetermined: Some(why), ..Self::default() }
    }
    /// 暂不能确定: whether a year not announced keeps the date from being certain.
    #[must_use]
    pub const fn is_provisional(&self) -> bool {
        self.not_announced.is_some()
    }
    fn unknown(fault: NotAnnounced, not_before: Day) -> Self {
        Self { not_before: Some(not_before), not_announced: Some(fault.year), ..Self::default() }
    }
}

crate::codes! {
    /// 计算规则: the rules of counting that may be applied to a period.
    pub enum CountingRule {
        /// T1
        StartExcluded = "t1" => "起算日不计入，自下一日开始计算",
        /// T1, second paragraph
        FromTheHour = "t1_hour" => "按小时计算的，自规定的时间开始计算",
        /// T2
        MonthEnd = "t2" => "按月计算的，到期月的对应日为最后一日；没有对应日的，月末日为最后一日",
        /// T3
        RollForward = "t3" => "最后一日是法定休假日的，以休假日结束的次日为最后一日",
        /// T4
        WorkingDays = "t4" => "工作日不含周末和法定节假日，调休上班日计入",
        /// T7
        Suspension = "t7" => "中止期间不计算在内",
        /// T7
        Restart = "t7_restart" => "期限重新计算",
        /// T7
        Extension = "t7_extension" => "期限延长",
        /// T8
        NotAnnounced = "t8" => "放假安排尚未公布，不推算",
        /// 条例 art 26
        OuterBound = "ogi26" => "没有写明日数的，以形成或者变更之日起二十个工作日为限",
    }
}

impl CountingRule {
    /// The article the rule rests on; none for what the law leaves to practice.
    #[must_use]
    pub const fn basis(self) -> Option<Citation> {
        match self {
            Self::StartExcluded => Some(citation::civil_code(201, 1, 0)),
            Self::FromTheHour => Some(citation::civil_code(201, 2, 0)),
            Self::MonthEnd => Some(citation::civil_code(202, 0, 0)),
            Self::RollForward => Some(citation::civil_code(203, 1, 0)),
            Self::WorkingDays => Some(citation::licence(82, 0, 0)),
            Self::OuterBound => Some(citation::ogi(26, 0, 0)),
            Self::Suspension | Self::Restart | Self::Extension | Self::NotAnnounced => None,
        }
    }
}

/// 适用的规则: a rule of counting that was applied, with its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// Which.
    pub rule: CountingRule,
    /// What it says.
    pub words: &'static str,
    /// Where it is written.
    pub basis: Option<Citation>,
}

/// 计算说明: every day from the event to the last day, and the rules that were applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Explanation {
    /// In order; after the start every day once, except that a period in months names only its last day.
    pub steps: Vec<Step>,
    /// In the order of their application.
    pub applied: Vec<Applied>,
}

/// 一日: what became of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The day.
    pub day: Day,
    /// What became of it.
    pub fate: Fate,
    /// The reason, for people.
    pub words: String,
    /// How many units are counted up to and including this day.
    pub count: u32,
}

crate::codes! {
    /// 计入与否
    pub enum Fate {
        /// The event's day, not counted.
        Start = "start" => "起算日",
        /// Counted.
        Counted = "counted" => "计入",
        /// A worked Saturday or Sunday, counted.
        MakeUp = "make_up" => "调休上班，计入",
        /// Saturday or Sunday.
        Weekend = "weekend" => "周末，不计入",
        /// A holiday.
        Holiday = "holiday" => "节假日，不计入",
        /// The clock stood still.
        Suspended = "suspended" => "中止，不计入",
        /// The last day of a period in months or hours.
        Last = "last" => "到期",
        /// The last day was a rest day: it moved here.
        Moved = "moved" => "顺延至此",
    }
}

impl Explanation {
    /// How many units were counted.
    #[must_use]
    pub fn counted(&self) -> u32 {
        self.steps.iter().rev().map(|step| step.count).next().unwrap_or(0)
    }

    pub(super) fn apply(&mut self, rule: CountingRule) {
        if !self.applied.iter().any(|one| one.rule == rule) {
            self.applied.push(Applied { rule, words: rule.label(), basis: rule.basis() });
        }
    }

    pub(super) fn step(&mut self, day: Day, fate: Fate, words: impl Into<String>) {
        let before = self.counted();
        let count = before + u32::from(matches!(fate, Fate::Counted | Fate::MakeUp));
        self.steps.push(Step { day, fate, words: words.into(), count });
    }
}

/// 中止期间: the days after `after` up to and including `until` are not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halt {
    /// The day the clock was stopped; it is itself still counted.
    pub after: Day,
    /// The day it was set going; it is itself not counted. `None`: it still stands.
    pub until: Option<Day>,
    /// Why, for people.
    pub words: String,
}

impl Halt {
    fn holds(&self, day: Day) -> bool {
        self.after < day && self.until.is_none_or(|until| day <= until)
    }
}

/// 计算期间: the last day of `span` after `start`, days inside a halt not counted.
#[must_use]
pub fn count(start: Day, span: Span, halts: &[Halt], calendar: &Calendar) -> (Due, Explanation) {
    let mut explanation = Explanation::default();
    if span.n == 0 || span.n > LONGEST {
        return (Due::undetermined(Undetermined::OutOfRange), explanation);
    }
    explanation.step(start, Fate::Start, "起算日，不计入");
    if span.unit != Unit::Hour {
        explanation.apply(CountingRule::StartExcluded);
    }
    let due = match span.unit {
        Unit::WorkingDay | Unit::Day => day_by_day(start, span, halts, calendar, &mut explanation),
        Unit::Month => months(start, span.n, calendar, &mut explanation),
        Unit::Hour => return (hours(start.at(0, 0, 0, 0), span.n, false, &mut explanation), explanation),
    };
    (due, explanation)
}

/// 按小时计算: from the moment fixed; holidays do not move it (民法典 art 201(2)).
#[must_use]
pub fn count_hours(from: DateTime, n: u32) -> (Due, Explanation) {
    let mut explanation = Explanation::default();
    if n == 0 || n > LONGEST {
        return (Due::undetermined(Undetermined::OutOfRange), explanation);
    }
    explanation.step(from.date(), Fate::Start, format!("自{}起计算", from.time().strftime("%H:%M")));
    let due = hours(from, n, true, &mut explanation);
    (due, explanation)
}

/// Without a known moment the day's last is taken: the end is the last day on which the hours can end.
fn hours(from: DateTime, n: u32, exact: bool, explanation: &mut Explanation) -> Due {
    explanation.apply(CountingRule::FromTheHour);
    let whole = i64::from(if exact { n } else { n.div_ceil(24).saturating_mul(24) });
    let Ok(end) = from.checked_add(whole.hours()) else { return Due::undetermined(Undetermined::OutOfRange) };
    let words = if exact {
        format!("{n}小时届满")
    } else {
        format!("{n}小时届满，未写明起算时刻，以当日为限")
    };
    explanation.step(end.date(), Fate::Last, words);
    Due { time: exact.then(|| end.time()), ..Due::on(end.date()) }
}

fn months(start: Day, n: u32, calendar: &Calendar, explanation: &mut Explanation) -> Due {
    explanation.apply(CountingRule::MonthEnd);
    let Ok(last) = start.checked_add(i64::from(n).months()) else {
        return Due::undetermined(Undetermined::OutOfRange);
    };
    explanation.step(last, Fate::Last, format!("{n}个月届满"));
    roll(last, calendar, explanation)
}

fn day_by_day(
    start: Day,
    span: Span,
    halts: &[Halt],
    calendar: &Calendar,
    explanation: &mut Explanation,
) -> Due {
    let working = span.unit == Unit::WorkingDay;
    if working {
        explanation.apply(CountingRule::WorkingDays);
    }
    let mut day = start;
    while explanation.counted() < span.n {
        let Ok(next) = day.tomorrow() else { return Due::undetermined(Undetermined::OutOfRange) };
        day = next;
        if let Some(halt) = halts.iter().find(|halt| halt.holds(day)) {
            explanation.apply(CountingRule::Suspension);
            if halt.until.is_none() {
                return Due { stopped: true, not_before: Some(day), ..Due::default() };
            }
            explanation.step(day, Fate::Suspended, format!("{}，不计入", halt.words));
            continue;
        }
        if !working {
            explanation.step(day, Fate::Counted, "计入");
            continue;
        }
        match calendar.kind(day) {
            Ok(kind) => explanation.pass(day, kind),
            Err(fault) => {
                explanation.apply(CountingRule::NotAnnounced);
                let left = i64::from(span.n - explanation.counted()) - 1;
                return Due::unknown(fault, day.checked_add(left.days()).unwrap_or(day));
            }
        }
    }
    if working { Due::on(day) } else { roll(day, calendar, explanation) }
}

impl Explanation {
    /// A day of a period in working days.
    fn pass(&mut self, day: Day, kind: DayKind<'_>) {
        match kind {
            DayKind::Workday => self.step(day, Fate::Counted, "工作日，计入"),
            DayKind::MakeUp(name) => self.step(day, Fate::MakeUp, format!("{name}调休上班，计入")),
            DayKind::Weekend => self.step(day, Fate::Weekend, "周末，不计入"),
            DayKind::Holiday(name) => self.step(day, Fate::Holiday, format!("{name}放假，不计入")),
        }
    }
}

/// 顺延: past the rest days on which the last day falls (民法典 art 203(1)); a make-up workday does not move it.
pub(super) fn roll(last: Day, calendar: &Calendar, explanation: &mut Explanation) -> Due {
    let mut day = last;
    loop {
        match calendar.kind(day) {
            Ok(kind) if kind.is_working() => break,
            Ok(kind) => {
                explanation.apply(CountingRule::RollForward);
                if day != last {
                    let (fate, words) = match kind {
                        DayKind::Holiday(name) => (Fate::Holiday, format!("{name}放假，顺延")),
                        _ => (Fate::Weekend, "周末，顺延".to_owned()),
                    };
                    explanation.step(day, fate, words);
                }
            }
            Err(fault) => {
                explanation.apply(CountingRule::NotAnnounced);
                return Due::unknown(fault, day);
            }
        }
        let Ok(next) = day.tomorrow() else { return Due::undetermined(Undetermined::OutOfRange) };
        day = next;
    }
    if day != last {
        explanation.step(day, Fate::Moved, "休假日结束的次日，为最后一日");
    }
    Due::on(day)
}
