//! The reply clock (答复期限): from the day of receipt to the last day, with all that stops, restarts, lengthens or replaces it.
//!
//! 条例 art 31 fixes the day of receipt, art 33 the twenty working days, their extension and what is not counted, art 30 and
//! 国办函〔2020〕109号 the restart, art 35 the later date. The counting itself is the kernel's ([`Clock`]).
//!
//! Choices where the texts are silent, each kept in one place: an extension given before a restart stays in the count that
//! begins anew; while a correction or a payment is awaited no last day runs; a delayed date under art 35 is pushed on by
//! consultations that begin after it was told.

use serde::Serialize;

use super::case::{Case, Consultation};
use super::event::{Opinion, Party};
use super::settings::{Law, Warnings};
use super::stage::Progress;
use crate::citation::{ogi, state_109};
use crate::time::calendar::NotAnnounced;
use crate::time::clock::{Change, Clock};
use crate::time::counting::{Due, Explanation, Fate, Undetermined};
use crate::time::limit::{Span, Unit};
use crate::{Citation, Coded, Day};

crate::codes! {
    /// 期限未起算、中断的原因: why no last day runs.
    pub enum Waiting {
        /// 待确认
        Confirmation = "confirmation" => "尚未与申请人确认，答复期限没有起算",
        /// 待补正
        Correction = "correction" => "等待申请人补正，自收到补正之日起重新计算",
        /// 待缴费
        Payment = "payment" => "等待申请人缴费，自缴费完成的次日起重新计算",
        /// 征求意见书尚未送达或者尚无答复
        Opinion = "opinion" => "征求意见期间，不计算在答复期限内",
        /// 已办结
        Ended = "ended" => "已经办结",
    }
}

/// 答复期限: where it began, when it ends, and what became of every day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplyClock {
    /// 收到申请之日
    pub received_on: Option<Day>,
    /// The paragraph of art 31 that fixes it.
    pub receipt_basis: Citation,
    /// 起算日: the day after which the present count begins.
    pub counted_from: Option<Day>,
    /// 届满
    pub due: Due,
    /// 没有届满日的原因
    pub waiting: Option<Waiting>,
    /// 如征求意见期满无答复: the date is certain only if nobody answers before.
    pub if_silent: bool,
    /// 每日说明
    pub explanation: Explanation,
    /// 适用的期限: its value and source.
    pub rule: String,
    /// 逐步说明: sentences for clerk and applicant, each with its article.
    pub steps: Vec<ClockStep>,
}

/// 期限变化的说明
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockStep {
    /// The day.
    pub on: Day,
    /// One Chinese sentence.
    pub words: String,
    /// Its article.
    pub basis: Option<Citation>,
}

crate::codes! {
    /// 预警级别
    pub enum Level {
        /// 正常
        Green = "green" => "正常",
        /// 临近
        Amber = "amber" => "临近期限",
        /// 紧急
        Red = "red" => "即将届满",
        /// 逾期
        Overdue = "overdue" => "已经逾期",
        /// 中止、等待
        Standing = "standing" => "期限未在计算",
    }
}

/// 不计算的期间: after this day, up to and including that one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// The day of sending; it still counts.
    pub after: Day,
    /// The day of the answer, or the end of the period; it does not count. Nothing while it is not known.
    pub until: Option<Day>,
    /// 只征求其他机关
    pub organs_only: bool,
}

/// 征求意见的终止日: the answer, or the end of the period after the letter was received, whichever is earlier; nothing while
/// neither is known (条例 arts 32–34).
///
/// # Errors
/// [`NotAnnounced`] when the period reaches a year without a notice.
pub fn consultation_ends(one: &Consultation, law: Law<'_>) -> Result<Option<Day>, NotAnnounced> {
    let answered = one.answer.map(|answer| answer.on);
    let last = match (one.received_on, silence_days(one, law)) {
        (Some(on), Some(n)) => match law.calendar.add_working_days(on, n) {
            Ok(last) => Some(last),
            Err(fault) if answered.is_none() => return Err(fault),
            Err(_) => None,
        },
        _ => None,
    };
    Ok(match (answered, last) {
        (Some(answered), Some(last)) => Some(answered.min(last)),
        (answered, last) => answered.or(last),
    })
}

