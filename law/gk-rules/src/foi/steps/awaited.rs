//! What is awaited of the applicant (说明理由、缴费), and what follows when it does not come (不再处理): 条例 arts 30, 35, 42;
//! 国办函〔2020〕109号.

use super::{Hand, before, intake, none, reasons_not_to};
use crate::citation::{ogi, state_109};
use crate::foi::case::{Case, Excess, FeeNotice, Finding};
use crate::foi::clock::reply_clock;
use crate::foi::decision::Decision;
use crate::foi::event::{CaseEvent, FeeNotified, Lapsed, ReasonsAccepted, ReasonsAsked};
use crate::foi::periods;
use crate::foi::stage::{Progress, Reply, Step, Verb};
use crate::{Coded, Reason};

// ---- 大量、频繁申请 (art 35)

pub(super) fn reasons_once(case: &Case) -> Vec<Reason> {
    let Some(one) = case.interim.excess else { return Vec::new() };
    let words = format!("已于{}要求申请人说明理由。", one.asked_on);
    vec![Reason::new("foi.reasons_asked_twice", words).by(ogi(35, 0, 0))]
}

/// Whether the applicant has given reasons, as `wanted`.
pub(super) fn reasons_given(case: &Case, wanted: bool) -> Vec<Reason> {
    let given = case.interim.excess.and_then(|one| one.given_on);
    match (given, wanted) {
        (None, true) => {
            let words = "申请人还没有说明理由。";
            vec![Reason::new("foi.reasons_missing", words).by(ogi(35, 0, 0))]
        }
        (Some(on), false) => {
            vec![Reason::new("foi.reasons_given_twice", format!("申请人已于{on}说明理由。"))]
        }
        _ => Vec::new(),
    }
}

/// 不得要求说明理由的理由.
#[must_use]
pub fn reasons_not_to_ask_reasons(case: &Case, x: &ReasonsAsked, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::AskReasons, hand);
    if x.count < 2 {
        let words = "请写明该申请人在期间内申请的件数。";
        against.push(Reason::new("foi.reasons_count", words).by(ogi(35, 0, 0)));
    }
    against
}

/// 不得登记理由的理由.
#[must_use]
pub fn reasons_not_to_take_reasons(case: &Case, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::TakeReasons, hand);
    let asked = case.interim.excess.map(|one| one.asked_on);
    against.extend(asked.and_then(|on| before("说明理由之日", hand.on, on, "要求日")));
    against
}

/// 不得认定理由合理的理由: the date must lie ahead and be a working day.
#[must_use]
pub fn reasons_not_to_accept_reasons(case: &Case, x: &ReasonsAccepted, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::AcceptReasons, hand);
    if x.until <= hand.on {
        let words = format!("延迟答复的期限（{}）应当晚于今天。", x.until);
        against.push(Reason::new("foi.delay_past", words).by(ogi(35, 0, 0)));
    }
    let works = hand.law.map(|law| law.calendar.is_working(x.until));
    if works == Some(Ok(false)) {
        let words = format!("延迟答复的期限（{}）是休息日，请改为工作日。", x.until);
        against.push(Reason::new("foi.delay_rest_day", words).by(ogi(35, 0, 0)));
    }
    against
}

// ---- 收费 (art 42; 国办函〔2020〕109号)

pub(super) fn fee_window(case: &Case, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = Vec::new();
    if let Some(one) = case.interim.fee {
        let words = format!("已于{}通知收费。", one.notified_on);
        against.push(Reason::new("foi.fee_twice", words).by(state_109(0, 0, 0)));
    }
    let Some(law) = hand.law else { return against };
    if law.of_day(&law.settings.fee, hand.on).is_none() {
        let words = "国办函〔2020〕109号自2021年1月1日起施行，此前不收取信息处理费。";
        against.push(Reason::new("foi.fee_before_rules", words).by(state_109(0, 0, 0)));
    }
    let clock = reply_clock(case, law);
    if let Some(due) = clock.due.date.filter(|_| clock.is_over(hand.on)) {
        let words = format!("答复期限已于{due}届满，收费通知应当在办理期限内发出。");
        against.push(Reason::new("foi.fee_late", words).by(state_109(0, 0, 0)));
    }
    against
}

pub(super) fn fee_reached(case: &Case) -> Vec<Reason> {
    let on = case.interim.fee.and_then(|one| one.received_on);
    on.map(|on| Reason::new("foi.received_twice", format!("已登记其于{on}收到收费通知。")))
        .into_iter()
        .collect()
}

/// 不得通知收费的理由.
#[must_use]
pub fn reasons_not_to_notify_fee(case: &Case, x: &FeeNotified, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::NotifyFee, hand);
    if x.fen <= 0 {
        against.push(Reason::new("foi.fee_amount", "收费金额应当大于零。").by(state_109(0, 0, 0)));
    }
    against
}

