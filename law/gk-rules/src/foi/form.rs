//! The form (申请表): what an application must say (条例 art 29), every reason against taking it, field by field.
//!
//! What is typed into it is kept by the room, identity numbers and ways of contact sealed; the nouns that rules use hold the
//! kind and the name of the applicant and what is wanted, nothing else.

use serde::{Deserialize, Serialize};

use super::application::{Carrier, ServiceMode};
use super::split::{Split, propose};
use crate::citation::ogi;
use crate::org::OrganKind;
use crate::privacy::{credit_code, resident_id};
use crate::report::Applicants;
use crate::{Coded, Day, Reason};

/// 申请人: whoever applies; a lawyer in his own name is 自然人, a law firm is 法律服务机构.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// 申请人类型
    pub kind: Applicants,
    /// 姓名、名称
    pub name: String,
}

/// 政府信息公开申请: what is wanted, in which form, and how it is to reach the applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// 申请人
    pub applicant: Applicant,
    /// 所需信息: 名称、文号或者其他特征性描述
    pub about: String,
    /// 提供方式
    pub carriers: Vec<Carrier>,
    /// 获取途径
    pub obtain: ServiceMode,
    /// 可接受其他方式
    pub accepts_other: bool,
}

crate::codes! {
    /// 证件名称
    pub enum IdKind {
        /// 居民身份证
        Resident = "resident" => "居民身份证",
        /// 护照
        Passport = "passport" => "护照",
        /// 港澳居民来往内地通行证
        HongKongMacao = "hk_mo" => "港澳居民来往内地通行证",
        /// 台湾居民来往大陆通行证
        Taiwan = "tw" => "台湾居民来往大陆通行证",
        /// 外国人永久居留身份证
        Permanent = "permanent" => "外国人永久居留身份证",
        /// 其他证件
        Other = "other" => "其他证件",
    }
}

crate::codes! {
    /// 申请表字段: the fields of the form, in its order.
    pub enum Field {
        /// 申请人类型
        Kind = "kind" => "申请人类型",
        /// 姓名、名称
        Name = "name" => "姓名（名称）",
        /// 证件名称
        IdKind = "id_kind" => "证件名称",
        /// 证件号码
        IdNumber = "id_number" => "证件号码",
        /// 统一社会信用代码
        CreditCode = "credit_code" => "统一社会信用代码",
        /// 法定代表人
        Representative = "representative" => "法定代表人",
        /// 联系人
        ContactName = "contact_name" => "联系人",
        /// 身份证明
        Proof = "proof" => "身份证明",
        /// 联系地址
        Address = "address" => "联系地址",
        /// 邮政编码
        Postcode = "postcode" => "邮政编码",
        /// 联系电话
        Phone = "phone" => "联系电话",
        /// 传真
        Fax = "fax" => "传真",
        /// 电子邮箱
        Email = "email" => "电子邮箱",
        /// 代理人
        Agent = "agent" => "代理人",
        /// 授权委托书
        Mandate = "mandate" => "授权委托书",
        /// 所需信息
        About = "about" => "所需信息的内容描述",
        /// 提供方式
        Carriers = "carriers" => "提供方式",
        /// 获取途径
        Obtain = "obtain" => "获取途径",
    }
}

/// 申请表: as it was typed or written down by the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// 申请人类型
    pub kind: Option<Applicants>,
    /// 姓名、名称
    pub name: String,
    /// 身份证明
    pub identity: IdentityPart,
    /// 联系方式
    pub contact: ContactPart,
    /// 代理
    pub agent: AgentPart,
    /// 所需信息的内容描述
    pub about: String,
    /// 提供方式
    pub carriers: Vec<Carrier>,
    /// 获取途径
    pub obtain: Option<ServiceMode>,
    /// 可接受其他方式
    pub accepts_other: bool,
}

/// 身份证明部分
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdentityPart {
    /// 证件名称, of a person
    pub id_kind: Option<IdKind>,
    /// 证件号码, of a person
    pub id_number: String,
    /// 统一社会信用代码, of an organisation
    pub credit_code: String,
    /// 法定代表人, of an organisation
    pub representative: String,
    /// 附有身份证明 (a copy of the paper, or the paper itself shown at the desk)
    pub proof: bool,
}

/// 联系方式部分
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactPart {
    /// 联系人, of an organisation
    pub name: String,
    /// 联系地址
    pub address: String,
    /// 邮政编码
    pub postcode: String,
    /// 联系电话
    pub phone: String,
    /// 传真
    pub fax: String,
    /// 电子邮箱
    pub email: String,
}