/// 答复意见的期限, in working days; nothing under the law of 2008, which fixed none.
#[must_use]
pub fn silence_days(one: &Consultation, law: Law<'_>) -> Option<u32> {
    let rows = &law.settings.consultation;
    let rows = match one.role {
        Party::ThirdParty => &rows.third_party,
        Party::JointMaker => &rows.joint_maker,
        Party::OtherOrgan => &rows.other_organ,
    };
    law.of_day(rows, one.sent_on).map(|row| row.value)
}

/// 视为的意见: what was answered; after the period a joint maker's silence is consent (art 34), a third party's is not (art 32) and
/// the organ decides by the regulation.
#[must_use]
pub fn opinion_on(one: &Consultation, on: Day, law: Law<'_>) -> Option<Opinion> {
    let silent = || {
        let over = matches!(consultation_ends(one, law), Ok(Some(end)) if on > end);
        (over && one.role == Party::JointMaker).then_some(Opinion::Agrees)
    };
    one.answer.map(|answer| answer.opinion).or_else(silent)
}

/// 不计算的期间的并集: overlapping consultations stop the clock once.
///
/// # Errors
/// [`NotAnnounced`] when the end of one cannot be counted.
pub fn standstills(case: &Case, law: Law<'_>) -> Result<Vec<Interval>, NotAnnounced> {
    let mut all = Vec::new();
    for one in &case.interim.consultations {
        all.push(Interval {
            after: one.sent_on,
            until: consultation_ends(one, law)?,
            organs_only: one.role != Party::ThirdParty,
        });
    }
    Ok(union(all))
}

fn union(mut all: Vec<Interval>) -> Vec<Interval> {
    all.sort_by_key(|one| one.after);
    let mut merged: Vec<Interval> = Vec::new();
    for one in all {
        match merged.last_mut() {
            Some(last) if last.until.is_none_or(|until| one.after <= until) => {
                last.until = match (last.until, one.until) {
                    (Some(a), Some(b)) => Some(a.max(b)),
                    _ => None,
                };
                last.organs_only &= one.organs_only;
            }
            _ => merged.push(one),
        }
    }
    merged
}

/// 答复期限的推导 (条例 arts 30–35).
#[must_use]
pub fn reply_clock(case: &Case, law: Law<'_>) -> ReplyClock {
    let mut clock = ReplyClock {
        received_on: case.received_on,
        receipt_basis: case.filing.channel.basis(),
        counted_from: None,
        due: Due::default(),
        waiting: None,
        if_silent: false,
        explanation: Explanation::default(),
        rule: String::new(),
        steps: steps(case),
    };
    let Some(received) = case.received_on else {
        clock.waiting = Some(Waiting::Confirmation);
        return clock;
    };
    let Some((start, n)) = beginning(case, received, law, &mut clock.rule) else {
        clock.due = Due::undetermined(Undetermined::PerLaw);
        return clock;
    };
    clock.waiting = match &case.progress {
        Progress::AwaitingCorrection { .. } => Some(Waiting::Correction),
        Progress::AwaitingFee { .. } => Some(Waiting::Payment),
        _ => None,
    };
    if clock.waiting.is_some() {
        return clock;
    }
    let stops = match standstills(case, law) {
        Ok(stops) => stops,
        Err(fault) => {
            clock.due = Due { not_announced: Some(fault.year), stopped: true, ..Due::default() };
            clock.waiting = Some(Waiting::Opinion);
            return clock;
        }
    };
    if let Some(until) = uncountable(case, received, &stops, law) {
        clock.due = Due::on(until);
        return clock;
    }
    let restarts = restarts(case, start);
    clock.counted_from = Some(restarts.iter().copied().max().unwrap_or(start));
    let span = Span { n, unit: Unit::WorkingDay };
    let extended = case.interim.extension.filter(|_| delayed(case, start).is_none());
    let Some(kernel) = build(Clock::start(start, span), &restarts, &stops, extended.map(|x| (x.on, x.days)))
    else {
        clock.due = Due::undetermined(Undetermined::Unclear);
        return clock;
    };
    let (due, explanation) = kernel.due(law.calendar);
    if due.stopped {
        clock.waiting = Some(Waiting::Opinion);
    }
    let open = |one: &Consultation| one.answer.is_none() && one.received_on.is_some();
    clock.if_silent = due.date.is_some() && case.interim.consultations.iter().any(open);
    (clock.due, clock.explanation) = (due, explanation);
    clock
}

