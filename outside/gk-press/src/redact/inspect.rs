//! Inspection (附件检视) of a PDF: its words page by page, and what hides in it.

use gk_base::Problem as Trouble;
use gk_rules::preflight::Problem;
use gk_rules::preflight::file::{Inspected, Told};
use hayro::hayro_interpret::InterpreterCache;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Dict, Object};

use super::letters::{self, Letter};
use super::open;
use super::raster::{self, Stand};

/// Reads a PDF for its words and for what hides in it.
pub(crate) fn inspect(bytes: &[u8], stand: &Stand) -> Inspected {
    let pdf = match open::pdf(bytes) {
        Ok(pdf) => pdf,
        Err(problem) => return refused(&problem),
    };
    let mut found = Inspected::default();
    pages(&pdf, stand, &mut found);
    objects(&pdf, &mut found);
    let author = pdf.metadata().author.as_deref().map(text_of).unwrap_or_default();
    if !author.trim().is_empty() {
        let name: String = author.trim().chars().take(20).collect();
        found.tell(Problem::Properties, Told::Author(&name));
    }
    if versions(bytes) > 1 {
        found.tell(Problem::History, Told::Saved(versions(bytes)));
    }
    found
}

/// What a file that was refused is told as.
pub(crate) fn refused(problem: &Trouble) -> Inspected {
    let Trouble::Refused(reasons) = problem else { return Inspected::unread(Told::NotFinished) };
    let mut found = Inspected::default();
    for reason in reasons {
        let told = Told::Trouble(&reason.words);
        match reason.code {
            "redaction.encrypted" => found.tell(Problem::FileLocked, Told::Plainly),
            "redaction.damaged" => found.tell(Problem::FileBroken, told),
            _ => found.tell(Problem::FileUnread, told),
        }
    }
    found
}

fn pages(pdf: &Pdf, stand: &Stand, found: &mut Inspected) {
    let (cache, settings) = (InterpreterCache::new(), raster::settings(stand));
    let (mut unread, mut hidden) = (Vec::new(), Vec::new());
    for (number, page) in (1_u32..).zip(pdf.pages().iter()) {
        let sight = letters::read(page, &cache, &settings);
        for line in sight.lines() {
            found.add(number, &words(&line));
        }
        // A scan with its words laid under the picture hides nothing.
        let scanned = sight.pictures && sight.letters.iter().all(|letter| letter.invisible);
        if !scanned && sight.letters.iter().any(hides) {
            hidden.push(number);
        }
        if sight.unread || (sight.pictures && sight.letters.is_empty()) {
            unread.push(number);
        }
    }
    if !hidden.is_empty() {
        found.tell(Problem::HiddenText, Told::Pages(&hidden));
    }
    if !unread.is_empty() {
        found.tell(Problem::FileUnread, Told::PagesUnread(&unread));
    }
}

fn hides(letter: &Letter) -> bool {
    (letter.invisible || letter.white) && !letter.text.trim().is_empty()
}

/// The letters of a line; where a column ends, a tab.
fn words(line: &[&Letter]) -> String {
    let mut out = String::new();
    let mut last: Option<&Letter> = None;
    for letter in line {
        if let Some(before) = last {
            let gap = letter.room.x0 - before.room.x1;
            if gap > before.room.height().min(letter.room.height()) * 1.2 {
                out.push('\t');
            }
        }
        out.push_str(&letter.text);
        last = Some(letter);
    }
    out
}

/// Remarks, embedded files and programs, wherever they hang.
fn objects(pdf: &Pdf, found: &mut Inspected) {
    let (mut remarks, mut files) = (0_u32, 0_u32);
    for object in pdf.objects() {
        let dict = match &object {
            Object::Dict(dict) => dict,
            Object::Stream(stream) => stream.dict(),
            _ => continue,
        };
        let is = |key: &[u8], names: &[&[u8]]| named(dict, key, names);
        // What a reader shows as part of the page is no remark: links, fields of forms, the frame of a remark already counted.
        let remark: [&[u8]; 14] = [
            b"Text",
            b"FreeText",
            b"Highlight",
            b"Underline",
            b"StrikeOut",
            b"Squiggly",
            b"Stamp",
            b"Caret",
            b"Ink",
            b"Line",
            b"Square",
            b"Circle",
            b"Polygon",
            b"FileAttachment",
        ];
        if is(b"Subtype", &remark) && dict.contains_key(b"Rect") {
            remarks += 1;
        }
        if is(b"Type", &[b"EmbeddedFile"]) {
            files += 1;
        }
        if is(b"S", &[b"JavaScript", b"Launch"]) && (dict.contains_key(b"JS") || dict.contains_key(b"F")) {
            found.tell(Problem::Macro, Told::Script);
        }
    }
    if remarks > 0 {
        found.tell(Problem::Annotation, Told::Items(remarks));
    }
    if files > 0 {
        found.tell(Problem::Embedded, Told::Files(files));
    }
}

fn named(dict: &Dict<'_>, key: &[u8], names: &[&[u8]]) -> bool {
    matches!(dict.get::<Object<'_>>(key), Some(Object::Name(name)) if names.contains(&&*name))
}

/// How often the file was saved into itself: each time leaves a table behind, and a file for the web begins with a second one.
fn versions(bytes: &[u8]) -> usize {
    let tables = open::positions(bytes, b"startxref").count();
    let head = bytes.get(..bytes.len().min(2048)).unwrap_or_default();
    let for_web = open::positions(head, b"/Linearized").next().is_some();
    tables.saturating_sub(usize::from(for_web))
}

/// A text of a dictionary: UTF-16 with a mark, UTF-8 with a mark, else bytes as they are.
fn text_of(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(b"\xfe\xff") {
        let units: Vec<u16> = wide.as_chunks::<2>().0.iter().map(|two| u16::from_be_bytes(*two)).collect();
        return String::from_utf16_lossy(&units);
    }
    String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).into_owned()
}
