//! Dismissed findings, and how what is public stood at night.

use gk_base::sql::Row;
use gk_base::{Coded, Fault, Read, Tx, params, statements};
use gk_rules::Day;
use gk_rules::preflight::Spot;
use gk_rules::preflight::dismissal::{ContentHash, Dismissal};

statements! {
    "records.checks";
    /// What was set aside in a record for its present content.
    DISMISSED = "select problem, line, first, past, reason, words, person, dismissed_on, person_name from record_dismissals
        where record = $1 and content = $2 order by line, first, problem limit 1000";
    /// Sets a finding aside.
    DISMISS = "insert into record_dismissals (record, problem, line, first, past, content, reason, words, person, person_name,
        dismissed_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (record, content, problem, line, first, past) do nothing";
    /// What was set aside in one record is set aside in another with the same words.
    ALSO_DISMISSED = "insert into record_dismissals (record, problem, line, first, past, content, reason, words, person, person_name,
        dismissed_on) select cast($2 as bigint), problem, line, first, past, content, reason, words, person, person_name, dismissed_on
        from record_dismissals where record = $1 on conflict (record, content, problem, line, first, past) do nothing";
    /// Other public records with a number.
    SAME_NUMBER = "select number from records where docnum = $1 and docnum <> '' and stage = 'published' and id <> $2
        and id not in (select revises from records where id = $2 and revises is not null) order by number limit 6";
    /// How a public record stood.
    CHECKED = "insert into record_checks (record, organ, checked_on, standing, words) values ($1, $2, $3, $4, $5)
        on conflict (record) do update set organ = $2, checked_on = $3, standing = $4, words = $5";
    /// Forgets what is public no more.
    FORGET = "delete from record_checks where record = $1";
    /// Those of an organ with something left to do, after a record.
    STANDING = "select c.record, r.title, r.number, r.published_on, c.checked_on, c.standing, c.words from record_checks c
        join records r on r.id = c.record where c.organ = $1 and c.standing > 0 and c.record > $2 order by c.record limit $3";
    /// How many.
    COUNT_STANDING = "select count(*) from record_checks where organ = $1 and standing > 0";
    /// The night last begun.
    NIGHT = "select night from record_nights where one = 1";
    /// Begins another.
    BEGIN_NIGHT = "insert into record_nights (one, night) values (1, $1) on conflict (one) do update set night = $1";
}

/// 忽略（存档）: with who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) dismissal: Dismissal,
    pub(crate) by_name: String,
}

fn spot(row: &Row) -> Result<Option<Spot>, Fault> {
    let line: u32 = row.get(1)?;
    let spot = Spot { line, from: row.get(2)?, to: row.get(3)? };
    Ok((line > 0).then_some(spot))
}

/// What was set aside in a record for this content.
pub(crate) async fn dismissed(
    read: &mut Read,
    record: i64,
    content: &ContentHash,
) -> Result<Vec<Kept>, Fault> {
    let rows = read.rows(&DISMISSED, params![record, content.as_str()]).await?;
    let one = |row: &Row| {
        let dismissal = Dismissal {
            problem: row.code(0)?,
            spot: spot(row)?,
            content: content.clone(),
            reason: row.code(4)?,
            words: row.get(5)?,
            by: row.get(6)?,
            on: row.get(7)?,
        };
        Ok(Kept { dismissal, by_name: row.get(8)? })
    };
    rows.iter().map(one).collect()
}

/// Sets a finding aside.
pub(crate) async fn dismiss(tx: &mut Tx, record: i64, one: &Dismissal, name: &str) -> Result<(), Fault> {
    let spot = one.spot.unwrap_or(Spot { line: 0, from: 0, to: 0 });
    let values = params![
        record,
        one.problem.code(),
        spot.line,
        spot.from,
        spot.to,
        one.content.as_str(),
        one.reason.code(),
        &one.words,
        one.by,
        name,
        one.on
    ];
    tx.run(&DISMISS, values).await?;
    Ok(())
}

/// What was set aside in one record is set aside in another, as far as it holds the same words.
pub(crate) async fn also_dismissed(tx: &mut Tx, from: i64, to: i64) -> Result<(), Fault> {
    tx.run(&ALSO_DISMISSED, params![from, to]).await?;
    Ok(())
}

/// Index numbers of other public records with the same 发文字号.
pub(crate) async fn same_number(read: &mut Read, number: &str, record: i64) -> Result<Vec<String>, Fault> {
    if number.trim().is_empty() {
        return Ok(Vec::new());
    }
    read.rows(&SAME_NUMBER, params![number, record]).await?.iter().map(|row| row.get(0)).collect()
}

/// 公开后的发现: a public record with something left to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    /// The record.
    pub(crate) record: i64,
    /// 名称
    pub(crate) title: String,
    /// 索引号
    pub(crate) number: String,
    /// 发布日期
    pub(crate) published_on: Day,
    /// 检查日期
    pub(crate) checked_on: Day,
    /// How many findings.
    pub(crate) standing: i64,
    /// The first of them, in words.
    pub(crate) words: String,
}

/// Those of an organ, after a record.
pub(crate) async fn standing(
    read: &mut Read,
    organ: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<Standing>, Fault> {
    let rows = read.rows(&STANDING, params![organ, after, limit]).await?;
    let one = |row: &Row| {
        Ok(Standing {
            record: row.get(0)?,
            title: row.get(1)?,
            number: row.get(2)?,
            published_on: row.get(3)?,
            checked_on: row.get(4)?,
            standing: row.get(5)?,
            words: row.get(6)?,
        })
    };
    rows.iter().map(one).collect()
}

/// How many of an organ.
///
/// # Errors
/// When the database fails.
pub async fn count_standing(read: &mut Read, organ: i64) -> Result<i64, Fault> {
    read.number(&COUNT_STANDING, params![organ]).await
}

/// The night last begun.
pub(crate) async fn night(read: &mut Read) -> Result<Option<Day>, Fault> {
    read.row(&NIGHT, &[]).await?.map(|row| row.get(0)).transpose()
}

/// Begins a night.
pub(crate) async fn begin_night(tx: &mut Tx, night: Day) -> Result<(), Fault> {
    tx.run(&BEGIN_NIGHT, params![night]).await?;
    Ok(())
}

/// How a public record stands now.
pub(crate) async fn checked(
    tx: &mut Tx,
    (record, organ): (i64, i64),
    standing: usize,
    words: &str,
) -> Result<(), Fault> {
    let today = tx.today();
    tx.run(&CHECKED, params![record, organ, today, standing, words]).await?;
    Ok(())
}

/// Forgets what is public no more.
pub(crate) async fn forget(tx: &mut Tx, record: i64) -> Result<(), Fault> {
    tx.run(&FORGET, params![record]).await?;
    Ok(())
}