/// Where the present count begins and how many working days it has; the rule is written down beside.
fn beginning(case: &Case, received: Day, law: Law<'_>, rule: &mut String) -> Option<(Day, u32)> {
    let round = case.interim.anew.map_or(received, |anew| anew.from);
    if let Some((told, until)) = delayed(case, round) {
        *rule = format!("延迟至{until}（《政府信息公开条例》第三十五条）");
        let between = law.calendar.working_days_between(told, until).ok();
        return Some((told, between.and_then(|n| u32::try_from(n).ok()).unwrap_or_default()));
    }
    if let Some(anew) = case.interim.anew {
        let fixed = law.of_day(&law.settings.anew, anew.from)?;
        *rule = match anew.days {
            Some(n) => format!("责令重新答复的期限为{n}个工作日"),
            None => format!("{}个工作日（{}）", fixed.value, fixed.source),
        };
        return Some((anew.from, anew.days.unwrap_or(fixed.value)));
    }
    let setting = law.reply_days(received).ok()?;
    *rule = format!("{}个工作日（{}）", setting.value, setting.source);
    Some((received, setting.value))
}

/// A delayed date that is known although the working days up to it are not: nothing stands in between.
fn uncountable(case: &Case, received: Day, stops: &[Interval], law: Law<'_>) -> Option<Day> {
    let round = case.interim.anew.map_or(received, |anew| anew.from);
    let (told, until) = delayed(case, round)?;
    let stands = stops.iter().any(|one| one.until.is_none_or(|end| end > told));
    (!stands && law.calendar.working_days_between(told, until).is_err()).then_some(until)
}

/// 延迟答复的期限: the day on which it was told and the date, unless the count began anew after it.
fn delayed(case: &Case, start: Day) -> Option<(Day, Day)> {
    let finding = case.interim.excess?.finding?;
    let until = finding.until?;
    let later = |day: Day| day > finding.on;
    let anew = restarts(case, start).into_iter().any(later);
    (!anew).then_some((finding.on, until))
}

/// 重新计算的各日: the corrected application was received, the fee was paid.
fn restarts(case: &Case, start: Day) -> Vec<Day> {
    let corrected = case.interim.correction.as_ref().and_then(|one| one.taken_on);
    let paid = case.interim.fee.and_then(|fee| fee.paid_on);
    let mut days: Vec<Day> = corrected.into_iter().chain(paid).filter(|day| *day >= start).collect();
    days.sort_unstable();
    days
}

