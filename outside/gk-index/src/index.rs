//! The index in use: opened, kept up to date, asked.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyError, Term};

use crate::Change;
use crate::ask::{Hits, MAX_LIMIT, Query};
use crate::gather::Gather;
use crate::grams::Grams;
use crate::home::Home;
use crate::rank;
use crate::schema::{Fields, TOKENIZER, VERSION, schema};

/// Memory for changes between two commits, bytes.
pub(crate) const WRITER_MEMORY: usize = 64_000_000;

/// Why the index did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// Another process keeps this index up to date, or it is being rebuilt already.
    #[error("the index is being written by somebody else")]
    Busy,
    /// An entry with an empty id, or an id or code longer than [`crate::MAX_CODE`] bytes.
    #[error("entry {id:?}: its id is empty, or its id or a code is too long")]
    Code {
        /// The id, shortened.
        id: String,
    },
    /// A page address that no answer of ours gave.
    #[error("not a place in a list of hits")]
    Cursor,
    /// The files on disk are not a sound index of this version.
    #[error("the index is damaged or of another version: {0}")]
    Damaged(String),
    /// The disk.
    #[error("index files: {0}")]
    Files(#[from] std::io::Error),
    /// The engine below.
    #[error("index engine: {0}")]
    Engine(#[source] Box<dyn Error + Send + Sync>),
}

impl From<TantivyError> for IndexError {
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::LockFailure(..) => Self::Busy,
            other => Self::Engine(Box::new(other)),
        }
    }
}

/// What [`Index::open`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Nothing was there.
    New,
    /// The index as it was left.
    Kept,
    /// What was there could not be used; the index is empty and is to be rebuilt.
    Discarded {
        /// For the log.
        why: String,
    },
}

/// The full-text index. All calls block; none takes long but rebuilding and opening.
pub struct Index {
    pub(crate) home: Option<Home>,
    live: RwLock<Arc<Live>>,
    pen: Mutex<Pen>,
    opened: Opened,
}

/// One generation of the index.
pub(crate) struct Live {
    pub(crate) index: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) fields: Fields,
    pub(crate) position: AtomicI64,
    /// Name of its folder; none in memory.
    pub(crate) name: Option<String>,
}

/// Who holds it may write.
#[derive(Default)]
pub(crate) struct Pen {
    pub(crate) writer: Option<IndexWriter>,
    /// While a rebuild runs: what has been applied meanwhile, and the position it reached.
    pub(crate) meanwhile: Option<Meanwhile>,
}

#[derive(Default)]
pub(crate) struct Meanwhile {
    pub(crate) changes: Vec<Change>,
    pub(crate) position: Option<i64>,
}