/// 代理部分
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgentPart {
    /// 代理人姓名; empty where there is none
    pub name: String,
    /// 附有授权委托书
    pub mandate: bool,
}

/// 字段的理由: a reason and the field it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldReason {
    /// Which field.
    pub field: Field,
    /// Why.
    pub reason: Reason,
}

/// 内容描述的最大字数.
pub const MAX_ABOUT: usize = 5_000;
/// 内容摘要的字数.
pub const TITLE: usize = 60;
/// 姓名、名称的最大字数.
pub const MAX_NAME: usize = 100;
/// 其他字段的最大字数.
pub const MAX_FIELD: usize = 200;

fn against(field: Field, code: &'static str, words: impl Into<String>) -> FieldReason {
    FieldReason { field, reason: Reason::new(code, words).by(ogi(29, 0, 0)) }
}

/// 不能提交的理由, all of them, field by field: only what art 29 asks for, and what makes an answer impossible to deliver. What
/// the desk receives on paper is received in any case; a defect is then put right by 补正 (art 30).
#[must_use]
pub fn reasons_not_to_receive(form: &Form) -> Vec<FieldReason> {
    let mut all = Vec::new();
    if form.kind.is_none() {
        all.push(against(Field::Kind, "foi.no_kind", "请选择申请人类型。"));
    }
    all.extend(name(form));
    all.extend(identity(form));
    all.extend(contact(form));
    if !form.agent.name.trim().is_empty() && !form.agent.mandate {
        all.push(against(Field::Mandate, "foi.no_mandate", "委托代理人申请的，请附授权委托书。"));
    }
    all.extend(wanted(form));
    all.extend(too_long(form));
    all
}

/// 不得向其申请的理由: villages and public institutions follow other rules (条例 arts 2, 10, 55).
#[must_use]
pub fn reasons_not_to_address(kind: OrganKind) -> Option<Reason> {
    (!kind.is_agency()).then(|| {
        let words = format!("{}不适用政府信息公开申请程序。", kind.label());
        Reason::new("foi.not_an_agency", words)
            .by(ogi(55, 0, 0))
            .cure("村（居）务公开向村（居）民委员会查询；公共企事业单位的信息公开向其主管部门申诉。")
    })
}

/// 内容摘要: the beginning of what is wanted, on one line.
#[must_use]
pub fn title_of(about: &str) -> String {
    let line = about.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut title: String = line.chars().take(TITLE).collect();
    if line.chars().count() > TITLE {
        title.push('…');
    }
    title
}

fn name(form: &Form) -> Option<FieldReason> {
    let name = form.name.trim();
    if name.is_empty() {
        return Some(against(Field::Name, "foi.no_name", "请填写姓名或者名称。"));
    }
    let long = name.chars().count() > MAX_NAME;
    (long || name.chars().any(char::is_control)).then(|| {
        against(Field::Name, "foi.name_malformed", format!("姓名或者名称不能超过{MAX_NAME}字，不能有换行。"))
    })
}

fn identity(form: &Form) -> Vec<FieldReason> {
    let part = &form.identity;
    let given = part.proof || !part.id_number.trim().is_empty() || !part.credit_code.trim().is_empty();
    let mut all = Vec::new();
    if !given {
        all.push(against(Field::Proof, "foi.no_proof", "请填写证件号码或者附上身份证明。"));
    }
    all
}

fn contact(form: &Form) -> Vec<FieldReason> {
    let part = &form.contact;
    let said = |text: &str| !text.trim().is_empty();
    let mut all = Vec::new();
    if !(said(&part.address) || said(&part.phone) || said(&part.email) || said(&part.fax)) {
        all.push(against(Field::Phone, "foi.no_contact", "请至少填写一种联系方式。"));
    }
    if said(&part.email) && !looks_like_mail(part.email.trim()) {
        all.push(against(Field::Email, "foi.email_malformed", "电子邮箱的写法有误。"));
    }
    let needed = match form.obtain {
        Some(ServiceMode::Post) if !said(&part.address) => Some((Field::Address, "邮寄的，请填写联系地址。")),
        Some(ServiceMode::Email) if !said(&part.email) => {
            Some((Field::Email, "以电子邮件获取的，请填写电子邮箱。"))
        }
        Some(ServiceMode::Fax) if !said(&part.fax) => Some((Field::Fax, "以传真获取的，请填写传真号码。")),
        _ => None,
    };
    all.extend(needed.map(|(field, words)| against(field, "foi.way_without_address", words)));
    all
}

