//! The directory (机构目录): organs, posts and people, as every room may ask for them.

use gk_rules::Coded;
use gk_rules::org::{Actor, Level, Names, Organ, OrganId, OrganKind, OrganPath, Role};

use crate::office::Read;
use crate::problem::{Fault, Problem};
use crate::sql::{Row, Value};
use crate::{params, statements};

macro_rules! organ_columns {
    () => {
        "o.id, o.last, o.code, o.name, o.short_name, o.aliases, o.kind, o.level, o.region, o.parent, o.path, o.line, o.fictional"
    };
}

statements! {
    "directory";
    /// One organ.
    BY_ID = concat!("select ", organ_columns!(), " from organs o where o.id = $1");
    /// One organ by what people call it.
    BY_CODE = concat!("select ", organ_columns!(), " from organs o where o.code = $1");
    /// The organs directly below, in order.
    CHILDREN = concat!("select ", organ_columns!(), " from organs o where o.parent = $1 and o.id > $2 and o.active = 1 order by o.id limit $3");
    /// The organs of a subtree, in order, after one.
    SUBTREE = concat!("select ", organ_columns!(), " from organs o where o.id > $1 and o.id <= $2 and o.active = 1 order by o.id limit $3");
    /// The organs above one, from the top.
    ABOVE = concat!("select ", organ_columns!(), " from organs o where o.id < $1 and o.last >= $1 order by o.id limit 20");
    /// Some organs by what people call them.
    BY_CODES = concat!("select ", organ_columns!(), " from organs o where o.code in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)");
    /// The organs of a region itself.
    OF_REGION = concat!("select ", organ_columns!(), " from organs o where o.region = $1 and o.active = 1 order by o.id limit 200");
    /// Organs on top of everything.
    ROOTS = concat!("select ", organ_columns!(), " from organs o where o.parent is null order by o.id limit 50");
    /// Organs of one kind and level in a subtree.
    OF_LEVEL = concat!("select ", organ_columns!(), " from organs o where o.id >= $1 and o.id <= $2 and o.level = $3 and o.active = 1 and o.id > $4 order by o.id limit $5");
    /// Organs whose name holds some words.
    BY_NAME = concat!("select ", organ_columns!(), " from organs o where o.active = 1 and (o.name like $1 escape '!' or o.short_name like $1 escape '!') order by o.id limit $2");
    /// A post with its person and organ.
    ACTOR = "select p.id, p.name, t.id, o.id, o.path, t.role from posts t join people p on p.id = t.person join organs o on o.id = t.organ
        where t.id = $1 and t.person = $2 and p.active = 1";
    /// Posts of an organ held under an account.
    HELD_AS = "select p.id, t.id from posts t join people p on p.id = t.person where t.organ = $1 and p.account = $2 and p.active = 1
        order by t.id limit 1";
    /// The posts a person holds.
    POSTS = "select t.id, o.name, t.role, t.title from posts t join organs o on o.id = t.organ where t.person = $1 order by t.id limit 50";
    /// Who holds posts of an organ.
    HOLDERS = "select p.id, p.name, t.role from posts t join people p on p.id = t.person where t.organ = $1 and p.active = 1
        order by p.id, t.id limit $2";
    /// Who holds posts of some organs.
    HOLDERS_AMONG = "select p.id, p.name, t.role, t.organ from posts t join people p on p.id = t.person
        where t.organ in ($1, $2, $3, $4, $5, $6, $7, $8) and p.active = 1 order by p.id, t.id limit $9";
}

/// A place in the tree: an organ with the last number of its subtree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The organ.
    pub organ: Organ,
    /// The last number reserved for its subtree: a subtree is the range `[organ.id, last]`.
    pub last: i64,
}

