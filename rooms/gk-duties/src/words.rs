//! Words of 公开主体 that wait for a person, and what was decided.

use gk_base::{Fault, Read, params};

use crate::tables::words as sql;

/// 待指明的公开主体: words of a catalog that name nobody certainly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// 领域
    pub domain: i64,
    /// The words; empty where the catalog names nobody.
    pub words: String,
    /// Why a person must decide: one Chinese sentence.
    pub because: String,
    /// Who might be meant.
    pub candidates: Vec<i64>,
    /// Some of the items that say so.
    pub lines: Vec<i64>,
    /// How many items say so.
    pub items: i64,
}

/// 已指明的公开主体: one organ that words were decided to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The words.
    pub words: String,
    /// The organ's name; empty where it was decided that nobody is meant.
    pub organ: String,
    /// Who decided.
    pub by: String,
    /// When, as shown.
    pub at: String,
}

/// The words that wait in a county, after a domain and words; at most `limit`.
///
/// # Errors
/// When the database fails.
pub async fn list_waiting(
    read: &mut Read,
    county: i64,
    (domain, words): (i64, &str),
    limit: i64,
) -> Result<Vec<Waiting>, Fault> {
    let rows = read.rows(&sql::UNMATCHED, params![county, domain, words, limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(Waiting {
                domain: row.get(1)?,
                words: row.get(2)?,
                because: row.get(3)?,
                candidates: row.json(4)?,
                lines: row.json(5)?,
                items: row.get(6)?,
            })
        })
        .collect()
}

/// What was decided in a county; at most 500.
///
/// # Errors
/// When the database fails.
pub async fn list_decided(read: &mut Read, county: i64) -> Result<Vec<Decided>, Fault> {
    let rows = read.rows(&sql::DECIDED_LIST, params![county]).await?;
    rows.iter()
        .map(|row| {
            let at: gk_rules::Moment = row.get(4)?;
            Ok(Decided {
                words: row.get(0)?,
                organ: row.get(2)?,
                by: row.get(3)?,
                at: gk_base::ports::local_text(at),
            })
        })
        .collect()
}

/// How many words wait in a county.
///
/// # Errors
/// When the database fails.
pub async fn count_waiting(read: &mut Read, county: i64) -> Result<i64, Fault> {
    read.number(&sql::COUNT_UNMATCHED, params![county]).await
}
