//! What only the drafter knows (拟稿栏目): the fields a form still lacks, and what was typed as facts of the letter.

use std::collections::BTreeMap;

use super::fact::{CaseFacts, Fact};
use super::form::Form;
use super::ground::{Ground, Interest, InternalClass, ProcessClass, Safety};
use super::sets::facts_of;
use super::value::{
    Addressee, Consulted, Delivery, Enclosure, GivenReasons, Identity, Opinion, PublicPlace, Responsible,
    Rightful, SearchStep, ServedLetter, Told,
};
use crate::foi::fee::{Tariff, Volume, charge};
use crate::foi::remedy::{Withheld, may_be_part};
use crate::foi::words::{choose, day_unreadable, number_unreadable};
use crate::foi::{Carrier, Decision, ServiceMode};
use crate::{Coded, Day, Reason};

/// 填写的内容: by the names of the fields.
pub type Typed = BTreeMap<String, String>;

/// 栏目的填写方式
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// 一行
    Line,
    /// 一段
    Text,
    /// 每行一项
    Lines,
    /// 每行一项，各栏用｜分隔
    Rows,
    /// 数字
    Number,
    /// 日期
    Day,
    /// 选择一项
    Choice(Vec<(&'static str, &'static str)>),
    /// 选择若干项
    Choices(Vec<(&'static str, &'static str)>),
}

/// 拟稿栏目: one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The name under which it is kept.
    pub name: &'static str,
    /// What people read.
    pub label: String,
    /// How it is written.
    pub hint: String,
    /// How it is typed.
    pub kind: Kind,
    /// Whether every letter of the form needs it; some depend on what was chosen.
    pub required: bool,
}

fn field(name: &'static str, label: &str, kind: Kind) -> Asked {
    Asked { name, label: label.to_owned(), hint: String::new(), kind, required: true }
}

fn maybe(name: &'static str, label: &str, kind: Kind) -> Asked {
    Asked { required: false, ..field(name, label, kind) }
}

fn coded<T: Coded>() -> Kind {
    Kind::Choice(T::ALL.iter().map(|one| (one.code(), one.label())).collect())
}

/// 称呼: 第三方 may be a person or a body.
const PERSON_OR_BODY: [(&str, &str); 2] = [("person", "自然人"), ("body", "法人或者其他组织")];
const SHOWN_OR_HIDDEN: [(&str, &str); 2] =
    [("hidden", "不载明申请人身份"), ("shown", "载明申请人身份（须有必要）")];
const OPINIONS: [(&str, &str); 2] = [("objected", "不同意公开"), ("silent", "逾期未提出意见")];
const GIVEN: [(&str, &str); 2] = [("given", "已说明理由"), ("silent", "逾期未说明理由")];
const RESPONSIBLE: [(&str, &str); 2] = [("known", "能够确定负责公开的机关"), ("unknown", "不能确定")];
const RIGHTFUL: [(&str, &str); 2] =
    [("passed_on", "已转送有权更正的机关"), ("directed", "告知申请人向有权更正的机关提出")];

/// 尚缺的栏目: exactly what the form needs and the case does not hold; what settings and the tree give is never asked.
#[must_use]
pub fn asked(form: Form, known: &CaseFacts) -> Vec<Asked> {
    let mut out = Vec::new();
    if matches!(form, Form::AskThirdParty | Form::TellThirdParty) {
        out.push(field("addressee_is", "第三方是", Kind::Choice(PERSON_OR_BODY.to_vec())));
    }
    for fact in facts_of(form).iter().filter(|fact| !known.holds(**fact)) {
        out.extend(fields(*fact, known.decision));
    }
    out
}