fn looks_like_mail(text: &str) -> bool {
    let ok = |part: &str| !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control());
    text.split_once('@')
        .is_some_and(|(who, host)| ok(who) && ok(host) && !host.contains('@') && host.contains('.'))
}

fn wanted(form: &Form) -> Vec<FieldReason> {
    let mut all = Vec::new();
    let length = form.about.trim().chars().count();
    if length == 0 {
        all.push(against(
            Field::About,
            "foi.no_about",
            "请描述需要的政府信息：名称、文号或者便于查找的特征。",
        ));
    } else if length > MAX_ABOUT {
        let words = format!("内容描述有{length}字，超过{MAX_ABOUT}字。");
        all.push(against(Field::About, "foi.about_too_long", words));
    }
    if form.carriers.is_empty() {
        all.push(against(Field::Carriers, "foi.no_carrier", "请选择提供方式。"));
    }
    match form.obtain {
        None => all.push(against(Field::Obtain, "foi.no_way", "请选择获取途径。")),
        Some(ServiceMode::Entrusted) => {
            all.push(against(Field::Obtain, "foi.way_not_offered", "该途径由机关采用，不能由申请人选择。"));
        }
        Some(_) => {}
    }
    all
}

fn too_long(form: &Form) -> Vec<FieldReason> {
    let fields = [
        (Field::IdNumber, &form.identity.id_number),
        (Field::CreditCode, &form.identity.credit_code),
        (Field::Representative, &form.identity.representative),
        (Field::ContactName, &form.contact.name),
        (Field::Address, &form.contact.address),
        (Field::Postcode, &form.contact.postcode),
        (Field::Phone, &form.contact.phone),
        (Field::Fax, &form.contact.fax),
        (Field::Email, &form.contact.email),
        (Field::Agent, &form.agent.name),
    ];
    let long = fields.into_iter().filter(|(_, text)| text.chars().count() > MAX_FIELD);
    long.map(|(field, _)| {
        against(field, "foi.field_too_long", format!("{}不能超过{MAX_FIELD}字。", field.label()))
    })
    .collect()
}

/// 提醒: what looks like a slip of the pen. It never keeps an application from being received.
#[must_use]
pub fn warnings(form: &Form, today: Day) -> Vec<FieldReason> {
    let mut all = Vec::new();
    let mut warn = |field, code, words: String| {
        let cure = "请核对；确认无误的可以直接提交。";
        all.push(FieldReason { field, reason: Reason::new(code, words).cure(cure) });
    };
    let id = form.identity.id_number.trim();
    if form.identity.id_kind == Some(IdKind::Resident)
        && !id.is_empty()
        && let Err(doubts) = resident_id::read(id, today)
    {
        for doubt in doubts {
            warn(Field::IdNumber, "foi.id_looks_wrong", format!("{doubt}。"));
        }
    }
    let credit = form.identity.credit_code.trim();
    if !credit.is_empty() {
        for doubt in credit_code::doubts(credit) {
            warn(Field::CreditCode, "foi.credit_code_looks_wrong", format!("{doubt}。"));
        }
    }
    let postcode = form.contact.postcode.trim();
    let six_digits = postcode.len() == 6 && postcode.bytes().all(|b| b.is_ascii_digit());
    if !postcode.is_empty() && !six_digits {
        warn(Field::Postcode, "foi.postcode_looks_wrong", "邮政编码应为6位数字。".into());
    }
    let phone = form.contact.phone.trim();
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if !phone.is_empty() && !(7..=20).contains(&digits) {
        warn(Field::Phone, "foi.phone_looks_wrong", "联系电话的位数可能有误。".into());
    }
    let representative = form.identity.representative.trim();
    if form.kind.is_some_and(Applicants::is_body) && representative.is_empty() {
        warn(Field::Representative, "foi.no_representative", "没有填写法定代表人。".into());
    }
    all
}

