//! Every statement of the room, and rows as the room holds them.

pub(crate) mod tries;

use gk_base::{Fault, Read, Row, params, statements};
use gk_rules::org::Role;

statements! {
    "org";
    /// The codes in use.
    CODES = "select code from organs order by id";
    /// Numbers taken directly below an organ.
    TAKEN = "select id, last from organs where parent = $1 order by id limit 20000";
    /// The end of all numbers.
    END = "select cast(max(last) as bigint) from organs";
    /// A new organ.
    FOUND = "insert into organs (id, last, code, name, short_name, aliases, kind, level, region, parent, path, line, fictional, active, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, 1)";
    /// Other names.
    RENAME = "update organs set name = $2, short_name = $3, aliases = $4, version = version + 1 where id = $1";
    /// Who has an account.
    PERSON = "select id, name, password, active from people where account = $1";
    /// The account of a person.
    PERSON_BY_ID = "select account, password from people where id = $1";
    /// A new person.
    HIRE = "insert into people (id, account, name, password, active, version) values ($1, $2, $3, $4, 1, 1)";
    /// A post held by a person in an organ in a role.
    HELD = "select id from posts where organ = $1 and role = $2 and person = $3 order by id limit 1";
    /// A new post.
    NEW_POST = "insert into posts (id, organ, role, title, person, version) values ($1, $2, $3, $4, $5, 1)";
    /// A post with its organ and holder.
    POST = "select t.organ, o.path, t.role, t.person, t.version from posts t join organs o on o.id = t.organ where t.id = $1";
    /// Nobody holds it any more.
    END_POST = "update posts set person = null, version = version + 1 where id = $1 and version = $2";
    /// Another password.
    SET_PASSWORD = "update people set password = $2, version = version + 1 where id = $1";
    /// Posts held in a subtree, by organ and number.
    PEOPLE = "select t.id, t.version, t.organ, o.code, o.name, t.role, t.title, p.account, p.name from posts t
        join organs o on o.id = t.organ join people p on p.id = t.person
        where t.organ >= $1 and t.organ <= $2 and (t.organ > $3 or (t.organ = $3 and t.id > $4))
        order by t.organ, t.id limit $5";
}

/// 账号: what signing in needs to know.
pub(crate) struct Account {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) password: String,
    pub(crate) active: bool,
}

/// The person with this account.
pub(crate) async fn find_account(read: &mut Read, account: &str) -> Result<Option<Account>, Fault> {
    let Some(row) = read.row(&PERSON, params![account]).await? else { return Ok(None) };
    Ok(Some(Account { id: row.get(0)?, name: row.get(1)?, password: row.get(2)?, active: row.get(3)? }))
}

/// 岗位: one line of the list of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PersonLine {
    pub(crate) post: i64,
    pub(crate) version: i64,
    pub(crate) organ: i64,
    pub(crate) organ_code: String,
    pub(crate) organ_name: String,
    pub(crate) role: Role,
    pub(crate) title: String,
    pub(crate) account: String,
    pub(crate) name: String,
}

/// Posts held in the range of organs, after a (organ, post).
pub(crate) async fn list_people(
    read: &mut Read,
    (first, last): (i64, i64),
    after: (i64, i64),
    limit: i64,
) -> Result<Vec<PersonLine>, Fault> {
    let line = |row: &Row| {
        Ok(PersonLine {
            post: row.get(0)?,
            version: row.get(1)?,
            organ: row.get(2)?,
            organ_code: row.get(3)?,
            organ_name: row.get(4)?,
            role: row.code(5)?,
            title: row.get(6)?,
            account: row.get(7)?,
            name: row.get(8)?,
        })
    };
    let rows = read.rows(&PEOPLE, params![first, last, after.0, after.1, limit]).await?;
    rows.iter().map(line).collect()
}