/// The fields of one fact.
fn fields(fact: Fact, decision: Option<Decision>) -> Vec<Asked> {
    let choice = |pairs: [(&'static str, &'static str); 2]| Kind::Choice(pairs.to_vec());
    match fact {
        Fact::Identity => vec![
            field("identity", fact.label(), choice(SHOWN_OR_HIDDEN)),
            maybe("identity_why", "载明申请人身份的原因", Kind::Line),
        ],
        Fact::Opinion => vec![
            field("opinion", fact.label(), choice(OPINIONS)),
            maybe("opinion_why", "第三方不同意公开的理由", Kind::Text),
        ],
        Fact::GivenReasons => vec![
            field("given_reasons", fact.label(), choice(GIVEN)),
            maybe("given_reasons_what", "申请人说明的理由", Kind::Text),
        ],
        Fact::Responsible => vec![
            field("responsible", fact.label(), choice(RESPONSIBLE)),
            maybe("responsible_organ", "负责公开的机关的名称", Kind::Line),
            maybe("responsible_contact", "负责公开的机关的联系方式", Kind::Line),
            maybe("responsible_why", "不能确定的原因", Kind::Line),
        ],
        Fact::PassedTo => vec![
            field("passed_to", fact.label(), choice(RIGHTFUL)),
            field("passed_to_organ", "有权更正的机关的名称", Kind::Line),
            field("passed_to_contact", "有权更正的机关的联系方式", Kind::Line),
        ],
        Fact::Tariff => vec![field("tariff", fact.label(), coded::<Tariff>())],
        Fact::FeeLines => vec![
            maybe("items_before", "当月此前已经申请的件数（按件计收）", Kind::Number),
            maybe("pages", "提供的页数（按量计收）", Kind::Number),
        ],
        Fact::Ground => ground_fields(decision),
        Fact::Remedy
        | Fact::Amount
        | Fact::PayWay
        | Fact::PayDays
        | Fact::OpinionDays
        | Fact::RegisterNumber => Vec::new(),
        _ => vec![Asked { hint: hint(fact), ..field(fact.code(), fact.label(), kind(fact)) }],
    }
}

fn kind(fact: Fact) -> Kind {
    match fact {
        Fact::Missing => Kind::Lines,
        Fact::Places | Fact::Enclosures | Fact::Redactions | Fact::Search | Fact::ServedLetters => Kind::Rows,
        Fact::ItemsInPeriod => Kind::Number,
        Fact::Consulted => coded::<Consulted>(),
        Fact::Mode => coded::<ServiceMode>(),
        Fact::ReceivedOn
        | Fact::DueOn
        | Fact::CorrectBy
        | Fact::ReasonsBy
        | Fact::PayBy
        | Fact::FeeSentOn
        | Fact::NewDue
        | Fact::ApprovedOn
        | Fact::ConsultedOn
        | Fact::DiscloseOn
        | Fact::CorrectionSentOn
        | Fact::CorrectedOn
        | Fact::EarlierOn
        | Fact::AskedReasonsOn => Kind::Day,
        Fact::Reason
        | Fact::Information
        | Fact::ExtensionReason
        | Fact::ToMake
        | Fact::Unclear
        | Fact::Summary => Kind::Text,
        _ => Kind::Line,
    }
}

fn hint(fact: Fact) -> String {
    match fact {
        Fact::Missing => "一次写全，每行一项".into(),
        Fact::Redactions => {
            let grounds = Decision::ALL.iter().filter(|one| may_be_part(**one)).map(|one| one.code());
            format!("每行一处：位置｜类型｜理由；类型写{}", grounds.collect::<Vec<_>>().join("、"))
        }
        Fact::Enclosures => "每行一件：信息名称｜页数｜载体（纸质、电子邮件、光盘、磁盘）".into(),
        Fact::Search => "每行一步：检索范围｜检索方式｜检索日期（年-月-日）｜检索结果".into(),
        Fact::Places => "每行一条：信息名称｜网址或者获取途径".into(),
        Fact::ServedLetters => "每行一份：文书名称｜文号｜份数".into(),
        Fact::Period => "例如 2026年3月".into(),
        Fact::Obtain => "何时、怎样取得，例如 自本告知书送达之日起在查询页面下载".into(),
        _ => String::new(),
    }
}

