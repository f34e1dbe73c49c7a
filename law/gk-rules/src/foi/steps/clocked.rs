//! What stops, restarts and lengthens the clock (补正、征求意见、延期): 条例 arts 30, 32–34.

use super::{Hand, before, none, reasons_not_to, said};
use crate::citation::ogi;
use crate::foi::case::{Answer, Case, Consultation, Correction, Extension};
use crate::foi::event::{Consulted, CorrectionAsked, Extended, Named, OpinionRecorded, Party};
use crate::foi::periods::{self, Period, first_period};
use crate::foi::stage::{Progress, Standing, Step, Verb};
use crate::{Day, Reason};

// ---- 补正 (art 30)

/// 补正告知 once only, and within the period of art 30. A later notice is refused: it would be unlawful, and what is unclear
/// can still be asked of the applicant informally or answered as it stands.
pub(super) fn correction_window(case: &Case, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = Vec::new();
    if let Some(one) = &case.interim.correction {
        let words = format!("已于{}告知补正，补正应当一次性告知，不能再次要求。", one.asked_on);
        against.push(
            Reason::new("foi.correction_once", words)
                .by(ogi(30, 0, 0))
                .cure("补正后仍不明确的，以“补正后申请内容仍不明确”答复。"),
        );
    } else if case.interim.anew.is_some() {
        let words = "重新办理的案件已过告知补正的期限，不能要求补正。";
        against.push(Reason::new("foi.correction_late", words).by(ogi(30, 0, 0)));
    } else if let Some(period) = hand.law.and_then(|law| periods::correction_notice(case, law)) {
        against.extend(over(
            &period,
            hand.on,
            "foi.correction_late",
            "告知补正的期限",
            "按现有申请内容办理；可以与申请人联系了解，但期限不重新计算。",
        ));
    }
    against
}

/// A period whose last day is certain and past.
fn over(period: &Period, on: Day, code: &'static str, what: &str, cure: &str) -> Option<Reason> {
    let due = period.due.date.filter(|due| on > *due)?;
    let words = format!("{what}已于{due}届满（{}）。", period.source);
    Some(Reason::new(code, words).by(period.kind.basis()).cure(cure))
}

/// 不得告知补正的理由.
#[must_use]
pub fn reasons_not_to_ask_correction(case: &Case, x: &CorrectionAsked, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::AskCorrection, hand);
    if x.items.is_empty() || x.items.iter().any(|item| item.trim().is_empty()) {
        let words = "请逐项写明需要补正的内容。";
        against.push(Reason::new("foi.correction_items", words).by(ogi(30, 0, 0)));
    }
    if x.days.is_some_and(|days| !(1..=60).contains(&days)) {
        let words = "补正期限应为1至60个工作日的合理期限。";
        against.push(Reason::new("foi.correction_days", words).by(ogi(30, 0, 0)));
    }
    against.extend(case.received_on.and_then(|on| before("补正告知日", hand.on, on, "收到申请之日")));
    against
}

/// 不得登记补正的理由. A correction that comes late but before the case was ended is taken.
#[must_use]
pub fn reasons_not_to_take_correction(case: &Case, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::TakeCorrection, hand);
    let asked = case.interim.correction.as_ref().map(|one| one.asked_on);
    against.extend(asked.and_then(|on| before("收到补正之日", hand.on, on, "补正告知日")));
    against
}

// ---- 征求意见 (arts 32–34)

/// No consultation that fits.
pub(super) fn nobody(case: &Case, fits: impl Fn(&Consultation) -> bool) -> Vec<Reason> {
    if case.interim.consultations.iter().any(fits) {
        return Vec::new();
    }
    vec![Reason::new("foi.nobody_asked", "没有相应的征求意见记录。")]
}

fn consultation<'a>(case: &'a Case, party: &str) -> Result<&'a Consultation, Reason> {
    case.interim
        .consultations
        .iter()
        .find(|one| one.party == party)
        .ok_or_else(|| Reason::new("foi.party_unknown", format!("没有向“{party}”征求意见的记录。")))
}

