//! Which letters a case needs now (应当制作的文书), and why one may not be prepared or a reply not be given without it.

use super::form::Form;
use crate::citation::ogi;
use crate::foi::event::{Opinion, Party};
use crate::foi::stage::Progress;
use crate::foi::{Case, Decision, Stage};
use crate::{Coded, Reason};

/// 应当制作的文书: the form, and whom it goes to where that is not the applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// 式样
    pub form: Form,
    /// 被征求意见人的代号; empty for the applicant.
    pub party: String,
}

fn needed_by(form: Form, party: &str) -> Needed {
    Needed { form, party: party.to_owned() }
}

/// 本阶段的文书, in the order of the procedure (条例 arts 30–36, 40).
#[must_use]
pub fn needed(case: &Case) -> Vec<Needed> {
    let mut out = Vec::new();
    let mut push = |needs: bool, form: Form| out.extend(needs.then(|| needed_by(form, "")));
    let interim = &case.interim;
    push(case.registered.is_some(), Form::Receipt);
    push(interim.correction.is_some(), Form::Correction);
    push(interim.excess.is_some(), Form::GiveReasons);
    push(interim.fee.is_some(), Form::FeeNotice);
    push(interim.extension.is_some(), Form::Extension);
    push(!interim.consultations.is_empty(), Form::ConsultationNote);
    let discloses = matches!(decided(case), Some(Decision::Disclosed | Decision::InPart));
    for one in &interim.consultations {
        out.push(needed_by(asks(one.role), &one.party));
        let objects = one.answer.is_some_and(|answer| answer.opinion == Opinion::Objects);
        if one.role == Party::ThirdParty && objects && discloses {
            out.push(needed_by(Form::TellThirdParty, &one.party));
        }
    }
    out.extend(decided(case).and_then(Form::of).map(|form| needed_by(form, "")));
    if matches!(case.progress, Progress::Decided { .. } | Progress::Served { .. }) {
        out.push(needed_by(Form::ServiceReturn, ""));
    }
    out
}

/// 可以预先制作的文书: a letter goes out before its step is recorded, because the step's day is that of its service.
#[must_use]
pub fn offered(case: &Case) -> Vec<Needed> {
    const BEFORE: [Form; 5] =
        [Form::Correction, Form::GiveReasons, Form::FeeNotice, Form::Extension, Form::ServiceReturn];
    let working = case.registered.is_some() && case.stage().is_open();
    let already = needed(case);
    let new = |form: &Form| working && already.iter().all(|one| one.form != *form);
    BEFORE.into_iter().filter(new).chain(about_records(case)).map(|form| needed_by(form, "")).collect()
}

/// 更正与申请人自身相关的政府信息 (条例 art 41): asked for with the application or after the reply, until the file is closed.
fn about_records(case: &Case) -> Vec<Form> {
    if case.registered.is_none() || matches!(case.stage(), Stage::Filed | Stage::Ended) {
        return Vec::new();
    }
    vec![Form::RecordCorrected, Form::RecordKept, Form::RecordPassedOn]
}

/// 征求意见书: by whose opinion is asked.
#[must_use]
pub const fn asks(role: Party) -> Form {
    match role {
        Party::ThirdParty => Form::AskThirdParty,
        Party::JointMaker => Form::AskJointMaker,
        Party::OtherOrgan => Form::AskOtherOrgan,
    }
}

/// 答复类型: of the draft, or of the reply once it is given.
#[must_use]
pub fn decided(case: &Case) -> Option<Decision> {
    case.draft().map(|draft| draft.decision).or_else(|| case.decision())
}