impl Form {
    /// 受理: the application that the form makes, with its proposed division; nothing is divided by itself.
    ///
    /// # Errors
    /// All the reasons not to, field by field.
    pub fn receive(&self) -> Result<(Application, Option<Split>), Vec<FieldReason>> {
        let reasons = reasons_not_to_receive(self);
        match (self.kind, self.obtain) {
            (Some(kind), Some(obtain)) if reasons.is_empty() => {
                let applicant = Applicant { kind, name: self.name.trim().to_owned() };
                let about = self.about.trim().to_owned();
                let split = propose(&about);
                let (carriers, accepts_other) = (self.carriers.clone(), self.accepts_other);
                Ok((Application { applicant, about, carriers, obtain, accepts_other }, split))
            }
            _ => Err(reasons),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form {
            kind: Some(Applicants::Person),
            name: " 王小明 ".into(),
            identity: IdentityPart {
                id_kind: Some(IdKind::Resident),
                id_number: "11010519491231002X".into(),
                ..IdentityPart::default()
            },
            contact: ContactPart { phone: "0418-1234567".into(), ..ContactPart::default() },
            about: "2020年低保资金使用情况".into(),
            carriers: vec![Carrier::Paper],
            obtain: Some(ServiceMode::PickUp),
            ..Form::default()
        }
    }
    fn codes(reasons: &[FieldReason]) -> Vec<(&'static str, &'static str)> {
        reasons.iter().map(|one| (one.field.code(), one.reason.code)).collect()
    }

    #[test]
    fn a_complete_form_becomes_an_application() {
        let (application, split) = form().receive().unwrap();
        assert_eq!((application.applicant.name.as_str(), split), ("王小明", None));
        assert_eq!(codes(&warnings(&form(), jiff::civil::date(2026, 11, 24))), []);
    }

    #[test]
    fn every_missing_field_is_told_at_once_with_its_article() {
        let empty = Form::default();
        assert_eq!(
            codes(&reasons_not_to_receive(&empty)),
            [
                ("kind", "foi.no_kind"),
                ("name", "foi.no_name"),
                ("proof", "foi.no_proof"),
                ("phone", "foi.no_contact"),
                ("about", "foi.no_about"),
                ("carriers", "foi.no_carrier"),
                ("obtain", "foi.no_way"),
            ]
        );
        assert!(empty.receive().unwrap_err().iter().all(|one| one.reason.basis == Some(ogi(29, 0, 0))));
    }

    #[test]
    fn a_wrong_check_digit_warns_and_never_refuses() {
        let mut wrong = form();
        wrong.identity.id_number = "110105194912310021".into();
        wrong.contact.postcode = "12345".into();
        assert_eq!(codes(&reasons_not_to_receive(&wrong)), []);
        assert_eq!(
            codes(&warnings(&wrong, jiff::civil::date(2026, 11, 24))),
            [("id_number", "foi.id_looks_wrong"), ("postcode", "foi.postcode_looks_wrong")]
        );
        wrong.identity.id_kind = Some(IdKind::Passport);
        wrong.contact.postcode.clear();
        assert_eq!(codes(&warnings(&wrong, jiff::civil::date(2026, 11, 24))), []);
    }

    #[test]
    fn the_way_chosen_needs_its_address() {
        for (obtain, field) in
            [(ServiceMode::Post, "address"), (ServiceMode::Email, "email"), (ServiceMode::Fax, "fax")]
        {
            let one = Form { obtain: Some(obtain), ..form() };
            assert_eq!(codes(&reasons_not_to_receive(&one)), [(field, "foi.way_without_address")]);
        }
        let online = Form { obtain: Some(ServiceMode::Online), ..form() };
        assert_eq!(codes(&reasons_not_to_receive(&online)), []);
        let entrusted = Form { obtain: Some(ServiceMode::Entrusted), ..form() };
        assert_eq!(codes(&reasons_not_to_receive(&entrusted)), [("obtain", "foi.way_not_offered")]);
    }

    #[test]
    fn an_agent_brings_a_mandate_and_a_body_its_representative() {
        let mut agent = form();
        agent.agent.name = "李律师".into();
        assert_eq!(codes(&reasons_not_to_receive(&agent)), [("mandate", "foi.no_mandate")]);
        let body = Form { kind: Some(Applicants::LegalService), ..form() };
        assert_eq!(
            codes(&warnings(&body, jiff::civil::date(2026, 11, 24))),
            [("representative", "foi.no_representative")]
        );
    }

    #[test]
    fn hostile_input_is_refused_with_a_sentence() {
        let mut long = Form { name: "名\n字".into(), about: "字".repeat(5_001), ..form() };
        long.contact.email = "a b@c".into();
        long.contact.address = "路".repeat(201);
        assert_eq!(
            codes(&reasons_not_to_receive(&long)),
            [
                ("name", "foi.name_malformed"),
                ("email", "foi.email_malformed"),
                ("about", "foi.about_too_long"),
                ("address", "foi.field_too_long"),
            ]
        );
    }
}
