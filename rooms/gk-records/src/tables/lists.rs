//! Lists of records, by key; what the public may see of them is asked of the law, row by row.

use gk_base::sql::{Row, Value};
use gk_base::{Fault, Read, directory, params, statements};
use gk_rules::records::visibility;
use gk_rules::{Coded, Day};

use super::records::{Kept, list};

statements! {
    "records.lists";
    /// Of a range of organs, the newest first, before an id.
    OF_RANGE = list!("where r.organ >= $1 and r.organ <= $2 and r.id < $3 and (r.stage = $4 or (cast($4 as text) is null and r.stage <> 'superseded'))
        and (cast($5 as text) is null or r.title like $5 escape '!') and (cast($6 as bigint) is null or coalesce(r.holder, r.author) = $6)
        and (cast($7 as text) is null or r.domain = $7)
        and (cast($8 as bigint) = 0 or (r.stage = 'draft' and not exists (select 1 from posts t where t.organ = r.organ and t.person = coalesce(r.holder, r.author))))
        order by r.id desc limit $9");
    /// The same of a range that holds a good part of all organs: the newest are looked through, for those of the range are among them.
    OF_WIDE_RANGE = list!("where +r.organ >= $1 and +r.organ <= $2 and r.id < $3 and (r.stage = $4 or (cast($4 as text) is null and r.stage <> 'superseded'))
        and (cast($5 as text) is null or r.title like $5 escape '!') and (cast($6 as bigint) is null or coalesce(r.holder, r.author) = $6)
        and (cast($7 as text) is null or r.domain = $7)
        and (cast($8 as bigint) = 0 or (r.stage = 'draft' and not exists (select 1 from posts t where t.organ = r.organ and t.person = coalesce(r.holder, r.author))))
        order by r.id desc limit $9");
    /// How many stand in each stage, of whom, returned or not, complete or not, approved and not public, due to be looked at again, left
    /// behind by those who are gone.
    COUNTS = "select count(*), cast(sum(case when stage in ('submitted', 'reviewed', 'cleared') then 1 else 0 end) as bigint),
        cast(sum(case when stage = 'draft' and coalesce(holder, author) = $2 then 1 else 0 end) as bigint),
        cast(sum(case when stage = 'draft' and returned_by is not null then 1 else 0 end) as bigint),
        cast(sum(case when stage = 'draft' and missing > 0 then 1 else 0 end) as bigint),
        cast(sum(case when stage = 'scheduled' or (stage = 'approved' and attribute = 'proactive') then 1 else 0 end) as bigint),
        cast(sum(case when stage = 'approved' and look_on <= $3 then 1 else 0 end) as bigint),
        cast(sum(case when stage = 'draft' and not exists (select 1 from posts t where t.organ = records.organ and t.person = coalesce(records.holder, records.author)) then 1 else 0 end) as bigint)
        from records where organ = $1 and stage in ('draft', 'submitted', 'reviewed', 'cleared', 'approved', 'scheduled')";
    /// Approved and not public yet, though it is to be; the oldest first.
    TO_RELEASE = list!("where r.organ = $1 and (r.stage = 'scheduled' or (r.stage = 'approved' and r.attribute = 'proactive'))
        and r.id > $2 order by r.id limit $3");
    /// Approved and not public, to be looked at again by a day.
    TO_LOOK_AT = list!("where r.organ = $1 and r.stage = 'approved' and r.look_on <= $2
        and (r.look_on > $3 or (r.look_on = $3 and r.id > $4)) order by r.look_on, r.id limit $5");
    /// Drafts of an organ of one sort: returned, lacking elements, or all of a person.
    DRAFTS = list!("where r.organ = $1 and r.stage = 'draft' and r.id < $2 and (cast($3 as bigint) is null or coalesce(r.holder, r.author) = $3)
        and (cast($4 as bigint) = 0 or r.returned_by is not null) and (cast($5 as bigint) = 0 or r.missing > 0) order by r.id desc limit $6");
    /// Sent and not judged yet, the oldest first.
    QUEUE = list!("where r.organ = $1 and r.stage in ('submitted', 'reviewed', 'cleared') and r.id > $2 order by r.id limit $3");
    /// Published by anybody, the newest first, before a day and an id.
    NEWEST = list!("where r.stage = 'published' and (r.published_on < $1 or (r.published_on = $1 and r.id < $2))
        order by r.published_on desc, r.id desc limit $3");
    /// Published in a range of organs.
    NEWEST_OF_RANGE = list!("where r.stage = 'published' and r.organ >= $1 and r.organ <= $2
        and (r.published_on < $3 or (r.published_on = $3 and r.id < $4)) order by r.published_on desc, r.id desc limit $5");
    /// The same of a range that holds a good part of all organs.
    NEWEST_OF_WIDE_RANGE = list!("where r.stage = 'published' and +r.organ >= $1 and +r.organ <= $2
        and (r.published_on < $3 or (r.published_on = $3 and r.id < $4)) order by r.published_on desc, r.id desc limit $5");
    /// Published by one organ.
    NEWEST_OF_ORGAN = list!("where r.stage = 'published' and r.organ = $1
        and (r.published_on < $2 or (r.published_on = $2 and r.id < $3)) order by r.published_on desc, r.id desc limit $4");
    /// Published against a line, by one organ or all.
    NEWEST_OF_LINE = list!("where r.stage = 'published' and r.line = $1 and (cast($2 as bigint) is null or r.organ = $2)
        and (r.published_on < $3 or (r.published_on = $3 and r.id < $4)) order by r.published_on desc, r.id desc limit $5");
    /// Everything that can be found, with texts, in the order of numbers.
    TO_INDEX = concat!("select ", super::records::record_columns!(), ", r.body from records r left join organs o on o.id = r.organ
        where r.stage = 'published' and r.number > $1 order by r.number limit $2");
    /// Everything public, with texts, in the order of ids.
    PUBLISHED_AFTER = concat!("select ", super::records::record_columns!(), ", r.body from records r left join organs o on o.id = r.organ
        where r.stage = 'published' and r.id > $1 order by r.id limit $2");
    /// Some by their numbers, with texts.
    BY_NUMBERS = concat!("select ", super::records::record_columns!(), ", r.body from records r left join organs o on o.id = r.organ
        where r.number in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)");
    /// Published under a document number, the oldest first.
    BY_DOCUMENT = list!("where r.docnum = $1 and r.docnum <> '' and r.stage = 'published' order by r.id limit 5");
    /// Published by today, in the order of numbers.
    BY_NUMBER_AFTER = list!("where r.stage = 'published' and r.number > $1 and r.published_on <= $2 order by r.number limit $3");
    /// How many were published between two days.
    COUNT_BETWEEN = "select count(*) from records r where r.stage = 'published' and r.published_on >= $1 and r.published_on <= $2";
    /// The codes of some organs.
    CODES = "select code from organs where id in ($1, $2, $3, $4, $5, $6, $7) order by id";
}

/// Where a list by day goes on: before this day and id. The first page begins at [`FIRST`].
pub type Before = (Day, i64);

/// Before nothing.
pub const FIRST: Before = (Day::MAX, i64::MAX);

fn kept(rows: &[Row]) -> Result<Vec<Kept>, Fault> {
    rows.iter().map(Kept::from_row).collect()
}

/// Only what everybody may read on this day.
fn public(rows: &[Row], today: Day) -> Result<Vec<Kept>, Fault> {
    Ok(kept(rows)?.into_iter().filter(|one| visibility(&one.record, today).is_full()).collect())
}

/// 筛选: which records a desk list shows.
#[derive(Debug, Clone, Default)]
pub struct Narrow {
    /// 阶段
    pub stage: Option<gk_rules::records::Stage>,
    /// 名称包含
    pub title: Option<String>,
    /// 承办人
    pub holder: Option<i64>,
    /// 领域
    pub domain: Option<String>,
    /// 离岗人员的草稿 alone
    pub left: bool,
}

/// Of a range of organs, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_of_range(
    read: &mut Read,
    (first, last): (i64, i64),
    narrow: &Narrow,
    before: i64,
    limit: i64,
) -> Result<Vec<Kept>, Fault> {
    let pattern = narrow.title.as_ref().map(|word| format!("%{}%", escaped(word)));
    let stage = narrow.stage.map(Coded::code);
    kept(
        &read
            .rows(
                if directory::is_wide((first, last)) { &OF_WIDE_RANGE } else { &OF_RANGE },
                params![
                    first,
                    last,
                    before,
                    stage,
                    pattern,
                    narrow.holder,
                    narrow.domain.clone(),
                    narrow.left,
                    limit
                ],
            )
            .await?,
    )
}

/// Everything public, with texts, after an id.
///
/// # Errors
/// When the database fails.
pub async fn published_after(read: &mut Read, after: i64, limit: i64) -> Result<Vec<Kept>, Fault> {
    kept(&read.rows(&PUBLISHED_AFTER, params![after, limit]).await?)
}

/// A word in which nothing stands for anything else.
fn escaped(word: &str) -> String {
    word.chars()
        .take(100)
        .flat_map(|c| matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c]))
        .collect()
}

/// 待办数: records of an organ that wait for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// 待审核
    pub submitted: i64,
    /// 本人的草稿
    pub mine: i64,
    /// 被退回
    pub returned: i64,
    /// 缺要素的草稿
    pub lacking: i64,
    /// 已批准，待公开
    pub to_release: i64,
    /// 待重新评估
    pub to_look_at: i64,
    /// 离岗人员的草稿
    pub left: i64,
}

/// How many records of an organ wait; drafts of one person apart.
///
/// # Errors
/// When the database fails.
pub async fn count_waiting(read: &mut Read, organ: i64, person: i64) -> Result<Counts, Fault> {
    let today = read.today();
    let Some(row) = read.row(&COUNTS, params![organ, person, today]).await? else {
        return Ok(Counts::default());
    };
    let number = |at: usize| -> Result<i64, Fault> { Ok(row.get::<Option<i64>>(at)?.unwrap_or(0)) };
    Ok(Counts {
        submitted: number(1)?,
        mine: number(2)?,
        returned: number(3)?,
        lacking: number(4)?,
        to_release: number(5)?,
        to_look_at: number(6)?,
        left: number(7)?,
    })
}

/// 草稿: which drafts are wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Drafts {
    /// 承办人
    pub holder: Option<i64>,
    /// 被退回
    pub returned: bool,
    /// 缺要素
    pub lacking: bool,
}

/// Drafts of an organ, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_drafts(
    read: &mut Read,
    organ: i64,
    which: Drafts,
    before: i64,
    limit: i64,
) -> Result<Vec<Kept>, Fault> {
    let values = params![organ, before, which.holder, which.returned, which.lacking, limit];
    kept(&read.rows(&DRAFTS, values).await?)
}

/// Sent and not judged yet, the oldest first, after an id.
///
/// # Errors
/// When the database fails.
pub async fn list_queue(read: &mut Read, organ: i64, after: i64, limit: i64) -> Result<Vec<Kept>, Fault> {
    kept(&read.rows(&QUEUE, params![organ, after, limit]).await?)
}

/// Approved and not public yet, though it is to be; after an id.
///
/// # Errors
/// When the database fails.
pub async fn list_to_release(
    read: &mut Read,
    organ: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<Kept>, Fault> {
    kept(&read.rows(&TO_RELEASE, params![organ, after, limit]).await?)
}

/// Approved and not public, to be looked at again by today; after a day and an id.
pub(crate) async fn to_look_at(
    read: &mut Read,
    organ: i64,
    (day, id): (Day, i64),
    limit: i64,
) -> Result<Vec<Kept>, Fault> {
    let today = read.today();
    kept(&read.rows(&TO_LOOK_AT, params![organ, today, day, id, limit]).await?)
}

/// Published by anybody, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_newest(read: &mut Read, before: Before, limit: i64) -> Result<Vec<Kept>, Fault> {
    let today = read.today();
    public(&read.rows(&NEWEST, params![before.0, before.1, limit]).await?, today)
}

/// Published in a subtree (the range of its organs), the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_newest_under(
    read: &mut Read,
    (first, last): (i64, i64),
    before: Before,
    limit: i64,
) -> Result<Vec<Kept>, Fault> {
    let today = read.today();
    let statement = if directory::is_wide((first, last)) { &NEWEST_OF_WIDE_RANGE } else { &NEWEST_OF_RANGE };
    public(&read.rows(statement, params![first, last, before.0, before.1, limit]).await?, today)
}

/// Published by one organ itself, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_public_of_organ(
    read: &mut Read,
    organ: i64,
    before: Before,
    limit: i64,
) -> Result<Vec<Kept>, Fault> {
    let today = read.today();
    public(&read.rows(&NEWEST_OF_ORGAN, params![organ, before.0, before.1, limit]).await?, today)
}

/// Published against a line, by one organ or by all, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list_public_of_line(
    read: &mut Read,
    line: i64,
    organ: Option<i64>,
    before: Before,
    limit: i64,
) -> Result<Vec<Kept>, Fault> {
    let today = read.today();
    public(&read.rows(&NEWEST_OF_LINE, params![line, organ, before.0, before.1, limit]).await?, today)
}

/// How many numbers [`list_public_by_numbers`] takes at once.
pub const AT_ONCE: usize = 20;

/// Those of these numbers that everybody may read today, with their texts, in no order; at most [`AT_ONCE`].
///
/// # Errors
/// When the database fails.
pub async fn list_public_by_numbers(read: &mut Read, numbers: &[&str]) -> Result<Vec<Kept>, Fault> {
    let today = read.today();
    let padded = numbers.iter().copied().chain(std::iter::repeat("")).take(AT_ONCE);
    let values: Vec<Value> = padded.map(Value::from).collect();
    public(&read.rows(&BY_NUMBERS, &values).await?, today)
}

/// The document everybody may read today under a document number (发文字号), as it is written in the record; the first of several.
///
/// # Errors
/// When the database fails.
pub async fn find_public_by_document(read: &mut Read, document: &str) -> Result<Option<Kept>, Fault> {
    let today = read.today();
    Ok(public(&read.rows(&BY_DOCUMENT, params![document]).await?, today)?.into_iter().next())
}

/// Those that are public under a document number, at most five.
///
/// # Errors
/// When the database fails.
pub async fn list_public_under_document(read: &mut Read, document: &str) -> Result<Vec<Kept>, Fault> {
    let today = read.today();
    public(&read.rows(&BY_DOCUMENT, params![document]).await?, today)
}

/// What everybody may read today after a number, in the order of numbers.
///
/// # Errors
/// When the database fails.
pub async fn list_public_after(read: &mut Read, number: &str, limit: i64) -> Result<Vec<Kept>, Fault> {
    let today = read.today();
    public(&read.rows(&BY_NUMBER_AFTER, params![number, today, limit]).await?, today)
}

/// How many were published from one day to another, both counted, and are still public.
///
/// # Errors
/// When the database fails.
pub async fn count_published(read: &mut Read, from: Day, to: Day) -> Result<i64, Fault> {
    read.number(&COUNT_BETWEEN, params![from, to]).await
}

/// What can be found, with texts, after a number.
pub(crate) async fn to_index(read: &mut Read, after: &str, limit: i64) -> Result<Vec<Kept>, Fault> {
    kept(&read.rows(&TO_INDEX, params![after, limit]).await?)
}

/// The codes of organs above one, from its path.
pub(crate) async fn codes_above(read: &mut Read, one: &Kept) -> Result<Vec<String>, Fault> {
    let mut ids: Vec<i64> =
        one.owner.path.organs().map(|id| id.0).filter(|id| *id != one.record.organ.0).collect();
    ids.resize(7, 0);
    let values: Vec<Value> = ids.into_iter().map(Value::from).collect();
    read.rows(&CODES, &values).await?.iter().map(|row| row.get(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_searched_for_stands_for_itself() {
        assert_eq!(escaped("100%_!"), "100!%!_!!");
    }
}
