//! Documents that come in (收件): their text in order, of every kind that is read here, and the members of packed files.

use std::io::{Cursor, Read as _};

use encoding_rs::GB18030;
use gk_rules::catalog::trouble::{Fault, FileKind, Spot, Trouble};
use gk_rules::intake::archive::{self, Member};
use gk_rules::intake::flow::Flow;
use gk_rules::text::is_han;
use zip::ZipArchive;

use crate::intake::{Intake, Run, Stop, wide};
use crate::parts::Parts;
use crate::xls::cfb;
use crate::{Limits, doc, ofd};

/// Below this many bytes a member's ratio tells nothing.
const SMALL: u64 = 1 << 20;

/// 文件正文: paragraphs and tables of a document; beside what [`crate::pieces`] reads, OFD and Word 97–2003.
///
/// # Errors
/// As [`crate::read`].
pub fn document(name: &str, bytes: &[u8], limits: &Limits) -> Result<(Flow, Vec<Trouble>), Trouble> {
    let intake = &mut Intake::new(limits);
    let named = |stop: Stop| Trouble { file: name.to_owned(), spot: stop.spot, fault: stop.fault };
    if wide(bytes.len()) <= limits.file_bytes {
        if doc::is_word(bytes) {
            let pieces = doc::pieces(bytes, intake).map_err(named)?;
            return Ok((Flow::of_pieces(pieces), Vec::new()));
        }
        if bytes.starts_with(b"PK\x03\x04")
            && let Ok(mut parts) = Parts::open(bytes, intake)
            && parts.has("ofd.xml")
        {
            let lines = ofd::lines(&mut parts, intake).map_err(named)?;
            return Ok((Flow::of_pages(&lines), Vec::new()));
        }
    }
    crate::pieces(name, bytes, limits).map(|(pieces, remarks)| (Flow::of_pieces(pieces), remarks))
}

/// 压缩包内文件: all members but folders and litter, in the order of the archive, within the limits of the law. Their names are as
/// they were written: whoever takes one further asks whether it is safe.
///
/// # Errors
/// A [`Trouble`] when the archive is damaged, locked, or passes a limit; then nothing of it is given.
pub fn members(name: &str, bytes: &[u8]) -> Result<Vec<Member>, Trouble> {
    let named = |stop: Stop| Trouble { file: name.to_owned(), spot: stop.spot, fault: stop.fault };
    unpacked(bytes).map_err(named)
}

fn unpacked(bytes: &[u8]) -> Run<Vec<Member>> {
    let damaged = || Stop::file(Fault::Damaged);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let (found, limit) = (wide(archive.len()), wide(archive::MEMBERS));
    if found > limit {
        return Err(Stop::file(Fault::TooManyParts { found, limit }));
    }
    let (mut out, mut left) = (Vec::new(), archive::UNPACKED);
    for number in 0..archive.len() {
        let raw = archive.by_index_raw(number).map_err(|_| damaged())?;
        if raw.encrypted() {
            return Err(Stop::file(Fault::Encrypted));
        }
        let (name, folder, link) = (name_of(raw.name_raw()), raw.is_dir(), raw.is_symlink());
        drop(raw);
        if folder || archive::is_litter(&name) {
            continue;
        }
        let spot = || Spot::Part(archive_name(&name));
        if link {
            return Err(Stop { spot: spot(), fault: Fault::Unsupported(FileKind::Archive) });
        }
        let part = archive.by_index(number).map_err(|_| Stop::damaged(&archive_name(&name)))?;
        let dense = part.compressed_size().max(1).saturating_mul(archive::RATIO).max(SMALL);
        let mut bytes = Vec::new();
        part.take(left.min(dense).saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| Stop::damaged(&archive_name(&name)))?;
        let size = wide(bytes.len());
        if size > dense {
            return Err(Stop { spot: spot(), fault: Fault::Ratio { limit: archive::RATIO } });
        }
        left =
            left.checked_sub(size).ok_or_else(|| Stop::file(Fault::Unpacked { limit: archive::UNPACKED }))?;
        out.push(Member { name, bytes });
    }
    Ok(out)
}

/// A name as people may be shown it.
fn archive_name(name: &str) -> String {
    gk_rules::intake::reasons::shown(name)
}

/// UTF-8 where it is that; older Chinese programs write GB18030.
fn name_of(raw: &[u8]) -> String {
    let older = || GB18030.decode_without_bom_handling(raw).0.into_owned();
    match std::str::from_utf8(raw) {
        // Two characters of the one may be two odd letters of the other: the reading with characters in it is meant.
        Ok(name) if !name.is_ascii() && !name.chars().any(is_han) => {
            Some(older()).filter(|name| name.chars().any(is_han)).unwrap_or_else(|| name.to_owned())
        }
        Ok(name) => name.to_owned(),
        Err(_) => older(),
    }
}

/// Whether a file of Word 97–2003 holds macros.
pub(crate) fn has_macros(bytes: &[u8]) -> bool {
    bytes.starts_with(cfb::MAGIC) && cfb::Compound::open(bytes).is_ok_and(|file| file.has("_VBA_PROJECT"))
}