/// 不得登记收费通知送达、缴费的理由.
#[must_use]
pub fn reasons_not_to_take_fee(case: &Case, event: &CaseEvent, hand: Hand<'_>) -> Vec<Reason> {
    let verb = event.verb().unwrap_or(Verb::TakeFee);
    let mut against = reasons_not_to(case, verb, hand);
    let notified = case.interim.fee.map(|one| one.notified_on);
    against.extend(notified.and_then(|on| before("日期", hand.on, on, "收费通知日")));
    against
}

// ---- 不再处理 (arts 30, 42)

/// 不再处理 only after the last day of what was awaited.
pub(super) fn lapse_window(case: &Case, hand: Hand<'_>) -> Vec<Reason> {
    let Some(law) = hand.law else { return Vec::new() };
    let (period, basis) = match case.progress {
        Progress::AwaitingFee { .. } => (periods::fee(case, law), state_109(0, 0, 0)),
        _ => (periods::correction(case, law), ogi(30, 0, 0)),
    };
    let reason = match period {
        None => Reason::new("foi.lapse_unknown", "申请人收到通知的日期尚未登记，期限没有起算。")
            .cure("登记申请人收到通知的日期。"),
        Some(period) => match period.due.date {
            Some(due) if hand.on > due => return Vec::new(),
            Some(due) => {
                Reason::new("foi.lapse_early", format!("{}至{due}，尚未届满。", period.kind.label()))
            }
            None => {
                let words = "期限跨入放假安排尚未公布的年份，不能认定已经届满。";
                Reason::new("foi.lapse_not_announced", words)
            }
        },
    };
    vec![reason.by(basis)]
}

/// 不得不再处理的理由.
#[must_use]
pub fn reasons_not_to_lapse(case: &Case, x: &Lapsed, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::Lapse, hand);
    against.extend(intake::number("告知书文号", &x.number));
    against
}

impl Case {
    /// 要求说明理由 (条例 art 35); the reply clock goes on.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn ask_reasons(mut self, x: &ReasonsAsked, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_ask_reasons(&self, x, Hand::of(step)))?;
        self.interim.excess =
            Some(Excess { count: x.count, asked_on: step.on, given_on: None, finding: None });
        self.progress = Progress::AwaitingReasons { was: self.standing() };
        Ok(self)
    }

    /// 登记申请人说明的理由.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn take_reasons(mut self, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_take_reasons(&self, Hand::of(step)))?;
        if let Some(one) = &mut self.interim.excess {
            one.given_on = Some(step.on);
        }
        Ok(self)
    }

    /// 认定理由合理: the date told replaces the last day (条例 art 35).
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn accept_reasons(mut self, x: &ReasonsAccepted, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_accept_reasons(&self, x, Hand::of(step)))?;
        self.judge(Finding { on: step.on, until: Some(x.until) });
        Ok(self.resumed())
    }

    /// 认定理由不合理: it may then be answered by 不予处理 (条例 art 35).
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn reject_reasons(mut self, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to(&self, Verb::RejectReasons, Hand::of(step)))?;
        self.judge(Finding { on: step.on, until: None });
        Ok(self.resumed())
    }

    /// 通知收费 (条例 art 42).
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn notify_fee(mut self, x: &FeeNotified, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_notify_fee(&self, x, Hand::of(step)))?;
        self.interim.fee =
            Some(FeeNotice { fen: x.fen, notified_on: step.on, received_on: None, paid_on: None });
        self.progress = Progress::AwaitingFee { was: self.standing() };
        Ok(self)
    }

    /// 登记收费通知送达: from the next day on the twenty working days run.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn note_fee_notice(mut self, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_take_fee(&self, &CaseEvent::FeeNoticeReceived, Hand::of(step)))?;
        if let Some(one) = &mut self.interim.fee {
            one.received_on = Some(step.on);
        }
        Ok(self)
    }

    /// 登记缴费: the reply clock begins anew on the next day.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn take_fee(mut self, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_take_fee(&self, &CaseEvent::FeePaid, Hand::of(step)))?;
        if let Some(one) = &mut self.interim.fee {
            one.paid_on = Some(step.on);
        }
        Ok(self.resumed())
    }

    /// 不再处理: the applicant let the period pass (条例 arts 30, 42).
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn lapse(mut self, x: &Lapsed, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_lapse(&self, x, Hand::of(step)))?;
        let fee = matches!(self.progress, Progress::AwaitingFee { .. });
        let decision = if fee { Decision::NotPaid } else { Decision::NotCorrected };
        let reply = Reply { decision, others: Vec::new(), number: x.number.clone(), made: step };
        self.progress = Progress::Decided { reply };
        Ok(self)
    }

    fn judge(&mut self, finding: Finding) {
        if let Some(one) = &mut self.interim.excess {
            one.finding = Some(finding);
        }
    }
}
