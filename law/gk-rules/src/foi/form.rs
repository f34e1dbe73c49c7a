//! The form (申请表): what an application must hold to be received (条例 art 29), field by field; doubts that refuse nothing.

use super::application::{Carrier, Channel, ServiceMode};
use crate::citation::ogi;
use crate::org::OrganKind;
use crate::report::Applicants;
use crate::{Coded, Reason};

/// 所需信息描述的最大字数.
pub const MAX_WANTED: usize = 4000;
/// 其他各栏的最大字数.
pub const MAX_FIELD: usize = 200;
/// 内容摘要的字数.
pub const TITLE: usize = 60;

/// 申请表: what was typed, as far as the rules ask for it; nothing of it is kept here.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// 收到渠道
    pub channel: Channel,
    /// 申请人类型; nothing where none was chosen.
    pub kind: Option<Applicants>,
    /// 姓名、名称
    pub name: &'a str,
    /// 证件号码、统一社会信用代码
    pub identity: &'a str,
    /// 是否附有身份证明
    pub has_proof: bool,
    /// 联系电话
    pub telephone: &'a str,
    /// 联系地址
    pub address: &'a str,
    /// 电子邮箱
    pub email: &'a str,
    /// 传真
    pub fax: &'a str,
    /// 所需信息的描述
    pub wanted: &'a str,
    /// 提供方式
    pub carriers: &'a [Carrier],
    /// 获取途径; nothing where none was chosen.
    pub way: Option<ServiceMode>,
}

/// 不得接收的理由, each with the field it is about (条例 art 29). A wrong number of an identity card is none of them.
#[must_use]
pub fn reasons_not_to_receive(form: &Form<'_>) -> Vec<(&'static str, Reason)> {
    let mut against = Vec::new();
    let reason = |code, words: &str| Reason::new(code, words.to_owned());
    let length = form.wanted.trim().chars().count();
    if length == 0 {
        let words = "请写明需要什么信息：名称、文号，或者便于查找的其他特征。";
        against.push(("wanted", reason("foi.nothing_wanted", words).by(ogi(29, 0, 2))));
    } else if length > MAX_WANTED {
        let words = format!("所需信息的描述有{length}字，超过{MAX_WANTED}字。");
        let one = Reason::new("foi.wanted_too_long", words).cure("只写要什么信息，背景材料作为附件上传。");
        against.push(("wanted", one));
    }
    if form.kind.is_none() {
        against.push(("applicant", reason("foi.no_kind", "请选择申请人类型。")));
    }
    if form.name.trim().is_empty() {
        against.push(("name", reason("foi.no_name", "请填写申请人的姓名或者名称。").by(ogi(29, 0, 1))));
    }
    if form.identity.trim().is_empty() && !form.has_proof {
        let one = reason("foi.no_identity", "请填写证件号码，或者上传身份证明。").by(ogi(29, 0, 1));
        against.push(("identity", one));
    }
    against.extend(no_contact(form));
    if form.carriers.is_empty() {
        against.push(("carrier", reason("foi.no_carrier", "请选择希望以哪种形式取得。").by(ogi(29, 0, 3))));
    }
    against.extend(way(form));
    let fields = [
        ("name", form.name),
        ("identity", form.identity),
        ("telephone", form.telephone),
        ("address", form.address),
        ("email", form.email),
        ("fax", form.fax),
    ];
    let long = fields.into_iter().filter(|(_, text)| text.chars().count() > MAX_FIELD);
    against.extend(long.map(|(field, _)| {
        (field, Reason::new("foi.field_too_long", format!("这一栏不能超过{MAX_FIELD}字。")))
    }));
    against
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

fn no_contact(form: &Form<'_>) -> Option<(&'static str, Reason)> {
    let none = [form.telephone, form.address, form.email].iter().all(|text| text.trim().is_empty());
    none.then(|| {
        let words = "请填写联系电话、联系地址或者电子邮箱，至少一项。";
        ("telephone", Reason::new("foi.no_contact", words).by(ogi(29, 0, 1)))
    })
}

/// The way chosen must have what it needs.
fn way(form: &Form<'_>) -> Option<(&'static str, Reason)> {
    let missing = |field: &'static str, words: &'static str| {
        Some((field, Reason::new("foi.way_needs", words).by(ogi(29, 0, 3))))
    };
    let empty = |text: &str| text.trim().is_empty();
    match form.way {
        None => missing("way", "请选择以哪种途径取得。"),
        Some(ServiceMode::Post) if empty(form.address) => missing("address", "选择邮寄的，请填写联系地址。"),
        Some(ServiceMode::Email) if empty(form.email) => missing("email", "选择电子邮件的，请填写电子邮箱。"),
        Some(ServiceMode::Fax) if empty(form.fax) => missing("fax", "选择传真的，请填写传真号码。"),
        Some(_) => None,
    }
}

/// 内容摘要: the beginning of what is wanted, on one line.
#[must_use]
pub fn title_of(wanted: &str) -> String {
    let line = wanted.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut title: String = line.chars().take(TITLE).collect();
    if line.chars().count() > TITLE {
        title.push('…');
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form<'a>(wanted: &'a str, identity: &'a str) -> Form<'a> {
        Form {
            channel: Channel::Internet,
            kind: Some(Applicants::Person),
            name: "李某",
            identity,
            has_proof: false,
            telephone: "13800000000",
            address: "",
            email: "",
            fax: "",
            wanted,
            carriers: &[Carrier::Paper],
            way: Some(ServiceMode::Online),
        }
    }
    fn codes(form: &Form<'_>) -> Vec<(&'static str, &'static str)> {
        reasons_not_to_receive(form).into_iter().map(|(field, reason)| (field, reason.code)).collect()
    }

    #[test]
    fn a_complete_form_is_received_even_with_a_wrong_identity_number() {
        assert_eq!(codes(&form("2025年低保资金使用情况", "210302199001011234")), []);
        assert_eq!(codes(&form("2025年低保资金使用情况", "写错了的号码")), []);
    }

    #[test]
    fn every_gap_is_named_at_its_field() {
        let empty = Form { kind: None, name: " ", telephone: "", carriers: &[], way: None, ..form(" ", "") };
        assert_eq!(
            codes(&empty),
            [
                ("wanted", "foi.nothing_wanted"),
                ("applicant", "foi.no_kind"),
                ("name", "foi.no_name"),
                ("identity", "foi.no_identity"),
                ("telephone", "foi.no_contact"),
                ("carrier", "foi.no_carrier"),
                ("way", "foi.way_needs"),
            ]
        );
    }

    #[test]
    fn a_way_needs_where_it_leads() {
        let post = Form { way: Some(ServiceMode::Post), ..form("低保", "1") };
        assert_eq!(codes(&post), [("address", "foi.way_needs")]);
        let proof = Form { has_proof: true, ..form("低保", "") };
        assert_eq!(codes(&proof), []);
    }

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(title_of(" 低保\n资金 "), "低保 资金");
        assert_eq!(title_of(&"字".repeat(61)).chars().count(), 61);
    }
}
