//! 备齐文书: what the drafter wrote makes, with what the case says, a complete letter; it is kept until it goes out.

use gk_base::{Coded, Fault, Office, Problem};
use gk_rules::foi::FoiEvent;
use gk_rules::foi::letters::need::{Needed, reasons_not_to_prepare};
use gk_rules::foi::letters::paper::UNNUMBERED;
use gk_rules::foi::letters::{Form, Typed};
use gk_rules::org::{Act, Actor, may};

use crate::letters::{Wish, gather, whom};
use crate::tables::letters;
use gk_foi::cases;
use gk_foi::{Open, Seen};

/// 文书内容: what only the drafter knows.
#[derive(Clone)]
pub struct PrepareLetter {
    /// 式样
    pub form: Form,
    /// The name the one it goes to has in the case; empty for the applicant.
    pub party: String,
    /// By the names of the fields.
    pub typed: Typed,
}

/// Prepares a letter; gives its row.
///
/// # Errors
/// [`Problem::Refused`] with everything that is missing or contradicts, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, cmd: PrepareLetter) -> Result<i64, Problem> {
    let mut tx = office.begin(actor).await?;
    let matter = cases::load(&mut tx, seen.matter).await?;
    may(actor, Act::HandleCase, &matter.subject())?;
    let open = Open::load(&mut tx, matter.at(seen.version)?).await?;
    let all = letters::of_matter(&mut tx, seen.matter).await?;
    let before = letters::in_work(&all, cmd.form, &cmd.party).map(|one| one.id);
    let needed = Needed { form: cmd.form, party: cmd.party.clone() };
    Problem::unless_none(reasons_not_to_prepare(&needed, &open.case, before.is_some()))?;
    let whom = whom::opened(&mut tx, &open, &cmd.party).await?;
    let number = cmd.form.is_numbered().then_some(UNNUMBERED);
    let on = tx.today();
    let wish = Wish { form: cmd.form, party: &cmd.party, typed: &cmd.typed, number, on };
    gather(&mut tx, &open, &wish, &whom).await?.text(cmd.form).map_err(Problem::Refused)?;
    let facts = serde_json::to_string(&cmd.typed).map_err(|e| Fault::because("writing a letter", e))?;
    let id = letters::put(&mut tx, seen.matter, (cmd.form, &cmd.party), before, &facts).await?;
    let body = serde_json::json!({ "form": cmd.form.code(), "letter": id });
    tx.ledger(FoiEvent::LetterPrepared, Some(open.matter.organ.id.0), open.matter.ledger_subject(), &body);
    tx.commit().await?;
    Ok(id)
}
