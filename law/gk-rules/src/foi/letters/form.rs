//! Forms of letters (文书式样): L1 to L25, and the variants whose text differs though the letter is one.

use crate::Citation;
use crate::citation::{ogi, service_235, state_109};
use crate::foi::{Decision, Letter};

crate::codes! {
    /// 文书式样: one template each; codes begin with the letter's.
    pub enum Form {
        /// L1
        Receipt = "L1" => "登记回执",
        /// L2
        Correction = "L2" => "补正告知书",
        /// L3
        GiveReasons = "L3" => "说明理由告知书",
        /// L4
        FeeNotice = "L4" => "收费通知书",
        /// L5
        Extension = "L5" => "延期答复告知书",
        /// L6
        AskThirdParty = "L6" => "征求意见书（第三方）",
        /// L7 共同制作机关: silence is consent
        AskJointMaker = "L7j" => "征求意见书（共同制作机关）",
        /// L7 其他机关: silence is not consent
        AskOtherOrgan = "L7o" => "征求意见书（其他机关）",
        /// L8
        ConsultationNote = "L8" => "征求意见告知书",
        /// L9
        TellThirdParty = "L9" => "第三方告知书",
        /// L10
        AlreadyPublic = "L10" => "予以公开告知书（已主动公开）",
        /// L11
        Disclosed = "L11" => "予以公开告知书",
        /// L12
        InPart = "L12" => "部分公开告知书",
        /// L13
        Withheld = "L13" => "不予公开告知书",
        /// L14
        SpecialRules = "L14" => "按特别规定办理告知书",
        /// L15
        NotFound = "L15" => "信息不存在告知书",
        /// L16
        NotOurs = "L16" => "非本机关负责公开告知书",
        /// L17
        ToBeMade = "L17" => "无法提供告知书（需另行制作）",
        /// L18
        StillUnclear = "L18" => "内容不明确无法提供告知书",
        /// L19
        NotAnApplication = "L19" => "不作为政府信息公开申请处理告知书",
        /// L20 重复申请
        Repeated = "L20r" => "不予重复处理告知书",
        /// L20 要求确认或者重新出具
        Confirmation = "L20c" => "不予重复处理告知书（要求确认或者重新出具）",
        /// L21
        Publication = "L21" => "公开出版物获取途径告知书",
        /// L22
        Excessive = "L22" => "不予处理告知书",
        /// L23 逾期不补正
        NotCorrected = "L23c" => "不再处理告知书（逾期不补正）",
        /// L23 逾期未缴费
        NotPaid = "L23p" => "不再处理告知书（逾期未缴费）",
        /// L24 更正
        RecordCorrected = "L24y" => "更正告知书",
        /// L24 不予更正
        RecordKept = "L24n" => "不予更正告知书",
        /// L24 转送
        RecordPassedOn = "L24t" => "更正申请转送告知书",
        /// L25
        ServiceReturn = "L25" => "送达回证",
    }
}

use Form as F;

