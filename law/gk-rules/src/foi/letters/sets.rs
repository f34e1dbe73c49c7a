//! What each letter needs (各文书所需事实): for every form a struct of exactly its facts, none of them optional, and the
//! builder that makes it from a case or names everything that is missing.

use super::fact::{CaseFacts, Fact};
use super::form::Form;
use super::ground::Ground;
use super::value::{
    Consulted, Delivery, Enclosure, GivenReasons, Identity, Opinion, PublicPlace, Responsible, Rightful,
    SearchStep, ServedLetter, Told, Value,
};
use crate::foi::Channel;
use crate::foi::fee::{Fee, Tariff};
use crate::foi::remedy::{Remedy, Withheld};
use crate::money::Fen;
use crate::{Coded, Day, Reason};

/// 取用事实: takes facts one by one and keeps a reason for each that is absent or has a hole in it.
#[derive(Debug)]
pub(super) struct Taking {
    form: Form,
    pub(super) against: Vec<Reason>,
}

impl Taking {
    pub(super) const fn new(form: Form) -> Self {
        Self { form, against: Vec::new() }
    }
    pub(super) const fn form(&self) -> Form {
        self.form
    }
    pub(super) fn take<T: Told + Clone>(&mut self, fact: Fact, held: Option<&T>) -> Option<T> {
        let whole = held.filter(|value| !value.is_gap()).cloned();
        if whole.is_none() {
            let what = if held.is_some() { "不完整" } else { "没有填写" };
            let words = format!("{}所需的“{}”{what}。", self.form.label(), fact.label());
            let reason = Reason::new("foi.letter_fact_missing", words);
            self.against.push(reason.cure(format!("在案件中填写“{}”后再制作文书。", fact.label())));
        }
        whole
    }
}

