//! Those whose opinion was asked for: sealed; the case knows them by a name of its own.

use gk_base::sealed::{Opening, Sealed};
use gk_base::sql::Row;
use gk_base::{Fault, Read, Tx, params, sealed_columns, statements};
use gk_rules::foi::ServiceMode;
use gk_rules::foi::event::Party;
use serde::{Deserialize, Serialize};

sealed_columns! {
    /// 被征求意见人的姓名、名称
    PARTY_NAME = "foi_parties"."name_sealed", row "id" (number), Name;
    /// 被征求意见人的联系方式
    PARTY_CONTACT = "foi_parties"."contact_sealed", row "id" (number), Words;
}

statements! {
    "foi.parties";
    /// How many a case has.
    COUNT = "select count(*) from foi_parties where matter = $1";
    /// A new one.
    INSERT = "insert into foi_parties (id, matter, party, name_sealed, contact_sealed) values ($1, $2, $3, $4, $5)";
    /// Those of a case.
    OF_MATTER = "select id, party, name_sealed, contact_sealed from foi_parties where matter = $1 order by id limit 50";
}

/// 被征求意见人（存档）
#[derive(Clone)]
pub struct PartyLine {
    pub id: i64,
    /// The name it has in the events.
    pub party: String,
    pub name: Sealed,
    /// 联系方式, as [`PartyContact`].
    pub contact: Sealed,
}

/// 被征求意见人的联系方式: sealed as one value. No `Debug`.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PartyContact {
    /// 联系电话等
    pub contact: String,
    /// 邮寄地址
    pub address: String,
    /// 邮政编码
    pub postcode: String,
    /// 送达征求意见书的方式
    pub way: Option<ServiceMode>,
}

impl PartyLine {
    /// The name, opened.
    ///
    /// # Errors
    /// When the sealed value was touched.
    pub fn opened(&self, tx: &mut Tx, opening: &Opening) -> Result<String, Fault> {
        Ok(tx.open(&PARTY_NAME.at(self.id, &self.name), opening)?.text()?.to_owned())
    }
    /// How the one can be reached, opened.
    ///
    /// # Errors
    /// When the sealed value was touched.
    pub fn contact(&self, tx: &mut Tx, opening: &Opening) -> Result<PartyContact, Fault> {
        let plain = tx.open(&PARTY_CONTACT.at(self.id, &self.contact), opening)?;
        // One line of words, as it was written before the address stood for itself, is no address of a letter.
        Ok(serde_json::from_slice(plain.bytes())
            .unwrap_or(PartyContact { contact: plain.text()?.to_owned(), ..PartyContact::default() }))
    }
    /// The name, masked.
    #[must_use]
    pub fn masked(&self, read: &Read) -> String {
        read.masked(&PARTY_NAME.at(self.id, &self.name))
    }
}

/// Writes one down; gives the name it has in the case.
pub(crate) async fn add(
    tx: &mut Tx,
    matter: i64,
    role: Party,
    name: &str,
    contact: &PartyContact,
) -> Result<String, Fault> {
    let contact = serde_json::to_string(contact).map_err(|e| Fault::because("writing a contact", e))?;
    let id = tx.next_numbers("foi_parties", 1).await?;
    let number = tx.number(&COUNT, params![matter]).await? + 1;
    let party = format!("{}{number}", role.prefix());
    let name = tx.seal(&PARTY_NAME, id, name).await?;
    let contact = tx.seal(&PARTY_CONTACT, id, contact).await?;
    tx.run(&INSERT, params![id, matter, &party, &name, &contact]).await?;
    Ok(party)
}

fn one(row: &Row) -> Result<PartyLine, Fault> {
    Ok(PartyLine { id: row.get(0)?, party: row.get(1)?, name: row.get(2)?, contact: row.get(3)? })
}

/// Those of a case, in the order they were asked.
pub async fn of_matter(read: &mut Read, matter: i64) -> Result<Vec<PartyLine>, Fault> {
    let rows = read.rows(&OF_MATTER, params![matter]).await?;
    rows.iter().map(one).collect()
}
