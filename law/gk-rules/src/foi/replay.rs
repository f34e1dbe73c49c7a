//! Replay (重放): a case is its history folded; corrections take the place of what they correct, the former is kept.
//!
//! Two questions are kept apart. Whether an event *can* stand in a history is asked of the procedure alone and gives a
//! [`HistoryFault`]. Whether it was *lawful* is asked with calendar and settings: what was recorded in the ordinary way is
//! refused, what only a later correction made unlawful is a finding, for facts are facts.

use serde::Serialize;

use super::case::{Case, Filing, Interim, Kept, Last};
use super::event::{CaseEvent, EventCorrected, Recorded, Submitted};
use super::settings::Law;
use super::stage::{Progress, Step};
use super::steps::relief::reasons_not_to_correct;
use super::steps::{Hand, reasons_against};
use crate::{Day, Moment, Reason};

/// 历史有误: an event that cannot stand where it stands, with all the reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("第{seq}个事件（{day} {event}）有误：{}", words(reasons))]
pub struct HistoryFault {
    /// 序号
    pub seq: u32,
    /// 发生日
    pub day: Day,
    /// 事件名
    pub event: &'static str,
    /// Why.
    pub reasons: Vec<Reason>,
}

fn words(reasons: &[Reason]) -> String {
    reasons.iter().map(|reason| reason.words.as_str()).collect()
}

/// 事后发现的问题: an event that a later correction of another made unlawful.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Breach {
    /// 序号
    pub seq: u32,
    /// 发生日
    pub day: Day,
    /// 事件名
    pub event: &'static str,
    /// What was not observed.
    pub reasons: Vec<Reason>,
}

/// 两台服务器之间容许的时钟误差, in seconds: what is less is no clock set back.
const SKEW_SECONDS: i64 = 120;

/// An event as it counts: corrected or not.
#[derive(Debug, Clone)]
struct Counting {
    recorded: Recorded,
    corrected: bool,
    /// Whether a later correction exists: what was lawful when it was done may look unlawful now.
    in_hindsight: bool,
}

impl Case {
    /// 重放: the case that these events tell, procedure only.
    ///
    /// # Errors
    /// [`HistoryFault`] for the first event that cannot stand there.
    pub fn replay(history: &[Recorded]) -> Result<Self, HistoryFault> {
        fold(history, None).map(|(case, _)| case)
    }

    /// 依法重放: the same, every event also asked for its lawfulness on its day.
    ///
    /// # Errors
    /// [`HistoryFault`] for the first event that cannot stand there or was unlawful as it was recorded.
    pub fn replay_by(history: &[Recorded], law: Law<'_>) -> Result<(Self, Vec<Breach>), HistoryFault> {
        fold(history, Some(law))
    }

    /// 到达: a case begins with the arrival of an application.
    #[must_use]
    pub fn arrive(submitted: &Submitted, on: Day) -> Self {
        let channel = submitted.channel;
        Self {
            filing: Filing { channel, applicant: submitted.applicant, on, tried: Vec::new() },
            received_on: (!channel.needs_confirmation()).then_some(on),
            registered: None,
            assigned: None,
            answers: None,
            interim: Interim::default(),
            searches: Vec::new(),
            progress: Progress::Arrived,
            rounds: Vec::new(),
            reliefs: Vec::new(),
            corrections: Vec::new(),
            last: Last { seq: 1, day: on, at: None },
        }
    }

    /// 案件事实: the case without the memory of corrections and of the last event: two histories that tell the same agree.
    #[must_use]
    pub fn facts(&self) -> Self {
        let last = Last { seq: 0, day: self.filing.on, at: None };
        Self { corrections: Vec::new(), last, ..self.clone() }
    }
}

/// 不得登记的理由: everything against recording one more event after this history, the clock of the server included.
#[must_use]
pub fn reasons_not_to_record(history: &[Recorded], next: &Recorded, law: Law<'_>) -> Vec<Reason> {
    let Ok((case, _)) = fold(history, Some(law)) else {
        return vec![Reason::new("foi.history_broken", "案件的既有记录有误，须先更正。")];
    };
    let mut against = about_moment(&case.last, next);
    if next.seq != case.last.seq.saturating_add(1) {
        against.push(Reason::new("foi.stale", "案件在您打开之后已有新的办理记录，请重新打开后再办理。"));
        return against;
    }
    if let CaseEvent::EventCorrected(x) = &next.event {
        against.extend(reasons_not_to_correct_in(history, next, x));
        return against;
    }
    let hand = Hand { person: next.by, on: next.day, law: Some(law) };
    against.extend(about_order(&case.last, next));
    against.extend(reasons_against(&case, &next.event, hand));
    against
}