impl Seat {
    fn from_row(row: &Row) -> Result<Self, Fault> {
        let path: String = row.get(10)?;
        let region: String = row.get(8)?;
        Ok(Self {
            last: row.get(1)?,
            organ: Organ {
                id: OrganId(row.get(0)?),
                code: row.get(2)?,
                names: Names { full: row.get(3)?, short: row.get(4)?, aliases: row.json(5)? },
                kind: row.code::<OrganKind>(6)?,
                level: row.code::<Level>(7)?,
                region: region.parse().map_err(|e| Fault::new(format!("region {region}: {e}")))?,
                parent: row.get::<Option<i64>>(9)?.map(OrganId),
                path: path.parse::<OrganPath>().map_err(|e| Fault::new(e.to_string()))?,
                line: row.get::<Option<i64>>(11)?.map(OrganId),
                fictional: row.get(12)?,
            },
        })
    }
    /// Whether another organ is this one or below it.
    #[must_use]
    pub fn holds(&self, other: OrganId) -> bool {
        other.0 >= self.organ.id.0 && other.0 <= self.last
    }
}

fn seats(rows: &[Row]) -> Result<Vec<Seat>, Fault> {
    rows.iter().map(Seat::from_row).collect()
}

/// The organ with this number.
///
/// # Errors
/// [`Problem::Missing`] when there is none.
pub async fn load(read: &mut Read, id: OrganId) -> Result<Seat, Problem> {
    match read.row(&BY_ID, params![id.0]).await? {
        Some(row) => Ok(Seat::from_row(&row)?),
        None => Err(Problem::missing("organ", id)),
    }
}

/// Numbers a range of organs has at least to hold a good part of all of them: a city of a province, not a county.
const WIDE: i64 = 10_000;

/// 范围是否很大: whether the newest of a range are found sooner among the newest of all than by its organs. The database cannot
/// know that of a statement whose plan is made before its values are bound.
#[must_use]
pub const fn is_wide((first, last): (i64, i64)) -> bool {
    last.saturating_sub(first) >= WIDE
}

/// The organ with this code, or nothing.
///
/// # Errors
/// When the database fails.
pub async fn find(read: &mut Read, code: &str) -> Result<Option<Seat>, Fault> {
    read.row(&BY_CODE, params![code]).await?.as_ref().map(Seat::from_row).transpose()
}

/// The organ with this code.
///
/// # Errors
/// [`Problem::Missing`] when there is none.
pub async fn load_by_code(read: &mut Read, code: &str) -> Result<Seat, Problem> {
    find(read, code).await?.ok_or_else(|| Problem::missing("organ", code))
}

/// The organs above one, from the top down, itself left out.
///
/// # Errors
/// When the database fails.
pub async fn list_above(read: &mut Read, organ: OrganId) -> Result<Vec<Seat>, Fault> {
    seats(&read.rows(&ABOVE, params![organ.0]).await?)
}

/// How many organs [`list_by_codes`] gives at once.
pub const AT_ONCE: usize = 12;

/// The organs with these codes, the first [`AT_ONCE`] of them, in no order; unknown codes are left out.
///
/// # Errors
/// When the database fails.
pub async fn list_by_codes(read: &mut Read, codes: &[&str]) -> Result<Vec<Seat>, Fault> {
    let padded = codes.iter().copied().chain(std::iter::repeat("")).take(AT_ONCE);
    let values: Vec<Value> = padded.map(Into::into).collect();
    seats(&read.rows(&BY_CODES, &values).await?)
}

/// The organs directly below one, in tree order, after a number; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_children(
    read: &mut Read,
    parent: OrganId,
    after: i64,
    limit: i64,
) -> Result<Vec<Seat>, Fault> {
    seats(&read.rows(&CHILDREN, params![parent.0, after, limit]).await?)
}

/// The organs below one at any depth, in tree order, after a number; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_subtree(read: &mut Read, seat: &Seat, after: i64, limit: i64) -> Result<Vec<Seat>, Fault> {
    seats(&read.rows(&SUBTREE, params![after.max(seat.organ.id.0), seat.last, limit]).await?)
}

/// The organs of a level in a subtree (itself included), in tree order, after a number; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_level(
    read: &mut Read,
    seat: &Seat,
    level: Level,
    after: i64,
    limit: i64,
) -> Result<Vec<Seat>, Fault> {
    seats(&read.rows(&OF_LEVEL, params![seat.organ.id.0, seat.last, level.code(), after, limit]).await?)
}

/// The organs that stand under nothing.
///
/// # Errors
/// When the database fails.
pub async fn list_roots(read: &mut Read) -> Result<Vec<Seat>, Fault> {
    seats(&read.rows(&ROOTS, &[]).await?)
}

