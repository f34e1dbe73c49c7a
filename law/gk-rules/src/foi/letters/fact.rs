//! Facts (文书事实): the closed list of what a letter may tell, each with its type; a template names them by their labels.

use super::ground::Ground;
use super::value::{
    Addressee, Consulted, Contact, Delivery, Enclosure, GivenReasons, Identity, Opinion, PublicPlace,
    Responsible, Rightful, SearchStep, ServedLetter, Told,
};
use crate::Day;
use crate::foi::fee::{Fee, Tariff};
use crate::foi::remedy::{Remedy, Withheld};
use crate::foi::{Channel, Decision};
use crate::money::Fen;

/// Writes the list of facts, the sheet of a case that holds them, and the columns of those that are lists.
macro_rules! facts {
    (
        case { $($(#[$cm:meta])* $field:ident: $type:ty = $fact:ident $code:literal => $label:literal),+ $(,)? }
        law { $($(#[$lm:meta])* $said:ident $scode:literal => $slabel:literal),+ $(,)? }
    ) => {
        crate::codes! {
            /// 文书事实: a label, once stored in a template, is never changed.
            pub enum Fact {
                $($(#[$cm])* $fact = $code => $label,)+
                $($(#[$lm])* $said = $scode => $slabel,)+
            }
        }

        /// 案件事实: what is known of a case when a letter is to be written; what is not known is absent.
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct CaseFacts {
            /// 答复类型, for a letter that ends the application.
            pub decision: Option<Decision>,
            /// 申请人姓名或者名称: only so that a letter which must hide it can be checked; no template can name it.
            pub applicant: Option<String>,
            $($(#[$cm])* pub $field: Option<$type>,)+
        }

        impl CaseFacts {
            /// 是否已知: whether a fact is there without a hole; what the law says itself always is.
            #[must_use]
            pub fn holds(&self, fact: Fact) -> bool {
                match fact {
                    $(Fact::$fact => self.$field.as_ref().is_some_and(|value| !value.is_gap()),)+
                    _ => true,
                }
            }
        }

        impl Fact {
            /// 栏目: the columns of a list or table; none for what stands in a line.
            #[must_use]
            pub fn columns(self) -> &'static [&'static str] {
                match self {
                    $(Self::$fact => <$type as Told>::COLUMNS,)+
                    Self::ReturnFields => RETURN_FIELDS,
                    _ => &[],
                }
            }
        }
    };
}

/// 签收栏: the columns of the form that is filled in by hand.
pub(super) const RETURN_FIELDS: &[&str] = &["项目", "填写"];

facts! {
    case {
        /// 机关名称
        organ: String = Organ "organ" => "机关名称",
        /// 文号
        number: String = Number "number" => "文号",
        /// 收件人
        addressee: Addressee = Addressee "addressee" => "收件人",
        /// 落款日期
        signed_on: Day = SignedOn "signed_on" => "落款日期",
        /// 联系方式
        contact: Contact = Contact "contact" => "联系方式",
        /// 登记编号
        register_number: String = RegisterNumber "register_number" => "登记编号",
        /// 收到日期
        received_on: Day = ReceivedOn "received_on" => "收到日期",
        /// 收到方式
        channel: Channel = Channel "channel" => "收到方式",
        /// 申请内容
        summary: String = Summary "summary" => "申请内容",
        /// 答复期限: the last day, as it stands before the letter.
        due_on: Day = DueOn "due_on" => "答复期限",
        /// 查询方式: where the state of the case is asked, with the query code.
        query: String = Query "query" => "查询方式",
        /// 需补正事项
        missing: Vec<String> = Missing "missing" => "需补正事项",
        /// 补正期限
        correct_by: Day = CorrectBy "correct_by" => "补正期限",
        /// 申请件数: in the period.
        items_in_period: u32 = ItemsInPeriod "items_in_period" => "申请件数",
        /// 统计期间: 2026年3月.
        period: String = Period "period" => "统计期间",
        /// 说明理由期限
        reasons_by: Day = ReasonsBy "reasons_by" => "说明理由期限",
        /// 收费标准
        tariff: Tariff = Tariff "tariff" => "收费标准",
        /// 计费过程
        fee: Fee = FeeLines "fee_lines" => "计费过程",
        /// 应缴金额
        amount: Fen = Amount "amount" => "应缴金额",
        /// 缴费方式
        pay_way: String = PayWay "pay_way" => "缴费方式",
        /// 缴费期限: working days.
        pay_days: u32 = PayDays "pay_days" => "缴费期限",
        /// 缴费截止日期: of a notice already served.
        pay_by: Day = PayBy "pay_by" => "缴费截止日期",
        /// 收费通知文号
        fee_number: String = FeeNumber "fee_number" => "收费通知文号",
        /// 收费通知日期
        fee_sent_on: Day = FeeSentOn "fee_sent_on" => "收费通知日期",
        /// 延期理由
        extension_reason: String = ExtensionReason "extension_reason" => "延期理由",
        /// 延长后的答复期限
        new_due: Day = NewDue "new_due" => "延长后的答复期限",
        /// 同意延期日期: by the head of the disclosure office.
        approved_on: Day = ApprovedOn "approved_on" => "同意延期日期",
        /// 涉及的信息
        info: String = Information "information" => "涉及的信息",
        /// 申请人身份说明
        identity: Identity = Identity "identity" => "申请人身份说明",
        /// 征求意见期限: working days.
        opinion_days: u32 = OpinionDays "opinion_days" => "征求意见期限",
        /// 征求意见对象
        consulted: Consulted = Consulted "consulted" => "征求意见对象",
        /// 征求意见日期
        consulted_on: Day = ConsultedOn "consulted_on" => "征求意见日期",
        /// 第三方意见
        opinion: Opinion = Opinion "opinion" => "第三方意见",
        /// 拟公开日期
        disclose_on: Day = DiscloseOn "disclose_on" => "拟公开日期",
        /// 理由
        reason: String = Reason "reason" => "理由",
        /// 公开位置
        places: Vec<PublicPlace> = Places "places" => "公开位置",
        /// 提供的信息
        enclosures: Vec<Enclosure> = Enclosures "enclosures" => "提供的信息",
        /// 提供方式: how and when the information is got.
        obtain: String = Obtain "obtain" => "提供方式",
        /// 未予公开部分
        redactions: Vec<Withheld> = Redactions "redactions" => "未予公开部分",
        /// 不予公开情形
        ground: Ground = Ground "ground" => "不予公开情形",
        /// 特别规定: the law that governs the inquiry.
        special_law: String = SpecialLaw "special_law" => "特别规定",
        /// 办理途径
        special_way: String = SpecialWay "special_way" => "办理途径",
        /// 检索情况
        search: Vec<SearchStep> = Search "search" => "检索情况",
        /// 负责公开的机关
        responsible: Responsible = Responsible "responsible" => "负责公开的机关",
        /// 需另行制作的内容
        to_make: String = ToMake "to_make" => "需另行制作的内容",
        /// 仍不明确之处
        unclear: String = Unclear "unclear" => "仍不明确之处",
        /// 补正告知文号
        correction_number: String = CorrectionNumber "correction_number" => "补正告知文号",
        /// 补正告知日期
        correction_sent_on: Day = CorrectionSentOn "correction_sent_on" => "补正告知日期",
        /// 收到补正日期
        corrected_on: Day = CorrectedOn "corrected_on" => "收到补正日期",
        /// 正确途径: where petitions, complaints and reports go.
        right_way: String = RightWay "right_way" => "正确途径",
        /// 此前答复日期
        earlier_on: Day = EarlierOn "earlier_on" => "此前答复日期",
        /// 此前答复文号
        earlier_number: String = EarlierNumber "earlier_number" => "此前答复文号",
        /// 出版物获取途径
        publication_way: String = PublicationWay "publication_way" => "出版物获取途径",
        /// 要求说明理由日期
        asked_reasons_on: Day = AskedReasonsOn "asked_reasons_on" => "要求说明理由日期",
        /// 申请人说明情况
        given_reasons: GivenReasons = GivenReasons "given_reasons" => "申请人说明情况",
        /// 更正请求
        correction_request: String = CorrectionRequest "correction_request" => "更正请求",
        /// 更正结果
        corrected_to: String = CorrectedTo "corrected_to" => "更正结果",
        /// 有权更正的机关
        passed_to: Rightful = PassedTo "passed_to" => "有权更正的机关",
        /// 送达文书
        served: Vec<ServedLetter> = ServedLetters "served_letters" => "送达文书",
        /// 送达方式
        mode: Delivery = Mode "mode" => "送达方式",
        /// 送达地点
        service_place: String = ServicePlace "service_place" => "送达地点",
        /// 救济途径
        remedy: Remedy = Remedy "remedy" => "救济途径",
    }
    law {
        /// 敬称: 您、贵单位、贵机关
        You "you" => "敬称",
        /// 法律依据: the articles of the decision or of the procedure
        Basis "basis" => "法律依据",
        /// 答复结论: the words of the decision
        Outcome "outcome" => "答复结论",
        /// 一次性告知说明
        OnceNote "once_note" => "一次性告知说明",
        /// 逾期不补正的后果
        CorrectionEffect "correction_effect" => "逾期不补正的后果",
        /// 补正后期限说明
        CorrectionRestart "correction_restart" => "补正后期限说明",
        /// 不说明理由的后果
        ReasonsEffect "reasons_effect" => "不说明理由的后果",
        /// 收费依据
        FeeBasis "fee_basis" => "收费依据",
        /// 逾期不缴费的后果
        FeeEffect "fee_effect" => "逾期不缴费的后果",
        /// 缴费后期限说明
        FeeRestart "fee_restart" => "缴费后期限说明",
        /// 负责人同意说明
        ApprovalNote "approval_note" => "负责人同意说明",
        /// 逾期不答复的后果: for the third party, the joint maker, the other organ
        SilenceEffect "silence_effect" => "逾期不答复的后果",
        /// 期限不计算说明
        NotCounted "not_counted" => "期限不计算说明",
        /// 签收栏
        ReturnFields "return_fields" => "签收栏",
    }
}

impl Fact {
    /// 由法律文字写出: said by the law's own words, never by the case.
    #[must_use]
    pub fn is_said_by_law(self) -> bool {
        self >= Self::You
    }
    /// 段落事实: stands alone on its line (救济途径).
    #[must_use]
    pub const fn is_block(self) -> bool {
        matches!(self, Self::Remedy)
    }
    /// 列表事实: a list or a table.
    #[must_use]
    pub fn is_list(self) -> bool {
        !self.columns().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Coded;

    #[test]
    fn a_fact_has_one_code_and_one_label() {
        let mut labels: Vec<_> = Fact::ALL.iter().map(|fact| fact.label()).collect();
        let mut codes: Vec<_> = Fact::ALL.iter().map(|fact| fact.code()).collect();
        for all in [&mut labels, &mut codes] {
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), count);
        }
        assert!(Fact::ReturnFields.is_said_by_law() && !Fact::Remedy.is_said_by_law());
        assert!(Fact::Search.is_list() && Fact::ReturnFields.is_list() && !Fact::Reason.is_list());
    }
}