/// A correction must name an event and leave a history that still holds.
fn reasons_not_to_correct_in(history: &[Recorded], next: &Recorded, x: &EventCorrected) -> Vec<Reason> {
    let mut against = reasons_not_to_correct(history, x);
    if against.is_empty() {
        let mut whole = history.to_vec();
        whole.push(next.clone());
        if let Err(fault) = fold(&whole, None) {
            against.push(
                Reason::new("foi.correction_breaks_history", format!("更正后，{fault}"))
                    .cure("先更正或者撤销与之矛盾的事件。"),
            );
        }
    }
    against
}

/// 更正的效果: the case before a correction and after it, for what is shown beside each other.
///
/// # Errors
/// [`HistoryFault`] when either history cannot stand.
pub fn effect_of_correction(history: &[Recorded], seq: u32) -> Result<(Case, Case), HistoryFault> {
    let until = |last: u32| history.iter().filter(|one| one.seq <= last).cloned().collect::<Vec<_>>();
    Ok((Case::replay(&until(seq.saturating_sub(1)))?, Case::replay(&until(seq))?))
}

fn fold(history: &[Recorded], law: Option<Law<'_>>) -> Result<(Case, Vec<Breach>), HistoryFault> {
    let (counting, kept) = effective(history)?;
    let mut breaches = Vec::new();
    let mut case: Option<Case> = None;
    for one in &counting {
        let next = match case.take() {
            None => begin(&one.recorded),
            Some(case) => step(case, one, law, &mut breaches),
        };
        case = Some(next.map_err(|reasons| fault(&one.recorded, reasons))?);
    }
    let Some(mut case) = case else {
        let reasons = vec![Reason::new("foi.no_history", "没有任何事件，案件从提交申请开始。")];
        return Err(HistoryFault { seq: 0, day: Day::MIN, event: "提交申请", reasons });
    };
    case.corrections = kept;
    if let Some(last) = history.last() {
        let at = history.iter().filter_map(|one| one.at).max();
        let day = history.iter().map(|one| one.day).max().unwrap_or(last.day);
        case.last = Last { seq: last.seq, day, at };
    }
    Ok((case, breaches))
}

fn begin(first: &Recorded) -> Result<Case, Vec<Reason>> {
    let CaseEvent::Submitted(submitted) = &first.event else {
        return Err(vec![Reason::new("foi.not_submitted", "案件应当从提交申请开始。")]);
    };
    let mut case = Case::arrive(submitted, first.day);
    case.last.at = first.at;
    Ok(case)
}

fn step(
    case: Case,
    one: &Counting,
    law: Option<Law<'_>>,
    breaches: &mut Vec<Breach>,
) -> Result<Case, Vec<Reason>> {
    let recorded = &one.recorded;
    let mut against = about_order(&case.last, recorded);
    let (person, on) = (recorded.by, recorded.day);
    against.extend(reasons_against(&case, &recorded.event, Hand { person, on, law: None }));
    if !against.is_empty() {
        // All reasons at once: those of the law beside those of the procedure.
        let all = reasons_against(&case, &recorded.event, Hand { person, on, law });
        let known = |new: &Reason| against.iter().any(|old| old == new);
        let more: Vec<Reason> = all.into_iter().filter(|new| !known(new)).collect();
        against.extend(more);
        return Err(against);
    }
    let unlawful = reasons_against(&case, &recorded.event, Hand { person, on, law });
    if !unlawful.is_empty() {
        if !one.in_hindsight {
            return Err(unlawful);
        }
        let event = recorded.event.label();
        breaches.push(Breach { seq: recorded.seq, day: on, event, reasons: unlawful });
    }
    let last = Last {
        seq: recorded.seq,
        day: case.last.day.max(on),
        at: if one.corrected { case.last.at } else { recorded.at.or(case.last.at) },
    };
    let mut case = case.after(&recorded.event, Step { by: person, on })?;
    case.last = last;
    Ok(case)
}