/// 不得征求意见的理由.
#[must_use]
pub fn reasons_not_to_consult(case: &Case, x: &Consulted, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::Consult, hand);
    against.extend(said("被征求意见人", &x.party));
    if consultation(case, &x.party).is_ok() {
        let words = format!("已经向“{}”征求过意见。", x.party);
        against.push(Reason::new("foi.asked_twice", words).by(ogi(32, 0, 0)));
    }
    against.extend(case.received_on.and_then(|on| before("征求意见日", hand.on, on, "收到申请之日")));
    against
}

/// 不得登记征求意见书送达的理由.
#[must_use]
pub fn reasons_not_to_note_receipt(case: &Case, x: &Named, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::ConsultationReached, hand);
    match consultation(case, &x.party) {
        Err(unknown) => against.push(unknown),
        Ok(one) => {
            if let Some(on) = one.received_on {
                against.push(Reason::new("foi.received_twice", format!("已登记其于{on}收到征求意见书。")));
            }
            against.extend(before("收到征求意见书之日", hand.on, one.sent_on, "发出日"));
        }
    }
    against
}

/// 不得登记意见的理由. What comes after the period is kept in the file; the clock had gone on.
#[must_use]
pub fn reasons_not_to_record_opinion(case: &Case, x: &OpinionRecorded, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::RecordOpinion, hand);
    match consultation(case, &x.party) {
        Err(unknown) => against.push(unknown),
        Ok(one) => {
            if one.answer.is_some() {
                against.push(Reason::new("foi.answered_twice", format!("“{}”的意见已经登记。", x.party)));
            }
            against.extend(before("收到意见之日", hand.on, one.sent_on, "发出日"));
            against.extend(
                one.received_on.and_then(|on| before("收到意见之日", hand.on, on, "其收到征求意见书之日")),
            );
        }
    }
    against
}

/// 不得告知第三方的理由 (条例 art 32).
#[must_use]
pub fn reasons_not_to_tell(case: &Case, x: &Named, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::TellThirdParty, hand);
    match consultation(case, &x.party) {
        Err(unknown) => against.push(unknown),
        Ok(one) => {
            if one.role != Party::ThirdParty {
                let words = format!("“{}”不是第三方，不需要告知。", x.party);
                against.push(Reason::new("foi.no_third_party", words).by(ogi(32, 0, 0)));
            }
            if one.told_on.is_some() {
                against.push(Reason::new("foi.told_twice", format!("已经告知“{}”。", x.party)));
            }
            against.extend(before("告知日", hand.on, one.sent_on, "征求意见日"));
        }
    }
    against
}

// ---- 延期 (art 33)

/// 延期 once, and inside the first period.
pub(super) fn extension_window(case: &Case, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = Vec::new();
    if let Some(one) = case.interim.extension {
        let words = format!("已于{}延期{}个工作日，只能延期一次。", one.on, one.days);
        against.push(Reason::new("foi.extended_twice", words).by(ogi(33, 0, 0)));
        return against;
    }
    if case.interim.excess.and_then(|one| one.finding).is_some_and(|finding| finding.until.is_some()) {
        let words = "已经确定延迟答复的期限，不能再延期。";
        against.push(Reason::new("foi.extended_after_delay", words).by(ogi(35, 0, 0)));
    }
    let Some(law) = hand.law else { return against };
    let first = first_period(case, law);
    if let Some(due) = first.due.date.filter(|due| hand.on > *due) {
        let words = format!("答复期限已于{due}届满，延期应当在期限内告知申请人。");
        against.push(Reason::new("foi.extended_late", words).by(ogi(33, 0, 0)).cure("尽快作出答复。"));
    }
    against
}

