//! A letter ready to be written (待制作的文书): head and contents complete, and what must agree in it does agree.
//!
//! 条例 arts 30, 32, 33; 行政复议法 art 23.

use std::collections::BTreeMap;

use super::fact::{CaseFacts, Fact};
use super::form::Form;
use super::sets::{Contents, Taking};
use super::statements::{said, statements_of};
use super::value::{Addressee, Contact, Identity, Opinion, Told, Value};
use crate::citation::{ogi, reconsideration};
use crate::foi::remedy::{Contested, Remedy, reasons_against_parts};
use crate::foi::review_organ::ReviewLaw;
use crate::foi::{Decision, RemedyKind};
use crate::paper::words;
use crate::{Coded, Day, Reason};

/// 文书首尾: what every letter has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// 机关名称
    pub organ: String,
    /// 文号; none for a form that has none.
    pub number: Option<String>,
    /// 收件人、受送达人
    pub addressee: Addressee,
    /// 落款日期
    pub signed_on: Day,
    /// 联系方式
    pub contact: Contact,
}

/// 待制作的文书: made by [`ready`] alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Ready {
    pub(super) form: Form,
    pub(super) head: Head,
    pub(super) values: BTreeMap<Fact, Value>,
    pub(super) attachments: Vec<String>,
    /// 不得出现的姓名 in a letter that hides who applied.
    pub(super) hidden: Option<String>,
}

impl Ready {
    /// 式样
    #[must_use]
    pub const fn form(&self) -> Form {
        self.form
    }
}

/// 备齐文书: takes everything the form needs from the case.
///
/// # Errors
/// All reasons at once: every fact that is missing, and everything that contradicts.
pub fn ready(form: Form, case: &CaseFacts) -> Result<Ready, Vec<Reason>> {
    let mut taking = Taking::new(form);
    let head = head(&mut taking, case);
    let mut against = taking.against;
    let contents = Contents::of(form, case).map_err(|more| against.extend(more)).ok();
    against.extend(contradictions(form, case));
    let hidden = hidden(form, case, &mut against);
    let (Some(head), Some(contents), true) = (head, contents, against.is_empty()) else {
        return Err(against);
    };
    let decision = decision(form, case);
    let you = head.addressee.you();
    let mut values: BTreeMap<Fact, Value> = contents.told().into_iter().collect();
    for fact in statements_of(form) {
        values.extend(said(*fact, form, decision, you).map(|value| (*fact, value)));
    }
    values.insert(Fact::Organ, head.organ.told());
    values.insert(Fact::SignedOn, head.signed_on.told());
    values.insert(Fact::Contact, head.contact.told());
    values.insert(Fact::Addressee, head.addressee.told());
    values.extend(head.number.as_ref().map(|number| (Fact::Number, number.told())));
    Ok(Ready { form, head, values, attachments: attachments(form, case), hidden })
}

fn head(taking: &mut Taking, case: &CaseFacts) -> Option<Head> {
    let form = taking.form();
    let organ = taking.take(Fact::Organ, case.organ.as_ref());
    let number = form.is_numbered().then(|| taking.take(Fact::Number, case.number.as_ref()));
    let addressee = taking.take(Fact::Addressee, case.addressee.as_ref());
    let signed_on = taking.take(Fact::SignedOn, case.signed_on.as_ref());
    let contact = taking.take(Fact::Contact, case.contact.as_ref());
    // A form without a number has none; one with a number must have it.
    let number = match number {
        None => None,
        Some(number) => Some(number?),
    };
    Some(Head { organ: organ?, number, addressee: addressee?, signed_on: signed_on?, contact: contact? })
}

/// 答复类型: the form's only one, or the ground's.
fn decision(form: Form, case: &CaseFacts) -> Option<Decision> {
    let mut told = form.decisions();
    match (told.next(), told.next()) {
        (Some(only), None) => Some(only),
        (Some(_), Some(_)) => case.ground.as_ref().map(super::ground::Ground::decision),
        (None, _) => None,
    }
}

/// The applicant's name, when the letter goes to others and nothing was decided to show it.
fn hidden(form: Form, case: &CaseFacts, against: &mut Vec<Reason>) -> Option<String> {
    if !form.leaves_the_case() || matches!(case.identity, Some(Identity::Shown { .. })) {
        return None;
    }
    let name = case.applicant.as_deref().map(str::trim).filter(|name| !name.is_empty());
    if name.is_none() {
        let words = format!("{form}须隐去申请人身份，但案件中没有申请人姓名或者名称可供核对。");
        against.push(Reason::new("foi.letter_fact_missing", words).by(ogi(15, 0, 0)));
    }
    name.map(str::to_owned)
}