/// The history as it counts: each correction has taken the place of its event; what was corrected is kept.
fn effective(history: &[Recorded]) -> Result<(Vec<Counting>, Vec<Kept>), HistoryFault> {
    let mut counting: Vec<Counting> = Vec::new();
    let mut kept = Vec::new();
    let mut last: Option<Last> = None;
    let latest_correction = history
        .iter()
        .filter(|one| matches!(one.event, CaseEvent::EventCorrected(_)))
        .map(|one| one.seq)
        .max();
    for (place, recorded) in history.iter().enumerate() {
        if u32::try_from(place).ok().and_then(|n| n.checked_add(1)) != Some(recorded.seq) {
            let words = format!("序号应为{}，实为{}。", place.saturating_add(1), recorded.seq);
            return Err(fault(recorded, vec![Reason::new("foi.sequence", words)]));
        }
        if let Some(last) = &last {
            let against = about_moment(last, recorded);
            if !against.is_empty() {
                return Err(fault(recorded, against));
            }
        } else {
            let none = Last { seq: 0, day: recorded.day, at: None };
            let against = about_moment(&none, recorded);
            if !against.is_empty() {
                return Err(fault(recorded, against));
            }
        }
        let at = recorded.at.or(last.and_then(|last| last.at));
        last = Some(Last { seq: recorded.seq, day: recorded.day, at });
        let CaseEvent::EventCorrected(x) = &recorded.event else {
            let in_hindsight = latest_correction.is_some_and(|seq| seq > recorded.seq);
            counting.push(Counting { recorded: recorded.clone(), corrected: false, in_hindsight });
            continue;
        };
        let so_far: Vec<Recorded> = history.iter().take(place).cloned().collect();
        let mut against = reasons_not_to_correct(&standing(&so_far, &counting), x);
        if !against.is_empty() {
            against.dedup();
            return Err(fault(recorded, against));
        }
        kept.extend(put_right(&mut counting, recorded, x));
    }
    Ok((counting, kept))
}

/// The events a correction may name, as they stand after the corrections before it.
fn standing(so_far: &[Recorded], counting: &[Counting]) -> Vec<Recorded> {
    let corrections = so_far.iter().filter(|one| matches!(one.event, CaseEvent::EventCorrected(_))).cloned();
    counting.iter().map(|one| one.recorded.clone()).chain(corrections).collect()
}

fn put_right(counting: &mut Vec<Counting>, recorded: &Recorded, x: &EventCorrected) -> Option<Kept> {
    let place = counting.iter().position(|one| one.recorded.seq == x.of)?;
    let former = match &x.replacement {
        None => counting.remove(place).recorded,
        Some(now) => {
            let one = counting.get_mut(place)?;
            let former = one.recorded.clone();
            one.recorded.day = now.day;
            one.recorded.event = now.event.clone();
            one.corrected = true;
            former
        }
    };
    Some(Kept {
        by_seq: recorded.seq,
        by: recorded.by,
        on: recorded.day,
        reason: x.reason.trim().to_owned(),
        former,
    })
}

/// An act of the organ is not dated before what was recorded earlier; what others did may become known later.
fn about_order(last: &Last, recorded: &Recorded) -> Vec<Reason> {
    if recorded.event.is_from_outside() || recorded.day >= last.day {
        return Vec::new();
    }
    let words = format!("{}（{}）早于已经登记的事件（{}）。", recorded.event.label(), recorded.day, last.day);
    vec![Reason::new("foi.out_of_order", words).cure("日期录错的，以更正事件更正并说明理由。")]
}

/// The moment of recording: not before the last one, not before the day it tells of, and the same day for an act of the organ.
fn about_moment(last: &Last, recorded: &Recorded) -> Vec<Reason> {
    let Some(at) = recorded.at else { return Vec::new() };
    let mut against = Vec::new();
    if last.at.is_some_and(|before| before.as_second().saturating_sub(at.as_second()) > SKEW_SECONDS) {
        let words = "服务器时间早于上一事件的登记时间，时钟可能被调回，暂不能登记。";
        against.push(Reason::new("foi.clock_set_back", words).cure("请管理员核对服务器时间后再办理。"));
    }
    let Some(today) = day_of(at) else { return against };
    if recorded.day > today {
        let words = format!("{}还没有到（今天是{today}），不能预先登记。", recorded.day);
        against.push(Reason::new("foi.in_the_future", words));
    }
    if recorded.day < today && !recorded.event.is_from_outside() {
        let words =
            format!("{}的办理日为{}，不能倒填（今天是{today}）。", recorded.event.label(), recorded.day);
        against.push(
            Reason::new("foi.back_dated", words)
                .cure("按今天登记；确属日期录错的，登记后以更正事件更正并说明理由。"),
        );
    }
    against
}

/// The day of a moment in China Standard Time.
fn day_of(at: Moment) -> Option<Day> {
    Some(jiff::tz::Offset::constant(8).to_datetime(at).date())
}

fn fault(recorded: &Recorded, reasons: Vec<Reason>) -> HistoryFault {
    HistoryFault { seq: recorded.seq, day: recorded.day, event: recorded.event.label(), reasons }
}
