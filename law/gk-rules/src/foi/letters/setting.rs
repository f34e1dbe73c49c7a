//! Settings of letters (文书设置): what an organ says once for all its letters, each dated and with its source.

use super::form::Form;
use crate::Reason;
use crate::foi::remedy::{Court, ReviewDesk};
use crate::foi::review_organ::Reviewer;
use crate::numbers::CasePattern;

crate::codes! {
    /// 文书设置: the key without the organ's code.
    pub enum LetterSetting {
        /// 联系部门
        ContactUnit = "foi.contact_unit" => "联系部门",
        /// 联系电话
        ContactTelephone = "foi.contact_telephone" => "联系电话",
        /// 联系地址
        ContactAddress = "foi.contact_address" => "联系地址",
        /// 联系地址的邮政编码
        ContactPostcode = "foi.contact_postcode" => "联系地址的邮政编码",
        /// 复议机关地址
        ReviewAddress = "foi.review_address" => "复议机关的地址",
        /// 复议机关电话
        ReviewTelephone = "foi.review_telephone" => "复议机关的电话",
        /// 复议互联网渠道
        ReviewOnline = "foi.review_online" => "复议机关的互联网渠道",
        /// 第二个复议机关地址
        SecondAddress = "foi.review2_address" => "第二个复议机关的地址",
        /// 第二个复议机关电话
        SecondTelephone = "foi.review2_telephone" => "第二个复议机关的电话",
        /// 第二个复议机关互联网渠道
        SecondOnline = "foi.review2_online" => "第二个复议机关的互联网渠道",
        /// 平台外上一级主管部门
        ReviewOutside = "foi.review_outside" => "平台外上一级主管部门",
        /// 有管辖权的人民法院
        Court = "foi.court" => "有管辖权的人民法院",
        /// 法院地址
        CourtAddress = "foi.court_address" => "人民法院的地址",
        /// 缴费方式
        PayWay = "foi.pay_way" => "缴费方式和收款账户",
        /// 机关代字
        Mark = "organ.mark" => "机关代字",
        /// 登记编号格式
        RegisterPattern = "foi.register_pattern" => "登记编号格式",
        /// 答复文号格式
        ReplyPattern = "foi.reply_pattern" => "答复文号格式",
        /// 其他文书文号格式
        LetterPattern = "foi.letter_pattern" => "其他文书文号格式",
        /// 全部申请都在本平台登记
        AllCases = "foi.all_cases" => "全部申请都在本平台登记",
    }
}

use LetterSetting as S;

/// 是: what [`LetterSetting::AllCases`] says where the platform holds every application of the organ.
pub const HOLDS_ALL: &str = "是";

