//! The embedded full-text index: Chinese bigrams over tantivy.
//!
//! The database is the truth. The index is fed from the ledger in its order, remembers the place it has reached, can be
//! built anew beside the one in use, and can be compared with the database entry by entry. No type of tantivy leaves
//! this crate.
//!
//! | file | what |
//! |---|---|
//! | `glyphs`, `grams`, `hiding` | text to characters to tokens |
//! | `entry`, `schema` | what is indexed, and how |
//! | `words`, `ask`, `rank`, `gather` | a query read, asked, ranked, gathered and counted |
//! | `index`, `home`, `rebuild`, `prove` | the life of the index on disk |
//! | `snippet` | marking what was found in a text |
//! | `port` | the index as the office asks it |

mod ask;
mod entry;
mod gather;
mod glyphs;
mod grams;
mod hiding;
mod home;
mod index;
mod port;
mod prove;
mod rank;
mod rebuild;
mod schema;
mod snippet;
mod words;

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod proof;

pub use ask::{Cursor, Found, Hits, MAX_LIMIT, Query};
pub use entry::MAX_CODE;
pub use gk_base::search::{Change, Code, Entry, Facets, Fingerprint, Sort};
pub use index::{Index, IndexError, Opened};
pub use port::Port;
pub use rebuild::Rebuild;
pub use snippet::{Piece, mark, snippet};
pub use words::{MAX_QUERY_CHARS, MAX_QUERY_WORDS, Synonyms, Words};
