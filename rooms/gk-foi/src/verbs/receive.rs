//! 接收: an application comes in, by network or entered at the desk; nothing that meets art 29 is turned away.

use gk_base::directory::{self, Seat};
use gk_base::{Coded, Fault, Office, Problem, Tx, params};
use gk_rules::Day;
use gk_rules::foi::event::{CaseEvent, Recorded, Submitted};
use gk_rules::foi::form::{Field, Form, reasons_not_to_address, reasons_not_to_receive, title_of};
use gk_rules::foi::split::propose;
use gk_rules::foi::{Case, Channel, FileRole, FoiEvent};
use gk_rules::numbers::QueryCode;
use gk_rules::org::{Act, Actor, OrganId, Subject, may};
use gk_rules::report::Applicants;

use super::add_file::{Brought, keep};
use super::{Counting, Open};
use crate::person::Contact;
use crate::tables::cases::{self, CONTACT, IDENTITY, NAME, QUERY};
use crate::tables::{events, tallies};

/// 申请: what was typed.
#[derive(Clone)]
pub struct Receive {
    /// 被申请机关
    pub organ: OrganId,
    /// The form's own key: the same form sent twice is one application.
    pub form_key: String,
    /// 收到渠道
    pub channel: Channel,
    /// 提交日、签收日、到达日; today for what comes by network.
    pub on: Day,
    /// 申请表
    pub form: Form,
    /// 分开申请: the applicant agreed to have its matters apart (一事一申请).
    pub apart: bool,
    /// Files that came with it.
    pub files: Vec<Brought>,
}

/// 已接收: the applications and the codes by which they are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// One for each application: its row and its code.
    pub cases: Vec<(i64, QueryCode)>,
}

/// By whom it is entered.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// The applicant, by network.
    Applicant,
    /// Somebody at the desk.
    Desk(&'a Actor),
    /// Another system, by the file.
    File,
}

/// Receives an application. The same form sent again gives what it gave the first time.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Missing`] organ.
pub async fn run(office: &Office, by: By<'_>, cmd: Receive) -> Result<Received, Problem> {
    let mut tx = match by {
        By::Applicant | By::File => office.begin_as_system().await?,
        By::Desk(actor) => office.begin(actor).await?,
    };
    let received = within(&mut tx, by, cmd).await?;
    tx.commit().await?;
    Ok(received)
}

/// The same within a unit of work.
pub async fn within(tx: &mut Tx, by: By<'_>, cmd: Receive) -> Result<Received, Problem> {
    let organ = directory::load(tx, cmd.organ).await?;
    if let By::Desk(actor) = by {
        may(actor, Act::ReceiveApplication, &Subject::of(organ.organ.id, organ.organ.path.clone()))?;
    }
    if let Some(first) = cases::find_by_form(tx, &cmd.form_key).await? {
        return already(tx, first).await;
    }
    Problem::unless_none(against(by, &cmd, &organ))?;
    let person = match by {
        By::Applicant | By::File => 0,
        By::Desk(actor) => actor.person,
    };
    let mut cases = Vec::new();
    let matters = matters(&cmd);
    let first = tx.next_numbers("foi_cases", i64::try_from(matters.len()).unwrap_or(1)).await?;
    for (at, about) in (0_i64..).zip(&matters) {
        let (id, split_of) = (first + at, (at > 0).then_some(first));
        let code = one(tx, &cmd, &organ, (id, split_of, at + 1), about).await?;
        begin(tx, &cmd, id, person).await?;
        cases.push((id, code));
    }
    Ok(Received { cases })
}

/// What is wanted, one text for each application.
fn matters(cmd: &Receive) -> Vec<String> {
    let about = cmd.form.about.trim();
    match propose(about) {
        Some(split) if cmd.apart => split.parts,
        _ => vec![about.to_owned()],
    }
}

/// What the desk has on paper is received in any case, as far as it can be registered at all; the rest is put right by 补正.
fn against(by: By<'_>, cmd: &Receive, organ: &Seat) -> Vec<gk_rules::Reason> {
    let needed = [Field::Kind, Field::Name, Field::About, Field::Obtain];
    let reasons = reasons_not_to_receive(&cmd.form).into_iter();
    let mut against: Vec<_> = match by {
        By::Applicant => reasons.map(|one| one.reason).collect(),
        By::Desk(_) | By::File => {
            reasons.filter(|one| needed.contains(&one.field)).map(|one| one.reason).collect()
        }
    };
    against.extend(reasons_not_to_address(organ.organ.kind));
    against
}

