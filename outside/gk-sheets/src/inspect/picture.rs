//! What a picture carries beside what it shows: who took it with what, and where (Exif 2.32: TIFF tags in JPEG and PNG).

use gk_rules::preflight::Problem;
use gk_rules::preflight::file::{Inspected, Told};

/// Tags of the first directory.
const MAKE: u16 = 0x010f;
const MODEL: u16 = 0x0110;
const ARTIST: u16 = 0x013b;
const TAKEN: u16 = 0x0132;
const EXIF: u16 = 0x8769;
const GPS: u16 = 0x8825;

/// What hides in a JPEG or a PNG.
pub(super) fn inspect(bytes: &[u8]) -> Inspected {
    let mut found = Inspected::default();
    let blocks = if bytes.starts_with(b"\xff\xd8") { jpeg(bytes) } else { png(bytes) };
    let Some(blocks) = blocks else {
        found.tell(Problem::FileBroken, Told::Picture);
        return found;
    };
    for block in blocks {
        tiff(block, &mut found);
    }
    found
}

/// The Exif blocks of a JPEG; nothing where its segments do not fit.
fn jpeg(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let (mut at, mut blocks) = (2, Vec::new());
    loop {
        let [mark, kind]: [u8; 2] = bytes.get(at..at + 2)?.try_into().ok()?;
        if mark != 0xff {
            return None;
        }
        // The picture itself begins, or ends: nothing of interest comes behind.
        if matches!(kind, 0xda | 0xd9) {
            return Some(blocks);
        }
        if kind == 0xff {
            at += 1;
            continue;
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let data = bytes.get(at + 4..at + 2 + length.max(2))?;
        if kind == 0xe1
            && let Some(block) = data.strip_prefix(b"Exif\0\0")
        {
            blocks.push(block);
        }
        at += 2 + length.max(2);
    }
}

/// The Exif blocks of a PNG.
fn png(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let (mut at, mut blocks) = (8, Vec::new());
    loop {
        let length = usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()?;
        let kind = bytes.get(at + 4..at + 8)?;
        if kind == b"IEND" {
            return Some(blocks);
        }
        let data = bytes.get(at + 8..(at + 8).checked_add(length)?)?;
        if kind == b"eXIf" {
            blocks.push(data);
        }
        at = at.checked_add(12)?.checked_add(length)?;
    }
}

fn tiff(block: &[u8], found: &mut Inspected) {
    let little = block.starts_with(b"II");
    let long = |at: usize| -> Option<u32> {
        let four: [u8; 4] = block.get(at..at + 4)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    };
    let short = |at: usize| -> Option<u16> {
        let two: [u8; 2] = block.get(at..at + 2)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let directory = |at: usize| -> Vec<(u16, u32)> {
        let count = short(at).map_or(0, usize::from).min(512);
        (0..count).filter_map(|n| Some((short(at + 2 + n * 12)?, long(at + 2 + n * 12 + 8)?))).collect()
    };
    let index = |n: u32| usize::try_from(n).unwrap_or(usize::MAX / 2);
    let Some(first) = long(4) else { return };
    for (tag, value) in directory(index(first)) {
        match tag {
            MAKE | MODEL => found.tell(Problem::Exif, Told::Device),
            ARTIST => found.tell(Problem::Exif, Told::Photographer),
            TAKEN | EXIF => found.tell(Problem::Exif, Told::Taken),
            // An empty directory tells no place.
            GPS if directory(index(value)).iter().any(|(tag, _)| matches!(tag, 2 | 4)) => {
                found.tell(Problem::Gps, Told::Plainly);
            }
            _ => {}
        }
    }
}
