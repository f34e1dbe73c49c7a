//! 征求意见: whose opinion is asked for is sealed; the events know a name of the case's own only.

use gk_base::{Coded, Office, Problem};
use gk_rules::Reason;
use gk_rules::foi::ServiceMode;
use gk_rules::foi::event::{CaseEvent, Consulted, Party};
use gk_rules::foi::words::{choose, no_party, no_party_address};
use gk_rules::org::{Actor, may};
use gk_webkit::Fields;

use super::step::{TakeStep, advance};
use super::{Open, Seen};
use crate::tables::parties::PartyContact;
use crate::tables::{cases, parties};

/// 征求谁的意见
#[derive(Clone)]
pub struct Consult {
    /// 身份
    pub role: Party,
    /// 姓名、名称
    pub name: String,
    /// 联系方式, with the address where the letter goes by post.
    pub contact: PartyContact,
}

impl Consult {
    /// As typed.
    ///
    /// # Errors
    /// The reasons why it cannot be read.
    pub fn of(fields: &Fields) -> Result<Self, Vec<Reason>> {
        let role = Party::from_code(fields.text("role")).ok_or_else(|| vec![choose(fields.text("role"))])?;
        let text = |name: &str| fields.text(name).trim().to_owned();
        let way = match fields.maybe("way") {
            Some(code) => Some(ServiceMode::from_code(code).ok_or_else(|| vec![choose(code)])?),
            None => None,
        };
        let (contact, address, postcode) = (text("contact"), text("address"), text("postcode"));
        let (name, contact) = (text("name"), PartyContact { contact, address, postcode, way });
        let mut against = Vec::new();
        if name.is_empty() || contact.contact.is_empty() && contact.address.is_empty() {
            against.push(no_party());
        }
        if way == Some(ServiceMode::Post) && contact.address.is_empty() {
            against.push(no_party_address());
        }
        if against.is_empty() { Ok(Self { role, name, contact }) } else { Err(against) }
    }
}

/// Asks for an opinion; gives the name the one asked has in the case.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, cmd: Consult) -> Result<String, Problem> {
    let mut tx = office.begin(actor).await?;
    let matter = cases::load(&mut tx, seen.matter).await?;
    may(actor, gk_rules::foi::Verb::Consult.act(), &matter.subject())?;
    let open = Open::load(&mut tx, matter.at(seen.version)?).await?;
    let party = parties::add(&mut tx, seen.matter, cmd.role, &cmd.name, &cmd.contact).await?;
    let event = CaseEvent::Consulted(Consulted { party: party.clone(), role: cmd.role });
    let on = tx.today();
    advance(&mut tx, open, actor.person, TakeStep { on, event, files: Vec::new() }).await?;
    tx.commit().await?;
    Ok(party)
}
