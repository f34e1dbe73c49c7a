//! Accounts of applicants: who signed on, for how long a browser is believed, and whose applications stand together.

use gk_base::ledger::{hex, sha256};
use gk_base::sealed::{Opening, Sealed};
use gk_base::{Fault, Moment, Problem, Read, Secret, Tx, params, sealed_columns, statements};
use gk_rules::foi::account::{HOURS, SignedOn};
use gk_rules::privacy::Purpose;

sealed_columns! {
    /// 认证平台给的标识
    SUBJECT = "foi_accounts"."subject_sealed", row "id" (number), Words, index "subject_index";
    /// 账户姓名
    NAME = "foi_accounts"."name_sealed", row "id" (number), Name;
}

statements! {
    "foi.accounts";
    /// The account of whoever a system names.
    BY_SUBJECT = "select id from foi_accounts where subject_index in ($1, $2) and subject_index <> '' limit 1";
    /// A new one.
    INSERT = "insert into foi_accounts (id, subject_sealed, subject_index, name_sealed, made_at, seen_at) values ($1, $2, $3, $4, $5, $5)";
    /// Somebody came again, with the name the system tells now.
    SEEN = "update foi_accounts set name_sealed = $2, seen_at = $3 where id = $1";
    /// Gone.
    DELETE = "delete from foi_accounts where id = $1";
    /// A browser is believed from now on.
    BEGIN = "insert into foi_account_sessions (token, account, began_at, ends_at) values ($1, $2, $3, $4)";
    /// Whose browser it is.
    FIND = "select a.id, a.name_sealed, s.ends_at from foi_account_sessions s join foi_accounts a on a.id = s.account where s.token = $1";
    /// It is believed no more.
    END = "delete from foi_account_sessions where token = $1";
    /// No browser of an account is.
    END_ALL = "delete from foi_account_sessions where account = $1";
    /// All but the newest of an account.
    BOUND = "delete from foi_account_sessions where account = $1 and token not in
        (select token from foi_account_sessions where account = $1 order by began_at desc, token limit $2)";
    /// Those that are over.
    SWEEP = "delete from foi_account_sessions where ends_at < $1";
    /// Puts an application in.
    LINK = "insert into foi_account_cases (account, matter, linked_at) values ($1, $2, $3) on conflict (account, matter) do nothing";
    /// Whether it is in.
    HAS = "select matter from foi_account_cases where account = $1 and matter = $2";
    /// The newest applications before one.
    CASES = "select matter from foi_account_cases where account = $1 and matter < $2 order by matter desc limit $3";
    /// How many there are.
    COUNT = "select count(*) from foi_account_cases where account = $1";
    /// Takes all out.
    UNLINK_ALL = "delete from foi_account_cases where account = $1";
}

/// In so many browsers at once somebody may be signed on; a further one ends the oldest.
const BROWSERS: i64 = 5;

/// 申请人账户
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) id: i64,
    name: Option<Sealed>,
}

impl Account {
    /// Its subject in the ledger.
    pub(crate) fn subject(id: i64) -> String {
        format!("foi_account:{id}")
    }
    /// 姓名 as a page shows it; empty where the system tells none.
    pub(crate) fn masked(&self, read: &Read) -> String {
        self.name.as_ref().map(|name| read.masked(&NAME.at(self.id, name))).unwrap_or_default()
    }
    /// 姓名 in full, for the form of the person himself; recorded. Empty where the system tells none.
    pub(crate) fn opened(&self, tx: &mut Tx) -> Result<String, Problem> {
        let Some(name) = &self.name else { return Ok(String::new()) };
        let opening = Opening::of(Self::subject(self.id), None, Purpose::OwnAccess);
        Ok(tx.open(&NAME.at(self.id, name), &opening)?.text()?.to_owned())
    }
}

/// Issuer and subject in one text.
fn both(who: &SignedOn) -> String {
    format!("{}\n{}", who.issuer, who.subject)
}

/// The account of whoever signed on, made where there is none; whether it is new.
pub(crate) async fn of(tx: &mut Tx, who: &SignedOn) -> Result<(i64, bool), Problem> {
    let (both, now) = (both(who), tx.now());
    let [index, former] = tx.blinds(&SUBJECT, &both)?;
    let found: Option<i64> =
        tx.row(&BY_SUBJECT, params![index, former]).await?.map(|row| row.get(0)).transpose()?;
    let id = match found {
        Some(id) => id,
        None => tx.next_numbers("foi_accounts", 1).await?,
    };
    let name = match &who.name {
        Some(name) => Some(tx.seal(&NAME, id, name).await?),
        None => None,
    };
    if found.is_some() {
        tx.run(&SEEN, params![id, name.as_ref(), now]).await?;
        return Ok((id, false));
    }
    let subject = tx.seal(&SUBJECT, id, &both).await?;
    let index = tx.blind(&SUBJECT, &both).await?;
    tx.run(&INSERT, params![id, &subject, index, name.as_ref(), now]).await?;
    Ok((id, true))
}

/// Begins to believe a browser; gives what it keeps.
pub(crate) async fn begin(tx: &mut Tx, account: i64) -> Result<Secret, Fault> {
    let (secret, now) = (Secret::new(hex(&tx.office().secret())), tx.now());
    tx.run(&SWEEP, params![now]).await?;
    tx.run(&BOUND, params![account, BROWSERS - 1]).await?;
    let ends = now.checked_add(jiff::SignedDuration::from_hours(HOURS)).unwrap_or(now);
    tx.run(&BEGIN, params![sha256(secret.reveal().as_bytes()), account, now, ends]).await?;
    Ok(secret)
}

/// Whose browser it is, while it is believed.
pub(crate) async fn find(read: &mut Read, secret: &Secret) -> Result<Option<Account>, Fault> {
    let now = read.office().now();
    let Some(row) = read.row(&FIND, params![sha256(secret.reveal().as_bytes())]).await? else {
        return Ok(None);
    };
    let good = row.get::<Moment>(2)? >= now;
    Ok(if good { Some(Account { id: row.get(0)?, name: row.get(1)? }) } else { None })
}

/// Ends to believe a browser.
pub(crate) async fn end(tx: &mut Tx, secret: &Secret) -> Result<(), Fault> {
    tx.run(&END, params![sha256(secret.reveal().as_bytes())]).await?;
    Ok(())
}

/// Puts an application in; whether it is new there.
pub(crate) async fn link(tx: &mut Tx, account: i64, matter: i64) -> Result<bool, Fault> {
    let now = tx.now();
    Ok(tx.run(&LINK, params![account, matter, now]).await? > 0)
}

/// Whether an application is in an account.
pub(crate) async fn has(read: &mut Read, account: i64, matter: i64) -> Result<bool, Fault> {
    Ok(read.row(&HAS, params![account, matter]).await?.is_some())
}

/// The newest applications of an account before one, and how many there are in all.
pub(crate) async fn cases(
    read: &mut Read,
    account: i64,
    before: i64,
    limit: i64,
) -> Result<(Vec<i64>, i64), Fault> {
    let rows = read.rows(&CASES, params![account, before, limit]).await?;
    let ids = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    Ok((ids, read.number(&COUNT, params![account]).await?))
}

/// Takes an account away with all it holds; the applications stay.
pub(crate) async fn delete(tx: &mut Tx, account: i64) -> Result<(), Fault> {
    for statement in [&UNLINK_ALL, &END_ALL, &DELETE] {
        tx.run(statement, params![account]).await?;
    }
    Ok(())
}
