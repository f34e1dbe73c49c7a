//! Opinions given in reviews, what was done alone, and how many review in which organ.

use gk_base::sql::{Row, Value};
use gk_base::{Coded, Fault, Read, Tx, params, statements};
use gk_rules::Day;
use gk_rules::attribute::forced::{Forced, LookedAt};
use gk_rules::attribute::steps::{Opinion, Review};
use gk_rules::attribute::way::{Fixed, Way, in_force};
use gk_rules::org::{OrganId, OrganPath};

use super::determinations::{self, Proposed};
use super::records::Kept;

statements! {
    "records.reviews";
    /// What is proposed for a record, with the opinions on it, round by round.
    OPINIONS = "select o.round, o.review, o.person, o.person_name, o.role, o.given_on, o.agreed, o.words, o.forced, d.proposed,
        d.normative from records r left join record_determinations d on d.record = r.id
        left join record_opinions o on o.record = r.id where r.id = $1 order by o.id limit 500";
    /// One more.
    GIVE = "insert into record_opinions (id, record, round, review, person, person_name, role, given_on, agreed, words, forced)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Opinions on one record belong to another, and the other way round.
    SWAP = "update record_opinions set record = case when record = $1 then $2 else $1 end where record in ($1, $2)";
    /// Done alone, for the organ above to look at.
    FORCE = "insert into record_forced (id, record, review, person, person_name, why, made_on, above, listed_on, looked_name, words)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '')";
    /// What an organ has to look at by a day, the oldest first.
    FORCED = "select f.id, f.record, f.review, f.person_name, f.why, f.made_on, r.title, o.name, r.stage from record_forced f
        join records r on r.id = f.record join organs o on o.id = r.organ
        where f.above = $1 and f.looked_on is null and f.listed_on <= $2 and f.id > $3 order by f.id limit $4";
    /// How many.
    COUNT_FORCED = "select count(*) from record_forced where above = $1 and looked_on is null and listed_on <= $2";
    /// One of them, looked at or not.
    ONE_FORCED = "select record, above, looked_on from record_forced where id = $1";
    /// Looked at.
    LOOKED = "update record_forced set looked_by = $2, looked_name = $3, looked_on = $4, agreed = $5, words = $6
        where id = $1 and looked_on is null";
    /// What some organs have fixed of the way of review.
    WAYS = "select organ, from_day, way, source from review_ways where organ in ($1, $2, $3, $4, $5, $6, $7, $8)
        order by organ, from_day limit 200";
    /// Fixes it.
    FIX = "insert into review_ways (organ, from_day, way, source, set_name, set_on) values ($1, $2, $3, $4, $5, $6)
        on conflict (organ, from_day) do update set way = $3, source = $4, set_name = $5, set_on = $6";
}

/// 审查意见（存档）: with the round and the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Given {
    /// 第几次送审
    pub(crate) round: i64,
    /// 意见
    pub(crate) opinion: Opinion,
    /// 审查人
    pub(crate) name: String,
}

/// What is proposed for a record, with the opinions on it, round by round.
pub(crate) async fn opinions(read: &mut Read, kept: &Kept) -> Result<(Proposed, Vec<Given>), Fault> {
    let one = |row: &Row| {
        let opinion = Opinion {
            review: row.code(1)?,
            by: row.get(2)?,
            role: row.code(4)?,
            on: row.get(5)?,
            agreed: row.get(6)?,
            words: row.get(7)?,
            forced: row.get(8)?,
        };
        Ok(Given { round: row.get(0)?, opinion, name: row.get(3)? })
    };
    let rows = read.rows(&OPINIONS, params![kept.id]).await?;
    let proposed = match rows.first() {
        Some(row) => determinations::from_columns(kept, row.get(9)?, row.get(10)?)?,
        None => determinations::from_columns(kept, None, None)?,
    };
    let mut given = Vec::new();
    for row in &rows {
        if row.get::<Option<i64>>(0)?.is_some() {
            given.push(one(row)?);
        }
    }
    Ok((proposed, given))
}

/// Gives an opinion.
pub(crate) async fn give(tx: &mut Tx, (record, round): (i64, i64), one: &Opinion) -> Result<(), Fault> {
    let id = tx.next_numbers("record_opinions", 1).await?;
    let name = tx.who().name.clone();
    let values = params![
        id,
        record,
        round,
        one.review.code(),
        one.by,
        name,
        one.role.code(),
        one.on,
        one.agreed,
        one.words.trim(),
        one.forced
    ];
    tx.run(&GIVE, values).await?;
    Ok(())
}