fn attachments(form: Form, case: &CaseFacts) -> Vec<String> {
    match form {
        Form::Disclosed | Form::InPart => case
            .enclosures
            .iter()
            .flatten()
            .map(|one| format!("{}（{}，{}页）", super::words::one_line(&one.name), one.carrier, one.pages))
            .collect(),
        Form::AskThirdParty | Form::AskJointMaker | Form::AskOtherOrgan => vec!["意见回函".to_owned()],
        _ => Vec::new(),
    }
}

/// 相互矛盾之处: facts that are there but cannot stand together.
fn contradictions(form: Form, case: &CaseFacts) -> Vec<Reason> {
    let mut out = Vec::new();
    reply(form, case, &mut out);
    days(form, case, &mut out);
    if form == Form::FeeNotice {
        fee(case, &mut out);
    }
    if form == Form::TellThirdParty && matches!(case.opinion, Some(Opinion::Silent)) {
        let words = "第三方没有提出反对意见，不需要告知其公开的理由。";
        out.push(Reason::new("foi.third_party_silent", words).by(ogi(32, 0, 0)).cure("直接依法作出决定。"));
    }
    out
}

fn reply(form: Form, case: &CaseFacts, out: &mut Vec<Reason>) {
    let told = decision(form, case);
    if let (Some(decided), true) = (case.decision, form.is_reply()) {
        if Form::of(decided) != Some(form) {
            let words = format!("答复类型是“{}”，不能用{form}答复。", decided.label());
            out.push(Reason::new("foi.letter_other_decision", words).cure("改用与答复类型相应的文书。"));
        } else if told.is_some_and(|told| told != decided) {
            let words = format!("答复类型是“{}”，与不予公开情形不一致。", decided.label());
            out.push(Reason::new("foi.ground_other_decision", words));
        }
    }
    if form == Form::InPart {
        let parts = case.redactions.as_deref().unwrap_or_default();
        // That there are none at all is told as a missing fact.
        out.extend(
            reasons_against_parts(Contested::Reply(Decision::InPart, parts))
                .into_iter()
                .filter(|_| !parts.is_empty()),
        );
    }
    let (Some(remedy), Some(on), true) = (&case.remedy, case.signed_on, form.tells_remedy()) else { return };
    other_remedy(form, case, remedy, out);
    let parts = case.redactions.as_deref().unwrap_or_default();
    let law = ReviewLaw::on(on);
    let kind = match (form, told) {
        (_, Some(decision)) => Contested::Reply(decision, parts).kind(law),
        (Form::RecordKept, None) => Contested::CorrectionRefused.kind(law),
        (Form::TellThirdParty, None) => Contested::Disclosure.kind(law),
        // The ground is missing and has been named already.
        _ => return,
    };
    if remedy.kind() != kind || remedy.law() != law {
        let words = format!(
            "救济途径有误：{}的{form}应当告知“{}”（{}），写的是“{}”（{}）。",
            words::day(on),
            kind.label(),
            law.label(),
            remedy.kind().label(),
            remedy.law().label()
        );
        let basis =
            if kind == RemedyKind::Open { reconsideration(20, 0, 0) } else { reconsideration(23, 1, 4) };
        out.push(
            Reason::new("foi.remedy_wrong", words).by(basis).cure("按答复类型和落款日期重新生成救济途径。"),
        );
    }
}

/// 救济途径来自别的答复: another organ's, or with other parts than the letter lists.
fn other_remedy(form: Form, case: &CaseFacts, remedy: &Remedy, out: &mut Vec<Reason>) {
    let organ = case.organ.as_deref().unwrap_or_default().trim();
    if !organ.is_empty() && organ != remedy.organ() {
        let words = format!("救济途径是{}的，不能写入{organ}的{form}。", remedy.organ());
        out.push(Reason::new("foi.remedy_other_organ", words).cure("按作出答复的机关重新生成救济途径。"));
    }
    let parts = case.redactions.iter().flatten().filter(|part| part.ground.is_withheld());
    let mixed = form == Form::InPart && remedy.kind() == RemedyKind::Mixed;
    if mixed && !parts.map(|part| &part.place).eq(remedy.withheld()) {
        let words = "救济途径所列不予公开的部分与未予公开部分的表格不一致。";
        out.push(
            Reason::new("foi.remedy_other_parts", words)
                .by(reconsideration(23, 1, 4))
                .cure("按未予公开部分重新生成救济途径。"),
        );
    }
}

/// One day that must not lie before another.
struct Order {
    early: (Option<Day>, Fact),
    late: (Option<Day>, Fact),
    code: &'static str,
}

