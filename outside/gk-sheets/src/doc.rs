//! DOC (MS-DOC, Word 97–2003, and WPS): the text by its piece table; fields show their result, pictures are left out.
//!
//! Where the rows of a table end is not told by the text alone: cells are parted by tabs, and nothing is lost.

use encoding_rs::WINDOWS_1252;
use gk_rules::catalog::sheet::Piece;
use gk_rules::catalog::trouble::{Fault, FileKind};

use crate::intake::{Intake, Run, Stop, index};
use crate::xls::cfb::{self, Compound, u16_at, u32_at};

/// What a Word file begins with.
const IDENT: u16 = 0xA5EC;
/// The first version whose text is Unicode.
const WORD_97: u16 = 0x00C1;
/// Offsets in the file information block: flags, length of the main text, place and length of the piece table.
const FLAGS: usize = 0x0A;
const TEXT_LENGTH: usize = 0x4C;
const CLX: usize = 0x1A2;

/// Whether bytes are a Word file of these years.
pub(crate) fn is_word(bytes: &[u8]) -> bool {
    bytes.starts_with(cfb::MAGIC)
        && Compound::open(bytes).is_ok_and(|file| file.has("WordDocument") && !file.has("EncryptedPackage"))
}

/// Paragraphs in their order.
pub(crate) fn pieces(bytes: &[u8], intake: &mut Intake<'_>) -> Run<Vec<Piece>> {
    let file = Compound::open(bytes)?;
    let stream = file.stream("WordDocument")?;
    let damaged = || Stop::damaged("WordDocument");
    if u16_at(&stream, 0) != Some(IDENT) {
        return Err(damaged());
    }
    let flags = u16_at(&stream, FLAGS).ok_or_else(damaged)?;
    if flags & 0x0100 != 0 {
        return Err(Stop::file(Fault::Encrypted));
    }
    if u16_at(&stream, 2).is_none_or(|version| version < WORD_97) {
        return Err(Stop::file(Fault::Unsupported(FileKind::Doc)));
    }
    let table = file.stream(if flags & 0x0200 == 0 { "0Table" } else { "1Table" })?;
    let text = text(&stream, &table, intake).ok_or_else(damaged)?;
    intake.text(text.len())?;
    let pieces = paragraphs(&text);
    if pieces.is_empty() { Err(Stop::file(Fault::Nothing)) } else { Ok(pieces) }
}

/// The characters of the main text, as they are.
fn text(stream: &[u8], table: &[u8], intake: &Intake<'_>) -> Option<String> {
    let length = index(u32_at(stream, TEXT_LENGTH)?);
    let from = index(u32_at(stream, CLX)?);
    let clx = table.get(from..from.checked_add(index(u32_at(stream, CLX + 4)?))?)?;
    let plc = piece_table(clx)?;
    let count = plc.len().checked_sub(4)? / 12;
    let most = usize::try_from(intake.limits.text_bytes).unwrap_or(usize::MAX);
    let mut out = String::new();
    for at in 0..count {
        let (first, past) = (index(u32_at(plc, at * 4)?), index(u32_at(plc, at * 4 + 4)?));
        let chars = past.min(length).saturating_sub(first);
        if chars == 0 {
            continue;
        }
        let place = u32_at(plc, (count + 1) * 4 + at * 8 + 2)?;
        if place & 0x4000_0000 == 0 {
            let from = index(place);
            let wide = stream.get(from..from.checked_add(chars.checked_mul(2)?)?)?;
            let units: Vec<u16> = wide.chunks_exact(2).filter_map(|two| u16_at(two, 0)).collect();
            out.push_str(&String::from_utf16_lossy(&units));
        } else {
            let from = index((place & 0x3FFF_FFFF) / 2);
            let narrow = stream.get(from..from.checked_add(chars)?)?;
            out.push_str(&WINDOWS_1252.decode_without_bom_handling(narrow).0);
        }
        // Pieces may name the same bytes again and again.
        if out.len() > most {
            return Some(out);
        }
    }
    Some(out)
}

/// The piece table behind what stands before it.
fn piece_table(clx: &[u8]) -> Option<&[u8]> {
    let mut at = 0_usize;
    loop {
        match clx.get(at)? {
            1 => at = at.checked_add(3)?.checked_add(usize::from(u16_at(clx, at + 1)?))?,
            2 => {
                let length = index(u32_at(clx, at + 1)?);
                let from = at.checked_add(5)?;
                return clx.get(from..from.checked_add(length)?);
            }
            _ => return None,
        }
    }
}

/// Paragraphs of the characters: marks of cells become tabs, codes of fields are left out.
fn paragraphs(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let (mut line, mut codes) = (String::new(), Vec::new());
    for c in text.chars() {
        match c {
            '\u{13}' => codes.push(true),
            '\u{14}' => {
                if let Some(last) = codes.last_mut() {
                    *last = false;
                }
            }
            '\u{15}' => {
                codes.pop();
            }
            _ if codes.contains(&true) => {}
            '\r' | '\u{c}' | '\u{e}' => settle(&mut line, &mut out),
            // Two marks of cells in a row end a row.
            '\u{7}' if line.ends_with('\t') => settle(&mut line, &mut out),
            '\u{7}' | '\t' => line.push('\t'),
            '\u{b}' | '\n' => line.push('\n'),
            '\u{1e}' => line.push('-'),
            '\u{a0}' => line.push(' '),
            c if c.is_control() => {}
            c => line.push(c),
        }
    }
    settle(&mut line, &mut out);
    out
}

fn settle(line: &mut String, out: &mut Vec<Piece>) {
    let text = std::mem::take(line);
    let text = text.trim_end();
    if !text.trim().is_empty() {
        out.push(Piece::Text(text.to_owned()));
    }
}
