//! The fields of the index, and how an entry becomes a document.

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};

use crate::Entry;
use crate::glyphs::{number_key, spelling};

/// Advanced with every change of fields, folding, tokens or the list of hiding words: an index of another version is
/// built anew.
pub(crate) const VERSION: u32 = 1;
pub(crate) const TOKENIZER: &str = "grams";

pub(crate) const ID: &str = "id";
pub(crate) const CONTENT: &str = "content";
pub(crate) const DATE: &str = "date";
pub(crate) const YEAR: &str = "year";
pub(crate) const ORGAN: &str = "organ";
pub(crate) const DOMAIN: &str = "domain";
pub(crate) const KIND: &str = "kind";

/// Longest title whose whole spelling is one key.
const MAX_TITLE_KEY: usize = 200;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    pub(crate) id: Field,
    pub(crate) content: Field,
    pub(crate) title: Field,
    pub(crate) title_key: Field,
    pub(crate) body: Field,
    pub(crate) number: Field,
    pub(crate) number_key: Field,
    pub(crate) organ: Field,
    pub(crate) under: Field,
    pub(crate) domain: Field,
    pub(crate) kind: Field,
    pub(crate) item: Field,
    /// Year, month and day as one number (20210301); absent without a day.
    pub(crate) date: Field,
    pub(crate) year: Field,
}

pub(crate) fn schema() -> (Schema, Fields) {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let grams = TextOptions::default().set_indexing_options(indexing);
    let mut new = Schema::builder();
    let fields = Fields {
        id: new.add_text_field(ID, STRING | FAST),
        content: new.add_u64_field(CONTENT, FAST),
        title: new.add_text_field("title", grams.clone()),
        title_key: new.add_text_field("title_key", STRING),
        body: new.add_text_field("body", grams.clone()),
        number: new.add_text_field("number", grams),
        number_key: new.add_text_field("number_key", STRING),
        organ: new.add_text_field(ORGAN, STRING | FAST),
        under: new.add_text_field("under", STRING),
        domain: new.add_text_field(DOMAIN, STRING | FAST),
        kind: new.add_text_field(KIND, STRING | FAST),
        item: new.add_text_field("item", STRING),
        date: new.add_u64_field(DATE, FAST),
        year: new.add_u64_field(YEAR, INDEXED | FAST),
    };
    (new.build(), fields)
}

impl Fields {
    pub(crate) fn document(&self, entry: &Entry) -> TantivyDocument {
        let mut doc = TantivyDocument::default();
        doc.add_text(self.id, &entry.id);
        doc.add_u64(self.content, entry.content());
        doc.add_text(self.title, &entry.title);
        doc.add_text(self.body, &entry.body);
        let key = spelling(&entry.title);
        if !key.is_empty() && key.chars().count() <= MAX_TITLE_KEY {
            doc.add_text(self.title_key, key);
        }
        if let Some(number) = &entry.number {
            let bare = spelling(number);
            doc.add_text(self.number, number);
            doc.add_text(self.number, bare);
            doc.add_text(self.number_key, number_key(number).chars().take(MAX_TITLE_KEY).collect::<String>());
        }
        for (field, code) in
            [(self.domain, &entry.domain), (self.kind, &entry.kind), (self.item, &entry.item)]
        {
            if let Some(code) = code {
                doc.add_text(field, &code.0);
            }
        }
        if let Some(organ) = &entry.organ {
            doc.add_text(self.organ, &organ.0);
        }
        for organ in entry.organ_above.iter().chain(&entry.organ) {
            doc.add_text(self.under, &organ.0);
        }
        if let Some((date, year)) = entry.day.and_then(date_and_year) {
            doc.add_u64(self.date, date);
            doc.add_u64(self.year, year);
        }
        doc
    }
}

/// The day as one number and its year; nothing before the common era.
fn date_and_year(day: gk_rules::Day) -> Option<(u64, u64)> {
    let year = u64::try_from(day.year()).ok()?;
    let month = u64::try_from(day.month()).ok()?;
    let of_month = u64::try_from(day.day()).ok()?;
    Some((year * 10_000 + month * 100 + of_month, year))
}
