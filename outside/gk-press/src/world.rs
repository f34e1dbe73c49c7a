//! What typst sees: two templates, the fonts, and the data of one paper; no clock, no files, no network.

use gk_base::{Fault, Problem};
use gk_rules::paper::reasons;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontVariant};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_kit::fonts::FontStore;

use crate::fonts::{FontPlaces, Roles};

/// What is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// A paper.
    Paper,
    /// Postal labels.
    Labels,
    /// The ground of a redaction.
    Stamp,
}

/// Everything that is loaded once.
pub(crate) struct Engine {
    library: LazyHash<Library>,
    fonts: FontStore,
    roles: Roles,
    told: Bytes,
    sources: [(FileId, Source); 5],
    font_file: FileId,
    data_file: FileId,
}

const PAPER: &str = include_str!("../templates/paper.typ");
const LABEL: &str = include_str!("../templates/label.typ");
const STAMP: &str = include_str!("../templates/stamp.typ");
const MAIN_PAPER: &str = "#import \"/paper.typ\": paper\n#paper(json(\"/data.json\"))\n";
const MAIN_LABEL: &str = "#import \"/label.typ\": sheet\n#sheet(json(\"/data.json\"))\n";

/// The same few names for every paper: typst never forgets a name.
fn file(path: &str) -> Result<FileId, Fault> {
    let path = VirtualPath::new(path).map_err(|e| Fault::new(format!("a path of a template: {e:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl Engine {
    /// Loads fonts and templates.
    ///
    /// # Errors
    /// A reason naming the kinds of letters that no font offers.
    pub(crate) fn open(places: &FontPlaces) -> Result<Self, Problem> {
        let fonts = places.open();
        let roles = Roles::choose(fonts.book())?;
        let missing = roles.missing();
        if !missing.is_empty() {
            let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
            return Err(Problem::refused(reasons::no_fonts(&missing, &places.names())));
        }
        let source = |path: &str, text: &str| -> Result<(FileId, Source), Fault> {
            let id = file(path)?;
            Ok((id, Source::new(id, text.to_owned())))
        };
        Ok(Self {
            library: LazyHash::new(
                Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build(),
            ),
            told: Bytes::from_string(roles.told().to_string()),
            fonts,
            roles,
            sources: [
                source("/main-paper.typ", MAIN_PAPER)?,
                source("/main-label.typ", MAIN_LABEL)?,
                source("/stamp.typ", STAMP)?,
                source("/paper.typ", PAPER)?,
                source("/label.typ", LABEL)?,
            ],
            font_file: file("/fonts.json")?,
            data_file: file("/data.json")?,
        })
    }

    /// Every font there is.
    pub(crate) fn book(&self) -> &FontBook {
        self.fonts.book()
    }

    /// Each kind of letters with the family that is used for it.
    pub(crate) fn roles(&self) -> &Roles {
        &self.roles
    }

    /// A font with Han characters, for files that bring none.
    pub(crate) fn han(&self) -> Option<Font> {
        let family = self.roles.used().into_iter().next()?.1.to_lowercase();
        self.fonts.font(self.fonts.book().select(&family, FontVariant::default())?)
    }

    /// The world of one paper.
    pub(crate) fn world(&self, work: Work, data: &serde_json::Value) -> Setting<'_> {
        Setting { engine: self, work, data: Bytes::from_string(data.to_string()) }
    }
}

/// The world of one paper.
pub(crate) struct Setting<'e> {
    engine: &'e Engine,
    work: Work,
    data: Bytes,
}

impl World for Setting<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        self.engine.fonts.book()
    }
    fn main(&self) -> FileId {
        let [paper, label, stamp, ..] = &self.engine.sources;
        match self.work {
            Work::Paper => paper.0,
            Work::Labels => label.0,
            Work::Stamp => stamp.0,
        }
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.engine.sources.iter().find(|(known, _)| *known == id);
        found.map(|(_, source)| source.clone()).ok_or(FileError::AccessDenied)
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.engine.data_file {
            return Ok(self.data.clone());
        }
        if id == self.engine.font_file {
            return Ok(self.engine.told.clone());
        }
        Err(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.font(index)
    }
    /// A paper has its own day; it never asks the machine.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