/// The kernel's clock with everything in the order of the days; nothing when the days contradict each other.
fn build(
    mut clock: Clock,
    restarts: &[Day],
    stops: &[Interval],
    extended: Option<(Day, u32)>,
) -> Option<Clock> {
    let start = clock.started();
    let stops: Vec<Interval> = stops
        .iter()
        .filter(|one| one.until.is_none_or(|until| until > start))
        .map(|one| Interval { after: one.after.max(start), ..*one })
        .collect();
    let mut events: Vec<(Day, u8, Change)> = Vec::new();
    for stop in &stops {
        let words =
            if stop.organs_only { "征求其他机关意见期间" } else { "征求第三方意见期间" };
        events.push((stop.after, 2, Change::Suspended { words: words.into() }));
        if let Some(until) = stop.until {
            // A consultation answered on the day it was sent stops nothing; its end follows its beginning.
            let rank = if until == stop.after { 3 } else { 0 };
            events.push((until, rank, Change::Resumed));
        }
        for restart in restarts {
            if stop.after < *restart && stop.until.is_none_or(|until| *restart < until) {
                events.push((*restart, 2, Change::Suspended { words: words.into() }));
            }
        }
    }
    events.extend(restarts.iter().map(|day| (*day, 1, Change::Restarted)));
    events.extend(extended.map(|(day, n)| (day.max(start), 4, Change::Extended { n })));
    events.sort_by_key(|(day, rank, _)| (*day, *rank));
    for (day, _, change) in events {
        clock = clock.after(day, change).ok()?;
    }
    Some(clock)
}

impl ReplyClock {
    /// 剩余工作日: how many countable days are left after today; negative once it is overdue; nothing where no last day runs.
    #[must_use]
    pub fn remaining(&self, today: Day, law: Law<'_>) -> Option<i64> {
        let due = self.due.date?;
        if today > due {
            return Some(-law.calendar.working_days_between(due, today).ok()?.max(1));
        }
        let counted = |fate: Fate| matches!(fate, Fate::Counted | Fate::MakeUp);
        let left =
            self.explanation.steps.iter().filter(|step| step.day > today && counted(step.fate)).count();
        i64::try_from(left).ok()
    }

    /// 预警级别 on a day.
    #[must_use]
    pub fn level(&self, today: Day, law: Law<'_>) -> Level {
        let Some(due) = self.due.date else { return Level::Standing };
        if today > due {
            return Level::Overdue;
        }
        let at = |warnings: Warnings, left: i64| {
            if left <= i64::from(warnings.red) {
                Level::Red
            } else if left <= i64::from(warnings.amber) {
                Level::Amber
            } else {
                Level::Green
            }
        };
        let warnings = law.of_day(&law.settings.warnings, today).map(|row| row.value);
        match (warnings, self.remaining(today, law)) {
            (Some(warnings), Some(left)) => at(warnings, left),
            _ => Level::Green,
        }
    }

    /// 期限已过: whether the last day is certain and lies before the day.
    #[must_use]
    pub fn is_over(&self, day: Day) -> bool {
        self.due.date.is_some_and(|due| day > due)
    }

    /// 给申请人的说明: one sentence that says when the answer is due, or why no day is named.
    #[must_use]
    pub fn words_for_applicant(&self) -> String {
        match (self.due.date, self.waiting, self.due.not_announced) {
            (Some(due), _, _) if self.if_silent => {
                format!(
                    "正在征求意见，征求意见期间不计算在答复期限内；意见期满没有答复的，我机关将于{due}前答复。"
                )
            }
            (Some(due), _, _) => format!("我机关将于{due}前答复。"),
            (None, Some(waiting), _) => format!("{}。", waiting.label()),
            (None, None, Some(year)) => {
                format!("答复期限跨入{year}年，该年放假安排尚未公布，公布后告知具体日期。")
            }
            (None, None, None) => "答复期限暂不能确定。".to_owned(),
        }
    }

    /// 期限的说明: while a case is open when its answer is due, and after its end when it ended and what its last day was.
    #[must_use]
    pub fn words_of(&self, case: &Case) -> String {
        match (case.end(), self.due.date) {
            (Some((_, on)), Some(due)) => format!("已于{on}办结，答复期限至{due}。"),
            (Some((_, on)), None) => format!("已于{on}办结。"),
            (None, _) => self.words_for_applicant(),
        }
    }
}

