//! The new file read again by its bytes alone: what was to be gone is gone, or nothing is given out.

use std::collections::BTreeMap;

use gk_base::Problem;
use gk_rules::redaction::reasons::{self, Check};
use gk_rules::redaction::{Area, comparable};
use hayro::RenderCache;
use hayro::hayro_interpret::{InterpreterCache, InterpreterSettings};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Dict, MaybeRef, Object};

use super::raster::{self, Raster};
use super::{letters, open};

/// What the new file must be like.
pub(super) struct Expected<'x> {
    /// Pages.
    pub(super) pages: usize,
    /// Words that must be gone.
    pub(super) words: Vec<&'x str>,
    /// Black areas, with the raster they were burnt into.
    pub(super) burnt: &'x BTreeMap<u32, Burnt>,
}

/// A page that became a picture.
pub(super) struct Burnt {
    pub(super) raster: Raster,
    pub(super) scale: f64,
    pub(super) areas: Vec<Area>,
}

/// Entries no new file has.
const FORBIDDEN: [&[u8]; 16] = [
    b"Metadata",
    b"Annots",
    b"EmbeddedFiles",
    b"EmbeddedFile",
    b"JavaScript",
    b"JS",
    b"OpenAction",
    b"AA",
    b"AcroForm",
    b"StructTreeRoot",
    b"Outlines",
    b"Names",
    b"PieceInfo",
    b"Info",
    b"ActualText",
    b"Alt",
];
/// How far a shade may stand from what was burnt in: the loss of a photograph.
const TOLERANCE: u8 = 64;

/// Looks at the new file.
///
/// # Errors
/// What was found that must not be there.
pub(super) fn pdf(
    bytes: &[u8],
    expected: &Expected<'_>,
    settings: &InterpreterSettings,
) -> Result<(), Problem> {
    let file = open::pdf(bytes).map_err(|_| refused(Check::Readable))?;
    if file.pages().len() != expected.pages {
        return Err(refused(Check::Pages));
    }
    if open::positions(bytes, b"startxref").count() != 1 {
        return Err(refused(Check::Extras));
    }
    let needles: Vec<String> = expected.words.iter().map(|words| comparable(words)).collect();
    objects(&file, &expected.words)?;
    let cache = InterpreterCache::new();
    for page in file.pages().iter() {
        let said = letters::read(page, &cache, settings).said();
        if needles.iter().any(|needle| said.iter().any(|said| said.contains(needle.as_str()))) {
            return Err(refused(Check::Words));
        }
    }
    black(&file, expected.burnt, settings)
}

fn refused(check: Check) -> Problem {
    Problem::refused(reasons::not_verified(check))
}

/// Every object of the file: no entry that carries more, no words in any writing.
fn objects(file: &Pdf, words: &[&str]) -> Result<(), Problem> {
    let forms: Vec<Vec<u8>> = words.iter().flat_map(|words| writings(words)).collect();
    for object in file.objects() {
        look(&object, &forms, 0)?;
    }
    Ok(())
}

/// Words as bytes: UTF-8, UTF-16 both ways, GB 18030.
fn writings(words: &str) -> Vec<Vec<u8>> {
    let words = words.trim();
    let wide: Vec<u16> = words.encode_utf16().collect();
    let (gb, _, _) = encoding_rs::GB18030.encode(words);
    let all = vec![
        words.as_bytes().to_vec(),
        wide.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        wide.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        gb.into_owned(),
    ];
    // Fewer bytes stand by chance in any font.
    all.into_iter().filter(|form: &Vec<u8>| form.len() >= 4).collect()
}

fn look(object: &Object<'_>, forms: &[Vec<u8>], nested: usize) -> Result<(), Problem> {
    let holds = |bytes: &[u8]| forms.iter().any(|form| open::positions(bytes, form).next().is_some());
    if nested > 64 {
        return Err(refused(Check::Extras));
    }
    match object {
        Object::String(text) if holds(text.as_bytes()) => Err(refused(Check::Words)),
        Object::Name(name) if holds(name) => Err(refused(Check::Words)),
        Object::Dict(dict) => entries(dict, forms, nested),
        Object::Array(items) => {
            for item in items.raw_iter() {
                if let MaybeRef::NotRef(item) = item {
                    look(&item, forms, nested + 1)?;
                }
            }
            Ok(())
        }
        Object::Stream(stream) => {
            entries(stream.dict(), forms, nested)?;
            if is_binary(stream.dict()) {
                return Ok(());
            }
            match stream.decoded() {
                Ok(bytes) if holds(&bytes) => Err(refused(Check::Words)),
                Ok(_) => Ok(()),
                Err(_) => Err(refused(Check::Readable)),
            }
        }
        Object::String(_) | Object::Name(_) | Object::Null(_) | Object::Boolean(_) | Object::Number(_) => {
            Ok(())
        }
    }
}

/// Pictures and fonts: their bytes are no words.
fn is_binary(dict: &Dict<'_>) -> bool {
    let subtype = dict.get::<Object<'_>>(b"Subtype".as_slice()).and_then(Object::into_name);
    let is_picture = subtype.as_ref().is_some_and(|name| {
        [b"Image".as_slice(), b"CIDFontType0C", b"Type1C", b"OpenType"].contains(&&**name)
    });
    is_picture || dict.contains_key(b"Length1")
}

fn entries(dict: &Dict<'_>, forms: &[Vec<u8>], nested: usize) -> Result<(), Problem> {
    for (key, value) in dict.entries() {
        if FORBIDDEN.contains(&&*key) {
            return Err(refused(Check::Extras));
        }
        if let MaybeRef::NotRef(value) = value {
            look(&value, forms, nested + 1)?;
        }
    }
    Ok(())
}

/// The black areas, as they are shown by the new file.
fn black(file: &Pdf, burnt: &BTreeMap<u32, Burnt>, settings: &InterpreterSettings) -> Result<(), Problem> {
    let cache = RenderCache::new();
    for (number, wanted) in burnt {
        let at = usize::try_from(*number).unwrap_or(usize::MAX).saturating_sub(1);
        let page = file.pages().get(at).ok_or_else(|| refused(Check::Pages))?;
        let shown = raster::render(page, &cache, settings, wanted.scale)?;
        if wanted.areas.iter().any(|area| !is_as_burnt(&shown, wanted, area)) {
            return Err(refused(Check::Black));
        }
    }
    Ok(())
}

/// Whether an area shows what was burnt in: black, and the words of the ground, and nothing else.
pub(super) fn is_as_burnt(shown: &Raster, wanted: &Burnt, area: &Area) -> bool {
    let (left, top, right, bottom) = wanted.raster.pixels(area, wanted.scale);
    // The outermost pixels are mixed with what stands beside them when a page is shown.
    let (left, top, right, bottom) = (left + 1, top + 1, right.saturating_sub(1), bottom.saturating_sub(1));
    (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y))).all(|(x, y)| {
        let (dark, light) = wanted.raster.range((x.saturating_sub(1), y.saturating_sub(1), x + 2, y + 2));
        let fits =
            |shade: &u8| (dark.saturating_sub(TOLERANCE)..=light.saturating_add(TOLERANCE)).contains(shade);
        shown.pixel(x, y).is_some_and(|pixel| pixel.iter().all(fits))
    })
}
