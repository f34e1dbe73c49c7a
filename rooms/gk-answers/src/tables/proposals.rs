//! Proposals to disclose to everybody what was applied for (条例 art 44).

use gk_base::sql::Row;
use gk_base::{Coded, Fault, Problem, Read, Tx, params, statements};
use gk_rules::Day;
use gk_rules::foi::proactive::{Ground, ProposalStanding};

macro_rules! columns {
    () => {
        "select id, organ, matter, alike, ground, title, standing, reason, line, opened_on, settled_on, settled_name, version,
        disclose_by from foi_proposals "
    };
}

statements! {
    "foi.proposals";
    /// One.
    BY_ID = concat!(columns!(), "where id = $1");
    /// Those of an organ, the newest first, before one.
    NEWEST = concat!(columns!(), "where organ = $1 and id < $2 order by id desc limit $3");
    /// Whether one of two cases has opened one already.
    OF_MATTERS = "select count(*) from foi_proposals where matter = $1 or matter = $2";
    /// A new one.
    INSERT = "insert into foi_proposals (id, organ, matter, alike, ground, title, standing, reason, opened_on, settled_name, version)
        values ($1, $2, $3, $4, $5, $6, 'open', '', $7, '', 1) on conflict (matter) do nothing";
    /// Accepted or declined, at the version seen.
    SETTLE = "update foi_proposals set standing = $3, reason = $4, line = $5, settled_on = $6, settled_name = $7, disclose_by = $8,
        version = version + 1 where id = $1 and version = $2";
}

/// 建议（存档）
pub(crate) struct Proposal {
    pub(crate) id: i64,
    pub(crate) organ: i64,
    pub(crate) matter: i64,
    /// The cases that asked for the same.
    pub(crate) alike: Vec<i64>,
    pub(crate) ground: Ground,
    pub(crate) title: String,
    pub(crate) standing: ProposalStanding,
    pub(crate) reason: String,
    pub(crate) line: Option<i64>,
    pub(crate) opened_on: Day,
    pub(crate) settled_on: Option<Day>,
    pub(crate) settled_name: String,
    pub(crate) version: u32,
    /// 应当公开的最后一日, of an accepted one, where the calendar of that time is announced.
    pub(crate) disclose_by: Option<Day>,
}

impl Proposal {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        Ok(Self {
            id: row.get(0)?,
            organ: row.get(1)?,
            matter: row.get(2)?,
            alike: row.json(3)?,
            ground: row.code(4)?,
            title: row.get(5)?,
            standing: row.code(6)?,
            reason: row.get(7)?,
            line: row.get(8)?,
            opened_on: row.get(9)?,
            settled_on: row.get(10)?,
            settled_name: row.get(11)?,
            version: row.get(12)?,
            disclose_by: row.get(13)?,
        })
    }
}

/// One.
pub(crate) async fn load(read: &mut Read, id: i64) -> Result<Proposal, Problem> {
    match read.row(&BY_ID, params![id]).await? {
        Some(row) => Ok(Proposal::from_row(&row)?),
        None => Err(Problem::missing("proposal", id)),
    }
}

/// Those of an organ, the newest first.
pub(crate) async fn newest(
    read: &mut Read,
    organ: i64,
    before: i64,
    limit: i64,
) -> Result<Vec<Proposal>, Fault> {
    read.rows(&NEWEST, params![organ, before, limit]).await?.iter().map(Proposal::from_row).collect()
}

/// Whether one of two cases has opened one already.
pub(crate) async fn is_open_for(read: &mut Read, one: i64, other: i64) -> Result<bool, Fault> {
    Ok(read.number(&OF_MATTERS, params![one, other]).await? > 0)
}

/// What a new one says.
pub(crate) struct New<'a> {
    pub(crate) organ: i64,
    pub(crate) matter: i64,
    pub(crate) alike: &'a [i64],
    pub(crate) ground: Ground,
    pub(crate) title: &'a str,
}

/// Writes one down; gives its number.
pub(crate) async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<i64, Fault> {
    let id = tx.next_numbers("foi_proposals", 1).await?;
    let alike = serde_json::to_string(new.alike).map_err(|e| Fault::because("writing numbers", e))?;
    let today = tx.today();
    let values = params![id, new.organ, new.matter, alike, new.ground.code(), new.title, today];
    tx.run(&INSERT, values).await?;
    Ok(id)
}

/// Accepts or declines one.
pub(crate) async fn settle(tx: &mut Tx, one: &Proposal, standing: ProposalStanding) -> Result<(), Problem> {
    let (today, name) = (tx.today(), tx.who().name.clone());
    let values =
        params![one.id, one.version, standing.code(), &one.reason, one.line, today, name, one.disclose_by];
    tx.run_at_version(&SETTLE, values).await
}
