//! The other clocks of a case (其他期限): correction, consultation, fee, review and suit; each with its days explained.

use serde::Serialize;

use super::case::{Case, Consultation};
use super::clock::{reply_clock, silence_days};
use super::decision::RemedyKind;
use super::event::{Party, Relief};
use super::settings::Law;
use super::stage::{Closed, Progress};
use crate::citation::{litigation, ogi, reconsideration, state_109};
use crate::duty::settings::Setting;
use crate::time::counting::{Due, Explanation, count};
use crate::time::limit::{Span, Unit};
use crate::{Citation, Day};

crate::codes! {
    /// 期限种类
    pub enum FoiPeriod {
        /// 补正告知期限
        CorrectionNotice = "FOI-CORR-7" => "告知补正的期限",
        /// 补正期限
        Correction = "FOI-CORR-DUE" => "申请人补正的期限",
        /// 延期告知期限
        ExtensionNotice = "FOI-EXT-20" => "告知延期的期限",
        /// 第三方答复期限
        ThirdParty = "FOI-3P-15" => "第三方答复意见的期限",
        /// 共同制作机关答复期限
        JointMaker = "FOI-JOINT-15" => "共同制作机关答复意见的期限",
        /// 其他机关答复期限
        OtherOrgan = "FOI-ORGAN-15" => "其他机关答复意见的期限",
        /// 缴费期限
        Fee = "FOI-FEE-PAY-20" => "缴纳信息处理费的期限",
        /// 申请行政复议的期限
        Review = "REV-60" => "申请行政复议的期限",
        /// 直接起诉的期限
        Suit = "SUIT-6M" => "提起行政诉讼的期限",
        /// 复议后起诉的期限
        SuitAfterReview = "SUIT-15" => "对复议决定提起行政诉讼的期限",
    }
}

impl FoiPeriod {
    /// The article it rests on.
    #[must_use]
    pub const fn basis(self) -> Citation {
        match self {
            Self::CorrectionNotice | Self::Correction => ogi(30, 0, 0),
            Self::ExtensionNotice | Self::OtherOrgan => ogi(33, 0, 0),
            Self::ThirdParty => ogi(32, 0, 0),
            Self::JointMaker => ogi(34, 0, 0),
            Self::Fee => state_109(0, 0, 0),
            Self::Review => reconsideration(20, 0, 0),
            Self::Suit => litigation(46, 0, 0),
            Self::SuitAfterReview => litigation(45, 0, 0),
        }
    }
    /// 逾期的后果, in one sentence.
    #[must_use]
    pub const fn consequence(self) -> &'static str {
        match self {
            Self::CorrectionNotice => "期满不得再要求补正，须按现有申请内容办理。",
            Self::Correction => "申请人无正当理由逾期不补正的，视为放弃申请，机关不再处理。",
            Self::ExtensionNotice => "期满不得再延期。",
            Self::ThirdParty => "第三方逾期未提出意见的，由机关依照条例决定是否公开，不视为同意。",
            Self::JointMaker => "共同制作机关逾期未提出意见的，视为同意公开。",
            Self::OtherOrgan => "逾期未提出意见的，由机关决定，期限恢复计算。",
            Self::Fee => "申请人逾期未缴纳费用的，视为放弃申请，机关不再处理。",
            Self::Review | Self::Suit | Self::SuitAfterReview => "期满不再受理，法律另有规定的除外。",
        }
    }
}

/// 期限: one clock of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Period {
    /// Which.
    pub kind: FoiPeriod,
    /// 被征求意见人的代号, for a consultation.
    pub party: Option<String>,
    /// 起算日
    pub from: Day,
    /// 届满
    pub due: Due,
    /// 履行日: when what the period is for was done.
    pub met_on: Option<Day>,
    /// 每日说明
    pub explanation: Explanation,
    /// 期限的来源
    pub source: String,
}

impl Period {
    /// 是否已过: not met, and the last day is certain and lies before the day.
    #[must_use]
    pub fn is_over(&self, day: Day) -> bool {
        self.met_on.is_none() && self.due.date.is_some_and(|due| day > due)
    }
    /// 是否履行逾期: met after the last day.
    #[must_use]
    pub fn was_late(&self) -> bool {
        self.met_on.zip(self.due.date).is_some_and(|(met, due)| met > due)
    }
}

/// 各项期限: every clock of the case but that of the reply.
#[must_use]
pub fn periods(case: &Case, law: Law<'_>) -> Vec<Period> {
    let mut all = Vec::new();
    all.extend(correction_notice(case, law));
    all.extend(correction(case, law));
    all.extend(extension_notice(case, law));
    all.extend(case.interim.consultations.iter().filter_map(|one| consultation(one, law)));
    all.extend(fee(case, law));
    all.extend(remedies(case, law));
    all
}

/// 告知补正的期限: from the day of receipt; nothing under the law of 2008.
#[must_use]
pub fn correction_notice(case: &Case, law: Law<'_>) -> Option<Period> {
    let from = case.received_on.filter(|_| case.interim.anew.is_none())?;
    let met_on = case.interim.correction.as_ref().map(|one| one.asked_on);
    let setting = law.of_day(&law.settings.correction_notice, from)?;
    Some(Period { met_on, ..working(FoiPeriod::CorrectionNotice, from, setting, law) })
}