/// What was said of each of two records goes with its text to the other.
pub(crate) async fn swap(tx: &mut Tx, one: i64, other: i64) -> Result<(), Fault> {
    tx.run(&SWAP, params![one, other]).await?;
    Ok(())
}

/// Puts what was done alone on the list of the organ above.
pub(crate) async fn force(tx: &mut Tx, record: i64, one: &Forced, listed: LookedAt) -> Result<(), Fault> {
    let id = tx.next_numbers("record_forced", 1).await?;
    let name = tx.who().name.clone();
    let values = params![
        id,
        record,
        one.review.code(),
        one.by,
        name,
        one.why.trim(),
        one.on,
        listed.organ.0,
        listed.on
    ];
    tx.run(&FORCE, values).await?;
    Ok(())
}

/// 待复核: what was done alone below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alone {
    pub(crate) id: i64,
    pub(crate) record: i64,
    pub(crate) review: Review,
    pub(crate) name: String,
    pub(crate) why: String,
    pub(crate) on: Day,
    pub(crate) title: String,
    pub(crate) organ: String,
    pub(crate) stage: gk_rules::records::Stage,
}

/// What an organ has to look at today, the oldest first.
pub(crate) async fn alone(
    read: &mut Read,
    above: OrganId,
    after: i64,
    limit: i64,
) -> Result<Vec<Alone>, Fault> {
    let today = read.today();
    let one = |row: &Row| {
        Ok(Alone {
            id: row.get(0)?,
            record: row.get(1)?,
            review: row.code(2)?,
            name: row.get(3)?,
            why: row.get(4)?,
            on: row.get(5)?,
            title: row.get(6)?,
            organ: row.get(7)?,
            stage: row.code(8)?,
        })
    };
    read.rows(&FORCED, params![above.0, today, after, limit]).await?.iter().map(one).collect()
}

/// How many an organ has to look at today.
///
/// # Errors
/// When the database fails.
pub async fn count_alone(read: &mut Read, above: OrganId) -> Result<i64, Fault> {
    let today = read.today();
    read.number(&COUNT_FORCED, params![above.0, today]).await
}

/// Which record one of them is of, whose list it is on, and when it was looked at.
pub(crate) async fn find_forced(
    read: &mut Read,
    id: i64,
) -> Result<Option<(i64, OrganId, Option<Day>)>, Fault> {
    let Some(row) = read.row(&ONE_FORCED, params![id]).await? else { return Ok(None) };
    Ok(Some((row.get(0)?, OrganId(row.get(1)?), row.get(2)?)))
}

/// Looked at; how many rows it touched.
pub(crate) async fn looked(tx: &mut Tx, id: i64, by: i64, agreed: bool, words: &str) -> Result<u64, Fault> {
    let (name, today) = (tx.who().name.clone(), tx.today());
    tx.run(&LOOKED, params![id, by, name, today, agreed, words.trim()]).await
}

/// What the organs of a path have fixed.
pub(crate) async fn fixed(read: &mut Read, path: &OrganPath) -> Result<Vec<Fixed>, Fault> {
    let mut ids: Vec<i64> = path.organs().map(|organ| organ.0).collect();
    ids.resize(8, 0);
    let values: Vec<Value> = ids.into_iter().map(Value::from).collect();
    let one = |row: &Row| {
        Ok(Fixed { organ: OrganId(row.get(0)?), from: row.get(1)?, way: row.code(2)?, source: row.get(3)? })
    };
    read.rows(&WAYS, &values).await?.iter().map(one).collect()
}

/// The way of review an organ takes today; the short one where nobody has fixed any.
pub(crate) async fn way(read: &mut Read, path: &OrganPath) -> Result<Way, Fault> {
    let today = read.today();
    let fixed = fixed(read, path).await?;
    Ok(in_force(&fixed, path, today).map_or(Way::Short, |one| one.way))
}

/// Fixes the way of an organ.
pub(crate) async fn fix(tx: &mut Tx, one: &Fixed) -> Result<(), Fault> {
    let (name, today) = (tx.who().name.clone(), tx.today());
    tx.run(&FIX, params![one.organ.0, one.from, one.way.code(), one.source.trim(), name, today]).await?;
    Ok(())
}
