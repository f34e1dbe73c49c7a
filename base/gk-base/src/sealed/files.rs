//! Sealed files (加密附件): kept in pieces, each sealed with a key of the file's own, which is sealed with the ring's; known by
//! a keyed hash, so that nobody can tell from the database whether a file he has is among them.

use gk_rules::privacy::{PrivacyEvent, SecretKind, reasons};
use gk_rules::{Coded as _, Moment};
use zeroize::Zeroizing;

use super::access::{Opening, active};
use super::cipher::{self, Keyed, NONCE};
use super::ring::{Algorithm, Key, KeyRing, KeyState, Usage};
use super::{Plain, Sealed};
use crate::ledger::hex;
use crate::office::{Read, Tx};
use crate::problem::{Fault, Problem};
use crate::{params, sealed_columns, statements};

statements! {
    "sealed_files";
    /// A new file, not yet known by its address.
    BEGIN = "insert into sealed_files (id, address, size, key_sealed, kept_at) values ($1, $2, 0, $3, $4)";
    /// One piece of it.
    PIECE = "insert into sealed_pieces (file, seq, bytes) values ($1, $2, $3)";
    /// The file with this address.
    FIND = "select id, size, key_sealed from sealed_files where address = $1";
    /// It is whole.
    FINISH = "update sealed_files set address = $2, size = $3 where id = $1";
    /// It was kept already: the second copy goes.
    DROP_PIECES = "delete from sealed_pieces where file = $1";
    /// See above.
    DROP = "delete from sealed_files where id = $1";
    /// A piece of a file.
    LOAD = "select bytes from sealed_pieces where file = $1 and seq = $2";
    /// Pieces of a file from one on, in order.
    LOAD_MANY = "select bytes from sealed_pieces where file = $1 and seq >= $2 order by seq limit $3";
    /// Addresses and sizes after one, for the check.
    LIST = "select address, size from sealed_files where address > $1 order by address limit $2";
}

sealed_columns! {
    /// The key of a file.
    FILE_KEY = "sealed_files"."key_sealed", row "id" (text), File;
}

/// Bytes of a piece: what is in memory at a time.
pub const CHUNK: usize = 64 * 1024;
/// How many pieces are read at once where the whole file is wanted.
const PIECES: i64 = 16;

/// 加密附件: where it is kept and how large it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedFile {
    /// What rows refer to it by.
    pub address: String,
    /// Bytes of the file itself.
    pub size: u64,
}

/// A file being kept, piece by piece.
pub struct Keeping {
    id: String,
    key: Key,
    address_key: Key,
    hash: Keyed,
    buffer: Zeroizing<Vec<u8>>,
    seq: u64,
    size: u64,
    limit: u64,
}

