//! The ports of the office, served: everything is loaded at the first use and kept.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use gk_base::Problem;
use gk_base::ports::{Press, Redactor};
use gk_rules::paper::{About, Label, Paper};
use gk_rules::preflight::file::Inspected;
use gk_rules::redaction::{Mark, PageSize, Redacted};
use hayro::hayro_interpret::font::FontData;

use crate::fonts::FontPlaces;
use crate::redact::{self, Stand};
use crate::world::Engine;
use crate::{docx, html, pdf};

/// 文印室: sets papers, shows pages, takes out what is not to be seen.
///
/// Cheap to clone: all clones share what is loaded.
#[derive(Clone)]
pub struct Workshop(Arc<Inner>);

struct Inner {
    places: FontPlaces,
    engine: OnceLock<Engine>,
}

/// How long one file may take.
const LOOK: Duration = Duration::from_secs(30);
const REDACT: Duration = Duration::from_secs(300);

impl Workshop {
    /// A workshop with fonts from these places; nothing is loaded yet.
    #[must_use]
    pub fn new(places: FontPlaces) -> Self {
        Self(Arc::new(Inner { places, engine: OnceLock::new() }))
    }

    /// What is loaded once. Missing fonts are looked for again the next time.
    fn engine(&self) -> Result<&Engine, Problem> {
        if let Some(engine) = self.0.engine.get() {
            return Ok(engine);
        }
        let opened = Engine::open(&self.0.places)?;
        Ok(self.0.engine.get_or_init(|| opened))
    }

    /// Letters for files that bring none of their own; none where there are no fonts.
    fn stand(&self) -> Stand {
        let Some(font) = self.engine().ok().and_then(Engine::han) else { return Stand::default() };
        let data: FontData = Arc::new(font.data().clone());
        Stand { han: Some((data, font.index())) }
    }
}

impl Press for Workshop {
    fn pdf(&self, paper: &Paper) -> Result<Vec<u8>, Problem> {
        pdf::paper(self.engine()?, paper)
    }
    fn labels(&self, labels: &[Label], about: &About) -> Result<Vec<u8>, Problem> {
        pdf::labels(self.engine()?, labels, about)
    }
    fn docx(&self, paper: &Paper) -> Result<Vec<u8>, Problem> {
        docx::write(paper)
    }
    fn html(&self, paper: &Paper) -> String {
        html::write(paper)
    }
    fn fonts(&self) -> Result<Vec<(String, String)>, Problem> {
        Ok(self.engine()?.roles().used())
    }
}

impl Redactor for Workshop {
    fn pages(&self, bytes: &[u8]) -> Result<Vec<PageSize>, Problem> {
        let bytes = bytes.to_vec();
        redact::within(LOOK, move || redact::pages(&bytes))
    }
    fn page_image(&self, bytes: &[u8], page: u32, dpi: u16) -> Result<Vec<u8>, Problem> {
        let (bytes, stand) = (bytes.to_vec(), self.stand());
        redact::within(LOOK, move || redact::page_image(&bytes, page, dpi, &stand))
    }
    fn inspect(&self, bytes: &[u8]) -> Inspected {
        let (file, stand) = (bytes.to_vec(), self.stand());
        redact::within(REDACT, move || Ok(redact::inspect(&file, &stand)))
            .unwrap_or_else(|problem| redact::refused(&problem))
    }
    fn redact(&self, bytes: &[u8], marks: &[Mark]) -> Result<Redacted, Problem> {
        let (bytes, marks, workshop) = (bytes.to_vec(), marks.to_vec(), self.clone());
        redact::within(REDACT, move || redact::redact(workshop.engine()?, &workshop.stand(), &bytes, &marks))
    }
}