fn days(form: Form, case: &CaseFacts, out: &mut Vec<Reason>) {
    let (signed, received) = ((case.signed_on, Fact::SignedOn), (case.received_on, Fact::ReceivedOn));
    let order = |early, late, code| Order { early, late, code };
    let usual = "foi.letter_days_disorder";
    let mut orders = vec![order(received, signed, usual)];
    match form {
        Form::Receipt => orders.push(order(received, (case.due_on, Fact::DueOn), usual)),
        Form::Correction => {
            orders.push(order(signed, (case.correct_by, Fact::CorrectBy), "foi.period_too_short"));
        }
        Form::GiveReasons => {
            orders.push(order(signed, (case.reasons_by, Fact::ReasonsBy), "foi.period_too_short"));
        }
        Form::Extension => {
            let due = (case.due_on, Fact::DueOn);
            let approved = (case.approved_on, Fact::ApprovedOn);
            orders.push(order(signed, due, "foi.extension_after_period"));
            orders.push(order(approved, signed, "foi.extension_not_approved"));
            orders.push(order(due, (case.new_due, Fact::NewDue), usual));
        }
        Form::TellThirdParty => {
            orders.push(order((case.consulted_on, Fact::ConsultedOn), signed, usual));
            // Before disclosure: the day itself is too late.
            orders.push(order(signed, (case.disclose_on, Fact::DiscloseOn), "foi.third_party_told_late"));
        }
        Form::ConsultationNote => orders.push(order((case.consulted_on, Fact::ConsultedOn), signed, usual)),
        Form::StillUnclear => {
            let (sent, corrected) =
                ((case.correction_sent_on, Fact::CorrectionSentOn), (case.corrected_on, Fact::CorrectedOn));
            orders.extend([order(sent, corrected, usual), order(corrected, signed, usual)]);
        }
        Form::Repeated => orders.push(order((case.earlier_on, Fact::EarlierOn), signed, usual)),
        Form::Excessive => orders.push(order((case.asked_reasons_on, Fact::AskedReasonsOn), signed, usual)),
        Form::NotCorrected => {
            orders.push(order((case.correct_by, Fact::CorrectBy), signed, "foi.lapse_before_period"));
        }
        Form::NotPaid => orders.push(order((case.pay_by, Fact::PayBy), signed, "foi.lapse_before_period")),
        _ => {}
    }
    let strict = |code| {
        matches!(code, "foi.lapse_before_period" | "foi.third_party_told_late" | "foi.period_too_short")
    };
    for one in orders {
        let (Some(early), Some(late)) = (one.early.0, one.late.0) else { continue };
        if early < late || (early == late && !strict(one.code)) {
            continue;
        }
        out.push(disorder(form, &one, early, late));
    }
    if form == Form::Extension && case.due_on.is_some() && case.due_on == case.new_due {
        out.push(Reason::new("foi.extension_none", "延长后的答复期限与原期限相同。").by(ogi(33, 2, 0)));
    }
}

fn disorder(form: Form, order: &Order, early: Day, late: Day) -> Reason {
    let (before, after) = (order.early.1.label(), order.late.1.label());
    let words = format!("{form}的{before}（{}）应当早于{after}（{}）。", words::day(early), words::day(late));
    let reason = Reason::new(order.code, words);
    match order.code {
        "foi.extension_after_period" | "foi.extension_not_approved" => {
            reason.by(ogi(33, 2, 0)).cure("延期应当在原答复期限内经负责人同意并告知申请人。")
        }
        "foi.third_party_told_late" => reason.by(ogi(32, 0, 0)).cure("先书面告知第三方，再公开。"),
        "foi.period_too_short" if form == Form::GiveReasons => {
            reason.by(ogi(35, 0, 0)).cure("确定合理的期限。")
        }
        "foi.period_too_short" => reason.by(ogi(30, 0, 0)).cure("确定合理的期限。"),
        "foi.lapse_before_period" if form == Form::NotPaid => {
            reason.by(ogi(42, 0, 0)).cure("期限届满的次日起才可以不再处理。")
        }
        "foi.lapse_before_period" => reason.by(ogi(30, 0, 0)).cure("期限届满的次日起才可以不再处理。"),
        _ => reason.cure("核对各日期。"),
    }
}

fn fee(case: &CaseFacts, out: &mut Vec<Reason>) {
    let (Some(fee), Some(amount), Some(tariff)) = (&case.fee, case.amount, case.tariff) else { return };
    if fee.amount != amount || fee.tariff != tariff {
        let words = format!(
            "应缴金额{amount}（{}）与计费过程的{}（{}）不一致。",
            tariff.label(),
            fee.amount,
            fee.tariff.label()
        );
        out.push(Reason::new("foi.fee_amount_differs", words).by(ogi(42, 0, 0)).cure("重新计费。"));
    }
}

impl CaseFacts {
    /// 填入信息处理费: tariff, reckoning and amount in one, so that they agree.
    #[must_use]
    pub fn with_fee(mut self, fee: crate::foi::fee::Fee) -> Self {
        self.tariff = Some(fee.tariff);
        self.amount = Some(fee.amount);
        self.fee = Some(fee);
        self
    }
}