/// The organs of one region (its government and departments).
///
/// # Errors
/// When the database fails.
pub async fn list_region(read: &mut Read, region: &str) -> Result<Vec<Seat>, Fault> {
    seats(&read.rows(&OF_REGION, params![region]).await?)
}

/// Agencies whose full or short name holds these words, in tree order; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn search_agencies(read: &mut Read, words: &str, limit: i64) -> Result<Vec<Seat>, Fault> {
    let plain: String = words.chars().filter(|c| !c.is_whitespace()).take(50).collect();
    let escaped: String = plain
        .chars()
        .flat_map(|c| matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c]))
        .collect();
    let found = seats(&read.rows(&BY_NAME, params![format!("%{escaped}%"), limit]).await?)?;
    Ok(found.into_iter().filter(|seat| seat.organ.kind.is_agency()).collect())
}

/// The person of a post, when that person still holds it.
///
/// # Errors
/// When the database fails.
pub async fn find_actor(read: &mut Read, person: i64, post: i64) -> Result<Option<Actor>, Fault> {
    let Some(row) = read.row(&ACTOR, params![post, person]).await? else { return Ok(None) };
    let path: String = row.get(4)?;
    Ok(Some(Actor {
        person: row.get(0)?,
        name: row.get(1)?,
        post: row.get(2)?,
        organ: OrganId(row.get(3)?),
        path: path.parse().map_err(|e: gk_rules::org::organ::BadOrganPath| Fault::new(e.to_string()))?,
        role: row.code::<Role>(5)?,
    }))
}

/// Who holds a post of an organ under an account; the first of several posts.
///
/// # Errors
/// When the database fails.
pub async fn find_holder(read: &mut Read, organ: OrganId, account: &str) -> Result<Option<Actor>, Fault> {
    let Some(row) = read.row(&HELD_AS, params![organ.0, account]).await? else { return Ok(None) };
    let (person, post) = (row.get(0)?, row.get(1)?);
    find_actor(read, person, post).await
}

/// 在岗人员: who holds a post of an organ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The person.
    pub person: i64,
    /// The name.
    pub name: String,
    /// The role of the post.
    pub role: Role,
}

/// Who holds posts of an organ, one line a post, in the order of people.
///
/// # Errors
/// When the database fails.
pub async fn list_holders(read: &mut Read, organ: OrganId, limit: i64) -> Result<Vec<Holder>, Fault> {
    let rows = read.rows(&HOLDERS, params![organ.0, limit]).await?;
    rows.iter().map(|row| Ok(Holder { person: row.get(0)?, name: row.get(1)?, role: row.code(2)? })).collect()
}

/// Who holds posts of an organ and of those above it, with the organ; in the order of people. A path is at most eight organs long.
///
/// # Errors
/// When the database fails.
pub async fn list_holders_above(
    read: &mut Read,
    path: &OrganPath,
    limit: i64,
) -> Result<Vec<(OrganId, Holder)>, Fault> {
    let mut organs: Vec<i64> = path.organs().map(|one| one.0).collect();
    organs.resize(8, 0);
    let mut values: Vec<Value> = organs.into_iter().map(Value::from).collect();
    values.push(limit.into());
    let one = |row: &Row| -> Result<(OrganId, Holder), Fault> {
        let holder = Holder { person: row.get(0)?, name: row.get(1)?, role: row.code(2)? };
        Ok((OrganId(row.get(3)?), holder))
    };
    read.rows(&HOLDERS_AMONG, &values).await?.iter().map(one).collect()
}

/// A post as a person may choose it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostLine {
    /// The post.
    pub id: i64,
    /// Its organ's name.
    pub organ: String,
    /// Its role.
    pub role: Role,
    /// Its title; may be empty.
    pub title: String,
}

/// The posts a person holds.
///
/// # Errors
/// When the database fails.
pub async fn list_posts(read: &mut Read, person: i64) -> Result<Vec<PostLine>, Fault> {
    let rows = read.rows(&POSTS, params![person]).await?;
    rows.iter()
        .map(|row| {
            Ok(PostLine { id: row.get(0)?, organ: row.get(1)?, role: row.code(2)?, title: row.get(3)? })
        })
        .collect()
}
