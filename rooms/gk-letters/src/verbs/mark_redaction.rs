//! 标记区分处理: what is to be taken out of a file of a case, and on which ground; nothing is taken out yet.

use gk_base::sealed::Opening;
use gk_base::{Office, Problem, Tx};
use gk_rules::foi::words::{no_such_mark, not_redactable, too_many_marks};
use gk_rules::org::{Act, Actor, may};
use gk_rules::privacy::Purpose;
use gk_rules::redaction::reasons::reasons_not_to_redact;

pub use crate::tables::redactions::Marked;
use crate::tables::redactions::{self, Redaction};
use gk_foi::cases::{self, Matter};
use gk_foi::files::FileLine;

/// How many marks a file may have.
const MARKS: usize = 200;

/// 哪份材料的区分处理
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenMarks {
    /// The case.
    pub matter: i64,
    /// The file.
    pub file: i64,
    /// The version that was on the screen; 0 before the first mark.
    pub version: u32,
}

/// 改动
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// One more.
    Add(Marked),
    /// Without the one at this place, counted from nought.
    Remove(usize),
}

/// Changes the marks of a file.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Stale`], [`Problem::Missing`] file.
pub async fn run(office: &Office, actor: &Actor, seen: SeenMarks, change: Change) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let (matter, _, before) = source(&mut tx, actor, (seen.matter, seen.file)).await?;
    let before = before.map(|one| one.at(seen.version)).transpose()?;
    let mut marks = match &before {
        Some(one) => one.marks(&mut tx, &opening(&matter))?,
        None => Vec::new(),
    };
    match change {
        Change::Add(mark) => {
            Problem::unless_none(reasons_not_to_redact(&[mark.mark()]))?;
            if marks.len() >= MARKS {
                return Err(Problem::refused(too_many_marks(MARKS)));
            }
            marks.push(mark);
        }
        Change::Remove(at) if at < marks.len() => drop(marks.remove(at)),
        Change::Remove(_) => return Err(Problem::refused(no_such_mark())),
    }
    redactions::save_marks(&mut tx, (seen.matter, seen.file), before.as_ref(), &marks).await?;
    tx.commit().await
}

/// The case, the file and its redaction, for somebody who may handle it, if a file of this kind can be redacted.
pub(crate) async fn source(
    tx: &mut Tx,
    actor: &Actor,
    (matter, file): (i64, i64),
) -> Result<(Matter, FileLine, Option<Redaction>), Problem> {
    let matter = cases::load(tx, matter).await?;
    may(actor, Act::HandleCase, &matter.subject())?;
    let found = redactions::of_file(tx, matter.id, file).await?;
    let (found, redaction) = found.ok_or_else(|| Problem::missing("file", file))?;
    if !found.is_redactable() {
        return Err(Problem::refused(not_redactable()));
    }
    Ok((matter, found, redaction))
}

/// For what the file is opened.
pub(crate) fn opening(matter: &Matter) -> Opening {
    Opening::of(matter.ledger_subject(), Some(matter.organ.id.0), Purpose::Register)
}
