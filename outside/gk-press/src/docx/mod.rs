//! Papers as DOCX, to be edited in an office system: real styles, the fonts offices name, merged cells.

mod body;
mod head;
mod sections;
mod table;
mod xml;

use std::io::{Cursor, Write as _};

use gk_base::{Fault, Problem};
use gk_rules::paper::{Paper, Picture, reasons, words};
use image::ImageReader;

use sections::Footers;
use xml::{Xml, escaped};

const STYLES: &str = include_str!("../../templates/docx/styles.xml");
const FONTS: &str = include_str!("../../templates/docx/fonts.xml");
const SETTINGS: &str = include_str!("../../templates/docx/settings.xml");
const RELATIONS: &str = include_str!("../../templates/docx/rels.xml");
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A picture with its place in the package.
struct Placed {
    name: String,
    bytes: Vec<u8>,
}

/// What is gathered while the text is written.
#[derive(Default)]
struct Writing {
    pictures: Vec<Placed>,
}

impl Writing {
    /// Takes a picture into the package; gives its number, or nothing for a kind that Word does not show.
    fn take(&mut self, picture: &Picture) -> Option<(usize, f64)> {
        let reader = ImageReader::new(Cursor::new(&picture.bytes)).with_guessed_format().ok()?;
        let end = match reader.format()? {
            image::ImageFormat::Png => "png",
            image::ImageFormat::Jpeg => "jpeg",
            _ => return None,
        };
        let (wide, high) = reader.into_dimensions().ok().filter(|(wide, _)| *wide > 0)?;
        let n = self.pictures.len() + 1;
        let high_per_wide = f64::from(high) / f64::from(wide);
        self.pictures.push(Placed { name: format!("image{n}.{end}"), bytes: picture.bytes.clone() });
        Some((n, high_per_wide))
    }
}

/// A paper as DOCX.
///
/// # Errors
/// All reasons against: crooked tables, characters no file of this kind may hold.
pub(crate) fn write(paper: &Paper) -> Result<Vec<u8>, Problem> {
    Problem::unless_none(reasons::reasons_not_to_set(paper))?;
    let unfit = unfit(&paper.texts());
    if !unfit.is_empty() {
        return Err(Problem::refused(reasons::no_glyph(&unfit)));
    }
    let mut writing = Writing::default();
    let document = document(paper, &mut writing);
    let footers = Footers::of(paper);
    pack(paper, &document, &footers, &writing).map_err(|e| Fault::because("packing a document", e).into())
}

/// Texts with characters XML cannot hold.
fn unfit(texts: &[&str]) -> Vec<(String, Vec<char>)> {
    let bad = |text: &str| -> Vec<char> {
        text.chars()
            .filter(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}'))
            .collect()
    };
    texts.iter().map(|text| ((*text).to_owned(), bad(text))).filter(|(_, chars)| !chars.is_empty()).collect()
}

fn document(paper: &Paper, writing: &mut Writing) -> String {
    let mut xml = Xml::part();
    xml.put(format_args!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"{OFFICE}\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>"
    ));
    head::write(&mut xml, paper);
    body::write(&mut xml, paper, writing);
    xml.raw(&sections::last(paper)).raw("</w:body></w:document>");
    xml.done()
}

fn pack(
    paper: &Paper,
    document: &str,
    footers: &Footers,
    writing: &Writing,
) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // The same paper gives the same bytes: no clock in the package.
    let options = zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".into(), content_types(footers).into_bytes()),
        ("_rels/.rels".into(), RELATIONS.into()),
        ("docProps/core.xml".into(), properties(paper).into_bytes()),
        ("word/document.xml".into(), document.into()),
        ("word/styles.xml".into(), STYLES.into()),
        ("word/settings.xml".into(), SETTINGS.into()),
        ("word/fontTable.xml".into(), FONTS.into()),
        ("word/_rels/document.xml.rels".into(), relations(footers, writing).into_bytes()),
    ];
    parts.extend(footers.parts().into_iter().map(|(name, text)| (format!("word/{name}"), text.into_bytes())));
    parts.extend(writing.pictures.iter().map(|one| (format!("word/media/{}", one.name), one.bytes.clone())));
    for (name, bytes) in parts {
        zip.start_file(name, options)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types(footers: &Footers) -> String {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut xml = Xml::part();
    xml.raw("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
    for (end, kind) in [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpeg", "image/jpeg"),
    ] {
        xml.put(format_args!("<Default Extension=\"{end}\" ContentType=\"{kind}\"/>"));
    }
    xml.raw("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
    for (part, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
    ] {
        xml.put(format_args!("<Override PartName=\"/word/{part}.xml\" ContentType=\"{WORD}.{kind}+xml\"/>"));
    }
    for (name, _) in footers.parts() {
        xml.put(format_args!("<Override PartName=\"/word/{name}\" ContentType=\"{WORD}.footer+xml\"/>"));
    }
    xml.raw("</Types>");
    xml.done()
}

fn relations(footers: &Footers, writing: &Writing) -> String {
    let mut xml = Xml::part();
    xml.raw("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (id, kind) in ["styles", "settings", "fontTable"].into_iter().enumerate() {
        xml.put(format_args!(
            "<Relationship Id=\"rBase{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{kind}.xml\"/>"
        ));
    }
    for (name, _) in footers.parts() {
        let id = name.trim_end_matches(".xml");
        xml.put(format_args!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/footer\" Target=\"{name}\"/>"));
    }
    for (n, one) in (1..).zip(&writing.pictures) {
        xml.put(format_args!(
            "<Relationship Id=\"image{n}\" Type=\"{OFFICE}/image\" Target=\"media/{}\"/>",
            one.name
        ));
    }
    xml.raw("</Relationships>");
    xml.done()
}

fn properties(paper: &Paper) -> String {
    let about = &paper.about;
    let day = format!("{}T00:00:00Z", about.day);
    let mut xml = Xml::part();
    xml.put(format_args!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:identifier>{}</dc:identifier><cp:keywords>{}</cp:keywords><dc:language>zh-CN</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:modified></cp:coreProperties>",
        escaped(&paper.title.replace('\n', "")),
        escaped(&about.author),
        escaped(&about.ident),
        escaped(&about.keywords.join(" ")),
    ));
    xml.done()
}

/// Width of words in characters: a Han character is one, a Latin letter half.
fn width_of(words: &str) -> f64 {
    words.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// A length as twentieths of a point.
fn twips(points: f64) -> xml::Twips {
    let rounded = (points * 20.0).round().clamp(-31_680.0, 31_680.0);
    // Between the bounds every number has a text without a point.
    format!("{rounded:.0}").parse().unwrap_or_default()
}

/// The day as it stands on the paper.
fn day_words(paper: &Paper) -> String {
    paper.signature.as_ref().map(|one| words::day(one.day)).unwrap_or_default()
}