fn ground_fields(decision: Option<Decision>) -> Vec<Asked> {
    match decision {
        Some(Decision::StateSecret) => vec![field("ground_basis", "定密依据", Kind::Line)],
        Some(Decision::ForbiddenByLaw) => {
            vec![field("ground_law", "禁止公开的法律、行政法规名称和条款", Kind::Line)]
        }
        Some(Decision::Security) => {
            let all = Safety::ALL.iter().map(|one| (one.code(), one.label())).collect();
            vec![field("ground_which", "可能危及", Kind::Choices(all))]
        }
        Some(Decision::ThirdParty) => vec![
            field("ground_interest", "涉及第三方的", coded::<Interest>()),
            field("ground_asked_on", "征求第三方意见日期", Kind::Day),
            field("ground_opinion", "第三方意见", Kind::Choice(OPINIONS.to_vec())),
            maybe("ground_opinion_why", "第三方不同意公开的理由", Kind::Text),
            field("ground_weighing", "公共利益的衡量", Kind::Text),
        ],
        Some(Decision::InternalAffairs) => {
            vec![field("ground_internal", "内部事务信息的种类", coded::<InternalClass>())]
        }
        Some(Decision::InProcess) => {
            vec![field("ground_process", "过程性信息的种类", coded::<ProcessClass>())]
        }
        Some(Decision::EnforcementFile) => vec![field("ground_reading", "查阅案卷的途径", Kind::Line)],
        _ => Vec::new(),
    }
}

/// 读取填写内容: keeps a reason for everything that cannot be read.
struct Reader<'a> {
    typed: &'a Typed,
    against: Vec<Reason>,
}

impl Reader<'_> {
    fn words(&self, name: &str) -> Option<String> {
        self.typed.get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }
    fn told(&self, name: &str) -> String {
        self.words(name).unwrap_or_default()
    }
    fn lines(&self, name: &str) -> Option<Vec<String>> {
        let all: Vec<String> =
            self.told(name).lines().map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect();
        (!all.is_empty()).then_some(all)
    }
    fn parsed<T: std::str::FromStr>(&mut self, text: &str, against: fn(&str) -> Reason) -> Option<T> {
        let read = text.parse().ok();
        if read.is_none() {
            self.against.push(against(text));
        }
        read
    }
    fn number(&mut self, name: &str) -> Option<u32> {
        let text = self.words(name)?;
        self.parsed(&text, number_unreadable)
    }
    fn day(&mut self, name: &str) -> Option<Day> {
        let text = self.words(name)?;
        self.parsed(&text, day_unreadable)
    }
    /// By code, or by label as people write it into a row.
    fn coded<T: Coded>(&mut self, text: &str) -> Option<T> {
        let found = T::from_code(text).or_else(|| T::ALL.iter().copied().find(|one| one.label() == text));
        if found.is_none() {
            self.against.push(choose(text));
        }
        found
    }
    fn choice<T: Coded>(&mut self, name: &str) -> Option<T> {
        let text = self.words(name)?;
        self.coded(&text)
    }
    /// Rows of exactly so many cells.
    fn rows<T>(
        &mut self,
        name: &str,
        columns: &[&str],
        row: impl Fn(&mut Self, &[String]) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut out = Vec::new();
        for line in self.lines(name)? {
            let cells: Vec<String> = line.split(['｜', '|']).map(|cell| cell.trim().to_owned()).collect();
            if cells.len() != columns.len() {
                let words = format!(
                    "“{}”应当分为{}栏：{}。",
                    line.chars().take(20).collect::<String>(),
                    columns.len(),
                    columns.join("｜")
                );
                self.against
                    .push(Reason::new("foi.row_malformed", words).cure("各栏之间用｜分隔，每行一项。"));
                continue;
            }
            out.extend(row(self, &cells));
        }
        (!out.is_empty()).then_some(out)
    }
}