impl Keeping {
    /// Begins to keep a file of at most `limit` bytes.
    ///
    /// # Errors
    /// When the keys or the database fail.
    pub async fn begin(tx: &mut Tx, limit: u64) -> Result<Self, Fault> {
        let ring = tx.ring_to_seal().await?;
        let (algorithm, address_key) =
            (active(&ring, Usage::Seal)?.algorithm, active(&ring, Usage::Index)?.clone());
        let random = Zeroizing::new(tx.office().secret());
        let (id, now) = (tx.next_id(), tx.now());
        let key = Key::of(algorithm, &random, KeyState::Active, now);
        let written: Zeroizing<Vec<u8>> =
            Zeroizing::new(std::iter::once(algorithm.mark()).chain(random.iter().copied()).collect());
        let sealed = tx.seal(&FILE_KEY, &id, &*written).await?;
        tx.note(&address_key).await?;
        tx.run(&BEGIN, params![&id, &id, sealed, now]).await?;
        let hash = Keyed::begin(&address_key, "sealed_files.address")?;
        let buffer = Zeroizing::new(Vec::with_capacity(CHUNK));
        Ok(Self { id, key, address_key, hash, buffer, seq: 0, size: 0, limit })
    }
    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`Problem::Refused`] when the file is larger than its limit.
    pub async fn write(&mut self, tx: &mut Tx, bytes: &[u8]) -> Result<(), Problem> {
        self.size = self.size.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if self.size > self.limit {
            return Err(Problem::refused(reasons::file_too_large(self.limit)));
        }
        self.hash.add(bytes);
        let mut rest = bytes;
        while !rest.is_empty() {
            // A full piece waits until more follows: the last one must know that it is the last.
            if self.buffer.len() == CHUNK {
                self.flush(tx, false).await?;
            }
            let (now, later) = rest.split_at(rest.len().min(CHUNK - self.buffer.len()));
            self.buffer.extend_from_slice(now);
            rest = later;
        }
        Ok(())
    }
    /// The file is whole. One with the same bytes that is kept already is kept once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn finish(mut self, tx: &mut Tx) -> Result<SealedFile, Fault> {
        self.flush(tx, true).await?;
        let address = format!("{}{}", self.address_key.id, hex(&self.hash.end()));
        if tx.row(&FIND, params![&address]).await?.is_some() {
            tx.run(&DROP_PIECES, params![&self.id]).await?;
            tx.run(&DROP, params![&self.id]).await?;
        } else {
            let size = i64::try_from(self.size).unwrap_or(i64::MAX);
            tx.run(&FINISH, params![&self.id, &address, size]).await?;
        }
        Ok(SealedFile { address, size: self.size })
    }
    async fn flush(&mut self, tx: &mut Tx, last: bool) -> Result<(), Fault> {
        let piece = cipher::encrypt(&self.key, nonce(self.seq, last), self.id.as_bytes(), &self.buffer)?;
        let seq = i64::try_from(self.seq).unwrap_or(i64::MAX);
        tx.run(&PIECE, params![&self.id, seq, piece]).await?;
        self.seq += 1;
        self.buffer.clear();
        Ok(())
    }
}

/// The nonce of a piece: its number, and whether it is the last, so that pieces cannot change places or be cut off.
fn nonce(seq: u64, last: bool) -> [u8; NONCE] {
    let mut nonce = [0; NONCE];
    let bytes = std::iter::once(u8::from(last)).chain([0; 3]).chain(seq.to_be_bytes());
    nonce.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
    nonce
}

/// Keeps a whole file sealed; see [`Keeping`] for one that comes in pieces.
///
/// # Errors
/// [`Problem::Refused`] when it is larger than `limit`.
pub async fn keep_file(tx: &mut Tx, bytes: &[u8], limit: u64) -> Result<SealedFile, Problem> {
    let mut keeping = Keeping::begin(tx, limit).await?;
    keeping.write(tx, bytes).await?;
    Ok(keeping.finish(tx).await?)
}

/// A file opened, to be read piece by piece.
pub struct OpenedFile {
    id: String,
    key: Key,
    size: u64,
    next: Option<u64>,
}

impl OpenedFile {
    /// Bytes of the file.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }
    /// The next piece; nothing after the last.
    ///
    /// # Errors
    /// When the file was touched or cut short.
    pub async fn next(&mut self, read: &mut Read) -> Result<Option<Plain>, Fault> {
        let Some(seq) = self.next else { return Ok(None) };
        let row = read.row(&LOAD, params![&self.id, i64::try_from(seq).unwrap_or(i64::MAX)]).await?;
        let piece: Vec<u8> = row.ok_or_else(|| self.broken(seq))?.get(0)?;
        self.opened(seq, &piece).map(Some)
    }
    fn broken(&self, seq: u64) -> Fault {
        Fault::new(format!("sealed file {}: piece {seq} was touched or is missing", self.id))
    }
    /// A piece in its place, opened.
    fn opened(&mut self, seq: u64, piece: &[u8]) -> Result<Plain, Fault> {
        let chunk = u64::try_from(CHUNK).unwrap_or(u64::MAX);
        let last = seq.saturating_add(1) >= self.size.div_ceil(chunk);
        let plain = cipher::decrypt(&self.key, nonce(seq, last), self.id.as_bytes(), piece);
        let plain = plain.ok_or_else(|| self.broken(seq))?;
        self.next = (!last).then_some(seq.saturating_add(1));
        Ok(Plain(plain))
    }
    /// All of it: for files whose size is known to be small.
    ///
    /// # Errors
    /// As [`OpenedFile::next`].
    pub async fn all(mut self, read: &mut Read) -> Result<Plain, Fault> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(self.size).unwrap_or(0)));
        while let Some(first) = self.next {
            let from = i64::try_from(first).unwrap_or(i64::MAX);
            let rows = read.rows(&LOAD_MANY, params![&self.id, from, PIECES]).await?;
            if rows.is_empty() {
                return Err(self.broken(first));
            }
            for row in rows {
                let Some(seq) = self.next else { return Err(self.broken(first)) };
                bytes.extend_from_slice(self.opened(seq, &row.get::<Vec<u8>>(0)?)?.bytes());
            }
        }
        Ok(Plain(bytes))
    }
}