impl LetterSetting {
    /// 用在何处, in one sentence.
    #[must_use]
    pub const fn used_in(self) -> &'static str {
        match self {
            S::ContactUnit | S::ContactTelephone | S::ContactAddress => {
                "每一份文书末尾的联系方式，必须填写。"
            }
            S::ContactPostcode => "邮签上的寄件地址，可以不填。",
            S::AllCases => {
                "年度报告的核对：写“是”的，自次年起报告与登记簿不一致为错误；不填或者写“否”的，为提示。"
            }
            S::ReviewAddress => "各类答复、第三方告知书的救济途径，必须填写。",
            S::ReviewTelephone => "救济途径，可以不填。",
            S::ReviewOnline => "以网络、电子邮件送达的答复的救济途径，此时必须填写（行政复议法第二十二条）。",
            S::SecondAddress | S::SecondTelephone | S::SecondOnline => {
                "有两个复议机关可以选择的（司法行政机关等）的救济途径。"
            }
            S::ReviewOutside => "复议机关是上一级主管部门、而该部门不在本平台的，写其全称。",
            S::Court => "救济途径；不填写的，写“有管辖权的人民法院”。",
            S::CourtAddress => "救济途径，附在法院名称之后，可以不填。",
            S::PayWay => "收费通知书，必须填写才能制作。",
            S::Mark => "登记编号、答复文号、其他文书文号；不填写的，用机关简称。",
            S::RegisterPattern => "登记时编排的登记编号。",
            S::ReplyPattern => "作出答复时编排的答复文号。",
            S::LetterPattern => "补正、延期、征求意见等文书的文号。",
        }
    }
    /// 不能这样设置的理由
    #[must_use]
    pub fn reasons_against(self, value: &str) -> Vec<Reason> {
        let mut against = Vec::new();
        if value.chars().count() > 200 || value.chars().any(char::is_control) {
            against.push(Reason::new(
                "foi.setting_too_long",
                format!("“{}”应当在200字以内，写在一行。", crate::Coded::label(self)),
            ));
        }
        let is_pattern = matches!(self, S::RegisterPattern | S::ReplyPattern | S::LetterPattern);
        if is_pattern
            && !value.is_empty()
            && let Err(bad) = value.parse::<CasePattern>()
        {
            against.push(
                Reason::new("foi.pattern_malformed", format!("{bad}。"))
                    .cure("例如 {机关代字}公开复〔{yyyy}〕{n}号。"),
            );
        }
        let is_postcode = value.len() == 6 && value.bytes().all(|b| b.is_ascii_digit());
        if self == S::ContactPostcode && !value.is_empty() && !is_postcode {
            against.push(Reason::new("foi.postcode_malformed", "邮政编码应当是6位数字。"));
        }
        if self == S::AllCases && !value.is_empty() && value != HOLDS_ALL && value != "否" {
            against.push(Reason::new(
                "foi.choose_yes_or_no",
                "是否全部申请都在本平台登记，应当写“是”或者“否”。",
            ));
        }
        let is_online = matches!(self, S::ReviewOnline | S::SecondOnline);
        if is_online && !value.is_empty() && !value.contains('.') {
            against.push(Reason::new("foi.online_malformed", "互联网渠道应当写网址或者电子邮箱。"));
        }
        against
    }
}

/// 读取设置: gives the value in force, empty when there is none.
pub trait Settled {
    /// The value in force.
    fn value(&self, setting: LetterSetting) -> String;
}

/// 复议受理点: of the reviewers in the order in which the letter names them.
#[must_use]
pub fn desks(settled: &impl Settled, reviewers: &[Reviewer]) -> Vec<ReviewDesk> {
    let keys = [
        (S::ReviewAddress, S::ReviewTelephone, S::ReviewOnline),
        (S::SecondAddress, S::SecondTelephone, S::SecondOnline),
    ];
    let desk = |(reviewer, (address, telephone, online)): (&Reviewer, (S, S, S))| ReviewDesk {
        name: reviewer.name.clone(),
        address: settled.value(address),
        telephone: settled.value(telephone),
        online: settled.value(online),
    };
    reviewers.iter().zip(keys).map(desk).collect()
}

/// 有管辖权的人民法院, with its address where it is known.
#[must_use]
pub fn court(settled: &impl Settled) -> Option<Court> {
    let (name, address) = (settled.value(S::Court), settled.value(S::CourtAddress));
    let named = || if address.is_empty() { name.clone() } else { format!("{name}（地址：{address}）") };
    (!name.is_empty()).then(|| Court { name: named() })
}

impl Form {
    /// 即时提供给申请人: what the applicant may see as soon as it is made; a reply only when it is served.
    #[must_use]
    pub const fn is_shown_at_once(self) -> bool {
        matches!(
            self,
            Self::Receipt
                | Self::Correction
                | Self::GiveReasons
                | Self::FeeNotice
                | Self::Extension
                | Self::ConsultationNote
                | Self::RecordCorrected
                | Self::RecordKept
                | Self::RecordPassedOn
                | Self::NotCorrected
                | Self::NotPaid
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_that_cannot_be_read_back_is_refused() {
        assert_eq!(S::ReplyPattern.reasons_against("{n}号")[0].code, "foi.pattern_malformed");
        assert!(S::ReplyPattern.reasons_against("{机关代字}公开复〔{yyyy}〕{n}号").is_empty());
        assert!(S::ContactUnit.reasons_against("办公室").is_empty());
    }

    #[test]
    fn what_goes_to_others_or_ends_the_case_is_not_shown_at_once() {
        assert!(Form::Receipt.is_shown_at_once() && !Form::AskThirdParty.is_shown_at_once());
        assert!(!Form::Withheld.is_shown_at_once() && !Form::TellThirdParty.is_shown_at_once());
    }
}
