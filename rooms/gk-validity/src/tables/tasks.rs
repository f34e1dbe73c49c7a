//! What cites a document that was changed, for its organ to look at again.

use gk_base::sql::Row;
use gk_base::{Coded, Fault, Problem, Read, Tx, params, statements};
use gk_rules::Day;
use gk_rules::org::organ::BadOrganPath;
use gk_rules::org::{OrganId, OrganPath, Subject};
use gk_rules::validity::citing::Outcome;
use gk_rules::validity::consequences::{CiterKind, Task};

macro_rules! task {
    ($rest:literal) => {
        concat!(
            "select t.id, t.relation, t.citer, t.citer_id, t.organ, o.path, o.name, t.title, t.task, t.articles, t.opened_on, t.due_on,
        t.outcome, t.note, t.settled_name, t.settled_on, b.title, b.docnum, b.number, b.stage, c.title, c.docnum, x.effect
        from validity_tasks t join organs o on o.id = t.organ join record_relations x on x.id = t.relation
        join records b on b.id = x.by_record join records c on c.id = x.target ",
            $rest
        )
    };
}

statements! {
    "validity.tasks";
    /// A task, once for each relation and citer.
    OPEN = "insert into validity_tasks (id, relation, citer, citer_id, organ, title, task, articles, opened_on, due_on, note, settled_name)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '') on conflict (relation, citer, citer_id) do nothing";
    /// Open ones of a range of organs, in the order in which they were found.
    OF_RANGE = task!("where t.settled_on is null and t.organ >= $1 and t.organ <= $2 and t.id > $3 order by t.id limit $4");
    /// One.
    BY_ID = task!("where t.id = $1");
    /// How it ended.
    SETTLE = "update validity_tasks set outcome = $2, note = $3, settled_by = $4, settled_name = $5, settled_on = $6
        where id = $1 and settled_on is null";
    /// How many are open: overdue, due today, due soon.
    COUNT = "select cast(sum(case when due_on < $2 then 1 else 0 end) as bigint), cast(sum(case when due_on = $2 then 1 else 0 end) as bigint),
        cast(sum(case when due_on > $2 and due_on <= $3 then 1 else 0 end) as bigint), count(*) from validity_tasks
        where organ = $1 and settled_on is null";
}

/// 复核任务（存档）
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) id: i64,
    pub(crate) citer: CiterKind,
    pub(crate) citer_id: i64,
    pub(crate) organ: OrganId,
    pub(crate) path: OrganPath,
    pub(crate) organ_name: String,
    pub(crate) title: String,
    pub(crate) task: Task,
    pub(crate) articles: Vec<u16>,
    pub(crate) due_on: Option<Day>,
    pub(crate) settled_on: Option<Day>,
    /// What changed the document cited: its title, number, and index number where it is public.
    pub(crate) by: (String, String, String),
    /// The document cited: title and number.
    pub(crate) cited: (String, String),
    pub(crate) effect: gk_rules::validity::Effect,
}

impl Kept {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        let (path, articles): (String, String) = (row.get(5)?, row.get(9)?);
        let public = row.get::<String>(19)? == gk_rules::records::Stage::Published.code();
        let number = row.get::<Option<String>>(18)?.filter(|_| public).unwrap_or_default();
        Ok(Self {
            id: row.get(0)?,
            citer: row.code(2)?,
            citer_id: row.get(3)?,
            organ: OrganId(row.get(4)?),
            path: path.parse().map_err(|e: BadOrganPath| Fault::because("a path", e))?,
            organ_name: row.get(6)?,
            title: row.get(7)?,
            task: row.code(8)?,
            articles: articles.split(',').filter_map(|one| one.parse().ok()).collect(),
            due_on: row.get(11)?,
            settled_on: row.get(15)?,
            by: (row.get(16)?, row.get(17)?, number),
            cited: (row.get(20)?, row.get(21)?),
            effect: row.code(22)?,
        })
    }
    /// 承办对象
    pub(crate) fn subject(&self) -> Subject {
        Subject::of(self.organ, self.path.clone())
    }
}

/// A task about to be opened.
pub(crate) struct New {
    pub(crate) relation: i64,
    pub(crate) citer: CiterKind,
    pub(crate) citer_id: i64,
    pub(crate) organ: i64,
    pub(crate) title: String,
    pub(crate) task: Task,
    pub(crate) articles: Vec<u16>,
    pub(crate) due_on: Option<Day>,
}

/// Opens a task, unless there is one; says whether it is new.
pub(crate) async fn open(tx: &mut Tx, new: &New) -> Result<bool, Fault> {
    let (id, today) = (tx.next_numbers("validity_tasks", 1).await?, tx.today());
    let articles: Vec<String> = new.articles.iter().map(u16::to_string).collect();
    let values = params![
        id,
        new.relation,
        new.citer.code(),
        new.citer_id,
        new.organ,
        &new.title,
        new.task.code(),
        articles.join(","),
        today,
        new.due_on
    ];
    Ok(tx.run(&OPEN, values).await? > 0)
}

/// Open tasks of a range of organs, after an id.
pub(crate) async fn of_range(
    read: &mut Read,
    (first, last): (i64, i64),
    after: i64,
    limit: i64,
) -> Result<Vec<Kept>, Fault> {
    read.rows(&OF_RANGE, params![first, last, after, limit]).await?.iter().map(Kept::from_row).collect()
}

/// One task.
pub(crate) async fn load(read: &mut Read, id: i64) -> Result<Kept, Problem> {
    match read.row(&BY_ID, params![id]).await? {
        Some(row) => Ok(Kept::from_row(&row)?),
        None => Err(Problem::missing("task", id)),
    }
}

/// How it ended.
pub(crate) async fn settle(tx: &mut Tx, id: i64, outcome: Outcome, note: &str) -> Result<(), Problem> {
    let (by, name, today) = (tx.who().person, tx.who().name.clone(), tx.today());
    let changed = tx.run(&SETTLE, params![id, outcome.code(), note, by, &name, today]).await?;
    if changed == 0 { Err(Problem::stale(name, None)) } else { Ok(()) }
}

/// Open tasks of an organ: overdue, due today, due soon, all.
pub(crate) async fn count(read: &mut Read, organ: i64, soon: Day) -> Result<[i64; 4], Fault> {
    let today = read.today();
    let Some(row) = read.row(&COUNT, params![organ, today, soon]).await? else { return Ok([0; 4]) };
    let number = |at: usize| -> Result<i64, Fault> { Ok(row.get::<Option<i64>>(at)?.unwrap_or(0)) };
    Ok([number(0)?, number(1)?, number(2)?, number(3)?])
}