macro_rules! letters {
    ($($(#[$meta:meta])* $name:ident for $form:ident { $($(#[$fm:meta])* $field:ident: $type:ty = $fact:ident),+ $(,)? })+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, PartialEq)]
            pub struct $name { $($(#[$fm])* $field: $type),+ }

            impl $name {
                /// 从案件取用: all reasons when a fact is missing.
                ///
                /// # Errors
                /// One reason for each fact that is absent or incomplete.
                pub fn of(case: &CaseFacts) -> Result<Self, Vec<Reason>> {
                    let mut taking = Taking::new(Form::$form);
                    $(let $field = taking.take(Fact::$fact, case.$field.as_ref());)+
                    if let ($(Some($field),)+) = ($($field,)+) {
                        Ok(Self { $($field),+ })
                    } else {
                        Err(taking.against)
                    }
                }
                fn told(&self) -> Vec<(Fact, Value)> {
                    vec![$((Fact::$fact, self.$field.told())),+]
                }
            }
        )+

        /// 文书内容: the facts of one letter, complete.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Contents { $($(#[$meta])* $form($name)),+ }

        impl Contents {
            /// 从案件取用 for any form.
            ///
            /// # Errors
            /// One reason for each fact that is absent or incomplete.
            pub fn of(form: Form, case: &CaseFacts) -> Result<Self, Vec<Reason>> {
                Ok(match form { $(Form::$form => Self::$form($name::of(case)?)),+ })
            }
            /// 式样
            #[must_use]
            pub const fn form(&self) -> Form {
                match self { $(Self::$form(_) => Form::$form),+ }
            }
            /// How every fact is written.
            pub(super) fn told(&self) -> Vec<(Fact, Value)> {
                match self { $(Self::$form(one) => one.told()),+ }
            }
        }

        /// 该式样的案件事实: what its struct holds, without the head that all letters have.
        #[must_use]
        pub const fn facts_of(form: Form) -> &'static [Fact] {
            match form { $(Form::$form => &[$(Fact::$fact),+]),+ }
        }
    };
}

letters! {
    /// L1 登记回执
    ReceiptFacts for Receipt {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, channel: Channel = Channel,
        summary: String = Summary, due_on: Day = DueOn, query: String = Query,
    }
    /// L2 补正告知书
    CorrectionFacts for Correction {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        missing: Vec<String> = Missing, correct_by: Day = CorrectBy,
    }
    /// L3 说明理由告知书
    GiveReasonsFacts for GiveReasons {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        period: String = Period, items_in_period: u32 = ItemsInPeriod, reasons_by: Day = ReasonsBy,
    }
    /// L4 收费通知书
    FeeNoticeFacts for FeeNotice {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        tariff: Tariff = Tariff, fee: Fee = FeeLines, amount: Fen = Amount, pay_way: String = PayWay,
        pay_days: u32 = PayDays,
    }
    /// L5 延期答复告知书
    ExtensionFacts for Extension {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        due_on: Day = DueOn, extension_reason: String = ExtensionReason, approved_on: Day = ApprovedOn,
        new_due: Day = NewDue,
    }
    /// L6 征求意见书（第三方）
    AskThirdPartyFacts for AskThirdParty {
        info: String = Information, identity: Identity = Identity, opinion_days: u32 = OpinionDays,
    }
    /// L7 征求意见书（共同制作机关）
    AskJointMakerFacts for AskJointMaker {
        info: String = Information, identity: Identity = Identity, opinion_days: u32 = OpinionDays,
    }
    /// L7 征求意见书（其他机关）
    AskOtherOrganFacts for AskOtherOrgan {
        info: String = Information, identity: Identity = Identity, opinion_days: u32 = OpinionDays,
    }
    /// L8 征求意见告知书
    ConsultationNoteFacts for ConsultationNote {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        consulted: Consulted = Consulted, consulted_on: Day = ConsultedOn,
    }
    /// L9 第三方告知书
    TellThirdPartyFacts for TellThirdParty {
        info: String = Information, consulted_on: Day = ConsultedOn, opinion: Opinion = Opinion,
        reason: String = Reason, disclose_on: Day = DiscloseOn, identity: Identity = Identity,
        remedy: Remedy = Remedy,
    }
    /// L10 予以公开告知书（已主动公开）
    AlreadyPublicFacts for AlreadyPublic {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        places: Vec<PublicPlace> = Places, remedy: Remedy = Remedy,
    }
    /// L11 予以公开告知书
    DisclosedFacts for Disclosed {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        enclosures: Vec<Enclosure> = Enclosures, obtain: String = Obtain, remedy: Remedy = Remedy,
    }
    /// L12 部分公开告知书
    InPartFacts for InPart {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        enclosures: Vec<Enclosure> = Enclosures, redactions: Vec<Withheld> = Redactions, obtain: String = Obtain,
        remedy: Remedy = Remedy,
    }
    /// L13 不予公开告知书
    WithheldFacts for Withheld {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        ground: Ground = Ground, reason: String = Reason, remedy: Remedy = Remedy,
    }
    /// L14 按特别规定办理告知书
    SpecialRulesFacts for SpecialRules {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        special_law: String = SpecialLaw, special_way: String = SpecialWay, remedy: Remedy = Remedy,
    }
    /// L15 信息不存在告知书
    NotFoundFacts for NotFound {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        search: Vec<SearchStep> = Search, reason: String = Reason, remedy: Remedy = Remedy,
    }
    /// L16 非本机关负责公开告知书
    NotOursFacts for NotOurs {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        reason: String = Reason, responsible: Responsible = Responsible, remedy: Remedy = Remedy,
    }
    /// L17 无法提供告知书（需另行制作）
    ToBeMadeFacts for ToBeMade {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        to_make: String = ToMake, remedy: Remedy = Remedy,
    }
    /// L18 内容不明确无法提供告知书
    StillUnclearFacts for StillUnclear {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        correction_number: String = CorrectionNumber, correction_sent_on: Day = CorrectionSentOn,
        corrected_on: Day = CorrectedOn, unclear: String = Unclear, remedy: Remedy = Remedy,
    }
    /// L19 不作为政府信息公开申请处理告知书
    NotAnApplicationFacts for NotAnApplication {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        reason: String = Reason, right_way: String = RightWay, remedy: Remedy = Remedy,
    }
    /// L20 不予重复处理告知书
    RepeatedFacts for Repeated {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        earlier_on: Day = EarlierOn, earlier_number: String = EarlierNumber, remedy: Remedy = Remedy,
    }
    /// L20 不予重复处理告知书（要求确认或者重新出具）
    ConfirmationFacts for Confirmation {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        reason: String = Reason, remedy: Remedy = Remedy,
    }
    /// L21 公开出版物获取途径告知书
    PublicationFacts for Publication {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        publication_way: String = PublicationWay, remedy: Remedy = Remedy,
    }
    /// L22 不予处理告知书
    ExcessiveFacts for Excessive {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        period: String = Period, items_in_period: u32 = ItemsInPeriod, asked_reasons_on: Day = AskedReasonsOn,
        given_reasons: GivenReasons = GivenReasons, reason: String = Reason, remedy: Remedy = Remedy,
    }
    /// L23 不再处理告知书（逾期不补正）
    NotCorrectedFacts for NotCorrected {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        correction_number: String = CorrectionNumber, correction_sent_on: Day = CorrectionSentOn,
        correct_by: Day = CorrectBy, remedy: Remedy = Remedy,
    }
    /// L23 不再处理告知书（逾期未缴费）
    NotPaidFacts for NotPaid {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn, summary: String = Summary,
        fee_number: String = FeeNumber, fee_sent_on: Day = FeeSentOn, pay_by: Day = PayBy,
        remedy: Remedy = Remedy,
    }
    /// L24 更正告知书
    RecordCorrectedFacts for RecordCorrected {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn,
        correction_request: String = CorrectionRequest, corrected_to: String = CorrectedTo,
    }
    /// L24 不予更正告知书
    RecordKeptFacts for RecordKept {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn,
        correction_request: String = CorrectionRequest, reason: String = Reason, remedy: Remedy = Remedy,
    }
    /// L24 更正申请转送告知书
    RecordPassedOnFacts for RecordPassedOn {
        register_number: String = RegisterNumber, received_on: Day = ReceivedOn,
        correction_request: String = CorrectionRequest, passed_to: Rightful = PassedTo,
    }
    /// L25 送达回证
    ServiceReturnFacts for ServiceReturn {
        register_number: String = RegisterNumber, served: Vec<ServedLetter> = ServedLetters,
        mode: Delivery = Mode, service_place: String = ServicePlace,
    }
}
