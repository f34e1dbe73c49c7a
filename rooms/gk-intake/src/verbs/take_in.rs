//! 收件录入: a file becomes a draft with its fields read; the original is kept byte for byte.

use gk_base::ledger::sha256;
use gk_base::{Fault, Office, Problem, Tx, directory};
use gk_rules::Reason;
use gk_rules::catalog::trouble::Trouble;
use gk_rules::intake::archive::{Member, is_unsafe};
use gk_rules::intake::reasons::{
    double, no_words, packed_twice, reasons_not_to_take_in, reasons_of_what_hides, unreadable,
};
use gk_rules::intake::{Flow, Known, Likeness, Reading, read};
use gk_rules::org::{Act, Actor, OrganId, Subject, may};
use gk_rules::preflight::file::Inspected;
use gk_rules::records::Media;

use gk_records::verbs::take_in::{self, Brought};

pub use crate::tables::Double;
use crate::tables::{self, KeptReading};

/// A file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeIn {
    /// 文件名
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// 重复的也录入: whoever sends it has seen what is there already.
    pub again: bool,
    /// 已知要素: goes before what is read.
    pub known: Known,
}

/// 收件结果: what became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakenIn {
    /// 已录入: a draft.
    Draft {
        /// Its record.
        record: i64,
        /// 拟用名称
        title: String,
    },
    /// 重复: there already, and not taken in again.
    Double(Vec<Double>),
}

impl TakenIn {
    /// 不予录入的理由: nothing for what was taken in.
    #[must_use]
    pub fn reasons(&self, name: &str) -> Vec<Reason> {
        match self {
            Self::Draft { .. } => Vec::new(),
            Self::Double(all) => {
                all.iter().map(|one| double(name, one.same, &one.title, &one.number)).collect()
            }
        }
    }
}

/// Takes one document in.
///
/// # Errors
/// [`Problem::NotAllowed`], [`Problem::Refused`] with everything that speaks against the file.
pub async fn run(office: &Office, actor: &Actor, cmd: TakeIn) -> Result<TakenIn, Problem> {
    allowed(office, actor).await?;
    Problem::unless_none(reasons_not_to_take_in(&cmd.name, &cmd.bytes))?;
    let looked = look(office, &cmd.name, &cmd.bytes).await?;
    let mut tx = office.begin(actor).await?;
    let outcome = within(&mut tx, actor.organ, cmd, looked).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// Who may draft may take in; asked before a file is looked into, for that is work.
async fn allowed(office: &Office, actor: &Actor) -> Result<(), Problem> {
    let mut read = office.read().await?;
    let organ = directory::load(&mut read, actor.organ).await?.organ;
    may(actor, Act::DraftRecord, &Subject::of(organ.id, organ.path))?;
    Ok(())
}

/// What was found in a file before the unit of work begins.
struct Looked {
    look: Inspected,
    reading: Reading,
    likeness: Option<Likeness>,
}

async fn within(tx: &mut Tx, organ: OrganId, cmd: TakeIn, looked: Looked) -> Result<TakenIn, Problem> {
    let Looked { look, mut reading, likeness } = looked;
    say_known(&mut reading, &cmd.known);
    reading.number = gk_records::tidy_number(&reading.number);
    // A day to come is a slip of the document or of the reading: a person says.
    reading.made_on = reading.made_on.filter(|day| *day <= tx.today());
    let hash = sha256(&cmd.bytes);
    if !cmd.again {
        let known = (hash.as_str(), reading.number.as_str());
        let there = tables::doubles(tx, organ.0, known, likeness.as_ref()).await?;
        if !there.is_empty() {
            return Ok(TakenIn::Double(there));
        }
    }
    let brought = Brought {
        title: reading.title.clone(),
        document_number: reading.number.clone(),
        made_on: reading.made_on,
        kind: reading.kind,
        body: reading.body.clone(),
        file: (cmd.name.trim().to_owned(), cmd.bytes),
        look,
    };
    let id = take_in::within(tx, organ, brought).await?;
    let title = reading.title.clone();
    let name = cmd.name.trim().to_owned();
    tables::keep(tx, id, &KeptReading { hash, name, reading }, likeness.as_ref()).await?;
    Ok(TakenIn::Draft { record: id, title })
}

/// What a person says of the document goes before what was read; the places stay those of the reading.
fn say_known(reading: &mut Reading, known: &Known) {
    if let Some(title) = &known.title {
        reading.title.clone_from(title);
    }
    if let Some(number) = &known.number {
        reading.number.clone_from(number);
    }
    reading.made_on = known.made_on.or(reading.made_on);
    reading.kind = known.kind.unwrap_or(reading.kind);
}

/// Reads a file where blocking is allowed.
async fn look(office: &Office, name: &str, bytes: &[u8]) -> Result<Looked, Problem> {
    let (sheets, redactor) = (office.sheets(), office.redactor());
    let (file, bytes) = (name.to_owned(), bytes.to_vec());
    let work = move || -> Result<Looked, Vec<Reason>> {
        let pdf = Media::of(&bytes) == Some(Media::Pdf);
        let look = if pdf { redactor.inspect(&bytes) } else { sheets.inspect(&file, &bytes) };
        let mut against = reasons_of_what_hides(&file, &look);
        let taken: Result<(Flow, Vec<Trouble>), Trouble> =
            if pdf { Ok((Flow::of_pages(&look.lines), Vec::new())) } else { sheets.document(&file, &bytes) };
        let (flow, remarks) = match taken {
            Ok(taken) if against.is_empty() => taken,
            Ok(_) => return Err(against),
            Err(trouble) => {
                // What was said of the file already is not said twice.
                if against.is_empty() {
                    against.push(unreadable(&trouble));
                }
                return Err(against);
            }
        };
        let text = flow.text();
        if text.trim().is_empty() {
            return Err(vec![no_words(&file)]);
        }
        let remarks = remarks.iter().map(Trouble::message).collect();
        let reading = read(&file, &flow, remarks);
        Ok(Looked { look, reading, likeness: Likeness::of(&text) })
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|e| Fault::because("looking into a file", e))?.map_err(Problem::Refused)
}

/// The documents a file stands for: itself, or the members of a packed file; each with the reasons against it.
///
/// # Errors
/// [`Problem::Refused`] for a packed file that is damaged, locked, or passes a limit.
pub async fn unpack(
    office: &Office,
    name: String,
    bytes: Vec<u8>,
) -> Result<Vec<(Member, Vec<Reason>)>, Problem> {
    if Media::of(&bytes) != Some(Media::Zip) {
        return Ok(vec![(Member { name, bytes }, Vec::new())]);
    }
    Problem::unless_none(reasons_not_to_take_in(&name, &bytes))?;
    let sheets = office.sheets();
    let work = move || sheets.members(&name, &bytes);
    let done = tokio::task::spawn_blocking(work).await.map_err(|e| Fault::because("unpacking a file", e))?;
    let members = done.map_err(|trouble| Problem::refused(unreadable(&trouble)))?;
    Ok(members.into_iter().map(told).collect())
}

/// A member under its own name, with what speaks against it as a member.
fn told(member: Member) -> (Member, Vec<Reason>) {
    if is_unsafe(&member.name) {
        let against = reasons_not_to_take_in(&member.name, &member.bytes);
        return (member, against);
    }
    let name = member.file().to_owned();
    let packed = Media::of(&member.bytes) == Some(Media::Zip);
    let against = if packed { vec![packed_twice(&name)] } else { Vec::new() };
    (Member { name, bytes: member.bytes }, against)
}