/// 填入: what was typed goes where the case is silent; what cannot be read is a reason.
pub fn fill(form: Form, facts: &mut CaseFacts, typed: &Typed) -> Vec<Reason> {
    let mut read = Reader { typed, against: Vec::new() };
    let lacking: Vec<Fact> = facts_of(form).iter().copied().filter(|fact| !facts.holds(*fact)).collect();
    for fact in lacking {
        put_words(fact, facts, &read);
        put_days(fact, facts, &mut read);
        put_tables(fact, facts, &mut read);
        put_choices(fact, facts, &mut read);
    }
    read.against
}

fn put_words(fact: Fact, facts: &mut CaseFacts, read: &Reader<'_>) {
    let slot = match fact {
        Fact::Summary => &mut facts.summary,
        Fact::Period => &mut facts.period,
        Fact::FeeNumber => &mut facts.fee_number,
        Fact::ExtensionReason => &mut facts.extension_reason,
        Fact::Information => &mut facts.info,
        Fact::Reason => &mut facts.reason,
        Fact::Obtain => &mut facts.obtain,
        Fact::SpecialLaw => &mut facts.special_law,
        Fact::SpecialWay => &mut facts.special_way,
        Fact::ToMake => &mut facts.to_make,
        Fact::Unclear => &mut facts.unclear,
        Fact::CorrectionNumber => &mut facts.correction_number,
        Fact::RightWay => &mut facts.right_way,
        Fact::EarlierNumber => &mut facts.earlier_number,
        Fact::PublicationWay => &mut facts.publication_way,
        Fact::CorrectionRequest => &mut facts.correction_request,
        Fact::CorrectedTo => &mut facts.corrected_to,
        Fact::ServicePlace => &mut facts.service_place,
        _ => return,
    };
    *slot = read.words(fact.code());
}

fn put_days(fact: Fact, facts: &mut CaseFacts, read: &mut Reader<'_>) {
    let slot = match fact {
        Fact::ReceivedOn => &mut facts.received_on,
        Fact::DueOn => &mut facts.due_on,
        Fact::CorrectBy => &mut facts.correct_by,
        Fact::ReasonsBy => &mut facts.reasons_by,
        Fact::PayBy => &mut facts.pay_by,
        Fact::FeeSentOn => &mut facts.fee_sent_on,
        Fact::NewDue => &mut facts.new_due,
        Fact::ApprovedOn => &mut facts.approved_on,
        Fact::ConsultedOn => &mut facts.consulted_on,
        Fact::DiscloseOn => &mut facts.disclose_on,
        Fact::CorrectionSentOn => &mut facts.correction_sent_on,
        Fact::CorrectedOn => &mut facts.corrected_on,
        Fact::EarlierOn => &mut facts.earlier_on,
        Fact::AskedReasonsOn => &mut facts.asked_reasons_on,
        _ => return,
    };
    *slot = read.day(fact.code());
}

fn put_tables(fact: Fact, facts: &mut CaseFacts, read: &mut Reader<'_>) {
    let name = fact.code();
    let cell = |cells: &[String], at: usize| cells.get(at).cloned().unwrap_or_default();
    match fact {
        Fact::Missing => facts.missing = read.lines(name),
        Fact::Places => {
            facts.places = read.rows(name, <Vec<PublicPlace>>::COLUMNS, |_, cells| {
                Some(PublicPlace { name: cell(cells, 0), place: cell(cells, 1) })
            });
        }
        Fact::Enclosures => {
            facts.enclosures = read.rows(name, <Vec<Enclosure>>::COLUMNS, |read, cells| {
                let pages = read.parsed(cell(cells, 1).trim_end_matches('页'), number_unreadable);
                let carrier = read.coded::<Carrier>(&cell(cells, 2));
                Some(Enclosure { name: cell(cells, 0), pages: pages?, carrier: carrier? })
            });
        }
        Fact::Redactions => {
            facts.redactions = read.rows(name, <Vec<Withheld>>::COLUMNS, |read, cells| {
                let ground = read.coded::<Decision>(&cell(cells, 1))?;
                Some(Withheld { place: cell(cells, 0), ground, reason: cell(cells, 2) })
            });
        }
        Fact::Search => {
            facts.search = read.rows(name, <Vec<SearchStep>>::COLUMNS, |read, cells| {
                let on = read.parsed(&cell(cells, 2), day_unreadable)?;
                Some(SearchStep { place: cell(cells, 0), way: cell(cells, 1), on, result: cell(cells, 3) })
            });
        }
        Fact::ServedLetters => {
            facts.served = read.rows(name, <Vec<ServedLetter>>::COLUMNS, |read, cells| {
                let copies = read.parsed(cell(cells, 2).trim_end_matches('份'), number_unreadable)?;
                Some(ServedLetter { title: cell(cells, 0), number: cell(cells, 1), copies })
            });
        }
        _ => {}
    }
}

