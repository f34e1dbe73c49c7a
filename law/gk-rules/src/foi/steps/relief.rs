//! Review, suit and order (救济、责令重新办理), and the correction of an event: 条例 arts 47, 51; 行政复议法; 行政诉讼法.

use super::{Hand, before, none, reasons_not_to, said};
use crate::citation::{court_8, litigation};
use crate::foi::case::{Anew, Case, Conclusion, Interim, ReliefCase};
use crate::foi::clock::reply_clock;
use crate::foi::event::{CaseEvent, EventCorrected, Recorded, Relief, ReliefConcluded, Reopened};
use crate::foi::stage::{Closed, Progress, Step, Verb};
use crate::{Coded, Reason};

/// Before the answer only its delay can be contested (法释〔2025〕8号 art 2).
pub(super) fn not_overdue(case: &Case, hand: Hand<'_>) -> Vec<Reason> {
    let late = || hand.law.is_none_or(|law| reply_clock(case, law).is_over(hand.on));
    if case.received_on.is_some() && (!case.stage().is_open() || late()) {
        return Vec::new();
    }
    let words = "没有收到申请，或者尚未答复且没有逾期，没有可以申请救济的行为。";
    vec![Reason::new("foi.nothing_to_contest", words).by(court_8(2, 0, 0))]
}

pub(super) fn none_runs(case: &Case) -> Vec<Reason> {
    if case.reliefs.iter().any(|one| one.concluded.is_none()) {
        return Vec::new();
    }
    vec![Reason::new("foi.no_relief", "没有尚未终结的救济。")]
}

/// 不得登记救济的理由.
#[must_use]
pub fn reasons_not_to_reopen(case: &Case, x: &Reopened, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::Reopen, hand);
    if case.reliefs.iter().any(|one| one.relief == x.relief && one.concluded.is_none()) {
        let words = format!("{}尚未终结，不能重复登记。", x.relief.label());
        against.push(Reason::new("foi.relief_twice", words));
    }
    let reviewed = case.reliefs.iter().any(|one| one.relief == Relief::Review && one.concluded.is_some());
    if x.relief == Relief::SuitAfterReview && !reviewed {
        let words = "没有已经终结的行政复议，不能登记为复议后起诉。";
        against.push(Reason::new("foi.not_reviewed", words).by(litigation(45, 0, 0)));
    }
    if x.relief == Relief::OwnMistake && case.stage().is_open() {
        let words = "尚未答复，没有可以纠正的答复。";
        against.push(Reason::new("foi.nothing_to_contest", words));
    }
    let since = case.received_on.unwrap_or(case.filing.on);
    let since = match &case.progress {
        Progress::Served { served, .. } => served.on,
        Progress::Ended { on, .. } => *on,
        Progress::Filed { closed, .. } => closed.on(),
        _ => since,
    };
    against.extend(before("提出日", hand.on, since, "答复送达日"));
    against
}

/// 不得登记救济结果的理由.
#[must_use]
pub fn reasons_not_to_conclude(case: &Case, x: &ReliefConcluded, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::ConcludeRelief, hand);
    match case.reliefs.iter().find(|one| one.relief == x.relief && one.concluded.is_none()) {
        None => {
            let words = format!("没有尚未终结的{}。", x.relief.label());
            against.push(Reason::new("foi.no_relief", words));
        }
        Some(one) => against.extend(before("终结日", hand.on, one.filed_on, "提出日")),
    }
    if x.anew && !x.result.may_order() {
        let words = format!("结果为“{}”的，不会责令重新答复。", x.result.label());
        against.push(Reason::new("foi.no_order", words));
    }
    if x.days.is_some_and(|days| days == 0 || !x.anew) {
        against.push(Reason::new("foi.order_days", "重新答复的期限只在责令重新答复时填写，至少1个工作日。"));
    }
    if x.anew && case.reliefs.iter().filter(|one| one.concluded.is_none()).count() > 1 {
        let words = "还有其他救济尚未终结，待全部终结后再重新办理。";
        against.push(Reason::new("foi.other_relief_runs", words).cure("先登记其他救济的结果。"));
    }
    against
}

/// 不得更正事件的理由, as far as the words alone tell; whether the history then still holds is found by replaying it.
#[must_use]
pub fn reasons_not_to_correct_words(x: &EventCorrected) -> Vec<Reason> {
    said("更正理由", &x.reason).into_iter().collect()
}

/// 不得更正该事件的理由: which event, and by what.
#[must_use]
pub fn reasons_not_to_correct(history: &[Recorded], x: &EventCorrected) -> Vec<Reason> {
    let mut against = reasons_not_to_correct_words(x);
    let Some(former) = history.iter().find(|one| one.seq == x.of) else {
        against.push(Reason::new("foi.no_such_event", format!("没有第{}个事件。", x.of)));
        return against;
    };
    if matches!(former.event, CaseEvent::EventCorrected(_)) {
        let words = "更正记录本身不能更正。";
        against.push(Reason::new("foi.correction_of_correction", words).cure("对原事件再作一次更正。"));
        return against;
    }
    match &x.replacement {
        None if matches!(former.event, CaseEvent::Submitted(_)) => {
            against.push(Reason::new("foi.submission_struck", "提交申请的事件不能撤销，只能更正。"));
        }
        None => {}
        Some(now) if now.event.verb() != former.event.verb() => {
            let words =
                format!("第{}个事件是“{}”，不能更正为“{}”。", x.of, former.event.label(), now.event.label());
            against.push(Reason::new("foi.other_event", words).cure("撤销原事件，另行登记。"));
        }
        Some(now) if now.day == former.day && now.event == former.event => {
            against.push(Reason::new("foi.nothing_changed", "更正前后没有不同。"));
        }
        Some(_) => {}
    }
    against
}

impl Case {
    /// 登记救济: review, suit, an order, or the organ's own finding.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn reopen(mut self, x: &Reopened, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_reopen(&self, x, Hand::of(step)))?;
        self.reliefs.push(ReliefCase { relief: x.relief, filed_on: step.on, concluded: None });
        Ok(self)
    }

    /// 登记救济结果: where it orders the organ to answer (again), a new round of the same case begins (G7).
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn conclude_relief(mut self, x: &ReliefConcluded, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_conclude(&self, x, Hand::of(step)))?;
        let conclusion = Conclusion { on: step.on, result: x.result, anew: x.anew };
        let open = |one: &&mut ReliefCase| one.relief == x.relief && one.concluded.is_none();
        if let Some(one) = self.reliefs.iter_mut().find(open) {
            one.concluded = Some(conclusion);
        }
        if x.anew {
            self.begin_anew(Anew { from: step.on, days: x.days });
        }
        Ok(self)
    }

    fn begin_anew(&mut self, anew: Anew) {
        let closed = match &self.progress {
            Progress::Served { reply, served } => {
                Some(Closed::Answered { reply: reply.clone(), served: *served })
            }
            Progress::Ended { decision, on } => Some(Closed::Ended { decision: *decision, on: *on }),
            Progress::Filed { closed, .. } => Some(closed.clone()),
            // What waits for the applicant goes on waiting; what is in hand counts from the order.
            Progress::AwaitingCorrection { .. } | Progress::AwaitingFee { .. } => return,
            _ => None,
        };
        if let Some(closed) = closed {
            self.rounds.push(closed);
            self.progress = Progress::InHand;
            self.answers = None;
        }
        let consultations = std::mem::take(&mut self.interim.consultations);
        self.interim = Interim { anew: Some(anew), consultations, ..Interim::default() };
    }
}