/// The sentences about what began, stopped, restarted and lengthened the clock, in the order of the days.
fn steps(case: &Case) -> Vec<ClockStep> {
    let mut steps = Vec::new();
    let mut say = |on, words: String, basis| steps.push(ClockStep { on, words, basis });
    let channel = case.filing.channel;
    if let Some(on) = case.received_on {
        let how =
            if channel.needs_confirmation() { "以双方确认之日" } else { "以提交、签收之日" };
        say(on, format!("{}，{how}为收到申请之日", channel.label()), Some(channel.basis()));
    }
    if let Some(one) = &case.interim.correction {
        say(one.asked_on, "告知补正，等待补正期间不计算答复期限".to_owned(), Some(ogi(30, 0, 0)));
        if let Some(on) = one.taken_on {
            say(on, "收到补正的申请，答复期限自次日起重新计算".to_owned(), Some(ogi(30, 0, 0)));
        }
    }
    for one in &case.interim.consultations {
        let basis = ogi(if one.role == Party::ThirdParty { 32 } else { 33 }, 0, 0);
        say(one.sent_on, format!("征求{}意见，所需时间不计算在内", one.role.label()), Some(basis));
        if let Some(answer) = one.answer {
            say(answer.on, format!("{}答复：{}", one.role.label(), answer.opinion.label()), Some(basis));
        }
    }
    if let Some(one) = case.interim.extension {
        say(one.on, format!("经批准延长{}个工作日", one.days), Some(ogi(33, 0, 0)));
    }
    if let Some((on, until)) =
        case.interim.excess.and_then(|x| x.finding).and_then(|f| Some((f.on, f.until?)))
    {
        say(on, format!("申请理由合理，延迟至{until}答复"), Some(ogi(35, 0, 0)));
    }
    if let Some(fee) = case.interim.fee {
        say(fee.notified_on, "通知缴纳信息处理费".to_owned(), Some(state_109(0, 0, 0)));
        if let Some(on) = fee.paid_on {
            say(on, "缴费完成，答复期限自次日起重新计算".to_owned(), Some(state_109(0, 0, 0)));
        }
    }
    if let Some(anew) = case.interim.anew {
        say(anew.from, "责令重新答复，自收到决定的次日起计算".to_owned(), None);
    }
    steps.sort_by_key(|step| step.on);
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foi::application::Channel;
    use crate::foi::case::Answer;
    use crate::foi::decision::Decision;
    use crate::foi::event::Submitted;
    use crate::foi::settings::FoiSettings;
    use crate::report::Applicants;
    use crate::time::calendar::{Calendar, YearNotice};
    use jiff::civil::date;

    fn plain(years: &[i16]) -> Calendar {
        let notice =
            |year: &i16| YearNotice { year: *year, source: "test".into(), off: vec![], make_up: vec![] };
        Calendar::of(years.iter().map(notice)).unwrap()
    }
    fn asked(role: Party, sent: Day, received: Option<Day>, answered: Option<Day>) -> Consultation {
        Consultation {
            party: "甲".into(),
            role,
            sent_on: sent,
            received_on: received,
            answer: answered.map(|on| Answer { opinion: Opinion::Objects, on }),
            told_on: None,
        }
    }
    fn case(channel: Channel) -> Case {
        let mut case = Case::arrive(&Submitted { channel, applicant: Applicants::Person }, date(2026, 3, 2));
        case.progress = Progress::InHand;
        case
    }

    #[test]
    fn a_joint_makers_silence_is_consent_and_a_third_partys_is_not() {
        let (calendar, settings) = (plain(&[2026]), FoiSettings::national());
        let law = Law { calendar: &calendar, settings: &settings };
        let (sent, received) = (date(2026, 3, 4), Some(date(2026, 3, 5)));
        let joint = asked(Party::JointMaker, sent, received, None);
        assert_eq!(consultation_ends(&joint, law), Ok(Some(date(2026, 3, 26))));
        assert_eq!(opinion_on(&joint, date(2026, 3, 26), law), None);
        assert_eq!(opinion_on(&joint, date(2026, 3, 27), law), Some(Opinion::Agrees));
        assert_eq!(opinion_on(&asked(Party::ThirdParty, sent, received, None), date(2026, 6, 1), law), None);
        let unknown = asked(Party::JointMaker, sent, None, None);
        assert_eq!(
            (consultation_ends(&unknown, law), opinion_on(&unknown, date(2026, 6, 1), law)),
            (Ok(None), None)
        );
        let late = asked(Party::JointMaker, sent, received, Some(date(2026, 4, 30)));
        assert_eq!(
            consultation_ends(&late, law),
            Ok(Some(date(2026, 3, 26))),
            "it stops no longer than the law says"
        );
        assert_eq!(opinion_on(&late, date(2026, 5, 1), law), Some(Opinion::Objects));
    }

    #[test]
    fn overlapping_consultations_stop_the_clock_once() {
        let on = |d| date(2026, 3, d);
        let one = |after, until| Interval { after: on(after), until, organs_only: false };
        let merged =
            union(vec![one(10, Some(on(12))), one(4, Some(on(10))), one(20, None), one(25, Some(on(26)))]);
        assert_eq!(merged, [one(4, Some(on(12))), one(20, None)]);
    }

    #[test]
    fn the_applicant_is_told_the_day_or_why_there_is_none() {
        let (calendar, settings) = (plain(&[2026]), FoiSettings::national());
        let law = Law { calendar: &calendar, settings: &settings };
        let words = |case: &Case| reply_clock(case, law).words_for_applicant();
        assert_eq!(words(&case(Channel::InPerson)), "我机关将于2026-03-30前答复。");
        assert!(words(&case(Channel::Internet)).contains("尚未与申请人确认"));
        let mut waiting = case(Channel::InPerson);
        waiting.interim.consultations.push(asked(Party::ThirdParty, date(2026, 3, 4), None, None));
        assert_eq!(words(&waiting), "征求意见期间，不计算在答复期限内。");
        waiting.interim.consultations[0].received_on = Some(date(2026, 3, 5));
        assert!(
            words(&waiting).contains("意见期满没有答复的，我机关将于2026-04-21前答复"),
            "{}",
            words(&waiting)
        );
        let late = Case { received_on: Some(date(2026, 12, 21)), ..case(Channel::InPerson) };
        let clock = reply_clock(&late, law);
        assert_eq!((clock.due.date, clock.due.not_announced), (None, Some(2027)));
        assert!(clock.words_for_applicant().contains("2027年"));
    }

    #[test]
    fn after_the_end_nobody_is_told_that_an_answer_will_come() {
        let (calendar, settings) = (plain(&[2026]), FoiSettings::national());
        let law = Law { calendar: &calendar, settings: &settings };
        let mut case = case(Channel::InPerson);
        assert_eq!(reply_clock(&case, law).words_of(&case), "我机关将于2026-03-30前答复。");
        case.progress = Progress::Ended { decision: Decision::Withdrawn, on: date(2026, 3, 9) };
        assert_eq!(reply_clock(&case, law).words_of(&case), "已于2026-03-09办结，答复期限至2026-03-30。");
    }

    #[test]
    fn colours_follow_the_settings() {
        let (calendar, settings) = (plain(&[2026]), FoiSettings::national());
        let law = Law { calendar: &calendar, settings: &settings };
        let clock = reply_clock(&case(Channel::InPerson), law);
        let level =
            |m, d| (clock.level(date(2026, m, d), law), clock.remaining(date(2026, m, d), law).unwrap());
        assert_eq!(level(3, 20), (Level::Green, 6));
        assert_eq!(level(3, 23), (Level::Amber, 5));
        assert_eq!(level(3, 26), (Level::Red, 2));
        assert_eq!(level(3, 30), (Level::Red, 0));
        assert_eq!(level(3, 31), (Level::Overdue, -1));
    }
}