fn put_choices(fact: Fact, facts: &mut CaseFacts, read: &mut Reader<'_>) {
    match fact {
        Fact::ItemsInPeriod => facts.items_in_period = read.number(fact.code()),
        Fact::Consulted => facts.consulted = read.choice(fact.code()),
        Fact::Mode => {
            facts.mode = read.choice(fact.code()).map(|mode| Delivery { mode, on: None });
        }
        Fact::Tariff => facts.tariff = read.choice("tariff"),
        Fact::FeeLines => put_fee(facts, read),
        Fact::Ground => facts.ground = ground(facts.decision, read),
        Fact::Identity => {
            facts.identity = match read.words("identity").as_deref() {
                Some("hidden") => Some(Identity::Hidden),
                Some("shown") => {
                    let name = facts.applicant.clone().unwrap_or_default();
                    Some(Identity::Shown { name, why: read.told("identity_why") })
                }
                _ => None,
            };
        }
        Fact::Opinion => facts.opinion = opinion(read, "opinion", "opinion_why"),
        Fact::GivenReasons => {
            facts.given_reasons = match read.words("given_reasons").as_deref() {
                Some("given") => Some(GivenReasons::Given(read.told("given_reasons_what"))),
                Some("silent") => Some(GivenReasons::Silent),
                _ => None,
            };
        }
        Fact::Responsible => {
            let (organ, contact) = (read.told("responsible_organ"), read.told("responsible_contact"));
            facts.responsible = match read.words("responsible").as_deref() {
                Some("known") => Some(Responsible::Known { organ, contact }),
                Some("unknown") => Some(Responsible::Unknown { why: read.told("responsible_why") }),
                _ => None,
            };
        }
        Fact::PassedTo => {
            let (organ, contact) = (read.told("passed_to_organ"), read.told("passed_to_contact"));
            facts.passed_to = match read.words("passed_to").as_deref() {
                Some("passed_on") => Some(Rightful::PassedOn { organ, contact }),
                Some("directed") => Some(Rightful::Directed { organ, contact }),
                _ => None,
            };
        }
        _ => {}
    }
}

fn put_fee(facts: &mut CaseFacts, read: &mut Reader<'_>) {
    let (Some(tariff), Some(on)) = (facts.tariff, facts.signed_on) else { return };
    let volume = Volume {
        items_before: read.number("items_before").unwrap_or(0),
        items: 1,
        pages: read.number("pages").unwrap_or(0),
    };
    match charge(&[tariff], volume, Decision::Disclosed, on) {
        Ok(fee) => {
            facts.amount = facts.amount.or(Some(fee.amount));
            facts.fee = Some(fee);
        }
        Err(more) => read.against.extend(more),
    }
}

fn opinion(read: &Reader<'_>, name: &str, why: &str) -> Option<Opinion> {
    match read.words(name).as_deref() {
        Some("objected") => Some(Opinion::Objected(read.told(why))),
        Some("silent") => Some(Opinion::Silent),
        _ => None,
    }
}

