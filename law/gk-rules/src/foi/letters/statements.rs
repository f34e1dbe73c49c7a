//! What the law itself says in a letter (法定告知语): sentences that no organ words for itself, because a wrong word loses the case.
//!
//! 条例 arts 30, 32–35, 42; 国办函〔2020〕109号.

use super::fact::{Fact, RETURN_FIELDS};
use super::form::Form;
use super::value::{Grid, Value};
use super::words::cited;
use crate::citation::{ogi, state_109};
use crate::foi::Decision;

/// 该式样可用的法定告知语: in the order in which they usually stand.
#[must_use]
pub const fn statements_of(form: Form) -> &'static [Fact] {
    match form {
        Form::Receipt => &[Fact::You],
        Form::Correction => {
            &[Fact::You, Fact::Basis, Fact::OnceNote, Fact::CorrectionEffect, Fact::CorrectionRestart]
        }
        Form::GiveReasons => &[Fact::You, Fact::Basis, Fact::ReasonsEffect],
        Form::FeeNotice => &[Fact::You, Fact::FeeBasis, Fact::FeeEffect, Fact::FeeRestart],
        Form::Extension => &[Fact::You, Fact::Basis, Fact::ApprovalNote],
        Form::AskThirdParty | Form::AskJointMaker | Form::AskOtherOrgan => {
            &[Fact::You, Fact::Basis, Fact::SilenceEffect]
        }
        Form::ConsultationNote => &[Fact::You, Fact::Basis, Fact::NotCounted],
        Form::RecordPassedOn => &[Fact::You, Fact::Basis],
        Form::TellThirdParty | Form::RecordCorrected | Form::RecordKept => {
            &[Fact::You, Fact::Basis, Fact::Outcome]
        }
        // No article speaks of 要求确认或者重新出具; it is a row of the report's format.
        Form::Confirmation => &[Fact::You, Fact::Outcome],
        Form::ServiceReturn => &[Fact::ReturnFields],
        Form::AlreadyPublic
        | Form::Disclosed
        | Form::InPart
        | Form::Withheld
        | Form::SpecialRules
        | Form::NotFound
        | Form::NotOurs
        | Form::ToBeMade
        | Form::StillUnclear
        | Form::NotAnApplication
        | Form::Repeated
        | Form::Publication
        | Form::Excessive
        | Form::NotCorrected
        | Form::NotPaid => &[Fact::You, Fact::Basis, Fact::Outcome],
    }
}

/// 法定告知语的文字, for the form, the decision it tells and the person spoken to; nothing for a fact of the case.
pub(super) fn said(fact: Fact, form: Form, decision: Option<Decision>, you: &str) -> Option<Value> {
    let words = match fact {
        Fact::You => you.to_owned(),
        Fact::Basis => cited(decision.map_or(form.procedure(), Decision::basis)),
        Fact::Outcome => outcome(form, decision).to_owned(),
        Fact::OnceNote => "以上为需要补正的全部事项，本机关一次性告知。".to_owned(),
        Fact::CorrectionEffect => {
            "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。".to_owned()
        }
        Fact::CorrectionRestart => "答复期限自本机关收到补正材料之日起重新计算。".to_owned(),
        Fact::ReasonsEffect => format!(
            "理由不合理的，本机关将告知不予处理；理由合理但无法在规定期限内答复的，本机关将确定延迟答复的合理期限并告知{you}。"
        ),
        Fact::FeeBasis => cited(&[ogi(42, 0, 0), state_109(0, 0, 0)]),
        Fact::FeeEffect => "逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请。".to_owned(),
        Fact::FeeRestart => "缴费完成后，答复期限自缴费完成之日的次日起重新计算。".to_owned(),
        Fact::ApprovalNote => "经本机关政府信息公开工作机构负责人同意".to_owned(),
        Fact::SilenceEffect => silence(form)?.to_owned(),
        Fact::NotCounted => "征求意见所需时间不计算在答复期限内。".to_owned(),
        Fact::ReturnFields => return Some(return_fields()),
        _ => return None,
    };
    Some(Value::Words(words))
}

