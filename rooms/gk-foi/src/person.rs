//! Who applied, in plain: for as long as a letter is addressed or a page is shown; sealed everywhere else.

use gk_base::sealed::Opening;
use gk_base::{Fault, Tx};
use serde::{Deserialize, Serialize};

use crate::tables::cases::{CONTACT, IDENTITY, Matter, NAME};

/// 联系方式: sealed as one value. No `Debug`.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// 联系电话
    pub telephone: String,
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
    pub contact: String,
    /// 代理人
    pub agent: String,
}

/// 申请人: opened for a purpose. No `Debug`.
pub struct Person {
    /// 姓名、名称
    pub name: String,
    /// 证件号码
    pub identity: String,
    /// 联系方式
    pub contact: Contact,
}

/// Opens who applied; the ledger has who looked, at what, and for what.
pub(crate) fn opened(tx: &mut Tx, matter: &Matter, opening: &Opening) -> Result<Person, Fault> {
    let identity = match &matter.who.identity {
        Some(sealed) => tx.open(&IDENTITY.at(matter.id, sealed), opening)?.text()?.to_owned(),
        None => String::new(),
    };
    Ok(Person {
        name: tx.open(&NAME.at(matter.id, &matter.who.name), opening)?.text()?.to_owned(),
        identity,
        contact: contact(tx, matter, opening)?,
    })
}

/// Opens how to reach the applicant.
pub(crate) fn contact(tx: &mut Tx, matter: &Matter, opening: &Opening) -> Result<Contact, Fault> {
    let plain = tx.open(&CONTACT.at(matter.id, &matter.who.contact), opening)?;
    serde_json::from_slice(plain.bytes()).map_err(|e| Fault::because("a sealed contact", e))
}