fn ground(decision: Option<Decision>, read: &mut Reader<'_>) -> Option<Ground> {
    Some(match decision? {
        Decision::StateSecret => Ground::StateSecret { basis: read.words("ground_basis")? },
        Decision::ForbiddenByLaw => Ground::ForbiddenByLaw { law: read.words("ground_law")? },
        Decision::Security => {
            let chosen = read.told("ground_which");
            let which = chosen.split(',').filter_map(|code| Safety::from_code(code.trim())).collect();
            Ground::Security { which }
        }
        Decision::ThirdParty => Ground::ThirdParty {
            interest: read.choice("ground_interest")?,
            asked_on: read.day("ground_asked_on")?,
            opinion: opinion(read, "ground_opinion", "ground_opinion_why")?,
            weighing: read.told("ground_weighing"),
        },
        Decision::InternalAffairs => Ground::InternalAffairs { class: read.choice("ground_internal")? },
        Decision::InProcess => Ground::InProcess { class: read.choice("ground_process")? },
        Decision::EnforcementFile => Ground::EnforcementFile { reading: read.words("ground_reading")? },
        _ => return None,
    })
}

/// 第三方的称呼, as chosen; a body unless it is said to be a person.
#[must_use]
pub fn third_party(typed: &Typed, name: String) -> Addressee {
    match typed.get("addressee_is").map(String::as_str) {
        Some("person") => Addressee::Person(name),
        _ => Addressee::Body(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }
    fn names(form: Form, facts: &CaseFacts) -> Vec<&'static str> {
        asked(form, facts).into_iter().map(|one| one.name).collect()
    }

    #[test]
    fn only_what_the_case_lacks_is_asked() {
        let mut facts = CaseFacts { decision: Some(Decision::InternalAffairs), ..CaseFacts::default() };
        facts.received_on = Some(jiff::civil::date(2026, 3, 2));
        facts.summary = Some("低保资金".into());
        assert_eq!(names(Form::Withheld, &facts), ["ground_internal", "reason"]);
        let against = fill(
            Form::Withheld,
            &mut facts,
            &typed(&[("ground_internal", "workflow"), ("reason", "内部流程")]),
        );
        assert!(against.is_empty() && names(Form::Withheld, &facts).is_empty());
    }

    #[test]
    fn rows_are_read_cell_by_cell_and_what_cannot_be_read_is_told_at_once() {
        let mut facts = CaseFacts::default();
        let rows = typed(&[
            ("enclosures", "明细表｜12｜纸质\n附件|三|纸质\n只有名称"),
            ("redactions", "第3页｜C5｜内部流程"),
        ]);
        let codes: Vec<_> = fill(Form::InPart, &mut facts, &rows).iter().map(|one| one.code).collect();
        assert_eq!(codes, ["foi.number_unreadable", "foi.row_malformed"]);
        assert_eq!(facts.enclosures.unwrap()[0].pages, 12);
        assert_eq!(facts.redactions.unwrap()[0].ground, Decision::InternalAffairs);
    }

    #[test]
    fn a_fee_is_computed_from_the_tariff_and_never_typed() {
        let mut facts = CaseFacts { signed_on: Some(jiff::civil::date(2026, 3, 2)), ..CaseFacts::default() };
        let against =
            fill(Form::FeeNotice, &mut facts, &typed(&[("tariff", "by_item"), ("items_before", "12")]));
        assert!(against.is_empty(), "{against:?}");
        assert!(facts.amount.is_some() && facts.fee.is_some());
    }

    #[test]
    fn every_fact_of_every_form_is_asked_or_comes_from_elsewhere() {
        let elsewhere = [
            Fact::Remedy,
            Fact::Amount,
            Fact::PayWay,
            Fact::PayDays,
            Fact::OpinionDays,
            Fact::RegisterNumber,
        ];
        for form in Form::ALL {
            for fact in facts_of(*form).iter().filter(|fact| !elsewhere.contains(fact)) {
                let decision = form.decisions().next();
                assert!(!fields(*fact, decision).is_empty(), "{form} {fact}");
            }
        }
    }
}