/// 不得延期的理由 (条例 art 33).
#[must_use]
pub fn reasons_not_to_extend(case: &Case, x: &Extended, hand: Hand<'_>) -> Vec<Reason> {
    let mut against = reasons_not_to(case, Verb::Extend, hand);
    if x.approved_by <= 0 {
        let words = "延期应当经政府信息公开工作机构负责人同意，请登记同意的负责人。";
        against.push(Reason::new("foi.extension_unapproved", words).by(ogi(33, 0, 0)));
    }
    if x.days == 0 {
        against.push(Reason::new("foi.extension_days", "请填写延长的工作日数。").by(ogi(33, 0, 0)));
    }
    let longest =
        hand.law.zip(case.received_on).and_then(|(law, on)| law.longest_extension(on).ok().cloned());
    if let Some(longest) = longest.filter(|longest| x.days > longest.value) {
        let words = format!("延长的期限最长不得超过{}个工作日（{}）。", longest.value, longest.source);
        against.push(Reason::new("foi.extension_days", words).by(ogi(33, 0, 0)));
    }
    against.extend(case.received_on.and_then(|on| before("延期告知日", hand.on, on, "收到申请之日")));
    against
}

// ---- the transitions

impl Case {
    /// 告知补正 (条例 art 30).
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn ask_correction(mut self, x: &CorrectionAsked, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_ask_correction(&self, x, Hand::of(step)))?;
        self.interim.correction =
            Some(Correction { items: x.items.clone(), days: x.days, asked_on: step.on, taken_on: None });
        self.progress = Progress::AwaitingCorrection { was: self.standing() };
        Ok(self)
    }

    /// 收到补正: the reply clock begins anew (条例 art 30).
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn take_correction(mut self, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_take_correction(&self, Hand::of(step)))?;
        if let Some(one) = &mut self.interim.correction {
            one.taken_on = Some(step.on);
        }
        Ok(self.resumed())
    }

    /// 征求意见: the reply clock stands from the next day on (条例 arts 32–34).
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn consult(mut self, x: &Consulted, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_consult(&self, x, Hand::of(step)))?;
        self.interim.consultations.push(Consultation {
            party: x.party.clone(),
            role: x.role,
            sent_on: step.on,
            received_on: None,
            answer: None,
            told_on: None,
        });
        Ok(self)
    }

    /// 征求意见书送达: from then on the fifteen working days run.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn note_receipt(mut self, x: &Named, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_note_receipt(&self, x, Hand::of(step)))?;
        self.each_consultation(&x.party, |one| one.received_on = Some(step.on));
        Ok(self)
    }

    /// 登记意见.
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn record_opinion(mut self, x: &OpinionRecorded, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_record_opinion(&self, x, Hand::of(step)))?;
        self.each_consultation(&x.party, |one| {
            one.answer = Some(Answer { opinion: x.opinion, on: step.on });
        });
        Ok(self)
    }

    /// 告知第三方决定公开 (条例 art 32).
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn tell_third_party(mut self, x: &Named, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_tell(&self, x, Hand::of(step)))?;
        self.each_consultation(&x.party, |one| one.told_on = Some(step.on));
        Ok(self)
    }

    /// 延期 (条例 art 33).
    ///
    /// # Errors
    /// All the reasons not to.
    pub fn extend(mut self, x: &Extended, step: Step) -> Result<Self, Vec<Reason>> {
        none(reasons_not_to_extend(&self, x, Hand::of(step)))?;
        self.interim.extension = Some(Extension { days: x.days, on: step.on, approved_by: x.approved_by });
        Ok(self)
    }

    fn each_consultation(&mut self, party: &str, change: impl Fn(&mut Consultation)) {
        self.interim.consultations.iter_mut().filter(|one| one.party == party).for_each(change);
    }

    pub(super) fn standing(&self) -> Standing {
        match self.progress {
            Progress::Registered => Standing::Registered,
            Progress::Examining => Standing::Examining,
            _ => Standing::InHand,
        }
    }

    /// Back to where it stood before it waited.
    pub(super) fn resumed(mut self) -> Self {
        let was = match self.progress {
            Progress::AwaitingCorrection { was }
            | Progress::AwaitingReasons { was }
            | Progress::AwaitingFee { was } => was,
            _ => Standing::InHand,
        };
        self.progress = match was {
            Standing::Registered => Progress::Registered,
            Standing::Examining => Progress::Examining,
            Standing::InHand => Progress::InHand,
        };
        self
    }
}
