//! XLS (MS-XLS, BIFF8 and BIFF5): the workbook's shared texts and formats; sheets in [`sheet`].

pub(crate) mod cfb;
mod records;
mod sheet;

use std::collections::{HashMap, HashSet};

use encoding_rs::Encoding;
use gk_rules::catalog::sheet::{Sheet, Source};
use gk_rules::catalog::trouble::{Fault, FileKind, Spot};

use self::cfb::{Compound, u16_at, u32_at};
use self::records::{Pieces, Records};
use crate::grid::Grid;
use crate::intake::{Intake, Run, Stop, index};
use crate::values::{self, Shape};

/// A compound file of Office: a workbook is read, everything else is named.
pub(crate) fn compound(bytes: &[u8], intake: &mut Intake<'_>) -> Run<(FileKind, Source)> {
    let file = Compound::open(bytes)?;
    if file.has("EncryptedPackage") || file.has("EncryptionInfo") {
        return Err(Stop::file(Fault::Encrypted));
    }
    for name in ["Workbook", "Book"] {
        if file.has(name) {
            let sheets = bare(&file.stream(name)?, intake)?;
            return Ok((FileKind::Xls, Source::Sheets(sheets)));
        }
    }
    let kind = if file.has("WordDocument") {
        FileKind::Doc
    } else if file.has("PowerPoint Document") {
        FileKind::Slides
    } else {
        FileKind::OtherOffice
    };
    Err(Stop::file(Fault::Unsupported(kind)))
}

/// Whether bytes are a workbook stream without its compound file, as some programs write.
pub(crate) fn is_bare(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x09\x08") && matches!(u16_at(bytes, 4), Some(0x0500 | 0x0600))
}

/// What the cells of every sheet refer to.
struct Shared {
    biff8: bool,
    encoding: &'static Encoding,
    strings: Vec<String>,
    shapes: Vec<Shape>,
    from_1904: bool,
}

struct Entry {
    name: String,
    at: usize,
    hidden: bool,
}

/// The sheets of a workbook stream, hidden ones too, in order.
pub(crate) fn bare(stream: &[u8], intake: &mut Intake<'_>) -> Run<Vec<Sheet>> {
    let (shared, entries) = globals(stream)?;
    let (mut sheets, mut seen) = (Vec::new(), HashSet::new());
    // A sheet may be walked once; sheets that lie inside one another would make reading endless.
    let mut fuel = stream.len().saturating_mul(4);
    for entry in entries {
        if !seen.insert(entry.at) {
            continue;
        }
        let mut grid = Grid::new(&entry.name);
        let used = sheet::read(stream.get(entry.at..).unwrap_or_default(), &shared, (&mut grid, intake))?;
        fuel = fuel.checked_sub(used).ok_or_else(|| Stop::damaged("Workbook"))?;
        if let Some(sheet) = grid.finish(intake)? {
            if entry.hidden {
                intake.remark(Spot::Sheet(entry.name), Fault::HiddenSheet);
            }
            sheets.push(sheet);
        }
    }
    Ok(sheets)
}

fn globals(stream: &[u8]) -> Run<(Shared, Vec<Entry>)> {
    let mut shared = Shared {
        biff8: true,
        encoding: encoding_rs::GBK,
        strings: Vec::new(),
        shapes: Vec::new(),
        from_1904: false,
    };
    let mut entries = Vec::new();
    let mut codes: HashMap<u16, Shape> = HashMap::new();
    let mut formats = Vec::new();
    let mut records = Records::new(stream);
    let first = records.next().filter(|record| record.id == 0x0809);
    let version = first.and_then(|record| u16_at(record.data, 0));
    shared.biff8 = match version {
        Some(0x0600) => true,
        Some(0x0500) => false,
        _ => return Err(Stop::damaged("Workbook")),
    };
    let mut ended = false;
    while let Some(record) = records.next() {
        match record.id {
            0x000A => {
                ended = true;
                break;
            }
            0x002F => return Err(Stop::file(Fault::Encrypted)),
            0x0022 => shared.from_1904 = u16_at(record.data, 0) == Some(1),
            0x0042 => shared.encoding = codepage(u16_at(record.data, 0).unwrap_or_default()),
            0x041E => {
                if let Some((id, code)) = format_code(record.data, &shared) {
                    codes.insert(id, values::shape(&code));
                }
            }
            0x00E0 => formats.push(u16_at(record.data, 2).unwrap_or_default()),
            0x0085 => entries.extend(entry(record.data, &shared)),
            0x00FC => shared.strings = strings(Pieces::new(record.data, &mut records)),
            _ => {}
        }
    }
    if !ended {
        return Err(Stop::damaged("Workbook"));
    }
    let shape = |id: u16| codes.get(&id).copied().unwrap_or_else(|| values::builtin(u32::from(id)));
    shared.shapes = formats.into_iter().map(shape).collect();
    Ok((shared, entries))
}

fn codepage(number: u16) -> &'static Encoding {
    match number {
        950 => encoding_rs::BIG5,
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        1252 | 32769 => encoding_rs::WINDOWS_1252,
        65001 => encoding_rs::UTF_8,
        _ => encoding_rs::GBK,
    }
}

/// A text whose length is counted in one byte (`true`) or two, whole in its record.
fn short_text(data: &[u8], one_byte: bool, shared: &Shared) -> Option<String> {
    let (count, rest) = if one_byte {
        (usize::from(*data.first()?), data.get(1..)?)
    } else {
        (usize::from(u16_at(data, 0)?), data.get(2..)?)
    };
    if !shared.biff8 {
        let bytes = rest.get(..count.min(rest.len()))?;
        return Some(shared.encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    let mut pieces = Pieces::of(rest);
    let flags = pieces.byte()?;
    Some(pieces.letters(count, flags & 1 == 1))
}

fn format_code(data: &[u8], shared: &Shared) -> Option<(u16, String)> {
    Some((u16_at(data, 0)?, short_text(data.get(2..)?, !shared.biff8, shared)?))
}

fn entry(data: &[u8], shared: &Shared) -> Option<Entry> {
    let (at, visibility, kind) = (index(u32_at(data, 0)?), *data.get(4)?, *data.get(5)?);
    // Charts and macro sheets are no tables.
    if kind != 0 {
        return None;
    }
    Some(Entry { name: short_text(data.get(6..)?, true, shared)?, at, hidden: visibility & 3 != 0 })
}

/// The shared texts; what is cut off at the end is left out.
fn strings(mut pieces: Pieces<'_>) -> Vec<String> {
    let mut strings = Vec::new();
    // How many there are is said first, and not to be trusted.
    pieces.skip(8);
    while let Some(text) = rich_text(&mut pieces) {
        strings.push(text);
    }
    strings
}

fn rich_text(pieces: &mut Pieces<'_>) -> Option<String> {
    let count = usize::from(pieces.word()?);
    let flags = pieces.byte()?;
    let runs = if flags & 8 != 0 { usize::from(pieces.word()?) } else { 0 };
    let beside = if flags & 4 != 0 { index(pieces.double()?) } else { 0 };
    let text = pieces.letters(count, flags & 1 == 1);
    pieces.skip(runs.saturating_mul(4).saturating_add(beside));
    Some(text)
}
