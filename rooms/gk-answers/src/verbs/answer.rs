//! 公示答复: an answered request without personal data, confirmed by a person; taken back at once when the organ wants it.

use gk_base::sealed::Opening;
use gk_base::{Office, Problem, Tx};
use gk_rules::Reason;
use gk_rules::foi::answers::showing;
use gk_rules::foi::depersonalise::{mask, reasons_not_to_show};
use gk_rules::foi::{Case, FoiEvent};
use gk_rules::org::{Act, Actor, may};
use gk_rules::privacy::Purpose;

use crate::tables::answers::{self, Text};
use gk_foi::Open;
use gk_foi::cases::{self, Matter};
use gk_foi::person;

/// 公示的文字, as the clerk read and confirmed it.
#[derive(Debug, Clone)]
pub struct ShowAnswer {
    /// 题名
    pub title: String,
    /// 申请内容
    pub asked: String,
    /// 答复内容
    pub answered: String,
}

/// What the law has against showing a case.
pub(crate) fn against(case: &Case) -> Vec<Reason> {
    showing(case).map_or_else(|| vec![gk_rules::foi::answers::not_ended()], reasons_not_to_show)
}

/// The names to be masked: opened for the register, and that is in the ledger.
pub(crate) fn names(tx: &mut Tx, matter: &Matter) -> Result<Vec<String>, Problem> {
    let opening = Opening::of(matter.ledger_subject(), Some(matter.organ.id.0), Purpose::Register);
    let person = person::opened(tx, matter, &opening)?;
    let contact = person.contact;
    let all =
        [person.name, person.identity, contact.representative, contact.name, contact.agent, contact.address];
    Ok(all.into_iter().filter(|one| one.chars().count() > 1).collect())
}

/// Shows the answer of a case; gives its number.
///
/// # Errors
/// [`Problem::Refused`] with every reason, [`Problem::NotAllowed`], [`Problem::Missing`].
pub async fn show(office: &Office, actor: &Actor, matter: i64, cmd: &ShowAnswer) -> Result<i64, Problem> {
    let mut tx = office.begin(actor).await?;
    let matter = cases::load(&mut tx, matter).await?;
    may(actor, Act::HandleCase, &matter.subject())?;
    let open = Open::load(&mut tx, matter).await?;
    let mut reasons = against(&open.case);
    let names = names(&mut tx, &open.matter)?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for text in [&cmd.title, &cmd.asked, &cmd.answered] {
        if let Err(more) = mask(text, &names).confirm(text, &names, actor.person) {
            reasons.extend(more);
        }
    }
    Problem::unless_none(reasons)?;
    let (Some(decision), Some((_, on))) = (open.case.decision(), open.case.first_end()) else {
        return Err(Problem::refused(gk_rules::foi::answers::not_ended()));
    };
    let former = answers::of_matter(&mut tx, open.matter.id).await?;
    let text = Text {
        decision,
        on,
        title: cmd.title.trim(),
        asked: cmd.asked.trim(),
        answered: cmd.answered.trim(),
    };
    let id = answers::show(&mut tx, &open.matter, former.as_ref(), &text).await?;
    let body = serde_json::json!({ "case": open.matter.id, "decision": decision });
    tx.ledger(FoiEvent::AnswerShown, Some(open.matter.organ.id.0), format!("foi_answer:{id}"), &body);
    tx.commit().await?;
    Ok(id)
}

/// Takes the answer of a case back.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Missing`], [`Problem::Stale`].
pub async fn withdraw(office: &Office, actor: &Actor, matter: i64) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let matter = cases::load(&mut tx, matter).await?;
    may(actor, Act::HandleCase, &matter.subject())?;
    let found = answers::of_matter(&mut tx, matter.id).await?.filter(|one| one.shown);
    let found = found.ok_or_else(|| Problem::missing("answer", matter.id))?;
    answers::hide(&mut tx, &found).await?;
    let body = serde_json::json!({ "case": matter.id });
    tx.ledger(FoiEvent::AnswerWithdrawn, Some(matter.organ.id.0), format!("foi_answer:{}", found.id), &body);
    tx.commit().await
}
