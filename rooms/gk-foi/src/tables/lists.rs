//! Lists of cases, by key: what is open by its last day, what was by its number.

use gk_base::sql::{Row, Value};
use gk_base::{Coded, Fault, Read, params, statements};
use gk_rules::Day;
use gk_rules::foi::duplicate::Former as Compared;
use gk_rules::foi::{Decision, Stage};

use super::cases::{Matter, list};

/// Applications beside one, with whether the applicant is the same; nothing where one of them named no number.
macro_rules! beside {
    ($rest:expr) => {
        concat!(
            "select c.id, c.number, c.wanted, c.title, c.stage, c.is_open, c.decision, c.reply_number, c.decided_on,
            cast(case when coalesce(c.identity_index, '') = '' or coalesce(i.identity_index, '') = '' then null
            when c.identity_index = i.identity_index then 1 else 0 end as bigint) from foi_cases i join foi_cases c on ",
            $rest
        )
    };
}

statements! {
    "foi.lists";
    /// Open cases of an organ, the nearest last day first, after a key.
    OPEN = list!("where c.organ = $1 and c.is_open = 1 and (c.due_key, c.id) > ($2, $3) and c.due_key <= $4
        order by c.due_key, c.id limit $5");
    /// The same of one handler.
    MINE = list!("where c.organ = $1 and c.is_open = 1 and c.handler = $2 and (c.due_key, c.id) > ($3, $4) and c.due_key <= $5
        order by c.due_key, c.id limit $6");
    /// Open cases of an organ at one stage.
    AT_STAGE = list!("where c.organ = $1 and c.is_open = 1 and c.stage = $2 and (c.due_key, c.id) > ($3, $4)
        and (cast($5 as bigint) is null or c.handler = $5) order by c.due_key, c.id limit $6");
    /// All cases of an organ, the newest first, before a key.
    NEWEST = list!("where c.organ = $1 and c.id < $2 and (cast($3 as text) is null or c.stage = $3)
        and (cast($4 as text) is null or c.title like $4 escape '!' or c.number = $5) order by c.id desc limit $6");
    /// Cases of an applicant with an organ, the newest first.
    OF_APPLICANT = list!("where c.identity_index = (select i.identity_index from foi_cases i where i.id = $1) and c.identity_index <> ''
        and c.organ = $2 and c.id <> $1 order by c.id desc limit $3");
    /// How many are open at each stage.
    COUNTS = "select stage, cast(sum(many) as bigint) from foi_tallies where organ = $1 and many > 0 group by stage";
    /// How many open ones are due between two keys.
    DUE = "select cast(coalesce(sum(many), 0) as bigint) from foi_tallies where organ = $1 and due_key >= $2 and due_key <= $3";
    /// Open cases with a last day between two days, for the calendar.
    BETWEEN = list!("where c.organ = $1 and c.is_open = 1 and c.due_key >= $2 and c.due_key <= $3 order by c.due_key, c.id limit $4");
    /// Some cases by their numbers.
    BY_IDS = list!("where c.id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) order by c.id");
    /// What other applicants asked the organ of a case, the newest first.
    OTHERS = "select c.id, c.wanted from foi_cases c where c.organ = $1 and c.id <> $2 and c.identity_index <> ''
        and c.identity_index <> (select i.identity_index from foi_cases i where i.id = $2) order by c.id desc limit $3";
    /// The newest applications of an organ beside one.
    BESIDE = beside!("c.organ = i.organ where i.id = $1 and c.id <> $1 order by c.id desc limit $2");
    /// Those of the same applicant alone, however old.
    OF_SAME = beside!("c.organ = i.organ and c.identity_index = i.identity_index and i.identity_index <> ''
        where i.id = $1 and c.id <> $1 order by c.id desc limit $2");
    /// The one of a number, as seen from another.
    NUMBERED = beside!("c.organ = i.organ where i.id = $1 and c.number = $2");
    /// The organ's newest cases that came to an end.
    ENDED = "select c.id, c.wanted, c.title, c.decision, c.reply_number, c.ended_on from foi_cases c
        where c.organ = $1 and c.is_open = 0 and c.id <> $2 order by c.id desc limit $3";
}

/// How many cases [`by_ids`] gives at once.
pub const AT_ONCE: usize = 20;

/// Where a list by last day goes on: after this key and id.
pub type After = (String, i64);

/// Which open cases are wanted.
#[derive(Debug, Clone, Default)]
pub struct Narrow {
    /// At one stage.
    pub stage: Option<Stage>,
    /// In these hands.
    pub handler: Option<i64>,
    /// Due from this day on.
    pub from: Option<Day>,
    /// Due by this day.
    pub until: Option<Day>,
}

fn matters(rows: &[Row]) -> Result<Vec<Matter>, Fault> {
    rows.iter().map(Matter::from_row).collect()
}

/// Open cases, the nearest last day first.
pub async fn open(
    read: &mut Read,
    organ: i64,
    narrow: &Narrow,
    (key, id): &After,
    limit: i64,
) -> Result<Vec<Matter>, Fault> {
    let rows = match narrow.stage {
        Some(stage) => {
            read.rows(&AT_STAGE, params![organ, stage.code(), key, *id, narrow.handler, limit]).await?
        }
        None => {
            // From a day on is after the last key of the day before.
            let from = (text(narrow.from, ""), 0);
            let (key, id) = if from.0 > *key { &from } else { &(key.clone(), *id) };
            let until = text(narrow.until, "9999-12-31");
            match narrow.handler {
                Some(handler) => read.rows(&MINE, params![organ, handler, key, *id, until, limit]).await?,
                None => read.rows(&OPEN, params![organ, key, *id, until, limit]).await?,
            }
        }
    };
    matters(&rows)
}

fn text(day: Option<Day>, otherwise: &str) -> String {
    day.map_or_else(|| otherwise.to_owned(), |day| day.to_string())
}

/// All cases, the newest first; `word` is looked for in what is wanted and as a number.
pub(crate) async fn newest(
    read: &mut Read,
    organ: i64,
    stage: Option<Stage>,
    word: Option<&str>,
    before: i64,
    limit: i64,
) -> Result<Vec<Matter>, Fault> {
    let pattern = word.map(|word| format!("%{}%", escaped(word)));
    let rows =
        read.rows(&NEWEST, params![organ, before, stage.map(Coded::code), pattern, word, limit]).await?;
    matters(&rows)
}

/// A word in which nothing stands for anything else.
pub fn escaped(word: &str) -> String {
    word.chars()
        .take(100)
        .flat_map(|c| matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c]))
        .collect()
}

/// How many are open at each stage.
pub(crate) async fn counts(read: &mut Read, organ: i64) -> Result<Vec<(Stage, i64)>, Fault> {
    read.rows(&COUNTS, params![organ]).await?.iter().map(|row| Ok((row.code(0)?, row.get(1)?))).collect()
}

/// How many open ones are due between two days, both included.
pub(crate) async fn due(read: &mut Read, organ: i64, from: Option<Day>, until: Day) -> Result<i64, Fault> {
    read.number(&DUE, params![organ, text(from, ""), until.to_string()]).await
}

/// Open cases with a last day between two days.
pub(crate) async fn between(
    read: &mut Read,
    organ: i64,
    from: Day,
    until: Day,
    limit: i64,
) -> Result<Vec<Matter>, Fault> {
    matters(&read.rows(&BETWEEN, params![organ, from.to_string(), until.to_string(), limit]).await?)
}

/// Other cases of the applicant of a case, with the same organ.
pub(crate) async fn of_applicant(read: &mut Read, matter: &Matter, limit: i64) -> Result<Vec<Matter>, Fault> {
    matters(&read.rows(&OF_APPLICANT, params![matter.id, matter.organ.id.0, limit]).await?)
}

/// The first [`AT_ONCE`] of some cases, by their numbers.
pub async fn by_ids(read: &mut Read, ids: &[i64]) -> Result<Vec<Matter>, Fault> {
    let padded = ids.iter().copied().chain(std::iter::repeat(0)).take(AT_ONCE);
    let values: Vec<Value> = padded.map(Into::into).collect();
    read.rows(&BY_IDS, &values).await?.iter().map(Matter::from_row).collect()
}

/// What other applicants asked the organ: numbers and texts, the newest first.
pub async fn others(
    read: &mut Read,
    organ: i64,
    matter: i64,
    limit: i64,
) -> Result<Vec<(i64, String)>, Fault> {
    let rows = read.rows(&OTHERS, params![organ, matter, limit]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// 另一件申请: an application beside one, as much of it as is compared.
pub(crate) struct Beside {
    pub(crate) id: i64,
    pub(crate) number: Option<String>,
    pub(crate) wanted: String,
    pub(crate) title: String,
    pub(crate) stage: Stage,
    pub(crate) is_open: bool,
    pub(crate) decision: Option<Decision>,
    pub(crate) reply_number: Option<String>,
    pub(crate) decided_on: Option<Day>,
    /// Nothing where it cannot be told.
    pub(crate) same_applicant: Option<bool>,
}

impl Beside {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            number: row.get(1)?,
            wanted: row.get(2)?,
            title: row.get(3)?,
            stage: row.code(4)?,
            is_open: row.get(5)?,
            decision: row.maybe_code(6)?,
            reply_number: row.get(7)?,
            decided_on: row.get(8)?,
            same_applicant: row.get::<Option<i64>>(9)?.map(|same| same == 1),
        })
    }
    /// As the law compares it with the application of a row.
    pub(crate) fn compared(&self, than: i64) -> Compared<'_> {
        Compared {
            wanted: &self.wanted,
            same_applicant: self.same_applicant,
            is_open: self.is_open,
            decision: self.decision,
            came_first: self.id < than,
        }
    }
}

/// The organ's newest applications beside one, then those of the same applicant, however old.
pub(crate) async fn beside(
    read: &mut Read,
    matter: i64,
    newest: i64,
    own: i64,
) -> Result<Vec<Beside>, Fault> {
    let mut all = read.rows(&BESIDE, params![matter, newest]).await?;
    all.extend(read.rows(&OF_SAME, params![matter, own]).await?);
    let mut all = all.iter().map(Beside::from_row).collect::<Result<Vec<_>, _>>()?;
    all.sort_by_key(|one| std::cmp::Reverse(one.id));
    all.dedup_by_key(|one| one.id);
    Ok(all)
}

/// The organ's application of a number, as seen from another.
pub(crate) async fn numbered(read: &mut Read, matter: i64, number: &str) -> Result<Option<Beside>, Fault> {
    read.row(&NUMBERED, params![matter, number]).await?.map(|row| Beside::from_row(&row)).transpose()
}

/// 前例: a case that came to an end.
pub(crate) struct Former {
    pub(crate) id: i64,
    pub(crate) wanted: String,
    pub(crate) title: String,
    pub(crate) decision: Option<Decision>,
    pub(crate) number: Option<String>,
    pub(crate) on: Option<Day>,
}

/// The organ's newest cases that came to an end.
pub(crate) async fn ended(read: &mut Read, organ: i64, but: i64, limit: i64) -> Result<Vec<Former>, Fault> {
    let rows = read.rows(&ENDED, params![organ, but, limit]).await?;
    let one = |row: &Row| {
        Ok(Former {
            id: row.get(0)?,
            wanted: row.get(1)?,
            title: row.get(2)?,
            decision: row.maybe_code(3)?,
            number: row.get(4)?,
            on: row.get(5)?,
        })
    };
    rows.iter().map(one).collect()
}
