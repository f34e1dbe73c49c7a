//! 收下一件: an application of another system, under that system's own number; the same number is the same application, however it
//! comes.

use gk_base::{Office, Problem, Tx, directory};
use gk_foi::cases;
use gk_foi::verbs::receive::{self, By, Receive};
use gk_rules::Reason;
use gk_rules::foi::intake::{Cells, Incoming, column, unknown_column};
use gk_rules::org::{Act, Actor, OrganId, Subject, may};
use serde_json::{Map, Value};

/// 已收下
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenIn {
    /// A new case.
    New(i64),
    /// The case it had already become.
    Known(i64),
}

/// The form's own key of an application of another system.
#[must_use]
pub fn form_key(organ: &str, key: &str) -> String {
    format!("file:{organ}:{key}")
}

/// Takes one in for the actor's organ, entered as at the desk.
///
/// # Errors
/// [`Problem::Refused`] with every reason, [`Problem::NotAllowed`].
pub async fn run(office: &Office, actor: &Actor, one: Incoming) -> Result<TakenIn, Problem> {
    let mut tx = office.begin(actor).await?;
    may(actor, Act::ReceiveApplication, &Subject::of(actor.organ, actor.path.clone()))?;
    let code = directory::load(&mut tx, actor.organ).await?.organ.code;
    let taken = within(&mut tx, By::Desk(actor), (actor.organ, &code), one).await?;
    tx.commit().await?;
    Ok(taken)
}

/// The same within a unit of work, for the organ of this number and code.
pub(crate) async fn within(
    tx: &mut Tx,
    by: By<'_>,
    (organ, code): (OrganId, &str),
    one: Incoming,
) -> Result<TakenIn, Problem> {
    let form_key = form_key(code, &one.key);
    if let Some(known) = cases::find_by_form(tx, &form_key).await? {
        return Ok(TakenIn::Known(known));
    }
    let (channel, on, form) = (one.channel, one.on, one.form);
    let received = Receive { organ, form_key, channel, on, form, apart: false, files: Vec::new() };
    let received = receive::within(tx, by, received).await?;
    let first = received.cases.first().map(|one| one.0);
    first.map(TakenIn::New).ok_or_else(|| gk_base::Fault::new("received, and there is no case").into())
}

/// The fields of a JSON object, by code or by Chinese name.
pub(crate) fn cells(object: Map<String, Value>) -> Result<Cells, Vec<Reason>> {
    let (mut cells, mut against) = (Cells::new(), Vec::new());
    for (name, value) in object {
        match column(&name) {
            Some(code) => {
                cells.insert(code.to_owned(), plain(&value));
            }
            None => against.push(unknown_column(&name)),
        }
    }
    if against.is_empty() { Ok(cells) } else { Err(against) }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(false) => String::new(),
        Value::Bool(true) => "1".to_owned(),
        Value::Array(all) => all.iter().map(plain).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    }
}
