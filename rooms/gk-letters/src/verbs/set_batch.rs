//! 成批制作文书: the letters of an organ as PDF, one after the other: what went out in some days, as it went out; what is prepared,
//! as it would go out now.

use gk_base::sealed::Opening;
use gk_base::{Coded, Office, Problem, directory};
use gk_rules::foi::letters::paper::UNNUMBERED;
use gk_rules::foi::words::letter_file;
use gk_rules::privacy::Purpose;
use gk_rules::{Day, Reason};

use crate::letters::press::{Made, set};
use crate::letters::whom;
use crate::tables::letters::{self, LetterLine, Todo};
use crate::verbs::release_letter::paper;
use gk_foi::{Open, cases, files};

/// 哪些文书
#[derive(Debug, Clone)]
pub struct SetBatch {
    /// 机关编码
    pub organ: String,
    /// Went out from this day on …
    pub from: Day,
    /// … up to this one.
    pub until: Day,
    /// Those that are prepared and did not go out yet, instead of those that went out.
    pub prepared: bool,
}

/// 一批文书: which, in the order they were begun.
pub struct Batch(Vec<Todo>);

/// 一份文书
pub struct OneLetter {
    /// The file's name: number or register number, and kind.
    pub name: String,
    /// PDF; what it lacks where it cannot be set yet.
    pub pdf: Result<Vec<u8>, Vec<Reason>>,
}

/// Which letters there are.
///
/// # Errors
/// [`Problem::Missing`] organ.
pub async fn list(office: &Office, cmd: &SetBatch) -> Result<Batch, Problem> {
    let mut read = office.read().await?;
    let organ = directory::load_by_code(&mut read, &cmd.organ).await?.organ.id.0;
    let mut all: Vec<Todo> = Vec::new();
    loop {
        let after = all.last().map_or(0, |one| one.letter);
        let more = letters::batch(&mut read, organ, (cmd.from, cmd.until), cmd.prepared, after).await?;
        if more.is_empty() {
            return Ok(Batch(all));
        }
        all.extend(more);
    }
}

impl Batch {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Sets one, counted from nought; nothing where it went away meanwhile. Each in a unit of work of its own, which records
    /// whose data was opened.
    ///
    /// # Errors
    /// When the database, the keys or the press fail.
    pub async fn set(&self, office: &Office, at: usize) -> Result<Option<OneLetter>, Problem> {
        let Some(todo) = self.0.get(at) else { return Ok(None) };
        let mut tx = office.begin_as_system().await?;
        let matter = cases::load(&mut tx, todo.matter).await?;
        let open = Open::load(&mut tx, matter).await?;
        let all = letters::of_matter(&mut tx, todo.matter).await?;
        let Some(line) = all.iter().find(|one| one.id == todo.letter) else { return Ok(None) };
        let name = name(&open, line);
        let pdf = match line.pdf {
            Some(file) => Ok(sent(&mut tx, &open, file).await?),
            None => {
                let typed = whom::typed(&mut tx, &open, line)?;
                let number = line.form.is_numbered().then_some(UNNUMBERED);
                match paper(&mut tx, &open, (line.form, &line.party), &typed, number).await {
                    Ok(paper) => Ok(set(office, &paper, Made::Pdf).await?),
                    Err(Problem::Refused(reasons)) => Err(reasons),
                    Err(problem) => return Err(problem),
                }
            }
        };
        tx.commit().await?;
        Ok(Some(OneLetter { name, pdf }))
    }
}

/// The file that went out.
async fn sent(tx: &mut gk_base::Tx, open: &Open, file: i64) -> Result<Vec<u8>, Problem> {
    let line = files::find(tx, open.matter.id, file).await?.ok_or_else(|| Problem::missing("file", file))?;
    let opening = Opening::of(open.matter.ledger_subject(), Some(open.matter.organ.id.0), Purpose::Serve);
    let opened = tx.open_file(&line.content, &opening).await?;
    Ok(opened.all(tx).await?.bytes().to_vec())
}

fn name(open: &Open, line: &LetterLine) -> String {
    let register = open.case.registered.as_ref().map(|one| one.number.as_str()).unwrap_or_default();
    letter_file(line.form.label(), line.number.as_deref().unwrap_or(register), Made::Pdf.ending())
}
