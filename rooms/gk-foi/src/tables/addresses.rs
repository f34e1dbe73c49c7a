//! Addresses of subscribed calendars: the hash of the secret, for a person in a post.

use gk_base::{Fault, Read, Tx, ledger, params, statements};

statements! {
    "foi.addresses";
    /// Whose address it is.
    BY_HASH = "select person, post from foi_addresses where token_hash = $1";
    /// A new address takes the place of the former.
    PUT = "insert into foi_addresses (token_hash, person, post, made_on) values ($1, $2, $3, $4)
        on conflict (person, post) do update set token_hash = excluded.token_hash, made_on = excluded.made_on";
}

/// Person and post of an address, or nothing.
pub(crate) async fn find(read: &mut Read, token: &str) -> Result<Option<(i64, i64)>, Fault> {
    let row = read.row(&BY_HASH, params![ledger::sha256(token.as_bytes())]).await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// Keeps an address for a person in a post; the former is good no more.
pub(crate) async fn put(tx: &mut Tx, token: &str, (person, post): (i64, i64)) -> Result<(), Fault> {
    let today = tx.today();
    tx.run(&PUT, params![ledger::sha256(token.as_bytes()), person, post, today]).await?;
    Ok(())
}