impl Index {
    /// Opens the index in this folder, or makes one. A damaged one, or one of another version, opens as empty with position 0.
    /// While another process writes it, it opens for reading.
    ///
    /// # Errors
    /// [`IndexError::Files`] when the folder cannot be made, read or written.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        let home = Home::open(folder)?;
        let (live, opened) = match home.current()? {
            None => (None, Opened::New),
            Some(name) => match Live::open(&home.path(&name), &name) {
                Ok(live) => (Some(live), Opened::Kept),
                Err(why) => (None, Opened::Discarded { why: why.to_string() }),
            },
        };
        let live = match live {
            Some(live) => live,
            None if home.is_ours() => {
                let name = home.fresh_name()?;
                let live = Live::create(Some((&home.path(&name), &name)))?;
                home.make_current(&name)?;
                live
            }
            None => Live::create(None)?,
        };
        home.sweep(live.name.as_deref())?;
        Ok(Self { home: Some(home), live: RwLock::new(Arc::new(live)), pen: Mutex::default(), opened })
    }

    /// An index in memory, for tests and trials.
    ///
    /// # Errors
    /// [`IndexError::Engine`] if the engine refuses.
    pub fn open_in_memory() -> Result<Self, IndexError> {
        let live = RwLock::new(Arc::new(Live::create(None)?));
        Ok(Self { home: None, live, pen: Mutex::default(), opened: Opened::New })
    }

    /// What opening found: after `New` and `Discarded` the caller rebuilds.
    pub fn opened(&self) -> &Opened {
        &self.opened
    }

    /// The place in the ledger up to which changes have been applied; 0 for an empty index.
    pub fn position(&self) -> i64 {
        self.live().position.load(Ordering::Acquire)
    }

    /// Applies changes in their order and remembers `position`, all or nothing; searches that begin afterwards see them.
    /// Applying the same changes again does no harm.
    ///
    /// # Errors
    /// [`IndexError::Code`] for an entry that cannot be indexed (nothing is applied), [`IndexError::Busy`] when opened
    /// for reading, and the disk's. After an error the index is as before; try again from [`Index::position`].
    pub fn apply(&self, batch: &[Change], position: i64) -> Result<(), IndexError> {
        for change in batch {
            if let Change::Put(entry) = change {
                crate::entry::check(entry)?;
            }
        }
        let mut pen = self.pen()?;
        let live = self.live();
        let mut writer = match pen.writer.take() {
            Some(writer) => writer,
            None => live.writer(WRITER_MEMORY)?,
        };
        // A writer that failed is dropped here with all it had not committed.
        write(&mut writer, &live.fields, batch)?;
        live.commit(&mut writer, position)?;
        pen.writer = Some(writer);
        if let Some(meanwhile) = &mut pen.meanwhile {
            meanwhile.changes.extend_from_slice(batch);
            meanwhile.position = Some(position);
        }
        Ok(())
    }

    /// Answers a question.
    ///
    /// # Errors
    /// [`IndexError::Cursor`] when `after` belongs to another sort order; the engine's.
    pub fn search(&self, query: &Query) -> Result<Hits, IndexError> {
        if query.after.as_ref().is_some_and(|after| after.sort != query.sort) {
            return Err(IndexError::Cursor);
        }
        let live = self.live();
        let gather = Gather::new(query, query.limit.min(MAX_LIMIT));
        let mut hits = live.reader.searcher().search(&rank::search(query, &live.fields), &gather)?;
        hits.was_cut = query.words.was_cut();
        Ok(hits)
    }

    pub(crate) fn live(&self) -> Arc<Live> {
        Arc::clone(&self.live.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another generation in use; the caller holds the pen.
    pub(crate) fn replace(&self, live: Live) -> Arc<Live> {
        let mut place = self.live.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *place, Arc::new(live))
    }

    pub(crate) fn pen(&self) -> Result<MutexGuard<'_, Pen>, IndexError> {
        if self.home.as_ref().is_some_and(|home| !home.is_ours()) {
            return Err(IndexError::Busy);
        }
        Ok(self.pen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

pub(crate) fn write(writer: &mut IndexWriter, fields: &Fields, batch: &[Change]) -> Result<(), IndexError> {
    for change in batch {
        let id = match change {
            Change::Put(entry) => &entry.id,
            Change::Remove(id) => id,
        };
        writer.delete_term(Term::from_field_text(fields.id, id));
        if let Change::Put(entry) = change {
            writer.add_document(fields.document(entry))?;
        }
    }
    Ok(())
}

impl Live {
    /// A new empty index, in a folder that is made for it or in memory.
    pub(crate) fn create(place: Option<(&Path, &str)>) -> Result<Self, IndexError> {
        let index = match place {
            Some((path, _)) => {
                std::fs::create_dir_all(path)?;
                tantivy::Index::create_in_dir(path, schema().0)?
            }
            None => tantivy::Index::create_in_ram(schema().0),
        };
        Self::ready(index, 0, place.map(|(_, name)| name.to_owned()))
    }

    /// Opens what is there and believes it only after every file's checksum.
    fn open(path: &Path, name: &str) -> Result<Self, IndexError> {
        // The engine trusts its files; a damaged one may make it panic instead of complain.
        let opened = catch_unwind(AssertUnwindSafe(|| Self::open_unguarded(path, name)));
        opened.unwrap_or_else(|_| Err(IndexError::Damaged("the engine gave up".to_owned())))
    }

    fn open_unguarded(path: &Path, name: &str) -> Result<Self, IndexError> {
        let index = tantivy::Index::open_in_dir(path)?;
        if index.schema() != schema().0 {
            return Err(IndexError::Damaged("other fields".to_owned()));
        }
        let bad = index.validate_checksum()?;
        if !bad.is_empty() {
            return Err(IndexError::Damaged(format!("{bad:?}")));
        }
        let meta = index.load_metas()?;
        let position = match &meta.payload {
            None if meta.segments.is_empty() => 0,
            payload => payload
                .as_deref()
                .and_then(read_payload)
                .ok_or_else(|| IndexError::Damaged(format!("payload {payload:?}")))?,
        };
        Self::ready(index, position, Some(name.to_owned()))
    }

    fn ready(index: tantivy::Index, position: i64, name: Option<String>) -> Result<Self, IndexError> {
        index.tokenizers().register(TOKENIZER, Grams);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, reader, fields: schema().1, position: AtomicI64::new(position), name })
    }

    pub(crate) fn writer(&self, memory: usize) -> Result<IndexWriter, IndexError> {
        Ok(self.index.writer_with_num_threads(1, memory)?)
    }

    pub(crate) fn commit(&self, writer: &mut IndexWriter, position: i64) -> Result<(), IndexError> {
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&format!("v{VERSION}:{position}"));
        commit.commit()?;
        self.reader.reload()?;
        self.position.store(position, Ordering::Release);
        Ok(())
    }
}

/// The position, if the index is of this version.
fn read_payload(payload: &str) -> Option<i64> {
    let (version, position) = payload.strip_prefix('v')?.split_once(':')?;
    (version.parse() == Ok(VERSION)).then(|| position.parse().ok())?
}
