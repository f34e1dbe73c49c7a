//! A question to the index and its answer.

use std::fmt;
use std::str::FromStr;

use gk_base::search::{Code, Facets, Sort};

use crate::IndexError;
use crate::entry::MAX_CODE;
use crate::words::Words;

/// Most hits of one page.
pub const MAX_LIMIT: usize = 50;

/// 检索条件: a question. Nothing typed matches everything; list that by [`Sort::Newest`]. All that is set must hold.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub words: Words,
    /// This organ, or organs below this organ or region.
    pub organ_under: Option<Code>,
    pub domain: Option<Code>,
    pub kind: Option<Code>,
    pub item: Option<Code>,
    pub year: Option<u16>,
    pub sort: Sort,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// Hits wanted, 1 to [`MAX_LIMIT`]; 0 asks for total and facets only.
    pub limit: usize,
}

/// 检索结果: the answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// All that match, on whatever page.
    pub total: u64,
    pub found: Vec<Found>,
    /// Where the next page begins; none on the last page.
    pub next: Option<Cursor>,
    /// Counts over all that match.
    pub facets: Facets,
    /// Whether the query was too long and only its beginning was used.
    pub was_cut: bool,
}

/// One hit. The caller loads the thing from the database, asks there once more whether it may be seen, and shows that.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub id: String,
    /// Comparable within one answer only; 0 when sorted by day.
    pub score: f32,
}

/// Where a page ended: the sort key and id of its last hit. Written into links and read back from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) sort: Sort,
    pub(crate) key: u64,
    pub(crate) id: String,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sort = match self.sort {
            Sort::Relevance => 'r',
            Sort::Newest => 'n',
        };
        write!(f, "{sort}{:x}.{}", self.key, self.id)
    }
}

impl FromStr for Cursor {
    type Err = IndexError;

    /// # Errors
    /// [`IndexError::Cursor`] for anything that [`Cursor`] did not write.
    fn from_str(text: &str) -> Result<Self, IndexError> {
        let (head, id) = text.split_once('.').ok_or(IndexError::Cursor)?;
        let mut rest = head.chars();
        let sort = match rest.next() {
            Some('r') => Sort::Relevance,
            Some('n') => Sort::Newest,
            _ => return Err(IndexError::Cursor),
        };
        let key = u64::from_str_radix(rest.as_str(), 16).map_err(|_| IndexError::Cursor)?;
        if id.is_empty() || id.len() > MAX_CODE {
            return Err(IndexError::Cursor);
        }
        Ok(Self { sort, key, id: id.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_what_it_wrote_and_refuses_the_rest() {
        let cursor = Cursor { sort: Sort::Newest, key: 20_210_301, id: "a.b".into() };
        assert_eq!(cursor.to_string().parse::<Cursor>().unwrap(), cursor);
        for bad in ["", ".", "n1.", "x1.a", "nzz.a", "n1", "国.a"] {
            assert!(bad.parse::<Cursor>().is_err(), "{bad}");
        }
    }
}
