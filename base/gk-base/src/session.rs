//! Sessions (登录会话): a secret in a cookie, its hash in the database; nothing of the person in the cookie.

use gk_rules::Moment;
use gk_rules::org::Actor;

use crate::directory;
use crate::ledger::{hex, sha256};
use crate::office::{Office, Tx};
use crate::problem::{Fault, Problem};
use crate::secret::Secret;
use crate::{params, statements};

statements! {
    "session";
    /// Begins.
    BEGIN = "insert into sessions (token, person, post, began_at, ends_at) values ($1, $2, $3, $4, $5)";
    /// Who it is.
    FIND = "select person, post, ends_at from sessions where token = $1";
    /// Changes the post a person acts from.
    SWITCH = "update sessions set post = $2 where token = $1";
    /// Ends one.
    END = "delete from sessions where token = $1";
    /// Ends all of a person.
    END_ALL = "delete from sessions where person = $1";
    /// Ends the oldest of a person, beyond so many.
    BOUND = "delete from sessions where person = $1 and token not in
        (select token from sessions where person = $1 order by began_at desc, token limit $2)";
    /// Forgets what is over.
    SWEEP = "delete from sessions where ends_at < $1";
}

/// A working day: after so many hours a person signs in again.
const HOURS: i64 = 12;

/// At so many places at once a person may be signed in; a further one ends the oldest.
const PLACES: i64 = 5;

/// Begins a session; gives the secret for the cookie.
///
/// # Errors
/// When the database fails.
pub async fn begin(tx: &mut Tx, person: i64, post: i64) -> Result<Secret, Fault> {
    let secret = Secret::new(hex(&tx.office().secret()));
    let now = tx.now();
    tx.run(&SWEEP, params![now]).await?;
    let ends = now.checked_add(jiff::SignedDuration::from_hours(HOURS)).unwrap_or(now);
    tx.run(&BOUND, params![person, PLACES - 1]).await?;
    tx.run(&BEGIN, params![sha256(secret.reveal().as_bytes()), person, post, now, ends]).await?;
    Ok(secret)
}

/// The actor of a session, when it still holds and the person still holds the post.
///
/// # Errors
/// When the database fails.
pub async fn actor(office: &Office, secret: &Secret) -> Result<Option<Actor>, Problem> {
    let mut read = office.read().await?;
    let Some(row) = read.row(&FIND, params![sha256(secret.reveal().as_bytes())]).await? else {
        return Ok(None);
    };
    if row.get::<Moment>(2)? < office.now() {
        return Ok(None);
    }
    Ok(directory::find_actor(&mut read, row.get(0)?, row.get(1)?).await?)
}

/// Changes the post a person acts from.
///
/// # Errors
/// When the database fails.
pub async fn switch(tx: &mut Tx, secret: &Secret, post: i64) -> Result<(), Fault> {
    tx.run(&SWITCH, params![sha256(secret.reveal().as_bytes()), post]).await?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub async fn end(tx: &mut Tx, secret: &Secret) -> Result<(), Fault> {
    tx.run(&END, params![sha256(secret.reveal().as_bytes())]).await?;
    Ok(())
}

/// Ends every session of a person.
///
/// # Errors
/// When the database fails.
pub async fn end_all(tx: &mut Tx, person: i64) -> Result<(), Fault> {
    tx.run(&END_ALL, params![person]).await?;
    Ok(())
}
