//! 征求意见: whose opinion is asked for is sealed; the events know a name of the case's own only.

use gk_base::{Coded, Office, Problem};
use gk_rules::Reason;
use gk_rules::foi::event::{CaseEvent, Consulted, Party};
use gk_rules::foi::words::{choose, no_party};
use gk_rules::org::{Actor, may};
use gk_webkit::Fields;

use super::step::{TakeStep, advance};
use super::{Open, Seen};
use crate::tables::{cases, parties};

/// 征求谁的意见
#[derive(Clone)]
pub struct Consult {
    /// 身份
    pub role: Party,
    /// 姓名、名称
    pub name: String,
    /// 联系方式和地址
    pub contact: String,
}

impl Consult {
    /// As typed.
    ///
    /// # Errors
    /// The reasons why it cannot be read.
    pub fn of(fields: &Fields) -> Result<Self, Vec<Reason>> {
        let role = Party::from_code(fields.text("role")).ok_or_else(|| vec![choose(fields.text("role"))])?;
        let (name, contact) = (fields.text("name").to_owned(), fields.text("contact").to_owned());
        if name.is_empty() || contact.is_empty() {
            return Err(vec![no_party()]);
        }
        Ok(Self { role, name, contact })
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
