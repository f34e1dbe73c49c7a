//! To whom a letter speaks: opened for the purpose of the letter, or masked for a page that only shows how it will look.

use gk_base::sealed::Opening;
use gk_base::{Fault, Problem, Read, Tx};
use gk_rules::foi::ServiceMode;
use gk_rules::foi::letters::Typed;
use gk_rules::foi::words::{posted_hidden, posted_to};
use gk_rules::privacy::Purpose;

use crate::tables::letters::{FACTS, LetterLine};
use gk_foi::Open;
use gk_foi::parties::{self, PartyLine};
use gk_foi::{cases, person};

/// 收件人. No `Debug`.
pub(crate) struct Whom {
    pub(crate) applicant: String,
    /// The one whose opinion is asked, where the letter goes there.
    pub(crate) party: Option<String>,
    /// 查询码, where it may be told.
    pub(crate) code: Option<String>,
    /// 邮寄地址, of a letter that goes by post, to the applicant or to the one whose opinion is asked; empty for others.
    pub(crate) postal: String,
}

/// The purpose for which a letter opens what is sealed.
fn opening(open: &Open) -> Opening {
    Opening::of(open.matter.ledger_subject(), Some(open.matter.organ.id.0), Purpose::Letter)
}

/// Whether it goes to the applicant, and by post.
fn is_posted(open: &Open, name: &str) -> bool {
    name.is_empty() && open.matter.wanted.way == ServiceMode::Post
}

async fn party(read: &mut Read, open: &Open, name: &str) -> Result<Option<PartyLine>, Fault> {
    if name.is_empty() {
        return Ok(None);
    }
    Ok(parties::of_matter(read, open.matter.id).await?.into_iter().find(|one| one.party == name))
}

/// In plain, for a letter that is made; the ledger has it.
pub(crate) async fn opened(tx: &mut Tx, open: &Open, name: &str) -> Result<Whom, Problem> {
    let asked = party(tx, open, name).await?;
    let opening = opening(open);
    let matter = &open.matter;
    let applicant = person::name(tx, matter, &opening)?;
    let (mut party, mut postal) = (None, String::new());
    if let Some(line) = &asked {
        party = Some(line.opened(tx, &opening)?);
        let contact = line.contact(tx, &opening)?;
        if contact.way == Some(ServiceMode::Post) {
            postal = posted_to(&contact.address, &contact.postcode);
        }
    } else if is_posted(open, name) {
        let contact = person::contact(tx, matter, &opening)?;
        postal = posted_to(&contact.address, &contact.postcode);
    }
    let code = cases::code_of(tx, matter)?.reveal();
    Ok(Whom { applicant, party, code: Some(code), postal })
}

/// Masked, for a page; that there is an address is said, where it is not.
pub(crate) async fn masked(tx: &mut Tx, open: &Open, name: &str) -> Result<Whom, Problem> {
    let asked = party(tx, open, name).await?;
    let posted = match &asked {
        Some(line) => line.contact(tx, &opening(open))?.way == Some(ServiceMode::Post),
        None => is_posted(open, name),
    };
    let read: &mut Read = tx;
    let matter = &open.matter;
    Ok(Whom {
        applicant: person::masked(read, matter),
        party: asked.map(|line| line.masked(read)),
        code: None,
        postal: if posted { posted_hidden().to_owned() } else { String::new() },
    })
}

/// What the drafter wrote; the ledger has that it was opened.
pub(crate) fn typed(tx: &mut Tx, open: &Open, letter: &LetterLine) -> Result<Typed, Problem> {
    let plain = tx.open(&FACTS.at(letter.id, &letter.facts), &opening(open))?;
    serde_json::from_slice(plain.bytes()).map_err(|e| Fault::because("what a drafter wrote", e).into())
}
