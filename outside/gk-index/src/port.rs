//! The index as the office asks it: the port of `gk-base`, every call on a thread of its own.

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use gk_base::Fault;
use gk_base::search::{Change, Feed, Fingerprint, Hits, Piece, Question, SearchIndex};
use tokio::sync::mpsc::Receiver;

use crate::{Index, IndexError, MAX_LIMIT, Opened, Query, Synonyms, Words, snippet};

/// The index behind the office's port.
pub struct Port {
    index: Arc<Index>,
    synonyms: Arc<Synonyms>,
}

impl Port {
    /// Opens or makes the index in a folder; with pairs of words of which the first also means the second.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub fn open(folder: &Path, synonyms: Synonyms) -> Result<Self, Fault> {
        let index = Index::open(folder).map_err(fault)?;
        Ok(Self { index: Arc::new(index), synonyms: Arc::new(synonyms) })
    }
    /// An index that is gone with the process.
    ///
    /// # Errors
    /// When memory cannot be had.
    pub fn in_memory(synonyms: Synonyms) -> Result<Self, Fault> {
        let index = Index::open_in_memory().map_err(fault)?;
        Ok(Self { index: Arc::new(index), synonyms: Arc::new(synonyms) })
    }
    /// Whether it was opened empty although the folder was not new: it must be made anew.
    #[must_use]
    pub fn was_discarded(&self) -> bool {
        matches!(self.index.opened(), Opened::Discarded { .. })
    }
    async fn aside<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Index) -> Result<T, IndexError> + Send + 'static,
    ) -> Result<T, Fault> {
        let index = Arc::clone(&self.index);
        let done = tokio::task::spawn_blocking(move || job(&index)).await;
        done.map_err(|e| Fault::because("an index thread died", e))?.map_err(fault)
    }
}

#[async_trait]
impl SearchIndex for Port {
    async fn apply(&self, changes: Vec<Change>, position: i64) -> Result<(), Fault> {
        self.aside(move |index| index.apply(&changes, position)).await
    }
    fn position(&self) -> i64 {
        self.index.position()
    }
    async fn search(&self, question: Question) -> Result<Hits, Fault> {
        let synonyms = Arc::clone(&self.synonyms);
        let hits = self
            .aside(move |index| {
                index.search(&Query {
                    words: Words::read(&question.text, &synonyms),
                    organ_under: question.organ_under,
                    domain: question.domain,
                    kind: question.kind,
                    item: question.item,
                    year: question.year,
                    sort: question.sort,
                    after: question.after.and_then(|text| text.parse().ok()),
                    limit: question.limit.min(MAX_LIMIT),
                })
            })
            .await?;
        Ok(Hits {
            total: hits.total,
            ids: hits.found.into_iter().map(|found| found.id).collect(),
            next: hits.next.map(|cursor| cursor.to_string()),
            facets: hits.facets,
            was_cut: hits.was_cut,
        })
    }
    async fn fingerprint(&self) -> Result<Fingerprint, Fault> {
        self.aside(Index::fingerprint).await
    }
    fn snippet(&self, text: &str, question: &str, width: usize) -> Vec<Piece> {
        let pieces = snippet(text, &Words::read(question, &self.synonyms), width);
        let piece = |piece| match piece {
            crate::Piece::Plain(text) => Piece { text, hit: false },
            crate::Piece::Mark(text) => Piece { text, hit: true },
        };
        pieces.into_iter().map(piece).collect()
    }
    async fn rebuild(&self, mut entries: Receiver<Feed>, position: i64) -> Result<(), Fault> {
        let index = Arc::clone(&self.index);
        let done = tokio::task::spawn_blocking(move || {
            let mut rebuild = index.start_rebuild().map_err(fault)?;
            while let Some(one) = entries.blocking_recv() {
                match one {
                    Feed::Entry(entry) => rebuild.add(&entry).map_err(fault)?,
                    Feed::End => return rebuild.finish(position).map_err(fault),
                }
            }
            Err(Fault::new("the rebuild was given up before its end"))
        });
        done.await.map_err(|e| Fault::because("an index thread died", e))?
    }
}

fn fault(error: IndexError) -> Fault {
    Fault::because("the full-text index", error)
}