/// What the same form gave the first time.
async fn already(tx: &mut Tx, first: i64) -> Result<Received, Problem> {
    let mut cases = Vec::new();
    for matter in cases::of_form(tx, first).await? {
        let code = cases::code_of(tx, &matter)?;
        cases.push((matter.id, code));
    }
    Ok(Received { cases })
}

/// Writes one application down; gives its query code.
async fn one(
    tx: &mut Tx,
    cmd: &Receive,
    organ: &Seat,
    (id, split_of, part): (i64, Option<i64>, i64),
    about: &str,
) -> Result<QueryCode, Problem> {
    let (code, form) = (new_code(tx)?, &cmd.form);
    let contact = json(&Contact::of(form))?;
    let identity = &form.identity;
    let identity =
        [identity.id_number.trim(), identity.credit_code.trim()].into_iter().find(|text| !text.is_empty());
    let identity = identity.unwrap_or_default();
    let (mut identity_sealed, mut identity_index) = (None, None);
    if !identity.is_empty() {
        identity_sealed = Some(tx.seal(&IDENTITY, id, identity).await?);
        identity_index = Some(tx.blind(&IDENTITY, identity).await?);
    }
    let counting = Counting::load(tx, &organ.organ.path).await?;
    let (recent, excessive) = cases::recent(tx, identity, organ.organ.id.0, &counting).await?;
    let query_sealed = tx.seal(&QUERY, id, code.reveal()).await?;
    let query_index = tx.blind(&QUERY, &code.reveal()).await?;
    let name = tx.seal(&NAME, id, form.name.trim()).await?;
    let contact = tx.seal(&CONTACT, id, contact).await?;
    let now = tx.now();
    let saved = tx.who().name.clone();
    let form_key = if part == 1 { cmd.form_key.clone() } else { format!("{}#{part}", cmd.form_key) };
    let carriers = json(&form.carriers)?;
    let values = params![
        id,
        organ.organ.id.0,
        form_key,
        &query_sealed,
        query_index,
        about.trim(),
        title_of(about),
        carriers,
        form.obtain.map(Coded::code),
        form.accepts_other,
        cmd.channel.code(),
        form.kind.map(Coded::code),
        &name,
        identity_sealed.as_ref(),
        identity_index,
        &contact,
        now,
        split_of,
        part,
        recent,
        excessive,
        saved
    ];
    tx.run(&cases::INSERT, values).await?;
    tallies::put_in(tx, &[id]).await?;
    Ok(code)
}

fn new_code(tx: &Tx) -> Result<QueryCode, Fault> {
    let secret = tx.office().secret();
    let random = secret.first_chunk::<8>().ok_or_else(|| Fault::new("a secret of thirty-two bytes"))?;
    Ok(QueryCode::of(u64::from_le_bytes(*random)))
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|e| Fault::because("writing a form", e))
}

/// Its first event, with the files that came.
async fn begin(tx: &mut Tx, cmd: &Receive, id: i64, person: i64) -> Result<(), Problem> {
    let submitted =
        Submitted { channel: cmd.channel, applicant: cmd.form.kind.unwrap_or(Applicants::Person) };
    let event = CaseEvent::Submitted(submitted);
    let recorded = Recorded { seq: 1, day: cmd.on, at: Some(tx.now()), by: person, event };
    let case =
        Case::replay(std::slice::from_ref(&recorded)).map_err(|fault| Problem::Refused(fault.reasons))?;
    events::insert(tx, id, &recorded, &tx.who().name.clone()).await?;
    keep(tx, (id, 1), FileRole::Request, cmd.files.clone()).await?;
    let matter = cases::load(tx, id).await?;
    let body =
        serde_json::json!({ "channel": cmd.channel, "day": cmd.on, "split_of": matter.coming.split_of });
    tx.ledger(FoiEvent::Submitted, Some(matter.organ.id.0), matter.ledger_subject(), &body);
    let counting = Counting::load(tx, &matter.organ.path).await?;
    let mut open = Open { matter, told: Vec::new(), case, counting };
    open.save(tx).await
}
