//! Sealed values (加密信息): identity numbers, telephones, addresses and files that the database holds in cipher only.
//!
//! A [`Sealed`] is what a row holds: it can be kept and moved about, and says nothing. It is bound to its place (table,
//! column, row): in another place it does not open. It is opened by [`Tx::open`] or [`Office::open_sealed`], for a purpose,
//! which the ledger keeps in the same transaction; [`Read::masked`] shows what a list may show. The keys are not in the
//! database: they come from the port [`crate::ports::Keys`] (ADR 17).
//!
//! [`Tx::open`]: crate::Tx::open
//! [`Read::masked`]: crate::Read::masked
//! [`Office::open_sealed`]: crate::Office::open_sealed

pub mod access;
mod cipher;
mod column;
pub mod files;
mod ring;
mod rotation;

use zeroize::Zeroizing;

use crate::problem::Fault;
use crate::sql::{Column, Value};

pub use access::{Opening, SealedAt, keys_known};
pub use column::{RowId, SealedColumn};
pub use files::{CHUNK, Keeping, OpenedFile, SealedFile, keep_file, list_files};
pub use ring::{Algorithm, Key, KeyId, KeyRing, KeyState, KeyTrouble, Usage};
pub use rotation::{Broken, InUse, find_broken, in_use, reseal, retire, stale};

/// Every statement of this chapter.
pub const STATEMENTS: [&[crate::sql::Sql]; 2] = [access::ALL, files::ALL];
/// The sealed columns of the base itself.
pub const COLUMNS: &[SealedColumn] = files::SEALED;

/// 密文: a value as the database holds it. No `Debug`, no `Display`, nothing of what it says.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// The key it was sealed with; nothing where the bytes are no sealed value.
    #[must_use]
    pub fn key(&self) -> Option<KeyId> {
        self.0.get(1..cipher::HEAD).and_then(|id| id.try_into().ok()).map(KeyId)
    }
}

impl From<Sealed> for Value {
    fn from(sealed: Sealed) -> Self {
        Self::Bytes(sealed.0)
    }
}
impl From<&Sealed> for Value {
    fn from(sealed: &Sealed) -> Self {
        Self::Bytes(sealed.0.clone())
    }
}
impl Column for Sealed {
    fn read(value: &Value) -> Result<Self, String> {
        Vec::<u8>::read(value).map(Self)
    }
}

/// 明文: what a sealed value says, for as long as it is needed; wiped from memory after. No `Debug`, no `Display`, no
/// `Serialize`: it is named where it is used.
pub struct Plain(Zeroizing<Vec<u8>>);

impl Plain {
    /// As text.
    ///
    /// # Errors
    /// When bytes were sealed that are no text.
    pub fn text(&self) -> Result<&str, Fault> {
        std::str::from_utf8(&self.0).map_err(|_| Fault::new("a sealed value that is no text was read as one"))
    }
    /// As bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}