/// 逾期不答复的后果: consent is deemed for joint makers alone (条例 art 34); a third party's silence decides nothing (art 32).
const fn silence(form: Form) -> Option<&'static str> {
    match form {
        Form::AskThirdParty => Some("逾期未提出意见的，由本机关依照条例的规定决定是否公开。"),
        Form::AskJointMaker => Some("逾期未提出意见的，视为同意公开。"),
        Form::AskOtherOrgan => Some("逾期未提出意见的，由本机关依法决定是否公开，不视为同意或者不同意公开。"),
        _ => None,
    }
}

/// 答复结论: fits behind 本机关.
pub(super) const fn outcome(form: Form, decision: Option<Decision>) -> &'static str {
    match form {
        Form::TellThirdParty => return "决定公开该信息",
        Form::RecordCorrected => return "决定予以更正",
        Form::RecordKept => return "决定不予更正",
        _ => {}
    }
    let Some(decision) = decision else { return "" };
    match decision {
        Decision::AlreadyPublic => "告知获取该信息的方式、途径",
        Decision::Disclosed => "决定予以公开",
        Decision::InPart => "决定予以部分公开",
        Decision::StateSecret
        | Decision::ForbiddenByLaw
        | Decision::Security
        | Decision::ThirdParty
        | Decision::InternalAffairs
        | Decision::InProcess
        | Decision::EnforcementFile => "决定不予公开",
        Decision::SpecialInquiry => "告知该信息的获取依照有关法律、行政法规的规定办理",
        Decision::NotFound => "告知该政府信息不存在",
        Decision::NotOurs => "告知该信息不属于本机关负责公开",
        Decision::ToBeMade => "不予提供",
        Decision::StillUnclear => "无法提供",
        Decision::Petition => "不作为政府信息公开申请处理",
        Decision::Repeated | Decision::Confirmation => "不予重复处理",
        Decision::Publication => "告知获取该公开出版物的途径",
        Decision::Excessive => "不予处理",
        Decision::NotCorrected | Decision::NotPaid => "不再处理该政府信息公开申请",
        Decision::Withdrawn | Decision::Merged | Decision::Transferred => "",
    }
}

/// 签收栏: what is filled in by hand when a letter is handed over (国办公开办函〔2016〕235号).
fn return_fields() -> Value {
    const FIELDS: [(&str, &str); 7] = [
        ("收件人签名或者盖章", "　　　　　　　　年　　月　　日　　时"),
        ("代收人签名及与收件人的关系", "　　　　　　　　年　　月　　日　　时"),
        ("邮寄日期及邮件编号", "　　　　年　　月　　日　邮件编号："),
        ("进入收件人系统的时间", "　　　　年　　月　　日　　时　　分"),
        ("未能送达的情况", "　"),
        ("见证人签名", "　"),
        ("送达人签名", "　　　　　　　　年　　月　　日"),
    ];
    let rows = FIELDS.iter().map(|(name, blank)| vec![(*name).to_owned(), (*blank).to_owned()]).collect();
    Value::Grid(Grid { columns: RETURN_FIELDS, rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;

    #[test]
    fn every_statement_of_a_form_has_words() {
        for form in Form::ALL {
            let mut decisions: Vec<_> = form.decisions().map(Some).collect();
            if decisions.is_empty() {
                decisions.push(None);
            }
            for (fact, decision) in
                statements_of(*form).iter().flat_map(|f| decisions.iter().map(move |d| (*f, *d)))
            {
                match said(fact, *form, decision, "您") {
                    Some(Value::Words(words)) => assert!(!words.is_empty(), "{form} {fact}"),
                    Some(Value::Grid(grid)) => assert!(!grid.rows.is_empty()),
                    other => panic!("{form} {fact}: {other:?}"),
                }
            }
        }
    }

    #[test]
    fn silence_is_consent_for_joint_makers_alone() {
        assert!(silence(Form::AskJointMaker).is_some_and(|words| words.contains("视为同意")));
        for form in [Form::AskThirdParty, Form::AskOtherOrgan] {
            assert!(silence(form).is_some_and(|words| !words.contains("视为同意公开")));
        }
    }
}