async fn find(read: &mut Read, address: &str) -> Result<Option<OpenedFile>, Fault> {
    let Some(row) = read.row(&FIND, params![address]).await? else { return Ok(None) };
    let (id, size, sealed): (String, u64, Sealed) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let written = FILE_KEY.at(&id, &sealed).opened_with(&*read.ring()?)?;
    let key = key_of(written.bytes()).ok_or_else(|| Fault::new(format!("sealed file {id}: no key")))?;
    Ok(Some(OpenedFile { id, key, size, next: Some(0) }))
}

fn key_of(written: &[u8]) -> Option<Key> {
    let (mark, random) = written.split_first()?;
    let random = Zeroizing::new(<[u8; 32]>::try_from(random).ok()?);
    Some(Key::of(Algorithm::of_mark(*mark)?, &random, KeyState::Active, Moment::UNIX_EPOCH))
}

impl Tx {
    /// Opens a sealed file, and records who opened it, and for what; it may be read once this unit of work is committed.
    ///
    /// # Errors
    /// [`Problem::Missing`] when there is none; when its key is not there.
    pub async fn open_file(&mut self, address: &str, opening: &Opening) -> Result<OpenedFile, Problem> {
        let found = find(self, address).await?;
        let file = found.ok_or_else(|| Problem::missing("file", address))?;
        let field = ("sealed_files".to_owned(), SecretKind::File.code(), address.to_owned());
        self.record_opening(PrivacyEvent::Opened, field, opening);
        Ok(file)
    }
}

/// Addresses after one, each with whether the file is whole: for `gongkai check`.
///
/// # Errors
/// When the database fails.
pub async fn list_files(read: &mut Read, after: &str, limit: i64) -> Result<Vec<(SealedFile, bool)>, Fault> {
    let mut files = Vec::new();
    for row in read.rows(&LIST, params![after, limit]).await? {
        let file = SealedFile { address: row.get(0)?, size: row.get(1)? };
        let whole = is_whole(read, &file).await?;
        files.push((file, whole));
    }
    Ok(files)
}

async fn is_whole(read: &mut Read, file: &SealedFile) -> Result<bool, Fault> {
    let Ok(Some(mut opened)) = find(read, &file.address).await else { return Ok(false) };
    let ring: std::sync::Arc<KeyRing> = read.ring()?;
    let id = cipher::key_of_blind(&file.address);
    let mut hash = match id.and_then(|id| ring.key(id)) {
        Some(key) => Some(Keyed::begin(key, "sealed_files.address")?),
        // The key of an old address may be gone; the pieces prove themselves.
        None => None,
    };
    loop {
        match opened.next(read).await {
            Ok(Some(piece)) => {
                if let Some(hash) = &mut hash {
                    hash.add(piece.bytes());
                }
            }
            Ok(None) => break,
            Err(_) => return Ok(false),
        }
    }
    Ok(hash.is_none_or(|hash| file.address.get(8..) == Some(hex(&hash.end()).as_str())))
}
