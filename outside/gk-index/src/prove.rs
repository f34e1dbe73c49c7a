//! What the index holds, read back, so that `check` can compare it with the database.

use std::collections::BTreeMap;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, SegmentReader, TERMINATED};

use crate::Fingerprint;
use crate::index::{Index, IndexError};
use crate::schema::CONTENT;

const STEP: usize = 10_000;

impl Index {
    /// Up to `limit` ids greater than `after`, in order, each with the [`crate::Entry::content`] it was put with.
    ///
    /// # Errors
    /// The engine's.
    pub fn ids(&self, after: Option<&str>, limit: usize) -> Result<Vec<(String, u64)>, IndexError> {
        let live = self.live();
        let mut found = BTreeMap::new();
        for segment in live.reader.searcher().segment_readers() {
            found.extend(self.of_segment(segment, after, limit)?);
        }
        Ok(found.into_iter().take(limit).collect())
    }

    /// Everything the index holds as two numbers, to be compared with the same made from the database.
    ///
    /// # Errors
    /// The engine's.
    pub fn fingerprint(&self) -> Result<Fingerprint, IndexError> {
        let mut fingerprint = Fingerprint::default();
        let mut after: Option<String> = None;
        loop {
            let ids = self.ids(after.as_deref(), STEP)?;
            for (id, content) in &ids {
                fingerprint.add(id, *content);
            }
            match ids.into_iter().next_back() {
                Some((id, _)) => after = Some(id),
                None => return Ok(fingerprint),
            }
        }
    }

    /// Files whose content is not what was written; empty for a sound index.
    ///
    /// # Errors
    /// [`IndexError::Files`] and the engine's.
    pub fn damaged_files(&self) -> Result<Vec<String>, IndexError> {
        let bad = self.live().index.validate_checksum()?;
        let mut names: Vec<String> = bad.iter().map(|path| path.display().to_string()).collect();
        names.sort_unstable();
        Ok(names)
    }

    fn of_segment(
        &self,
        segment: &SegmentReader,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<(String, u64)>, IndexError> {
        let content = segment.fast_fields().u64(CONTENT)?;
        let ids = segment.inverted_index(self.live().fields.id)?;
        let range = ids.terms().range();
        let mut terms = match after {
            Some(after) => range.gt(after).into_stream()?,
            None => range.into_stream()?,
        };
        let mut out = Vec::new();
        while out.len() < limit && terms.advance() {
            let mut docs = ids.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
            while docs.doc() != TERMINATED {
                if !segment.is_deleted(docs.doc()) {
                    let id = String::from_utf8_lossy(terms.key()).into_owned();
                    out.push((id, content.first(docs.doc()).unwrap_or(0)));
                }
                docs.advance();
            }
        }
        Ok(out)
    }
}
