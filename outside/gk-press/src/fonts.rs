//! Fonts: where they are looked for, which of them stand for the five kinds of letters of a paper.

use std::path::{Path, PathBuf};

use gk_base::Fault;
use serde_json::{Map, Value, json};
use typst::text::FontBook;
use typst_kit::fonts::FontStore;

/// 字体来源: folders in the order they are asked, and whether the system's own fonts are asked after them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FontPlaces {
    /// Folders, searched with everything below them.
    pub folders: Vec<PathBuf>,
    /// Whether the fonts of the system are used too.
    pub system: bool,
}

impl FontPlaces {
    /// Where fonts are looked for, for messages.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let folders = self.folders.iter().map(|folder| folder.display().to_string());
        folders.chain(self.system.then(|| words("system"))).collect()
    }

    /// Everything that is there.
    pub(crate) fn open(&self) -> FontStore {
        let mut store = FontStore::new();
        for folder in self.folders.iter().filter(|folder| folder.is_dir()) {
            store.extend(typst_kit::fonts::scan(Path::new(folder)));
        }
        if self.system {
            store.extend(typst_kit::fonts::system());
        }
        store
    }
}

/// The kinds of letters of a paper and the families that may stand for each, best first.
const CANDIDATES: &str = include_str!("../templates/fonts.json");

/// Without these nothing can be set.
const NEEDED: [&str; 2] = ["song", "hei"];

/// Which families stand for which kind of letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Roles {
    candidates: Map<String, Value>,
    found: Map<String, Value>,
}

impl Roles {
    /// Chooses among what is there.
    ///
    /// # Errors
    /// When the table of candidates is broken.
    pub(crate) fn choose(book: &FontBook) -> Result<Self, Fault> {
        let candidates: Map<String, Value> =
            serde_json::from_str(CANDIDATES).map_err(|e| Fault::because("reading the table of fonts", e))?;
        let there = |role: &str| -> Vec<Value> {
            let list = candidates.get(role).and_then(Value::as_array);
            let names = list.into_iter().flatten().filter_map(Value::as_str);
            names.filter(|name| book.contains_family(&name.to_lowercase())).map(Value::from).collect()
        };
        let song = there("song");
        let mut found = Map::new();
        for role in ["song", "biao", "hei", "kai", "fang"] {
            let mut list = there(role);
            if role != "song" {
                list.extend(song.iter().filter(|one| !list.contains(one)).cloned().collect::<Vec<_>>());
            }
            found.insert(role.to_owned(), Value::Array(list));
        }
        found.insert("biao_is_song".to_owned(), json!(there("biao").is_empty()));
        Ok(Self { candidates, found })
    }

    /// Kinds of letters without which nothing can be set and for which there is no font, in Chinese.
    pub(crate) fn missing(&self) -> Vec<String> {
        NEEDED.iter().filter(|role| self.own(role).is_none()).map(|role| words(role)).collect()
    }

    /// Each kind of letters with the family that is used for it.
    pub(crate) fn used(&self) -> Vec<(String, String)> {
        let family = |role: &str| {
            let list = self.found.get(role).and_then(Value::as_array);
            list.and_then(|list| list.first()).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        ["song", "biao", "hei", "kai", "fang"].iter().map(|role| (words(role), family(role))).collect()
    }

    /// The family of its own that a kind of letters has.
    fn own(&self, role: &str) -> Option<&str> {
        let mine = self.candidates.get(role).and_then(Value::as_array)?;
        let used = self.found.get(role).and_then(Value::as_array)?;
        used.iter().find(|one| mine.contains(one)).and_then(Value::as_str)
    }

    /// What the template is told.
    pub(crate) fn told(&self) -> Value {
        let mut told = self.found.clone();
        told.insert("words".to_owned(), crate::data::fixed_words());
        Value::Object(told)
    }
}

/// What people call a kind of letters.
fn words(role: &str) -> String {
    gk_rules::paper::words::letters(role).to_owned()
}
