//! 修改文书模板: an organ words a letter itself, from a day on; what the checker refuses is not kept.

use gk_base::{Coded, Office, Problem, directory, settings};
use gk_rules::Day;
use gk_rules::foi::FoiEvent;
use gk_rules::foi::letters::{Form, accept};
use gk_rules::foi::words::{day_past, no_source, no_template_change};
use gk_rules::org::{Act, Actor, Subject, may};

use crate::letters::template_key;

/// 模板
#[derive(Debug, Clone)]
pub struct SetTemplate {
    /// 式样
    pub form: Form,
    /// The text; empty goes back to the one that comes with the program.
    pub text: String,
    /// 起始日期
    pub from: Day,
    /// 修改说明
    pub source: String,
}

/// Sets the template of a form.
///
/// # Errors
/// [`Problem::Refused`] with the checker's complaints, line and column in their words; [`Problem::NotAllowed`].
pub async fn run(office: &Office, actor: &Actor, cmd: SetTemplate) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let seat = directory::load(&mut tx, actor.organ).await?;
    may(actor, Act::SetFoi, &Subject::of(seat.organ.id, seat.organ.path.clone()))?;
    let text = cmd.text.replace("\r\n", "\n");
    let text = if text.trim().is_empty() { "" } else { text.as_str() };
    let mut against = Vec::new();
    if !text.is_empty() {
        match accept(text) {
            Ok(accepted) if accepted.template().form != cmd.form => {
                against.push(gk_rules::foi::words::choose(cmd.form.code()));
            }
            Ok(_) => {}
            Err(complaints) => against.extend(complaints.into_iter().map(|one| one.reason)),
        }
    }
    let key = template_key(&seat.organ.code, cmd.form);
    let now = settings::in_force(&mut tx, &key, cmd.from).await?.map(|one| one.value).unwrap_or_default();
    against.extend((now == text).then(no_template_change));
    against.extend((cmd.from < tx.today()).then(day_past));
    against.extend(cmd.source.trim().is_empty().then(no_source));
    Problem::unless_none(against)?;
    settings::set(&mut tx, &key, cmd.from, text, cmd.source.trim()).await?;
    let body = serde_json::json!({ "form": cmd.form.code(), "from": cmd.from, "standard": text.is_empty() });
    tx.ledger(FoiEvent::TemplateSet, Some(seat.organ.id.0), format!("template:{key}"), &body);
    tx.commit().await
}
