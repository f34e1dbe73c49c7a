//! The old binary workbook (BIFF8 in a compound file): one sheet of texts with merged areas, as old offices still send it.

use gk_base::problem::Fault;
use gk_rules::catalog::sheet::Sheet;

/// Bytes of a sector of the compound file.
const SECTOR: usize = 512;
/// A chain's end, a sector of the table of chains, a free sector, nobody.
const END: u32 = 0xFFFF_FFFE;
const TABLE: u32 = 0xFFFF_FFFD;
const FREE: u32 = 0xFFFF_FFFF;
/// A stream shorter than this would stand in the small sectors, which this file has none of.
const SHORTEST: usize = 4096;
/// The entries of a sector of the table.
const ENTRIES: usize = 128;

/// The workbook's file.
pub(super) fn workbook(sheet: &Sheet) -> Result<Vec<u8>, Fault> {
    let mut stream = stream(sheet)?;
    let length = stream.len().max(SHORTEST).next_multiple_of(SECTOR);
    stream.resize(length, 0);
    compound(&stream)
}

fn small<T: TryFrom<usize>>(number: usize) -> Result<T, Fault> {
    T::try_from(number).map_err(|_| Fault::new(format!("{number} is too large for an old workbook")))
}

fn record(out: &mut Vec<u8>, id: u16, data: &[u8]) -> Result<(), Fault> {
    out.extend(id.to_le_bytes());
    out.extend(small::<u16>(data.len())?.to_le_bytes());
    out.extend(data);
    Ok(())
}

fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// The stream: the globals with the sheet's name and place, then the sheet.
fn stream(sheet: &Sheet) -> Result<Vec<u8>, Fault> {
    let begin = |kind: u16| words(&[0x0600, kind, 0x0DBB, 0x07CC, 0, 0, 0x0006, 0]);
    let mut out = Vec::new();
    record(&mut out, 0x0809, &begin(0x0005))?;
    record(&mut out, 0x0042, &words(&[1200]))?;
    let mut format = words(&[0, 0, 0]);
    format.resize(20, 0);
    record(&mut out, 0x00E0, &format)?;
    let name: Vec<u16> = sheet.name.encode_utf16().take(31).collect();
    let mut entry = vec![0; 6];
    entry.extend([small::<u8>(name.len())?, 1]);
    entry.extend(words(&name));
    let at = small::<u32>(out.len() + 4 + entry.len() + 4)?;
    entry.splice(0..4, at.to_le_bytes());
    record(&mut out, 0x0085, &entry)?;
    record(&mut out, 0x000A, &[])?;
    record(&mut out, 0x0809, &begin(0x0010))?;
    for (row, cells) in sheet.rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let units: Vec<u16> = text.encode_utf16().take(4000).collect();
            let mut label = words(&[small(row)?, small(column)?, 0, small(units.len())?]);
            label.push(1);
            label.extend(words(&units));
            record(&mut out, 0x0204, &label)?;
        }
    }
    let mut areas = words(&[small(sheet.merges.len())?]);
    for m in &sheet.merges {
        areas.extend(words(&[small(m.top)?, small(m.bottom)?, small(m.left)?, small(m.right)?]));
    }
    record(&mut out, 0x00E5, &areas)?;
    record(&mut out, 0x000A, &[])?;
    Ok(out)
}

/// A compound file with one stream: the header, the table of chains, the directory, the stream.
fn compound(stream: &[u8]) -> Result<Vec<u8>, Fault> {
    let sectors = stream.len() / SECTOR;
    let tables = (sectors + 2).div_ceil(ENTRIES - 1);
    let first = tables + 1;
    let mut chains: Vec<u32> = vec![TABLE; tables];
    chains.push(END);
    for n in 1..sectors {
        chains.push(small(first + n)?);
    }
    chains.push(END);
    chains.resize(tables * ENTRIES, FREE);
    let mut head = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    head.resize(24, 0);
    head.extend(words(&[0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0]));
    for number in [0, small(tables)?, small(tables)?, 0, small(SHORTEST)?, END, 0, END, 0] {
        head.extend(u32::to_le_bytes(number));
    }
    for table in 0..tables {
        head.extend(small::<u32>(table)?.to_le_bytes());
    }
    head.resize(SECTOR, 0xFF);
    head.extend(chains.iter().flat_map(|n| n.to_le_bytes()));
    let mut directory = entry("Root Entry", 5, END, 0, 1)?;
    directory.extend(entry("Workbook", 2, small(first)?, small(stream.len())?, FREE)?);
    directory.resize(SECTOR, 0);
    head.extend(directory);
    head.extend(stream);
    Ok(head)
}

/// An entry of the directory.
fn entry(name: &str, kind: u8, start: u32, size: u32, child: u32) -> Result<Vec<u8>, Fault> {
    let units: Vec<u16> = name.encode_utf16().collect();
    let mut out = words(&units);
    out.resize(64, 0);
    out.extend(small::<u16>(units.len() * 2 + 2)?.to_le_bytes());
    out.extend([kind, 1]);
    for link in [FREE, FREE, child] {
        out.extend(link.to_le_bytes());
    }
    out.resize(116, 0);
    out.extend(start.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.resize(128, 0);
    Ok(out)
}
