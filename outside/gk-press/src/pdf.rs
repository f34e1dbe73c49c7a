//! Papers and labels as PDF/A-2a with PDF/UA-1: laid out by typst, always against the standard, so that nothing is lost silently.

use gk_base::{Day, Fault, Problem};
use gk_rules::paper::{About, Label, Paper, reasons};
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::coverage;
use crate::data;
use crate::world::{Engine, Work};

/// What the file says it was made by.
const CREATOR: &str = "gongkai";

/// A paper as PDF.
///
/// # Errors
/// All reasons against: crooked tables, characters without glyph.
pub(crate) fn paper(engine: &Engine, paper: &Paper) -> Result<Vec<u8>, Problem> {
    Problem::unless_none(reasons::reasons_not_to_set(paper))?;
    must_be_shown(engine, &paper.texts())?;
    set(engine, Work::Paper, &data::paper(paper), &paper.about)
}

/// Labels as PDF.
///
/// # Errors
/// Characters without glyph.
pub(crate) fn labels(engine: &Engine, labels: &[Label], about: &About) -> Result<Vec<u8>, Problem> {
    let texts: Vec<&str> = labels.iter().flat_map(Label::texts).collect();
    must_be_shown(engine, &texts)?;
    set(engine, Work::Labels, &data::labels(labels, about), about)
}

/// The ground of a redaction as a page of its own size; it is looked at once and kept by nobody.
///
/// # Errors
/// Characters without glyph.
pub(crate) fn stamp(engine: &Engine, words: &str, size: f64, white: bool) -> Result<Vec<u8>, Problem> {
    must_be_shown(engine, &[words])?;
    let told = serde_json::json!({ "words": words, "size": size, "white": white });
    Ok(made(engine, Work::Stamp, &told, &PdfOptions::default())?)
}

fn must_be_shown(engine: &Engine, texts: &[&str]) -> Result<(), Problem> {
    let gaps = coverage::gaps(engine.book(), texts);
    if gaps.is_empty() { Ok(()) } else { Err(Problem::refused(reasons::no_glyph(&gaps))) }
}

fn set(engine: &Engine, work: Work, told: &serde_json::Value, about: &About) -> Result<Vec<u8>, Problem> {
    Ok(made(engine, work, told, &options(about)?)?)
}

fn made(
    engine: &Engine,
    work: Work,
    told: &serde_json::Value,
    options: &PdfOptions,
) -> Result<Vec<u8>, Fault> {
    let world = engine.world(work, told);
    let Warned { output, .. } = typst::compile::<PagedDocument>(&world);
    let made = output.map_err(|errors| broken("laying out", &errors)).and_then(|document| {
        typst_pdf::pdf(&document, options).map_err(|errors| broken("writing the PDF", &errors))
    });
    // What was remembered of older papers is forgotten, or a server would grow without end.
    comemo::evict(8);
    made
}

fn broken(what: &str, errors: &[SourceDiagnostic]) -> Fault {
    let said: Vec<&str> = errors.iter().map(|one| one.message.as_str()).collect();
    Fault::new(format!("{what}: {}", said.join("; ")))
}

fn options(about: &About) -> Result<PdfOptions, Fault> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|e| Fault::new(format!("PDF standards: {}", e.message())))?;
    Ok(PdfOptions {
        ident: Smart::Custom(about.ident.clone()),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: moment(about.day).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    })
}

fn moment(day: Day) -> Option<Datetime> {
    let month = u8::try_from(day.month()).ok()?;
    let dom = u8::try_from(day.day()).ok()?;
    Datetime::from_ymd_hms(day.year().into(), month, dom, 0, 0, 0)
}
