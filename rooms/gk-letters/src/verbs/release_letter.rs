//! 印发文书: a prepared letter gets its number and becomes files of the case; a reply does so with its decision.

use gk_base::sealed::keep_file;
use gk_base::{Coded, Fault, Office, Problem, Tx};
use gk_rules::foi::event::{CaseEvent, Recorded};
use gk_rules::foi::letters::need::{not_prepared, nothing_prepared, numbered_elsewhere};
use gk_rules::foi::letters::{Form, Typed};
use gk_rules::foi::words::letter_file;
use gk_rules::foi::{FileRole, FoiEvent};
use gk_rules::org::{Act, Actor, may};
use gk_rules::paper::Paper;
use gk_rules::records::Media;
use gk_rules::records::media::MAX_BYTES;

use crate::letters::press::{Made, set};
use crate::letters::{Wish, gather, whom};
use gk_foi::{Open, Seen};

use crate::tables::letters::{self, LetterLine};
use gk_foi::{cases, files};

/// 印发哪份文书
#[derive(Debug, Clone)]
pub struct ReleaseLetter {
    /// 式样
    pub form: Form,
    /// The name the one it goes to has in the case; empty for the applicant.
    pub party: String,
}

/// Lets a prepared letter go out.
///
/// # Errors
/// [`Problem::Refused`] with every reason against, [`Problem::NotAllowed`], [`Problem::Stale`].
pub async fn run(office: &Office, actor: &Actor, seen: Seen, cmd: ReleaseLetter) -> Result<(), Problem> {
    let mut tx = office.begin(actor).await?;
    let matter = cases::load(&mut tx, seen.matter).await?;
    may(actor, Act::HandleCase, &matter.subject())?;
    let open = Open::load(&mut tx, matter.at(seen.version)?).await?;
    let all = letters::of_matter(&mut tx, seen.matter).await?;
    let letter = letters::in_work(&all, cmd.form, &cmd.party);
    let letter = letter.ok_or_else(|| Problem::refused(nothing_prepared(cmd.form)))?;
    let number = number(&mut tx, &open, cmd.form).await?;
    make(&mut tx, &open, letter, number.as_deref()).await?;
    tx.commit().await
}

/// The number of a letter that is no reply: of its series, of the ending it tells, or none.
async fn number(tx: &mut Tx, open: &Open, form: Form) -> Result<Option<String>, Problem> {
    if !form.is_numbered() {
        return Ok(None);
    }
    if !form.is_reply() {
        return Ok(Some(gk_foi::next_letter_number(tx, &open.matter.organ).await?));
    }
    let lapsed = open.told.iter().rev().find_map(|one| match &one.recorded.event {
        CaseEvent::Lapsed(lapsed) => Some(lapsed.number.clone()),
        _ => None,
    });
    let ends = matches!(form, Form::NotCorrected | Form::NotPaid);
    lapsed.filter(|_| ends).map(Some).ok_or_else(|| Problem::refused(numbered_elsewhere(form)))
}

/// What goes with a step: the reply with its decision, which is not made without it; the receipt with the registration.
pub(crate) async fn follow(tx: &mut Tx, open: &Open, recorded: &Recorded) -> Result<(), Problem> {
    match &recorded.event {
        CaseEvent::Decided(decided) => {
            let all = letters::of_matter(tx, open.matter.id).await?;
            let form = Form::of(decided.decision);
            let letter = form.and_then(|form| letters::in_work(&all, form, ""));
            let letter = letter.ok_or_else(|| Problem::refused(not_prepared(decided.decision)))?;
            make(tx, open, letter, Some(&decided.number)).await
        }
        CaseEvent::Registered(_) => match receipt(tx, open).await {
            // An application is registered even where the receipt cannot be written yet; the desk is told what it lacks.
            Err(Problem::Refused(_)) => Ok(()),
            other => other,
        },
        _ => Ok(()),
    }
}

/// The receipt needs nothing of a drafter.
async fn receipt(tx: &mut Tx, open: &Open) -> Result<(), Problem> {
    let (form, typed) = (Form::Receipt, Typed::new());
    let made = written(tx, open, (form, ""), &typed, None).await?;
    let id = letters::put(tx, open.matter.id, (form, ""), None, "{}").await?;
    keep(tx, open, (id, form), None, made).await
}

/// Makes the files of a prepared letter.
async fn make(tx: &mut Tx, open: &Open, letter: &LetterLine, number: Option<&str>) -> Result<(), Problem> {
    let typed = whom::typed(tx, open, letter)?;
    let made = written(tx, open, (letter.form, &letter.party), &typed, number).await?;
    keep(tx, open, (letter.id, letter.form), number, made).await
}

/// PDF and DOCX.
type Files = (Vec<u8>, Vec<u8>);

async fn written(
    tx: &mut Tx,
    open: &Open,
    letter: (Form, &str),
    typed: &Typed,
    number: Option<&str>,
) -> Result<Files, Problem> {
    let paper = paper(tx, open, letter, typed, number).await?;
    let office = tx.office().clone();
    Ok((set(&office, &paper, Made::Pdf).await?, set(&office, &paper, Made::Docx).await?))
}

/// The letter as a paper, with the names of those it speaks to.
pub(crate) async fn paper(
    tx: &mut Tx,
    open: &Open,
    (form, party): (Form, &str),
    typed: &Typed,
    number: Option<&str>,
) -> Result<Paper, Problem> {
    let whom = whom::opened(tx, open, party).await?;
    let on = tx.today();
    let wish = Wish { form, party, typed, number, on };
    let text = gather(tx, open, &wish, &whom).await?.text(form).map_err(Problem::Refused)?;
    let register = open.case.registered.as_ref().map(|one| one.number.as_str()).unwrap_or_default();
    Ok(text.paper(&format!("{register} {}", form.code())))
}

/// Seals the files as material of the case: the PDF is the applicant's where the letter goes there, the DOCX the office's.
async fn keep(
    tx: &mut Tx,
    open: &Open,
    (id, form): (i64, Form),
    number: Option<&str>,
    (pdf, docx): Files,
) -> Result<(), Problem> {
    let known = open.case.registered.as_ref().map(|one| one.number.as_str()).unwrap_or_default();
    let named = |made: Made| letter_file(form.label(), number.unwrap_or(known), made.ending());
    let applicants = !form.leaves_the_case() && form != Form::ServiceReturn;
    let pdf = seal(tx, open, (&named(Made::Pdf), &pdf), applicants).await?;
    let docx = seal(tx, open, (&named(Made::Docx), &docx), false).await?;
    let on = tx.today();
    letters::release(tx, id, number, on, (pdf, docx)).await?;
    let body =
        serde_json::json!({ "form": form.code(), "letter": id, "number": number, "pdf": pdf, "docx": docx });
    tx.ledger(FoiEvent::LetterMade, Some(open.matter.organ.id.0), open.matter.ledger_subject(), &body);
    Ok(())
}

async fn seal(tx: &mut Tx, open: &Open, (name, bytes): (&str, &[u8]), shared: bool) -> Result<i64, Problem> {
    let media = Media::of(bytes).ok_or_else(|| Fault::new("a letter was set as nothing known"))?;
    let content = keep_file(tx, bytes, u64::try_from(MAX_BYTES).unwrap_or(u64::MAX)).await?;
    let (matter, seq) = (open.matter.id, open.case.last.seq);
    let new = files::New { matter, seq, role: FileRole::Letter, name, media, content, shared };
    Ok(files::insert(tx, &new).await?)
}
