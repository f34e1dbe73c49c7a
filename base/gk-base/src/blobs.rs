//! Files kept byte for byte (原件), by their SHA-256; the same bytes are kept once.

use crate::ledger::sha256;
use crate::office::{Read, Tx};
use crate::problem::Fault;
use crate::{params, statements};

statements! {
    "blobs";
    /// Keeps bytes.
    KEEP = "insert into blobs (hash, size, bytes) values ($1, $2, $3) on conflict (hash) do nothing";
    /// Gives them back.
    LOAD = "select bytes from blobs where hash = $1";
    /// All hashes after one, for the check.
    LIST = "select hash, size from blobs where hash > $1 order by hash limit $2";
}

/// Keeps bytes; gives their SHA-256.
///
/// # Errors
/// When the database fails.
pub async fn keep(tx: &mut Tx, bytes: Vec<u8>) -> Result<String, Fault> {
    let hash = sha256(&bytes);
    tx.run(&KEEP, params![&hash, bytes.len(), bytes]).await?;
    Ok(hash)
}

/// The bytes with this hash, or nothing.
///
/// # Errors
/// When the database fails.
pub async fn load(read: &mut Read, hash: &str) -> Result<Option<Vec<u8>>, Fault> {
    read.row(&LOAD, params![hash]).await?.map(|row| row.get(0)).transpose()
}

/// Hashes and sizes after one, in order: for `gongkai check`.
///
/// # Errors
/// When the database fails.
pub async fn list(read: &mut Read, after: &str, limit: i64) -> Result<Vec<(String, i64)>, Fault> {
    read.rows(&LIST, params![after, limit]).await?.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}
