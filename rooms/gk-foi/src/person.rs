//! Who applied, in plain: for as long as a letter is addressed or a page is shown; sealed everywhere else.

use gk_base::sealed::Opening;
use gk_base::{Fault, Read, Tx};
use gk_rules::foi::form::Form;
use serde::{Deserialize, Serialize};

use crate::tables::cases::{CONTACT, IDENTITY, Matter, NAME};

/// 联系方式: sealed as one value. No `Debug`.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// 证件名称
    pub id_kind: String,
    /// 联系电话
    pub phone: String,
    /// 联系地址
    pub address: String,
    /// 邮政编码
    pub postcode: String,
    /// 电子邮箱
    pub email: String,
    /// 传真
    pub fax: String,
    /// 法定代表人
    pub representative: String,
    /// 联系人
    pub name: String,
    /// 代理人
    pub agent: String,
}

impl Contact {
    pub(crate) fn of(form: &Form) -> Self {
        use gk_rules::Coded;
        let (identity, contact) = (&form.identity, &form.contact);
        Self {
            id_kind: identity.id_kind.map(Coded::label).unwrap_or_default().to_owned(),
            phone: contact.phone.trim().to_owned(),
            address: contact.address.trim().to_owned(),
            postcode: contact.postcode.trim().to_owned(),
            email: contact.email.trim().to_owned(),
            fax: contact.fax.trim().to_owned(),
            representative: identity.representative.trim().to_owned(),
            name: contact.name.trim().to_owned(),
            agent: form.agent.name.trim().to_owned(),
        }
    }
}

/// 申请人: opened for a purpose. No `Debug`.
pub struct Person {
    /// 姓名、名称
    pub name: String,
    /// 证件号码、统一社会信用代码
    pub identity: String,
    /// 联系方式
    pub contact: Contact,
}

/// Opens who applied; the ledger has who looked, at what, and for what.
pub fn opened(tx: &mut Tx, matter: &Matter, opening: &Opening) -> Result<Person, Fault> {
    let identity = match &matter.who.identity {
        Some(sealed) => tx.open(&IDENTITY.at(matter.id, sealed), opening)?.text()?.to_owned(),
        None => String::new(),
    };
    let contact = contact(tx, matter, opening)?;
    let name = tx.open(&NAME.at(matter.id, &matter.who.name), opening)?.text()?.to_owned();
    Ok(Person { name, identity, contact })
}

/// Opens where an applicant can be reached; the ledger has it.
///
/// # Errors
/// When the sealed value was touched.
pub fn contact(tx: &mut Tx, matter: &Matter, opening: &Opening) -> Result<Contact, Fault> {
    let contact = tx.open(&CONTACT.at(matter.id, &matter.who.contact), opening)?;
    serde_json::from_slice(contact.bytes()).map_err(|e| Fault::because("a sealed contact", e))
}

/// 申请人姓名、名称 alone, opened.
///
/// # Errors
/// When the sealed value was touched.
pub fn name(tx: &mut Tx, matter: &Matter, opening: &Opening) -> Result<String, Fault> {
    Ok(tx.open(&NAME.at(matter.id, &matter.who.name), opening)?.text()?.to_owned())
}

/// 申请人姓名、名称 masked, for lists and pages.
#[must_use]
pub fn masked(read: &Read, matter: &Matter) -> String {
    read.masked(&NAME.at(matter.id, &matter.who.name))
}
