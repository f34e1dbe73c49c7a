//! Letters of cases: what the drafter wrote, sealed; the number and the files once a letter went out.

use gk_base::sealed::Sealed;
use gk_base::sql::Row;
use gk_base::{Coded, Fault, Moment, Read, Tx, params, sealed_columns, statements};
use gk_rules::Day;
use gk_rules::foi::letters::Form;

sealed_columns! {
    /// 拟稿内容, as JSON
    FACTS = "foi_letters"."facts_sealed", row "id" (number), Words;
}

statements! {
    "foi.letters";
    /// The letters of a case, in the order they were begun.
    OF_MATTER = "select id, form, party, facts_sealed, number, prepared_at, prepared_name, released_on, pdf, docx from foi_letters
        where matter = $1 order by id limit 200";
    /// Letters of an organ after one: those that went out in some days, or those that did not yet.
    BATCH = "select l.id, l.matter from foi_cases c join foi_letters l on l.matter = c.id where c.organ = $1 and l.id > $2
        and ((cast($3 as bigint) = 0 and l.released_on >= $4 and l.released_on <= $5) or (cast($3 as bigint) = 1 and l.released_on is null))
        order by l.id limit 200";
    /// A new one.
    INSERT = "insert into foi_letters (id, matter, form, party, facts_sealed, prepared_at, prepared_by, prepared_name)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    /// What is written in it now.
    PREPARE = "update foi_letters set facts_sealed = $2, prepared_at = $3, prepared_by = $4, prepared_name = $5
        where id = $1 and released_on is null";
    /// It went out.
    RELEASE = "update foi_letters set number = $2, released_on = $3, pdf = $4, docx = $5 where id = $1 and released_on is null";
}

/// 文书（存档）
#[derive(Clone)]
pub(crate) struct LetterLine {
    pub(crate) id: i64,
    pub(crate) form: Form,
    /// 被征求意见人的代号; empty for the applicant.
    pub(crate) party: String,
    pub(crate) facts: Sealed,
    pub(crate) number: Option<String>,
    pub(crate) prepared_at: Moment,
    pub(crate) prepared_name: String,
    pub(crate) released_on: Option<Day>,
    pub(crate) pdf: Option<i64>,
    pub(crate) docx: Option<i64>,
}

impl LetterLine {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            form: row.code(1)?,
            party: row.get(2)?,
            facts: row.get(3)?,
            number: row.get(4)?,
            prepared_at: row.get(5)?,
            prepared_name: row.get(6)?,
            released_on: row.get(7)?,
            pdf: row.get(8)?,
            docx: row.get(9)?,
        })
    }
    fn is(&self, form: Form, party: &str) -> bool {
        self.form == form && self.party == party
    }
}

/// 待制作的一份文书
pub(crate) struct Todo {
    pub(crate) letter: i64,
    pub(crate) matter: i64,
}

/// Letters of an organ after one, two hundred at a time: those that went out in some days, or those that did not yet.
pub(crate) async fn batch(
    read: &mut Read,
    organ: i64,
    (from, until): (Day, Day),
    prepared: bool,
    after: i64,
) -> Result<Vec<Todo>, Fault> {
    let rows = read.rows(&BATCH, params![organ, after, prepared, from, until]).await?;
    rows.iter().map(|row| Ok(Todo { letter: row.get(0)?, matter: row.get(1)? })).collect()
}

/// The letters of a case, in the order they were begun.
pub(crate) async fn of_matter(read: &mut Read, matter: i64) -> Result<Vec<LetterLine>, Fault> {
    read.rows(&OF_MATTER, params![matter]).await?.iter().map(LetterLine::from_row).collect()
}

/// The files of those an applicant may see before the reply is served.
pub async fn shown_at_once(read: &mut Read, matter: i64) -> Result<Vec<i64>, Fault> {
    let all = of_matter(read, matter).await?;
    Ok(all.into_iter().filter(|one| one.form.is_shown_at_once()).filter_map(|one| one.pdf).collect())
}

/// The one that is being prepared.
pub(crate) fn in_work<'a>(all: &'a [LetterLine], form: Form, party: &str) -> Option<&'a LetterLine> {
    all.iter().rev().find(|one| one.is(form, party) && one.released_on.is_none())
}

/// The last one that went out.
pub(crate) fn out<'a>(all: &'a [LetterLine], form: Form, party: &str) -> Option<&'a LetterLine> {
    all.iter().rev().find(|one| one.is(form, party) && one.released_on.is_some())
}

/// Writes down what is prepared, in place of what was prepared before; gives its number in the table.
pub(crate) async fn put(
    tx: &mut Tx,
    matter: i64,
    (form, party): (Form, &str),
    before: Option<i64>,
    facts: &str,
) -> Result<i64, Fault> {
    let (now, by, name) = (tx.now(), tx.who().person.unwrap_or(0), tx.who().name.clone());
    if let Some(id) = before {
        let sealed = tx.seal(&FACTS, id, facts).await?;
        tx.run(&PREPARE, params![id, &sealed, now, by, name]).await?;
        return Ok(id);
    }
    let id = tx.next_numbers("foi_letters", 1).await?;
    let sealed = tx.seal(&FACTS, id, facts).await?;
    tx.run(&INSERT, params![id, matter, form.code(), party, &sealed, now, by, name]).await?;
    Ok(id)
}

/// It went out with a number, on a day, as these files.
pub(crate) async fn release(
    tx: &mut Tx,
    id: i64,
    number: Option<&str>,
    on: Day,
    (pdf, docx): (i64, i64),
) -> Result<(), Fault> {
    tx.run(&RELEASE, params![id, number, on, pdf, docx]).await?;
    Ok(())
}