/// 不能制作的理由: a letter of another outcome, one that was approved, one whose party nobody asked.
#[must_use]
pub fn reasons_not_to_prepare(needed: &Needed, case: &Case, already: bool) -> Vec<Reason> {
    let form = needed.form;
    let mut against = Vec::new();
    if form.is_reply() && decided(case).and_then(Form::of) != Some(form) {
        let words = format!("本案的拟答复不是{form}所答复的类型，不能制作。");
        against.push(
            Reason::new("foi.letter_other_decision", words).cure("先拟答复，再制作与答复类型相应的文书。"),
        );
    }
    if form.is_reply() && already && case.stage() == Stage::Approved {
        let words = format!("{form}已经审核同意，不能再改。");
        against.push(Reason::new("foi.letter_approved", words).cure("由审核人退回后修改。"));
    }
    let goes_out = form.leaves_the_case();
    if goes_out && case.interim.consultations.iter().all(|one| one.party != needed.party) {
        let words = format!("{form}没有指明发给哪个被征求意见的人。");
        against
            .push(Reason::new("foi.letter_without_party", words).by(ogi(32, 0, 0)).cure("先登记征求意见。"));
    }
    against
}

/// 答复文书没有备齐: a reply is given in writing; nobody signs what is not there.
#[must_use]
pub fn not_prepared(decision: Decision) -> Reason {
    let form = Form::of(decision).map(Coded::label).unwrap_or_default();
    let words = format!("答复类型“{}”的《{form}》还没有备齐，不能作出答复。", decision.label());
    Reason::new("foi.letter_not_prepared", words).by(ogi(36, 0, 0)).cure("在“文书”中填写所缺的内容并保存。")
}

/// 没有可以印发的文书
#[must_use]
pub fn nothing_prepared(form: Form) -> Reason {
    Reason::new("foi.letter_nothing_prepared", format!("{form}还没有备齐，不能印发。"))
        .cure("先填写所缺的内容并保存。")
}

/// 随步骤编号: a reply's number is given when it is decided, a notice of ending when the ending is recorded.
#[must_use]
pub fn numbered_elsewhere(form: Form) -> Reason {
    let words = format!("{form}的文号在登记相应步骤时编排。");
    Reason::new("foi.letter_numbered_elsewhere", words).cure("先办理“决定”或者“不再处理”。")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foi::Channel;
    use crate::foi::event::{CaseEvent, Consulted, Recorded, Registered, Submitted};
    use crate::report::Applicants;

    fn case(events: Vec<CaseEvent>) -> Case {
        let day = jiff::civil::date(2026, 3, 2);
        let recorded = |(seq, event): (u32, CaseEvent)| Recorded { seq, day, at: None, by: 7, event };
        let all: Vec<Recorded> = (1..).zip(events).map(recorded).collect();
        Case::replay(&all).unwrap()
    }
    fn registered() -> Vec<CaseEvent> {
        let submitted = Submitted { channel: Channel::InPerson, applicant: Applicants::Person };
        vec![CaseEvent::Submitted(submitted), CaseEvent::Registered(Registered { number: "1".into() })]
    }

    #[test]
    fn a_registered_case_needs_its_receipt_and_one_that_consults_its_letters() {
        let forms = |case: &Case| needed(case).into_iter().map(|one| one.form).collect::<Vec<_>>();
        assert_eq!(forms(&case(registered())), [Form::Receipt]);
        let asked = CaseEvent::Consulted(Consulted { party: "T1".into(), role: Party::ThirdParty });
        let case = case(registered().into_iter().chain([asked]).collect());
        assert_eq!(forms(&case), [Form::Receipt, Form::ConsultationNote, Form::AskThirdParty]);
        assert!(offered(&case).iter().any(|one| one.form == Form::Extension));
        for form in [Form::RecordCorrected, Form::RecordKept, Form::RecordPassedOn] {
            assert!(offered(&case).iter().any(|one| one.form == form), "{form}");
        }
    }

    #[test]
    fn a_reply_is_prepared_for_the_draft_and_a_letter_to_others_for_somebody() {
        let case = case(registered());
        let code = |form: Form| {
            reasons_not_to_prepare(&needed_by(form, ""), &case, false).first().map(|one| one.code)
        };
        assert_eq!(code(Form::Withheld), Some("foi.letter_other_decision"));
        assert_eq!(code(Form::AskThirdParty), Some("foi.letter_without_party"));
        assert_eq!(code(Form::Correction), None);
    }
}
