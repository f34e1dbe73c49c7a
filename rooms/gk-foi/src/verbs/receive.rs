//! 接收: an application comes in, by network or entered at the desk; nothing that meets art 29 is turned away.

use gk_base::directory::{self, Seat};
use gk_base::{Coded, Office, Problem, Tx, params};
use gk_rules::Day;
use gk_rules::foi::event::{CaseEvent, Recorded, Submitted};
use gk_rules::foi::form::{Form, reasons_not_to_receive, title_of};
use gk_rules::foi::query_code::QueryCode;
use gk_rules::foi::{Carrier, Case, Channel, FileRole, FoiEvent, ServiceMode};
use gk_rules::org::{Act, Actor, OrganId, Subject, may};
use gk_rules::report::Applicants;

use super::add_file::{Brought, keep};
use super::{Counting, Open};
use crate::person::Contact;
use crate::tables::cases::{self, CONTACT, IDENTITY, NAME, QUERY};
use crate::tables::events;

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
    /// 申请人类型
    pub kind: Option<Applicants>,
    /// 姓名、名称
    pub name: String,
    /// 证件号码
    pub identity: String,
    /// 联系方式
    pub contact: Contact,
    /// 所需信息: one for each application, where the applicant agreed to have them apart (一事一申请).
    pub wanted: Vec<String>,
    /// 提供方式
    pub carriers: Vec<Carrier>,
    /// 获取途径
    pub way: Option<ServiceMode>,
    /// 可接受其他方式
    pub other_accepted: bool,
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
}

/// Receives an application. The same form sent again gives what it gave the first time.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Missing`] organ.
pub async fn run(office: &Office, by: By<'_>, cmd: Receive) -> Result<Received, Problem> {
    let mut tx = match by {
        By::Applicant => office.begin_as_system().await?,
        By::Desk(actor) => office.begin(actor).await?,
    };
    let organ = directory::load(&mut tx, cmd.organ).await?;
    if let By::Desk(actor) = by {
        may(actor, Act::ReceiveApplication, &Subject::of(organ.organ.id, organ.organ.path.clone()))?;
    }
    if let Some(first) = cases::find_by_form(&mut tx, &cmd.form_key).await? {
        return already(&mut tx, first).await;
    }
    Problem::unless_none(against(&cmd, &organ))?;
    let person = match by {
        By::Applicant => 0,
        By::Desk(actor) => actor.person,
    };
    let mut cases = Vec::new();
    let first = tx.next_numbers("foi_cases", i64::try_from(cmd.wanted.len()).unwrap_or(1)).await?;
    for (at, wanted) in (0_i64..).zip(&cmd.wanted) {
        let (id, split_of) = (first + at, (at > 0).then_some(first));
        let code = one(&mut tx, &cmd, &organ, (id, split_of, at + 1), wanted).await?;
        begin(&mut tx, &cmd, id, person).await?;
        cases.push((id, code));
    }
    tx.commit().await?;
    Ok(Received { cases })
}

fn against(cmd: &Receive, organ: &Seat) -> Vec<gk_rules::Reason> {
    let whole = cmd.wanted.join("\n");
    let form = Form {
        channel: cmd.channel,
        kind: cmd.kind,
        name: &cmd.name,
        identity: &cmd.identity,
        has_proof: cmd.files.iter().any(|file| file.role == Some(FileRole::Identity)),
        telephone: &cmd.contact.telephone,
        address: &cmd.contact.address,
        email: &cmd.contact.email,
        fax: &cmd.contact.fax,
        wanted: &whole,
        carriers: &cmd.carriers,
        way: cmd.way,
    };
    let mut against: Vec<_> = reasons_not_to_receive(&form).into_iter().map(|(_, reason)| reason).collect();
    against.extend(gk_rules::foi::form::reasons_not_to_address(organ.organ.kind));
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
    wanted: &str,
) -> Result<QueryCode, Problem> {
    let code = QueryCode::of(&tx.office().secret());
    let contact = serde_json::to_string(&cmd.contact)
        .map_err(|e| gk_base::Fault::because("writing a contact", e))?;
    let identity = cmd.identity.trim();
    let (mut identity_sealed, mut identity_index) = (None, None);
    if !identity.is_empty() {
        identity_sealed = Some(tx.seal(&IDENTITY, id, identity).await?);
        identity_index = Some(tx.blind(&IDENTITY, identity).await?);
    }
    let counting = Counting::load(tx).await?;
    let (recent, excessive) = cases::recent(tx, identity, organ.organ.id.0, &counting).await?;
    let query_sealed = tx.seal(&QUERY, id, code.plain()).await?;
    let query_index = tx.blind(&QUERY, code.plain()).await?;
    let name = tx.seal(&NAME, id, cmd.name.trim()).await?;
    let contact = tx.seal(&CONTACT, id, contact).await?;
    let now = tx.now();
    let saved = tx.who().name.clone();
    let form_key = if part == 1 { cmd.form_key.clone() } else { format!("{}#{part}", cmd.form_key) };
    let carriers = serde_json::to_string(&cmd.carriers).map_err(|e| gk_base::Fault::because("writing carriers", e))?;
    let values = params![
        id,
        organ.organ.id.0,
        form_key,
        &query_sealed,
        query_index,
        wanted.trim(),
        title_of(wanted),
        carriers,
        cmd.way.map(Coded::code),
        cmd.other_accepted,
        cmd.channel.code(),
        cmd.kind.map(Coded::code),
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
    Ok(code)
}

/// Its first event, with the files that came.
async fn begin(tx: &mut Tx, cmd: &Receive, id: i64, person: i64) -> Result<(), Problem> {
    let submitted = Submitted { channel: cmd.channel, applicant: cmd.kind.unwrap_or(Applicants::Person) };
    let event = CaseEvent::Submitted(submitted);
    let recorded = Recorded { seq: 1, day: cmd.on, at: Some(tx.now()), by: person, event };
    let case = Case::replay(std::slice::from_ref(&recorded)).map_err(|fault| Problem::Refused(fault.reasons))?;
    events::insert(tx, id, &recorded, &tx.who().name.clone()).await?;
    keep(tx, (id, 1), FileRole::Request, cmd.files.clone()).await?;
    let matter = cases::load(tx, id).await?;
    let body = serde_json::json!({ "channel": cmd.channel, "day": cmd.on, "split_of": matter.coming.split_of });
    tx.ledger(FoiEvent::Submitted, Some(matter.organ.id.0), matter.ledger_subject(), &body);
    let mut open = Open { matter, told: Vec::new(), case, counting: Counting::load(tx).await? };
    open.save(tx).await
}
