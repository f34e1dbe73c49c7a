//! Building the index anew beside the one in use, and putting it in its place.

use tantivy::IndexWriter;

use crate::Entry;
use crate::index::{Index, IndexError, Live, Meanwhile, WRITER_MEMORY, write};

/// Memory while rebuilding, bytes.
const REBUILD_MEMORY: usize = 200_000_000;

/// A rebuild under way. Searches and changes go on in the old index; dropped before [`Rebuild::finish`], it leaves no trace.
pub struct Rebuild<'a> {
    index: &'a Index,
    parts: Option<(Live, IndexWriter)>,
    is_done: bool,
}

impl Index {
    /// Begins a rebuild. Read the ledger's position *before* reading the entries.
    ///
    /// # Errors
    /// [`IndexError::Busy`] when one is under way or the index was opened for reading; the disk's.
    pub fn start_rebuild(&self) -> Result<Rebuild<'_>, IndexError> {
        let mut pen = self.pen()?;
        if pen.meanwhile.is_some() {
            return Err(IndexError::Busy);
        }
        let live = match &self.home {
            Some(home) => {
                let name = home.fresh_name()?;
                Live::create(Some((&home.path(&name), &name)))?
            }
            None => Live::create(None)?,
        };
        let writer = live.writer(REBUILD_MEMORY)?;
        pen.meanwhile = Some(Meanwhile::default());
        drop(pen);
        Ok(Rebuild { index: self, parts: Some((live, writer)), is_done: false })
    }

    /// Rebuilds from all entries of the database as of `position` in the ledger.
    ///
    /// # Errors
    /// As [`Index::start_rebuild`], [`Rebuild::add`] and [`Rebuild::finish`]; the old index stays in use.
    pub fn rebuild(&self, entries: impl IntoIterator<Item = Entry>, position: i64) -> Result<(), IndexError> {
        let mut rebuild = self.start_rebuild()?;
        for entry in entries {
            rebuild.add(&entry)?;
        }
        rebuild.finish(position)
    }
}

impl Rebuild<'_> {
    /// Adds one entry; of two with one id the later stays.
    ///
    /// # Errors
    /// [`IndexError::Code`] for an entry that cannot be indexed; the disk's.
    pub fn add(&mut self, entry: &Entry) -> Result<(), IndexError> {
        crate::entry::check(entry)?;
        let (live, writer) = self.parts.as_mut().ok_or(IndexError::Busy)?;
        writer.delete_term(tantivy::Term::from_field_text(live.fields.id, &entry.id));
        writer.add_document(live.fields.document(entry))?;
        Ok(())
    }

    /// Brings in what was applied meanwhile and puts the new index in place of the old one, at once for all searches.
    /// Afterwards [`Index::position`] is that of the last change applied meanwhile, or `position`.
    ///
    /// # Errors
    /// The disk's; the old index stays in use.
    pub fn finish(mut self, position: i64) -> Result<(), IndexError> {
        let (live, writer) = self.parts.take().ok_or(IndexError::Busy)?;
        self.put_in_place(live, writer, position)?;
        self.is_done = true;
        Ok(())
    }

    fn put_in_place(&self, live: Live, mut writer: IndexWriter, position: i64) -> Result<(), IndexError> {
        live.commit(&mut writer, position)?;
        writer.wait_merging_threads()?;
        let mut pen = self.index.pen()?;
        let mut writer = live.writer(WRITER_MEMORY)?;
        if let Some(Meanwhile { changes, position: Some(reached) }) = &pen.meanwhile {
            write(&mut writer, &live.fields, changes)?;
            live.commit(&mut writer, *reached)?;
        }
        live.reader.reload()?;
        if let (Some(home), Some(name)) = (&self.index.home, &live.name) {
            home.make_current(name)?;
        }
        pen.writer = Some(writer);
        pen.meanwhile = None;
        let name = live.name.clone();
        drop(self.index.replace(live));
        if let Some(home) = &self.index.home {
            // What cannot be removed now is swept when the index is opened next.
            let _swept_later = home.sweep(name.as_deref());
        }
        Ok(())
    }
}

impl Drop for Rebuild<'_> {
    fn drop(&mut self) {
        if self.is_done {
            return;
        }
        drop(self.parts.take());
        if let Ok(mut pen) = self.index.pen() {
            pen.meanwhile = None;
            let live = self.index.live();
            if let Some(home) = &self.index.home {
                let _swept_later = home.sweep(live.name.as_deref());
            }
        }
    }
}