/// 申请人补正的期限: from the service of the notice.
#[must_use]
pub fn correction(case: &Case, law: Law<'_>) -> Option<Period> {
    let one = case.interim.correction.as_ref()?;
    let setting = law.of_day(&law.settings.correction, one.asked_on)?;
    let asked =
        one.days.map(|value| Setting { value, source: "补正告知书指定".into(), ..setting.clone() });
    let period = working(FoiPeriod::Correction, one.asked_on, asked.as_ref().unwrap_or(setting), law);
    Some(Period { met_on: one.taken_on, ..period })
}

/// 告知延期的期限: inside the first period, as it stands without the extension.
#[must_use]
pub fn extension_notice(case: &Case, law: Law<'_>) -> Option<Period> {
    let first = first_period(case, law);
    let from = first.counted_from?;
    Some(Period {
        kind: FoiPeriod::ExtensionNotice,
        party: None,
        from,
        due: first.due,
        met_on: case.interim.extension.map(|one| one.on),
        explanation: first.explanation,
        source: first.rule,
    })
}

/// 未延期的答复期限: the reply clock as it would stand without the extension.
#[must_use]
pub fn first_period(case: &Case, law: Law<'_>) -> super::clock::ReplyClock {
    if case.interim.extension.is_none() {
        return reply_clock(case, law);
    }
    let mut without = case.clone();
    without.interim.extension = None;
    reply_clock(&without, law)
}

/// 答复意见的期限: from the receipt of the letter; nothing while that is not known.
#[must_use]
pub fn consultation(one: &Consultation, law: Law<'_>) -> Option<Period> {
    let (kind, rows) = match one.role {
        Party::ThirdParty => (FoiPeriod::ThirdParty, &law.settings.consultation.third_party),
        Party::JointMaker => (FoiPeriod::JointMaker, &law.settings.consultation.joint_maker),
        Party::OtherOrgan => (FoiPeriod::OtherOrgan, &law.settings.consultation.other_organ),
    };
    silence_days(one, law)?;
    let setting = law.of_day(rows, one.sent_on)?;
    let period = working(kind, one.received_on?, setting, law);
    Some(Period { party: Some(one.party.clone()), met_on: one.answer.map(|answer| answer.on), ..period })
}

/// 缴费期限: from the day after the notice was received.
#[must_use]
pub fn fee(case: &Case, law: Law<'_>) -> Option<Period> {
    let one = case.interim.fee?;
    let setting = law.of_day(&law.settings.fee, one.notified_on)?;
    Some(Period { met_on: one.paid_on, ..working(FoiPeriod::Fee, one.received_on?, setting, law) })
}

/// 救济期限: from the service of the reply; to court at once only where review need not come first.
fn remedies(case: &Case, law: Law<'_>) -> Vec<Period> {
    let from = match &case.progress {
        Progress::Served { served, .. } => served.on,
        Progress::Filed { closed: Closed::Answered { served, .. }, .. } => served.on,
        _ => return Vec::new(),
    };
    let kind = case.remedy_kind().unwrap_or(RemedyKind::Nothing);
    let mut all = Vec::new();
    let rows = &law.settings.remedies;
    let filed = |relief| case.reliefs.iter().find(|one| one.relief == relief).map(|one| one.filed_on);
    if kind != RemedyKind::Nothing
        && let Some(setting) = law.of_day(&rows.review_days, from)
    {
        let period = of(FoiPeriod::Review, from, setting, Unit::Day, law);
        all.push(Period { met_on: filed(Relief::Review), ..period });
    }
    if matches!(kind, RemedyKind::Open | RemedyKind::Mixed)
        && let Some(setting) = law.of_day(&rows.suit_months, from)
    {
        let period = of(FoiPeriod::Suit, from, setting, Unit::Month, law);
        all.push(Period { met_on: filed(Relief::Suit), ..period });
    }
    let reviewed = case.reliefs.iter().filter(|one| one.relief == Relief::Review);
    if let Some(on) = reviewed.filter_map(|one| one.concluded).map(|one| one.on).max()
        && let Some(setting) = law.of_day(&rows.suit_after_review_days, on)
    {
        let period = of(FoiPeriod::SuitAfterReview, on, setting, Unit::Day, law);
        all.push(Period { met_on: filed(Relief::SuitAfterReview), ..period });
    }
    all
}

/// 更正本人信息的内部期限 (条例 art 41): no case of this register; the art fixes no number of days.
#[must_use]
pub fn own_records(requested: Day, law: Law<'_>) -> Option<(Due, Explanation)> {
    let setting = law.of_day(&law.settings.own_records, requested)?;
    Some(count(requested, Span { n: setting.value, unit: Unit::WorkingDay }, &[], law.calendar))
}

fn working(kind: FoiPeriod, from: Day, setting: &Setting<u32>, law: Law<'_>) -> Period {
    of(kind, from, setting, Unit::WorkingDay, law)
}

fn of(kind: FoiPeriod, from: Day, setting: &Setting<u32>, unit: Unit, law: Law<'_>) -> Period {
    let (due, explanation) = count(from, Span { n: setting.value, unit }, &[], law.calendar);
    Period { kind, party: None, from, due, met_on: None, explanation, source: setting.source.clone() }
}