impl Form {
    /// 文书: the letter of which it is a form.
    #[must_use]
    pub const fn letter(self) -> Letter {
        match self {
            F::Receipt => Letter::Receipt,
            F::Correction => Letter::Correction,
            F::GiveReasons => Letter::GiveReasons,
            F::FeeNotice => Letter::FeeNotice,
            F::Extension => Letter::Extension,
            F::AskThirdParty => Letter::AskThirdParty,
            F::AskJointMaker | F::AskOtherOrgan => Letter::AskOrgan,
            F::ConsultationNote => Letter::ConsultationNote,
            F::TellThirdParty => Letter::TellThirdParty,
            F::AlreadyPublic => Letter::AlreadyPublic,
            F::Disclosed => Letter::Disclosed,
            F::InPart => Letter::InPart,
            F::Withheld => Letter::Withheld,
            F::SpecialRules => Letter::SpecialRules,
            F::NotFound => Letter::NotFound,
            F::NotOurs => Letter::NotOurs,
            F::ToBeMade => Letter::ToBeMade,
            F::StillUnclear => Letter::StillUnclear,
            F::NotAnApplication => Letter::NotAnApplication,
            F::Repeated | F::Confirmation => Letter::Repeated,
            F::Publication => Letter::Publication,
            F::Excessive => Letter::Excessive,
            F::NotCorrected | F::NotPaid => Letter::NoLonger,
            F::RecordCorrected | F::RecordKept | F::RecordPassedOn => Letter::OwnRecords,
            F::ServiceReturn => Letter::ServiceReturn,
        }
    }
    /// 答复类型对应的式样; nothing for what ends without a letter.
    #[must_use]
    pub const fn of(decision: Decision) -> Option<Self> {
        Some(match decision {
            Decision::AlreadyPublic => F::AlreadyPublic,
            Decision::Disclosed => F::Disclosed,
            Decision::InPart => F::InPart,
            Decision::StateSecret
            | Decision::ForbiddenByLaw
            | Decision::Security
            | Decision::ThirdParty
            | Decision::InternalAffairs
            | Decision::InProcess
            | Decision::EnforcementFile => F::Withheld,
            Decision::SpecialInquiry => F::SpecialRules,
            Decision::NotFound => F::NotFound,
            Decision::NotOurs => F::NotOurs,
            Decision::ToBeMade => F::ToBeMade,
            Decision::StillUnclear => F::StillUnclear,
            Decision::Petition => F::NotAnApplication,
            Decision::Repeated => F::Repeated,
            Decision::Publication => F::Publication,
            Decision::Excessive => F::Excessive,
            Decision::Confirmation => F::Confirmation,
            Decision::NotCorrected => F::NotCorrected,
            Decision::NotPaid => F::NotPaid,
            Decision::Withdrawn | Decision::Merged | Decision::Transferred => return None,
        })
    }
    /// 答复类型: those that this form tells; none for a letter that ends nothing.
    pub fn decisions(self) -> impl Iterator<Item = Decision> {
        use crate::Coded as _;
        Decision::ALL.iter().copied().filter(move |one| Self::of(*one) == Some(self))
    }
    /// 答复类文书: whether it ends the application.
    #[must_use]
    pub fn is_reply(self) -> bool {
        self.decisions().next().is_some()
    }
    /// 告知救济途径: whether it tells of remedies; the replies, the third party's notice, and the refusal to correct.
    #[must_use]
    pub fn tells_remedy(self) -> bool {
        self.is_reply() || matches!(self, F::TellThirdParty | F::RecordKept)
    }
    /// 编号: whether the letter has a number of its own; a receipt goes by the register's number, a return by its letters'.
    #[must_use]
    pub const fn is_numbered(self) -> bool {
        !matches!(self, F::Receipt | F::ServiceReturn)
    }
    /// 称谓: whether it is addressed to somebody; a return is a form.
    #[must_use]
    pub const fn is_addressed(self) -> bool {
        !matches!(self, F::ServiceReturn)
    }
    /// 发给申请人以外的人或者机关: such a letter hides who applied.
    #[must_use]
    pub const fn leaves_the_case(self) -> bool {
        matches!(self, F::AskThirdParty | F::AskJointMaker | F::AskOtherOrgan | F::TellThirdParty)
    }
    /// 程序依据: the articles of a letter that ends nothing; those of a reply are its decision's.
    #[must_use]
    pub const fn procedure(self) -> &'static [Citation] {
        match self {
            F::Receipt => const { &[ogi(31, 0, 0), ogi(33, 0, 0)] },
            F::Correction => const { &[ogi(29, 2, 0), ogi(30, 0, 0)] },
            F::GiveReasons => const { &[ogi(35, 0, 0)] },
            F::FeeNotice => const { &[ogi(42, 0, 0), state_109(0, 0, 0)] },
            F::Extension => const { &[ogi(33, 2, 0)] },
            F::AskThirdParty | F::TellThirdParty => const { &[ogi(32, 0, 0)] },
            F::AskJointMaker => const { &[ogi(34, 0, 0)] },
            F::AskOtherOrgan | F::ConsultationNote => const { &[ogi(33, 3, 0)] },
            F::RecordCorrected | F::RecordKept | F::RecordPassedOn => const { &[ogi(41, 0, 0)] },
            F::ServiceReturn => const { &[service_235(0, 0, 0)] },
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;

    #[test]
    fn every_letter_has_a_form_and_every_decision_the_form_of_its_letter() {
        for letter in Letter::ALL {
            assert!(Form::ALL.iter().any(|form| form.letter() == *letter), "{letter}");
        }
        for decision in Decision::ALL {
            assert_eq!(Form::of(*decision).map(Form::letter), decision.letter(), "{decision}");
        }
        for form in Form::ALL {
            assert!(form.code().starts_with(form.letter().code()), "{form}");
        }
    }

    #[test]
    fn a_letter_rests_on_its_decision_or_on_its_procedure() {
        for form in Form::ALL {
            assert_eq!(form.procedure().is_empty(), form.is_reply(), "{form}");
        }
        assert_eq!(Form::Withheld.decisions().count(), 7);
        assert!(!Form::FeeNotice.tells_remedy() && Form::RecordKept.tells_remedy());
    }
}
