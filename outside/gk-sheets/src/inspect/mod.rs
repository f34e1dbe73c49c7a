//! Inspection (附件检视): the words of a file, and what hides in it; within the same limits as any reading.

mod office;
mod picture;
#[cfg(test)]
mod tests;

use gk_rules::Coded as _;
use gk_rules::catalog::sheet::{Piece, Sheet};
use gk_rules::catalog::trouble::{Fault, Trouble};
use gk_rules::preflight::Problem;
use gk_rules::preflight::file::{Inspected, Told};
use gk_rules::records::Media;

use crate::Limits;
use crate::intake::Intake;
use crate::parts::Parts;

/// A packed file of more members is not looked into.
const MEMBERS: usize = 50;

/// Reads a file for its words and for what hides in it; what cannot be read is told as a finding, never as an error.
#[must_use]
pub fn inspect(name: &str, bytes: &[u8], limits: &Limits) -> Inspected {
    if bytes.starts_with(b"\xff\xd8\xff") || bytes.starts_with(b"\x89PNG") {
        return picture::inspect(bytes);
    }
    let mut found = match crate::pieces(name, bytes, limits) {
        Ok((pieces, _)) => words(&pieces),
        // A presentation is no table: its slides are read below.
        Err(trouble) => also(name, bytes, limits).or_else(|| unread(&trouble)).unwrap_or_default(),
    };
    if crate::document::has_macros(bytes) {
        found.tell(Problem::Macro, Told::Plainly);
    }
    if bytes.starts_with(b"PK") {
        let mut intake = Intake::new(limits);
        if let Ok(mut parts) = Parts::open(bytes, &intake) {
            office::inspect(&mut parts, &mut intake, &mut found);
        }
    }
    found
}

/// OFD and Word 97–2003, whose words are read line by line; and a packed file, whose members are looked into one by one, but none
/// within another. Nothing for what is none of them, or cannot be read as one.
fn also(name: &str, bytes: &[u8], limits: &Limits) -> Option<Inspected> {
    if let Ok((flow, _)) = crate::document(name, bytes, limits) {
        let mut found = Inspected::default();
        for one in flow.lines() {
            found.add(one.line.page, &one.line.text);
        }
        return Some(found);
    }
    if Media::of(bytes) != Some(Media::Zip) {
        return None;
    }
    let members = crate::members(name, bytes).ok().filter(|members| members.len() <= MEMBERS)?;
    let mut found = Inspected::default();
    for (page, member) in (1..).zip(members) {
        let inner = match Media::of(&member.bytes) {
            Some(Media::Zip) => Inspected::unread(Told::Kind(Media::Zip.label())),
            Some(Media::Pdf) => Inspected::unread(Told::Kind(Media::Pdf.label())),
            _ => inspect(member.file(), &member.bytes, limits),
        };
        for (_, line) in &inner.lines {
            found.add(page, line);
        }
        for one in inner.hidden {
            if !found.hidden.contains(&one) {
                found.hidden.push(one);
            }
        }
    }
    Some(found)
}

/// Why nothing could be read, as a finding; nothing where another reader goes on.
fn unread(trouble: &Trouble) -> Option<Inspected> {
    let words = trouble.to_string();
    Some(match &trouble.fault {
        Fault::Unsupported(gk_rules::catalog::trouble::FileKind::Slides) => return None,
        Fault::Nothing | Fault::Empty => Inspected::default(),
        Fault::Encrypted => {
            let mut locked = Inspected::default();
            locked.tell(Problem::FileLocked, Told::Plainly);
            locked
        }
        Fault::Unsupported(kind) => Inspected::unread(Told::Kind(kind.label())),
        Fault::Damaged | Fault::Unknown => Inspected::broken(Told::Trouble(&words)),
        _ => Inspected::unread(Told::Trouble(&words)),
    })
}

fn words(pieces: &[Piece]) -> Inspected {
    let mut found = Inspected::default();
    for piece in pieces {
        match piece {
            Piece::Text(text) => found.add(1, text),
            Piece::Table(sheet) => table(sheet, &mut found),
        }
    }
    found
}

/// Rows as lines of cells parted by tabs, so that lists of people are read as lists.
fn table(sheet: &Sheet, found: &mut Inspected) {
    found.add(1, &sheet.name);
    for row in &sheet.rows {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace(['\n', '\r', '\t'], " ")).collect();
        found.add(1, cells.join("\t").trim_end_matches('\t'));
    }
}
